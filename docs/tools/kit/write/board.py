"""La page du conseil : la même réponse en une feuille A4, à l'écran, imprimée, ou en Markdown pour un compte rendu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape as escape_html

from tools.kit.declare import Words
from tools.kit.draw import qr_svg
from tools.kit.french import format_date, typeset
from tools.kit.tool import AnyAnswer, AnyTool
from tools.kit.write.export import block_markdown
from tools.kit.write.html import render_blocks
from tools.kit.write.inline import Place, Setting, to_text, write_inline
from tools.kit.write.ownership import ownership
from tools.kit.write.report import Block, Prose, Table

ESTIMATION = "Une estimation pour décider, ni un devis ni un conseil juridique."


@dataclass(frozen=True)
class Board:
    """Ce qu'un conseil lit : la question, la réponse et sa fourchette, les options, ce qui décide, la suite.

    `then` est ce qui se lit juste sous la réponse ; `todo`, les actions de la suite, un nom et une date à écrire.

    Tout est du Markdown ; un texte saisi y est échappé.
    """

    question: str
    verdict: str
    options: Table
    decide: Sequence[Words]
    next_step: str
    then: str = ""
    todo: Table | None = None

    def blocks(self) -> list[Block]:
        """La page en blocs, sans son en-tête ni son pied."""
        reasons = [Prose("### Ce qui décide"), Prose("\n".join(f"- {reason}" for reason in self.decide))]
        return [
            Prose(self.verdict),
            *([Prose(self.then)] if self.then else []),
            self.options,
            *(reasons if self.decide else []),
            Prose("### La suite à donner"),
            Prose(self.next_step),
            *([self.todo] if self.todo else []),
        ]


def _blocks(answer: AnyAnswer) -> list[Block]:
    """À qui sont les valeurs, puis la page."""
    return [Prose(ownership(answer).short), *answer.board.blocks()]


def origin(done: str, day: date, tool: AnyTool) -> str:
    """D'où vient une réponse : « Calculé », « Comparé », « Lien du… recalculé », le jour, la version du modèle."""
    return f"{done} le {format_date(day)}, version {tool.version} du modèle. {ESTIMATION}"


def computed(answer: AnyAnswer, day: date, sent: date | None = None) -> str:
    """L'origine d'un calcul ; `sent` est le jour du lien, si le calcul refait un lien."""
    return origin(f"Lien du {format_date(sent)}, recalculé" if sent else "Calculé", day, answer.tool)


def board_html(answer: AnyAnswer, day: date, address: str, *, sent: date | None = None, note: str = "") -> str:
    """La page du conseil en HTML, avec le lien en texte et en code QR ; `note` se lit avant tout le reste."""
    head = f'<p class="mention">{escape_html(typeset(note))}</p>\n' if note else ""
    return (
        f"{head}"
        f'<p class="conseil-titre">{escape_html(to_text(answer.board.question))}</p>\n'
        f"{render_blocks(_blocks(answer), Setting(Place.SHEET, 'c-'))}"
        f"{foot_html(computed(answer, day, sent), address)}"
    )


def foot_html(said: str, address: str) -> str:
    """Le pied d'une page qui s'imprime : d'où elle vient, et son lien en texte et en code QR."""
    code = qr_svg(address)
    long = "" if code or not address else " Le lien est trop long pour un code QR."
    return (
        f'<div class="conseil-pied">{code}<div><p>{escape_html(typeset(said + long))}</p>\n'
        f'<p class="conseil-lien">{escape_html(address)}</p></div></div>\n'
    )


def board_markdown(answer: AnyAnswer, day: date, address: str) -> str:
    """La même page en Markdown, prête pour un compte rendu."""
    setting = Setting(Place.FILE, root=address.partition("tools/")[0])
    title = write_inline(answer.board.question, setting)
    blocks = (block_markdown(block, setting) for block in _blocks(answer))
    parts = [f"# {title}", *blocks, computed(answer, day)]
    if address:
        parts.append(f"Lien : <{address}>")
    return typeset("\n\n".join(parts)).replace("\n### ", "\n## ") + "\n"
