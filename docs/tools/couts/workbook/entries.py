"""La feuille des entrées : l'entreprise, puis les offres ; chaque valeur attendue y a son adresse."""

from __future__ import annotations

from tools.couts.inputs import Inputs
from tools.couts.offre import Offre
from tools.kit.compute import TroisPoints
from tools.kit.declare import Numeric, fields_of, simple_fields
from tools.kit.french import typeset
from tools.kit.share.workbook import Book, Sheet

POINTS = ("bas", "probable", "haut", "moyenne")
FIN = "fin_periode"
"""Le nom de la cellule qui dit si l'on part à la fin ; « fin » seul se lirait comme une colonne."""
Cells = dict[str, str]
"""Clé → adresse de la valeur attendue d'une offre."""


def write_entries(book: Book, sheet: Sheet, inputs: Inputs) -> list[Cells]:
    """Écrit l'entreprise puis les offres ; rend, par offre, l'adresse de la valeur attendue de chaque clé."""
    sheet.text(0, 0, "Les entrées", "title")
    sheet.text(
        1, 0, "Sur fond jaune : ce que l'on peut changer ; tout le reste se recalcule, sauf les cas simulés.", "note"
    )
    sheet.header(2, ["L'entreprise", "valeur", "unité"])
    row = 3
    for key, spec in simple_fields(Inputs).items():
        sheet.text(row, 0, typeset(spec.label))
        fixed = key == "horizon_mois"  # il donne le nombre de lignes des feuilles
        value = getattr(inputs, key)
        if isinstance(spec, Numeric):
            sheet.number(row, 1, float(value), "integer" if fixed else input_style(float(value)))
            sheet.text(row, 2, typeset(spec.unit) + (" (fixée à la création)" if fixed else ""), "note")
            book.define(key, sheet.at(row, 1))
        else:
            sheet.text(row, 1, value, "input")
            sheet.text(row, 2, "« partir » ou « rester »", "note")
            book.define(FIN, sheet.at(row, 1))
        row += 1
    return [_offer(sheet, offre, row + 1, 1 + 4 * index) for index, offre in enumerate(inputs.offres)]


def _offer(sheet: Sheet, offre: Offre, top: int, left: int) -> Cells:
    last = left + len(POINTS) - 1
    sheet.header(top, ["Les offres"], lines=2)
    sheet.span(top, left, last, offre.nom)
    sheet.header(top + 1, ["Contrat actuel, ou même prestataire (fixé à la création)"])
    kind = "contrat actuel" if offre.actuelle else "même prestataire" if offre.meme_prestataire else ""
    sheet.span(top + 1, left, last, kind)
    sheet.header(top + 2, [""])
    sheet.header(top + 2, POINTS, left)
    found: Cells = {}
    row = top + 3
    for key, spec in fields_of(Offre).items():
        if not isinstance(spec, Numeric):
            continue
        sheet.text(row, 0, f"{typeset(spec.label)} ({typeset(spec.unit)})")
        value = getattr(offre, key)
        if isinstance(value, TroisPoints):
            for rank, point in enumerate(value):
                sheet.number(row, left + rank, point, input_style(point))
            low, mid, high = (sheet.at(row, left + rank) for rank in range(3))
            sheet.formula(row, left + 3, f"({low}+4*{mid}+{high})/6", value.moyenne)
            found[key] = sheet.at(row, left + 3)
        else:
            sheet.number(row, left + 1, value, input_style(value))
            found[key] = sheet.at(row, left + 1)
        row += 1
    return found


def input_style(value: float) -> str:
    """Un nombre entier s'écrit sans décimale."""
    return "whole" if value == int(value) else "input"
