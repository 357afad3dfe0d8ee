"""Crée le dossier d'un nouvel outil, qui passe les tests de contrat tel quel.

python -m scripts.new_tool NOM ["Titre de la page"]
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tools.kit.french import typeset

from scripts.paths import DOCS, ROOT

TEMPLATE = Path(__file__).parent / "tool_template"
NAME = re.compile(r"[a-z]{3,30}")


def create(name: str, title: str, home: Path) -> Path:
    """Écrit le dossier de l'outil sous `home` ; lève `ValueError` si le nom ne va pas ou est pris."""
    if not NAME.fullmatch(name) or name in {"kit", "tools"}:
        raise ValueError(f"« {name} » ne va pas : un seul mot, de 3 à 30 lettres minuscules sans accent.")
    folder = home / name
    if folder.exists():
        raise ValueError(f"{folder} existe déjà.")
    folder.mkdir(parents=True)
    quoted = typeset(title).replace('"', "”")  # le titre va entre guillemets droits, en Python comme dans l'en-tête
    for source in sorted(TEMPLATE.glob("*.txt")):
        text = source.read_text(encoding="utf-8").replace("__outil__", name).replace("__titre__", quoted)
        (folder / source.stem).write_text(text, encoding="utf-8")
    _tidy(folder)
    return folder


def _tidy(folder: Path) -> None:
    """Range les imports et les lignes : leur ordre et leur longueur dépendent du nom et du titre choisis."""
    ruff = Path(sys.executable).with_name("ruff")
    config = ["--config", str(ROOT / "pyproject.toml"), "--quiet"]
    subprocess.run([str(ruff), "check", *config, "--select", "I", "--fix", str(folder)], check=True)
    subprocess.run([str(ruff), "format", *config, str(folder)], check=True)


def main(arguments: list[str]) -> int:
    """Crée l'outil et dit ce qui reste à faire à la main : une ligne de `nav`."""
    if not arguments:
        sys.stderr.write('Usage : python -m scripts.new_tool NOM ["Titre de la page"]\n')
        return 2
    name = arguments[0]
    title = arguments[1] if len(arguments) > 1 else name.capitalize()
    try:
        folder = create(name, title, DOCS / "tools")
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(
        f'{folder} est créé. Ajoutez à `nav`, dans mkdocs.yml :\n      - "{title}": tools/{name}/index.md\n'
        f"Puis : make test ; et, avant de publier : .venv/bin/python -m scripts.publish_version {name}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
