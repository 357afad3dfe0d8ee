"""Courbes avec bande, mois après mois."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, starmap

from tools.kit.declare import Words, raw_text
from tools.kit.draw.frame import EDGE, LINE, Axis, Frame, Heading, Unit, both_widths
from tools.kit.draw.letters import TEXT, in_lines, text_width
from tools.kit.french import format_value, typeset

PLOT = 240.0
"""La hauteur du tracé."""
LABELS = 170.0
"""La place des noms, à droite des courbes, quand il y en a."""
READ = 30
"""Les dates que l'on lit, au plus."""
MARKERS = ("circle", "square", "diamond", "triangle", "cross")
_OUTLINES = {
    "square": "M-4,-4h8v8h-8z",
    "diamond": "M0,-5.5l5.5,5.5l-5.5,5.5l-5.5,-5.5z",
    "triangle": "M0,-5.5l5,9h-10z",
    "cross": "M-1.5,-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
}


@dataclass(frozen=True)
class Line:
    """Une courbe : `values[t]` pour t = 0…N, et sa bande `(t, bas, haut)` en quelques dates."""

    label: Words
    values: Sequence[float]
    band: Sequence[tuple[int, float, float]] = ()


@dataclass(frozen=True)
class Mark:
    """Une date que l'on montre : un trait debout, une lettre en haut, son nom sous le graphique."""

    t: int
    label: str


@dataclass(frozen=True)
class Curves:
    """Des courbes sur les mêmes dates t = 0…N, que `x_label` nomme, et les dates que l'on montre."""

    lines: Sequence[Line]
    unit: Unit
    x_label: str
    marks: Sequence[Mark] = ()

    @property
    def last(self) -> int:
        """La dernière date."""
        return len(self.lines[0].values) - 1

    @property
    def heights(self) -> list[float]:
        """Toutes les valeurs, bandes comprises, et zéro : la hauteur de l'axe en dépend."""
        bands = [edge for line in self.lines for _, *edges in line.band for edge in edges]
        return [0, *(value for line in self.lines for value in line.values), *bands]


def line_chart(heading: Heading, curves: Curves) -> str:
    """Courbes avec bande, en deux largeurs ; leur nom au bout de chacune si la place le permet, sinon en légende."""
    return both_widths(heading, partial(_draw, curves=curves))


def _draw(frame: Frame, curves: Curves) -> None:
    beside = not frame.narrow and len(curves.lines) > 1
    heights = Axis.around(curves.heights, curves.unit, 0, PLOT, 5)
    left = EDGE + max(text_width(curves.unit.show(tick)) for tick in heights.ticks) + 8
    right = frame.right - (LABELS if beside else 4)
    frame.text(EDGE, frame.y + 12, curves.unit.title, "axe-titre")
    months = Axis(0, max(1, curves.last), _dates(curves.last, frame.narrow), left, right, Unit(""))
    top = _letters(frame, curves.marks, months)
    values = replace(heights, start=top + PLOT, end=top)
    for tick in values.ticks:
        y = values.at(tick)
        frame.line(left, y, right, y, "zero" if tick == 0 and values.low < 0 else "grille")
        frame.text(left - 6, y + 4, curves.unit.show(tick), "fin")
    for mark in curves.marks:
        frame.line(months.at(mark.t), top - 3, months.at(mark.t), values.start, "date")
    for rank, line in enumerate(curves.lines):
        _curve(frame, line, rank, months, values)
    _readings(frame, curves, months, values)
    for date in months.ticks:
        frame.text(months.at(date), values.start + 18, str(date), "milieu")
    frame.text(right, values.start + 36, curves.x_label, "fin axe-titre")
    frame.y = values.start + 46
    if beside:
        _beside(frame, curves.lines, right + 14, values)
    else:
        _under(frame, curves.lines)
    for rank, mark in enumerate(curves.marks):
        for text in in_lines(f"{_letter(rank)} : {mark.label}", frame.width - 2 * EDGE):
            frame.text(EDGE, frame.y + 12, text)
            frame.y += LINE


def _letter(rank: int) -> str:
    return chr(ord("A") + rank)


