"""La page du conseil : la même réponse en une feuille A4, à l'écran, imprimée, ou en Markdown pour un compte rendu."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape as escape_html

from tools.kit.declare import INVENTEE, Words, values_of
from tools.kit.draw import qr_svg
from tools.kit.french import format_date, typeset
from tools.kit.tool import AnyAnswer, AnyTool
from tools.kit.write.export import block_markdown
from tools.kit.write.inline import Place, Setting, to_text, write_inline
from tools.kit.write.ownership import ownership
from tools.kit.write.page import picture_html, render_blocks
from tools.kit.write.report import Block, Prose, Table

ESTIMATION = "Une estimation pour décider, ni un devis ni un conseil juridique."
A_ECRIRE = "…………………"
"""La place d'un nom ou d'une date à écrire à la main."""
SIGNATURES = ("Date de la décision", "Nom et signature", "Nom et signature")


@dataclass(frozen=True)
class Reason:
    """Ce qui décide : ce qu'on en dit, et les champs dont il vient ; la page ajoute à qui sont leurs valeurs."""

    text: Words
    names: Sequence[str] = ()


@dataclass(frozen=True)
class Board:
    """Ce qu'un conseil lit : la question, la réponse, les options, ce qui décide, ce qu'on ignore, la suite.

    `then` se lit sous la réponse ; `todo`, les actions de la suite. L'image est celle du résumé : la page la prend.

    Tout est du Markdown ; un texte saisi y est échappé.
    """

    question: str
    verdict: str
    options: Table
    decide: Sequence[Reason]
    next_step: str
    then: str = ""
    unknown: Sequence[Words] = ()
    todo: Table | None = None


def _lists(answer: AnyAnswer) -> list[tuple[str, list[Words]]]:
    """Ce qui décide, avec à qui c'est, puis ce qu'on ignore ; une liste vide n'est pas montrée."""
    board = answer.board
    states = {value.name: value.state for value in values_of(answer.inputs)}
    decide = [_whose(reason, [states[name] for name in reason.names if states.get(name)]) for reason in board.decide]
    found = [("Ce qui décide", decide), ("Ce qu'on ne sait pas", list(board.unknown))]
    return [(title, lines) for title, lines in found if lines]


def _whose(reason: Reason, states: Sequence[str]) -> Words:
    """« … (valeur inventée) », « … (2 valeurs inventées sur 4) ».

    >>> _whose(Reason("Durée"), ["inventée"]), _whose(Reason("Contrat"), ["saisie", "inventée"])
    ('Durée (valeur inventée)', 'Contrat (1 valeur inventée sur 2)')
    """
    count = states.count(INVENTEE)
    if not states:
        return reason.text
    if len(states) == 1:
        return f"{reason.text} (valeur {states[0]})"
    if count in {0, len(states)}:
        return f"{reason.text} (valeurs {'inventées' if count else 'dites par vous'})"
    plural = "s" if count > 1 else ""
    return f"{reason.text} ({count} valeur{plural} inventée{plural} sur {len(states)})"


def _after(answer: AnyAnswer) -> list[Block]:
    """La suite, un nom et une date à écrire."""
    board = answer.board
    who = "" if board.todo else f" Qui : {A_ECRIRE} Pour le : {A_ECRIRE}"
    return [Prose("### La suite à donner"), Prose(f"{board.next_step}{who}"), *([board.todo] if board.todo else [])]


def origin(done: str, day: date, tool: AnyTool) -> str:
    """D'où vient une réponse : « Calculé », « Comparé », « Lien du… recalculé », le jour, la version du modèle."""
    return f"{done} le {format_date(day)}, version {tool.version} du modèle. {ESTIMATION}"


def computed(answer: AnyAnswer, day: date, sent: date | None = None) -> str:
    """L'origine d'un calcul ; `sent` est le jour du lien, si le calcul refait un lien."""
    return origin(f"Lien du {format_date(sent)}, recalculé" if sent else "Calculé", day, answer.tool)


