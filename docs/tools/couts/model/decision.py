"""Ce qui ferait changer d'avis : points de bascule, tornade, coût d'attendre.

Tout porte sur l'écart D de coût attendu entre les deux offres les moins chères, linéaire en chaque valeur.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tools.couts.inputs import Inputs, Offre
from tools.couts.model.lines import Flux
from tools.kit.compute import TroisPoints, pert_quantile
from tools.kit.declare import Number, ThreePoint, Typed, fields_of

Total = Callable[[Inputs, int], float]


@dataclass(frozen=True)
class Bascule:
    """La valeur de `cle` (offre `offre`) où l'écart s'annule ; `seuil` nul : ne bascule pas."""

    offre: Typed
    cle: str
    actuel: float
    seuil: float | None


@dataclass(frozen=True)
class Barre:
    """L'écart, en euros, quand `cle` vaut son P10 puis son P90 ; `effet` en est la variation absolue."""

    offre: Typed
    cle: str
    p10_eur: float
    p90_eur: float
    effet_eur: float


@dataclass(frozen=True)
class Attente:
    """Ce que coûte un mois de plus avec l'offre actuelle, face à `vers`, et le mois où changer est remboursé."""

    cout_mois_eur: float
    vers: Typed
    mois_rembourse: int | None


def mean_of(value: float | TroisPoints) -> float:
    """La moyenne d'une valeur, en trois points ou non."""
    return value.moyenne if isinstance(value, TroisPoints) else value


def with_value(inputs: Inputs, index: int, key: str, value: float) -> Inputs:
    """La même situation, où une valeur d'une offre est certaine."""
    offres = list(inputs.offres)
    changed: dict[str, Any] = {key: numeric_fields()[key].parse(value)}  # `replace` ne se type pas par clé
    offres[index] = replace(offres[index], **changed)
    return replace(inputs, offres=tuple(offres))


def numeric_fields() -> dict[str, Number | ThreePoint]:
    """Les champs numériques d'une offre : clé → champ."""
    return {key: spec for key, spec in fields_of(Offre).items() if isinstance(spec, Number | ThreePoint)}


def _gap(inputs: Inputs, pair: Sequence[int], total: Total) -> float:
    best, second = pair
    return total(inputs, second) - total(inputs, best)


def slope(inputs: Inputs, pair: Sequence[int], index: int, key: str, total: Total) -> float:
    """∂D/∂x : D étant linéaire en x, `(D(max) − D(min)) / (max − min)`, aux bornes du champ, la donne exactement."""
    spec = numeric_fields()[key]
    low, high = (_gap(with_value(inputs, index, key, x), pair, total) for x in (spec.min, spec.max))
    return (high - low) / (spec.max - spec.min)


def tipping_points(inputs: Inputs, pair: Sequence[int], total: Total) -> tuple[Bascule, ...]:
    """Pour chaque valeur des deux offres, le seuil `x* = x̄ − D / (∂D/∂x)` où l'écart est nul (S6-11).

    Nul si la pente est nulle ou si x* sort des bornes du champ.
    """
    gap = _gap(inputs, pair, total)
    points = []
    for index in pair:
        offre = inputs.offres[index]
        for key in numeric_fields():
            mean = mean_of(getattr(offre, key))
            steep = slope(inputs, pair, index, key, total)
            points.append(Bascule(offre.nom, key, mean, _threshold(key, mean, gap, steep)))
    return tuple(points)


def _threshold(key: str, mean: float, gap: float, steep: float) -> float | None:
    if steep == 0:
        return None
    spec = numeric_fields()[key]
    threshold = mean - gap / steep
    slack = 1e-12 * (spec.max - spec.min)  # la borne même est dans le champ, à l'arrondi de la machine près
    if not spec.min - slack <= threshold <= spec.max + slack:
        return None
    return min(max(threshold, spec.min), spec.max)


def tornado(inputs: Inputs, pair: Sequence[int], total: Total) -> tuple[Barre, ...]:
    """L'effet sur l'écart de chaque valeur incertaine, de son P10 à son P90, le plus fort d'abord (S6-10).

    `D(x) = D + (∂D/∂x) × (x − x̄)`, les autres valeurs à leur moyenne.
    """
    gap = _gap(inputs, pair, total)
    bars = []
    for index in pair:
        offre = inputs.offres[index]
        for key in numeric_fields():
            value = getattr(offre, key)
            if not isinstance(value, TroisPoints) or value.bas == value.haut:
                continue
            steep = slope(inputs, pair, index, key, total)
            low, high = (gap + steep * (pert_quantile(value, q) - value.moyenne) for q in (0.1, 0.9))
            bars.append(Barre(offre.nom, key, low, high, abs(high - low)))
    return tuple(sorted(bars, key=lambda bar: -bar.effet_eur))


def waiting_cost(inputs: Inputs, flows: Sequence[Flux], order: Sequence[int]) -> Attente | None:
    """Coût d'attendre : `R_actuelle(1) − R_b(1)`, b étant la moins chère des autres ; nul sans offre actuelle.

    Le changement est remboursé au premier mois t ≤ N où
    `Σ_{k≤t} (R_actuelle − R_b) ≥ mise en place de b + sortie de l'actuelle`.
    """
    current = next((i for i, offre in enumerate(inputs.offres) if offre.actuelle), None)
    if current is None:
        return None
    other = next(i for i in order if i != current)
    gains = [flows[current].monthly(t) - flows[other].monthly(t) for t in range(1, inputs.horizon_mois + 1)]
    cost = flows[other].mise_en_place + flows[current].sortie
    repaid = next((t for t in range(1, len(gains) + 1) if math.fsum(gains[:t]) >= cost), None)
    return Attente(gains[0], inputs.offres[other].nom, repaid)
