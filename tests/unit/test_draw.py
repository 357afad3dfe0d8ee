"""Les dessins, contre leurs nombres : la place de chaque marque est relue dans le SVG, à l'échelle que disent les axes.

L'oracle ne connaît pas le code du dessin : il lit les graduations (texte et place), en tire l'échelle, et rend à
chaque marque la valeur qu'elle montre.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tools.kit.declare import Typed
from tools.kit.draw import (
    Bar,
    Curves,
    Heading,
    Interval,
    Line,
    Mark,
    Plane,
    Span,
    Swing,
    Track,
    Unit,
    bar_chart,
    interval_chart,
    line_chart,
    plane_chart,
    span_chart,
    tornado_chart,
)
from tools.kit.draw.lines import MARKERS
from tools.kit.french import format_euros

from tests.gallery import FORMS

HEAD = Heading("g", "t", "d")
UNIT = Unit("k€", "milliers d’euros", 1000)
PIXEL = 0.11
"""Les places sont écrites au dixième."""
amounts = st.floats(0, 5e6).map(lambda value: round(value, 2))
signed = st.floats(-5e6, 5e6).map(lambda value: round(value, 2))


def svgs(text: str) -> list[ET.Element]:
    """Les deux largeurs d'un graphique."""
    found = list(ET.fromstring(f"<g>{text}</g>"))
    assert [svg.get("class") for svg in found] == ["etroit", "large"]
    return found


def _number(element: ET.Element, name: str) -> float:
    return float(element.get(name, "nan"))


def _texts(svg: ET.Element, css: str | None = None) -> list[tuple[float, float, str]]:
    return [
        (_number(text, "x"), _number(text, "y"), text.text or "")
        for text in svg.iter("text")
        if css is None or css in (text.get("class") or "").split()
    ]


def _scale(ticks: list[tuple[float, float]]) -> Callable[[float], float]:
    """D'une place à une valeur : la droite par la première et la dernière graduation ; les autres sont dessus."""
    ticks = sorted(set(ticks))
    (place, value), (last, top) = ticks[0], ticks[-1]
    slope = (top - value) / (last - place)

    def read(x: float) -> float:
        return value + slope * (x - place)

    for where, said in ticks:
        assert read(where) == pytest.approx(said, abs=abs(slope) * PIXEL + abs(top) * 1e-3)
    return read


def _ticks(svg: ET.Element, axis: str, place: str) -> list[tuple[float, float]]:
    """Les graduations : la place d'un trait de grille, et le nombre écrit à côté, sous les rangs ou à gauche."""
    lines = [line for line in svg.iter("line") if line.get("class") in {"grille", "zero"}]
    base, edge = max(_number(line, "y2") for line in lines), min(_number(line, "x1") for line in lines)
    texts = [t for t in _texts(svg) if (t[1] > base if axis == "x" else t[0] < edge)]
    numbers = [t for t in texts if re.fullmatch(r"[−\d\u202f,]+", t[2])]
    found = {}
    for line in lines:
        where = _number(line, place)
        near = [t for t in numbers if abs(t["xy".index(axis)] - where) < 7]
        if near:
            # « 1,005 » est ici décimal, là où une saisie se lirait de deux façons.
            found[where] = float(near[0][2].replace("\u202f", "").replace("−", "-").replace(",", "."))
    return list(found.items())


def _points(text: str) -> list[tuple[float, float]]:
    pairs = (pair.split(",") for pair in text.split())
    return [(float(x), float(y)) for x, y in pairs]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(amounts, min_size=13, max_size=13), min_size=1, max_size=5))
def test_curves_pass_by_their_values(series: list[list[float]]) -> None:
    """Chaque sommet d'une courbe, et chaque bord de sa bande, est à la hauteur de sa valeur."""
    bands = [[(t, 0.8 * v, 1.1 * v) for t, v in ((0, s[0]), (6, s[6]), (12, s[12]))] for s in series]
    lines = [Line(f"Offre {k}", s, b) for k, (s, b) in enumerate(zip(series, bands, strict=True))]
    for svg in svgs(line_chart(HEAD, Curves(lines, UNIT, "mois"))):
        ticks = [(y, v) for y, v in _ticks(svg, "y", "y1")]
        value = _scale([(y, v * 1000) for y, v in ticks])
        tolerance = abs(value(0) - value(PIXEL)) + 1e-6 * max(map(max, series))
        groups = [g for g in svg if g.find("polyline") is not None]
        assert len(groups) == len(series)
        for group, expected, band in zip(groups, series, bands, strict=True):
            line = group.find("polyline")
            assert line is not None
            places = _points(line.get("points", ""))
            assert [value(y) for _, y in places] == pytest.approx(expected, abs=tolerance)
            assert all(a[0] < b[0] for a, b in pairwise(places))
            polygon = group.find("polygon")
            assert polygon is not None
            edges = [value(y) for _, y in _points(polygon.get("points", ""))]
            assert edges == pytest.approx([h for _, _, h in band] + [lo for _, lo, _ in reversed(band)], abs=tolerance)