def board_html(
    answer: AnyAnswer, day: date, address: str, *, sent: date | None = None, note: str = "", prefix: str = "c-"
) -> str:
    """La page du conseil en HTML, avec le lien en texte et en code QR ; `note` se lit avant tout le reste.

    `prefix` distingue ses identifiants de ceux d'une autre page du même fichier.
    """
    sheet, picture, board = Setting(Place.SHEET, prefix), answer.summary.picture, answer.board
    lists = "".join(
        f"<div>{render_blocks([Prose(f'### {title}'), Prose(_bullets(lines))], sheet)}</div>\n"
        for title, lines in _lists(answer)
    )
    signs = f'<div class="conseil-signatures">{"".join(f"<p>{sign}</p>" for sign in SIGNATURES)}</div>\n'
    return (
        f"<header>{_mention(note)}"
        f'<p class="conseil-titre">{escape_html(to_text(board.question))}</p>\n'
        f"{render_blocks([Prose(ownership(answer).short)], sheet)}"
        f'<div class="conseil-verdict">{render_blocks([Prose(board.verdict)], sheet)}</div>\n'
        f"{render_blocks([Prose(board.then)] if board.then else [], sheet)}</header>\n"
        f"{picture_html(picture, sheet) if picture else ''}"
        f"{render_blocks([board.options], sheet)}"
        f'<div class="conseil-colonnes">\n{lists}</div>\n'
        f"<div>{render_blocks(_after(answer), sheet)}</div>\n"
        f"{foot_html(computed(answer, day, sent), address, signs)}"
    )


def _mention(note: str) -> str:
    return f'<p class="mention">{escape_html(typeset(note))}</p>\n' if note else ""


def _bullets(lines: Sequence[Words]) -> str:
    return "\n".join(f"- {line}" for line in lines)


LONG_TEXT = 600
"""Au-delà, un lien imprimé se copie ou se clique, et ne se retape pas : il s'écrit plus petit."""
NO_CODE = "Le lien est trop long pour un code QR : demandez-le, ou le fichier .json, à qui vous a remis cette feuille."


def foot_html(said: str, address: str, signs: str = "") -> str:
    """Le pied d'une page qui s'imprime : de quoi signer, d'où elle vient, et son lien en texte et en code QR."""
    code = qr_svg(address)
    long = "" if code or not address else f" {NO_CODE}"
    # « ?# » : un navigateur qui imprime prend un lien vers la page elle-même pour une ancre, et le PDF ne l'ouvre pas.
    target, text = escape_html(address.replace("#", "?#", 1)), _unbroken(escape_html(address))
    link = (
        f'<p class="conseil-lien{" lien-long" if len(address) > LONG_TEXT else ""}"><a href="{target}">{text}</a></p>'
        if address
        else ""
    )
    return (
        f'<div class="conseil-pied">{code}<div>{signs}<p>{escape_html(typeset(said + long))}</p>\n{link}</div></div>\n'
    )


def _unbroken(address: str) -> str:
    """Une adresse où aucune ligne ne finit sur un trait d'union : copié d'un PDF, il passerait pour une césure."""
    return re.sub(r"[^-](?:-+[^-])+|-+$", lambda found: f'<span class="tenu">{found[0]}</span>', address)


def board_markdown(answer: AnyAnswer, day: date, address: str) -> str:
    """La même page en Markdown, prête pour un compte rendu."""
    setting = Setting(Place.FILE, root=address.partition("tools/")[0])
    title = write_inline(answer.board.question, setting)
    lists = [Prose(text) for name, lines in _lists(answer) for text in (f"### {name}", _bullets(lines))]
    said = [ownership(answer).short, answer.board.verdict, answer.board.then]
    head: list[Block] = [Prose(text) for text in said if text]
    blocks = [*head, answer.board.options, *lists, *_after(answer)]
    signs = " ; ".join(f"{sign} : {A_ECRIRE}" for sign in SIGNATURES)
    parts = [f"# {title}", *(block_markdown(block, setting) for block in blocks), signs, computed(answer, day)]
    if address:
        parts.append(f"Lien : <{address}>")
    return typeset("\n\n".join(parts)).replace("\n### ", "\n## ") + "\n"
