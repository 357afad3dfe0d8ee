"""La comparaison contre des calculs refaits autrement : quantiles, tirages, croisement, valeur de savoir."""

from __future__ import annotations

import math
import random
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.couts import model
from tools.couts.inputs import Inputs, Offre
from tools.couts.model import simulation
from tools.kit.compute import TroisPoints, pert_quantile
from tools.kit.declare import parse, preset_inputs

from tests.situations import situations

PRESETS = preset_inputs(Inputs)
DRAWS = 20_000


@pytest.mark.parametrize("value", [TroisPoints(0, 50, 100), TroisPoints(2, 3, 12), TroisPoints(5, 5, 9)])
def test_pert_quantile_against_integration(value: TroisPoints) -> None:
    """La densité bêta intégrée au trapèze jusqu'au quantile rend son ordre."""
    low, mode, high = value
    left, right = 4 * (mode - low) / (high - low), 4 * (high - mode) / (high - low)

    def area(end: float, cells: int = 20_000) -> float:
        xs = [low + (end - low) * k / cells for k in range(cells + 1)]
        ys = [((x - low) / (high - low)) ** left * max(0.0, (high - x) / (high - low)) ** right for x in xs]
        return (math.fsum(ys) - (ys[0] + ys[-1]) / 2) * (end - low) / cells

    whole = area(high)
    for q in (0.1, 0.5, 0.9):
        assert area(pert_quantile(value, q)) / whole == pytest.approx(q, abs=2e-4)


def _pert(rng: random.Random, value: TroisPoints) -> float:
    low, mode, high = value
    if low == high:
        return low
    return low + (high - low) * rng.betavariate(
        1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low)
    )


def _poisson(rng: random.Random, mean: float) -> int:
    count, total = 0, rng.expovariate(1)
    while total < mean:
        count, total = count + 1, total + rng.expovariate(1)
    return count


def _total(rng: random.Random, inputs: Inputs, offre: Offre, leaving: float) -> float:
    """Le coût d'un cas tiré, mois par mois, d'après la page du modèle."""
    drawn: dict[str, Any] = {f.name: getattr(offre, f.name) for f in fields(offre)}
    drawn = {k: _pert(rng, v) if isinstance(v, TroisPoints) else v for k, v in drawn.items()}
    months, wage, people = inputs.horizon_mois, inputs.cout_horaire_eur, inputs.postes
    stop = drawn["part_touchee_pct"] / 100 * (people * drawn["perte_pct"] / 100 * wage + inputs.marge_horaire_eur)
    cost = drawn["mise_en_place_eur"] + drawn["sortie_eur"] + leaving
    cost += _poisson(rng, drawn["incidents_an"] * months / 12) * drawn["duree_h"] * stop
    for t in range(1, months + 1):
        price = (1 + inputs.revision_pct / 100) ** ((t - 1) // 12)
        cost += price * (offre.forfait_fixe_eur + people * offre.forfait_poste_eur)
        cost += price * drawn["hors_forfait_h_mois"] * offre.hors_forfait_eur_h
        cost += drawn["pilotage_h_mois"] * wage + offre.equipe_interne_eur_an / 12
        cost += people * drawn["gene_min_mois"] / 60 * wage
    for start in range(0, months, 12):
        share = min(12, months - start) / 12
        if rng.random() < drawn["sinistre_pct_an"] / 100 * share:
            cost += drawn["sinistre_eur"]
    return cost


@pytest.mark.parametrize("key", ["minimale", "quinze"])
def test_range_against_a_naive_simulation(key: str) -> None:
    """P10, médiane et P90 de chaque offre, contre vingt mille cas tirés autrement, mois par mois."""
    inputs, rng = PRESETS[key], random.Random(12)
    for offre, found in zip(inputs.offres, model.compute(inputs).offres, strict=True):
        leaving = sum(o.sortie_eur.moyenne for o in inputs.offres if o.actuelle and o is not offre)
        costs = sorted(_total(rng, inputs, offre, leaving) for _ in range(DRAWS))
        width = costs[int(0.9 * DRAWS)] - costs[int(0.1 * DRAWS)]
        for q, shown in ((0.1, found.p10_eur), (0.5, found.p50_eur), (0.9, found.p90_eur)):
            assert shown == pytest.approx(costs[int(q * DRAWS)], abs=0.08 * width), (key, offre.nom, q)


def test_value_of_knowing_from_the_real_draws() -> None:
    """Deux offres simples : la valeur de savoir des vrais tirages, contre un calcul refait à la main."""
    hours = TroisPoints(0, 10, 40)
    sure = {"nom": "Sûre", "forfait_fixe_eur": 1250}
    billed = {"nom": "À l'heure", "hors_forfait_h_mois": list(hours), "hors_forfait_eur_h": 100}
    data = {"postes": 1, "horizon_mois": 10, "revision_pct": 0, "offres": [sure, billed]}
    inputs = parse(Inputs, data).inputs
    rng = random.Random(5)
    drawn = [10 * 100 * _pert(rng, hours) for _ in range(200_000)]
    fixed = 10 * 1250.0
    exact = min(fixed, 10 * 100 * hours.moyenne) - math.fsum(min(fixed, cost) for cost in drawn) / len(drawn)
    assert exact > 500
    assert simulation.simulate(inputs, DRAWS).evpi() == pytest.approx(exact, rel=0.02)
    assert model.compute(inputs).evpi_eur == pytest.approx(exact, rel=0.05)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_crossover_against_a_plain_search(data: st.DataObject) -> None:
    """Le croisement est le premier mois dès lequel la gagnante coûte le moins jusqu'au bout, par simple recherche."""
    inputs = parse(Inputs, data.draw(situations(Inputs))).inputs
    result = model.compute(inputs)
    costs = [offer.cumul_eur for offer in result.offres]
    winner = costs[result.rang[0]]
    cheapest = [min(c[t] for c in costs) for t in range(inputs.horizon_mois + 1)]
    months = range(inputs.horizon_mois + 1)
    first = next(m for m in months if all(winner[t] == cheapest[t] for t in months[m:]))
    crossing = result.croisement
    assert (crossing.mois if crossing else 0) == first
    if crossing:
        assert crossing.vers == result.offres[result.rang[0]].nom
        rival = next(offer for offer in result.offres if offer.nom == crossing.de)
        assert rival.cumul_eur[first - 1] == cheapest[first - 1] < winner[first - 1]
