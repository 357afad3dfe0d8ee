"""Écrire un classeur (.xlsx) auditable : des textes qui restent des textes, des formules qui se recalculent.

XlsxWriter n'est chargé dans le navigateur qu'à la demande d'un classeur.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from tools.kit.declare import Words, raw_text

NUMBER = "#,##0.00##"
SHARE = "0.0 %"
INPUT = "#fff6dd"
HEAD = "#0f4c5c"
LINE = 17
"""La hauteur d'une ligne de texte, en points."""


class Sheet:
    """Une feuille : on y écrit textes, nombres et formules par ligne et colonne, comptées de zéro."""

    def __init__(self, book: Book, name: str, widths: Sequence[float]) -> None:
        self.book, self.name = book, name
        self.raw = book.raw.add_worksheet(name)
        for column, width in enumerate(widths):
            self.raw.set_column(column, column, width)
        self.raw.set_landscape()
        self.raw.set_paper(9)  # A4
        self.raw.fit_to_pages(1, 0)
        self.raw.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)

    def text(self, row: int, column: int, words: Words, style: str = "") -> None:
        """Écrit un texte, qui reste un texte même s'il commence par « = » ; un texte saisi y est tel quel."""
        self.raw.write_string(row, column, raw_text(words), self.book.style(style))

    def number(self, row: int, column: int, value: float, style: str = "number") -> None:
        """Écrit un nombre."""
        self.raw.write_number(row, column, value, self.book.style(style))

    def formula(self, row: int, column: int, formula: str, value: float | str, style: str = "number") -> None:
        """Écrit une formule de notre main, et la valeur que nous en attendons (vue sans recalcul)."""
        self.raw.write_formula(row, column, f"={formula}", self.book.style(style), value)

    def header(self, row: int, texts: Sequence[Words], column: int = 0, *, lines: int = 1) -> None:
        """Écrit une ligne de titres, haute de `lines` lignes de texte."""
        self.raw.set_row(row, LINE * lines)
        for rank, text in enumerate(texts):
            self.text(row, column + rank, text, "head")

    def span(self, row: int, first: int, last: int, text: Words) -> None:
        """Écrit un titre sur plusieurs colonnes ; il reste un texte."""
        self.raw.merge_range(row, first, row, last, "", self.book.style("head"))
        self.text(row, first, text, "head")

    def repeat(self, first: int, last: int) -> None:
        """Répète ces lignes en haut de chaque page imprimée."""
        self.raw.repeat_rows(first, last)

    def at(self, row: int, column: int) -> str:
        """L'adresse absolue d'une cellule, feuille comprise."""
        return f"'{self.name}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"


class Book:
    """Un classeur en mémoire, avec ses quelques styles."""

    def __init__(self, title: str, formats: Mapping[str, Mapping[str, object]]) -> None:
        """`formats` : les styles propres à l'outil (ses unités), nom → propriétés du format."""
        self._output = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.raw = Workbook(self._output, options)
        self.raw.set_properties({"title": title})
        self._styles: dict[str, Any] = {
            "": self.raw.add_format({"valign": "top"}),
            "title": self.raw.add_format({"bold": True, "font_size": 14, "font_color": HEAD}),
            "head": self.raw.add_format({
                "bold": True,
                "bg_color": HEAD,
                "font_color": "#ffffff",
                "text_wrap": True,
                "valign": "top",
            }),
            "note": self.raw.add_format({"italic": True, "font_color": "#555555"}),
            "wrap": self.raw.add_format({"text_wrap": True, "valign": "top"}),
            "strong": self.raw.add_format({"bold": True}),
            "number": self.raw.add_format({"num_format": NUMBER}),
            "integer": self.raw.add_format({"num_format": "0"}),
            "whole": self.raw.add_format({"num_format": "#,##0", "bg_color": INPUT}),
            "share": self.raw.add_format({"num_format": SHARE}),
            "input": self.raw.add_format({"num_format": NUMBER, "bg_color": INPUT}),
        } | {name: self.raw.add_format(dict(given)) for name, given in formats.items()}

    def style(self, name: str) -> Any:
        """Un des styles du classeur."""
        return self._styles[name]

    def sheet(self, name: str, widths: Sequence[float]) -> Sheet:
        """Ajoute une feuille ; son nom est le nôtre, jamais un texte saisi."""
        return Sheet(self, name, widths)

    def define(self, name: str, target: str) -> None:
        """Donne un nom à une cellule, pour des formules qui se lisent."""
        self.raw.define_name(name, f"={target}")

    def line_chart(
        self, sheet: Sheet, place: str, title: str, series: Sequence[Mapping[str, str]], axes: tuple[str, str]
    ) -> None:
        """Pose un graphique en courbes ; les légendes viennent de cellules, `axes` nomme l'abscisse et l'ordonnée."""
        chart = self.raw.add_chart({"type": "line"})
        for one in series:
            chart.add_series(dict(one))
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_x_axis({"name": axes[0], "interval_unit": 6, "interval_tick": 6})
        chart.set_y_axis({"name": axes[1], "num_format": "#,##0", "major_gridlines": {"visible": True}})
        chart.set_size({"width": 760, "height": 380})
        chart.set_legend({"position": "bottom"})
        sheet.raw.insert_chart(place, chart)

    def to_bytes(self) -> bytes:
        """Ferme le classeur et rend le fichier."""
        self.raw.close()
        return self._output.getvalue()
