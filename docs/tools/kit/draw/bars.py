"""Barres horizontales empilées, avec leur légende."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tools.kit.declare import Words
from tools.kit.draw.svg import NARROW, WIDE, Unit, add_line, add_text, clip, new_svg, nice_step, write_svg
from tools.kit.french import format_value


@dataclass(frozen=True)
class Bar:
    """Une barre empilée : une valeur par segment, dans l'ordre de la légende."""

    label: Words
    values: Sequence[float]


def bar_chart(key: str, title: str, description: str, segments: Sequence[str], bars: Sequence[Bar], unit: Unit) -> str:
    """Barres horizontales empilées, en deux largeurs, avec leur légende."""
    return "".join(_bar_chart(f"{key}-{w}", title, description, segments, bars, w, unit) for w in (NARROW, WIDE))


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
