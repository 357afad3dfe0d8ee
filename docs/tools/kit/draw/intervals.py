"""Barres d'intervalle : pleines jusqu'à ce qui est sûr, claires jusqu'où le doute va."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from tools.kit.declare import Words, raw_text
from tools.kit.draw.frame import EDGE, THICK, Axis, Frame, Heading, Unit, both_widths
from tools.kit.draw.letters import text_width


@dataclass(frozen=True)
class Interval:
    """Une barre : son nom, ses bornes, le niveau de sa couleur (1 à 4), et ses bornes écrites."""

    label: Words
    low: float
    high: float
    level: int
    shown: str


def interval_chart(heading: Heading, bars: Sequence[Interval], unit: Unit, limits: Sequence[float] = ()) -> str:
    """Barres d'intervalle, en deux largeurs ; `limits`, s'il y en a, remplacent les graduations de l'axe."""
    return both_widths(heading, partial(_intervals, bars=bars, unit=unit, limits=limits))


def _intervals(frame: Frame, bars: Sequence[Interval], unit: Unit, limits: Sequence[float]) -> None:
    if limits:
        axis = Axis(limits[0], limits[-1], limits, EDGE, frame.right, unit)
    else:
        values = [0, *(bar.low for bar in bars), *(bar.high for bar in bars)]
        axis = Axis.across(values, unit, EDGE, frame.right)
    shown = max(text_width(bar.shown) for bar in bars)
    names = frame.names([bar.label for bar in bars], frame.width - 2 * EDGE - shown - 12)
    for bar, name in zip(bars, names, strict=True):
        frame.name(name, bar.shown)
        frame.grid(axis, THICK + 4)
        said = f"« {raw_text(bar.label)} » : {bar.shown}"
        start = axis.at(max(0, axis.low))
        sure = axis.at(bar.low)
        frame.bar(start, max(sure, start + 3), frame.y + 2, f"niveau niveau-{bar.level}", said)
        if bar.low != bar.high:
            frame.bar(sure, axis.at(bar.high), frame.y + 2, f"doute niveau-{bar.level}", said)
        frame.y += THICK + 12
    frame.y -= 6
    frame.foot(axis)
