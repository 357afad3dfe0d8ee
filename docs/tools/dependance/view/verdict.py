"""La réponse : en combien de temps, à quel prix, que faire d'abord ; ou ce qu'il faut apprendre avant de conclure."""

from __future__ import annotations

from functools import cache

from tools.dependance.inputs import Inputs
from tools.dependance.model import PREMIERES, Resultat, compute
from tools.dependance.model.leaving import Sorties
from tools.dependance.model.scores import ASSEZ
from tools.dependance.questions import QUESTIONS
from tools.dependance.view.words import (
    band_words,
    cost,
    gesture,
    interval,
    leaving_days,
    lower,
    quoted,
    ranged,
    service_days,
)
from tools.kit.declare import cite, load_presets, preset_inputs
from tools.kit.french import format_value, join_words
from tools.kit.write import Place, Setting, figure_link, write_inline

EXEMPLE = "service"
EN_LETTRES = {2: "deux", 3: "trois"}


def verdict(result: Resultat) -> str:
    """Ce qu'un conseil lit d'abord."""
    if result.indice is None or result.bande is None or result.sortie is None:
        return _missing(result)
    index = figure_link(f"{interval(result.indice)} sur 100", "indice")
    if result.incertain:
        return f"{_unknown(result, index)} En attendant : {lower(_two_ways(result.entrees, result.sortie))}"
    band = figure_link(band_words(result.bande), "bande")
    level = "Dépendance" if result.bande[0] == result.bande[1] else "Dépendance de"
    return f"{_two_ways(result.entrees, result.sortie)} {_first(result)} {level} {band} : {index}."


def _two_ways(inputs: Inputs, sorties: Sorties) -> str:
    chosen, lost = sorties.choisie, sorties.defaillance
    days = figure_link(ranged(leaving_days(chosen)), "sortie-choisie")
    price = figure_link(ranged(cost(chosen)), "sortie-choisie")
    minimal = figure_link(service_days(lost), "service-minimal")
    loss = figure_link(ranged(cost(lost)), "sortie-defaillance")
    share = inputs.part_arretee_pct
    stopped = (
        f"arrêterait d'abord {format_value(share, '%')} du travail, l'essentiel rétabli en {minimal},"
        if share
        else f"demanderait {minimal} pour rétablir l'essentiel,"
    )
    return f"Partir nous prendrait {days} et {price} ; perdre notre prestataire demain {stopped} et coûterait {loss}."


def _first(result: Resultat) -> str:
    """La première action, ou ce qui en tient lieu."""
    if result.plan:
        action = result.plan[0]
        hours = format_value(action.effort_h, "h")
        return f"**D'abord : {lower(gesture(action).faire)} ({hours}).**"
    if result.a_savoir:
        return f"**D'abord : apprendre** {quoted(result.a_savoir[0])}."
    return "**Rien à corriger** : refaire cette mesure dans un an."


def _unknown(result: Resultat, index: str) -> str:
    count = len(result.a_savoir)
    first = join_words(quoted(key) for key in result.a_savoir[:PREMIERES])
    unknown = "une réponse n'est pas sue" if count == 1 else f"{count} réponses ne sont pas sues"
    band = figure_link(band_words(result.bande or (0, 0)), "bande")
    return (
        f"**On ne peut pas encore conclure** : {unknown}, et notre dépendance peut être de {band} ({index}). "
        f"**À savoir d'abord** : {first}."
    )


def _missing(result: Resultat) -> str:
    left = ASSEZ - result.donnees
    plural = "s" if left > 1 else ""
    return f"Encore **{left} réponse{plural}** pour voir notre sortie ; « je ne sais pas » compte."


@cache
def example() -> str:
    """Le verdict d'une situation type, dit comme un exemple ; il ne dépend pas du lecteur, et se calcule une fois."""
    title = load_presets("dependance")[EXEMPLE].titre
    shown = write_inline(verdict(compute(preset_inputs(Inputs)[EXEMPLE])), Setting(Place.FILE))
    return f"Exemple, avec des réponses inventées (« {title} ») : {shown}"


def notes(result: Resultat) -> str:
    """Ce qu'il faut savoir de la réponse : ce qui bloque, ce qui n'est pas su, ce que valent les fourchettes."""
    said = [
        f"**Règle bloquante** : {QUESTIONS[key].libelle} « {QUESTIONS[key].reponses[-1]} » "
        f"({cite(QUESTIONS[key].source)})."
        for key in result.blocages
    ]
    if result.heures_manquantes:
        hours = format_value(result.heures_manquantes, "h")
        what = "ce blocage" if len(result.blocages) == 1 else "ces blocages"
        said.append(f"Lever {what} en trente jours demande {hours} de plus que le temps disponible.")
    if result.a_savoir and not result.incertain:
        first = join_words(quoted(key) for key in result.a_savoir[:PREMIERES])
        said.append(f"À savoir aussi : {first}.")
    if result.indice_apres and result.plan:
        after = figure_link(f"{interval(result.indice_apres)} sur 100", "plan")
        count = min(PREMIERES, len(result.plan))
        first_ones = "la première action faite" if count == 1 else f"les {EN_LETTRES[count]} premières actions faites"
        said.append(f"Une fois {first_ones}, l'indice serait de {after}.")
    if result.robustesse:
        free = interval(result.robustesse.indice)
        if result.indice and free != interval(result.indice):
            spread = figure_link(free, "robustesse")
            said.append(f"Si les poids des critères vont librement de 2 à 8, l'indice d'aujourd'hui va de {spread}.")
        if result.plan and not result.robustesse.actions_stables:
            said.append(
                "Si la chance de partir, ou celle d'une défaillance, était deux fois plus faible ou plus forte, les "
                "trois premières actions, ou leur ordre, changeraient."
            )
    said.append("Les fourchettes contiennent huit cas simulés sur dix.")
    return " ".join(said)
