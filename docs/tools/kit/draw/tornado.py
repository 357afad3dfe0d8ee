"""La tornade : ce que chaque valeur incertaine fait bouger, de son P10 à son P90, autour de la valeur attendue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from tools.kit.declare import Words, raw_text
from tools.kit.draw.frame import EDGE, THICK, Axis, Frame, Heading, Unit, both_widths, room_for

LEGEND = (("tornade tornade-bas", "valeur basse"), ("tornade tornade-haut", "valeur haute"))


@dataclass(frozen=True)
class Swing:
    """Une barre : son nom, le résultat quand la valeur est à son P10, puis à son P90."""

    label: Words
    low: float
    high: float


def tornado_chart(
    heading: Heading, center: float, swings: Sequence[Swing], unit: Unit, show: Callable[[float], str]
) -> str:
    """Barres horizontales autour de `center`, en deux largeurs ; le zéro est marqué s'il se voit.

    `show` écrit une valeur à l'arrondi de la réponse.
    """
    return both_widths(heading, partial(_tornado, center=center, swings=swings, unit=unit, show=show))


def _tornado(frame: Frame, center: float, swings: Sequence[Swing], unit: Unit, show: Callable[[float], str]) -> None:
    ends = [value for swing in swings for value in (swing.low, swing.high)]
    margin = max(room_for(show(value)) for value in ends)
    axis = Axis.across([center, *ends], unit, EDGE + margin, frame.right - margin)
    frame.legend(LEGEND, 2)
    names = frame.names([swing.label for swing in swings], frame.width - 2 * EDGE)
    for swing, name in zip(swings, names, strict=True):
        frame.name(name)
        _swing(frame, axis, center, swing, show)
        frame.y += THICK + 12
    frame.y -= 6
    frame.foot(axis)


def _swing(frame: Frame, axis: Axis, center: float, swing: Swing, show: Callable[[float], str]) -> None:
    """Les deux barres d'une valeur, et à chaque bout ce qu'elle donne ; la basse est plus mince, couleur à part."""
    least, most = sorted((swing.low, swing.high))
    left, right = axis.at(min(least, center)), axis.at(max(most, center))
    labels = [(left - room_for(show(least)), left), (right, right + room_for(show(most)))]
    frame.grid(axis, THICK + 4, labels)
    frame.text(left - 5, frame.y + 15, show(least), "fin")
    frame.text(right + 5, frame.y + 15, show(most))
    said = (
        f"« {raw_text(swing.label)} » : {show(swing.low)} si la valeur est basse, {show(swing.high)} si elle est haute"
    )
    middle = axis.at(center)
    frame.bar(middle, axis.at(swing.high), frame.y + 2, "tornade tornade-haut", said)
    frame.bar(middle, axis.at(swing.low), frame.y + 6, "tornade tornade-bas", said, THICK / 2)
    frame.line(middle, frame.y, middle, frame.y + THICK + 4, "centre")
