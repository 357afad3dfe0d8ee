"""Des étapes sur un axe de temps : chaque barre va de son début à sa fin, une piste par façon de faire."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tools.kit.draw.svg import NARROW, WIDE, Unit, add_line, add_text, clip, new_svg, nice_step, write_svg
from tools.kit.french import format_number

ROW, HEAD = 40, 30


@dataclass(frozen=True)
class Span:
    """Une barre : son nom, son début et sa fin, et son rang de couleur (1 à 8)."""

    label: str
    start: float
    end: float
    rank: int


@dataclass(frozen=True)
class Track:
    """Une piste : son nom et ses barres."""

    label: str
    spans: Sequence[Span]


def span_chart(key: str, title: str, description: str, tracks: Sequence[Track], unit: Unit) -> str:
    """Les pistes l'une sous l'autre, sur un seul axe qui part de zéro, en deux largeurs."""
    return "".join(_spans(f"{key}-{w}", title, description, tracks, unit, w) for w in (NARROW, WIDE))


def _spans(key: str, title: str, description: str, tracks: Sequence[Track], unit: Unit, width: int) -> str:
    base = 12 + sum(HEAD + ROW * len(track.spans) for track in tracks)
    svg = new_svg(key, title, description, width, base + 42)
    top = max(span.end for track in tracks for span in track.spans)
    step = nice_step(top, 4 if width == NARROW else 8)
    count = max(1, math.ceil(top / step))
    left, scale = 8.0, (width - 24) / (step * count)
    for index in range(count + 1):
        x = left + index * step * scale
        add_line(svg, x, 4, x, base, "grille")
        add_text(svg, x, base + 16, unit.show(index * step), "fin" if index == count else "milieu" if index else "")
    add_text(svg, width - 16, base + 34, unit.title, "fin axe-titre")
    y = 12.0
    for track in tracks:
        add_text(svg, left, y + 14, track.label, "fort")
        y += HEAD
        for span in track.spans:
            dates = f"{format_number(span.start)} à {format_number(span.end)}"
            add_text(svg, left, y + 8, f"{clip(span.label, 34 if width == NARROW else 80)} : {dates}")
            box = {"x": f"{left + span.start * scale:.1f}", "y": f"{y + 14:.1f}", "height": "14"}
            extent = {"width": f"{(span.end - span.start) * scale:.1f}", "class": f"poste poste-{span.rank}"}
            ET.SubElement(svg, "rect", {**box, **extent})
            y += ROW
    return write_svg(svg)
