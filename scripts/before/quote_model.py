"""Le modèle de devis à remplir (.xlsx), tiré de la déclaration : rempli, il se rouvre dans la comparaison."""

from __future__ import annotations

from datetime import UTC, datetime

from tools.kit.declare import Numeric, ThreePoint, lists_of, raw_text
from tools.kit.quote import lexicon_of
from tools.kit.share import AnyRows
from tools.kit.share.workbook import Book
from tools.kit.tool import AnyTool, get_tool, names

from scripts.paths import ASSETS

FOLDER = ASSETS / "modeles"
CREATED = datetime(2026, 11, 26, tzinfo=UTC).replace(tzinfo=None)
"""Une date de création fixe : deux constructions donnent le même fichier."""
TITLES = ("Libellé", "Valeur ou probable", "Bas", "Haut", "Unité", "Aide")
FIRST = 3
"""La ligne des titres de colonnes, comptée de zéro."""


def write_models() -> None:
    """Écrit un modèle par liste dont un outil sait lire les devis."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names():
        tool = get_tool(name)
        for spec in lists_of(tool.inputs).values():
            if lexicon_of(spec).entries:
                (FOLDER / f"devis-{name}.xlsx").write_bytes(model(tool, spec))


def model(tool: AnyTool, spec: AnyRows) -> bytes:
    """Le classeur : une ligne par entrée, son unité et son aide ; les cases à remplir sont teintées."""
    book = Book(tool.title, {"text": {"bg_color": "#fff6dd", "text_wrap": True}})
    book.raw.set_properties({"title": tool.title, "created": CREATED})
    sheet = book.sheet(spec.singular, (38, 20, 12, 12, 14, 70))
    sheet.text(0, 0, f"Modèle à remplir : {tool.title}", "title")
    sheet.text(
        1, 0, "Montants hors taxes. Une case vide reste à demander. Bas et haut : pour une valeur incertaine.", "note"
    )
    sheet.header(FIRST, TITLES)
    for rank, one in enumerate(spec.fields.values(), FIRST + 1):
        sheet.text(rank, 0, one.label)
        sheet.text(rank, 4, one.unit)
        sheet.text(rank, 5, raw_text(one.help), "wrap")
        for column in range(1, 4 if isinstance(one, ThreePoint) else 2):
            sheet.raw.write_blank(rank, column, None, book.style("input" if isinstance(one, Numeric) else "text"))
    sheet.repeat(FIRST, FIRST)
    return book.to_bytes()
