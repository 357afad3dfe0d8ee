"""La dépendance mise en mots : verdict, sorties, critères, plan, message à envoyer, et le JSON."""

from __future__ import annotations

import math
from operator import itemgetter

from tools.dependance.inputs import Inputs
from tools.dependance.model import PREMIERES, VERSION, Resultat, scores
from tools.dependance.model.handover import handed_work
from tools.dependance.model.leaving import Sorties, solde
from tools.dependance.model.scores import BLOCAGES, band_of
from tools.dependance.questions import CRITERES, QUESTIONS
from tools.dependance.view import board as board_view
from tools.dependance.view.picture import picture
from tools.dependance.view.verdict import blocking, example, notes, short, verdict
from tools.dependance.view.words import (
    CAS,
    GESTES,
    NIVEAUX,
    band_words,
    cost,
    due,
    duration,
    gesture,
    in_days,
    in_full,
    index_words,
    interval,
    leaving_days,
    lower,
    ranged,
    service_days,
    shown,
)
from tools.kit.declare import ESQUISSE, INVENTEE, Data, as_json, values_of
from tools.kit.declare import to_json as inputs_to_json
from tools.kit.french import format_value
from tools.kit.write import Block, Board, Prose, Summary, Table, figure_link, open_link

CONTRAT = ("engagement_restant_mois", "forfait_mensuel_eur")
PART_QUI_DECIDE = 0.1
ENGAGEMENT_MAX = 120
"""La comparaison ne compte pas d'engagement plus long."""


def summary(inputs: Inputs, result: Resultat) -> Summary:
    """Le verdict, ce qu'il faut en savoir, les deux sorties, les critères ; sous dix-huit réponses, un exemple."""
    criteria: list[Block] = [_criteria_table(result)] if result.repondus else []
    if result.sortie is None:
        rules: list[Block] = [Prose(" ".join(blocking(result)))] if result.blocages else []
        return Summary(verdict(result), [*rules, *criteria, Prose(example())], short=short(result))
    blocks = [Prose(notes(result)), *criteria, Prose(_handover(result))]
    return Summary(verdict(result), blocks, picture(result.sortie, _ways_table(result.sortie)), short(result))


def _criteria_table(result: Resultat) -> Table:
    """Les critères, les plus faibles d'abord, puis les maîtrisés, les inconnus et ceux de poids nul."""
    shown = CRITERES if result.indice else result.repondus  # l'indice compte aussi ceux qui n'ont pas de réponse
    order = [*result.faibles, *(c for c in CRITERES if c in shown and c not in result.faibles)]
    rows = [[CRITERES[c], figure_link(interval(result.criteres[c]), f"critere-{c}"), _level(result, c)] for c in order]
    return Table("Score de chaque critère, sur 100 : 0 maîtrisé, 100 subi", ["Critère", "Score", "Niveau"], rows)


def _level(result: Resultat, criterion: str) -> str:
    if not result.entrees.weights()[criterion]:
        return "hors indice (poids 0)"
    if criterion not in result.repondus:
        return "sans réponse"
    score = result.criteres[criterion]
    *others, last = NIVEAUX[band_of(score.bas) : band_of(score.haut) + 1]
    return f"{', '.join(others)} ou {last}" if others else last


def _ways_table(sorties: Sorties) -> Table:
    rows = []
    for key, sortie in sorties.cas():
        minimal = service_days(sorties.defaillance) if key == "defaillance" else "sans arrêt"
        rows.append([
            CAS[key],
            figure_link(minimal, "service-minimal"),
            figure_link(leaving_days(sortie), f"sortie-{key}"),
            figure_link(cost(sortie), f"sortie-{key}"),
        ])
    header = ["Reprendre la main", "Service minimal", "Remplacement complet", "Coût"]
    return Table("Les deux sorties, sans le prix du nouveau prestataire", header, rows)


def _handover(result: Resultat) -> str:
    """Le lien vers la comparaison : travail de sortie, engagement et ce qui en est dû, personnes, coût d'une heure."""
    if result.sortie is None:
        raise LookupError
    inputs = result.entrees
    months = min(ENGAGEMENT_MAX, math.ceil(inputs.engagement_restant_mois))
    points = handed_work(result.sortie.choisie, inputs.penalite_eur)
    invented = any(value.state == INVENTEE for value in values_of(inputs) if value.name in deciding(inputs, result))
    values = {
        "origine": ESQUISSE if invented else "dependance",
        "sortie_eur": ";".join(f"{round(point, 2):.2f}" for point in points),
        "postes": str(inputs.postes),
        "cout_horaire_eur": str(inputs.cout_horaire_eur),
        "engagement_mois": str(months),
        "penalite_pct": str(inputs.solde_pct),
    }
    notice = " Elle n'en déduit pas le préavis." if months and inputs.preavis_mois and inputs.solde_pct else ""
    link = open_link("Utiliser ce coût de sortie dans la comparaison des coûts", "couts", values)
    return (
        f"{link} La comparaison compte elle-même la double marche et ce que l'engagement fait payer, au forfait "
        f"qui y est saisi.{notice}"
    )


