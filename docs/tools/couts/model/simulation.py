"""Les fourchettes : tirages de Monte-Carlo à graine fixe et aléas communs (S6-3), par offre."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from tools.couts.inputs import Inputs, Offre
from tools.couts.model.lines import (
    cout_interruption,
    forfait,
    gene,
    hors_forfait,
    interne,
    interruptions,
    quittee,
    revisions,
    sinistre,
)
from tools.kit.compute import TroisPoints, draw_pert, draw_poisson, quantile, uniforms
from tools.kit.declare import fields_of

DATES_DE_BANDE = 9
Column = list[float]


@dataclass(frozen=True)
class Fourchette:
    """P10, P50, P90 du coût total en euros, et la bande `(mois, P10, P90)` du cumul."""

    p10: float
    p50: float
    p90: float
    bande: tuple[tuple[int, float, float], ...]


@dataclass(frozen=True)
class Tirages:
    """Les tirages d'une offre.

    Un tirage d coûte au mois t :
    `départ[d] + S(t)·révisé[d] + t·mensuel[d] + sinistres de d jusqu'à t + (t = N) sortie[d]`.

    `attendu` est le coût attendu sachant les valeurs en trois points tirées (hasards remplacés par leur moyenne).
    """

    depart: Column
    revise: Column
    mensuel: Column
    sinistres: tuple[tuple[int, int, float], ...]
    sortie: Column
    attendu: Column
    coefficients: tuple[float, ...]

    def cost_at(self, t: int) -> Column:
        """Le coût cumulé de chaque tirage au mois t (0…N), sortie comprise en N, en euros."""
        revised = math.fsum(self.coefficients[:t])
        costs = [d + revised * r + t * m for d, r, m in zip(self.depart, self.revise, self.mensuel, strict=True)]
        for draw, month, loss in self.sinistres:
            if month <= t:
                costs[draw] += loss
        if t == len(self.coefficients):
            costs = [c + s for c, s in zip(costs, self.sortie, strict=True)]
        return costs

    @cached_property
    def totaux(self) -> Column:
        """Le coût total de chaque tirage, en euros."""
        return self.cost_at(len(self.coefficients))

    @cached_property
    def fourchette(self) -> Fourchette:
        """Les quantiles du coût total, et la bande du cumul à neuf dates au plus."""
        months = len(self.coefficients)
        dates = sorted({round(k * months / (DATES_DE_BANDE - 1)) for k in range(DATES_DE_BANDE)})
        band = []
        for t in dates[:-1]:
            costs = sorted(self.cost_at(t))
            band.append((t, quantile(costs, 0.1), quantile(costs, 0.9)))
        ordered = sorted(self.totaux)
        p10, p50, p90 = (quantile(ordered, q) for q in (0.1, 0.5, 0.9))
        return Fourchette(p10, p50, p90, (*band, (months, p10, p90)))


@dataclass(frozen=True)
class Simulation:
    """Les tirages de toutes les offres d'une situation ; ce qu'une offre a déjà calculé n'est pas refait."""

    tirages: tuple[Tirages, ...]

    @property
    def totaux(self) -> tuple[Column, ...]:
        """Le coût total de chaque tirage, par offre, en euros."""
        return tuple(t.totaux for t in self.tirages)

    def fourchettes(self) -> list[Fourchette]:
        """La fourchette de chaque offre."""
        return [t.fourchette for t in self.tirages]

    def probabilities(self) -> list[float]:
        """La part des tirages où chaque offre est la moins chère ; une égalité se partage. Somme 1."""
        totals = self.totaux
        wins = [0.0] * len(totals)
        for costs in zip(*totals, strict=True):
            least = min(costs)
            if costs.count(least) == 1:
                wins[costs.index(least)] += 1
                continue
            winners = [i for i, cost in enumerate(costs) if cost == least]
            for i in winners:
                wins[i] += 1 / len(winners)
        return [won / len(totals[0]) for won in wins]

    def gap(self, best: int, second: int) -> tuple[float, float]:
        """P10 et P90 de l'écart entre deux offres, tirage par tirage, en euros."""
        gaps = sorted(b - a for a, b in zip(self.totaux[best], self.totaux[second], strict=True))
        return quantile(gaps, 0.1), quantile(gaps, 0.9)

    @cached_property
    def knowing(self) -> tuple[float, float]:
        """Le coût moyen si l'on choisit sans savoir, `min_j E[C_j]`, puis en sachant, `E[min_j C_j]`, en euros."""
        n = len(self.tirages[0].attendu)
        least = min(math.fsum(t.attendu) for t in self.tirages)
        known = math.fsum(min(costs) for costs in zip(*(t.attendu for t in self.tirages), strict=True))
        return least / n, known / n

    def evpi(self) -> float:
        """Valeur de l'information parfaite (S6-12) : `min_j E[C_j] − E[min_j C_j]`, jamais négative, en euros.

        C_j est le coût attendu de l'offre j sachant les valeurs tirées ; les hasards (incidents, sinistres) y restent
        à leur moyenne, car ils ne peuvent se savoir.
        """
        blind, known = self.knowing
        return max(0.0, blind - known)


