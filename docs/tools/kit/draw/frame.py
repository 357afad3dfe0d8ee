"""Le cadre de tous les graphiques : deux largeurs, un axe gradué, des rangs nommés, des valeurs que l'on lit.

Sans script ni attribut `style` : les couleurs viennent des feuilles de style. Chaque graphique existe en deux
largeurs, l'étroite pour un téléphone, la large ailleurs ; une seule se montre, et le texte garde sa taille de lecture.
Un nombre ou un nom ne croise ni trait ni barre : les traits de grille restent à la hauteur des barres, et s'arrêtent
devant une étiquette.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tools.kit.compute import nice_step
from tools.kit.declare import Words
from tools.kit.draw.letters import distinct, text_width
from tools.kit.french import format_number, typeset

NARROW, WIDE = 340, 720
EDGE = 8.0
"""La marge de chaque côté."""
LINE = 16.0
"""D'une ligne de texte à la suivante."""
THICK = 16.0
"""L'épaisseur d'une barre."""


@dataclass(frozen=True)
class Heading:
    """Un graphique : sa clé, dont viennent ses identifiants, son titre et ce qu'il montre."""

    key: str
    title: str
    description: str


@dataclass(frozen=True)
class Unit:
    """L'unité d'un axe : son nom court, son titre, et ce par quoi les valeurs sont divisées avant d'être écrites."""

    name: str
    title: str = ""
    divisor: float = 1

    def show(self, value: float) -> str:
        """La valeur sur l'axe : assez de décimales pour que deux graduations voisines se distinguent, pas davantage.

        >>> Unit("k€", divisor=1000).show(2500), Unit("k€", divisor=1000).show(0.4), Unit("h").show(3)
        ('2,5', '0,0004', '3')
        """
        shown = value / self.divisor
        decimals = next(d for d in range(7) if d == 6 or math.isclose(shown, round(shown, d), abs_tol=1e-9))
        return format_number(shown, decimals)


@dataclass(frozen=True)
class Axis:
    """Un axe gradué : de la valeur `low` à la place `start`, de `high` à `end`."""

    low: float
    high: float
    ticks: Sequence[float]
    start: float
    end: float
    unit: Unit

    @classmethod
    def across(cls, values: Sequence[float], unit: Unit, start: float, end: float) -> Axis:
        """L'axe horizontal rond qui contient toutes les valeurs, avec autant de graduations que leurs nombres tiennent.

        >>> Axis.across([0, 97], Unit("h"), 0, 300).ticks
        [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
        """
        for count in (8, 6, 5, 4, 3, 2):
            axis = cls.around(values, unit, start, end, count)
            room = abs(end - start) / (len(axis.ticks) - 1)
            if 1.5 * max(text_width(unit.show(tick)) for tick in axis.ticks) + 8 <= room:
                return axis
        return cls.around(values, unit, start, end, 1)

    @classmethod
    def around(cls, values: Sequence[float], unit: Unit, start: float, end: float, count: int) -> Axis:
        """L'axe rond qui contient toutes les valeurs, d'au plus `count` intervalles, à une unité près.

        >>> Axis.around([0, 97], Unit("h"), 0, 100, 5).ticks
        [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
        """
        low, high = min(values), max(values)
        step = nice_step(high - low, count)
        first = math.floor(low / step)
        last = max(math.ceil(high / step), first + 1)
        ticks = [rank * step for rank in range(first, last + 1)]
        return cls(ticks[0], ticks[-1], ticks, start, end, unit)

    def at(self, value: float) -> float:
        """La place d'une valeur."""
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)


