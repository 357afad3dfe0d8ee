"""La valeur incertaine en trois points et sa loi, PERT bêta (S6-5)."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

_CELLS = 512
_FIT = 40
_CLOSE = 1e-9
_NEAR = 1e-6


class TroisPoints(NamedTuple):
    """Une valeur incertaine : au plus bas, la plus probable, au plus haut (`bas ≤ probable ≤ haut`)."""

    bas: float
    probable: float
    haut: float

    @property
    def moyenne(self) -> float:
        """Moyenne de la loi PERT bêta, `(bas + 4·probable + haut) / 6` (S6-5).

        >>> TroisPoints(10, 20, 60).moyenne
        25.0
        """
        return (self.bas + 4 * self.probable + self.haut) / 6

    @property
    def variance(self) -> float:
        """Variance exacte de la loi PERT bêta, `(μ − bas)(haut − μ) / 7` (S6-5) ; nulle si bas = haut."""
        return (self.moyenne - self.bas) * (self.haut - self.moyenne) / 7


@lru_cache(maxsize=256)
def pert_cdf(mode: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Rend la grille (x, F(x)) de la loi PERT sur [0, 1] : `α = 1 + 4·mode`, `β = 5 − 4·mode`.

    La densité `x^(4·mode) · (1 − x)^(4 − 4·mode)` est intégrée par Simpson après le changement
    `x = s²(3 − 2s)`, qui adoucit les bords.
    """
    left, right, power = 4 * mode, 4 - 4 * mode, math.pow
    density = [slope * power(x, left) * power(1 - x, right) for x, slope in _nodes()]
    ends, middles = density[::2], density[1::2]
    areas = (before + 4 * middle + after for before, middle, after in zip(ends, middles, ends[1:], strict=False))
    cumulated = list(accumulate((1 / _CELLS / 6 * area for area in areas), initial=0.0))
    return tuple(x for x, _ in _nodes()[::2]), tuple(value / cumulated[-1] for value in cumulated)


@cache
def _nodes() -> tuple[tuple[float, float], ...]:
    """Les abscisses de la grille et leurs milieux, chacune avec `dx/ds` : les mêmes quel que soit le mode."""
    steps = [k / (2 * _CELLS) for k in range(2 * _CELLS + 1)]
    return tuple((s * s * (3 - 2 * s), 6 * s * (1 - s)) for s in steps)


def pert_quantile(value: TroisPoints, q: float) -> float:
    """Rend le quantile d'ordre q de la loi PERT bêta (S6-5).

    `α = 1 + 4(m − a)/(b − a)`, `β = 1 + 4(b − m)/(b − a)`, sur [a, b] ; m est la valeur la plus probable.

    Cas dégénéré : bas = haut rend cette valeur.

    >>> round(pert_quantile(TroisPoints(0, 50, 100), 0.5), 6)
    50.0
    """
    width = value.haut - value.bas
    if width == 0:
        return value.bas
    grid, cdf = pert_cdf((value.probable - value.bas) / width)
    return value.bas + width * invert(grid, cdf, q, max(1, bisect_left(cdf, q)))


def invert(grid: Sequence[float], cdf: Sequence[float], q: float, cell: int) -> float:
    """Rend l'abscisse où F vaut q, par interpolation dans la maille `cell` de la grille."""
    share = (q - cdf[cell - 1]) / (cdf[cell] - cdf[cell - 1])
    return grid[cell - 1] + share * (grid[cell] - grid[cell - 1])


def fit_pert(p10: float, p50: float, p90: float) -> TroisPoints | None:
    """Rend la valeur en trois points dont la loi PERT a ces P10, P50 et P90 ; nul si aucune n'est positive ou ne l'a.

    La forme se lit à `(P50 − P10) / (P90 − P10)`, qui croît avec la place du mode ; l'échelle, à `P90 − P10`. Cas
    dégénéré : trois quantiles égaux sont cette valeur.

    >>> [round(point, 3) for point in fit_pert(*(pert_quantile(TroisPoints(10, 20, 60), q) for q in (0.1, 0.5, 0.9)))]
    [10.0, 20.0, 60.0]
    """
    if p10 == p90:
        return TroisPoints(p10, p50, p90)
    wanted = (p50 - p10) / (p90 - p10)
    low, high = 0.0, 1.0
    below, above = (_lean(mode)[0] - wanted for mode in (low, high))
    if below > 0 or above < 0:
        return None
    mode = low
    for _ in range(_FIT):
        mode = low + (high - low) * (below / (below - above)) if below < above else low
        lean = _lean(mode)[0] - wanted
        if abs(lean) < _CLOSE:
            break
        low, below, high, above = (mode, lean, high, above) if lean < 0 else (low, below, mode, lean)
    _, first, last = _lean(mode)
    width = (p90 - p10) / (last - first)
    start = p10 - width * first
    if start < -_NEAR * width:
        return None
    return TroisPoints(max(0.0, start), start + width * mode, start + width)


def _lean(mode: float) -> tuple[float, float, float]:
    """La place de la médiane entre le P10 et le P90 d'une loi PERT sur [0, 1], puis ces deux quantiles."""
    first, middle, last = (pert_quantile(TroisPoints(0, mode, 1), q) for q in (0.1, 0.5, 0.9))
    return (middle - first) / (last - first), first, last
