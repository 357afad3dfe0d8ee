"""La comparaison de coûts mise en mots : verdict, tableaux, graphiques, et le JSON de la ligne de commande."""

from __future__ import annotations

import dataclasses
from typing import Any

from tools.couts import assumptions, board_view, decision_view, formulas
from tools.couts.board_view import RECU, yardstick
from tools.couts.inputs import Inputs
from tools.couts.model import LIGNES, VERSION, OffreResultat, Resultat
from tools.kit.board import Board
from tools.kit.chart import Bar, Line, bar_chart, line_chart
from tools.kit.export import plain
from tools.kit.format import (
    format_euros,
    format_odds,
    format_share,
    format_value,
    join_words,
    rounding_step,
)
from tools.kit.parse import to_json as inputs_to_json
from tools.kit.report import Details, Figure, Prose, Section, Summary, Table, escape, figure_link

__all__ = ["RECU", "yardstick"]

TITRE = "Comparer les coûts de nos options"
LIBELLES = formulas.LIBELLES


def _step(result: Resultat) -> float:
    """Un seul pas d'arrondi pour toute la réponse, celui que l'écart permet : les chiffres se recoupent."""
    return rounding_step(*result.ecart[1:])


def _shown_gap(result: Resultat) -> float:
    """L'écart des totaux tels qu'affichés : le lecteur peut refaire la soustraction."""
    best, second = (result.offres[i].total_eur for i in result.rang[:2])
    step = _step(result)
    return (round(second / step) - round(best / step)) * step


def _name(offer: OffreResultat) -> str:
    return f"« {escape(offer.nom)} »"


def summary(inputs: Inputs, result: Resultat) -> Summary:
    """Le verdict en une phrase, ce qu'il faut en savoir, et les offres côte à côte."""
    decisive = decision_view.decisive(inputs, result, _step(result))
    notes = [_crossover(result), _iceberg(result), _discounted(result), decisive]
    prose = Prose(" ".join(note for note in notes if note))
    return Summary(_verdict(inputs, result), [prose, _offers_table(result)])


def _verdict(inputs: Inputs, result: Resultat) -> str:
    best, second = (result.offres[i] for i in result.rang[:2])
    mean, low, high = result.ecart
    span = f"Sur {format_value(inputs.horizon_mois, 'mois')}"
    if mean == 0 and low == high:
        return f"{span}, {_name(best)} et {_name(second)} **coûtent autant**."
    step = _step(result)
    gap = figure_link(format_euros(_shown_gap(result), step), "ecart")
    odds = figure_link(format_odds(best.proba_moins_chere), f"proba-{result.rang[0]}")
    claim = f"{span}, **{_name(best)} est la moins chère** {odds}"
    if best.proba_moins_chere < 0.5:
        claim = f"{span}, **{_name(best)} est la moins chère en moyenne**, mais {odds} seulement"
    bounds = f"de {format_value(round(low / step) * step, '', 0)} à {format_euros(high, step)}"
    return f"{claim} ; écart attendu de {gap} avec {_name(second)} ({bounds})."


def _crossover(result: Resultat) -> str:
    best = result.offres[result.rang[0]]
    crossing = result.croisement
    if crossing is None:
        return f"{_name(best)} est la moins chère dès le départ."
    month = figure_link(f"mois {crossing.mois}", "croisement")
    tail = ", par le seul effet du coût de sortie" if crossing.par_la_sortie else ""
    return f"« {escape(crossing.de)} » coûte moins au début ; les courbes se croisent au {month}{tail}."


def _iceberg(result: Resultat) -> str:
    shares = [
        f"{figure_link(format_share(o.part_visible), f'visible-{i}')} pour {_name(o)}"
        for i, o in enumerate(result.offres)
        if o.part_visible is not None
    ]
    return f"Un devis n'en montre qu'une partie : {join_words(shares)}." if shares else ""


