"""Où l'on écrit, et ce qu'une phrase y devient : bouton dans la page, renvoi sur le papier, texte dans un fichier.

Une phrase est lue une fois par markdown-it-py, puis écrite pour sa place ; rien n'est écrit pour la page puis défait.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from tools.kit.french import typeset

Opener = Callable[[str, Mapping[str, str]], str]
"""L'adresse d'un autre outil, ouvert avec ces valeurs."""
_KEY = re.compile(r"\{#[a-z0-9-]+\}")
TO_ROOT = "../../"
"""De la page d'un outil à la racine du site."""


class Place(Enum):
    """Où un rapport se lit."""

    PAGE = "page"
    """Le calculateur : un chiffre ouvre son calcul, un essai se clique."""
    PAPER = "papier"
    """Un dossier, imprimé ou lu sans script : un chiffre renvoie à son calcul, déplié plus bas."""
    SHEET = "feuille"
    """La page du conseil, un lien reçu, un désaccord : des phrases sans calcul à ouvrir."""
    FILE = "fichier"
    """Un fichier Markdown."""
    TEXT = "texte"
    """Un courriel, un titre : sans aucune marque."""


def _no_other_tool(tool: str, values: Mapping[str, str]) -> str:
    raise LookupError(tool)


@dataclass(frozen=True)
class Setting:
    """Ce qu'il faut savoir d'une place : le préfixe de ses identifiants, la racine du site, comment ouvrir un outil."""

    place: Place = Place.SHEET
    prefix: str = ""
    root: str = TO_ROOT
    opener: Opener = _no_other_tool

    def address(self, href: str) -> str:
        """L'adresse d'un lien de notre main : `site:reperes/…` part de la racine du site."""
        scheme, _, rest = href.partition(":")
        return f"{self.root}{rest}" if scheme == "site" else href


def new_markdown(*, keep_escapes: bool = False) -> MarkdownIt:
    """Le lecteur de Markdown du site, HTML brut interdit ; `{…}` y marque ce qui n'a de sens que dans la page."""
    md = MarkdownIt("commonmark", {"html": False})
    md.inline.ruler.before("link", "page", _page_mark)
    md.core.ruler.after("inline", "place", _keep_for_place)
    return md.disable("text_join") if keep_escapes else md


def _page_mark(state: StateInline, silent: bool) -> bool:
    mark = state.src[state.pos]
    if mark not in "{}":
        return False
    if key := _KEY.match(state.src, state.pos):  # la clé d'un titre reste du texte, que le rendu lira
        state.pending += key[0]
        state.pos = key.end()
        return True
    if not silent:
        state.push("page_open" if mark == "{" else "page_close", "", 0)
    state.pos += 1
    return True


def _keep_for_place(state: StateCore) -> None:
    keep = state.env["setting"].place is Place.PAGE
    for token in state.tokens:
        if token.children:
            token.children = list(_kept(token.children, keep=keep))


def _kept(tokens: Sequence[Token], *, keep: bool) -> list[Token]:
    found, inside = [], False
    wrong = ValueError("une accolade seule : `{…}` marque ce qui n'a de sens que dans la page")
    for token in tokens:
        if token.type in {"page_open", "page_close"}:
            if inside == (token.type == "page_open"):
                raise wrong
            inside = not inside
            if keep:
                found.append(token)
        elif keep or not inside:
            found.append(token)
    if inside:
        raise wrong
    return found


@cache
def _reader() -> MarkdownIt:
    return new_markdown(keep_escapes=True)


def write_inline(markdown: str, setting: Setting) -> str:
    r"""Une phrase de Markdown écrite pour un fichier (Markdown ordinaire) ou pour un texte (aucune marque).

    >>> phrase = "**« A\\*B »** : [61 000 €](calcul:ecart){ ; et si : [4 h](essayer:a=4) ?}."
    >>> write_inline(phrase, Setting(Place.FILE)), write_inline(phrase, Setting(Place.TEXT))
    ('**« A\\*B »** : 61 000 €.', '« A*B » : 61 000 €.')
    """
    [token] = _reader().parseInline(markdown, {"setting": setting})
    write = _Writer(setting)
    return "".join(map(write.token, token.children or []))


@lru_cache(maxsize=512)
def to_text(markdown: str) -> str:
    """Une phrase sans aucune marque, composée à la française : pour un courriel, un titre, une légende."""
    return typeset(write_inline(markdown, Setting(Place.TEXT)))


class _Writer:
    """Écrit les éléments d'une phrase l'un après l'autre, en se souvenant des liens ouverts."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.links: list[str] = []

    def token(self, token: Token) -> str:
        """Écrit un élément de la phrase."""
        return self._text(token) if self.setting.place is Place.TEXT else self._markdown(token)

    @staticmethod
    def _text(token: Token) -> str:
        if token.type in {"softbreak", "hardbreak"}:
            return " "
        return token.content if token.type in {"text", "text_special", "code_inline"} else ""

    def _markdown(self, token: Token) -> str:
        match token.type:
            case "text":
                return token.content
            case "softbreak" | "hardbreak":
                return "\n"
            case "link_open":
                return self._open(str(token.attrGet("href") or ""))
            case "link_close":
                return self.links.pop()
        return f"`{token.content}`" if token.type == "code_inline" else token.markup

    def _open(self, href: str) -> str:
        if href.partition(":")[0] in {"calcul", "essayer", "ouvrir", "reconnaitre", "modifier"}:
            self.links.append("")
            return ""
        self.links.append(f"]({self.setting.address(href)})")
        return "["


Env = dict[str, Any]
"""Ce que markdown-it-py passe à ses règles : un dictionnaire libre, par contrat de la bibliothèque."""
