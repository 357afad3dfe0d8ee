"""Des graphiques SVG écrits en Python, aux couleurs des feuilles de style, sans script ni attribut `style`.

Chaque graphique existe en deux largeurs : l'étroite pour un téléphone, la large ailleurs ; la feuille de
style n'en montre qu'une. Le texte y garde ainsi sa taille de lecture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import starmap
from xml.etree import ElementTree as ET

from tools.kit.format import format_number, format_value, typeset

NARROW, WIDE = 340, 720
HEIGHT = 320
MARKERS = ("circle", "square", "diamond", "triangle", "cross")


@dataclass(frozen=True)
class Line:
    """Une courbe : `values[t]` pour t = 0…N, et sa bande `(t, bas, haut)` en quelques dates."""

    label: str
    values: Sequence[float]
    band: Sequence[tuple[int, float, float]] = ()


@dataclass(frozen=True)
class Bar:
    """Une barre empilée : une valeur par segment, dans l'ordre de la légende."""

    label: str
    values: Sequence[float]


@dataclass(frozen=True)
class Unit:
    """L'unité d'un axe : son nom, et ce par quoi les valeurs sont divisées avant d'être écrites."""

    name: str
    divisor: float = 1

    def show(self, value: float) -> str:
        """La valeur sur l'axe, sans décimale inutile."""
        return format_number(value / self.divisor, 0 if value % self.divisor == 0 else 1)


def nice_step(span: float, count: int) -> float:
    """Rend le pas d'une graduation « ronde » (1, 2 ou 5 × 10^k) d'au plus `count` intervalles.

    >>> nice_step(97, 5), nice_step(0, 5)
    (20.0, 1)
    """
    if span <= 0:
        return 1
    power = math.pow(10, math.floor(math.log10(span / count)))
    return next(m * power for m in (1, 2, 5, 10, 20) if span / (m * power) <= count)


THOUSANDS = Unit("k€", 1000)


def line_chart(key: str, title: str, description: str, lines: Sequence[Line], x_label: str) -> str:
    """Courbes avec bande, en deux largeurs. Les valeurs sont en euros, l'abscisse en mois."""
    return "".join(_line_chart(f"{key}-{w}", title, description, lines, x_label, w) for w in (NARROW, WIDE))


def bar_chart(
    key: str, title: str, description: str, segments: Sequence[str], bars: Sequence[Bar], unit: Unit = THOUSANDS
) -> str:
    """Barres horizontales empilées, en deux largeurs, avec leur légende."""
    return "".join(_bar_chart(f"{key}-{w}", title, description, segments, bars, w, unit) for w in (NARROW, WIDE))


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
    """Ajoute un texte."""
    attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}"}
    if css:
        attributes["class"] = css
    ET.SubElement(parent, "text", attributes).text = typeset(text)


def add_line(parent: ET.Element, x1: float, y1: float, x2: float, y2: float, css: str) -> None:
    """Ajoute un trait."""
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    ET.SubElement(parent, "line", {**ends, "class": css})


def clip(text: str, size: int) -> str:
    """Coupe un texte trop long."""
    return text if len(text) <= size else text[: size - 1] + "…"


