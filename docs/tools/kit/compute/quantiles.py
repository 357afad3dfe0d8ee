"""Les quantiles d'une suite de tirages."""

from __future__ import annotations

import math
from collections.abc import Sequence


def quantile(ordered: Sequence[float], q: float) -> float:
    """Rend le quantile d'ordre q d'une suite triée, par interpolation linéaire au rang `(n − 1)·q`.

    >>> quantile([0, 10, 20], 0.75)
    15.0
    """
    rank = (len(ordered) - 1) * q
    index = math.floor(rank)
    if index + 1 == len(ordered):
        return ordered[index]
    return ordered[index] + (rank - index) * (ordered[index + 1] - ordered[index])
