"""Qui publie : `editeur.toml`. Une ligne vide se voit dans la page, et empêche `make publish`."""

from __future__ import annotations

import tomllib

from scripts.paths import ROOT
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
