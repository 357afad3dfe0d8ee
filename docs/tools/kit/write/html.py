"""Du Markdown d'un rapport à son HTML, par markdown-it-py, HTML brut interdit.

Les blocs `::: nom titre` deviennent calcul ou verdict ; un lien `calcul:clé` ouvre ce calcul,
d'un bouton dans la page, d'un renvoi sur le papier.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from html import escape as escape_html
from typing import Any
from urllib.parse import parse_qsl

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from tools.kit.french import FINE, INSECABLE, typeset
from tools.kit.write.inline import Env, Place, Setting, new_markdown, to_text
from tools.kit.write.letter import letter_html

Rule = Callable[[RendererHTML, Sequence[Token], int, Any, Env], str]
"""La signature que markdown-it-py impose à une règle : ses options n'ont pas de type public."""

GESTURES = {"essayer", "reconnaitre", "modifier"}
"""Les liens qui sont un geste sur le formulaire : un bouton dans la page, un texte nu ailleurs."""
_WORD_JOINER = "\u2060"
_CLOSING = ".,…;:!?)»" + FINE + INSECABLE
_KEY = re.compile(r"[a-z0-9-]+")
_RULES: dict[str, Rule] = {}
_CONTAINERS: dict[str, Rule] = {}


@lru_cache(maxsize=512)
def render_part(markdown: str, setting: Setting) -> str:
    """Le HTML d'un morceau de Markdown ; gardé : d'une réponse à la suivante, la plupart n'ont pas changé."""
    return str(_markdown().render(markdown, {"setting": setting}))


def render_cell(markdown: str, setting: Setting) -> str:
    """Le HTML d'une case de tableau : une phrase, sans paragraphe."""
    return str(_markdown().renderInline(markdown, {"setting": setting}))


@cache
def _markdown() -> MarkdownIt:
    md = new_markdown()
    for name, rule in _CONTAINERS.items():
        md.use(container_plugin, name, render=rule)
    for token, function in _RULES.items():
        md.add_render_rule(token, function)
    return md


def _rule(name: str) -> Callable[[Callable[[Sequence[Token], int, Env], str]], None]:
    """Écrit une sorte d'élément : la fonction reçoit les éléments, le rang du sien, et l'environnement."""

    def register(write: Callable[[Sequence[Token], int, Env], str]) -> None:
        _RULES[name] = lambda _self, tokens, idx, _options, env: write(tokens, idx, env)

    return register


def _container(name: str, words: int, closing: str) -> Callable[[Callable[[list[str], Env], str]], None]:
    """Ouvre un bloc `::: name`, dont le titre se découpe en `words` mots au plus ; `closing` le ferme."""

    def register(opening: Callable[[list[str], Env], str]) -> None:
        def rule(_self: RendererHTML, tokens: Sequence[Token], idx: int, _options: Any, env: Env) -> str:
            token = tokens[idx]
            return opening(token.info.strip().split(" ", words)[1:], env) if token.nesting == 1 else closing

        _CONTAINERS[name] = rule

    return register


@_container("verdict", 1, "</div>\n")
def _verdict(title: list[str], _env: Env) -> str:
    """Le verdict ; le script met sa version courte dans la barre d'un téléphone."""
    short = f' data-court="{escape_html(to_text(title[0]))}"' if title else ""
    return f'<div class="verdict"{short}>\n'


@_container("valeurs", 1, "</div>\n")
def _valeurs(_title: list[str], _env: Env) -> str:
    return '<div class="valeurs">\n'


@_container("calcul", 2, "</div>\n")
def _calcul(title: list[str], env: Env) -> str:
    ident = f"{env['setting'].prefix}calcul-{title[0]}"
    head = f'<p class="calcul-titre" id="{ident}-titre">{escape_html(to_text(title[1]))}</p>\n'
    if env["setting"].place is not Place.PAGE:
        return f'<div class="calcul" id="{ident}" aria-labelledby="{ident}-titre">\n{head}'
    return (
        f'<div class="calcul" id="{ident}" popover role="dialog" aria-labelledby="{ident}-titre">\n{head}'
        f'<button type="button" class="calcul-fermer" popovertarget="{ident}" popovertargetaction="hide" '
        'aria-label="Fermer le calcul">×</button>\n'
    )


@_rule("text")
def _text(tokens: Sequence[Token], idx: int, _env: Env) -> str:
    return escape_html(typeset(tokens[idx].content), quote=False)


def _tied(tokens: Sequence[Token], idx: int) -> str:
    """Ce qui retient la ponctuation contre un bouton : une ligne peut finir après lui, et un point partir seul."""
    shown = (token for token in tokens[idx + 1 :] if token.nesting != -1 and token.type != "page_close")
    after = next((typeset(token.content)[:1] for token in shown), "")
    return _WORD_JOINER if after and after in _CLOSING else ""


@_rule("link_open")
def _link_open(tokens: Sequence[Token], idx: int, env: Env) -> str:
    """Ouvre un lien ; ce qui le fermera est gardé, car un bouton ou un texte nu ne se ferment pas comme un lien."""
    setting: Setting = env["setting"]
    href = str(tokens[idx].attrGet("href") or "")
    opening, closing = opened(href, setting)
    env.setdefault("links", []).append(closing)
    return opening


def opened(href: str, setting: Setting) -> tuple[str, str]:
    """Ce qui ouvre et ce qui ferme un lien, à cette place."""
    scheme, _, rest = href.partition(":")
    page = setting.place is Place.PAGE
    if scheme == "ouvrir":
        tool, _, query = rest.partition("?")
        address = escape_html(setting.opener(tool, dict(parse_qsl(query))))
        gesture = f' data-ouvrir="{escape_html(rest)}"' if page else ""
        return f'<a class="ouvrir" href="{address}"{gesture}>', "</a>"
    if scheme == "calcul" and _KEY.fullmatch(rest):
        target = f"{setting.prefix}calcul-{rest}"
        if page:
            return f'<button type="button" class="chiffre" popovertarget="{target}">', "</button>"
        return (f'<a class="chiffre" href="#{target}">', "</a>") if setting.place is Place.PAPER else ("", "")
    if scheme in GESTURES:
        css = "essayer" if scheme == "essayer" else "essayer geste"
        button = f'<button type="button" class="{css}" data-{scheme}="{escape_html(rest)}">'
        return (button, "</button>") if page else ("", "")
    return f'<a href="{escape_html(setting.address(href))}">', "</a>"


@_rule("link_close")
def _link_close(tokens: Sequence[Token], idx: int, env: Env) -> str:
    closing = str(env["links"].pop())
    return closing + _tied(tokens, idx) if closing == "</button>" else closing


@_rule("page_open")
def _page_open(_tokens: Sequence[Token], _idx: int, _env: Env) -> str:
    """Ce qui n'a de sens que dans la page : l'impression du détail, qui est celle de la page, le cache."""
    return '<span class="page-seule">'


@_rule("page_close")
def _page_close(_tokens: Sequence[Token], _idx: int, _env: Env) -> str:
    return "</span>"


@_rule("fence")
def _fence(tokens: Sequence[Token], idx: int, env: Env) -> str:
    name, _, title = tokens[idx].info.partition(" ")[2].partition(" ")
    setting: Setting = env["setting"]
    text = typeset(tokens[idx].content.rstrip("\n"))
    return letter_html(setting.prefix + name, title, text, actions=setting.place is Place.PAGE)
