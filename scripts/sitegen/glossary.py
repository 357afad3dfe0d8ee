"""Le glossaire : `docs/reperes/glossaire.toml`, sa page, et l'explication de chaque terme là où on le lit."""

from __future__ import annotations

import re
import tomllib
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache

from markdown.treeprocessors import Treeprocessor
from tools.kit.french import typeset

from scripts.paths import DOCS
from scripts.sitegen.content import Page
from scripts.sitegen.render import render

FILE = DOCS / "reperes" / "glossaire.toml"
CONSULTED = {"reperes/glossaire.md", "reperes/references.md"}
"""Pages que l'on consulte : tout y est déjà une définition."""
SKIPPED = {"a", "button", "code", "pre", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "th", "figcaption"}


@dataclass(frozen=True)
class Term:
    """Un terme : sa clé (ancre), comment on l'écrit, ce qu'il veut dire, et si on l'explique dans le texte."""

    key: str
    terme: str
    definition: str
    formes: tuple[str, ...] = ()
    reference: str = ""


@cache
def load_terms() -> dict[str, Term]:
    """Lit le glossaire, trié par terme ; lève `TypeError` si une clé manque ou est inconnue."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    terms = [Term(key=key, **{**entry, "formes": tuple(entry.get("formes", ()))}) for key, entry in raw.items()]
    return {term.key: term for term in sorted(terms, key=lambda term: term.terme.casefold())}


def render_glossary(_argument: str) -> str:
    """Rend la page du glossaire."""
    return render("glossaire.html.j2", terms=load_terms().values())


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {typeset(form): term.key for term in load_terms().values() for form in term.formes}
    words = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:[ldLD]’)?({words})(?![\w-])"), forms


class GlossaryProcessor(Treeprocessor):
    """À sa première venue dans la page, un terme devient un bouton qui ouvre sa définition, sans script."""

    page: Page | None = None

    def run(self, root: ET.Element) -> None:
        """Explique chaque terme une fois, hors des titres, des liens et du code."""
        if self.page is None or self.page.genre == "outil" or self.page.path in CONSULTED:
            return
        seen: dict[str, None] = {}
        self._walk(root, seen)
        for key in seen:
            root.append(_bubble(load_terms()[key], self.page))

    def _walk(self, element: ET.Element, seen: dict[str, None]) -> None:
        if element.tag in SKIPPED:
            return
        position = self._explain(element, None, seen)
        for child in list(element)[position:]:
            self._walk(child, seen)
            self._explain(element, child, seen)

    def _explain(self, parent: ET.Element, after: ET.Element | None, seen: dict[str, None]) -> int:
        """Coupe un texte (celui de `parent`, ou celui qui suit `after`) à ses termes neufs ; rend leur nombre."""
        text = (parent.text if after is None else after.tail) or ""
        pattern, forms = _pattern()
        start = 0 if after is None else list(parent).index(after) + 1
        count, position, last = 0, 0, after
        for match in pattern.finditer(text):
            key = forms[match[1]]  # l'élision reste avec le mot : un bouton peut commencer une ligne
            if key in seen:
                continue
            seen[key] = None
            self._set(parent, last, text[position : match.start()])
            last = ET.Element("button", {"type": "button", "class": "terme", "popovertarget": f"terme-{key}"})
            last.text = match[0]
            parent.insert(start + count, last)
            count, position = count + 1, match.end()
        if count:
            self._set(parent, last, text[position:])
        return count

    @staticmethod
    def _set(parent: ET.Element, after: ET.Element | None, text: str) -> None:
        if after is None:
            parent.text = text
        else:
            after.tail = text


def _bubble(term: Term, page: Page) -> ET.Element:
    bubble = ET.Element("div", {"class": "bulle", "id": f"terme-{term.key}", "popover": "auto", "role": "note"})
    title = ET.SubElement(bubble, "p", {"class": "bulle-titre"})
    title.text = typeset(term.terme)
    ET.SubElement(bubble, "p").text = typeset(term.definition)
    link = ET.SubElement(
        ET.SubElement(bubble, "p"), "a", {"href": f"{page.link_to('reperes/glossaire.md')}#{term.key}"}
    )
    link.text = "Dans le glossaire"
    return bubble
