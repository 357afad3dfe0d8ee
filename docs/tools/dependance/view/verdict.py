"""La réponse : en combien de temps, à quel prix, que faire d'abord ; ou ce qu'il faut apprendre avant de conclure."""

from __future__ import annotations

from functools import cache

from tools.dependance.inputs import Inputs
from tools.dependance.model import POIDS_LIBRES, PREMIERES, Resultat, compute
from tools.dependance.model.leaving import Sorties, solde
from tools.dependance.model.scores import ASSEZ
from tools.dependance.questions import QUESTIONS
from tools.dependance.view.words import (
    REGLES,
    band_words,
    cost,
    due,
    gesture,
    index_words,
    interval,
    leaving_days,
    lower,
    quoted,
    ranged,
    service_days,
)
from tools.kit.declare import cite, load_presets, preset_inputs
from tools.kit.french import format_euros, format_value, join_words
from tools.kit.write import Place, Setting, figure_link, to_text, write_inline

EXEMPLE = "service"
EN_LETTRES = {2: "deux", 3: "trois"}


def verdict(result: Resultat) -> str:
    """Ce qu'un conseil lit d'abord."""
    if result.indice is None or result.bande is None or result.sortie is None:
        return _missing(result)
    index = f"{figure_link(f'{index_words(result.indice)} sur 100', 'indice')}{REGLES[len(result.blocages)]}"
    if result.incertain:
        return f"{_unknown(result, index)} En attendant : {lower(_two_ways(result.entrees, result.sortie))}"
    band = figure_link(band_words(result.bande), "bande")
    return f"{_two_ways(result.entrees, result.sortie)} {_first(result)} Dépendance {band} : {index}."


def short(result: Resultat) -> str:
    """Le verdict en une ligne."""
    if result.sortie is None:
        return to_text(_missing(result))
    leaving, minimal = leaving_days(result.sortie.choisie), service_days(result.sortie.defaillance)
    level = "On ne peut pas conclure" if result.incertain else f"Dépendance {band_words(result.bande or (0, 0))}"
    return f"{level} ; partir : {leaving} ; perdre : l'essentiel en {minimal}"


def _two_ways(inputs: Inputs, sorties: Sorties) -> str:
    chosen, lost = sorties.choisie, sorties.defaillance
    days = figure_link(ranged(leaving_days(chosen)), "sortie-choisie")
    price = figure_link(ranged(cost(chosen)), "sortie-choisie")
    fixed = f", dont jusqu'à {format_euros(due(chosen))} dus au contrat" if due(chosen) else ""
    minimal = figure_link(service_days(lost), "service-minimal")
    loss = figure_link(ranged(cost(lost)), "sortie-defaillance")
    share = inputs.part_arretee_pct
    stopped = (
        f"arrêterait d'abord {format_value(share, '%')} du travail, l'essentiel rétabli en {minimal},"
        if share
        else f"demanderait {minimal} pour rétablir l'essentiel,"
    )
    return (
        f"Partir nous prendrait {days} et {price}{fixed} ; "
        f"perdre notre prestataire demain {stopped} et coûterait {loss}."
    )


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
    first = join_words(quoted(key) for key in result.a_savoir[:PREMIERES])
    band = figure_link(band_words(result.bande or (0, 0)), "bande")
    return (
        f"**On ne peut pas encore conclure** : {_not_known(result)}, et notre dépendance peut être de {band} "
        f"({index}). **À savoir d'abord** : {first}."
    )


def _not_known(result: Resultat) -> str:
    """« trois réponses ne sont pas sues et deux manquent » : « je ne sais pas » n'est pas une question laissée."""
    unknown, left = len(result.inconnues), len(result.manquantes)
    said = []
    if unknown:
        said.append("une réponse n'est pas sue" if unknown == 1 else f"{unknown} réponses ne sont pas sues")
    if left:
        noun = "" if unknown else " réponse" if left == 1 else " réponses"
        said.append(f"une{noun} manque" if left == 1 else f"{left}{noun} manquent")
    return join_words(said)


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
    said = blocking(result)
    if result.sortie and due(result.sortie.choisie):
        said.append(_ceiling(result.entrees))
    if result.heures_manquantes:
        hours = format_value(result.heures_manquantes, "h")
        what = "ce blocage" if len(result.blocages) == 1 else "ces blocages"
        said.append(f"Lever {what} en trente jours demande {hours} de plus que le temps disponible.")
    others = result.a_savoir[0 if result.plan else 1 :]  # sans plan, le verdict a déjà dit la première
    if others and not result.incertain:
        said.append(f"À savoir aussi : {join_words(quoted(key) for key in others[:PREMIERES])}.")
    if result.indice_apres and result.plan:
        after = figure_link(f"{index_words(result.indice_apres)} sur 100", "plan")
        done = "faite" if len(result.plan) == 1 else "faites"
        said.append(f"Une fois {first_actions(result)} {done}, l'indice serait de {after}.")
    said += _robustness(result)
    said.append("Les fourchettes contiennent huit cas simulés sur dix.")
    return " ".join(said)


def blocking(result: Resultat) -> list[str]:
    """Les règles bloquantes qui jouent, avec leur source."""
    return [
        f"**Règle bloquante** : {QUESTIONS[key].libelle} « {QUESTIONS[key].reponses[-1]} » "
        f"({cite(QUESTIONS[key].source)})."
        for key in result.blocages
    ]


def first_actions(result: Resultat) -> str:
    """« la première action », « les deux premières actions »."""
    count = min(PREMIERES, len(result.plan))
    return "la première action" if count == 1 else f"les {EN_LETTRES[count]} premières actions"


def _ceiling(inputs: Inputs) -> str:
    left = format_value(max(0.0, inputs.engagement_restant_mois - inputs.preavis_mois), "mois")
    share = format_value(inputs.solde_pct, "%")
    penalty = "la pénalité, et " if inputs.penalite_eur else ""
    if not solde(inputs):
        return "Ce que le contrat fait payer à qui part est sa pénalité."
    return (
        f"Ce que le contrat fait payer à qui part est un plafond : {penalty}{share} de {left} de forfait, comptés de "
        "la fin du préavis ; partir plus tard coûte moins."
    )


def _robustness(result: Resultat) -> list[str]:
    said = []
    if result.robustesse and result.indice:
        free = interval(result.robustesse.indice)
        low, high = POIDS_LIBRES
        outside = any(not low <= weight <= high for weight in result.entrees.weights().values())
        if free != interval(result.indice):
            ours = " (les vôtres en sortent)" if outside else ""
            spread = figure_link(free, "robustesse")
            free_weights = f"Si les poids des critères allaient librement de 2 à 8{ours}"
            said.append(f"{free_weights}, l'indice d'aujourd'hui irait de {spread}.")
        if result.plan and not result.robustesse.actions_stables:
            said.append(
                "Si la chance de partir et celle d'une défaillance étaient jusqu'à deux fois plus faibles ou plus "
                f"fortes, {first_actions(result)}, ou leur ordre, pourraient changer."
            )
    return said
