"""Ce qui ferait changer d'avis, contre la dichotomie, la force brute et un cas normal connu."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.couts import model
from tools.couts.inputs import Inputs, Offre
from tools.couts.model import lines as flows
from tools.couts.model.simulation import Simulation, Tirages
from tools.kit.compute import TroisPoints, normal_scores, permutation, pert_quantile
from tools.kit.declare import Numeric, Typed, fields_of, parse, preset_inputs

from tests.situations import situations

PRESETS = preset_inputs(Inputs)


def _gap(inputs: Inputs, pair: tuple[int, int]) -> float:
    """L'écart attendu, par le cumul mois après mois : un autre chemin que celui du modèle."""
    best, second = (flows.cumul(flows.flux(inputs, inputs.offres[i]))[-1] for i in pair)
    return second - best


def _set(inputs: Inputs, index: int, key: str, x: float) -> Inputs:
    """La même situation, une valeur remplacée, sans passer par `decision.with_value`."""
    value: Any = TroisPoints(x, x, x) if isinstance(getattr(inputs.offres[index], key), TroisPoints) else x
    offers = list(inputs.offres)
    offers[index] = replace(offers[index], **{key: value})
    return replace(inputs, offres=tuple(offers))


def _bisect(inputs: Inputs, pair: tuple[int, int], index: int, key: str) -> float | None:
    """Le zéro de l'écart entre les bornes du champ, par dichotomie ; nul s'il ne change pas de signe."""
    spec = fields_of(Offre)[key]
    assert isinstance(spec, Numeric)
    low, high = float(spec.min), float(spec.max)
    start, end = (_gap(_set(inputs, index, key, x), pair) for x in (low, high))
    if start * end > 0 or start == end:
        return None
    for _ in range(200):
        middle = (low + high) / 2
        if (_gap(_set(inputs, index, key, middle), pair) > 0) == (start > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _check_tipping(inputs: Inputs) -> None:
    result = model.compute(inputs)
    pair = (result.rang[0], result.rang[1])
    names = [o.nom for o in inputs.offres]
    for point in result.bascules:
        expected = _bisect(inputs, pair, names.index(point.offre), point.cle)
        if point.seuil is None:
            assert expected is None, point
        else:
            assert expected is not None, point
            assert point.seuil == pytest.approx(expected, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("key", PRESETS)
def test_tipping_points_against_bisection(key: str) -> None:
    """Chaque bascule, ou son absence, est celle que trouve une dichotomie sur le coût refait mois par mois."""
    _check_tipping(PRESETS[key])


@pytest.mark.parametrize("key", PRESETS)
def test_ranking_flips_at_the_tipping_point(key: str) -> None:
    """Balayage du champ en mille pas : le signe de l'écart change où, et seulement où, la bascule le dit."""
    inputs = PRESETS[key]
    result = model.compute(inputs)
    pair = (result.rang[0], result.rang[1])
    names = [o.nom for o in inputs.offres]
    for point in (p for p in result.bascules if p.cle in {"duree_h", "forfait_poste_eur", "incidents_an"}):
        spec = fields_of(Offre)[point.cle]
        assert isinstance(spec, Numeric)
        index = names.index(point.offre)
        grid = [spec.min + (spec.max - spec.min) * k / 1000 for k in range(1001)]
        signs = [_gap(_set(inputs, index, point.cle, x), pair) > 0 for x in grid]
        flips = [(a, b) for (a, one), (b, two) in pairwise(zip(grid, signs, strict=True)) if one != two]
        if point.seuil is None:
            assert flips == []
        else:
            assert len(flips) == 1
            assert flips[0][0] <= point.seuil <= flips[0][1]


@pytest.mark.parametrize("key", PRESETS)
def test_tornado_against_brute_force(key: str) -> None:
    """Chaque barre va de l'écart refait à P10 à l'écart refait à P90 ; les plus longues d'abord."""
    inputs = PRESETS[key]
    result = model.compute(inputs)
    pair = (result.rang[0], result.rang[1])
    names = [o.nom for o in inputs.offres]
    assert result.tornade
    for bar in result.tornade:
        index = names.index(bar.offre)
        value = getattr(inputs.offres[index], bar.cle)
        ends = [_gap(_set(inputs, index, bar.cle, pert_quantile(value, q)), pair) for q in (0.1, 0.9)]
        assert [bar.p10_eur, bar.p90_eur] == pytest.approx(ends, rel=1e-9, abs=1e-6)
        assert bar.effet_eur == pytest.approx(abs(ends[1] - ends[0]), rel=1e-9, abs=1e-6)
    effects = [bar.effet_eur for bar in result.tornade]
    assert effects == sorted(effects, reverse=True)


def _normal_case(mean: float, sigma: float, n: int) -> Simulation:
    """Deux offres : l'une coûte une somme sûre, l'autre suit une loi normale d'écart `mean` et `sigma`."""
    scores, order = normal_scores(n), permutation("essai", n)
    uncertain = [10_000 + mean + sigma * scores[k] for k in order]
    return Simulation(tuple(Tirages([], [], [], (), [], column, ()) for column in ([10_000.0] * n, uncertain)))


@pytest.mark.parametrize(("mean", "sigma"), [(0.0, 1000.0), (500.0, 1000.0), (-500.0, 1000.0), (3000.0, 1000.0)])
def test_value_of_knowing_on_a_normal_case(mean: float, sigma: float) -> None:
    """Écart normal N(m, s²) : la valeur de savoir vaut s·φ(m/s) − |m|·Φ(−|m|/s) ; 398,94 pour m = 0, s = 1 000."""
    z = abs(mean) / sigma
    exact = sigma * math.exp(-z * z / 2) / math.sqrt(2 * math.pi) - abs(mean) * 0.5 * math.erfc(z / math.sqrt(2))
    assert _normal_case(mean, sigma, 20_000).evpi() == pytest.approx(exact, abs=sigma / 1000)


def test_value_of_knowing_is_zero_without_doubt() -> None:
    """Si rien n'est incertain, savoir ne vaut rien."""
    sure = parse(Inputs, {"offres": [{"nom": "A", "forfait_poste_eur": 10}, {"nom": "B", "forfait_poste_eur": 12}]})
    assert model.compute(sure.inputs).evpi_eur == 0


def test_waiting_cost_by_hand() -> None:
    """Un mois d'attente et le remboursement, à la main : 300 € d'écart par mois, 1 000 € à rembourser, donc mois 4."""
    sure = {
        "postes": 10,
        "horizon_mois": 12,
        "revision_pct": 0,
        "offres": [
            {"nom": "Actuelle", "actuelle": True, "forfait_fixe_eur": 1000, "sortie_eur": 400},
            {"nom": "Autre", "forfait_fixe_eur": 700, "mise_en_place_eur": 600},
            {"nom": "Chère", "forfait_fixe_eur": 2000},
        ],
    }
    waiting = model.compute(parse(Inputs, sure).inputs).attente
    assert waiting is not None
    assert (waiting.cout_mois_eur, waiting.vers, waiting.mois_rembourse) == (300, Typed("Autre"), 4)
    sure["horizon_mois"] = 6
    sure["offres"] = [{**sure["offres"][0], "sortie_eur": 4000}, *sure["offres"][1:]]  # type: ignore[index]
    never = model.compute(parse(Inputs, sure).inputs).attente
    assert never is not None
    assert never.mois_rembourse is None


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_any_situation_tips_where_the_gap_is_zero(data: st.DataObject) -> None:
    """Pour toute situation, l'écart refait à la bascule est nul à la précision du plus grand total."""
    inputs = parse(Inputs, data.draw(situations(Inputs))).inputs
    result = model.compute(inputs)
    pair = (result.rang[0], result.rang[1])
    names = [o.nom for o in inputs.offres]
    for point in (p for p in result.bascules if p.seuil is not None):
        moved = _set(inputs, names.index(point.offre), point.cle, point.seuil or 0)
        largest = max(abs(flows.total_attendu(moved, i)) for i in pair)
        assert abs(_gap(moved, pair)) <= 1e-7 * max(1, largest), point
