"""Le dossier : plusieurs réponses en un seul fichier HTML, qui s'ouvre sans réseau et s'imprime."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape as escape_html
from itertools import starmap
from typing import Any

from tools.kit.board import board_html
from tools.kit.disagreement import find_charge
from tools.kit.format import format_date, typeset
from tools.kit.html import render_blocks, render_details, render_summary
from tools.kit.link import LinkError, decode
from tools.kit.record import Opened, open_record, report
from tools.kit.tool import load

MOST = 6
_TRY = re.compile(r'<button type="button" class="essayer"[^>]*>(.*?)</button>', re.DOTALL)
_FIGURE = re.compile(r'<button type="button" class="chiffre" popovertarget="([^"]+)">(.*?)</button>', re.DOTALL)
_ACTIONS = re.compile(r'<p class="actions" data-modele=.*?</p>\n?', re.DOTALL)
_CLOSE = re.compile(r'<button type="button" class="calcul-fermer"[^>]*>.*?</button>\n?', re.DOTALL)
TITRE = "Dossier pour le conseil"


def gather(links: Sequence[str], root: str, style: str) -> dict[str, Any]:
    """Réunit les réponses de ces liens : `html` pour la page, `document` entier pour un fichier, `titres`.

    `root` est l'adresse du site, `style` les feuilles de style à inscrire dans le fichier. Lève `LinkError`.
    """
    if not 1 <= len(links) <= MOST:
        raise LinkError(f"Un dossier réunit de 1 à {MOST} réponses.")
    opened = list(starmap(_open, enumerate(links, 1)))
    parts = [_part(rank, one, charge, root) for rank, (one, charge) in enumerate(opened, 1)]
    day = format_date(date.today())  # ruff: ignore[call-date-today] — le jour du lecteur
    intro = escape_html(typeset(f"Réuni le {day}. Des estimations pour décider, pas des devis."))
    html = f'<p class="mention">{intro}</p>\n{"".join(parts)}'
    titles = [load(one.record.outil, "view").TITRE for one, _ in opened]
    return {"html": html, "document": _document(html, style), "titres": titles}


def _open(rank: int, text: str) -> tuple[Opened, str]:
    try:
        charge = find_charge(text)
        return open_record(decode(charge).outil, charge), charge
    except LinkError as error:
        raise LinkError(f"Réponse {rank} : {error}") from error


def _part(rank: int, opened: Opened, charge: str, root: str) -> str:
    """Une réponse entière : page du conseil, ce que vaut le lien, chiffres, parties, calculs."""
    tool, inputs = opened.record.outil, opened.inputs
    view, result = load(tool, "view"), load(tool, "model").compute(inputs)
    address = f"{root}tools/{tool}/#{charge}"
    prefix = f"d{rank}-"

    def elsewhere(_tool: str, _values: dict[str, str]) -> str:
        return address

    details = render_details(view.details(inputs, result), prefix, elsewhere)
    answer = render_summary(view.summary(inputs, result), prefix, elsewhere)
    return (
        f'<section class="dossier-partie" aria-label="{escape_html(typeset(view.TITRE))}">\n'
        f'<div class="conseil">{board_html(tool, inputs, date.fromisoformat(opened.record.jour), address)}</div>\n'
        f"{render_blocks(report(opened), prefix + 'l-')}"
        f"{_at_rest(answer + details, root)}</section>\n"
    )


def _at_rest(html: str, root: str) -> str:
    """La réponse sans ce qui demande la page : un essai devient son texte, un chiffre renvoie à son calcul, déplié."""
    html = _TRY.sub(r"\1", html)
    html = _FIGURE.sub(r'<a class="chiffre" href="#\1">\2</a>', html)
    html = _ACTIONS.sub("", _CLOSE.sub("", html)).replace(' popover role="dialog"', "")
    html = html.replace('<details class="donnees">', '<details class="donnees" open>')
    return html.replace('href="../../', f'href="{escape_html(root)}')


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
