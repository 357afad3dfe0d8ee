"""Les vingt-quatre questions, lues de `questions.toml` : huit critères, trois questions chacun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tools.kit.declare import load_toml

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
class Geste:
    """Une action écrite : le geste (verbe d'abord), à qui le demander, ce que l'on a en main quand c'est fait."""

    faire: str
    demander: str
    en_main: str


@dataclass(frozen=True)
class Question:
    """Une question : ses quatre réponses, l'étape de sortie qu'elle allonge, ce qu'il faut faire, ce qu'on demande.

    `effort` : heures pour passer de 1 à 0, de 2 à 1, de 3 à 1. `gestes` : ce qui mène à la réponse 0, puis à la 1.
    """

    libelle: str
    aide: str
    source: str
    reponses: tuple[str, ...]
    etape: str
    facteur: float
    effort: tuple[float, ...]
    gestes: tuple[Geste, Geste]
    demander: str
    preuve: str
    remede: str

    def lengthening(self, answer: float) -> float:
        """Ce que la réponse (0 à 3) ajoute au facteur de son étape, avant plafond : `(facteur − 1) × réponse / 3`."""
        return (self.facteur - 1) * answer / 3


@dataclass(frozen=True)
class Echelle:
    """Une note de la cote EBIOS : son nom, ce qu'elle mesure, ses quatre degrés."""

    libelle: str
    aide: str
    reponses: tuple[str, ...]


def _load(name: str) -> dict[str, dict[str, Any]]:
    """Un fichier de questions : ses listes deviennent des suites fixes."""
    entries = load_toml("tools.dependance", name)
    return {
        key: {part: tuple(value) if isinstance(value, list) else value for part, value in entry.items()}
        for key, entry in entries.items()
    }


ECHELLES = {key: Echelle(**entry) for key, entry in _load("echelles.toml").items()}
"""Clé (`ebios_maturite`) → note."""


def _question(entry: dict[str, Any]) -> Question:
    """Une question, ses deux gestes réunis."""
    gestes = (Geste(**entry.pop("action_0")), Geste(**entry.pop("action_1")))
    return Question(**entry, gestes=gestes)


QUESTIONS = {key: _question(entry) for key, entry in _load("questions.toml").items()}
"""Clé (`acces_1`) → question, dans l'ordre des critères."""


def criterion_of(key: str) -> str:
    """Le critère d'une question.

    >>> criterion_of("acces_2")
    'acces'
    """
    return key.rpartition("_")[0]
