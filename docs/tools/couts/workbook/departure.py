"""La feuille du départ : T(s) pour chaque offre d'un autre prestataire, et le mois où elle est la plus basse."""

from __future__ import annotations

from tools.couts.inputs import PARTIR, Inputs
from tools.couts.model import Resultat
from tools.couts.model.leaving import Garder, lowest, quittee
from tools.couts.offre import MOIS_MAX
from tools.couts.workbook.commitment import Commitments, leave
from tools.couts.workbook.entries import FIN, Cells
from tools.couts.workbook.offers import CUMUL, PRICED, STEADY, TOTAL, Place
from tools.kit.share.workbook import Sheet

TOP = 5
Best = dict[int, tuple[str, int]]
"""Rang d'une offre → la formule de son meilleur mois, et sa valeur."""


def write_departure(
    sheet: Sheet, result: Resultat, cells: list[Cells], commitments: Commitments, places: list[Place]
) -> Best:
    """Écrit T(s) pour s = 0…N, une colonne par offre d'ailleurs ; rend le meilleur mois de chacune."""
    inputs = result.inputs
    current = next(i for i, offre in enumerate(inputs.offres) if offre.actuelle)
    n = inputs.horizon_mois
    sheet.text(0, 0, "Quand partir : coût total si l'on quitte le contrat actuel après s mois", "title")
    sheet.text(1, 0, "Au dernier mois, on reste. Les coûts ne sont pas actualisés.", "note")
    elsewhere = [i for i, offre in enumerate(inputs.offres) if quittee(inputs, offre)]
    sheet.header(TOP - 2, ["Mois s", *(inputs.offres[i].nom for i in elsewhere)], lines=2)
    staying = Garder(inputs, inputs.offres[current])
    curves = {i: staying.courbe(i) for i in elsewhere}
    for s in range(n + 1):
        row = TOP - 1 + s
        sheet.number(row, 0, s, "integer")
        for column, index in enumerate(elsewhere, 1):
            formula = (
                places[current].sheet.at(places[current].totals, TOTAL)
                if s == n
                else _cost(inputs, (current, index), s, row, cells, commitments, places)
            )
            sheet.formula(row, column, f"ROUND({formula},6)", curves[index][s], "euros")
    found: Best = {}
    for column, index in enumerate(elsewhere, 1):
        start, end = (sheet.at(TOP - 1 + s, column) for s in (0, n))
        costs = f"{start}:{end.partition('!')[2]}"
        found[index] = (f"MATCH(MIN({costs}),{costs},0)-1", lowest(curves[index]))
    return found


def _cost(
    inputs: Inputs,
    pair: tuple[int, int],
    s: int,
    row: int,
    cells: list[Cells],
    commitments: Commitments,
    places: list[Place],
) -> str:
    current, index = pair
    old, new, n = cells[current], cells[index], inputs.horizon_mois
    month = f"$A{row + 1}"
    overlap = new["recouvrement_mois"]
    until = f"MIN({month}+{overlap},horizon_mois)"
    kept = f"{places[current].sheet.at(TOP - 1 + s, CUMUL)}" if s else "0"
    twice = f"{commitments.between(current, 2, month, until)}+{commitments.between(current, 3, month, until)}"
    out = f"{old['sortie_eur']}+{leave(commitments, current, old, f'({month}+{overlap})')}"
    priced = f"SUMPRODUCT({places[index].column(PRICED, s + 1, n)},{commitments.offers[index].column(0, 1, n - s)})"
    steady = f"SUM({places[index].column(STEADY, s + 1, n)})"
    end = f'IF({FIN}="{PARTIR}",{new["sortie_eur"]}+{_penalty(index, s, n, new, commitments)},0)'
    return "+".join([kept, new["mise_en_place_eur"], twice, out, priced, steady, end])


def _penalty(index: int, s: int, n: int, own: Cells, commitments: Commitments) -> str:
    """La pénalité d'une offre commencée au mois s et quittée à la fin : personnes du calendrier, prix de son âge."""
    first = n - s + 1
    if first > MOIS_MAX:
        return "0"
    here = commitments.offers[index]
    within = f"--({commitments.ages(first, MOIS_MAX)}<={own['engagement_mois']})"
    due = f"{here.column(1, n + 1, s + MOIS_MAX)},{here.column(0, first, MOIS_MAX)},{within}"
    return f"{own['penalite_pct']}/100*SUMPRODUCT({due})"
