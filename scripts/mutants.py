"""Des fautes faites à la main, une par une, dans une copie : les tests les voient-ils ? Leur part se mesure.

python -m scripts.mutants [MOT…]      toutes les fautes de `tests/mutants.toml`, ou celles dont le nom contient un mot

Une faute remplace un texte, présent une seule fois, par un autre. Les tests de sa sorte la voient s'ils échouent. À
celles de la liste s'ajoute une faute par endroit où un outil écrit un texte saisi : il y échappe à `Typed`.
"""

from __future__ import annotations

import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from scripts.after.assets import lighten_scripts
from scripts.elsewhere import copy_repository
from scripts.paths import ROOT, SITE

LIST = ROOT / "tests" / "mutants.toml"
TESTS = {
    "mots": ["tests/unit/test_textes.py", "tests/unit"],
    "classeur": ["tests/site/test_workbook.py"],
    "liens": ["tests/engines/test_chromium.py", "tests/e2e/test_links_page.py", "tests/e2e/test_address_page.py"],
    "page": ["tests/e2e/test_rows_page.py", "tests/e2e/test_files_page.py"],
}
"""Sorte de faute → tests qui doivent la voir ; les plus rapides d'abord, et l'on s'arrête au premier échec."""
WRITTEN = re.compile(r"[{(](?!ligne\b)\w+\.(?:nom|offre)(?=\}| for )")
"""Un texte saisi mis dans une phrase, ou dans une suite d'en-têtes ; le nom d'une ligne de coût est de notre main."""
PROCESSES = 2
TARGET = 0.95
FAILED = 1
"""Ce que rend pytest quand un test échoue, et non quand il n'a pu en lancer."""


@dataclass(frozen=True)
class Mutant:
    """Une faute : son nom, où, le texte juste et le texte fautif, et la sorte de tests qui la doit voir."""

    nom: str
    fichier: str
    avant: str
    apres: str
    sorte: str = "mots"
    attendu: str = ""
    """Pourquoi elle peut survivre, si c'est le cas."""

    def applied(self) -> str:
        """Le fichier, la faute faite."""
        return (ROOT / self.fichier).read_text(encoding="utf-8").replace(self.avant, self.apres)


def raw_places() -> list[Mutant]:
    """Une faute par texte saisi qu'un outil met dans une phrase ou un en-tête : `{offre.nom}` rend son texte brut."""
    found = []
    for path in sorted((ROOT / "docs" / "tools").glob("*/view/**/*.py")):
        text, name = path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
        for rank, place in enumerate(WRITTEN.finditer(text), start=1):
            around = slice(max(0, place.start() - 120), place.end() + 40)
            cut = place.end() - around.start
            mutant = f"{text[around][:cut]}.raw{text[around][cut:]}"
            found.append(Mutant(f"brut-{name.removeprefix('docs/tools/')}-{rank}", name, text[around], mutant))
    return found


def mutants() -> list[Mutant]:
    """Les fautes de la liste et celles qui s'en déduisent ; lève `ValueError` si l'une ne s'applique plus."""
    found = [Mutant(nom=name, **entry) for name, entry in tomllib.loads(LIST.read_text(encoding="utf-8")).items()]
    results = {(one.fichier, one.applied()) for one in found}
    found += [one for one in raw_places() if (one.fichier, one.applied()) not in results]
    for one in found:
        count = (ROOT / one.fichier).read_text(encoding="utf-8").count(one.avant)
        if count != 1:
            raise ValueError(f"{one.nom} : « {one.avant} » est {count} fois dans {one.fichier}.")
    return found


def _copy(home: Path) -> Path:
    copy_repository(home)
    shutil.copytree(SITE, home / SITE.name)
    return home


def _rebuild_scripts(home: Path) -> None:
    """Remet dans le site construit de la copie ses scripts, sous le nom de dossier qu'ils y avaient."""
    target = next((home / "site" / "assets").glob("js.*"))
    lighten_scripts(home / "site", home)
    shutil.rmtree(target)
    (home / "site" / "assets" / "js").rename(target)
    for packed in target.rglob("*.br"):
        packed.unlink()


def run_tests(kind: str, home: Path, port: int) -> int:
    """Le verdict de pytest : 0 si tout passe, 1 si un test échoue ; lève `RuntimeError` pour tout autre."""
    paths = f"{home}{os.pathsep}{home / 'docs'}"
    env = {**os.environ, "SITE_URL": f"http://127.0.0.1:{port}/", "PYTHONPATH": paths, "GRAINE": "1"}
    for path in TESTS[kind]:  # l'un après l'autre : les plus rapides voient presque tout, le reste n'est pas chargé
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", path]
        done = subprocess.run(command, cwd=home, env=env, capture_output=True, text=True, check=False)
        if done.returncode == FAILED:
            return FAILED
        if done.returncode:
            raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
    return 0


def is_seen(one: Mutant, home: Path, port: int) -> bool:
    """Vrai si les tests échouent quand la faute est faite."""
    path = home / one.fichier
    right = path.read_text(encoding="utf-8")
    path.write_text(right.replace(one.avant, one.apres), encoding="utf-8")
    try:
        if path.suffix == ".js":
            _rebuild_scripts(home)
        return run_tests(one.sorte, home, port) == FAILED
    finally:
        path.write_text(right, encoding="utf-8")
        if path.suffix == ".js":
            _rebuild_scripts(home)


def main(arguments: list[str]) -> int:
    """Dit chaque faute, vue ou non, et la part des vues ; rend 1 sous la cible."""
    chosen = [one for one in mutants() if not arguments or any(word in one.nom for word in arguments)]
    if not chosen:
        sys.exit("Aucune faute de ce nom.")
    homes: queue.Queue[tuple[Path, int]] = queue.Queue()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(PROCESSES) as pool:
        for rank in range(PROCESSES):
            homes.put((_copy(Path(folder) / str(rank)), 8770 + rank))

        def judge(one: Mutant) -> bool:
            home, port = homes.get()
            try:
                seen = is_seen(one, home, port)
            finally:
                homes.put((home, port))
            sys.stdout.write(
                f"  {'vue' if seen else 'NON VUE':<8} {one.nom}{f' ({one.attendu})' if one.attendu else ''}\n"
            )
            sys.stdout.flush()
            return seen

        for kind in sorted({one.sorte for one in chosen}):
            home, port = homes.get()
            if run_tests(kind, home, port):
                sys.exit(f"Sans aucune faute, les tests « {kind} » échouent déjà : rien ne se mesurerait.")
            homes.put((home, port))
        results = list(pool.map(judge, chosen))
    share = sum(results) / len(results)
    sys.stdout.write(f"{sum(results)} fautes vues sur {len(results)} : {share:.0%} (cible {TARGET:.0%})\n")
    return 0 if share >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
