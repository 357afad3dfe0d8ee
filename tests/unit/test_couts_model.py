"""Le modèle de coûts, contre des oracles indépendants du code."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.couts import model
from tools.couts.inputs import Inputs, Offre
from tools.couts.model import decision
from tools.couts.model import lines as flows
from tools.couts.model.simulation import simulate
from tools.kit.compute import TroisPoints
from tools.kit.declare import Typed, parse, preset_inputs

PRESETS = preset_inputs(Inputs)
EXEMPLE = {
    "nom": "A",
    "mise_en_place_eur": 1000,
    "forfait_poste_eur": 30,
    "forfait_fixe_eur": 100,
    "hors_forfait_h_mois": 4,
    "hors_forfait_eur_h": 90,
    "pilotage_h_mois": 6,
    "incidents_an": 12,
    "duree_h": 3,
    "part_touchee_pct": 50,
    "perte_pct": 60,
    "gene_min_mois": 30,
    "sinistre_pct_an": 2,
    "sinistre_eur": 60000,
    "sortie_eur": 5000,
}
SITUATION = {
    "postes": 50,
    "cout_horaire_eur": 40,
    "horizon_mois": 24,
    "actualisation_pct": 0,
    "revision_pct": 0,
    "offres": [EXEMPLE, {"nom": "B"}],
}


def test_worked_example() -> None:
    """L'exemple calculé à la main de la page du modèle, au centime."""
    result = model.compute(parse(Inputs, SITUATION).inputs).offres[0]

    assert result.lignes == {
        "forfait": 38_400,
        "hors_forfait": 8_640,
        "interne": 5_760,
        "interruptions": 43_200,
        "gene": 24_000,
        "sinistre": pytest.approx(2_400, abs=1e-9),
        "mise_en_place": 1_000,
        "sortie": 5_000,
    }
    assert result.total_eur == pytest.approx(128_400, abs=1e-6)
    assert result.part_visible == pytest.approx(39_400 / 128_400)
    assert result.par_poste_mois_eur == pytest.approx(107.0)
    assert result.actualise_eur == pytest.approx(128_400, abs=1e-6)


@pytest.mark.parametrize("key", PRESETS)
def test_closed_total_equals_cumulated(key: str) -> None:
    """Deux chemins vers le coût attendu donnent le même nombre."""
    inputs = PRESETS[key]
    result = model.compute(inputs)

    for index, offer in enumerate(result.offres):
        assert flows.total_attendu(inputs, index) == pytest.approx(offer.total_eur, rel=1e-12)
        assert math.fsum(offer.lignes.values()) == pytest.approx(offer.total_eur, rel=1e-12)
        assert math.fsum(offer.annees_eur) == pytest.approx(offer.total_eur, rel=1e-12)


def _exact_variance(inputs: Inputs, index: int) -> float:
    """Variance du coût total par les moments, tirages indépendants, sans passer par la simulation."""
    o, n = inputs.offres[index], inputs.horizon_mois
    s = math.fsum(flows.revision(inputs, t) for t in range(1, n + 1))
    leaving = next((x.sortie_eur for x in inputs.offres if x.actuelle and x is not o), None)

    def square(v: TroisPoints) -> float:
        return v.variance + v.moyenne**2

    rate_mean, rate_var = o.incidents_an.moyenne * n / 12, o.incidents_an.variance * (n / 12) ** 2
    count_square = rate_mean + rate_var + rate_mean**2
    loss_square = square(o.perte_pct) * (inputs.postes * inputs.cout_horaire_eur / 100) ** 2
    loss_mean = o.perte_pct.moyenne * inputs.postes * inputs.cout_horaire_eur / 100
    margin = inputs.marge_horaire_eur
    hour_square = loss_square + 2 * loss_mean * margin + margin**2
    product = count_square * square(o.duree_h) * square(o.part_touchee_pct) / 1e4 * hour_square
    mean = rate_mean * o.duree_h.moyenne * o.part_touchee_pct.moyenne / 100 * (loss_mean + margin)
    variance = product - mean**2
    periods = [min(12, n - start) / 12 for start in range(0, n, 12)]
    p = o.sinistre_pct_an.moyenne / 100
    p_square = square(o.sinistre_pct_an) / 1e4
    count = math.fsum(p * k for k in periods)
    pairs = p_square * (math.fsum(periods) ** 2 - math.fsum(k * k for k in periods))
    variance += (count + pairs) * square(o.sinistre_eur) - (count * o.sinistre_eur.moyenne) ** 2
    variance += o.hors_forfait_h_mois.variance * (o.hors_forfait_eur_h * s) ** 2
    variance += o.pilotage_h_mois.variance * (inputs.cout_horaire_eur * n) ** 2
    variance += o.gene_min_mois.variance * (inputs.postes / 60 * inputs.cout_horaire_eur * n) ** 2
    variance += o.mise_en_place_eur.variance + o.sortie_eur.variance
    if leaving:
        variance += leaving.variance
    return variance


@pytest.mark.parametrize("key", PRESETS)
def test_mean_of_draws_within_four_standard_errors(key: str) -> None:
    """La moyenne des tirages rejoint le coût attendu exact, à quatre erreurs types près."""
    inputs = PRESETS[key]
    simulated = simulate(inputs, model.TIRAGES)

    for index, totals in enumerate(simulated.totaux):
        error = math.sqrt(_exact_variance(inputs, index) / model.TIRAGES)
        mean = math.fsum(totals) / len(totals)
        assert abs(mean - flows.total_attendu(inputs, index)) <= 4 * error


@pytest.mark.parametrize("key", PRESETS)
def test_probabilities_and_information(key: str) -> None:
    """Les chances somment à 1 ; la valeur de l'information n'est jamais négative ; les quantiles sont ordonnés."""
    result = model.compute(PRESETS[key])

    assert math.fsum(o.proba_moins_chere for o in result.offres) == pytest.approx(1)
    assert result.evpi_eur >= 0
    assert all(o.p10_eur <= o.p50_eur <= o.p90_eur for o in result.offres)


@given(st.floats(0, 500), st.floats(0.01, 500))
@settings(max_examples=30, deadline=None)
def test_dearer_fee_never_lowers_total(fee: float, more: float) -> None:
    """Hausser le forfait ne fait jamais baisser le coût attendu."""
    base = Inputs()
    low, high = (
        replace(base, offres=(replace(base.offres[0], forfait_poste_eur=f), base.offres[1])) for f in (fee, fee + more)
    )
    assert flows.total_attendu(high, 0) > flows.total_attendu(low, 0)


def test_leaving_cost_is_borne_by_others() -> None:
    """Sans offre actuelle rien n'est ajouté ; avec une, toute autre paie sa sortie au départ."""
    one = Offre(nom=Typed("A"), actuelle=True, sortie_eur=TroisPoints(100, 100, 100))
    inputs = Inputs(offres=(one, Offre(nom=Typed("B"))))
    result = model.compute(inputs)

    assert result.offres[1].cumul_eur[0] == 100
    assert result.offres[0].cumul_eur[0] == 0
    assert result.offres[1].lignes["sortie"] == 100


def test_tipping_point_cancels_the_gap() -> None:
    """À la valeur de bascule, l'écart recalculé est nul."""
    inputs = Inputs()
    result = model.compute(inputs)
    names = [o.nom for o in inputs.offres]
    found = [b for b in result.bascules if b.seuil is not None]
    assert found
    for point in found:
        moved = decision.with_value(inputs, names.index(point.offre), point.cle, point.seuil or 0)
        assert flows.total_attendu(moved, 0) == pytest.approx(flows.total_attendu(moved, 1), rel=1e-9)