def _dates(last: int, narrow: bool) -> list[int]:
    """Les dates écrites : de six en six mois, ou plus loin si la place manque."""
    every = max(1, -(-last // (4 if narrow else 8) // 6)) * 6
    return list(range(0, last + 1, every))


def _letters(frame: Frame, marks: Sequence[Mark], months: Axis) -> float:
    """Les lettres des dates, à des hauteurs où elles ne se touchent pas ; rend le haut du tracé."""
    rows: list[float] = []
    placed = []
    for rank, mark in enumerate(marks):
        x = months.at(mark.t)
        row = next((k for k, taken in enumerate(rows) if x - taken > 1.2 * TEXT), len(rows))
        rows[row:] = [x, *rows[row + 1 :]]
        placed.append((x, row, _letter(rank)))
    top = frame.y + 28 + LINE * len(rows)
    for x, row, letter in placed:
        frame.text(x, top - 8 - LINE * row, letter, "milieu fort")
    return top


def _curve(frame: Frame, line: Line, rank: int, months: Axis, values: Axis) -> None:
    def at(t: float, value: float) -> tuple[float, float]:
        return months.at(t), values.at(value)

    frame.open_group(f"serie serie-{rank + 1}")
    if line.band:
        corners = [at(t, up) for t, _, up in line.band] + [at(t, down) for t, down, _ in reversed(line.band)]
        frame.add("polygon", {"class": "bande", "points": _points(corners)})
    frame.add("polyline", {"points": _points(list(starmap(at, enumerate(line.values))))})
    for t in months.ticks:
        _marker(frame, *at(t, line.values[int(t)]), rank)
    frame.close_group()


def _readings(frame: Frame, curves: Curves, months: Axis, values: Axis) -> None:
    """Une colonne par date lue : toutes les courbes s'y disent, dans l'ordre de la légende."""
    every = max(1, -(-curves.last // READ))
    dates = list(range(0, curves.last + 1, every))
    width = (months.end - months.start) * every / max(1, curves.last)
    for t in dates:
        amounts = [_amount(line, line.values[t], curves) for line in curves.lines]
        said = f"{curves.x_label.capitalize()} {t} : {' ; '.join(amounts)}"
        frame.spot(months.at(t) - width / 2, values.end, width, values.start - values.end, said)


def _amount(line: Line, value: float, curves: Curves) -> str:
    shown = format_value(value / curves.unit.divisor, curves.unit.name, 0)
    return f"{typeset(raw_text(line.label))}, {shown}" if len(curves.lines) > 1 else shown


def _beside(frame: Frame, lines: Sequence[Line], x: float, values: Axis) -> None:
    """Le nom de chaque courbe à la hauteur de sa fin, écarté de ses voisins s'il le faut."""
    names = frame.names([line.label for line in lines], frame.right - x - 14)
    order = sorted(range(len(lines)), key=lambda k: values.at(lines[k].values[-1]))
    heights = [LINE * len(names[k]) + 4 for k in order]
    places = _apart([values.at(lines[k].values[-1]) - h / 2 for k, h in zip(order, heights, strict=True)], heights)
    for k, y in zip(order, places, strict=True):
        frame.open_group(f"serie serie-{k + 1}")
        _marker(frame, x, y + LINE / 2, k)
        frame.close_group()
        for rank, text in enumerate(names[k]):
            frame.text(x + 12, y + 12 + LINE * rank, text)
    frame.y = max(frame.y, places[-1] + heights[-1])


def _apart(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Les places les plus proches de celles voulues, dans le même ordre, sans que rien ne se touche.

    Ceux qui se toucheraient forment une pile, centrée sur ce qu'ils voulaient.

    >>> _apart([10, 12, 100], [20, 20, 20])
    [1.0, 21.0, 100.0]
    """
    piles: list[list[tuple[float, float]]] = []
    for item in zip(wanted, heights, strict=True):
        piles.append([item])
        while len(piles) > 1 and _top(piles[-2]) + sum(h for _, h in piles[-2]) > _top(piles[-1]):
            piles[-2:] = [piles[-2] + piles[-1]]
    return [place for pile in piles for place in accumulate([_top(pile), *(h for _, h in pile[:-1])])]


def _top(pile: Sequence[tuple[float, float]]) -> float:
    """Où commence une pile dont chaque rang est, en moyenne, là où il voulait être."""
    offsets = accumulate((height for _, height in pile), initial=0.0)
    return sum(want - offset for (want, _), offset in zip(pile, offsets, strict=False)) / len(pile)


def _under(frame: Frame, lines: Sequence[Line]) -> None:
    """La légende : pour chaque courbe son trait, sa marque et son nom."""
    names = frame.names([line.label for line in lines], frame.width - 2 * EDGE - 46)
    for rank, name in enumerate(names):
        frame.open_group(f"serie serie-{rank + 1}")
        frame.line(EDGE, frame.y + 8, EDGE + 36, frame.y + 8, "trait")
        _marker(frame, EDGE + 18, frame.y + 8, rank)
        frame.close_group()
        for text in name:
            frame.text(EDGE + 44, frame.y + 12, text)
            frame.y += LINE
        frame.y += 4


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _marker(frame: Frame, x: float, y: float, rank: int) -> None:
    shape = MARKERS[rank % len(MARKERS)]
    if shape == "circle":
        frame.add("circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "4.5", "class": "marque"})
        return
    place = f"translate({x:.1f},{y:.1f})"
    frame.add("path", {"d": _OUTLINES[shape], "transform": place, "class": "marque"})
