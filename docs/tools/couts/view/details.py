"""Le reste de la réponse : où va l'argent, dans le temps, ce qui ferait changer d'avis, les hypothèses, les calculs."""

from __future__ import annotations

from tools.couts.inputs import Inputs
from tools.couts.model import Resultat
from tools.couts.model.lines import LIGNES
from tools.couts.view import assumptions, formulas
from tools.couts.view import decision as decision_view
from tools.couts.view.formulas import decision as decision_formulas
from tools.couts.view.formulas.offers import period_labels
from tools.couts.view.words import MILLIERS, crossover, finer, step_of
from tools.kit.declare import Words
from tools.kit.draw import Bar, Line, bar_chart, line_chart
from tools.kit.french import format_euros, format_span
from tools.kit.write import Details, Figure, Prose, Section, Table, figure_link


def details(inputs: Inputs, result: Resultat) -> Details:
    """Les graphiques, les tableaux, les hypothèses et tous les calculs."""
    sections = [
        Section("postes-de-cout", "Où va l'argent", [_breakdown(result), _years_table(inputs, result)]),
        Section("dans-le-temps", "Dans le temps", [*_crossing(result), _curve(inputs, result)]),
        decision_view.section(inputs, result, step_of(result)),
        Section("hypotheses", "Ce que nous avons supposé", assumptions.blocks(inputs)),
    ]
    computed = [*formulas.all_formulas(inputs, result), *decision_formulas.all_formulas(inputs, result)]
    return Details(sections, computed, _charts(result))


def _crossing(result: Resultat) -> list[Prose]:
    words = crossover(result)
    return [Prose(words)] if words else []


def _charts(result: Resultat) -> dict[str, str]:
    labels = [ligne.nom for ligne in LIGNES]
    bars = [Bar(o.nom, [o.lignes[ligne.cle] for ligne in LIGNES]) for o in result.offres]
    lines = [Line(o.nom, o.cumul_eur, o.bande) for o in result.offres]
    return {
        "tornade": decision_view.chart(result),
        "postes": bar_chart(
            "graphique-postes",
            "Coût total attendu par poste de coût",
            "Une barre par offre, en milliers d'euros ; les valeurs sont dans le tableau qui suit.",
            labels,
            bars,
            MILLIERS,
        ),
        "cumul": line_chart(
            "graphique-cumul",
            "Coût cumulé de chaque offre, mois après mois",
            "Une courbe par offre, en milliers d'euros, avec la bande où tombent 8 cas simulés sur 10 ; "
            "les valeurs sont dans le tableau qui suit.",
            lines,
            MILLIERS,
            "mois",
        ),
    }


def _breakdown(result: Resultat) -> Figure:
    rows = [
        [f"{rank}. {ligne.nom}"]
        + [
            figure_link(format_euros(o.lignes[ligne.cle], finer(step_of(result))), f"{ligne.cle.replace('_', '-')}-{i}")
            for i, o in enumerate(result.offres)
        ]
        for rank, ligne in enumerate(LIGNES, 1)
    ]
    header: list[Words] = ["Poste de coût", *(o.nom for o in result.offres)]
    table = Table("Coût attendu par poste, en euros HT", header, rows)
    return Figure("postes", "Les postes de coût, numérotés comme dans le tableau", table)


def _years_table(inputs: Inputs, result: Resultat) -> Table:
    labels = period_labels(inputs.horizon_mois)
    rows = [
        [label]
        + [
            figure_link(format_euros(o.annees_eur[k], finer(step_of(result))), f"annees-{i}")
            for i, o in enumerate(result.offres)
        ]
        for k, label in enumerate(labels)
    ]
    header: list[Words] = ["Période", *(o.nom for o in result.offres)]
    return Table("Coût attendu par année, en euros HT", header, rows)


def _curve(inputs: Inputs, result: Resultat) -> Figure:
    header: list[Words] = ["Mois", *(o.nom for o in result.offres)]
    rows = []
    for k, (t, _, _) in enumerate(result.offres[0].bande):
        cells = []
        for i, offer in enumerate(result.offres):
            step = step_of(result)
            _, low, high = offer.bande[k]
            shown = f"{format_euros(offer.cumul_eur[t], step)} ({format_span(low, high, step)})"
            cells.append(figure_link(shown, f"cumul-{i}"))
        rows.append([str(t), *cells])
    table = Table("Coût cumulé attendu et fourchette, en euros HT", header, rows)
    return Figure("cumul", f"Coût cumulé sur {inputs.horizon_mois} mois ; la sortie est comptée au dernier mois", table)
