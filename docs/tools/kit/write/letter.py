"""Un texte à copier, et le cadre d'un tableau : le balisage que pages et résultats partagent."""

from __future__ import annotations

from html import escape as escape_html
from itertools import groupby

from tools.kit.french import typeset

TABLE = '<table class="table">'
"""Avec une classe, quelle qu'elle soit : le thème enveloppe les autres d'un cadre que le clavier n'atteint pas."""


def region(label: str) -> str:
    """Le cadre d'un tableau : il défile seul s'il est trop large, au clavier aussi."""
    return f'<div class="tableau" role="region" tabindex="0" aria-label="{escape_html(label)}">\n'


def letter_html(key: str, title: str, text: str, *, actions: bool = True) -> str:
    """Un texte à copier : le même balisage dans une page et dans un résultat ; le script y ajoute ses boutons.

    Des lignes à barres (« a | b | c ») deviennent un vrai tableau, copié comme d'un tableur. `actions` : la place des
    boutons ; sans script, un papier n'en a pas l'usage.
    """
    parts = "".join(
        _letter_table(title, list(lines))
        if barred
        else f"<pre>{escape_html(chr(10).join(lines).strip(chr(10)))}</pre>\n"
        for barred, lines in groupby(text.split("\n"), key=lambda line: " | " in line)
    )
    return (
        f'<div class="modele" id="{escape_html(key)}">\n<p class="modele-titre">{escape_html(typeset(title))}</p>\n'
        f'<div class="modele-texte">{parts}</div>\n{_actions(key) if actions else ""}</div>\n'
    )


def _actions(key: str) -> str:
    return (
        f'<p class="actions" data-modele="{escape_html(key)}" hidden>'
        '<button type="button" class="bouton" data-copier-texte>Copier ce texte</button> '
        '<button type="button" class="bouton discret" data-telecharger-texte>Télécharger (.txt)</button> '
        '<span class="mention" role="status"></span></p>\n'
    )


def _letter_table(title: str, lines: list[str]) -> str:
    head, *rows = ([escape_html(cell.strip()) for cell in line.split("|")] for line in lines)
    top = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    table = f"{TABLE}\n<thead><tr>{top}</tr></thead>\n<tbody>{body}</tbody></table>"
    return f"{region(typeset(title))}{table}</div>\n"
