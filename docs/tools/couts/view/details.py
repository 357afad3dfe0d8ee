"""Le reste de la réponse, par questions : où va l'argent, dès quand, quand partir, ce qui changerait tout, d'où."""

from __future__ import annotations

from tools.couts.inputs import Inputs
from tools.couts.model import OffreResultat, Resultat
from tools.couts.model.lines import GROUPES, LIGNES
from tools.couts.view import assumptions, departure, formulas
from tools.couts.view import decision as decision_view
from tools.couts.view.formulas import decision as decision_formulas
from tools.couts.view.formulas.offers import period_labels
from tools.couts.view.words import MILLIERS, crossover, finer, name_of, step_of
from tools.kit.declare import Words
from tools.kit.draw import Curves, Heading, Line, line_chart
from tools.kit.french import format_euros, format_span
from tools.kit.write import Details, Figure, Section, Table, figure_link


def details(inputs: Inputs, result: Resultat) -> Details:
    """Les questions qu'un lecteur se pose ensuite, chacune avec sa réponse, ses tableaux et ses graphiques."""
    sections = [
        Section("postes-de-cout", "Où va l'argent ?", _largest(result), [_breakdown(result), _years_table(result)]),
        Section("dans-le-temps", "Laquelle coûte moins, et dès quand ?", _crossing(result), [_curve(result)]),
        *departure.section(result),
        decision_view.section(result, step_of(result)),
        assumptions.section(inputs, result),
    ]
    computed = [*formulas.all_formulas(result), *decision_formulas.all_formulas(result)]
    return Details(sections, computed)


def _largest(result: Resultat) -> str:
    """Ce qui pèse le plus dans l'offre la moins chère."""
    best = result.offres[result.rang[0]]
    line = max(LIGNES, key=lambda ligne: best.lignes[ligne.cle])
    if not best.lignes[line.cle]:
        return f"{name_of(best)} ne coûte rien : il n'y a rien à répartir."
    cost, total = (format_euros(value, step_of(result)) for value in (best.lignes[line.cle], best.total_eur))
    return f"Dans {name_of(best)}, d'abord : {line.nom.lower()}, {cost} sur {total}."


def _crossing(result: Resultat) -> str:
    return crossover(result) or "Les deux moins chères coûtent autant."


def _breakdown(result: Resultat) -> Table:
    """Les trois groupes et leurs lignes ; une ligne nulle pour toutes les offres n'est pas montrée."""
    rows: list[list[Words]] = []
    step = finer(step_of(result))
    for groupe, name in GROUPES.items():
        amounts = [figure_link(format_euros(o.groupes[groupe], step), f"{groupe}-{i}") for i, o in _offers(result)]
        rows.append([f"**{name}**", *amounts])
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
    return Table("Coût attendu par poste, en euros HT", header, rows)


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
    heading = Heading(
        "graphique-cumul",
        "Coût cumulé de chaque offre, mois après mois",
        "Une courbe par offre, en milliers d'euros, avec la bande où tombent 8 cas simulés sur 10.",
    )
    lines = [Line(o.nom, o.cumul_eur, band) for o, band in zip(result.offres, result.bandes, strict=True)]
    return Figure(
        "cumul",
        f"Coût cumulé sur {result.inputs.horizon_mois} mois ; la sortie, si elle est comptée, l'est au dernier mois",
        Table("Coût cumulé attendu et fourchette, en euros HT", header, rows),
        line_chart(heading, Curves(lines, MILLIERS, "mois")),
    )
