"""Deux montants égaux au centime le sont partout : ce qui les sépare est le bruit de la machine."""

from __future__ import annotations

from collections.abc import Sequence

SEUIL_EGAL = 0.005
"""Deux montants qui s'écrivent de même au centime."""


def ranked(costs: Sequence[float], order: Sequence[int] = ()) -> tuple[int, ...]:
    """Rend les rangs, du moins cher au plus cher ; deux montants égaux au centime restent dans l'ordre donné.

    >>> ranked([3, 1, 1 - 1e-9]), ranked([3, 1, 1 - 1e-9], order=(2, 1, 0)), ranked([3, 1, 0.98])
    ((1, 2, 0), (2, 1, 0), (2, 1, 0))
    """
    places, groups = list(order or range(len(costs))), list[list[int]]()
    for i in sorted(places, key=costs.__getitem__):
        if groups and costs[i] - costs[groups[-1][0]] < SEUIL_EGAL:
            groups[-1].append(i)
        else:
            groups.append([i])
    return tuple(i for group in groups for i in sorted(group, key=places.index))
