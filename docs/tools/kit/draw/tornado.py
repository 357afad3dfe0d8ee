"""La tornade : ce que chaque valeur incertaine fait bouger, de son P10 à son P90, autour de la valeur attendue."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tools.kit.declare import Words
from tools.kit.draw.svg import NARROW, WIDE, Unit, add_line, add_text, clip, new_svg, nice_step, write_svg

ROW = 44


@dataclass(frozen=True)
class Swing:
    """Une barre : son nom, le résultat quand la valeur est à son P10, puis à son P90."""

    label: Words
    low: float
    high: float


def tornado_chart(key: str, title: str, description: str, center: float, swings: Sequence[Swing], unit: Unit) -> str:
    """Barres horizontales autour de `center`, en deux largeurs ; le zéro est marqué s’il se voit."""
    return "".join(_tornado(f"{key}-{w}", title, description, center, swings, unit, w) for w in (NARROW, WIDE))


def _tornado(
    key: str, title: str, description: str, center: float, swings: Sequence[Swing], unit: Unit, width: int
) -> str:
    base = 14 + ROW * len(swings)
    svg = new_svg(key, title, description, width, base + 68)
    values = [center, *(swing.low for swing in swings), *(swing.high for swing in swings)]
    step = nice_step(max(values) - min(values), 3 if width == NARROW else 6)
    first, last = math.floor(min(values) / step), max(math.ceil(max(values) / step), math.floor(min(values) / step) + 1)

    def at(value: float) -> float:
        return 14 + (width - 28) * (value / step - first) / (last - first)

    for rank in range(first, last + 1):
        x = at(rank * step)
        add_line(svg, x, 6, x, base, "zero" if rank == 0 else "grille")
        css = "fin" if rank == last else "milieu" if rank > first else ""
        add_text(svg, x, base + 18, unit.show(rank * step), css)
    add_text(svg, width - 4, base + 38, unit.title, "fin axe-titre")
    for rank, swing in enumerate(swings):
        y = 14 + ROW * rank
        add_text(svg, 4, y + 10, clip(swing.label, 44 if width == NARROW else 90), "fort")
        for value, css in ((swing.low, "bas"), (swing.high, "haut")):
            left, right = sorted((at(center), at(value)))
            _bar(svg, left, y + 16, right - left, css)
    add_line(svg, at(center), 6, at(center), base, "centre")
    for rank, (css, words) in enumerate((("bas", "valeur basse"), ("haut", "valeur haute"))):
        x = 14 + 130 * rank
        _bar(svg, x, base + 50, 22, css)
        add_text(svg, x + 28, base + 62, words, "")
    return write_svg(svg)


def _bar(svg: ET.Element, x: float, y: float, width: float, css: str) -> None:
    """Une barre ; celle de la valeur basse est plus mince : elle se distingue sans la couleur."""
    top, height = (y + 4, 8) if css == "bas" else (y, 16)
    box = {"x": f"{x:.1f}", "y": f"{top:.1f}", "width": f"{width:.1f}", "height": f"{height}"}
    ET.SubElement(svg, "rect", {**box, "class": f"tornade tornade-{css}"})
