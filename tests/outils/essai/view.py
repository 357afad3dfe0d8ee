"""La mise en mots de l'outil d'essai."""

from __future__ import annotations

from tools.essai.inputs import Inputs
from tools.essai.model import VERSION, Resultat
from tools.kit.declare import Data, as_json
from tools.kit.declare import to_json as inputs_to_json
from tools.kit.draw import Bar, Heading, Unit, bar_chart
from tools.kit.french import format_euros
from tools.kit.link import Sentence
from tools.kit.share import Scale, Yardstick
from tools.kit.write import Board, Details, Figure, Formula, Section, Summary, Table, figure_link

TITRE = "Un essai"
RECU = (Sentence(2, "Une année coûte {0:euros:0:0} ; la tâche la plus longue est « {1:nom:taches.nom} »."),)


def summary(inputs: Inputs, result: Resultat) -> Summary:
    """Le verdict, et l'image qui le dit."""
    cost = format_euros(result.cout_eur)
    bars = [Bar("Une année", [result.cout_eur], cost)]
    svg = bar_chart(Heading("g-cout", "Coût d'une année", "Une barre."), ["coût"], bars, Unit("€", "euros"))
    picture = Figure("cout", "Coût d'une année", Table("Le coût", ["Période", "Coût"], [["Une année", cost]]), svg)
    return Summary(f"Une année coûte **{figure_link(cost, 'cout')}**.", [], picture, f"{cost} par an")


def details(inputs: Inputs, result: Resultat) -> Details:
    """Le calcul."""
    table = Table("Les tâches", ["Tâche", "Heures"], [[t.nom, f"{t.heures:g}"] for t in inputs.taches])
    section = Section("taches", "Quelles tâches ?", f"{len(inputs.taches)} en tout.", [table])
    return Details([section], [Formula("cout", "Coût d'une année", ["11 × (heures + tâches) × taux"])])


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
