"""Un plan à zones, où un point se lit par sa zone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tools.kit.draw.svg import NARROW, WIDE, add_line, add_text, new_svg, write_svg
from tools.kit.french import format_value

PLANE = 320


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
