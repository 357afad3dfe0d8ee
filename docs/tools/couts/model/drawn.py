"""Les coûts tirés d'une offre, gardés d'une réponse à l'autre : changer une offre ne refait pas les autres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tools.couts.model.draws import attendues, colonnes
from tools.couts.offre import Offre
from tools.kit.compute import TroisPoints, draw_pert, permutation

Column = Sequence[float]


@dataclass(frozen=True)
class Pentes:
    """Ce que multiplie chaque colonne tirée dans le coût cumulé à un mois ; `sur`, en euros, n'est pas tiré."""

    sur: float
    heures: float
    projets: float
    pilotage: float
    gene: float
    touche: float
    perdu: float


@dataclass(frozen=True)
class Propre:
    """Ce dont dépend le coût propre à une offre, à un mois d'une période."""

    pentes: Pentes
    offre: Offre
    mois: int
    periode: int
    tirages: int
    groupee: bool
    attendu: bool


@dataclass(frozen=True)
class Tire:
    """Des coûts tirés, et leur tri."""

    column: Column

    @cached_property
    def tries(self) -> list[float]:
        """Du plus petit au plus grand."""
        return sorted(self.column)


@lru_cache(maxsize=128)
def tire(own: Propre, penalty: float | None, rank: int | None, leaving: TroisPoints | None) -> Tire:
    """Le coût d'une offre : le sien, sa sortie si elle finit (`penalty`), dans l'ordre de son rang, et `leaving`.

    `leaving` est la sortie du contrat quitté : un seul tirage, pour toute offre qui le quitte.
    """
    n, costs = own.tirages, _weighted(own)
    if penalty is not None:
        drawn = colonnes(own.offre, own.periode, n, grouped=own.groupee)
        exits = [0.0] * n if own.offre.actuelle else drawn.sortie
        costs = [cost + exit_ + penalty for cost, exit_ in zip(costs, exits, strict=True)]
    if rank is not None:
        costs = [costs[k] for k in permutation(f"offre-{rank}", n)]
    if leaving is not None:
        exits = draw_pert("sortie_eur", leaving, n)
        costs = [cost + exit_ for cost, exit_ in zip(costs, exits, strict=True)]
    return Tire(costs)


@lru_cache(maxsize=64)
def _weighted(own: Propre) -> list[float]:
    """Le coût cumulé propre à une offre, dans l'ordre des colonnes."""
    p, offre, t, months, n = own.pentes, own.offre, own.mois, own.periode, own.tirages
    c = colonnes(offre, months, n, grouped=own.groupee)
    if own.attendu:
        mean = attendues(offre, months, n, grouped=own.groupee)
        chance, share = (mean.touche, mean.perdu, mean.sinistre), t / months
    else:
        chance, share = (c.touche, c.perdu, c.struck(t)), 1.0
    return [
        p.sur
        + first
        + p.heures * h
        + p.projets * j
        + p.pilotage * s
        + p.gene * g
        + p.touche * x
        + p.perdu * y
        + share * d
        for first, h, j, s, g, x, y, d in zip(
            c.mise_en_place, c.heures, c.projets, c.pilotage, c.gene, *chance, strict=True
        )
    ]
