"""Des mots au Markdown, et du Markdown à la page, au fichier, à la feuille du conseil."""

from tools.kit.write.board import ESTIMATION, Board, board_html, board_markdown, computed, foot_html, origin
from tools.kit.write.export import block_markdown, to_csv, to_markdown
from tools.kit.write.html import render_blocks, render_details, render_summary
from tools.kit.write.inline import Opener, Place, Setting, to_text, write_inline
from tools.kit.write.letter import letter_html
from tools.kit.write.ownership import headed, owned_data, ownership
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
    details_markdown,
    figure_link,
    open_link,
    page_only,
    summary_markdown,
    try_link,
)

__all__ = [
    "ESTIMATION",
    "Block",
    "Board",
    "Details",
    "Figure",
    "Fold",
    "Formula",
    "Letter",
    "Opener",
    "Place",
    "Prose",
    "Section",
    "Setting",
    "Summary",
    "Table",
    "block_markdown",
    "blocks_markdown",
    "board_html",
    "board_markdown",
    "computed",
    "details_markdown",
    "figure_link",
    "foot_html",
    "headed",
    "letter_html",
    "open_link",
    "origin",
    "owned_data",
    "ownership",
    "page_only",
    "render_blocks",
    "render_details",
    "render_summary",
    "summary_markdown",
    "to_csv",
    "to_markdown",
    "to_text",
    "try_link",
    "write_inline",
]
