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
from tools.couts.inputs import Inputs
from tools.couts.model import flows
from tools.couts.model.decision import COURBES, NON_BASCULES, Paire
from tools.couts.model.simulation import CAS, Offreur, Simulation
from tools.couts.offre import QUALITE, Offre
from tools.kit.compute import TroisPoints, normal_scores, permutation, pert_quantile
from tools.kit.declare import Numeric, fields_of, parse, preset_inputs

from tests import couts_oracle as oracle
from tests.situations import situations

PRESETS = {key: preset.comparees() for key, preset in preset_inputs(Inputs).items()}


def _gap(inputs: Inputs, pair: tuple[int, int]) -> float:
    """L'écart attendu, par le cumul mois après mois : un autre chemin que celui du modèle."""
    best, second = (flows.cumul(flows.flux(inputs, inputs.offres[i]))[-1] for i in pair)
    return second - best


def _set(inputs: Inputs, index: int, key: str, x: float) -> Inputs:
    """La même situation, une valeur remplacée, sans passer par `decision.with_value`."""
    value: Any = TroisPoints(x, x, x) if isinstance(getattr(inputs.offres[index], key), TroisPoints) else x
    name = inputs.offres[index].nom
    follows = [rank == index or (key in QUALITE and o.meme_qualite == name) for rank, o in enumerate(inputs.offres)]
    offers = [replace(o, **{key: value}) if moved else o for o, moved in zip(inputs.offres, follows, strict=True)]
    return replace(inputs, offres=tuple(offers))


def _bisect(inputs: Inputs, pair: tuple[int, int], index: int, key: str) -> float | None:
    """Le zéro de l'écart entre les bornes du champ, par dichotomie ; nul s'il ne change pas de signe."""
    spec = fields_of(Offre)[key]
    assert isinstance(spec, Numeric)
    low, high = float(spec.min), float(spec.max)
    start, end = (_gap(_set(inputs, index, key, x), pair) for x in (low, high))
    if start * end > 0 or start == end:
        return None
    for _ in range(70):
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
        assert point.cle not in NON_BASCULES
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
    """Balayage du champ en quatre cents pas : le signe de l'écart change où, et seulement où, la bascule le dit."""
    inputs = PRESETS[key]
    result = model.compute(inputs)
    pair = (result.rang[0], result.rang[1])
    names = [o.nom for o in inputs.offres]
    for point in (p for p in result.bascules if p.cle in {"duree_h", "forfait_poste_eur", "incidents_an"}):
        spec = fields_of(Offre)[point.cle]
        assert isinstance(spec, Numeric)
        index = names.index(point.offre)
        grid = [spec.min + (spec.max - spec.min) * k / 400 for k in range(401)]
        signs = [_gap(_set(inputs, index, point.cle, x), pair) > 0 for x in grid]
        flips = [(a, b) for (a, one), (b, two) in pairwise(zip(grid, signs, strict=True)) if one != two]
        if point.seuil is None:
            assert flips == []
        else:
            assert len(flips) == 1
            assert flips[0][0] <= point.seuil <= flips[0][1]


@pytest.mark.parametrize("key", PRESETS)
def test_tornado_against_brute_force(key: str) -> None:
    """Chaque barre va de l'écart refait à P10 à l'écart refait à P90 ; les plus longues d'abord, puis l'ordre saisi."""
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
    declared = {(names[index], key): rank for rank, (index, key) in enumerate(result.paire.places())}
    order = [(-float(f"{bar.effet_eur:.9g}"), declared[bar.offre, bar.cle]) for bar in result.tornade]
    assert order == sorted(order)  # deux effets égaux ne se rangent pas au bruit de la machine


class _Sure(Offreur):
    """Une offre dont les coûts tirés sont donnés."""

    def couts(self, cas: str, t: int | None = None, *, attendu: bool = False) -> list[float]:  # ruff: ignore[unused-method-argument]
        return COLONNES[self.rang]


COLONNES: list[list[float]] = [[], []]


