"""Dit ce qui manque avant de publier : l'éditeur, une page inachevée, la version publiée de chaque modèle.

python -m scripts.publish_check
"""

from __future__ import annotations

import json
import sys

from tools.kit.tool import get_tool, names

from scripts.paths import DOCS
from scripts.sitegen.publisher import LABELS, MISSING, load_publisher


def unpublished() -> list[str]:
    """Les outils dont la version d'aujourd'hui n'a pas encore ses liens de référence."""
    found = []
    for tool in names():
        path = DOCS / "tools" / tool / "versions.json"
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if get_tool(tool).version not in kept:
            found.append(tool)
    return found


def unfinished() -> list[str]:
    """Les pages qui disent encore qu'il leur manque quelque chose avant publication."""
    pages = sorted(DOCS.rglob("*.md"))
    return [path.relative_to(DOCS).as_posix() for path in pages if MISSING in path.read_text(encoding="utf-8")]


def faults() -> list[str]:
    """Tout ce qui manque avant de publier, une phrase chacun."""
    data = load_publisher()
    command = ".venv/bin/python -m scripts.publish_version"
    return [
        *(f"editeur.toml : « {key} » ({label}) est vide." for key, label in LABELS.items() if not data.get(key)),
        *(f"docs/{page} : « {MISSING} »." for page in unfinished()),
        *(f"{tool} : version du modèle non publiée ; {command} {tool}" for tool in unpublished()),
    ]


def main() -> int:
    """Dit ce qui manque avant de publier ; rend 1 s'il manque quelque chose."""
    found = faults()
    for fault in found:
        sys.stderr.write(f"{fault}\n")
    sys.stdout.write("Le site ne peut pas être publié.\n" if found else "Rien ne manque pour publier.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
