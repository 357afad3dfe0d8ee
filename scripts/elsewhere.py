"""Le dépôt copié et construit ailleurs : sous un dossier, avec un outil de plus, plus grand, ou deux fois le même."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from scripts.paths import CACHE, ROOT

COPIED = (
    "docs", "overrides", "scripts", "tests", "mkdocs.yml", "editeur.toml", "package.json", "package-lock.json",
    "tsconfig.json", "biome.json", "pyproject.toml", "Makefile",
)  # fmt: skip
INSTALLED = ("node_modules", ".venv")


def copy_repository(home: Path, shared: Iterable[str] = ("build",)) -> None:
    """Copie dans `home` ce qu'il faut pour construire le site ; les paquets sont ceux d'ici, et `shared` aussi."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, home / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, home / name)
    for name in (*INSTALLED, *shared):
        (ROOT / name).mkdir(exist_ok=True)
        (home / name).symlink_to(ROOT / name)


def copy_cache(home: Path, names: Iterable[str]) -> None:
    """Copie dans `home`, sans le partager, ce que la construction garde d'une fois à l'autre sous ces noms."""
    for name in names:
        shutil.copytree(CACHE / name, home / CACHE.relative_to(ROOT) / name)


def run(home: Path, *command: str, **env: str) -> str:
    """Ce que dit une commande lancée dans la copie ; lève `RuntimeError`, avec ce qu'elle a dit, si elle échoue."""
    paths = os.pathsep.join([str(home), str(home / "docs")])
    done = subprocess.run(
        command, cwd=home, env={**os.environ, "PYTHONPATH": paths, **env}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stdout[-6000:] + done.stderr[-3000:])
    return done.stdout


def build(home: Path, **env: str) -> Path:
    """Construit le site de la copie ; rend où il est."""
    run(home, sys.executable, "-m", "scripts.build", **env)
    return home / "site"
