"""Barres d'intervalle sur une échelle de 0 à 100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tools.kit.declare import Words
from tools.kit.draw.svg import NARROW, WIDE, add_line, add_text, clip, new_svg, write_svg
from tools.kit.french import format_number

ROW = 46


@dataclass(frozen=True)
class Interval:
    """Une barre : son nom, ses bornes (0 à 100), et le niveau de couleur de son milieu (1 à 4)."""

    label: Words
    low: float
    high: float
    level: int


def interval_chart(key: str, title: str, description: str, bars: Sequence[Interval], limits: Sequence[float]) -> str:
    """Barres d'intervalle, en deux largeurs ; `limits` sont les limites des bandes, tracées en fond."""
    return "".join(_intervals(f"{key}-{w}", title, description, bars, limits, w) for w in (NARROW, WIDE))


def _intervals(
    key: str, title: str, description: str, bars: Sequence[Interval], limits: Sequence[float], width: int
) -> str:
    base = 12 + ROW * len(bars)
    svg = new_svg(key, title, description, width, base + 26)
    left, scale = 10.0, (width - 20) / 100

    for limit in (0, *limits, 100):
        x = left + limit * scale
        add_line(svg, x, 4, x, base, "grille")
        add_text(svg, x, base + 18, format_number(limit), "fin" if limit == 100 else "milieu" if limit else "")
    for rank, bar in enumerate(bars):
        y = 12 + ROW * rank
        sure = bar.low == bar.high
        shown = format_number(bar.low) if sure else f"{format_number(bar.low)} à {format_number(bar.high)}"
        add_text(svg, left, y + 10, f"{clip(bar.label, 34 if width == NARROW else 80)} : {shown}", "fort")
        _bar(svg, left, y + 18, bar.low * scale, f"niveau niveau-{bar.level}")
        if not sure:
            box = {"x": f"{left + bar.low * scale:.1f}", "y": f"{y + 18:.1f}", "height": "14"}
            extent = {"width": f"{(bar.high - bar.low) * scale:.1f}", "class": f"doute niveau-{bar.level}"}
            ET.SubElement(svg, "rect", {**box, **extent})
    return write_svg(svg)


def _bar(svg: ET.Element, x: float, y: float, width: float, css: str) -> None:
    box = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{max(width, 3):.1f}", "height": "14", "class": css}
    ET.SubElement(svg, "rect", box)