class Frame:
    """Un graphique à une largeur, rempli de haut en bas : `y` est le bas de ce qui est déjà dessiné."""

    def __init__(self, heading: Heading, width: int) -> None:
        self.heading, self.width = heading, width
        self.narrow = width == NARROW
        self.y = EDGE
        self.parts: list[str] = []

    @property
    def right(self) -> float:
        """Le bord droit."""
        return self.width - EDGE

    def write(self) -> str:
        """Le graphique en texte, à la hauteur de ce qu'il contient."""
        css, key = ("etroit" if self.narrow else "large"), f"{self.heading.key}-{self.width}"
        named = element("title", {"id": f"{key}-t"}, self.heading.title)
        named += element("desc", {"id": f"{key}-d"}, self.heading.description)
        labels = f'class="{css}" role="img" aria-labelledby="{key}-t" aria-describedby="{key}-d"'
        box = f'viewBox="0 0 {self.width} {self.y + EDGE:g}"'
        return f"<svg {labels} {box}>{named}{''.join(self.parts)}</svg>"

    def add(self, name: str, attributes: Mapping[str, str], text: str = "") -> None:
        """Ajoute un élément."""
        self.parts.append(element(name, attributes, text))

    def open_group(self, css: str) -> None:
        """Ce qui s'ajoute jusqu'à `close_group` a ce groupe en commun."""
        self.parts.append(f'<g class="{css}">')

    def close_group(self) -> None:
        """Ferme le groupe."""
        self.parts.append("</g>")

    def text(self, x: float, y: float, text: str, css: str = "") -> None:
        """Ajoute un texte."""
        attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}"}
        self.add("text", {**attributes, "class": css} if css else attributes, text)

    def line(self, x1: float, y1: float, x2: float, y2: float, css: str) -> None:
        """Ajoute un trait."""
        ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
        self.add("line", {**ends, "class": css})

    def bar(self, x1: float, x2: float, y: float, css: str, said: str = "", height: float = THICK) -> None:
        """Ajoute une barre ; `said` est ce qui s'en lit."""
        left, right = sorted((x1, x2))
        box = {"x": f"{left:.1f}", "y": f"{y:.1f}", "width": f"{right - left:.1f}", "height": f"{height:g}"}
        self.add("rect", {**box, "class": css, **read(said)})

    def names(self, names: Sequence[Words], room: float) -> list[list[str]]:
        """Les noms de tous les rangs, en deux lignes au plus, distincts."""
        return distinct(names, room, bold=True)

    def name(self, lines: Sequence[str], shown: str = "") -> None:
        """Écrit un nom de rang, et à droite de sa première ligne la valeur que l'on retient."""
        if shown:
            self.text(self.right, self.y + 12, shown, "fin")
        for text in lines:
            self.text(EDGE, self.y + 12, text, "fort")
            self.y += LINE

    def grid(self, axis: Axis, height: float, hidden: Sequence[tuple[float, float]] = ()) -> None:
        """Les traits de l'axe, à hauteur d'un rang ; aucun dans les étendues `hidden`, où une étiquette s'écrit."""
        every = [(tick, axis.at(tick)) for tick in axis.ticks]
        places = [(tick, x) for tick, x in every if not any(left <= x <= right for left, right in hidden)]
        low = self.y + height
        strokes = "".join(f"M{x:.1f},{self.y:.1f}V{low:.1f}" for tick, x in places if tick or axis.low >= 0)
        self.add("path", {"class": "grille", "d": strokes})
        if axis.low < 0 and (zero := [x for tick, x in places if not tick]):
            self.line(zero[0], self.y, zero[0], low, "zero")

    def foot(self, axis: Axis) -> None:
        """Les nombres de l'axe et son unité, sous les rangs ; un nombre qui en toucherait un autre se tait."""
        last, free = len(axis.ticks) - 1, -math.inf
        for rank, tick in enumerate(axis.ticks):
            x, shown = axis.at(tick), axis.unit.show(tick)
            css = "fin" if rank == last else "milieu" if rank else ""
            start = x - text_width(shown) * {"fin": 1, "milieu": 0.5, "": 0}[css]
            self.line(x, self.y, x, self.y + 4, "grille")
            if start > free:
                self.text(x, self.y + 18, shown, css)
                free = start + text_width(shown) + 4
        self.y += 22
        if axis.unit.title:
            self.text(self.right, self.y + 14, axis.unit.title, "fin axe-titre")
            self.y += 18

    def legend(self, items: Sequence[tuple[str, str]], columns: int = 1) -> None:
        """Une légende dans l'ordre des barres : pour chacune, son allure et son nom."""
        wide = (self.width - 2 * EDGE) / columns
        for rank, (css, label) in enumerate(items):
            x, y = EDGE + (rank % columns) * wide, self.y + LINE * 1.3 * (rank // columns)
            self.bar(x, x + 16, y + 1, css, height=12)
            self.text(x + 22, y + 12, label)
        self.y += LINE * 1.3 * math.ceil(len(items) / columns) + 6

    def spot(self, x: float, y: float, width: float, height: float, said: str) -> None:
        """Une étendue sans forme, où une valeur se lit."""
        box = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:.1f}"}
        self.add("rect", {**box, "class": "lecture", **read(said)})


def element(name: str, attributes: Mapping[str, str], text: str = "") -> str:
    r"""Un élément SVG : le texte est composé à la française et échappé ; les attributs sont de notre main.

    >>> element("text", {"x": "1"}, "« <b> » : a")
    '<text x="1">«\xa0&lt;b&gt;\xa0»\xa0: a</text>'
    """
    shown = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{shown}>{escape(typeset(text), quote=False)}</{name}>" if text else f"<{name}{shown}/>"


def read(said: str) -> dict[str, str]:
    """Ce qui se lit d'une marque : le seul attribut où passe un texte saisi.

    Il ne commence jamais par lui : la politique de la page refuse un attribut qui commence comme un script.
    """
    return {"data-lu": escape(typeset(said))} if said else {}


def both_widths(heading: Heading, draw: Callable[[Frame], None]) -> str:
    """Le même graphique en deux largeurs."""
    frames = [Frame(heading, width) for width in (NARROW, WIDE)]
    for frame in frames:
        draw(frame)
    return "".join(frame.write() for frame in frames)


def room_for(text: str) -> float:
    """La place d'une étiquette en gras, et de quoi respirer.

    >>> room_for("7 k€") > text_width("7 k€")
    True
    """
    return text_width(text, bold=True) + 10