def _discounted(result: Resultat) -> str:
    if result.rang_actualise == result.rang:
        return ""
    best = result.offres[result.rang_actualise[0]]
    if result.rang_actualise[0] == result.rang[0]:
        return "Actualisé, l'ordre des suivantes change."
    return f"**Actualisé, l'ordre change** : {_name(best)} devient la moins chère."


def _offers_table(result: Resultat) -> Table:
    offers = list(enumerate(result.offres))
    rows = [
        ["Coût total attendu"]
        + [figure_link(format_euros(o.total_eur, _step(result)), f"total-{i}") for i, o in offers],
        ["Fourchette (8 cas sur 10)"] + [figure_link(_range(o, _step(result)), f"fourchette-{i}") for i, o in offers],
        ["La moins chère"] + [figure_link(format_odds(o.proba_moins_chere), f"proba-{i}") for i, o in offers],
        ["Par personne et par mois"]
        + [figure_link(format_value(o.par_poste_mois_eur, "€", 0), f"poste-{i}") for i, o in offers],
        ["Part visible sur un devis"] + [figure_link(format_share(o.part_visible), f"visible-{i}") for i, o in offers],
        ["Coût actualisé"]
        + [figure_link(format_euros(o.actualise_eur, _step(result)), f"actualise-{i}") for i, o in offers],
    ]
    header = ["€ HT", *(escape(o.nom) for o in result.offres)]
    return Table("Les offres côte à côte, sur toute la durée", header, rows)


def _range(offer: OffreResultat, step: float) -> str:
    return f"{format_value(round(offer.p10_eur / step) * step, '', 0)} à {format_euros(offer.p90_eur, step)}"


def details(inputs: Inputs, result: Resultat) -> Details:
    """Les graphiques, les tableaux, les hypothèses et tous les calculs."""
    sections = [
        Section("postes-de-cout", "Où va l'argent", [_breakdown(result), _years_table(inputs, result)]),
        Section("dans-le-temps", "Dans le temps", [Prose(_crossover(result)), _curve(inputs, result)]),
        decision_view.section(inputs, result, _step(result)),
        Section("hypotheses", "Ce que nous avons supposé", assumptions.blocks(inputs)),
    ]
    return Details(
        sections, [*formulas.all_formulas(inputs, result), *decision_view.all_formulas(inputs, result)], _charts(result)
    )


def _charts(result: Resultat) -> dict[str, str]:
    labels = [LIBELLES[ligne] for ligne in LIGNES]
    bars = [Bar(o.nom, [o.lignes[ligne] for ligne in LIGNES]) for o in result.offres]
    lines = [Line(o.nom, o.cumul_eur, o.bande) for o in result.offres]
    return {
        "tornade": decision_view.chart(result),
        "postes": bar_chart(
            "graphique-postes",
            "Coût total attendu par poste de coût",
            "Une barre par offre, en milliers d'euros ; les valeurs sont dans le tableau qui suit.",
            labels,
            bars,
        ),
        "cumul": line_chart(
            "graphique-cumul",
            "Coût cumulé de chaque offre, mois après mois",
            "Une courbe par offre, en milliers d'euros, avec la bande où tombent 8 tirages sur 10 ; "
            "les valeurs sont dans le tableau qui suit.",
            lines,
            "mois",
        ),
    }


def _breakdown(result: Resultat) -> Figure:
    rows = [
        [f"{rank}. {LIBELLES[ligne]}"]
        + [
            figure_link(format_euros(o.lignes[ligne], _step(result) / 10 or 1), f"{ligne.replace('_', '-')}-{i}")
            for i, o in enumerate(result.offres)
        ]
        for rank, ligne in enumerate(LIGNES, 1)
    ]
    header = ["Poste de coût", *(escape(o.nom) for o in result.offres)]
    table = Table("Coût attendu par poste, en euros HT", header, rows)
    return Figure("postes", "Les postes de coût, numérotés comme dans le tableau", table)


