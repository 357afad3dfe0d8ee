"""Les notes du classeur : d'où vient chaque valeur, ce qui est supposé, et les limites."""

from __future__ import annotations

import math

from tools.couts.inputs import Inputs
from tools.couts.model import TIRAGES, VERSION
from tools.kit.declare import values_of
from tools.kit.french import format_number, typeset
from tools.kit.share.workbook import LINE, Sheet
from tools.kit.write import ESTIMATION


def write_notes(sheet: Sheet, inputs: Inputs, address: str) -> None:
    """Écrit ce que le classeur suppose, ses limites, le lien, puis chaque valeur et son origine."""
    lines = [
        f"Modèle couts {VERSION}. {ESTIMATION}",
        "Chaque feuille d'offre calcule un mois par ligne ; une valeur en trois points y vaut sa moyenne, "
        "(bas + 4 × probable + haut) / 6 (référence S6-5).",
        f"P10, P50, P90 et la chance d'être la moins chère viennent de {format_number(TIRAGES)} tirages, à graine "
        "fixe, pour chacune des trois façons de partager la chance : le classeur ne les refait pas.",
        "Limites : ni image, ni moral, ni sanction, ni tacite reconduction, ni préavis ; voir « La méthode ».",
    ]
    if address:
        root = address.partition("tools/")[0]
        lines.append(f"Méthode : {root}reperes/methode/ ; références (S3-1, S6-5…) : {root}reperes/references/")
    sheet.text(0, 0, "Notes", "title")
    for rank, line in enumerate(lines):
        sheet.text(1 + rank, 0, typeset(line))
    row = 2 + len(lines)
    sheet.text(row, 0, "Lien de cette situation", "strong")
    sheet.text(row + 1, 0, address or "non demandé")
    sheet.header(row + 3, ["Entrée", "Valeur", "Origine", "Pourquoi"])
    row += 4
    for value in values_of(inputs):
        sheet.raw.set_row(row, LINE * math.ceil((len(value.why) + 1) / 90))
        label = f"{value.line.raw} : {typeset(value.label)}" if value.line else typeset(value.label)
        for column, text in enumerate((label, value.shown, value.origin, typeset(value.why))):
            sheet.text(row, column, text, "wrap")
        row += 1
