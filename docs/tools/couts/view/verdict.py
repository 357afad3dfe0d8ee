"""La réponse en deux temps : qui coûte le moins, de combien, avec quelle chance ; puis ce que l'autre doit rendre."""

from __future__ import annotations

import re

from tools.couts.inputs import RESTER
from tools.couts.model import OffreResultat, Resultat
from tools.couts.model.decision import Rendu
from tools.couts.model.equal import SEUIL_EGAL
from tools.couts.view.words import (
    current_of,
    differences,
    format_hours,
    months,
    name_of,
    quoted,
    settled,
    step_of,
)
from tools.kit.french import format_euros, format_odds, format_span, join_words, rounding_step
from tools.kit.write import figure_link

PEU = 0.1
"""Une chance d'être la moins chère de toutes qui ne mérite pas une phrase."""


def verdict(result: Resultat) -> str:
    """Ce qu'un conseil lit d'abord."""
    notes = [_opening, _verdict, _skewed, _rival, _lock_in, _discounted]
    return " ".join(said for note in notes if (said := note(result)))


def short(result: Resultat) -> str:
    """Le verdict en une ligne."""
    best, second = (result.offres[i] for i in result.rang[:2])
    leaving, step = result.depart, step_of(result)
    if leaving and waiting(result):
        return f"Attendre {months(leaving.mois)}, puis {quoted(leaving.vers)}"
    if not settled(result):
        return f"On ne peut pas départager {name_of(best)} et {name_of(second)}"
    return f"{format_euros(result.ecart[0], step)} de moins : {name_of(best)}"


def waiting(result: Resultat) -> bool:
    """Vrai si partir plus tard coûte moins, à l'arrondi près, que tout ce qui se décide aujourd'hui."""
    leaving = result.depart
    if leaving is None or not 0 < leaving.mois < result.inputs.horizon_mois:
        return False
    least = result.offres[result.rang[0]].total_eur
    return round((least - leaving.courbe_eur[leaving.mois]) / step_of(result)) > 0


def rival(result: Resultat) -> OffreResultat | None:
    """L'offre, plus chère que les deux premières en moyenne, plus souvent que la seconde la moins chère de toutes."""
    best, second = (result.offres[i] for i in result.rang[:2])
    others = (result.offres[i] for i in result.rang[2:])
    dearer = (offer for offer in others if round((offer.total_eur - best.total_eur) / step_of(result)))
    found = max(dearer, key=lambda offer: offer.chance[0], default=None)
    return found if found and found.chance[0] > max(second.chance[1], PEU) else None


def _opening(result: Resultat) -> str:
    """Quand partir plus tard coûte moins que toute offre prise aujourd'hui : c'est la réponse."""
    leaving = result.depart
    if leaving is None or not waiting(result):
        return ""
    cost, step = leaving.courbe_eur[leaving.mois], step_of(result)
    today = result.offres[result.rang[0]]
    total = figure_link(format_euros(cost, step), "depart")
    return (
        f"**Le moins cher est d'attendre** : garder {quoted(current_of(result).nom)} {months(leaving.mois)}, puis "
        f"passer à {quoted(leaving.vers)}, revient en moyenne à {total}, soit "
        f"{format_euros(today.total_eur - cost, step)} de moins que la moins chère des décisions prises aujourd'hui, "
        f"{name_of(today)}."
    )


def _verdict(result: Resultat) -> str:
    best, second = (result.offres[i] for i in result.rang[:2])
    mean, low, high = result.ecart
    span = f"ur {months(result.inputs.horizon_mois)}"
    if mean < SEUIL_EGAL and max(abs(low), abs(high)) < SEUIL_EGAL:
        equal = [o for o in (result.offres[i] for i in result.rang) if o.total_eur - best.total_eur < SEUIL_EGAL]
        return f"**On ne peut pas les départager** : s{span}, {join_words(map(name_of, equal))} coûtent autant."
    step = step_of(result)
    gap = figure_link(format_euros(mean, step), "ecart")
    # Le lien tient en deux mots : un bouton ne se coupe pas en fin de ligne, et laisserait un « : » seul à la suivante.
    odds = re.sub(r"cas simulés?", lambda words: figure_link(words[0], "chance"), format_odds(*result.chance))
    spread = low != high or abs(mean - low) > step / 2
    bounds = f" (enveloppe des trois cas : {format_span(low, high, step)})" if spread else ""
    parts = differences(best, second, step)
    tail = f" : {parts}." if parts else "."
    if settled(result):
        return f"S{span}, **{name_of(best)} revient à {gap} de moins** que {name_of(second)}{bounds}, {odds}{tail}"
    if not round(mean / step):
        return (
            f"**On ne peut pas les départager** : s{span}, {name_of(best)} et {name_of(second)} coûtent autant en "
            f"moyenne, à {figure_link(format_euros(step), 'ecart')} près{bounds} ; la première l'emporte {odds}{tail}"
        )
    return (
        f"**On ne peut pas les départager** : s{span}, {name_of(best)} revient en moyenne à {gap} de moins que "
        f"{name_of(second)}{bounds}, et seulement {odds}{tail}"
    )


