"""Ce qui ferait changer d'avis : points de bascule, tornade, ce que l'offre la plus payée doit rendre.

Bascules et tornade portent sur l'écart D de coût attendu entre les deux offres les moins chères. D est linéaire en
chaque valeur, sauf celles du forfait (il a un minimum) et la révision des prix : pour elles, on recalcule.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from tools.couts.inputs import Inputs
from tools.couts.model.equal import SEUIL_EGAL
from tools.couts.model.flows import Flux, total_attendu
from tools.couts.model.leaving import quittee
from tools.couts.model.lines import LIGNES, PAYE, heure_moyenne, heures_arret, personnes_moyennes
from tools.couts.offre import QUALITE, Offre
from tools.kit.compute import TroisPoints, pert_quantile
from tools.kit.declare import Integer, Number, ThreePoint, Typed, fields_of

COURBES = ("plancher_eur_mois", "forfait_poste_eur", "forfait_fixe_eur", "revision_pct")
"""Les valeurs en lesquelles l'écart n'est pas linéaire : leur bascule se cherche en recalculant."""
NON_BASCULES = ("penalite_pct", "engagement_mois", "recouvrement_mois")
"""Les termes d'un contrat de sortie : on ne les fait pas varier seuls."""


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
class Rendu:
    """Ce que `offre`, plus payée de `paye_eur` que `contre`, doit rendre en heures de travail par an.

    `heures_an` vaut pour toute l'entreprise, `heures_personne_an` par personne ; pertes égales par ailleurs.
    """

    offre: Typed
    contre: Typed
    paye_eur: float
    heures_an: float
    heures_personne_an: float


def mean_of(value: float | TroisPoints) -> float:
    """La moyenne d'une valeur, en trois points ou non."""
    return value.moyenne if isinstance(value, TroisPoints) else value


@cache
def numeric_fields() -> dict[str, Number | ThreePoint]:
    """Les champs d'une offre que l'on fait varier : clé → champ."""
    return {
        key: spec
        for key, spec in fields_of(Offre).items()
        if isinstance(spec, Number | ThreePoint) and not isinstance(spec, Integer) and key not in NON_BASCULES
    }


def with_value(inputs: Inputs, index: int, key: str, value: float) -> Inputs:
    """La même situation, où une valeur d'une offre est certaine ; une offre de même qualité la suit."""
    found = TroisPoints(value, value, value) if isinstance(numeric_fields()[key], ThreePoint) else value
    changed: dict[str, Any] = {key: found}  # `replace` ne se type pas par clé
    name = inputs.offres[index].nom
    moved = [
        replace(offre, **changed) if rank == index or (key in QUALITE and offre.meme_qualite == name) else offre
        for rank, offre in enumerate(inputs.offres)
    ]
    return replace(inputs, offres=tuple(moved))


def owner(inputs: Inputs, index: int, key: str) -> int:
    """Rend le rang de l'offre qui donne cette valeur : la sienne, ou celle dont elle a la qualité."""
    other = inputs.offres[index].meme_qualite
    names = [offre.nom for offre in inputs.offres]
    return names.index(other) if key in QUALITE and other in names else index