def _normal_case(mean: float, sigma: float, n: int) -> Simulation:
    """Deux offres : l'une coûte une somme sûre, l'autre suit une loi normale d'écart `mean` et `sigma`."""
    scores, order = normal_scores(n), permutation("essai", n)
    COLONNES[:] = [[10_000.0] * n, [10_000 + mean + sigma * scores[k] for k in order]]
    simulation = Simulation(Inputs(), n)
    simulation.offreurs = tuple(_Sure(Inputs(), rank, n) for rank in range(2))
    return simulation


@pytest.mark.parametrize(("mean", "sigma"), [(0.0, 1000.0), (500.0, 1000.0), (-500.0, 1000.0), (3000.0, 1000.0)])
def test_value_of_knowing_on_a_normal_case(mean: float, sigma: float) -> None:
    """Écart normal N(m, s²) : la valeur de savoir vaut s·φ(m/s) − |m|·Φ(−|m|/s) ; 398,94 pour m = 0, s = 1 000."""
    z = abs(mean) / sigma
    exact = sigma * math.exp(-z * z / 2) / math.sqrt(2 * math.pi) - abs(mean) * 0.5 * math.erfc(z / math.sqrt(2))
    assert _normal_case(mean, sigma, 20_000).evpi == pytest.approx((exact, exact), abs=sigma / 1000)


def test_value_of_knowing_is_zero_without_doubt() -> None:
    """Si rien n'est incertain, savoir ne vaut rien."""
    offers = [{"nom": "A", "forfait_poste_eur": 10}, {"nom": "B", "forfait_poste_eur": 12}]
    sure = parse(Inputs, oracle.whole({"offres": offers})).inputs
    assert model.compute(sure).evpi_eur == (0, 0)


def test_value_of_knowing_is_an_interval_over_the_cases() -> None:
    """La plus basse et la plus haute des trois cas, chacune jamais négative."""
    for preset in PRESETS.values():
        simulated = model.compute(preset).simulation
        values = [max(0.0, blind - known) for blind, known in (simulated.savoir[cas] for cas in CAS)]
        assert simulated.evpi == (min(values), max(values))
        assert min(values) >= 0


def test_exit_work_of_the_contract_left_is_among_the_values() -> None:
    """Le travail de sortie du contrat quitté est dans la tornade si une des deux le quitte, même hors de la paire."""
    result = model.compute(PRESETS["quarantecinq"])
    current = next(o.nom for o in result.inputs.offres if o.actuelle)
    assert current not in {result.offres[i].nom for i in result.rang[:2]}
    assert [bar.cle for bar in result.tornade if bar.offre == current] == ["sortie_eur"]
    assert Paire(result.inputs, 1, 1).tornado() == () or all(
        bar.offre != current for bar in Paire(result.inputs, 1, 1).tornado()
    )


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_any_situation_tips_where_the_gap_is_zero(data: st.DataObject) -> None:
    """Pour toute situation, l'écart refait à la bascule est nul à la précision du plus grand total."""
    inputs = parse(Inputs, data.draw(situations(Inputs))).inputs.comparees()
    result = model.compute(inputs)
    pair = (result.rang[0], result.rang[1])
    names = [o.nom for o in inputs.offres]
    for point in (p for p in result.bascules if p.seuil is not None):
        moved = _set(inputs, names.index(point.offre), point.cle, point.seuil or 0)
        largest = max(abs(flows.total_attendu(moved, i)) for i in pair)
        assert abs(_gap(moved, pair)) <= 1e-7 * max(1, largest), point


def test_fees_tip_by_computing_again() -> None:
    """Un minimum mensuel casse la pente : la bascule du forfait est celle du calcul refait, pas celle de la pente."""
    floor = {"nom": "A", "forfait_poste_eur": 50, "plancher_eur_mois": 900, "revision_pct": 0}
    other = {"nom": "B", "forfait_fixe_eur": 1000, "revision_pct": 0}
    data = {"postes": 10, "horizon_mois": 12, "croissance_pct": 0, "offres": [floor, other]}
    result = model.compute(parse(Inputs, oracle.whole(data)).inputs)
    found = {point.cle: point.seuil for point in result.bascules if point.offre.raw == "A"}
    assert found["forfait_poste_eur"] == pytest.approx(100)
    assert found["plancher_eur_mois"] == pytest.approx(1000)
    assert {"forfait_poste_eur", "plancher_eur_mois"} <= set(COURBES)
