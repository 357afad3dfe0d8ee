"""Des blocs à leur HTML : ce qui n'est que des mots passe par le Markdown ; graphiques et replis s'écrivent ici."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape as escape_html

from tools.kit.declare import Words
from tools.kit.french import typeset
from tools.kit.write.html import render_part
from tools.kit.write.inline import Place, Setting, to_text
from tools.kit.write.report import CALCULS, Block, Details, Figure, Fold, Section, Summary, Table
from tools.kit.write.table import table_html

_NAMED = re.compile(r"<(?:svg|title|desc)[^>]*>")
_IDS = re.compile(r'\b(id|aria-labelledby|aria-describedby)="')
TO_READ = "Survolez, touchez, ou entrez dans l'image au clavier : chaque valeur se lit ici."


def render_summary(summary: Summary, setting: Setting) -> str:
    """Rend le HTML du verdict, de l'image et des chiffres, pour cette place."""
    return render_blocks(summary.all_blocks, setting)


def render_details(details: Details, setting: Setting) -> str:
    """Rend le HTML des parties et des calculs, pour cette place."""
    sections = "".join(_section(section, setting) for section in details.sections)
    formulas = render_blocks(details.formulas, setting)
    return f'{sections}<h3 id="{setting.prefix}calculs">{typeset(CALCULS)}</h3>\n{formulas}'


def render_blocks(blocks: Iterable[Block], setting: Setting) -> str:
    """Rend le HTML d'une suite de blocs."""
    return "".join(_block(block, setting) for block in blocks)


def _block(block: Block, setting: Setting) -> str:
    if isinstance(block, Figure):
        return _figure(block, setting)
    if isinstance(block, Table):
        return table_html(block, setting)
    if isinstance(block, Fold):
        return _fold(block.title, render_blocks(block.blocks, setting), setting)
    return render_part(block.to_markdown(), setting)


def _figure(figure: Figure, setting: Setting) -> str:
    """Un graphique, ce qui s'y lit, de quoi en garder l'image, et ses données."""
    table = table_html(figure.table, setting)
    data = _fold("Les données du graphique", table, setting) if figure.folded else table
    return f"{picture_html(figure, setting)}{data}"


def picture_html(figure: Figure, setting: Setting) -> str:
    """Un graphique et sa légende, sans ses données ; dans la page, il se parcourt et s'enregistre."""
    svg = _NAMED.sub(lambda tag: _IDS.sub(rf"\g<0>{setting.prefix}", tag[0]), figure.svg)
    caption = _plain(figure.caption)
    if setting.place is not Place.PAGE:
        return f'<figure class="graphique">{svg}<figcaption>{caption}</figcaption></figure>\n'
    svg = svg.replace('role="img"', 'role="group" tabindex="0"')
    return (
        f'<figure class="graphique" data-graphique="{figure.key}">{svg}'
        f'<p class="lecture-dite" role="status" data-lecture>{_plain(TO_READ)}</p>\n<figcaption>{caption} '
        '<span class="images">Image : <button type="button" class="essayer" data-image="png">PNG</button> '
        '<button type="button" class="essayer" data-image="svg">SVG</button></span></figcaption></figure>\n'
    )


def _section(section: Section, setting: Setting) -> str:
    """Une question et sa réponse en une ligne ; le détail est replié dessous."""
    head = (
        f'<h3 id="{setting.prefix}{section.key}">{_plain(section.title)}</h3>'
        f'<span class="question-reponse">{_plain(section.answer)}</span>'
    )
    return _details("question", head, render_blocks(section.blocks, setting), setting)


def _fold(title: Words, inside: str, setting: Setting) -> str:
    return _details("donnees", _plain(title), inside, setting)


def _details(css: str, head: str, inside: str, setting: Setting) -> str:
    """Un repli ; sur le papier, il est ouvert."""
    shown = " open" if setting.place is Place.PAPER else ""
    return f'<details class="{css}"{shown}><summary>{head}</summary>\n{inside}</details>\n'


def _plain(words: Words) -> str:
    return escape_html(to_text(f"{words}"))
