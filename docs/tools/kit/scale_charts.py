"""Des graphiques de position : barres d'intervalle sur une échelle de 0 à 100, et plan à zones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tools.kit.chart import NARROW, WIDE, add_line, add_text, clip, new_svg, write_svg
from tools.kit.format import format_number, format_value

ROW = 46
PLANE = 320


@dataclass(frozen=True)
class Interval:
    """Une barre : son nom, ses bornes (0 à 100), et le niveau de couleur de son milieu (1 à 4)."""

    label: str
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


@dataclass(frozen=True)
class Plane:
    """Un plan : l'abscisse et l'ordonnée (noms, maximum commun), les zones par leur pente `y = seuil × x`, le point."""

    x_label: str
    y_label: str
    maximum: float
    zones: Sequence[tuple[float, str]]
    point: tuple[float, float]


def plane_chart(key: str, title: str, description: str, plane: Plane) -> str:
    """Un plan à zones, où un point se lit par sa zone, en deux largeurs."""
    return "".join(_plane(f"{key}-{w}", title, description, plane, w) for w in (NARROW, WIDE))


def _plane(key: str, title: str, description: str, plane: Plane, width: int) -> str:
    svg = new_svg(key, title, description, width, PLANE + 48)
    left, right, top, base = 40.0, min(width - 14.0, 420.0), 24.0, float(PLANE)

    def at(x: float, y: float) -> tuple[float, float]:
        return left + (right - left) * x / plane.maximum, base - (base - top) * y / plane.maximum

    add_text(svg, 0, 12, plane.y_label, "axe-titre")
    add_text(svg, right, base + 40, plane.x_label, "fin axe-titre")
    for value in (0, plane.maximum / 2, plane.maximum):
        add_text(svg, at(value, 0)[0], base + 18, format_value(value), "milieu")
        add_text(svg, left - 6, at(0, value)[1] + 4, format_value(value), "fin")
    add_line(svg, left, base, right, base, "grille")
    add_line(svg, left, top, left, base, "grille")
    for slope, name in plane.zones:
        end = min(plane.maximum, plane.maximum / slope) if slope else plane.maximum
        x, y = at(end, end * slope)
        add_line(svg, *at(0, 0), x, y, "zone")
        add_text(svg, min(x + 4, right - 4), max(y, top) + (12 if slope < 1 else -2), name, "fin" if slope < 1 else "")
    x, y = at(*plane.point)
    ET.SubElement(svg, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "7", "class": "point"})
    return write_svg(svg)
