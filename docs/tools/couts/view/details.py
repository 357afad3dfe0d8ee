"""Le reste de la réponse : où va l'argent, dans le temps, ce qui ferait changer d'avis, les hypothèses, les calculs."""

from __future__ import annotations

from tools.couts.inputs import Inputs
from tools.couts.model import OffreResultat, Resultat
from tools.couts.model.lines import GROUPES, LIGNES
from tools.couts.view import assumptions, departure, formulas
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
        Section("postes-de-cout", "Où va l'argent", [_breakdown(result), _years_table(result)]),
        Section("dans-le-temps", "Dans le temps", [*_crossing(result), _curve(result)]),
        *departure.section(result),
        decision_view.section(result, step_of(result)),
        Section("hypotheses", "Ce que nous avons supposé", assumptions.blocks(inputs, result)),
    ]
    computed = [*formulas.all_formulas(result), *decision_formulas.all_formulas(result)]
    return Details(sections, computed, _charts(result))


def _crossing(result: Resultat) -> list[Prose]:
    words = crossover(result)
    return [Prose(words)] if words else []


def _charts(result: Resultat) -> dict[str, str]:
    bars = [Bar(o.nom, [o.groupes[groupe] for groupe in GROUPES]) for o in result.offres]
    lines = [Line(o.nom, o.cumul_eur, band) for o, band in zip(result.offres, result.bandes, strict=True)]
    return {
        "tornade": decision_view.chart(result),
        "postes": bar_chart(
            "graphique-postes",
            "Coût total attendu : ce qui est payé, le temps, les pertes",
            "Une barre par offre, en milliers d'euros ; les valeurs sont dans le tableau qui suit.",
            list(GROUPES.values()),
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
        **departure.chart(result),
    }


def _breakdown(result: Resultat) -> Figure:
    """Les trois groupes et leurs lignes ; une ligne nulle pour toutes les offres n'est pas montrée."""
    rows: list[list[Words]] = []
    step = finer(step_of(result))
    for rank, (groupe, name) in enumerate(GROUPES.items(), 1):
        amounts = [figure_link(format_euros(o.groupes[groupe], step), f"{groupe}-{i}") for i, o in _offers(result)]
        rows.append([f"**{rank}. {name}**", *amounts])
        rows += [
            [
                ligne.nom,
                *(
                    figure_link(format_euros(o.lignes[ligne.cle], step), f"{ligne.cle.replace('_', '-')}-{i}")
                    for i, o in _offers(result)
                ),
            ]
            for ligne in LIGNES
            if ligne.groupe == groupe and any(o.lignes[ligne.cle] for o in result.offres)
        ]
    header: list[Words] = ["Poste de coût", *(o.nom for o in result.offres)]
    table = Table("Coût attendu par poste, en euros HT", header, rows)
    return Figure("postes", "Ce qui est payé, le temps et les pertes, numérotés comme dans le tableau", table)


def _offers(result: Resultat) -> list[tuple[int, OffreResultat]]:
    return list(enumerate(result.offres))


def _years_table(result: Resultat) -> Table:
    labels = period_labels(result.inputs.horizon_mois)
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


def _curve(result: Resultat) -> Figure:
    header: list[Words] = ["Mois", *(o.nom for o in result.offres)]
    rows = []
    for k, (t, _, _) in enumerate(result.bandes[0]):
        cells = []
        for i, offer in enumerate(result.offres):
            step = step_of(result)
            _, low, high = result.bandes[i][k]
            shown = f"{format_euros(offer.cumul_eur[t], step)} ({format_span(low, high, step)})"
            cells.append(figure_link(shown, f"cumul-{i}"))
        rows.append([str(t), *cells])
    table = Table("Coût cumulé attendu et fourchette, en euros HT", header, rows)
    return Figure(
        "cumul",
        f"Coût cumulé sur {result.inputs.horizon_mois} mois ; la sortie, si elle est comptée, l'est au dernier mois",
        table,
    )
