"""D'un texte collé, ou d'un fichier, à des lignes de cases. Un vrai lecteur de CSV : guillemets, retours à la ligne."""

from __future__ import annotations

import csv
import importlib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from tools.kit.quote.words import QuoteError
from tools.kit.reading import even_spaces

MAX_TEXT = 100_000
MAX_LINES = 200
MAX_CELLS = 40
MAX_CELL = 300
"""Une case plus longue n'est ni un libellé ni un nombre."""
MAX_BYTES = 1_000_000
_OLD = b"\xd0\xcf\x11\xe0"
_HINT = re.compile(r"\Asep=.\r?\n", re.IGNORECASE)
_SPLIT = re.compile(r"\s*:\s+|\s{2,}|\s+(?=[-+−–]?\s?\d)|\s+(?=[€(]\s?\d)")
_NUMBERING = re.compile(r"^\d+(?:\.\d+)*[.)]\s+")
_VALUE = re.compile(r"\s+(?=[-+−–]?\d[\d\s.,]*\s?(?:[kM]?€|eur|%|h\b|mois\b|ans?\b|min\b))", re.IGNORECASE)
"""Le début du dernier nombre qui a une unité : « Microsoft 365 Business 20,60 € » n'est pas coupé à 365."""
Grid = list[list[str]]


@dataclass(frozen=True)
class Table:
    """Un tableau lu : ses lignes de cases, et ce qu'il faut en dire (feuille lue, lignes masquées, reste laissé)."""

    rows: Grid
    notes: tuple[str, ...] = ()


def table_of_text(text: str, *, file: bool = False) -> Table:
    r"""Les lignes de cases d'un texte collé, ou d'un fichier CSV, où une virgule peut séparer.

    >>> table_of_text('"Mise en\nplace"\t"1 500 €"\nForfait : 45 €').rows
    [['Mise en place', '1 500 €'], ['Forfait', '45 €']]
    """
    if "<table" in text.lower():
        raise QuoteError("C'est du code HTML : copiez les cases du tableur, et collez-les sans mise en forme.")
    kept = _HINT.sub("", text.removeprefix("\ufeff")[:MAX_TEXT])
    rows = _csv(kept, _delimiter(kept, file=file))
    cells = [clean(row if len(row) > 1 else _split(row[0])) for row in rows if row]
    lines = [row for row in cells if any(row)]
    return Table(lines[:MAX_LINES], cut(len(lines) > MAX_LINES or len(text) > MAX_TEXT))


def cut(more: bool) -> tuple[str, ...]:
    """Ce qu'on dit d'un tableau trop long."""
    return (f"Le reste n'est pas lu : {MAX_LINES} lignes au plus.",) if more else ()


def _delimiter(text: str, *, file: bool) -> str:
    if "\t" in text:
        return "\t"
    if not file:
        return "\0"  # aucun : chaque ligne collée dit le sien
    return "," if ";" not in text and "," in text else ";"


def clean(row: Iterable[object]) -> list[str]:
    """Des cases aux espaces simples, sans les vides de la fin."""
    cells = [even_spaces(str(cell)[:MAX_CELL]) for cell in row][:MAX_CELLS]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _csv(text: str, delimiter: str) -> Grid:
    """Des lignes selon la règle du CSV ; un guillemet jamais refermé, ou trop loin, n'en est pas un (24")."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        rows = None
    if rows is None or any("\n" in cell and delimiter in cell for row in rows for cell in row):
        return list(csv.reader(text.splitlines(), delimiter=delimiter, quoting=csv.QUOTE_NONE))
    return rows


def _split(line: str) -> list[str]:
    """Une ligne sans tabulation : « | », « ; », ou une valeur après « : », deux espaces, ou au premier chiffre."""
    for separator in ("|", ";"):
        if separator in line:
            return (_csv(line.strip().strip("|"), separator) or [[line]])[0]
    kept = _NUMBERING.sub("", line.strip()[: 2 * MAX_CELL])
    if len(parts := re.split(r"\s*:\s+", kept, maxsplit=1)) > 1:
        return parts
    if said := [*_VALUE.finditer(kept)]:
        label = kept[: said[-1].start()].rstrip()
        start = len(label) - 1 if label.endswith(("-", "−", "–")) else said[-1].start()  # un signe moins écarté
        return [kept[:start], kept[start:]]
    return _SPLIT.split(kept, maxsplit=1)


def tables_of_file(name: str, content: bytes) -> list[Table]:
    """Les tableaux d'un fichier : celui d'un .csv, ou les feuilles visibles d'un .xlsx ; lève `QuoteError`."""
    if len(content) > MAX_BYTES:
        raise QuoteError("Ce fichier est trop gros pour un devis : un million d'octets au plus.")
    if content.startswith(b"PK") and not name.lower().endswith((".ods", ".numbers")):
        module = importlib.import_module("tools.kit.quote.workbook")  # et openpyxl, à la demande seulement
        sheets: list[Table] = module.sheets_of(content)
        return sheets
    if content.startswith(_OLD) and name.lower().endswith(".xlsx"):
        raise QuoteError("Ce classeur est protégé par un mot de passe : enlevez-le, ou copiez-en les cases.")
    if content.startswith((_OLD, b"%PDF", b"PK")):
        raise QuoteError("Seuls .xlsx et .csv s'ouvrent ici : enregistrez-le ainsi, ou copiez-en les cases.")
    text = _decoded(content)
    if "\0" in text:
        raise QuoteError("Le codage de ce fichier n'est pas reconnu : enregistrez-le en .xlsx, ou en CSV UTF-8.")
    return [table_of_text(text, file=True)]


def _decoded(content: bytes) -> str:
    """Le texte d'un fichier : UTF-8, UTF-16 s'il le dit, sinon l'ancien codage de Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
