"""Un tableau en HTML, case par case : une réponse en a des centaines, et la plupart sont un chiffre qui s'ouvre."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape as escape_html

from tools.kit.declare import Words
from tools.kit.french import typeset
from tools.kit.write.html import opened, render_cell
from tools.kit.write.inline import Setting, to_text
from tools.kit.write.letter import TABLE, region
from tools.kit.write.report import Table

_INERT = r"[^\\\[\]*_`<>&|{}!~\n]"
_PLAIN = re.compile(f"{_INERT}*")
_FIGURE = re.compile(rf"\[({_INERT}+)\]\((calcul:[a-z0-9-]+)\)")


def table_html(table: Table, setting: Setting) -> str:
    """Le tableau, légendé ; la première case d'une ligne la nomme, les nombres sont alignés à droite."""
    caption = to_text(table.caption)
    number = ' class="nombre"' if table.numeric else ""
    head = "".join(
        f'<th scope="col"{number if rank else ""}>{_cell(f"{words}", setting)}</th>\n'
        for rank, words in enumerate(table.header)
    )
    body = "".join(_row(cells, number, setting) for cells in table.rows)
    return (
        f"{region(caption)}{TABLE}\n<caption>{escape_html(caption)}</caption>\n"
        f"<thead>\n<tr>\n{head}</tr>\n</thead>\n<tbody>\n{body}</tbody>\n</table>\n</div>\n"
    )


def _row(cells: Sequence[Words], number: str, setting: Setting) -> str:
    name, *rest = (_cell(f"{words}", setting) for words in cells)
    shown = "".join(f"<td{number}>{cell}</td>" for cell in rest)
    return f'<tr>\n<th scope="row">{name}</th>{shown}</tr>\n'


@lru_cache(maxsize=4096)
def _cell(markdown: str, setting: Setting) -> str:
    """Une case ; un texte nu ou un chiffre qui s'ouvre s'écrit sans le lecteur de Markdown, bien plus lent."""
    if _PLAIN.fullmatch(markdown):
        return escape_html(typeset(markdown), quote=False)
    if found := _FIGURE.fullmatch(markdown):
        opening, closing = opened(found[2], setting)
        return f"{opening}{escape_html(typeset(found[1]), quote=False)}{closing}"
    return render_cell(markdown, setting)
