"""Ce que Python-Markdown fait de plus pour ce site ; le même code sert à MkDocs et à Zensical."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from tools.kit.french import typeset

from scripts.sitegen import forms, formulas, glossary, licences, publisher, references, rgaa, trust
from scripts.sitegen.content import Page, find_page
from scripts.sitegen.expand import expand
from scripts.sitegen.render import render

MARKERS: dict[str, Callable[[str], str]] = {
    "outil": forms.render_tool,
    "apercu": forms.render_preview,
    "formules": formulas.render_formulas,
    "entrees": forms.render_inputs,
    "references": references.render_references,
    "glossaire": glossary.render_glossary,
    "editeur": publisher.render_publisher,
    "licences": licences.render_licences,
    "confiance": trust.render_trust,
    "rgaa": rgaa.render_grid,
    "comparer": lambda _: render("comparer.html.j2"),
    "dossier": lambda _: render("dossier.html.j2"),
    "horsligne": lambda _: render("horsligne.html.j2", place="rappel"),
}
IN_TREE = {"confiance", "entrees", "formules", "references", "glossaire", "editeur", "licences", "rgaa"}
"""Les repères dont le HTML rejoint l'arbre de la page : MkDocs y vérifie alors les ancres."""

VERBATIM = {"code", "pre", "kbd", "script", "style", "svg", "math"}
TEXT_ATTRIBUTES = ("alt", "title", "aria-label")


class PageProcessor(Preprocessor):
    """Reconnaît la page à son texte et développe ce qu'elle demande au graphe (`expand`)."""

    def __init__(self, md: Markdown, terms: glossary.GlossaryProcessor) -> None:
        super().__init__(md)
        self.terms = terms

    def run(self, lines: list[str]) -> list[str]:
        """Rend les lignes développées, et dit au glossaire de quelle page il s'agit."""
        page: Page = find_page("\n".join(lines))
        self.terms.page = page
        return [part for line in expand(page, lines) for part in line.splitlines() or [""]]


class MarkerProcessor(BlockProcessor):
    """Remplace un bloc `[[nom argument]]` par le HTML que calcule le site ; un nom inconnu est une erreur."""

    PATTERN = re.compile(r"^\[\[([a-z]+)(?: ([a-z]+))?\]\]$")

    def test(self, parent: ET.Element, block: str) -> bool:  # ruff: ignore[unused-method-argument] — signature imposée
        """Vrai si le bloc entier est un repère."""
        return bool(self.PATTERN.match(block.strip()))

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        """Insère le HTML du repère, déjà sûr et déjà typographié."""
        match = self.PATTERN.match(blocks.pop(0).strip())
        if match is None or match[1] not in MARKERS:
            raise ValueError(f"Repère inconnu : {match[0] if match else ''} ; connus : {', '.join(MARKERS)}.")
        html = MARKERS[match[1]](match[2] or "")
        if match[1] in IN_TREE:
            parent.append(_as_tree(html))
        else:
            ET.SubElement(parent, "p").text = self.parser.md.htmlStash.store(html)


def _as_tree(html: str) -> ET.Element:
    """Le HTML en éléments, son texte mis à l'abri de la syntaxe Markdown."""
    tree = ET.fromstring(html)
    for element in tree.iter():
        element.text = AtomicString(element.text) if element.text else None
        element.tail = AtomicString(element.tail) if element.tail else None
    return tree


class TypographyProcessor(Treeprocessor):
    """Applique `kit.french.typeset` à tout texte de la page, hors du code."""

    def run(self, root: ET.Element) -> None:
        """Parcourt l'arbre ; le texte qui suit un code est traité, celui qu'il contient ne l'est pas."""
        for element in root.iter():
            if element.tag not in VERBATIM and element.text:
                element.text = self._typeset(element.text)
            if element.tail:
                element.tail = self._typeset(element.tail)
            for name in TEXT_ATTRIBUTES:
                if element.get(name):
                    element.set(name, typeset(str(element.get(name))))

    @staticmethod
    def _typeset(text: Any) -> Any:
        return type(text)(typeset(text))  # garde `AtomicString`


class AlignmentProcessor(Treeprocessor):
    """Écrit l'alignement d'une cellule en classe : la politique de sécurité refuse l'attribut `style`."""

    def run(self, root: ET.Element) -> None:
        """Remplace `style="text-align: right"` par `class="nombre"`."""
        for cell in root.iter():
            if cell.tag in {"td", "th"} and "style" in cell.attrib and "right" in cell.attrib.pop("style"):
                cell.set("class", "nombre")
            if cell.tag == "th":
                cell.set("scope", "col")


class TableProcessor(Treeprocessor):
    """Met chaque tableau dans un cadre nommé par le titre qui précède : trop large, il défile, au clavier aussi."""

    def run(self, root: ET.Element) -> None:
        """Remplace le tableau par son cadre ; un tableau déjà encadré par son gabarit a une classe et reste tel."""
        heading = ""
        for parent in list(root.iter()):
            for rank, child in enumerate(list(parent)):
                if child.tag in {"h1", "h2", "h3"}:
                    heading = "".join(child.itertext())
                elif child.tag == "table" and "class" not in child.attrib:
                    child.set("class", "table")
                    attributes = {"class": "tableau", "role": "region", "tabindex": "0", "aria-label": heading}
                    frame = ET.Element("div", attributes)
                    frame.tail, child.tail = child.tail, None
                    frame.append(child)
                    parent[rank] = frame


class SiteExtension(Extension):
    """Enregistre les traitements : les repères avant les paragraphes, la typographie après les liens et emphases."""

    def extendMarkdown(self, md: Markdown) -> None:  # ruff: ignore[invalid-function-name] — nom imposé
        """Branche les traitements sur `md`."""
        terms = glossary.GlossaryProcessor(md)
        md.preprocessors.register(PageProcessor(md, terms), "page", 50)
        md.treeprocessors.register(terms, "glossaire", 13)
        md.parser.blockprocessors.register(MarkerProcessor(md.parser), "reperes", 75)
        md.treeprocessors.register(TypographyProcessor(md), "typographie", 15)
        md.treeprocessors.register(AlignmentProcessor(md), "alignement", 14)
        md.treeprocessors.register(TableProcessor(md), "tableaux", 12)


def makeExtension(**config: Any) -> SiteExtension:  # ruff: ignore[invalid-function-name] — nom imposé
    """Point d'entrée de Python-Markdown."""
    return SiteExtension(**config)
