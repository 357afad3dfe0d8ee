"""La mise en mots de l'outil d'essai."""

from __future__ import annotations

from tools.essai.inputs import Inputs
from tools.essai.model import VERSION, Resultat
from tools.kit.declare import Data, as_json
from tools.kit.declare import to_json as inputs_to_json
from tools.kit.french import format_euros
from tools.kit.link import Sentence
from tools.kit.share import Scale, Yardstick
from tools.kit.write import Board, Details, Formula, Summary, Table, figure_link

TITRE = "Un essai"
RECU = (Sentence(2, "Une année coûte {0:euros:0:0} ; la tâche la plus longue est « {1:nom:taches.nom} »."),)


def summary(inputs: Inputs, result: Resultat) -> Summary:
    """Le verdict."""
    return Summary(f"Une année coûte **{figure_link(format_euros(result.cout_eur), 'cout')}**.", [])


def details(inputs: Inputs, result: Resultat) -> Details:
    """Le calcul."""
    return Details([], [Formula("cout", "Coût d'une année", ["11 × (heures + tâches) × taux"])])


def board(inputs: Inputs, result: Resultat) -> Board:
    """La page du conseil."""
    table = Table("Le coût", ["Tâche", "Coût"], [[inputs.taches[0].nom, format_euros(result.cout_eur)]])
    return Board(TITRE, f"Une année coûte **{format_euros(result.cout_eur)}**.", table, [], "Rien.")


def scale(inputs: Inputs, result: Resultat) -> Scale[Resultat]:
    """Le coût d'une année."""
    cost: Yardstick[Resultat] = Yardstick(
        "Effet sur le coût", "le coût d'une année", lambda other: other.cout_eur, format_euros
    )
    return Scale(lambda _: "un coût", [cost])


def headline(result: Resultat) -> list[float]:
    """Les chiffres annoncés : coût, rang de la tâche la plus longue."""
    return [result.cout_eur, result.plus_longue]


def figures(inputs: Inputs, result: Resultat) -> dict[str, str]:
    """Les chiffres qu'une page peut citer."""
    return {"cout": format_euros(result.cout_eur)}


def to_json(inputs: Inputs, result: Resultat) -> Data:
    """Le JSON."""
    return {"version": VERSION, "entrees": inputs_to_json(inputs), **as_json(result)}
