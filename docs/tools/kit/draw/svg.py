"""Des graphiques SVG écrits en Python, aux couleurs des feuilles de style, sans script ni attribut `style`.

Chaque graphique existe en deux largeurs : l'étroite pour un téléphone, la large ailleurs ; la feuille de
style n'en montre qu'une. Le texte y garde ainsi sa taille de lecture.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tools.kit.declare import Words, raw_text
from tools.kit.french import format_number, typeset

NARROW, WIDE = 340, 720


@dataclass(frozen=True)
class Unit:
    """L'unité d'un axe : son nom court, son titre, et ce par quoi les valeurs sont divisées avant d'être écrites."""

    name: str
    title: str = ""
    divisor: float = 1

    def show(self, value: float) -> str:
        """La valeur sur l'axe : assez de décimales pour que deux graduations voisines se distinguent, pas davantage.

        >>> Unit("k€", divisor=1000).show(2500), Unit("k€", divisor=1000).show(0.4), Unit("h").show(3)
        ('2,5', '0,0004', '3')
        """
        shown = value / self.divisor
        decimals = next(d for d in range(7) if d == 6 or math.isclose(shown, round(shown, d), abs_tol=1e-9))
        return format_number(shown, decimals)


def nice_step(span: float, count: int) -> float:
    """Rend le pas d'une graduation « ronde » (1, 2 ou 5 × 10^k) d'au plus `count` intervalles.

    >>> nice_step(97, 5), nice_step(0, 5)
    (20.0, 1)
    """
    if span <= 0:
        return 1
    power = math.pow(10, math.floor(math.log10(span / count)))
    return next(m * power for m in (1, 2, 5, 10, 20) if span / (m * power) <= count)


def new_svg(key: str, title: str, description: str, width: int, height: float) -> ET.Element:
    """Un SVG vide, nommé et décrit."""
    svg = ET.Element(
        "svg",
        {
            "class": "etroit" if width == NARROW else "large",
            "viewBox": f"0 0 {width} {height:g}",
            "role": "img",
            "aria-labelledby": f"{key}-t {key}-d",
        },
    )
    ET.SubElement(svg, "title", {"id": f"{key}-t"}).text = title
    ET.SubElement(svg, "desc", {"id": f"{key}-d"}).text = description
    return svg


def write_svg(svg: ET.Element) -> str:
    """Le SVG en texte."""
    return ET.tostring(svg, encoding="unicode", short_empty_elements=True)


def add_text(parent: ET.Element, x: float, y: float, text: str, css: str = "") -> None:
    """Ajoute un texte ; l'arbre XML l'échappe."""
    attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}"}
    if css:
        attributes["class"] = css
    ET.SubElement(parent, "text", attributes).text = typeset(text)


def add_line(parent: ET.Element, x1: float, y1: float, x2: float, y2: float, css: str) -> None:
    """Ajoute un trait."""
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    ET.SubElement(parent, "line", {**ends, "class": css})


def clip(words: Words, size: int) -> str:
    """Coupe un texte trop long ; un texte saisi y est pris tel quel, l'arbre XML l'échappe."""
    text = raw_text(words)
    return text if len(text) <= size else text[: size - 1] + "…"
