"""La galerie des dessins : chaque forme, et ce qui la met en défaut (noms longs, zéros, négatifs, une valeur)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
from tools.kit.french import format_euros

KEURO = Unit("k€", "milliers d'euros HT", 1000)
SHORT = ["Abc", "Déf", "Ghi"]
LONG = [Typed(f"Infogérance Sérénité n° {k}, formule tout compris {metal}") for k, metal in enumerate("ABCDE")]
ALIKE = [Typed(f"{'Prestataire' * 4} {k} {'même fin' * 3}") for k in range(5)]
WORDY = [Typed("W" * 60), Typed("il " * 20)]
CASES: dict[str, tuple[Sequence[str | Typed], Sequence[float]]] = {
    "deux": (SHORT[:2], [77_000, 65_000]),
    "cinq": (LONG, [77_000, 65_000, 64_000, 10_000, 63_000]),
    "semblables": (ALIKE, [77_000, 76_000, 75_000, 74_000, 73_000]),
    "larges": (WORDY, [4_000, 3_900]),
    "zeros": (SHORT, [0, 0, 12]),
    "negatifs": (SHORT, [-40_000, 25_000, -3]),
    "une": (SHORT[:1], [5_000]),
    "geants": (SHORT[:2], [9_870_000_000, 12_340_000_000]),
}
"""Nom du cas → noms des rangs et une valeur pour chacun."""


def _heading(case: str) -> Heading:
    return Heading(f"g-{case}", f"Cas {case}", "Un cas de la galerie.")


def bars(case: str, names: Sequence[str | Typed], values: Sequence[float]) -> str:
    """Des piles de trois parts, dont une très petite."""
    rows = [
        Bar(name, [0.6 * abs(v), 0.39 * abs(v), 0.01 * abs(v)], format_euros(abs(v)))
        for name, v in zip(names, values, strict=True)
    ]
    return bar_chart(_heading(case), ["Payé", "Temps de nos équipes", "Pertes possibles"], rows, KEURO)


def lines(case: str, names: Sequence[str | Typed], values: Sequence[float]) -> str:
    """Des courbes droites, avec leur bande et des dates voisines."""
    last = 0 if case == "une" else 36
    found = [
        Line(name, [v * t / max(1, last) for t in range(last + 1)], [(t, v * t / 40, v * t / 30) for t in (0, last)])
        for name, v in zip(names, values, strict=True)
    ]
    marks = [
        Mark(t, name) for t, name in ((0, "aujourd'hui"), (17, "fin de l'engagement"), (18, "meilleur mois")) if last
    ]
    return line_chart(_heading(case), Curves(found, KEURO, "mois", marks))


def intervals(case: str, names: Sequence[str | Typed], values: Sequence[float]) -> str:
    """Des durées, du plus court au plus long."""
    rows = [
        Interval(name, abs(v) / 1000, abs(v) / 800, 1 + k % 4, f"{abs(v) / 1000:.0f} à {abs(v) / 800:.0f} jours")
        for k, (name, v) in enumerate(zip(names, values, strict=True))
    ]
    return interval_chart(_heading(case), rows, Unit("jours", "jours depuis aujourd'hui"))


def spans(case: str, names: Sequence[str | Typed], values: Sequence[float]) -> str:
    """Deux pistes d'étapes."""
    found = [
        Span(name if isinstance(name, str) else name.raw, abs(v) / 2000, abs(v) / 1000, 1 + k)
        for k, (name, v) in enumerate(zip(names, values, strict=True))
    ]
    return span_chart(_heading(case), [Track("Partir", found), Track("Perdre", found[:1])], Unit("jours", "jours"))


def tornado(case: str, names: Sequence[str | Typed], values: Sequence[float]) -> str:
    """Des effets des deux côtés du centre, et d'un seul."""
    swings = [Swing(name, v, 3 * v if k % 2 else -v / 2) for k, (name, v) in enumerate(zip(names, values, strict=True))]
    return tornado_chart(_heading(case), values[0] / 2, swings, KEURO, format_euros)


def plane(case: str, names: Sequence[str | Typed], values: Sequence[float]) -> str:
    """Le plan, son point en trois endroits, ses zones serrées."""
    point = (1 + len(case) % 16, 1 + 3 * len(names) % 16)
    zones = [(0.2, "veille"), (0.9, "contrôle"), (1.0, "surveillance"), (2.5, "danger"), (2.6, "grand danger")]
    return plane_chart(_heading(case), Plane("fiabilité", "exposition", 16, zones, point, "notre prestataire"))


FORMS: dict[str, Callable[[str, Sequence[str | Typed], Sequence[float]], str]] = {
    "barres": bars,
    "courbes": lines,
    "intervalles": intervals,
    "etapes": spans,
    "tornade": tornado,
    "plan": plane,
}


def gallery_html(sheets: Sequence[str], scheme: str) -> str:
    """La galerie entière, une partie par forme, avec les feuilles de style du site."""
    parts = "".join(
        f'<section id="{name}"><h2>{name}</h2>'
        + "".join(
            f'<figure class="graphique">{draw(f"{name}-{case}", *values)}<figcaption>{case}</figcaption></figure>'
            for case, values in CASES.items()
        )
        + "</section>"
        for name, draw in FORMS.items()
    )
    links = "".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in sheets)
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Galerie</title>{links}</head>'
        f'<body class="md-typeset" data-md-color-scheme="{scheme}"><main>{parts}</main></body></html>'
    )
