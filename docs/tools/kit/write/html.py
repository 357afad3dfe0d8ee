"""Du Markdown d'un rapport à son HTML, par markdown-it-py, HTML brut interdit.

Les blocs `::: nom titre` deviennent tableau légendé, figure, calcul qui s'ouvre (attribut `popover`) ou
verdict. Un lien `calcul:clé` devient le bouton qui ouvre ce calcul.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from functools import cache
from html import escape as escape_html
from typing import Any
from urllib.parse import parse_qsl

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from tools.kit.french import typeset
from tools.kit.write.letter import TABLE, letter_html, region
from tools.kit.write.report import Block, Details, Summary, blocks_markdown, details_markdown, summary_markdown

Env = MutableMapping[str, Any]
Opener = Callable[[str, dict[str, str]], str]
Rule = Callable[[RendererHTML, Sequence[Token], int, Any, Env], str]

_IDS = re.compile(r'\b(id|aria-labelledby)="([^"]*)"')
_KEY = re.compile(r"[a-z0-9-]+")
_TITLE_KEY = re.compile(r" \{#([a-z0-9-]+)\}$")


def render_summary(summary: Summary, prefix: str, opener: Opener) -> str:
    """Rend le HTML du verdict et des chiffres.

    `prefix` distingue ses identifiants de ceux de la page ; `opener` rend l'adresse d'un autre outil, valeurs remplies.
    """
    return str(_markdown().render(summary_markdown(summary), {"prefix": prefix, "open": opener}))


def render_details(details: Details, prefix: str, opener: Opener) -> str:
    """Rend le HTML des parties et des calculs ; mêmes `prefix` et `opener` que le résumé."""
    env = {"prefix": prefix, "open": opener, "charts": details.charts}
    return str(_markdown().render(details_markdown(details), env))


def render_blocks(blocks: Sequence[Block], prefix: str) -> str:
    """Rend le HTML d'une suite de blocs sans graphique ni lien vers un autre outil."""
    return str(_markdown().render(blocks_markdown(blocks), {"prefix": prefix}))


@cache
def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    md.core.ruler.push("titres", _name_headings)
    for name, rule in _CONTAINERS.items():
        md.use(container_plugin, name, render=rule)
    for token, function in _RULES.items():
        md.add_render_rule(token, function)
    return md


def _name_headings(state: Any) -> None:
    for index, token in enumerate(state.tokens):
        if token.type == "heading_open":
            inline = state.tokens[index + 1].children[-1]
            match = _TITLE_KEY.search(inline.content)
            if match:
                inline.content = inline.content[: match.start()]
                token.attrSet("id", state.env["prefix"] + match[1])


def _args(token: Token, count: int) -> list[str]:
    return token.info.strip().split(" ", count)[1:]


def _verdict(self: RendererHTML, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
    return '<div class="verdict">\n' if tokens[idx].nesting == 1 else "</div>\n"


def _tableau(self: RendererHTML, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
    if tokens[idx].nesting != 1:
        return "</div>\n"
    caption = typeset(_args(tokens[idx], 1)[0])
    env["caption"] = caption
    return region(caption)


def _graphique(self: RendererHTML, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
    if tokens[idx].nesting != 1:
        return "</details>\n"
    key, caption = _args(tokens[idx], 2)
    svg, text = _prefixed(env["charts"][key], env["prefix"]), escape_html(typeset(caption))
    return (
        f'<figure class="graphique">{svg}<figcaption>{text}</figcaption></figure>\n'
        '<details class="donnees"><summary>Les données du graphique</summary>\n'
    )


def _prefixed(svg: str, prefix: str) -> str:
    """Le graphique, ses identifiants distingués de ceux du reste de la page."""
    return _IDS.sub(lambda m: f'{m[1]}="{" ".join(prefix + key for key in m[2].split())}"', svg)


def _depliant(self: RendererHTML, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
    if tokens[idx].nesting != 1:
        return "</details>\n"
    return f'<details class="donnees"><summary>{escape_html(typeset(_args(tokens[idx], 1)[0]))}</summary>\n'


def _calcul(self: RendererHTML, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
    if tokens[idx].nesting != 1:
        return "</div>\n"
    key, title = _args(tokens[idx], 2)
    ident = f"{env['prefix']}calcul-{key}"
    return (
        f'<div class="calcul" id="{ident}" popover role="dialog" aria-labelledby="{ident}-titre">\n'
        f'<p class="calcul-titre" id="{ident}-titre">{escape_html(typeset(_plain(title)))}</p>\n'
        f'<button type="button" class="calcul-fermer" popovertarget="{ident}" popovertargetaction="hide" '
        'aria-label="Fermer le calcul">×</button>\n'
    )


def _plain(markdown: str) -> str:
    return re.sub(r"\\(.)", r"\1", markdown)


def _text(self: RendererHTML, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
    return escape_html(typeset(tokens[idx].content), quote=False)


def _table_open(self: RendererHTML, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
    return f"{TABLE}\n<caption>{escape_html(_plain(env.pop('caption', '')))}</caption>\n"


def _align(token: Token) -> str:
    return ' class="nombre"' if "right" in str(token.attrGet("style") or "") else ""


def _th_open(self: RendererHTML, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
    return f'<th scope="col"{_align(tokens[idx])}>'


def _td_open(self: RendererHTML, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
    return '<th scope="row">' if tokens[idx - 1].type == "tr_open" else f"<td{_align(tokens[idx])}>"


def _td_close(self: RendererHTML, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
    return "</th>" if tokens[idx - 3].type == "tr_open" else "</td>"


def _link_open(self: RendererHTML, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
    scheme, _, rest = str(tokens[idx].attrGet("href") or "").partition(":")
    env.setdefault("links", []).append("a")
    if scheme == "ouvrir":
        tool, _, query = rest.partition("?")
        return f'<a class="ouvrir" href="{escape_html(env["open"](tool, dict(parse_qsl(query))))}">'
    button = ""
    if scheme == "calcul" and _KEY.fullmatch(rest):
        button = f'<button type="button" class="chiffre" popovertarget="{env["prefix"]}calcul-{rest}">'
    elif scheme == "essayer":
        button = f'<button type="button" class="essayer" data-essayer="{escape_html(rest)}">'
    if not button:
        return self.renderToken(tokens, idx, options, env)
    env["links"][-1] = "button"
    return button


def _link_close(self: RendererHTML, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
    return f"</{env['links'].pop()}>"


def _fence(self: RendererHTML, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:
    name, _, title = tokens[idx].info.partition(" ")[2].partition(" ")
    return letter_html(env["prefix"] + name, title, typeset(tokens[idx].content.rstrip("\n")))


_CONTAINERS: dict[str, Rule] = {
    "tableau": _tableau,
    "graphique": _graphique,
    "calcul": _calcul,
    "depliant": _depliant,
    "verdict": _verdict,
}
_RULES: dict[str, Rule] = {
    "text": _text,
    "table_open": _table_open,
    "th_open": _th_open,
    "td_open": _td_open,
    "td_close": _td_close,
    "link_open": _link_open,
    "link_close": _link_close,
    "fence": _fence,
}