def test_dates_stand_where_they_are_and_are_named() -> None:
    """Un trait par date, à sa place entre deux sommets de la courbe ; sa lettre en haut, son nom sous le graphique."""
    marks = [Mark(0, "aujourd'hui"), Mark(5, "meilleur mois"), Mark(6, "fin <b>")]
    for svg in svgs(line_chart(HEAD, Curves([Line("Offre", [5.0 + t for t in range(13)])], UNIT, "mois", marks))):
        tops = [x for x, _ in _points(next(svg.iter("polyline")).get("points", ""))]
        places = [_number(line, "x1") for line in svg.iter("line") if line.get("class") == "date"]
        assert places == [tops[mark.t] for mark in marks]
        for letter, place, mark in zip("ABC", places, marks, strict=True):
            assert [x for x, _, text in _texts(svg) if text == letter] == [place]
            assert sum(text == f"{letter}\u00a0: {mark.label}".replace("'", "’") for _, _, text in _texts(svg)) == 1
        letters = [(x, y) for x, y, text in _texts(svg) if text in {"A", "B", "C"}]
        assert all(abs(a[0] - b[0]) >= 12 or abs(a[1] - b[1]) >= 12 for a, b in combinations(letters, 2))


def test_series_are_told_apart_without_colour() -> None:
    """Cinq courbes, cinq marques et cinq noms, même de soixante signes ; une seule valeur se dessine aussi."""
    lines = [Line(Typed(f"{k} " + "nom <b> " * 7), [k * 1000.0] * 13) for k in range(5)]
    for svg in svgs(line_chart(HEAD, Curves(lines, UNIT, "mois"))):
        shapes = {frozenset((m.tag, m.get("d", "")) for m in g.iter() if m.get("class") == "marque") for g in svg}
        assert len(shapes - {frozenset()}) == len(MARKERS)
        names = [text for _, _, text in _texts(svg) if text[1:].startswith(" nom <b>")]
        assert len(names) == 5
        assert any(text == "milliers d’euros" for _, _, text in _texts(svg))
    assert svgs(line_chart(HEAD, Curves([Line("A", [5.0])], UNIT, "mois")))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(amounts, min_size=3, max_size=3), min_size=1, max_size=5))
def test_bars_are_stacked_to_their_total(rows: list[list[float]]) -> None:
    """Chaque segment commence où finit le précédent, et sa longueur est sa valeur ; le total est écrit."""
    bars = [Bar(f"Offre {k}", values, f"{sum(values):.0f} €") for k, values in enumerate(rows)]
    for svg in svgs(bar_chart(HEAD, ["un", "deux", "trois"], bars, UNIT)):
        value = _scale([(x, v * 1000) for x, v in _ticks(svg, "x", "x1")])
        slack = abs(value(2 * PIXEL) - value(0)) + 1e-3
        rects = [r for r in svg.iter("rect") if r.get("height") == "26"]
        assert len(rects) == 3 * len(rows)
        for rank, values in enumerate(rows):
            row = rects[3 * rank : 3 * rank + 3]
            assert _number(row[0], "x") == pytest.approx(8, abs=PIXEL)
            for one, following in pairwise(row):
                assert _number(one, "x") + _number(one, "width") == pytest.approx(
                    _number(following, "x"), abs=2 * PIXEL
                )
            widths = [value(_number(r, "width")) - value(0) for r in row]
            assert widths == pytest.approx(values, abs=slack)


@settings(max_examples=30, deadline=None)
@given(signed, st.lists(st.tuples(signed, signed), min_size=1, max_size=6))
@example(961.0, [(961.0, 1001.0)])
def test_tornado_ends_at_its_values(center: float, ends: list[tuple[float, float]]) -> None:
    """Une barre va du centre à sa valeur basse, l'autre du centre à sa valeur haute ; chacune a sa forme."""
    swings = [Swing(f"Valeur {k}", low, high) for k, (low, high) in enumerate(ends)]
    for svg in svgs(tornado_chart(HEAD, center, swings, UNIT, format_euros)):
        value = _scale([(x, v * 1000) for x, v in _ticks(svg, "x", "x1")])
        slack = abs(value(2 * PIXEL) - value(0)) + 1e-3
        for css, place in (("tornade-bas", 0), ("tornade-haut", 1)):
            bars = [r for r in svg.iter("rect") if css in (r.get("class") or "")][1:]  # après la légende
            for bar, pair in zip(bars, ends, strict=True):
                left, right = _number(bar, "x"), _number(bar, "x") + _number(bar, "width")
                assert sorted((value(left), value(right))) == pytest.approx(sorted((center, pair[place])), abs=slack)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=8))
