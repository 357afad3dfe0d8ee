"""Un devis, collé ou déposé, devient des offres à relire avant de les ajouter : ligne par ligne, rien de deviné."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from tools.kit.declare import Rows, shorten
from tools.kit.quote.cells import BARE, Cell
from tools.kit.quote.columns import UNKNOWN, UNTITLED, Columns, columns_of, turned
from tools.kit.quote.grid import Grid, Table
from tools.kit.quote.lexicon import lexicon_of
from tools.kit.quote.lines import Line, Reader
from tools.kit.quote.quantity import POINTS
from tools.kit.quote.words import Unit, field_unit, has_digit, unit_said
from tools.kit.reading import readings

_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b1er\b")
"""Un titre peut dire une année : « Tarifs TTC 2026 »."""


@dataclass
class Offer:
    """Une offre lue : son nom (vide s'il n'est pas dit), et ses lignes."""

    name: str = ""
    lines: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> None:
        """Ajoute une ligne ; une entrée déjà lue n'est pas remplacée."""
        first = next((one for one in self.lines if line.key and one.key == line.key), None)
        if first:
            line = replace(line, key="", note="", problem=f"déjà lu avec « {shorten(first.source)} ».")
        self.lines.append(line)


@dataclass(frozen=True)
class Quote:
    """Ce qu'un devis contient : ses offres, et ce qu'il faut dire de ce qui n'a pas été lu."""

    offers: list[Offer]
    notes: tuple[str, ...] = ()

    @property
    def understood(self) -> bool:
        """Vrai si une ligne au moins est comprise."""
        return any(line.key and not line.problem for offer in self.offers for line in offer.lines)


def read_quote(spec: Rows[Any], tables: Sequence[Table], people: Fraction | None) -> Quote:
    """Lit un devis : le premier de ses tableaux où quelque chose est compris, sinon le premier."""
    read = [_read_table(Reader(lexicon_of(spec), people), table) for table in tables]
    return next((quote for quote in read if quote.understood), read[0] if read else Quote([]))


def _read_table(reader: Reader, table: Table) -> Quote:
    """Une offre, plusieurs en colonnes, ou une par ligne. Une mention de taxe ou de monnaie vaut où qu'elle soit."""
    reader.general = reader.context = _mentions(table.rows)
    offers, columns = [Offer()], Columns()
    for row in turned(table.rows, reader.lexicon):
        found = columns_of(row, reader.lexicon, fresh=bool(columns.names) or not columns.roles)
        if found:
            columns = found
            reader.titled = True
            offers = _started(offers, found)
        elif columns.names:
            _read_across(reader, row, columns, offers[-len(columns.names) :])
        else:
            offers = _read_down(reader, row, columns, offers)
    return Quote([offer for offer in offers if offer.lines or offer.name], table.notes)


def _mentions(rows: Grid) -> Unit:
    """Ce qui vaut pour tout le tableau : une taxe, où qu'elle soit dite ; un rythme ou une monnaie, au pied."""
    said = Unit()
    for row in rows:
        if sum(map(bool, row)) <= 2 and not any(has_digit(_YEAR.sub("", cell)) and "%" not in cell for cell in row):
            foot = unit_said(" ".join(row))
            last = row is rows[-1] and row is not rows[0]
            said = replace(foot if last else Unit(), each="", tax=foot.tax or said.tax)
    return said


def _started(offers: list[Offer], columns: Columns) -> list[Offer]:
    kept = [offer for offer in offers if offer.lines or offer.name]
    return [*kept, *(Offer(name) for name in columns.names.values())] if columns.names else kept or [Offer()]


def _read_across(reader: Reader, row: Sequence[str], columns: Columns, offers: Sequence[Offer]) -> None:
    """Une ligne de plusieurs offres, une par colonne ; les autres colonnes valent pour toutes."""
    said = [row[rank] for rank in columns.names if rank < len(row) and row[rank]]
    if not said:
        _remember(reader, row[0])
    keys = reader.lexicon.label(row[0]).keys
    money = len(keys) == 1 and field_unit(reader.lexicon.fields[keys[0]]).kind == "€"
    grouped = money and len(said) >= POINTS and all(len(readings(text)) > 1 and "." in text for text in said)
    shared = [_cell(row, rank, columns) for rank in columns.roles if rank > 0 and rank not in columns.names]
    for (rank, _), offer in zip(columns.names.items(), offers, strict=True):
        role, text, unit = _cell(row, rank, columns)
        if text:
            own = (role, readings(text)[0] if grouped else text, unit)  # des tranches, non autant de décimaux
            offer.add(reader.read(row[0], [own, *(cell for cell in shared if cell[1])]))


def _read_down(reader: Reader, row: Sequence[str], columns: Columns, offers: list[Offer]) -> list[Offer]:
    """Une ligne d'une seule offre ; un nouveau nom en commence une autre."""
    label, cells = _parts(reader, row, columns)
    if _is_heading(reader, label, cells, columns):
        _remember(reader, label)
        return offers
    line = reader.read(label, [cell for cell in cells if cell[0] != "ponctuel"])
    if line.key == reader.lexicon.spec.key and not line.problem:
        if offers[-1].name or any(one.key for one in offers[-1].lines):
            offers = [*offers, Offer()]
        offers[-1].name = line.text
        return offers
    offers[-1].add(line)
    if line.problem and not any(has_digit(_YEAR.sub("", text)) for _, text, _ in cells):
        _remember(reader, label)
    if len(cells) > 1 and not any(has_digit(text) for _, text, _ in cells) and not columns.roles:
        reader.titled = False
    for _, text, _ in (cell for cell in cells if cell[0] == "ponctuel"):
        source = shorten(f"{label} | {text}", 90)
        offers[-1].add(Line(source, text=text, problem="montant payé une fois : choisissez où il va, ou laissez."))
    return offers


def _parts(reader: Reader, row: Sequence[str], columns: Columns) -> tuple[str, list[Cell]]:
    """Le libellé d'une ligne, et ses cases qui disent quelque chose."""
    if columns.roles:
        label = next((row[rank] for rank in columns.at("libelle") if rank < len(row)), "")
        cells = [_cell(row, rank, columns) for rank in range(len(row)) if columns.roles.get(rank) != "libelle"]
        return label, [cell for cell in cells if cell[1]]
    if len(row) == 1 and not reader.lexicon.label(row[0]).keys and has_digit(row[0]):
        return "", [("", row[0], Unit())]
    return row[0], [("", text, Unit()) for text in row[1:] if text]


def _is_heading(reader: Reader, label: str, cells: Sequence[Cell], columns: Columns) -> bool:
    """Vrai pour un titre, ou une case à remplir restée vide : la ligne ne dit rien."""
    if not cells and not columns.roles:
        return not reader.lexicon.label(label).keys and not has_digit(label)
    spoken = [role for role, text, _ in cells if not (role == UNKNOWN and has_digit(text))]
    return bool(columns.roles) and len(spoken) == len(cells) and all(role in BARE - {"taxe"} for role in spoken)


def _remember(reader: Reader, heading: str) -> None:
    """Un titre porte sur ce qui le suit : son rythme jusqu'au titre d'après, sa taxe et sa monnaie jusqu'au bout."""
    said, before = unit_said(heading), reader.context
    reader.context = Unit(said.kind or before.kind, said.per or reader.general.per, said.each, said.tax or before.tax)
    reader.section = heading


def _cell(row: Sequence[str], rank: int, columns: Columns) -> Cell:
    role = columns.roles.get(rank, UNTITLED if columns.roles else "")
    return role, row[rank] if rank < len(row) else "", columns.units.get(rank, Unit())
