"""Le plan d'action en mots : l'ordre et ce qu'il suppose, sept actions, puis toutes."""

from __future__ import annotations

from tools.dependance.inputs import Inputs
from tools.dependance.model import Resultat
from tools.dependance.model.gains import Action
from tools.dependance.model.plan import HORIZONS, chances, per_hour
from tools.dependance.questions import QUESTIONS
from tools.dependance.view.words import gesture, shown
from tools.kit.french import format_euros, format_value
from tools.kit.write import Block, Fold, Prose, figure_link, page_only, try_link

PLAN_COURT = 7
"""Les actions montrées ; les autres sont dans « tout le plan »."""
ECHEANCES = {**{days: f"d'ici {days} jours" for days in HORIZONS}, 0: "ensuite"}


def first_line(result: Resultat) -> str:
    """La première action, en une ligne."""
    if not result.plan:
        return "Aucune réponse connue n'est à améliorer."
    first, rest = result.plan[0], len(result.plan) - 1
    more = f" ; puis {rest} autre{'s' if rest > 1 else ''}" if rest else ""
    return f"{gesture(first).faire} ({format_value(first.effort_h, 'h')}){more}."


def plan_blocks(inputs: Inputs, result: Resultat) -> list[Block]:
    """Ce que valent l'ordre et les échéances, puis les actions."""
    target = format_value(inputs.cible_indice)
    if result.actions_cible is None:
        reach = f"Les seules réponses connues ne suffisent pas à passer sous {target}."
    elif result.actions_cible == 0:
        narrowly = result.indice and shown(result.indice.haut) >= inputs.cible_indice  # 56,9 s'écrit « 57 »
        reach = f"L'indice est déjà{', de peu,' if narrowly else ''} sous {target}."
    else:
        plural = "s" if result.actions_cible > 1 else ""
        count = figure_link(f"{result.actions_cible} action{plural}", "plan")
        reach = f"Il faut au moins {count} pour passer sous {target}."
    if result.blocages:
        reach += " Tant qu'une règle bloquante joue, la dépendance reste « forte » au moins, quel que soit l'indice."
    retry = page_only(" « Essayer » refait le calcul comme si c'était fait.")
    if not result.plan:
        return [Prose(f"{reach} Aucune réponse connue n'est à améliorer.")]
    order = (
        "Ce qui lève un blocage d'abord ; puis ce qui épargne le plus d'euros par heure d'effort, compte tenu de la "
        f"chance de partir ({format_value(inputs.part_choisie_pct, '%')} d'ici trois ans) et d'une défaillance "
        f"({format_value(inputs.defaillance_pct_an, '%')} par an)."
    )
    likely = chances(inputs)
    if all(per_hour(action, likely) <= 0 for action in result.plan):
        where = "Ici, aucune n'épargne d'euros"
        if any(action.gain_cout_eur > 0 or action.gain_defaillance_eur > 0 for action in result.plan):
            where = "À ces chances, aucune n'épargne d'euros attendus"
        order += f" {where} : l'ordre suit les jours gagnés, puis l'indice."
    dates = (
        f"Les échéances ne comptent que notre temps, {format_value(inputs.capacite_h_mois, 'h')} par mois : attendre "
        "une signature ou une échéance du contrat peut prendre plus."
    )
    listed = [_action(result, rank, action) for rank, action in enumerate(result.plan, 1)]
    blocks: list[Block] = [Prose(f"{order} {dates} {reach}{retry}"), Prose("\n".join(listed[:PLAN_COURT]))]
    if rest := listed[PLAN_COURT:]:
        blocks.append(Fold(f"Tout le plan : {len(listed)} actions", [Prose("\n".join(rest))]))
    return blocks


def _retry(result: Resultat, action: Action) -> str:
    """« Essayer », pour la page ; d'une action qui en suit une autre, laquelle : ses gains comptent depuis elle."""
    if action.de == result.entrees.answers()[action.cle]:
        return page_only(f" {try_link('Essayer', {action.cle: str(action.vers)})}")
    first = next(rank for rank, other in enumerate(result.plan, 1) if other.cle == action.cle)
    return f" Après l'action {first}."


def _action(result: Resultat, rank: int, action: Action) -> str:
    """Une action, dans une liste numérotée : elle se lit sur un téléphone, un tableau de phrases non."""
    geste = gesture(action)
    blocking = " **Lève un blocage.**" if action.leve_blocage else ""
    gains = [
        f"partir, {figure_link(_gain(action.gain_jours, action.gain_cout_eur), 'plan')}",
        f"perdre, {figure_link(_gain(action.gain_service_minimal_j, action.gain_defaillance_eur), 'plan')}",
        f"indice, {figure_link(format_value(-action.gain_indice, '', 1), 'plan')}",
    ]
    return (
        f"{rank}. [{geste.faire}](site:{QUESTIONS[action.cle].remede}) : **{format_value(action.effort_h, 'h')}**, "
        f"{ECHEANCES[action.horizon]}.{blocking} À demander {geste.demander}. En main : {geste.en_main}. "
        f"Ce qu'on y gagne : {' ; '.join(gains)}.{_retry(result, action)}"
    )


def _gain(days: float, euros: float) -> str:
    """Ce qu'une action fait gagner sur une sortie, en jours et en euros."""
    saved = format_euros(-euros, 10)
    return f"{format_value(-days, 'jours', 1)} et {saved}" if round(days, 1) else saved
