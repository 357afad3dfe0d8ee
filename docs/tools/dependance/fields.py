"""Les sortes de champs de la mesure de dépendance : une question, une note EBIOS, un poids, un nombre, une étape."""

from __future__ import annotations

from tools.dependance.questions import CRITERES, ECHELLES, ETAPES, QUESTIONS, criterion_of
from tools.kit.compute import TroisPoints
from tools.kit.declare import Answer, Number, Reponse, ThreePoint, declare

EBIOS = "Cote EBIOS Risk Manager du prestataire"
SORTIE = "Notre contrat, pour chiffrer la sortie"
DEFAILLANCE = "Si le prestataire s'arrêtait demain"
PLAN = "Plan d'action"
POIDS = "Poids des critères"
EFFORTS = "Durée et effort de chaque étape"
HYPOTHESES = "Ce qui allonge une sortie"


def ask() -> Reponse:
    """Une des vingt-quatre questions, celle que nomme l'attribut : 0 (maîtrisé) à 3 (dépendant), ou « nsp »."""

    def named(name: str) -> Answer:
        question = QUESTIONS[name]
        return Answer(
            label=question.libelle,
            help=question.aide,
            source=question.source,
            answers=question.reponses,
            unknown=True,
            essential=True,
            group=CRITERES[criterion_of(name)],
        )

    return declare(named)


def scale() -> Reponse:
    """Une note de la cote EBIOS, de 1 à 4, celle qui porte le nom de l'attribut."""

    def named(name: str) -> Answer:
        found = ECHELLES[name]
        return Answer(
            label=found.libelle, help=found.aide, source="S1-30", answers=found.reponses, first=1, group=EBIOS
        )

    return declare(named)


def param(label: str, text: str, unit: str, low: float, high: float, group: str, key: str = "") -> float:
    """Un nombre dont le défaut est dans `params.toml`, sous le nom de l'attribut ou sous `key`."""
    return declare(Number(label=label, help=text, unit=unit, min=low, max=high, group=group, param=key))


def threshold(label: str) -> float:
    """Un seuil de la cote EBIOS."""
    return param(label, "Seuil de l'exemple du guide, à adapter.", "", 0, 16, EBIOS)


def weight() -> float:
    """Le poids du critère que nomme l'attribut."""
    text = "De 0 (ignoré) à 10. Le même poids partout est un choix du site."

    def named(name: str) -> Number:
        label = f"Poids : {CRITERES[name.removeprefix('poids_')].lower()}"
        return Number(label=label, help=text, min=0, max=10, group=POIDS, param="poids")

    return declare(named)


def _three(label: str, unit: str, high: float, group: str = EFFORTS) -> ThreePoint:
    text = "Hypothèse du site, quand tout est en ordre ; vos réponses l'allongent."
    return ThreePoint(label=label, help=text, unit=unit, min=0, max=high, group=group)


def three(label: str, unit: str, high: float, group: str = EFFORTS) -> TroisPoints:
    """Une valeur incertaine de la sortie."""
    return declare(_three(label, unit, high, group))


def duration() -> TroisPoints:
    """La durée de l'étape que nomme l'attribut."""
    return declare(lambda name: _three(f"Durée : {ETAPES[name.split('_')[1]]}", "jours", 730))


def effort() -> TroisPoints:
    """L'effort de l'étape que nomme l'attribut."""
    return declare(lambda name: _three(f"Effort : {ETAPES[name.split('_')[1]]}", "h", 5_000))
