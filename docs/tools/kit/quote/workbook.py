"""Lire un classeur (.xlsx) comme il se voit : ses feuilles visibles, ses lignes visibles, ses nombres à la française.

openpyxl n'est chargé dans le navigateur qu'à la demande d'un classeur.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from datetime import date
from itertools import starmap
from typing import Any

from openpyxl import load_workbook

from tools.kit.french import format_input
from tools.kit.quote.grid import MAX_CELLS, MAX_LINES, Table, clean, cut
from tools.kit.quote.words import QuoteError

_LITERAL = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]')
_SPACED = re.compile(r"[_*\\].")
_SCALED = re.compile(r"[0#],+(?![0#])")
"""Un format qui divise par mille : « 1 500 k€ » affiché pour 1 500 000."""
MAX_UNZIPPED = 20_000_000
UNREADABLE = "Ce classeur n'est pas lisible : réenregistrez-le en .xlsx, ou copiez-en les cases."
UNCOMPUTED = "#formule non calculée"
"""Ce que dit une formule sans valeur, ou de valeur nulle : un fichier écrit sans Excel n'en a pas. Jamais un zéro."""


def sheets_of(content: bytes) -> list[Table]:
    """Les feuilles visibles d'un classeur, dans l'ordre où on les voit ; lève `QuoteError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(info.file_size for info in archive.infolist())
        books = (
            []
            if size > MAX_UNZIPPED
            else [load_workbook(io.BytesIO(content), data_only=bare) for bare in (True, False)]
        )
    except Exception as error:  # un classeur abîmé échoue de mille façons
        raise QuoteError(UNREADABLE) from error
    if not books:
        raise QuoteError("Ce classeur est trop gros pour un devis.")
    values, formulas = books
    shown = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"]
    return [_table(sheet, formulas[sheet.title], len(shown) - 1) for sheet in shown]


def _table(sheet: Any, formulas: Any, others: int) -> Table:
    """Une feuille ; openpyxl n'a pas de types."""
    hidden = {rank for rank, line in sheet.row_dimensions.items() if line.hidden}
    away = {
        rank
        for column in sheet.column_dimensions.values()
        if column.hidden
        for rank in range(column.min, column.max + 1)
    }
    rows, left = [], 0
    most = {"max_row": 10 * MAX_LINES, "max_col": MAX_CELLS}
    for row, twins in zip(sheet.iter_rows(**most), formulas.iter_rows(**most), strict=False):
        if all(cell.value is None for cell in twins):
            continue
        kept = [pair for pair in zip(row, twins, strict=False) if pair[0].column not in away]
        cells = clean(starmap(_shown, kept))
        if not any(cells):
            continue
        if row[0].row in hidden:
            left += 1
        else:
            rows.append(cells)
    notes = [*cut(len(rows) > MAX_LINES or (sheet.max_row or 0) > most["max_row"])]
    if left:
        notes.append(f"Lignes masquées, laissées de côté : {left}.")
    if away:
        notes.append(f"Colonnes masquées, laissées de côté : {len(away)}.")
    if others:
        notes.append(f"Feuille lue : « {sheet.title} » ; les autres ne le sont pas.")
    return Table(rows[:MAX_LINES], tuple(notes))


def _shown(cell: Any, formula: Any) -> str:
    """Une case comme elle se lit : une part en %, une date en date, un nombre avec la virgule."""
    value, shape = cell.value, cell.number_format or ""
    if formula.data_type == "f" and value in {None, 0}:
        return UNCOMPUTED
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        return _number(value, shape)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")


def _number(value: float, shape: str) -> str:
    bare = _bare(shape)
    if not math.isfinite(value):
        return "#nombre illisible"
    if _SCALED.search(bare):
        return f"#{value} affiché en milliers"
    number = 100 * value if "%" in bare else value
    return format_input(float(f"{number:.12g}")) + _unit(shape)


def _bare(shape: str) -> str:
    """Un format sans ses mots, ni les espaces qu'il règle sur un signe (« _€ »)."""
    return _SPACED.sub("", _LITERAL.sub("", shape))


def _unit(shape: str) -> str:
    """Les mots que le format d'une case lui ajoute : « k€ », « € / an », « ans », « TTC »."""
    said = [first or second for first, second in _LITERAL.findall(shape.partition(";")[0])]
    bare = _bare(shape.partition(";")[0])
    said += [sign for sign in ("€", "%", "$", "£") if sign in bare]
    return f" {' '.join(said)}" if said else ""