def _skewed(result: Resultat) -> str:
    """Ce qu'il faut savoir quand la moyenne sort de l'enveloppe."""
    mean, low, high = result.ecart
    step = step_of(result)
    if low - step / 2 <= mean <= high + step / 2:
        return ""
    return "La moyenne sort de cette enveloppe : des pertes rares et lourdes y pèsent."


def _rival(result: Resultat) -> str:
    """Celle que l'écart des deux moins chères ne montre pas."""
    other = rival(result)
    if other is None:
        return ""
    odds = figure_link(format_odds(*other.chance), f"chance-{result.offres.index(other)}")
    return f"Plus chère en moyenne, {name_of(other)} est pourtant la moins chère de toutes {odds}."


def _lock_in(result: Resultat) -> str:
    """Ce que la sortie, non comptée, changerait : un enfermement n'est jamais gratuit sans qu'on le dise."""
    if result.inputs.fin != RESTER:
        return ""
    best, step = result.rang[0], step_of(result)
    exits = [offer.sortie_fin_eur for offer in result.offres]
    flips = result.rang_sortie[0] != best
    if not flips and max(exits) - min(exits) <= result.ecart[0]:
        return ""
    least, most = (pick(range(len(exits)), key=exits.__getitem__) for pick in (min, max))
    pair = (best, result.rang_sortie[0]) if flips else (most, least)
    one, two = (exits[i] for i in pair)
    same = format_euros(one, step) == format_euros(two, step)  # deux sommes qui diffèrent ne s'écrivent pas de même
    fine = rounding_step(one - two, one - two) if same else step
    shown = join_words(
        f"{figure_link(format_euros(exits[i], fine), f'fin-{i}')} pour {name_of(result.offres[i])}" for i in pair
    )
    tail = (
        f"la compter mettrait {name_of(result.offres[pair[1]])} en tête"
        if flips
        else "l'écart de ces sommes dépasse celui des deux options les moins chères"
    )
    return f"La sortie n'est pas comptée : partir à la fin coûterait {shown} ; {tail}."


def _discounted(result: Resultat) -> str:
    if result.rang_actualise == result.rang:
        return ""
    best = result.offres[result.rang_actualise[0]]
    if result.rang_actualise[0] == result.rang[0]:
        return "Actualisé, l'ordre des suivantes change."
    return f"**Actualisé, l'ordre change** : {name_of(best)} devient la moins chère."


def give_back(result: Resultat) -> str:
    """Ce que l'offre la plus payée doit rendre en heures : la question à laquelle un dirigeant peut répondre."""
    found = [f"{given(result, one)} {_lost(result, one)}" for one in asked_back(result)]
    return " ".join(found)


def asked_back(result: Resultat) -> list[Rendu]:
    """Ce qui vaut d'être demandé : une heure par an au moins, pour une somme qui ne s'écrit pas zéro."""
    found = (result.a_rendre, result.a_rendre_actuelle)
    return [one for one in found if one and one.heures_an >= 1 and round(one.paye_eur / step_of(result))]


def given(result: Resultat, one: Rendu) -> str:
    """Les heures que doit rendre la plus payée de deux offres, en tout et par personne."""
    key = "rendre" if one is result.a_rendre else "rendre-actuelle"
    hours = figure_link(f"{format_hours(one.heures_an)} de travail par an", key)
    return (
        f"Pertes égales par ailleurs, {quoted(one.offre)}, payée {format_euros(one.paye_eur, step_of(result))} de plus "
        f"que {quoted(one.contre)} sur {months(result.inputs.horizon_mois)}, se rembourse si elle rend {hours}, "
        f"soit {format_hours(one.heures_personne_an)} par "
        "personne."
    )


def _lost(result: Resultat, one: Rendu) -> str:
    """Les heures que les deux offres prennent."""
    more, less = (next(o for o in result.offres if o.nom == name) for name in (one.offre, one.contre))
    hours = [
        f"{figure_link(format_hours(o.heures_perdues_an), f'heures-{result.offres.index(o)}')} {words} {name_of(o)}"
        for o, words in ((less, "par an avec"), (more, "avec"))
    ]
    return f"Pilotage, interruptions et gênes prennent {', '.join(hours)}."
