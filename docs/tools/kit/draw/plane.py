"""Un plan à zones, où un point se lit par sa zone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from tools.kit.draw.frame import EDGE, LINE, Axis, Frame, Heading, Unit, both_widths, read
from tools.kit.draw.letters import text_width
from tools.kit.french import format_value

SIDE = 260.0


@dataclass(frozen=True)
class Plane:
    """Un plan : l'abscisse et l'ordonnée (noms, maximum commun), les zones par leur pente `y = seuil × x`, le point."""

    x_label: str
    y_label: str
    maximum: float
    zones: Sequence[tuple[float, str]]
    point: tuple[float, float]
    name: str


def plane_chart(heading: Heading, plane: Plane) -> str:
    """Un plan à zones, où un point se lit par sa zone, en deux largeurs."""
    return both_widths(heading, partial(_plane, plane=plane))


def _plane(frame: Frame, plane: Plane) -> None:
    unit, ticks = Unit(""), (0, plane.maximum / 2, plane.maximum)
    frame.text(EDGE, frame.y + 12, plane.y_label, "axe-titre")
    room = max((text_width(name) for _, name in plane.zones), default=0)
    left, top = 34.0, frame.y + 28 + LINE * sum(slope > 1 for slope, _ in plane.zones)
    across = Axis(0, plane.maximum, ticks, left, min(left + SIDE, frame.right - room - 14), unit)
    up = Axis(0, plane.maximum, ticks, top + SIDE, top, unit)
    frame.line(across.start, up.start, across.end, up.start, "grille")
    frame.line(across.start, up.end, across.start, up.start, "grille")
    for value in ticks:
        frame.text(across.at(value), up.start + 18, unit.show(value), "milieu")
        frame.text(left - 6, up.at(value) + 4, unit.show(value), "fin")
    _zones(frame, plane.zones, across, up)
    x, y = across.at(plane.point[0]), up.at(plane.point[1])
    said = ", ".join(
        f"{name} {format_value(value)}" for name, value in zip((plane.x_label, plane.y_label), plane.point, strict=True)
    )
    dot = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "7", "class": "point", **read(f"{plane.name}, {said}")}
    frame.add("circle", dot)
    frame.text(across.end, up.start + 36, plane.x_label, "fin axe-titre")
    frame.y = up.start + 44
    frame.add("circle", {"cx": "15", "cy": f"{frame.y + 8:.1f}", "r": "6", "class": "point"})
    frame.text(28, frame.y + 12, f"{plane.name} : {said}")
    frame.y += LINE


def _zones(frame: Frame, zones: Sequence[tuple[float, str]], across: Axis, up: Axis) -> None:
    """Chaque zone commence à sa pente ; son nom s'écrit au bout du trait, hors du plan, et n'en touche pas un autre."""
    limit, height = across.high, up.start
    for slope, name in sorted(zones):
        end = min(limit, limit / slope) if slope else limit
        x, y = across.at(end), up.at(end * slope)
        frame.line(across.start, up.start, x, y, "zone")
        height = min(y + 4, height - LINE)
        if slope > 1:
            height = min(height, up.end - 12)
            frame.text(x, height, name, "milieu")
        else:
            frame.text(x + 12, height, name)