class Societe(NamedTuple):
    """L'entreprise vue des lignes ; ce qui change ailleurs dans la situation ne refait pas les tirages d'une offre."""

    postes: int
    cout_horaire_eur: float
    marge_horaire_eur: float


def simulate(inputs: Inputs, n: int) -> Simulation:
    """Tire n fois chaque offre, avec les mêmes aléas pour une même clé."""
    societe = Societe(inputs.postes, inputs.cout_horaire_eur, inputs.marge_horaire_eur)
    coefficients = revisions(inputs.revision_pct, inputs.horizon_mois)
    lefts = [quittee(inputs, offre) for offre in inputs.offres]
    return Simulation(
        tuple(
            _draw_offer(offre, societe, coefficients, left.sortie_eur if left else None, n)
            for offre, left in zip(inputs.offres, lefts, strict=True)
        )
    )


@lru_cache(maxsize=32)
def _draw_offer(
    offre: Offre, societe: Societe, coefficients: tuple[float, ...], leaving: TroisPoints | None, n: int
) -> Tirages:
    """Les mêmes lignes que les coûts attendus, tirage par tirage."""
    months = len(coefficients)
    drawn = _drawn(offre, n)
    fee = forfait(societe, offre)
    revised = [fee + hors_forfait(offre, hours) for hours in drawn["hors_forfait_h_mois"]]
    steady = [
        interne(societe, offre, hours) + gene(societe, minutes)
        for hours, minutes in zip(drawn["pilotage_h_mois"], drawn["gene_min_mois"], strict=True)
    ]
    stops = [
        cout_interruption(societe, duration, touched, lost)
        for duration, touched, lost in zip(drawn["duree_h"], drawn["part_touchee_pct"], drawn["perte_pct"], strict=True)
    ]
    counts = _incident_counts(offre.incidents_an, months, n)
    monthly = [s + count * stop / months for s, count, stop in zip(steady, counts, stops, strict=True)]
    start = drawn["mise_en_place_eur"]
    if leaving is not None:
        start = [a + b for a, b in zip(start, draw_pert("sortie_eur", leaving, n), strict=True)]
    rates, chances, losses, leaves = (
        drawn[k] for k in ("incidents_an", "sinistre_pct_an", "sinistre_eur", "sortie_eur")
    )
    share = math.fsum(coefficients)
    expected = [
        first + share * fees + months * (s + interruptions(rate, stop) + sinistre(chance, loss)) + leave
        for first, fees, s, rate, stop, chance, loss, leave in zip(
            start, revised, steady, rates, stops, chances, losses, leaves, strict=True
        )
    ]
    strikes = tuple((draw, month, losses[draw]) for draw, month in _strikes(offre.sinistre_pct_an, months, n))
    return Tirages(start, revised, monthly, strikes, leaves, expected, coefficients)


def _drawn(offre: Offre, n: int) -> dict[str, Column]:
    """Chaque valeur en trois points de l'offre, tirée n fois."""
    values = {key: getattr(offre, key) for key in fields_of(Offre)}
    return {key: draw_pert(key, value, n) for key, value in values.items() if isinstance(value, TroisPoints)}


@lru_cache(maxsize=32)
def _incident_counts(incidents_an: TroisPoints, months: int, n: int) -> list[int]:
    """Nombre d'interruptions de chaque tirage : Poisson de moyenne `incidents tirés × N/12`."""
    return draw_poisson("incidents", [rate * months / 12 for rate in draw_pert("incidents_an", incidents_an, n)])


@lru_cache(maxsize=32)
def _strikes(chance: TroisPoints, months: int, n: int) -> tuple[tuple[int, int], ...]:
    """Les sinistres `(tirage, mois)` : une période de k ≤ 12 mois est frappée avec la chance p·k/12.

    Le mois est uniforme dans la période : un même aléa u dit si elle est frappée (u < p·k/12) et quand.
    """
    if chance.haut == 0:
        return ()
    rates = draw_pert("sinistre_pct_an", chance, n)
    strikes = []
    for start in range(0, months, 12):
        k = min(12, months - start)
        units = uniforms(f"sinistre-{start // 12}", n)
        share = k / 1200
        strikes += [
            (draw, start + 1 + min(k - 1, int(u / (rate * share) * k)))
            for draw, (u, rate) in enumerate(zip(units, rates, strict=True))
            if u < rate * share
        ]
    return tuple(strikes)