@dataclass(frozen=True)
class Paire:
    """Les deux offres les moins chères d'une situation, et comment leur écart répond à une valeur."""

    inputs: Inputs
    best: int
    second: int
    slopes: dict[tuple[int, str], float] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def totals(self) -> dict[int, float]:
        """Le coût attendu de chacune, en euros."""
        return {i: total_attendu(self.inputs, i) for i in (self.best, self.second)}

    def gap(self) -> float:
        """D : le coût attendu de la seconde moins celui de la première, en euros ; sous un demi-centime, zéro."""
        found = self.totals[self.second] - self.totals[self.best]
        return found if abs(found) >= SEUIL_EGAL else 0.0

    def at(self, index: int, key: str, value: float) -> float:
        """L'écart si cette valeur était certaine ; celles du contrat actuel entrent dans le coût des autres."""
        moved = with_value(self.inputs, index, key, value)
        everyone = self.inputs.offres[index].actuelle or any(o.meme_qualite.raw for o in self.inputs.offres)
        now = {i: total_attendu(moved, i) if everyone or i == index else total for i, total in self.totals.items()}
        return now[self.second] - now[self.best]

    def slope(self, index: int, key: str) -> float:
        """∂D/∂x : D étant linéaire en x, `(D(b) − D) / (b − x̄)` est exacte ; b, la borne du champ la plus lointaine."""
        if (index, key) not in self.slopes:
            spec, now = numeric_fields()[key], mean_of(getattr(self.inputs.offres[index], key))
            far = max(spec.min, spec.max, key=lambda bound: abs(bound - now))
            self.slopes[index, key] = (self.at(index, key, far) - self.gap()) / (far - now)
        return self.slopes[index, key]

    def places(self) -> Iterator[tuple[int, str]]:
        """Chaque valeur que l'on fait varier : celles des deux offres, et le travail de sortie du contrat quitté."""
        pair = ((index, key) for index in (self.best, self.second) for key in numeric_fields())
        yield from dict.fromkeys((owner(self.inputs, index, key), key) for index, key in pair)
        leaves = any(quittee(self.inputs, self.inputs.offres[i]) for i in (self.best, self.second))
        current = next((i for i, offre in enumerate(self.inputs.offres) if offre.actuelle), None)
        if leaves and current is not None and current not in {self.best, self.second}:
            yield current, "sortie_eur"

    def tipping_points(self) -> tuple[Bascule, ...]:
        """Pour chaque valeur, le seuil où l'écart est nul (S6-11) ; nul s'il n'y en a pas dans les bornes du champ."""
        gap, points = self.gap(), []
        for index, key in self.places():
            offre = self.inputs.offres[index]
            now = mean_of(getattr(offre, key))
            found = self._search(index, key, now, gap) if key in COURBES else self._solve(index, key, now, gap)
            points.append(Bascule(offre.nom, key, now, found))
        return tuple(points)

    def _solve(self, index: int, key: str, now: float, gap: float) -> float | None:
        """`x* = x̄ − D / (∂D/∂x)`."""
        steep, spec = self.slope(index, key), numeric_fields()[key]
        if steep == 0:
            return None
        threshold = now - gap / steep
        slack = 1e-12 * (spec.max - spec.min)  # la borne même est dans le champ, à l'arrondi de la machine près
        if not spec.min - slack <= threshold <= spec.max + slack:
            return None
        return min(max(threshold, spec.min), spec.max)

    def _search(self, index: int, key: str, now: float, gap: float) -> float | None:
        """Le seuil le plus proche, par fausse position vers chaque borne où l'écart change de signe."""
        spec, found = numeric_fields()[key], []
        for bound in (spec.min, spec.max):
            end = self.at(index, key, bound) if bound != now else gap
            if bound != now and end * gap <= 0:
                found.append(find_root(lambda x: self.at(index, key, x), (now, gap), (bound, end)))
        return min(found, key=lambda x: abs(x - now), default=None)

    def tornado(self) -> tuple[Barre, ...]:
        """L'effet sur l'écart de chaque valeur incertaine, de son P10 à son P90, le plus fort d'abord (S6-10).

        `D(x) = D + (∂D/∂x) × (x − x̄)`, les autres valeurs à leur moyenne.
        """
        gap, bars = self.gap(), []
        for index, key in self.places():
            offre = self.inputs.offres[index]
            value = getattr(offre, key)
            if not isinstance(value, TroisPoints) or value.bas == value.haut:
                continue
            steep = self.slope(index, key)
            low, high = (gap + steep * (pert_quantile(value, q) - value.moyenne) for q in (0.1, 0.9))
            if abs(high - low) >= SEUIL_EGAL:  # le bruit de la machine n'est pas un effet
                bars.append(Barre(offre.nom, key, low, high, abs(high - low)))
        return tuple(sorted(bars, key=lambda bar: -neuf_chiffres(bar.effet_eur)))


def neuf_chiffres(value: float) -> float:
    """Arrondit à neuf chiffres : deux effets égaux gardent l'ordre des champs, non celui du bruit de la machine.

    >>> neuf_chiffres(0.1 + 0.2) == neuf_chiffres(0.3), neuf_chiffres(0.300000001) == neuf_chiffres(0.3)
    (True, False)
    """
    return float(f"{value:.9g}")


def find_root(f: Callable[[float], float], one: tuple[float, float], two: tuple[float, float]) -> float:
    """Rend un zéro de f entre deux points `(x, f(x))` de signes contraires, par fausse position (méthode Illinois).

    >>> round(find_root(lambda x: x * x - 2, (0, -2), (2, 2)), 12)
    1.414213562373
    """
    (a, low), (b, high) = one, two
    least = 1e-13 * (abs(low) + abs(high))
    for _ in range(100):
        if high == low or abs(high) <= least:
            break
        c = b - high * (b - a) / (high - low)
        value = f(c)
        if value * high < 0:
            a, low = b, high
        else:
            low /= 2
        b, high = c, value
    return b


def paye(f: Flux) -> float:
    """Rend ce qui est payé sur la période, en euros : les lignes du groupe « payé »."""
    totals = f.totals()
    return math.fsum(totals[ligne.cle] for ligne in LIGNES if ligne.groupe == PAYE)


def rendre(inputs: Inputs, flows: Sequence[Flux], one: int, two: int) -> Rendu | None:
    """Rend ce que la plus payée des deux offres doit rendre, en heures par an ; nul si elles sont payées autant.

    `heures par an = différence de payé / coût horaire moyen / (N/12)`.
    """
    more, less = sorted((one, two), key=lambda i: -paye(flows[i]))
    difference = paye(flows[more]) - paye(flows[less])
    if difference < SEUIL_EGAL:
        return None
    hours = difference / heure_moyenne(inputs) / (inputs.horizon_mois / 12)
    return Rendu(
        inputs.offres[more].nom, inputs.offres[less].nom, difference, hours, hours / personnes_moyennes(inputs)
    )


def heures_perdues(inputs: Inputs, offre: Offre) -> float:
    """Rend les heures de travail que l'offre prend en un an : `pilotage + interruptions + gêne`, en moyenne."""
    people = personnes_moyennes(inputs)
    stopped = heures_arret(offre) * offre.perte_pct.moyenne / 100
    return 12 * (offre.pilotage_h_mois.moyenne + people * (stopped + offre.gene_min_mois.moyenne / 60))
