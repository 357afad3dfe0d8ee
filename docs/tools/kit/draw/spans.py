"""Des étapes sur un axe de temps : chaque barre va de son début à sa fin, une piste par façon de faire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from tools.kit.draw.frame import EDGE, LINE, Axis, Frame, Heading, Unit, both_widths
from tools.kit.draw.letters import in_lines, text_width
from tools.kit.french import format_number, format_value

THIN = 12.0


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


def span_chart(heading: Heading, tracks: Sequence[Track], unit: Unit) -> str:
    """Les pistes l'une sous l'autre, sur un seul axe qui part de zéro, en deux largeurs."""
    return both_widths(heading, partial(_spans, tracks=tracks, unit=unit))


def _spans(frame: Frame, tracks: Sequence[Track], unit: Unit) -> None:
    ends = [span.end for track in tracks for span in track.spans]
    axis = Axis.across([0, *ends], unit, EDGE, frame.right)
    for track in tracks:
        frame.name(in_lines(track.label, frame.width - 2 * EDGE, bold=True))
        frame.y += 2
        for span in track.spans:
            dates = f"{format_number(span.start)} à {format_value(span.end, unit.name)}"
            room = frame.width - 2 * EDGE - text_width(dates) - 12
            frame.text(frame.right, frame.y + 12, dates, "fin")
            for text in in_lines(span.label, room):
                frame.text(EDGE, frame.y + 12, text)
                frame.y += LINE
            frame.grid(axis, THIN + 4)
            said = f"« {track.label} », {span.label} : {dates}"
            frame.bar(axis.at(span.start), axis.at(span.end), frame.y + 2, f"poste poste-{span.rank}", said, THIN)
            frame.y += THIN + 8
        frame.y += 6
    frame.y -= 8
    frame.foot(axis)
