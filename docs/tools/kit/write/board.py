"""La page du conseil : la même réponse en une feuille A4, à l'écran, imprimée, ou en Markdown pour un compte rendu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape as escape_html
from typing import Any

from tools.kit.draw import qr_svg
from tools.kit.french import format_date, typeset
from tools.kit.tool import load
from tools.kit.write.export import block_markdown
from tools.kit.write.html import render_blocks
from tools.kit.write.report import Block, Prose, Table

ESTIMATION = "Une estimation pour décider, ni un devis ni un conseil juridique."


@dataclass(frozen=True)
class Board:
    """Ce qu'un conseil lit : la question, la réponse et sa fourchette, les options, ce qui décide, la suite.

    Tout est du Markdown ; le texte saisi y est déjà échappé.
    """

    question: str
    verdict: str
    options: Table
    decide: Sequence[str]
    next_step: str

    def blocks(self) -> list[Block]:
        """La page en blocs, sans son en-tête ni son pied."""
        reasons = [Prose("### Ce qui décide"), Prose("\n".join(f"- {reason}" for reason in self.decide))]
        return [
            Prose(self.verdict),
            self.options,
            *(reasons if self.decide else []),
            Prose("### La suite à donner"),
            Prose(self.next_step),
        ]


def board_of(tool: str, inputs: Any) -> Board:
    """La page du conseil d'une situation."""
    board: Board = load(tool, "view").board(inputs, load(tool, "model").compute(inputs))
    return board


def origin(tool: str, day: date, sent: date | None = None) -> str:
    """Le jour du calcul et la version du modèle ; `sent` est le jour du lien, si le calcul refait un lien."""
    done = f"Lien du {format_date(sent)}, recalculé" if sent else "Calculé"
    return f"{done} le {format_date(day)}, version {load(tool, 'model').VERSION} du modèle. {ESTIMATION}"


def board_html(tool: str, inputs: Any, day: date, address: str, *, sent: date | None = None, note: str = "") -> str:
    """La page du conseil en HTML, avec le lien en texte et en code QR ; `note` se lit avant tout le reste."""
    board = board_of(tool, inputs)
    head = f'<p class="mention">{escape_html(typeset(note))}</p>\n' if note else ""
    return (
        f"{head}"
        f'<p class="conseil-titre">{escape_html(typeset(board.question))}</p>\n'
        f"{render_blocks(board.blocks(), 'c-')}"
        f"{foot_html(origin(tool, day, sent), address)}"
    )


def foot_html(said: str, address: str) -> str:
    """Le pied d'une page qui s'imprime : d'où elle vient, et son lien en texte et en code QR."""
    code = qr_svg(address)
    long = "" if code or not address else " Le lien est trop long pour un code QR."
    return (
        f'<div class="conseil-pied">{code}<div><p>{escape_html(typeset(said + long))}</p>\n'
        f'<p class="conseil-lien">{escape_html(address)}</p></div></div>\n'
    )


def compared(tool: str, day: date) -> str:
    """Le jour d'une comparaison de deux liens, et la version du modèle qui l'a refaite."""
    return f"Comparé le {format_date(day)}, version {load(tool, 'model').VERSION} du modèle. {ESTIMATION}"


def board_markdown(tool: str, inputs: Any, day: date, address: str) -> str:
    """La même page en Markdown, prête pour un compte rendu."""
    board = board_of(tool, inputs)
    parts = [f"# {board.question}", *map(block_markdown, board.blocks()), origin(tool, day)]
    if address:
        parts.append(f"Lien : <{address}>")
    return typeset("\n\n".join(parts)).replace("\n### ", "\n## ") + "\n"
