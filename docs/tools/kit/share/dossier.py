"""Le dossier : plusieurs réponses en un seul fichier HTML, qui s'ouvre sans réseau et s'imprime."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape as escape_html
from typing import Any

from tools.kit.french import format_date, typeset
from tools.kit.link import LinkError, Opened, elsewhere, open_text, outcome_blocks
from tools.kit.tool import load
from tools.kit.write import board_html, board_of, render_blocks, render_details, render_summary

MOST = 6
_TRY = re.compile(r'<button type="button" class="essayer"[^>]*>(.*?)</button>', re.DOTALL)
_FIGURE = re.compile(r'<button type="button" class="chiffre" popovertarget="([^"]+)">(.*?)</button>', re.DOTALL)
_ACTIONS = re.compile(r'<p class="actions" data-modele=.*?</p>\n?', re.DOTALL)
_OWN_PAGE = re.compile(r'(<a [^>]*href=")\.\./\.\./')
_CLOSE = re.compile(r'<button type="button" class="calcul-fermer"[^>]*>.*?</button>\n?', re.DOTALL)
TITRE = "Dossier pour le conseil"


def gather(links: Sequence[str], root: str, style: str) -> dict[str, Any]:
    """Réunit les réponses de ces liens : `html` pour la page, `document` entier pour un fichier, et les `reponses`.

    Une réponse a son titre ; si son lien ne s'ouvre pas, elle a la phrase de son refus, et les autres restent.
    `root` est l'adresse du site, `style` les feuilles de style du fichier. Lève `LinkError` s'il y en a trop.
    """
    if not 1 <= len(links) <= MOST:
        raise LinkError(f"Un dossier réunit de 1 à {MOST} réponses.")
    answers, parts = [], []
    for rank, text in enumerate(links, 1):
        try:
            opened, charge = open_text(text)
        except LinkError as error:
            answers.append({"titre": "", "refus": typeset(f"Réponse {rank} : {error}")})
            continue
        answers.append({"titre": typeset(board_of(opened.record.outil, opened.inputs).question), "refus": ""})
        parts.append(_part(rank, opened, charge, root))
    day = format_date(date.today())  # ruff: ignore[call-date-today] — le jour du lecteur
    intro = escape_html(typeset(f"Réuni le {day}. Des estimations pour décider, pas des devis."))
    html = f'<p class="mention">{intro}</p>\n{_contents(answers)}{"".join(parts)}'
    return {"html": html, "document": _document(html, style), "reponses": answers}


def _contents(answers: Sequence[Mapping[str, str]]) -> str:
    """Le sommaire, dès deux réponses."""
    lines = [
        f'<li><a href="#d{rank}-titre">{escape_html(answer["titre"])}</a></li>\n'
        for rank, answer in enumerate(answers, 1)
        if answer["titre"]
    ]
    return f'<ol class="dossier-sommaire">\n{"".join(lines)}</ol>\n' if len(lines) > 1 else ""


def _part(rank: int, opened: Opened, charge: str, root: str) -> str:
    """Une réponse entière : page du conseil, ce que vaut le lien, chiffres, parties, calculs."""
    tool, inputs = opened.record.outil, opened.inputs
    view, result = load(tool, "view"), load(tool, "model").compute(inputs)
    address = f"{root}tools/{tool}/#{charge}"
    prefix = f"d{rank}-"

    today = date.today()  # ruff: ignore[call-date-today] — le jour du lecteur

    def opener(other: str, values: dict[str, str]) -> str:
        return f"{root}tools/{other}/#{elsewhere(other, values, today)}"

    details = render_details(view.details(inputs, result), prefix, opener)
    answer = render_summary(view.summary(inputs, result), prefix, opener)
    title = escape_html(typeset(view.TITRE))
    board = board_html(tool, inputs, today, address, sent=date.fromisoformat(opened.record.jour))
    return (
        f'<section class="dossier-partie" aria-labelledby="{prefix}titre">\n<h2 id="{prefix}titre">{title}</h2>\n'
        f'<div class="conseil">{board}</div>\n'
        f"{render_blocks(outcome_blocks(opened), prefix + 'l-')}"
        f"{_at_rest(answer + details, root)}</section>\n"
    )


def _at_rest(html: str, root: str) -> str:
    """La réponse sans ce qui demande la page : un essai devient son texte, un chiffre renvoie à son calcul, déplié."""
    html = _TRY.sub(r"\1", html)
    html = _FIGURE.sub(r'<a class="chiffre" href="#\1">\2</a>', html)
    html = _ACTIONS.sub("", _CLOSE.sub("", html)).replace(' popover role="dialog"', "")
    html = html.replace('<details class="donnees">', '<details class="donnees" open>')
    return _OWN_PAGE.sub(lambda match: f"{match[1]}{escape_html(root)}", html)


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
