"""Ce que toutes les phrases de la dépendance partagent : durées, coûts, niveaux, actions."""

from __future__ import annotations

import math

from tools.dependance.model.leaving import JOURS_PAR_MOIS, Defaillance, Sortie
from tools.dependance.model.plan import Action
from tools.dependance.model.scores import Intervalle
from tools.dependance.questions import QUESTIONS, Geste
from tools.kit.french import format_euros, format_number, format_value, rounding_step

BANDES = ("maîtrisée", "surveillée", "forte", "critique")
"""Une dépendance."""
NIVEAUX = ("maîtrisé", "à surveiller", "fragile", "critique")
"""Un critère : « documentation : forte » se lirait comme un compliment."""
CAS = {"choisie": "Sortie choisie", "defaillance": "Défaillance"}
ZONES = {"hors": "hors zone", "veille": "veille", "controle": "contrôle", "danger": "danger"}
LONG = 120
"""Au-delà de ce nombre de jours, une durée se dit en mois."""
GESTES = [(key, answer) for key in QUESTIONS for answer in (1, 0)]
"""Les quarante-huit actions, dans l'ordre du questionnaire : leur rang est celui d'un lien."""


def interval(value: Intervalle, decimals: int = 0) -> str:
    """« 57 » ou « 22 à 76 ».

    >>> interval(Intervalle(22.2, 76.4))
    '22 à 76'
    """
    return between(*(format_number(bound, decimals) for bound in (value.bas, value.haut)))


def ranged(text: str) -> str:
    """« de 4 à 7 mois », ou « 36 mois ».

    >>> ranged("4 à 7 mois"), ranged("36 mois")
    ('de 4 à 7 mois', '36 mois')
    """
    return f"de {text}" if " à " in text else text


def between(low: str, high: str) -> str:
    """« 57 », ou « 22 à 76 »."""
    return low if low == high else f"{low} à {high}"


def duration(low: float, high: float) -> tuple[int, int, bool]:
    """Les bornes d'une durée telles qu'on les écrit, et si ce sont des mois : arrondies vers l'extérieur.

    >>> duration(75.2, 107.9), duration(140, 204)
    ((75, 108, False), (4, 7, True))
    """
    if high < LONG:
        return round(low), round(high), False
    return math.floor(low / JOURS_PAR_MOIS + 1e-9), math.ceil(high / JOURS_PAR_MOIS - 1e-9), True


def duration_words(low: float, high: float) -> str:
    """« 75 à 108 jours », « 5 à 7 mois ».

    >>> duration_words(140, 204).split()
    ['4', 'à', '7', 'mois']
    """
    first, last, in_months = duration(low, high)
    return between(format_number(first), format_number(last)) + unit_of(last, in_months=in_months)


def unit_of(last: int, *, in_months: bool) -> str:
    """L'unité d'une durée, au nombre de sa borne haute."""
    return format_value(last, "mois" if in_months else "jours", 0).removeprefix(format_number(last))


def leaving_days(sortie: Sortie) -> str:
    """La durée d'une sortie, huit cas simulés sur dix."""
    return duration_words(sortie.jours_p10, sortie.jours_p90)


def service_days(sortie: Defaillance) -> str:
    """Les jours avant un service minimal, huit cas simulés sur dix."""
    low, high = round(sortie.service_minimal_p10_j), round(sortie.service_minimal_p90_j)
    return between(format_number(low), format_number(high)) + unit_of(high, in_months=False)


def cost_step(sortie: Sortie) -> float:
    """Le pas d'arrondi d'un coût de sortie, celui que sa fourchette permet."""
    return rounding_step(sortie.cout_p10_eur, sortie.cout_p90_eur)


def cost(sortie: Sortie) -> str:
    """« 9 600 à 12 200 € » : huit cas simulés sur dix."""
    step = cost_step(sortie)
    low, high = (round(value / step) * step for value in (sortie.cout_p10_eur, sortie.cout_p90_eur))
    return f"{format_number(low)} à {format_euros(high)}" if low != high else format_euros(high)


def band_words(band: tuple[int, int]) -> str:
    """« forte », ou « forte à critique »."""
    return between(BANDES[band[0]], BANDES[band[1]])


def gesture(action: Action) -> Geste:
    """Le texte d'une action."""
    return QUESTIONS[action.cle].gestes[action.vers]


def lower(text: str) -> str:
    """La même phrase, sans majuscule au début.

    >>> lower("Faire transférer")
    'faire transférer'
    """
    return text[:1].lower() + text[1:]


def in_full(geste: Geste) -> str:
    """Une action entière : le geste, à qui le demander, ce que l'on a en main."""
    return f"{geste.faire}. À demander {geste.demander}. En main : {geste.en_main}."


def advice() -> dict[str, list[str]]:
    """Page du site → les actions qu'elle explique."""
    found: dict[str, list[str]] = {}
    for key, answer in GESTES:
        found.setdefault(QUESTIONS[key].remede, []).append(QUESTIONS[key].gestes[answer].faire)
    return found


def quoted(key: str) -> str:
    """Une question, entre guillemets."""
    return f"« {QUESTIONS[key].libelle} »"
