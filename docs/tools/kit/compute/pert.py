"""La valeur incertaine en trois points et sa loi, PERT bêta (S6-5)."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_CELLS = 512


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
    left, right = 4 * mode, 4 - 4 * mode

    def density(s: float) -> float:
        x = s * s * (3 - 2 * s)
        return 6 * s * (1 - s) * math.pow(x, left) * math.pow(1 - x, right)

    h = 1 / _CELLS
    total, before = 0.0, density(0.0)
    cumulated = [0.0]
    for cell in range(_CELLS):
        after = density((cell + 1) * h)
        total += h / 6 * (before + 4 * density((cell + 0.5) * h) + after)
        cumulated.append(total)
        before = after
    grid = tuple((cell * h) ** 2 * (3 - 2 * cell * h) for cell in range(_CELLS + 1))
    return grid, tuple(value / total for value in cumulated)


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