def deciding(inputs: Inputs, result: Resultat) -> list[str]:
    """Les champs qui décident : les questions des premières actions, puis celles qui peuvent bloquer.

    Si le solde du contrat, ou sa pénalité, fait une grande part du prix de partir, ce qui chiffre le plus grand des
    deux en est.
    """
    if result.sortie is None:
        return []
    keys = list(dict.fromkeys([*(action.cle for action in result.plan), *BLOCAGES]))
    contract, most = max((CONTRAT, solde(inputs)), (("penalite_eur",), inputs.penalite_eur), key=itemgetter(1))
    counted = contract if most > PART_QUI_DECIDE * result.sortie.choisie.cout_p50_eur else ()
    return [*keys[: PREMIERES - len(counted)], *counted]


def headline(result: Resultat) -> list[float]:
    """Les chiffres annoncés d'un lien.

    Réponses ; indice écrit et rangs de bande, bas et haut ; règles bloquantes ; durée d'une sortie choisie, rang de
    son unité, et son coût ; de même pour le service minimal et le coût d'une défaillance ; puis, si l'on peut conclure,
    le rang de la première action, ou de ce qui en tient lieu, et ses heures ; puis ce qui est dû au contrat, s'il y en
    a.
    """
    if result.indice is None or result.bande is None or result.sortie is None:
        return [result.donnees]
    chosen, lost = result.sortie.choisie, result.sortie.defaillance
    numbers = [
        *(result.donnees, shown(result.indice.bas), shown(result.indice.haut), *result.bande, len(result.blocages)),
        *duration(chosen.jours_p10, chosen.jours_p90).numbers(),
        *(chosen.cout_p10_eur, chosen.cout_p90_eur),
        *in_days(lost.service_minimal_p10_j, lost.service_minimal_p90_j).numbers(),
        *(lost.cout_p10_eur, lost.cout_p90_eur),
    ]
    fixed = [due(chosen)] if due(chosen) else []
    if result.incertain:
        return [*numbers, *fixed]
    if not result.plan:
        return [*numbers, len(GESTES) + (not result.a_savoir), 0, *fixed]
    first = result.plan[0]
    return [*numbers, GESTES.index((first.cle, first.vers)), first.effort_h, *fixed]


def board(inputs: Inputs, result: Resultat) -> Board:
    """La page du conseil."""
    return board_view.board(inputs, result, verdict(result))


def figures(inputs: Inputs, result: Resultat) -> dict[str, str]:
    """Les chiffres qu'une page peut citer par leur nom."""
    if result.indice is None or result.bande is None or result.sortie is None:
        return {}
    chosen, lost = result.sortie.cas()[0][1], result.sortie.defaillance
    named = {
        "indice": f"{index_words(result.indice)} sur 100",
        "bande": band_words(result.bande),
        "jours": ranged(leaving_days(chosen)),
        "cout": ranged(cost(chosen)),
        "service_minimal": ranged(service_days(lost)),
        "cout_defaillance": ranged(cost(lost)),
    }
    if result.plan:
        named |= {
            "premiere": lower(gesture(result.plan[0]).faire),
            "premiere_h": format_value(result.plan[0].effort_h, "h"),
        }
    return named


def to_json(inputs: Inputs, result: Resultat) -> Data:
    """Le JSON de la ligne de commande ; scores de 0 à 100, jours, euros."""
    band = result.bande
    return {
        "version": VERSION,
        "entrees": inputs_to_json(inputs),
        "reponses": result.donnees,
        "criteres": [{"cle": c, "bas": s.bas, "haut": s.haut} for c, s in result.criteres.items()],
        "indice": as_json(result.indice),
        "bande": {"bas": scores.BANDES[band[0]], "haut": scores.BANDES[band[1]]} if band else None,
        "blocages": list(result.blocages),
        "blocages_possibles": list(result.blocages_possibles),
        "maillon_faible": result.maillon_faible,
        "robustesse": as_json(result.robustesse),
        "ebios": as_json(result.ebios),
        "concentration": as_json(result.concentration),
        "sortie": as_json(result.sortie),
        "plan": [{**as_json(action), "action": in_full(gesture(action))} for action in result.plan],
        "indice_apres": as_json(result.indice_apres),
        "heures_manquantes": result.heures_manquantes,
        "actions_cible": result.actions_cible,
        "a_savoir": list(result.a_savoir),
        "questions": [
            *({"cle": key, "texte": QUESTIONS[key].demander} for key in result.inconnues),
            *({"cle": key, "texte": QUESTIONS[key].preuve} for key in result.preuves),
        ],
    }
