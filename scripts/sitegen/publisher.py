"""Qui publie : `editeur.toml`. Une ligne vide se voit dans la page, et empêche `make publish-check`."""

from __future__ import annotations

import json
import sys
import tomllib

from tools.kit.tool import load
from tools.kit.tool import names as tool_names

from scripts.paths import DOCS, ROOT
from scripts.sitegen.render import render

FILE = ROOT / "editeur.toml"
LABELS = {
    "nom": "Éditeur du site",
    "adresse": "Adresse",
    "telephone": "Téléphone",
    "courriel": "Courriel",
    "directeur_publication": "Directeur de la publication",
    "hebergeur": "Hébergeur (nom, adresse, téléphone)",
    "article": "Article fondateur (titre, auteur, date, adresse)",
}
MISSING = "à compléter avant publication"


def load_publisher() -> dict[str, str]:
    """Lit `editeur.toml`."""
    return dict(tomllib.loads(FILE.read_text(encoding="utf-8")))


def render_publisher(_argument: str) -> str:
    """Rend l'identité de l'éditeur ; ce qui manque est dit."""
    data = load_publisher()
    return render("editeur.html.j2", rows=[(label, data.get(key, "") or MISSING) for key, label in LABELS.items()])


def unpublished() -> list[str]:
    """Les outils dont la version d'aujourd'hui n'a pas encore ses liens de référence."""
    found = []
    for tool in tool_names():
        path = DOCS / "tools" / tool / "versions.json"
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if load(tool, "model").VERSION not in kept:
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
        sys.stderr.write(f"{tool} : version du modèle non publiée ; python -m scripts.publish_version {tool}\n")
    ready = not missing and not tools
    sys.stdout.write("Rien ne manque pour publier.\n" if ready else "Le site ne peut pas être publié.\n")
    return 0 if ready else 1


if __name__ == "__main__":
    sys.exit(main())
