"""Ce que toutes les phrases de la comparaison partagent : pas d'arrondi, nom d'une offre, mois, croisement."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from tools.couts.model import OffreResultat, Resultat
from tools.couts.model.leaving import actuelle
from tools.couts.model.lines import PAYE, PERTES, TEMPS
from tools.couts.offre import Offre
from tools.kit.declare import Typed
from tools.kit.draw import Unit
from tools.kit.french import format_euros, format_value, join_words, rounding_step
from tools.kit.write import figure_link

MILLIERS = Unit("k€", "milliers d’euros HT", 1000)
"""L'axe des graphiques de coût."""
DE_GROUPE = {PAYE: "à payer", TEMPS: "de temps", PERTES: "de pertes"}


def step_of(result: Resultat) -> float:
    """Un seul pas d'arrondi pour toute la réponse, celui que l'écart permet : les chiffres se recoupent au pas près.

    Le pas vaut de 0,2 à 2 % de la largeur de l'enveloppe ; sans incertitude, l'écart s'écrit à trois chiffres.
    """
    mean, low, high = result.ecart
    return rounding_step(0, (high - low) / 5) if low != high else rounding_step(mean, mean)


def name_of(offer: OffreResultat) -> str:
    """Le nom d'une offre, entre guillemets, inerte en Markdown."""
    return quoted(offer.nom)


def quoted(name: Typed) -> str:
    """Un nom d'offre entre guillemets, inerte en Markdown."""
    return f"« {name} »"


def current_of(result: Resultat) -> Offre:
    """Le contrat actuel, que l'on quitte ; il y en a un dès qu'un départ se calcule."""
    found = actuelle(result.inputs)
    if found is None:
        raise LookupError
    return found


def months(count: int) -> str:
    """« 36 mois »."""
    return format_value(count, "mois")


def settled(result: Resultat) -> bool:
    """Vrai si l'on peut départager les deux moins chères, et que leur écart ne s'écrit pas zéro."""
    return result.tranche and round(result.ecart[0] / step_of(result)) > 0


def crossover(result: Resultat) -> str:
    """Qui coûte moins d'abord, et dès quand la moins chère le reste ; vide si les deux coûtent autant."""
    best = result.offres[result.rang[0]]
    crossing = result.croisement
    mean = "" if settled(result) else ", en moyenne"
    if result.ecart[0] == 0:
        return ""
    if crossing is None:
        return f"{name_of(best)} est la moins chère dès le départ{mean}."
    month = figure_link(f"mois {crossing.mois}", "croisement")
    tail = ", par le seul effet du coût de sortie" if crossing.par_la_sortie else ""
    before = f"Au mois {crossing.mois - 1}" if crossing.mois > 1 else "Au départ"
    after = f"dès le {month}, {name_of(best)} reste la moins chère{tail}{mean}"
    return f"{before}, {quoted(crossing.de)} coûte moins ; {after}."


def differences(best: OffreResultat, second: OffreResultat, step: float) -> str:
    """« 45 000 € de plus à payer, 65 000 € de temps et 8 000 € de pertes en moins » ; vide si tout s'écrit zéro.

    Toujours dans l'ordre des groupes : ce qui se paie d'abord.
    """
    gaps = {groupe: best.groupes[groupe] - second.groupes[groupe] for groupe in DE_GROUPE}
    shown = [(groupe, gap) for groupe, gap in gaps.items() if round(gap / step)]
    clauses = [
        _changed({groupe: abs(gap) for groupe, gap in same}, "plus" if more else "moins", step)
        for more, same in groupby(shown, key=lambda item: item[1] > 0)
    ]
    return ", ".join(clauses)


def _changed(found: Mapping[str, float], word: str, step: float) -> str:
    if list(found) == [PAYE]:
        return f"{format_euros(found[PAYE], step)} de {word} à payer"
    amounts = [f"{format_euros(gap, step)} {DE_GROUPE[groupe]}" for groupe, gap in found.items()]
    return f"{join_words(amounts)} en {word}"


def finer(step: float) -> float:
    """Le pas d'un montant qui entre dans un total écrit au pas `step` : dix fois plus fin, un euro au moins."""
    return max(1, step / 10)


def format_hours(hours: float) -> str:
    """Des heures de travail, entières au-dessus de dix."""
    return format_value(hours, "h", 0 if abs(hours) >= 10 or hours == round(hours) else 1)
