"""Les vingt-quatre questions, lues de `questions.toml` : huit critères, trois questions chacun."""

from __future__ import annotations

import pkgutil
import tomllib
from dataclasses import dataclass

CRITERES = {
    "competences": "Compétences internes",
    "acces": "Accès et titularité",
    "documentation": "Documentation",
    "donnees": "Données et restauration",
    "contrat": "Contrat et sortie",
    "substitution": "Possibilité de remplacer",
    "concentration": "Concentration",
    "pilotage": "Pilotage",
}
ETAPES = {
    "acces": "récupérer les accès et la titularité",
    "documentation": "reconstituer la documentation",
    "donnees": "récupérer et vérifier les données",
    "choix": "choisir un remplaçant",
    "transfert": "transférer",
    "double": "faire tourner les deux à la fois",
}


@dataclass(frozen=True)
class Question:
    """Une question : ses quatre réponses, l'étape de sortie qu'elle allonge, l'effort d'un cran, ce qu'on demande."""

    libelle: str
    aide: str
    source: str
    reponses: tuple[str, ...]
    etape: str
    facteur: float
    effort: tuple[float, ...]
    demander: str
    preuve: str
    remede: str

    def factor(self, answer: float) -> float:
        """Ce par quoi la réponse (0 à 3) multiplie son étape : `1 + (facteur − 1) × réponse / 3`, au moins 1."""
        return 1 + (self.facteur - 1) * answer / 3


def _load() -> dict[str, Question]:
    data = pkgutil.get_data("tools.dependance", "questions.toml")
    if data is None:
        raise FileNotFoundError("questions.toml")
    entries = tomllib.loads(data.decode("utf-8"))
    return {
        key: Question(**{**entry, "reponses": tuple(entry["reponses"]), "effort": tuple(entry["effort"])})
        for key, entry in entries.items()
    }


QUESTIONS = _load()
"""Clé (`acces_1`) → question, dans l'ordre des critères."""


def criterion_of(key: str) -> str:
    """Le critère d'une question.

    >>> criterion_of("acces_2")
    'acces'
    """
    return key.rpartition("_")[0]