def test_intervals_reach_their_bounds(pairs: list[tuple[float, float]]) -> None:
    """La part sûre va de zéro à la borne basse, le doute de la borne basse à la haute."""
    bars = [Interval(f"Critère {k}", min(p), max(p), 1, "de tant à tant") for k, p in enumerate(pairs)]
    for svg in svgs(interval_chart(HEAD, bars, Unit(""), (0, 25, 50, 75, 100))):
        value = _scale(_ticks(svg, "x", "x1"))
        sure = [r for r in svg.iter("rect") if (r.get("class") or "").startswith("niveau")]
        doubts = [r for r in svg.iter("rect") if (r.get("class") or "").startswith("doute")]
        for rect, bar in zip(sure, bars, strict=True):
            assert value(_number(rect, "x")) == pytest.approx(0, abs=0.1)
            end = value(_number(rect, "x") + _number(rect, "width"))
            assert end == pytest.approx(bar.low, abs=0.2) or (bar.low < 1 and end < 1.1)
        for rect, bar in zip(doubts, [b for b in bars if b.low != b.high], strict=True):
            ends = [value(_number(rect, "x")), value(_number(rect, "x") + _number(rect, "width"))]
            assert ends == pytest.approx([bar.low, bar.high], abs=0.2)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 400), st.floats(1, 200)), min_size=1, max_size=8))
def test_spans_go_from_their_start_to_their_end(pairs: list[tuple[float, float]]) -> None:
    """Chaque barre va de son début à sa fin sur l'axe, et son texte dit les deux."""
    spans = [Span(f"étape {k}", start, start + long, 1 + k % 8) for k, (start, long) in enumerate(pairs)]
    for svg in svgs(span_chart(HEAD, [Track("A", spans[:1]), Track("B", spans)], Unit("jours"))):
        value = _scale(_ticks(svg, "x", "x1"))
        tolerance = abs(value(0) - value(PIXEL)) * 2
        bars = [one for one in svg.iter("rect") if "poste" in (one.get("class") or "")]
        assert len(bars) == 1 + len(spans)
        for bar, span in zip(bars[1:], spans, strict=True):
            left, width = _number(bar, "x"), _number(bar, "width")
            assert value(left) == pytest.approx(span.start, abs=tolerance)
            assert value(left + width) == pytest.approx(span.end, abs=tolerance)
        said = [text for _, _, text in _texts(svg)]
        assert all(any(text.startswith(span.label) for text in said) for span in spans)


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 16), st.floats(0, 16))
def test_plane_puts_its_point(x: float, y: float) -> None:
    """Le point est à ses coordonnées, les zones à leur pente."""
    plane = Plane("fiabilité", "exposition", 16, [(0.9, "contrôle")], (x, y), "nous")
    for svg in svgs(plane_chart(HEAD, plane)):
        base = next(line for line in svg.iter("line") if line.get("class") == "grille")
        zero = (_number(base, "x1"), _number(base, "y1"))
        right = _number(base, "x2")
        axis = [line for line in svg.iter("line") if line.get("class") == "grille"][1]
        top = _number(axis, "y1")
        point = next(svg.iter("circle"))
        assert 16 * (_number(point, "cx") - zero[0]) / (right - zero[0]) == pytest.approx(x, abs=0.02)
        assert 16 * (zero[1] - _number(point, "cy")) / (zero[1] - top) == pytest.approx(y, abs=0.02)
        zone = next(line for line in svg.iter("line") if line.get("class") == "zone")
        rise = (zero[1] - _number(zone, "y2")) / (zero[1] - top)
        run = (_number(zone, "x2") - zero[0]) / (right - zero[0])
        assert rise / run == pytest.approx(0.9, abs=0.01)


@pytest.mark.parametrize("name", ["javascript:alert(1)", "onload=alert(1)", " onerror=1", "data:x"])
@pytest.mark.parametrize("form", FORMS)
def test_a_typed_name_never_starts_an_attribute(form: str, name: str) -> None:
    """La politique de la page refuserait le HTML entier d'une réponse dont une offre porte un tel nom."""
    drawn = FORMS[form]("cas", [Typed(name), Typed("B")], [10_000, 20_000])
    assert form == "plan" or name.strip() in drawn
    assert not re.search(r"""=\s*["']\s*(?:javascript:|on\w+\s*=)""", drawn)
