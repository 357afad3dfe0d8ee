"""Le dossier : plusieurs réponses en un seul fichier HTML, qui s'ouvre sans réseau et s'imprime."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape as escape_html

from tools.kit.french import format_date, today, typeset
from tools.kit.link import LinkError, Opened, elsewhere, open_text, outcome_blocks
from tools.kit.write import (
    ESTIMATION,
    Place,
    Setting,
    board_html,
    headed,
    render_blocks,
    render_details,
    render_summary,
    to_text,
)

MOST = 6
TITRE = "Dossier pour le conseil"


@dataclass(frozen=True)
class Gathered:
    """Une réponse réunie : son titre ou, si son lien ne s'ouvre pas, la phrase de son refus."""

    titre: str
    refus: str


@dataclass(frozen=True)
class Dossier:
    """Les réponses réunies : `html` pour la page, `document` entier pour un fichier."""

    html: str
    document: str
    reponses: Sequence[Gathered]


def gather(links: Sequence[str], root: str, style: str) -> Dossier:
    """Réunit les réponses de ces liens ; une qui ne s'ouvre pas est dite, et les autres restent.

    `root` est l'adresse du site, `style` les feuilles de style du fichier. Lève `LinkError` s'il y en a trop.
    """
    if not 1 <= len(links) <= MOST:
        raise LinkError(f"Un dossier réunit de 1 à {MOST} réponses.")
    answers, parts = [], []
    for rank, text in enumerate(links, 1):
        try:
            opened, charge = open_text(text)
        except LinkError as error:
            answers.append(Gathered("", typeset(f"Réponse {rank} : {error}")))
            continue
        answers.append(Gathered(to_text(opened.answer.board.question), ""))
        parts.append(_part(rank, opened, charge, root))
    intro = escape_html(typeset(f"Réuni le {format_date(today())}. {ESTIMATION}"))
    html = f'<p class="mention">{intro}</p>\n{_contents(answers)}{"".join(parts)}'
    return Dossier(html, _document(html, style), answers)


def _contents(answers: Sequence[Gathered]) -> str:
    """Le sommaire, dès deux réponses."""
    lines = [
        f'<li><a href="#d{rank}-titre">{escape_html(answer.titre)}</a></li>\n'
        for rank, answer in enumerate(answers, 1)
        if answer.titre
    ]
    return f'<ol class="dossier-sommaire">\n{"".join(lines)}</ol>\n' if len(lines) > 1 else ""


def _part(rank: int, opened: Opened, charge: str, root: str) -> str:
    """Une réponse entière : page du conseil, ce que vaut le lien, chiffres, parties, calculs dépliés."""
    answer, prefix = opened.answer, f"d{rank}-"
    address = f"{root}tools/{answer.tool.name}/#{charge}"

    def opener(other: str, values: Mapping[str, str]) -> str:
        return f"{root}tools/{other}/#{elsewhere(other, values, today())}"

    paper = Setting(Place.PAPER, prefix, root, opener)
    outcome = Setting(Place.SHEET, f"{prefix}l-", root)
    return (
        f'<section class="dossier-partie" aria-labelledby="{prefix}titre">\n'
        f'<h2 id="{prefix}titre">{escape_html(typeset(answer.tool.title))}</h2>\n'
        f'<div class="conseil">{board_html(answer, today(), address, sent=opened.day, prefix=f"{prefix}c-")}</div>\n'
        f"{render_blocks(outcome_blocks(opened), outcome)}"
        f"{render_summary(headed(answer), paper)}{render_details(answer.details, paper)}</section>\n"
    )


def _document(html: str, style: str) -> str:
    safe = style.replace("</", "<\\/")
    return (
        '<!doctype html>\n<html lang="fr" data-md-color-scheme="default">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{TITRE}</title>\n<style>\n{safe}\n</style>\n</head>\n"
        f'<body class="dossier md-typeset" data-md-color-scheme="default">\n<main>\n<h1>{TITRE}</h1>\n{html}</main>\n'
        "</body>\n</html>\n"
    )
