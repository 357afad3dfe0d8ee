"""Courbes avec bande, mois après mois."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import starmap
from xml.etree import ElementTree as ET

from tools.kit.declare import Words
from tools.kit.draw.svg import NARROW, WIDE, Unit, add_line, add_text, clip, new_svg, nice_step, write_svg

HEIGHT = 320
MARKERS = ("circle", "square", "diamond", "triangle", "cross")


@dataclass(frozen=True)
class Line:
    """Une courbe : `values[t]` pour t = 0…N, et sa bande `(t, bas, haut)` en quelques dates."""

    label: Words
    values: Sequence[float]
    band: Sequence[tuple[int, float, float]] = ()


@dataclass(frozen=True)
class Mark:
    """Une date que l'on montre : un trait debout, une lettre en haut, son nom sous le graphique."""

    t: int
    label: str


def line_chart(
    key: str,
    title: str,
    description: str,
    lines: Sequence[Line],
    unit: Unit,
    x_label: str,
    marks: Sequence[Mark] = (),
) -> str:
    """Courbes avec bande, en deux largeurs ; `x_label` nomme les dates t = 0…N, `marks` celles que l'on montre."""
    return "".join(
        _line_chart(f"{key}-{w}", title, description, lines, unit, x_label, marks, w) for w in (NARROW, WIDE)
    )


def _line_chart(
    key: str,
    title: str,
    description: str,
    lines: Sequence[Line],
    unit: Unit,
    x_label: str,
    marks: Sequence[Mark],
    width: int,
) -> str:
    months = len(lines[0].values) - 1
    top = max(max(*line.values, *(high for _, _, high in line.band or [(0, 0, 0)])) for line in lines)
    step = nice_step(top, 5)
    ceiling = step * max(1, math.ceil(top / step))
    left, right, base, high = 46.0, width - 12.0, HEIGHT - 40.0, 52.0 if marks else 24.0

    def at(t: float, value: float) -> tuple[float, float]:
        return left + (right - left) * t / max(1, months), base - (base - high) * value / ceiling

    legend = (len(lines) + len(marks)) * 22 + 8
    svg = new_svg(key, title, description, width, HEIGHT + legend)
    add_text(svg, 0, 12, unit.title, "axe-titre")
    for index in range(round(ceiling / step) + 1):
        y = at(0, index * step)[1]
        add_line(svg, left, y, right, y, "grille")
        add_text(svg, left - 6, y + 4, unit.show(index * step), "fin")
    every = max(1, math.ceil(months / (4 if width == NARROW else 8) / 6)) * 6
    for month in range(0, months + 1, every):
        add_text(svg, at(month, 0)[0], base + 18, str(month), "milieu")
    add_text(svg, right, HEIGHT - 6, x_label, "fin axe-titre")
    for rank, mark in enumerate(marks):
        letter, (x, y) = chr(ord("A") + rank), at(mark.t, 0)
        above = high - 6 - 14 * (rank % 2)  # deux dates voisines : leurs lettres ne se touchent pas
        add_line(svg, x, above + 3, x, y, "date")
        add_text(svg, x, above, letter, "milieu fort")
        add_text(svg, 4, HEIGHT + 18 + 22 * (len(lines) + rank), f"{letter} : {mark.label}")
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