def _line_chart(key: str, title: str, description: str, lines: Sequence[Line], x_label: str, width: int) -> str:
    months = len(lines[0].values) - 1
    top = max(max(*line.values, *(high for _, _, high in line.band or [(0, 0, 0)])) for line in lines)
    step = nice_step(top, 5)
    ceiling = step * max(1, math.ceil(top / step))
    left, right, base, high = 46.0, width - 12.0, HEIGHT - 40.0, 24.0

    def at(t: float, value: float) -> tuple[float, float]:
        return left + (right - left) * t / months, base - (base - high) * value / ceiling

    legend = len(lines) * 22 + 8
    svg = new_svg(key, title, description, width, HEIGHT + legend)
    add_text(svg, 0, 12, "milliers d’euros HT", "axe-titre")
    for index in range(round(ceiling / step) + 1):
        y = at(0, index * step)[1]
        add_line(svg, left, y, right, y, "grille")
        add_text(svg, left - 6, y + 4, THOUSANDS.show(index * step), "fin")
    every = max(1, math.ceil(months / (4 if width == NARROW else 8) / 6)) * 6
    for month in range(0, months + 1, every):
        add_text(svg, at(month, 0)[0], base + 18, str(month), "milieu")
    add_text(svg, right, HEIGHT - 6, x_label, "fin axe-titre")
    for rank, line in enumerate(lines):
        group = ET.SubElement(svg, "g", {"class": f"serie serie-{rank + 1}"})
        if line.band:
            corners = [at(t, up) for t, _, up in line.band] + [at(t, down) for t, down, _ in reversed(line.band)]
            ET.SubElement(group, "polygon", {"class": "bande", "points": _points(corners)})
        points = list(starmap(at, enumerate(line.values)))
        ET.SubElement(group, "polyline", {"points": _points(points)})
        for t in range(0, months + 1, every):
            _marker(group, *at(t, line.values[t]), MARKERS[rank % len(MARKERS)])
        y = HEIGHT + 14 + 22 * rank
        add_line(group, 4, y, 40, y, "trait")
        _marker(group, 22, y, MARKERS[rank % len(MARKERS)])
        add_text(group, 48, y + 4, clip(line.label, 38 if width == NARROW else 80))
    return write_svg(svg)


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _marker(parent: ET.Element, x: float, y: float, shape: str) -> None:
    if shape == "circle":
        ET.SubElement(parent, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "4.5", "class": "marque"})
        return
    outlines = {
        "square": "M-4,-4h8v8h-8z",
        "diamond": "M0,-5.5l5.5,5.5l-5.5,5.5l-5.5,-5.5z",
        "triangle": "M0,-5.5l5,9h-10z",
        "cross": "M-1.5,-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
    }
    place = f"translate({x:.1f},{y:.1f})"
    ET.SubElement(parent, "path", {"d": outlines[shape], "transform": place, "class": "marque"})


def _bar_chart(
    key: str, title: str, description: str, segments: Sequence[str], bars: Sequence[Bar], width: int, unit: Unit
) -> str:
    row, thick = 62, 30
    columns = 1 if width == NARROW else 2
    legend_rows = math.ceil(len(segments) / columns)
    axis = 20 + row * len(bars)
    svg = new_svg(key, title, description, width, axis + 34 + 22 * legend_rows)
    top = max((math.fsum(bar.values) for bar in bars), default=0)
    step = nice_step(top, 3 if width == NARROW else 6)
    ceiling = step * max(1, math.ceil(top / step))
    scale = (width - 24) / ceiling
    for index in range(round(ceiling / step) + 1):
        x = 8 + index * step * scale
        add_line(svg, x, 8, x, axis, "grille")
        css = "fin" if index == round(ceiling / step) else "milieu"
        add_text(svg, max(x, 12), axis + 16, unit.show(index * step), css)
    for rank, bar in enumerate(bars):
        y = 26 + row * rank
        total = format_value(math.fsum(bar.values) / unit.divisor, unit.name, 0)
        add_text(svg, 8, y - 4, f"{clip(bar.label, 30 if width == NARROW else 70)} : {total}", "fort")
        x = 8.0
        for index, value in enumerate(bar.values):
            add_segment(svg, x, y + 2, value * scale, thick, index)
            x += value * scale
    for index, segment in enumerate(segments):
        x, y = 8 + (index % columns) * width / columns, axis + 34 + 22 * (index // columns)
        add_segment(svg, x, y, 16, 14, index)
        add_text(svg, x + 24, y + 12, f"{index + 1}. {segment}")
    return write_svg(svg)


def add_segment(svg: ET.Element, x: float, y: float, width: float, height: float, index: int) -> None:
    """Ajoute un segment de barre, numéroté s'il est assez large."""
    box = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:g}"}
    ET.SubElement(svg, "rect", {**box, "class": f"poste poste-{index + 1}"})
    if width >= 16:
        add_text(svg, x + width / 2, y + height / 2 + 4, str(index + 1), f"milieu numero numero-{index + 1}")
