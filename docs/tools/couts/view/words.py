"""Ce que toutes les phrases de la comparaison partagent : le pas d'arrondi, le nom d'une offre, le croisement."""

from __future__ import annotations

from tools.couts.model import OffreResultat, Resultat
from tools.kit.draw import Unit
from tools.kit.french import format_euros, rounding_step
from tools.kit.write import figure_link

MILLIERS = Unit("k€", "milliers d’euros HT", 1000)
"""L'axe des graphiques de coût."""


def step_of(result: Resultat) -> float:
    """Un seul pas d'arrondi pour toute la réponse, celui que l'écart permet : les chiffres se recoupent au pas près."""
    mean, low, high = result.ecart
    return rounding_step(low, high) if low != high else rounding_step(mean, mean)


def name_of(offer: OffreResultat) -> str:
    """Le nom d'une offre, entre guillemets, inerte en Markdown."""
    return f"« {offer.nom} »"


def crossover(result: Resultat) -> str:
    """Qui coûte moins d'abord, et dès quand la moins chère le reste ; vide si les deux coûtent autant."""
    best = result.offres[result.rang[0]]
    crossing = result.croisement
    if result.ecart[0] == 0:
        return ""
    if crossing is None:
        return f"{name_of(best)} est la moins chère dès le départ."
    month = figure_link(f"mois {crossing.mois}", "croisement")
    tail = ", par le seul effet du coût de sortie" if crossing.par_la_sortie else ""
    before = f"Au mois {crossing.mois - 1}" if crossing.mois > 1 else "Au départ"
    return f"{before}, « {crossing.de} » coûte moins ; dès le {month}, {name_of(best)} reste la moins chère{tail}."


def format_month(cost: float) -> str:
    """Un coût par mois, à trois chiffres : il est bien plus petit que l'écart sur toute la durée."""
    return format_euros(cost, rounding_step(cost, cost))


def finer(step: float) -> float:
    """Le pas d'un montant qui entre dans un total écrit au pas `step` : dix fois plus fin, un euro au moins."""
    return max(1, step / 10)
