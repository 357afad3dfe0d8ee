"""Les tirages communs : lois PERT, Poisson et uniformes stratifiés, à graine fixe.

Un tirage unitaire est une permutation fixe de `(k + ½)/n`, propre à chaque clé : deux offres partagent les
mêmes aléas pour une même clé, et un lien rejoué redonne les mêmes chiffres.
"""

from __future__ import annotations

import math
import random
import zlib
from collections.abc import Sequence
from functools import cache, lru_cache

from tools.kit.compute.pert import TroisPoints, pert_cdf

_POISSON_EXACT = 12.0
_SQRT_2PI = math.sqrt(2 * math.pi)


@cache
def permutation(key: str, n: int) -> tuple[int, ...]:
    """Rend la permutation de 0…n−1 propre à une clé, la même sur toute machine."""
    rng = random.Random(zlib.crc32(key.encode()))  # ruff: ignore[suspicious-non-cryptographic-random-usage] — reproductible, pas secret
    marks = [rng.random() for _ in range(n)]
    return tuple(sorted(_ranks(n), key=marks.__getitem__))  # deux fois plus vite que `shuffle`


@cache
def _ranks(n: int) -> tuple[int, ...]:
    """Les rangs de 0 à n−1, les mêmes objets pour toutes les permutations : l'instantané ne les porte qu'une fois."""
    return tuple(range(n))


@cache
def uniforms(key: str, n: int) -> tuple[float, ...]:
    """Rend n tirages uniformes stratifiés `(k + ½)/n`, mélangés d'une façon propre à chaque clé."""
    return tuple((k + 0.5) / n for k in permutation(key, n))


@lru_cache(maxsize=256)
def pert_units(mode: float, n: int) -> tuple[float, ...]:
    """Rend les quantiles d'ordre `(k + ½)/n` de la loi PERT sur [0, 1], dans l'ordre croissant."""
    grid, cdf = pert_cdf(mode)
    ordered: list[float] = []
    k = 0
    for x, after, low, high in zip(grid, grid[1:], cdf, cdf[1:], strict=False):
        first = k
        while k < n and (k + 0.5) / n <= high:
            k += 1
        ordered += [x + ((rank + 0.5) / n - low) / (high - low) * (after - x) for rank in range(first, k)]
    return tuple(ordered)


@lru_cache(maxsize=256)
def _pert_units(key: str, mode: float, n: int) -> tuple[float, ...]:
    ordered = pert_units(mode, n)
    return tuple(ordered[k] for k in permutation(key, n))


def draw_pert(key: str, value: TroisPoints, n: int) -> list[float]:
    """Tire n valeurs d'une loi PERT bêta ; le changement de bornes n'est qu'une application affine."""
    low, width = value.bas, value.haut - value.bas
    if width == 0:
        return [low] * n
    return [low + width * unit for unit in _pert_units(key, (value.probable - low) / width, n)]


@cache
def normal_scores(n: int) -> tuple[float, ...]:
    """Rend les quantiles normaux de `(k + ½)/n`, par Newton de proche en proche depuis la médiane."""
    scores = [0.0] * n
    z = 0.0
    for k in range(n // 2, n):
        q = (k + 0.5) / n
        for _ in range(50):  # pragma: no branch — un garde-fou : six pas y suffisent
            gap = (0.5 * math.erfc(-z / math.sqrt(2)) - q) * _SQRT_2PI * math.exp(z * z / 2)
            z -= gap
            if abs(gap) < 1e-12:
                break
        scores[k], scores[n - 1 - k] = z, -z
    return tuple(scores)


def poisson_quantile(q: float, mean: float, score: float) -> int:
    """Rend le quantile d'ordre q d'une loi de Poisson, à partir du quantile normal du même ordre.

    Exact sous une moyenne de 12, par cumul des probabilités ; au-delà, développement de Cornish-Fisher
    à l'ordre `1/√λ`, arrondi (l'écart au quantile exact est d'une unité au plus, rare, éprouvé par les tests).
    Cas dégénéré : moyenne nulle rend 0.

    >>> poisson_quantile(0.5, 0.0, 0.0), poisson_quantile(0.95, 2.0, 1.645)
    (0, 5)
    """
    if mean < _POISSON_EXACT:
        count, term = 0, math.exp(-mean)
        total = term
        while total < q:
            count += 1
            term *= mean / count
            total += term
        return count
    root = math.sqrt(mean)
    z2 = score * score
    expansion = mean + root * score + (z2 - 1) / 6 - score * (z2 - 1) / (72 * root)
    return max(0, math.floor(expansion + 0.5))


def draw_poisson(key: str, means: Sequence[float]) -> list[int]:
    """Tire un nombre d'événements par moyenne donnée, avec les mêmes aléas unitaires pour une même clé."""
    n = len(means)
    scores, order = normal_scores(n), permutation(key, n)
    return [poisson_quantile((k + 0.5) / n, mean, scores[k]) for k, mean in zip(order, means, strict=True)]
