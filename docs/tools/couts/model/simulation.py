"""Les fourchettes : tirages de Monte-Carlo à graine fixe et aléas communs (S6-3), par offre."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache

from tools.couts.inputs import Inputs, Offre
from tools.couts.model.flows import revisions
from tools.kit.compute import TroisPoints, draw_pert, draw_poisson, quantile, uniforms

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


def simulate(inputs: Inputs, n: int) -> Simulation:
    """Tire n fois chaque offre, avec les mêmes aléas pour une même clé."""
    current = next((o.sortie_eur for o in inputs.offres if o.actuelle), None)
    coefficients = revisions(inputs.revision_pct, inputs.horizon_mois)
    company = (float(inputs.postes), inputs.cout_horaire_eur, inputs.marge_horaire_eur)
    tirages = tuple(
        _draw_offer(offre, company, coefficients, None if offre.actuelle else current, n) for offre in inputs.offres
    )
    return Simulation(tirages)


@lru_cache(maxsize=32)
def _draw_offer(
    offre: Offre,
    company: tuple[float, float, float],
    coefficients: tuple[float, ...],
    leaving: TroisPoints | None,
    n: int,
) -> Tirages:
    postes, wage, margin = company
    months = len(coefficients)
    drawn = {
        f.name: draw_pert(f.name, value, n)
        for f in fields(offre)
        if isinstance(value := getattr(offre, f.name), TroisPoints)
    }
    fee = offre.forfait_fixe_eur + postes * offre.forfait_poste_eur
    revise = [fee + hours * offre.hors_forfait_eur_h for hours in drawn["hors_forfait_h_mois"]]
    fixed = offre.equipe_interne_eur_an / 12
    steady = [
        fixed + p * wage + g * postes / 60 * wage
        for p, g in zip(drawn["pilotage_h_mois"], drawn["gene_min_mois"], strict=True)
    ]
    one = [
        d * part / 100 * (postes * loss / 100 * wage + margin)
        for d, part, loss in zip(drawn["duree_h"], drawn["part_touchee_pct"], drawn["perte_pct"], strict=True)
    ]
    counts = _incident_counts(offre.incidents_an, months, n)
    mensuel = [s + k * cost / months for s, k, cost in zip(steady, counts, one, strict=True)]
    depart = drawn["mise_en_place_eur"]
    if leaving is not None:
        depart = [a + b for a, b in zip(depart, draw_pert("sortie_eur", leaving, n), strict=True)]
    losses = drawn["sinistre_eur"]
    revised = math.fsum(coefficients)
    attendu = [
        d + revised * r + months * (s + i / 12 * cost + p / 1200 * loss) + out
        for d, r, s, i, cost, p, loss, out in zip(
            depart,
            revise,
            steady,
            drawn["incidents_an"],
            one,
            drawn["sinistre_pct_an"],
            losses,
            drawn["sortie_eur"],
            strict=True,
        )
    ]
    strikes = tuple((d, month, losses[d]) for d, month in _strikes(offre.sinistre_pct_an, months, n))
    return Tirages(depart, revise, mensuel, strikes, drawn["sortie_eur"], attendu, coefficients)


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
