"""Des mots au Markdown, et du Markdown à la page, au fichier, à la feuille du conseil."""

from tools.kit.write.board import Board, board_html, board_markdown, board_of, compared, foot_html, origin
from tools.kit.write.export import block_markdown, plain, to_csv, to_markdown, to_text
from tools.kit.write.html import render_blocks, render_details, render_summary
from tools.kit.write.letter import letter_html
from tools.kit.write.report import (
    Block,
    Details,
    Figure,
    Fold,
    Formula,
    Letter,
    Prose,
    Section,
    Summary,
    Table,
    blocks_markdown,
    escape,
    figure_link,
    open_link,
    try_link,
)

__all__ = [
    "Block",
    "Board",
    "Details",
    "Figure",
    "Fold",
    "Formula",
    "Letter",
    "Prose",
    "Section",
    "Summary",
    "Table",
    "block_markdown",
    "blocks_markdown",
    "board_html",
    "board_markdown",
    "board_of",
    "compared",
    "escape",
    "figure_link",
    "foot_html",
    "letter_html",
    "open_link",
    "origin",
    "plain",
    "render_blocks",
    "render_details",
    "render_summary",
    "to_csv",
    "to_markdown",
    "to_text",
    "try_link",
]
