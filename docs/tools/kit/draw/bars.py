"""Barres horizontales empilées : ce dont chaque total est fait, et le total au bout."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from tools.kit.declare import Words, raw_text
from tools.kit.draw.frame import EDGE, Axis, Frame, Heading, Unit, both_widths, room_for
from tools.kit.draw.letters import text_width
from tools.kit.french import format_value

DEEP = 26.0
"""L'épaisseur d'une pile : un nombre s'y lit."""


@dataclass(frozen=True)
class Bar:
    """Une barre empilée : une valeur positive par segment, dans l'ordre de la légende ; `shown`, son total écrit."""

    label: Words
    values: Sequence[float]
    shown: str


def bar_chart(heading: Heading, segments: Sequence[str], bars: Sequence[Bar], unit: Unit) -> str:
    """Barres horizontales empilées, en deux largeurs ; lève `ValueError` si une part est négative."""
    if any(value < 0 for bar in bars for value in bar.values):
        raise ValueError("une part négative ne s'empile pas")
    return both_widths(heading, partial(_bars, segments=segments, bars=bars, unit=unit))


def _bars(frame: Frame, segments: Sequence[str], bars: Sequence[Bar], unit: Unit) -> None:
    totals = [math.fsum(bar.values) for bar in bars]
    end = frame.right - max(room_for(bar.shown) for bar in bars)
    axis = Axis.across([0, *totals], unit, EDGE, end)
    frame.legend([(f"poste poste-{rank}", name) for rank, name in enumerate(segments, 1)], 1 if frame.narrow else 3)
    names = frame.names([bar.label for bar in bars], frame.width - 2 * EDGE)
    for bar, name, total in zip(bars, names, totals, strict=True):
        frame.name(name)
        x = axis.at(total)
        frame.grid(axis, DEEP + 6, [(x, x + room_for(bar.shown))])
        frame.text(x + 5, frame.y + DEEP / 2 + 7, bar.shown, "fort")
        _stack(frame, axis, bar, segments)
        frame.y += DEEP + 14
    frame.y -= 8
    frame.foot(axis)


def _stack(frame: Frame, axis: Axis, bar: Bar, segments: Sequence[str]) -> None:
    """Les segments d'une barre, dans l'ordre de la légende ; leur valeur s'y lit si elle y tient, et rien sinon."""
    x, done = axis.at(0), 0.0
    for rank, (value, name) in enumerate(zip(bar.values, segments, strict=True), 1):
        done += value
        following = axis.at(done)
        amount = format_value(value / axis.unit.divisor, axis.unit.name, 0)
        frame.bar(
            x, following, frame.y + 3, f"poste poste-{rank}", f"« {raw_text(bar.label)} », {name} : {amount}", DEEP
        )
        if text_width(amount, bold=True) + 8 <= following - x:  # un rang seul s'y lirait comme une valeur
            frame.text((x + following) / 2, frame.y + DEEP / 2 + 7, amount, f"milieu numero numero-{rank}")
        x = following