def _years_table(inputs: Inputs, result: Resultat) -> Table:
    labels = formulas.period_labels(inputs.horizon_mois)
    rows = [
        [label]
        + [
            figure_link(format_euros(o.annees_eur[k], _step(result) / 10 or 1), f"annees-{i}")
            for i, o in enumerate(result.offres)
        ]
        for k, label in enumerate(labels)
    ]
    return Table("Coût attendu par année, en euros HT", ["Période", *(escape(o.nom) for o in result.offres)], rows)


def _curve(inputs: Inputs, result: Resultat) -> Figure:
    header = ["Mois", *(escape(o.nom) for o in result.offres)]
    rows = []
    for k, (t, _, _) in enumerate(result.offres[0].bande):
        cells = []
        for i, offer in enumerate(result.offres):
            step = _step(result)
            _, low, high = offer.bande[k]
            bounds = f"{format_value(round(low / step) * step, '', 0)} à {format_euros(high, step)}"
            cells.append(figure_link(f"{format_euros(offer.cumul_eur[t], step)} ({bounds})", f"cumul-{i}"))
        rows.append([str(t), *cells])
    table = Table("Coût cumulé attendu et fourchette, en euros HT", header, rows)
    return Figure("cumul", f"Coût cumulé sur {inputs.horizon_mois} mois ; la sortie est comptée au dernier mois", table)


def headline(result: Resultat) -> list[float]:
    """Les chiffres annoncés d'un lien : rangs des deux moins chères, chance (0 à 1), écart montré, P10, P90, total."""
    best, second = result.rang[:2]
    _, low, high = result.ecart
    first = result.offres[best]
    return [best, second, first.proba_moins_chere, _shown_gap(result), low, high, first.total_eur]


def board(inputs: Inputs, result: Resultat) -> Board:
    """La page du conseil."""
    return board_view.board(inputs, result, plain(_verdict(inputs, result)))


def figures(inputs: Inputs, result: Resultat) -> dict[str, str]:
    """Les chiffres qu'une page peut citer par leur nom, arrondis comme dans la réponse."""
    best = result.offres[result.rang[0]]
    named = {
        "duree": format_value(inputs.horizon_mois, "mois"),
        "ecart": format_euros(_shown_gap(result), _step(result)),
        "chance": format_odds(best.proba_moins_chere),
        "croisement": f"mois {result.croisement.mois}" if result.croisement else "dès le départ",
    }
    if result.attente:
        named["attente"] = format_euros(result.attente.cout_mois_eur, 100)
    for i, offer in enumerate(result.offres):
        named[f"depart_{i}"] = format_euros(offer.cumul_eur[0], _step(result) / 10 or 1)
        named |= {
            f"total_{i}": format_euros(offer.total_eur, _step(result)),
            f"visible_{i}": format_share(offer.part_visible),
        }
        named |= {f"{ligne}_{i}": format_euros(offer.lignes[ligne], _step(result) / 10 or 1) for ligne in LIGNES}
    return named


def to_json(inputs: Inputs, result: Resultat) -> dict[str, Any]:
    """Le JSON de la ligne de commande ; les montants sont en euros, les parts de 0 à 1."""
    offers = []
    for offer in result.offres:
        data = dataclasses.asdict(offer)
        data["bande"] = [{"mois": t, "p10_eur": low, "p90_eur": high} for t, low, high in offer.bande]
        offers.append(data)
    return {
        "version": VERSION,
        "entrees": inputs_to_json(inputs),
        "offres": offers,
        "classement": [result.offres[i].nom for i in result.rang],
        "classement_actualise": [result.offres[i].nom for i in result.rang_actualise],
        "ecart": dict(zip(("attendu_eur", "p10_eur", "p90_eur"), result.ecart, strict=True)),
        "croisement": dataclasses.asdict(result.croisement) if result.croisement else None,
        "bascules": [dataclasses.asdict(b) for b in result.bascules],
        "tornade": [dataclasses.asdict(b) for b in result.tornade],
        "attente": dataclasses.asdict(result.attente) if result.attente else None,
        "evpi_eur": result.evpi_eur,
    }
