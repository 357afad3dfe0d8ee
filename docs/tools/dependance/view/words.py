"""Ce que toutes les phrases de la dépendance partagent : durées, coûts, niveaux, actions."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tools.dependance.model.gains import Action
from tools.dependance.model.leaving import JOURS_PAR_MOIS, Defaillance, Sortie
from tools.dependance.model.scores import Concentration, Intervalle, band_of
from tools.dependance.questions import QUESTIONS, Geste
from tools.kit.french import INSECABLE, format_euros, format_number, format_value, rounding_step

BANDES = ("maîtrisée", "surveillée", "forte", "critique")
"""Une dépendance."""
NIVEAUX = ("maîtrisé", "à surveiller", "fragile", "critique")
"""Un critère : « documentation : forte » se lirait comme un compliment."""
CAS = {"choisie": "Sortie choisie", "defaillance": "Défaillance"}
ZONES = {"hors": "hors zone", "veille": "veille", "controle": "contrôle", "danger": "danger"}
PLURIEL = 2
LONG = 120
"""Au-delà de ce nombre de jours, une durée se dit en mois."""
GESTES = [(key, answer) for key in QUESTIONS for answer in (1, 0)]
"""Les quarante-huit actions, dans l'ordre du questionnaire : leur rang est celui d'un lien."""
SANS_ACTION = ("apprendre ce qui n'est pas encore su", "rien à corriger")
"""Ce que dit un lien quand aucune réponse connue n'est à améliorer : il reste à apprendre, ou non."""
REGLES = ("", ", une règle bloquante", ", deux règles bloquantes", ", trois règles bloquantes")
"""Ce qui élève un niveau au-dessus de son indice : le nombre de règles qui jouent est celui d'un lien."""
UNITES = ("jours", "mois", "jour")
"""L'unité d'une durée : son rang est celui d'un lien."""


def interval(value: Intervalle, decimals: int = 0) -> str:
    """« 57 » ou « 22 à 76 ».

    >>> interval(Intervalle(22.2, 76.4))
    '22 à 76'
    """
    return between(*(format_number(bound, decimals) for bound in (value.bas, value.haut)))


def shown(index: float) -> int:
    """L'indice entier à écrire : arrondi, sauf si cela le mettait dans la bande suivante.

    >>> shown(56.94), shown(49.57), shown(50)
    (57, 49, 50)
    """
    return round(index) if band_of(round(index)) == band_of(index) else math.floor(index)


def index_words(index: Intervalle) -> str:
    """L'indice, « 57 » ou « 22 à 76 », tel que sa bande le lit."""
    return between(*(format_number(shown(bound)) for bound in (index.bas, index.haut)))


def ranged(text: str) -> str:
    """« de 4 à 7 mois », ou « 36 mois ».

    >>> ranged("4 à 7 mois"), ranged("36 mois")
    ('de 4 à 7 mois', '36 mois')
    """
    return f"de {text}" if " à " in text else text


def between(low: str, high: str) -> str:
    """« 57 », ou « 22 à 76 »."""
    return low if low == high else f"{low} à {high}"


@dataclass(frozen=True)
class Duree:
    """Les bornes d'une durée telles qu'on les écrit, et leur unité."""

    bas: int
    haut: int
    unite: str

    def __str__(self) -> str:
        return f"{between(format_number(self.bas), format_number(self.haut))}{INSECABLE}{self.unite}"

    def numbers(self) -> list[float]:
        """Les trois nombres d'un lien : les bornes, le rang de l'unité."""
        return [self.bas, self.haut, UNITES.index(self.unite)]


def in_days(low: float, high: float) -> Duree:
    """Une durée en jours entiers ; moins d'un jour se dit « 1 jour » : rien ne se fait « en 0 jour ».

    >>> in_days(75.2, 107.9), in_days(0.2, 0.4)
    (Duree(bas=75, haut=108, unite='jours'), Duree(bas=1, haut=1, unite='jour'))
    """
    first, last = max(1, round(low)), max(1, round(high))
    return Duree(first, last, "jours" if last > 1 else "jour")


def duration(low: float, high: float) -> Duree:
    """Une durée en mois si elle est longue, arrondie vers l'extérieur ; en jours si elle peut durer moins d'un mois.

    >>> duration(75.2, 107.9), duration(140, 204)
    (Duree(bas=75, haut=108, unite='jours'), Duree(bas=4, haut=7, unite='mois'))
    >>> duration(29, 240)
    Duree(bas=29, haut=240, unite='jours')
    """
    if high < LONG or low < JOURS_PAR_MOIS:
        return in_days(low, high)
    return Duree(math.floor(low / JOURS_PAR_MOIS + 1e-9), math.ceil(high / JOURS_PAR_MOIS - 1e-9), "mois")


def leaving_days(sortie: Sortie) -> str:
    """La durée d'une sortie, huit cas simulés sur dix."""
    return str(duration(sortie.jours_p10, sortie.jours_p90))


def service_days(sortie: Defaillance) -> str:
    """Les jours avant un service minimal, huit cas simulés sur dix."""
    return str(in_days(sortie.service_minimal_p10_j, sortie.service_minimal_p90_j))


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


def due(sortie: Sortie) -> int:
    """Ce que le contrat fait payer à qui part, à l'euro au-dessus : « jusqu'à » ne s'arrondit pas au-dessous."""
    return math.ceil(sortie.fixe_eur)


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


def held_by(found: Concentration) -> str:
    """Ce que vaut un indice de concentration, en prestataires.

    >>> held_by(Concentration(10_000, 1)), held_by(Concentration(5_000, 2)).replace(INSECABLE, " ")
    ('comme si un seul prestataire tenait tout', 'comme si 2,0 prestataires tenaient tout à parts égales')
    """
    count = round(found.equivalent, 1)
    if count <= 1:
        return "comme si un seul prestataire tenait tout"
    held = "tenaient" if count >= PLURIEL else "tenait"
    return f"comme si {format_value(count, 'prestataires', 1)} {held} tout à parts égales"


def quoted(key: str) -> str:
    """Une question, entre guillemets."""
    return f"« {QUESTIONS[key].libelle} »"
