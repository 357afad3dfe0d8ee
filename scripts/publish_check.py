"""Dit ce qui manque avant de publier : l'éditeur, et la version publiée de chaque modèle.

python -m scripts.publish_check
"""

from __future__ import annotations

import json
import sys

from tools.kit.tool import get_tool, names

from scripts.paths import DOCS
from scripts.sitegen.publisher import LABELS, load_publisher


def unpublished() -> list[str]:
    """Les outils dont la version d'aujourd'hui n'a pas encore ses liens de référence."""
    found = []
    for tool in names():
        path = DOCS / "tools" / tool / "versions.json"
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if get_tool(tool).version not in kept:
            found.append(tool)
    return found


def main() -> int:
    """Dit ce qui manque avant de publier ; rend 1 s'il manque quelque chose."""
    data = load_publisher()
    missing = [key for key in LABELS if not data.get(key)]
    for key in missing:
        sys.stderr.write(f"editeur.toml : « {key} » ({LABELS[key]}) est vide.\n")
    tools = unpublished()
    for tool in tools:
        command = f".venv/bin/python -m scripts.publish_version {tool}"
        sys.stderr.write(f"{tool} : version du modèle non publiée ; {command}\n")
    ready = not missing and not tools
    sys.stdout.write("Rien ne manque pour publier.\n" if ready else "Le site ne peut pas être publié.\n")
    return 0 if ready else 1


if __name__ == "__main__":
    sys.exit(main())
