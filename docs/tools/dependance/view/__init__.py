"""La dépendance mise en mots : verdict, critères, sorties, plan, message à envoyer, et le JSON."""

from __future__ import annotations

from functools import cache

from tools.dependance.inputs import Inputs
from tools.dependance.model import VERSION, Resultat, compute
from tools.dependance.model.scores import ASSEZ, BANDES, band_of
from tools.dependance.questions import CRITERES, QUESTIONS
from tools.dependance.view import board as board_view
from tools.dependance.view.formulas import CAS, MOTS, band_words, cost, days, interval
from tools.kit.declare import Data, as_json, cite, load_presets, preset_inputs
from tools.kit.declare import to_json as inputs_to_json
from tools.kit.french import format_number
from tools.kit.write import Block, Board, Place, Prose, Setting, Summary, Table, figure_link, open_link, write_inline

EXEMPLE = "service"


def summary(inputs: Inputs, result: Resultat) -> Summary:
    """Le verdict, ce qu'il faut en savoir, les critères ; sous dix-huit réponses, un exemple dit comme tel."""
    if result.indice is None:
        return _incomplete(inputs, result)
    return Summary(_verdict(result), [Prose(_notes(result)), _criteria_table(result), *_exit_blocks(inputs, result)])


def _incomplete(inputs: Inputs, result: Resultat) -> Summary:
    blocks: list[Block] = [_criteria_table(result)] if result.repondus else []
    blocks.append(Prose(_example()))
    return Summary(_missing(result), blocks)


@cache
def _example() -> str:
    """Le verdict d'une situation type, dit comme un exemple ; il ne dépend pas du lecteur, et se calcule une fois."""
    title = load_presets("dependance")[EXEMPLE].titre
    shown = write_inline(_verdict(compute(preset_inputs(Inputs)[EXEMPLE])), Setting(Place.FILE))
    return f"Exemple, avec des réponses inventées (« {title} ») : {shown}"


def _missing(result: Resultat) -> str:
    left = ASSEZ - result.donnees
    plural = "s" if left > 1 else ""
    return f"Encore **{left} réponse{plural}** pour voir notre indice ; « je ne sais pas » compte."


def _verdict(result: Resultat) -> str:
    if result.indice is None or result.bande is None:
        return _missing(result)
    index = figure_link(f"{interval(result.indice)} sur 100", "indice")
    band = figure_link(band_words(result.bande), "bande")
    weakest = f" ; maillon faible : **{CRITERES[result.maillon_faible].lower()}**" if result.maillon_faible else ""
    return f"Notre dépendance est **{band}** ({index}){weakest}."


def _notes(result: Resultat) -> str:
    notes = []
    for key in result.blocages:
        question = QUESTIONS[key]
        notes.append(f"**Règle bloquante** : {question.libelle} « {question.reponses[-1]} » ({cite(question.source)}).")
    if result.indice and result.inconnues:
        count = len(result.inconnues)
        spread = format_number(result.indice.haut - result.indice.bas)
        notes.append(
            f"{count} « je ne sais pas » : l'indice tient dans {spread} points d'incertitude. "
            "Les questions à envoyer sont plus bas."
        )
    if result.robustesse:
        spread_words = figure_link(interval(result.robustesse.indice), "robustesse")
        levers = "ne changent pas" if result.robustesse.leviers_stables else "peuvent changer"
        notes.append(f"Si un poids varie d'un cinquième : {spread_words} ; les trois premiers leviers {levers}.")
    return " ".join(notes)


def _criteria_table(result: Resultat) -> Table:
    rows = [
        [CRITERES[c], figure_link(interval(score), f"critere-{c}"), MOTS[band_of((score.bas + score.haut) / 2)]]
        for c, score in sorted(result.criteres.items(), key=lambda item: -(item[1].bas + item[1].haut))
        if c in result.repondus
    ]
    return Table("Score de chaque critère, sur 100 : 0 maîtrisé, 100 subi", ["Critère", "Score", "Niveau"], rows)


def _exit_blocks(inputs: Inputs, result: Resultat) -> list[Prose | Table]:
    if result.sortie is None:
        return []
    rows = [
        [CAS[key], figure_link(days(sortie), f"sortie-{key}"), figure_link(cost(sortie), f"sortie-{key}")]
        for key, sortie in result.sortie.cas()
    ]
    chosen = result.sortie.choisie
    points = ";".join(f"{round(v, 2):.2f}" for v in (chosen.cout_p10_eur, chosen.cout_p50_eur, chosen.cout_p90_eur))
    values = {
        "sortie_eur": points,
        "postes": str(inputs.postes),
        "cout_horaire_eur": str(inputs.cout_horaire_eur),
    }
    handoff = open_link("Utiliser ce coût de sortie dans la comparaison des coûts", "couts", values)
    header = ["Reprendre la main", "Jours (8 cas sur 10)", "Coût (8 cas sur 10)"]
    return [Table("Les deux sorties, sans le démarrage du nouveau prestataire", header, rows), Prose(handoff)]


def deciding(_inputs: Inputs, result: Resultat) -> list[str]:
    """Les champs qui décident : les trois réponses du maillon faible."""
    return [f"{result.maillon_faible}_{rank}" for rank in (1, 2, 3)] if result.maillon_faible else []


def headline(result: Resultat) -> list[float]:
    """Les chiffres annoncés d'un lien : réponses, indice, bandes, puis jours et coût de la sortie choisie."""
    if result.indice is None or result.bande is None or result.sortie is None:
        return [result.donnees]
    chosen = result.sortie.choisie
    days = (chosen.jours_p10, chosen.jours_p50, chosen.jours_p90)
    costs = (chosen.cout_p10_eur, chosen.cout_p50_eur, chosen.cout_p90_eur)
    return [result.donnees, result.indice.bas, result.indice.haut, *result.bande, *days, *costs]


def board(inputs: Inputs, result: Resultat) -> Board:
    """La page du conseil."""
    return board_view.board(inputs, result, _verdict(result))


def figures(inputs: Inputs, result: Resultat) -> dict[str, str]:
    """Les chiffres qu'une page peut citer par leur nom."""
    if result.indice is None or result.bande is None or result.sortie is None:
        return {}
    chosen = result.sortie.choisie
    return {
        "indice": f"{interval(result.indice)} sur 100",
        "bande": band_words(result.bande),
        "jours": f"de {days(chosen)}",
        "cout": f"de {cost(chosen)}",
        "jours_defaillance": f"de {days(result.sortie.defaillance)}",
    }


def to_json(inputs: Inputs, result: Resultat) -> Data:
    """Le JSON de la ligne de commande ; scores de 0 à 100, jours, euros."""
    band = result.bande
    return {
        "version": VERSION,
        "entrees": inputs_to_json(inputs),
        "reponses": result.donnees,
        "criteres": [{"cle": c, "bas": s.bas, "haut": s.haut} for c, s in result.criteres.items()],
        "indice": as_json(result.indice),
        "bande": {"bas": BANDES[band[0]], "haut": BANDES[band[1]]} if band else None,
        "blocages": list(result.blocages),
        "blocages_possibles": list(result.blocages_possibles),
        "maillon_faible": result.maillon_faible,
        "robustesse": as_json(result.robustesse),
        "ebios": as_json(result.ebios),
        "concentration": as_json(result.concentration),
        "sortie": as_json(result.sortie),
        "plan": as_json(result.plan),
        "crans": result.crans,
        "questions": [
            *({"cle": key, "texte": QUESTIONS[key].demander} for key in result.inconnues),
            *({"cle": key, "texte": QUESTIONS[key].preuve} for key in result.preuves),
        ],
    }
