"""La comparaison contre des calculs refaits autrement : quantiles, tirages, croisement, valeur de savoir."""

from __future__ import annotations

import math
import random
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.couts import model
from tools.couts.inputs import PARTIR, Inputs
from tools.couts.model.draws import CORRELATION, GROUPEES, colonnes, ensemble
from tools.couts.model.flows import total_attendu
from tools.couts.model.simulation import CAS, Simulation, wins
from tools.couts.offre import Offre
from tools.kit.compute import TroisPoints, normal_scores, pert_quantile
from tools.kit.declare import parse, preset_inputs, to_json

from tests import couts_oracle as oracle
from tests.situations import situations

PRESETS = {key: preset.comparees() for key, preset in preset_inputs(Inputs).items()}
DRAWS = 3_000


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


def _total(rng: random.Random, inputs: Inputs, offre: Offre, *, grouped: bool) -> float:
    """Le coût d'un cas tiré, mois par mois, d'après la page du modèle."""
    drawn = _drawn(rng, offre, grouped=grouped)
    data, months = to_json(inputs), inputs.horizon_mois
    sure = {**to_json(offre), **drawn, "incidents_an": 0, "sinistre_pct_an": 0}
    cost, worked = drawn["mise_en_place_eur"], []
    for t in range(1, months + 1):
        cost += math.fsum(oracle.lines(data, sure, t, t).values())
        month = oracle.Month(data, sure, t, t)
        worked.append(month.people * month.wage)
    hour = drawn["perte_pct"] / 100 * math.fsum(worked) / months + inputs.marge_horaire_eur
    count = _poisson(rng, drawn["incidents_an"] * months / 12)
    cost += count * drawn["duree_h"] * drawn["part_touchee_pct"] / 100 * hour
    for start in range(0, months, 12):
        if rng.random() < drawn["sinistre_pct_an"] / 100 * min(12, months - start) / 12:
            cost += drawn["sinistre_eur"]
    left = oracle.leaves(data, to_json(offre))
    if left:
        exit_ = {**left, "sortie_eur": _pert(rng, TroisPoints(**left["sortie_eur"]))}
        cost += oracle.overlap(data, sure, 0) + oracle.leaving(data, exit_, offre.recouvrement_mois)
    return cost + (oracle.leaving(data, sure, months) if inputs.fin == PARTIR else 0)


def _drawn(rng: random.Random, offre: Offre, *, grouped: bool) -> dict[str, float]:
    """Les valeurs d'un cas ; groupées, cinq d'entre elles suivent un facteur commun, corrélé 0,5 deux à deux."""
    values = {f.name: getattr(offre, f.name) for f in fields(offre)}
    drawn = {key: _pert(rng, value) for key, value in values.items() if isinstance(value, TroisPoints)}
    if grouped:
        shared = rng.gauss(0, 1)
        for key in GROUPEES:
            z = math.sqrt(0.5) * shared + math.sqrt(0.5) * rng.gauss(0, 1)
            drawn[key] = pert_quantile(values[key], 0.5 * math.erfc(-z / math.sqrt(2)))
    return drawn


@pytest.mark.parametrize("key", ["minimale", "engagement"])
def test_range_against_a_naive_simulation(key: str) -> None:
    """P10, médiane et P90 de chaque offre, malchance groupée, contre trois mille cas tirés autrement, mois par mois."""
    inputs, rng = PRESETS[key], random.Random(12)
    for offre, found in zip(inputs.offres, model.compute(inputs).offres, strict=True):
        costs = sorted(_total(rng, inputs, offre, grouped=True) for _ in range(DRAWS))
        width = costs[int(0.9 * DRAWS)] - costs[int(0.1 * DRAWS)]
        for q, shown in ((0.1, found.p10_eur), (0.5, found.p50_eur), (0.9, found.p90_eur)):
            assert shown == pytest.approx(costs[int(q * DRAWS)], abs=0.1 * width), (key, offre.nom, q)


@pytest.mark.parametrize("key", ["quinze", "memequalite"])
def test_odds_against_naive_draws(key: str) -> None:
    """La chance des cas « séparée » et « groupée » est celle de tirages indépendants d'une offre à l'autre."""
    inputs, rng = PRESETS[key], random.Random(3)
    result = model.compute(inputs)
    best, second = result.rang[:2]
    found = result.simulation.par_cas((best, second))
    for cas in ("separee", "groupee"):
        pairs = [
            [_total(rng, inputs, inputs.offres[i], grouped=cas == "groupee") for i in (best, second)]
            for _ in range(1_500)
        ]
        assert found[cas] == pytest.approx(sum(a < b for a, b in pairs) / len(pairs), abs=0.04), cas


def _exact_variance(inputs: Inputs, index: int) -> float:
    """Variance du coût total par les moments, valeurs indépendantes, sans passer par la simulation."""
    o, n, data = inputs.offres[index], inputs.horizon_mois, to_json(inputs)
    months = [oracle.Month(data, data["offres"][index], t, t) for t in range(1, n + 1)]
    worked = math.fsum(m.people * m.wage for m in months)

    def square(v: TroisPoints) -> float:
        return v.variance + v.moyenne**2

    rate_mean, rate_var = o.incidents_an.moyenne * n / 12, o.incidents_an.variance * (n / 12) ** 2
    count_square = rate_mean + rate_var + rate_mean**2
    loss_square = square(o.perte_pct) * (worked / n / 100) ** 2
    loss_mean, margin = o.perte_pct.moyenne * worked / n / 100, inputs.marge_horaire_eur
    hour_square = loss_square + 2 * loss_mean * margin + margin**2
    product = count_square * square(o.duree_h) * square(o.part_touchee_pct) / 1e4 * hour_square
    mean = rate_mean * o.duree_h.moyenne * o.part_touchee_pct.moyenne / 100 * (loss_mean + margin)
    periods = [min(12, n - start) / 12 for start in range(0, n, 12)]
    count = math.fsum(o.sinistre_pct_an.moyenne / 100 * k for k in periods)
    pairs = square(o.sinistre_pct_an) / 1e4 * (math.fsum(periods) ** 2 - math.fsum(k * k for k in periods))
    variance = product - mean**2
    variance += (count + pairs) * square(o.sinistre_eur) - (count * o.sinistre_eur.moyenne) ** 2
    variance += o.hors_forfait_h_mois.variance * (o.hors_forfait_eur_h * math.fsum(m.price for m in months)) ** 2
    variance += o.pilotage_h_mois.variance * math.fsum(m.wage for m in months) ** 2
    variance += o.gene_min_mois.variance * (worked / 60) ** 2
    variance += o.projets_eur_an.variance * (n / 12) ** 2 + o.mise_en_place_eur.variance
    left = next((x for x in inputs.offres if x.actuelle), None)
    if left and not (o.actuelle or o.meme_prestataire):
        variance += left.sortie_eur.variance
    return variance + (o.sortie_eur.variance if inputs.fin == PARTIR else 0)


@pytest.mark.parametrize("key", PRESETS)
@pytest.mark.parametrize("fin", ["rester", "partir"])
def test_mean_of_draws_within_four_standard_errors(key: str, fin: str) -> None:
    """La moyenne des tirages rejoint le coût attendu exact dans les deux cas sans corrélation au sein d'une offre."""
    inputs = replace(PRESETS[key], fin=fin)
    simulated = Simulation(inputs, model.TIRAGES)
    for index in range(len(inputs.offres)):
        error = math.sqrt(_exact_variance(inputs, index) / model.TIRAGES)
        for cas in ("partagee", "separee"):
            totals = simulated.totaux[cas][index]
            assert abs(math.fsum(totals) / len(totals) - total_attendu(inputs, index)) <= 4 * error, cas


def test_grouped_luck_has_the_stated_correlation_and_the_same_values() -> None:
    """Les rangs de deux clés groupées sont corrélés de 0,5 (en scores normaux) ; chaque loi garde ses valeurs."""
    n = model.TIRAGES
    scores = normal_scores(n)
    columns = {key: [scores[rank] for rank in ensemble(key, n)] for key in GROUPEES}
    for one in GROUPEES:
        assert sorted(ensemble(one, n)) == list(range(n))
        for two in GROUPEES:
            if one < two:
                pairs = zip(columns[one], columns[two], strict=True)
                assert math.fsum(a * b for a, b in pairs) / n == pytest.approx(CORRELATION, abs=0.05)
    offre = PRESETS["minimale"].offres[0]
    alone, together = (colonnes(offre, 36, n, grouped=grouped) for grouped in (False, True))
    assert sorted(alone.gene) == pytest.approx(sorted(together.gene))
    assert alone.heures == together.heures


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_every_odds_interval_holds_its_three_cases(data: st.DataObject) -> None:
    """L'intervalle d'une chance va du plus bas au plus haut des trois cas ; chaque cas somme à 1 sur les offres."""
    result = model.compute(parse(Inputs, data.draw(situations(Inputs))).inputs.comparees())
    ranks = range(len(result.offres))
    for i, offer in enumerate(result.offres):
        cases = result.simulation.par_cas(ranks, i)
        assert (min(cases.values()), max(cases.values())) == offer.chance
        assert offer.p10_eur <= offer.p50_eur <= offer.p90_eur
    for cas in CAS:
        assert math.fsum(wins(result.simulation.totaux[cas])) == pytest.approx(1)
    pair = result.simulation.par_cas(result.rang[:2])
    assert (min(pair.values()), max(pair.values())) == result.chance


def test_two_identical_offers_win_half_the_time() -> None:
    """Deux offres de mêmes valeurs : à chances égales, à 2 % près ; exactement si elles ont la même chance."""
    for preset in PRESETS.values():
        base = replace(preset.offres[0], actuelle=False)
        twins = replace(preset, offres=(base, replace(base, nom=preset.offres[1].nom)))
        found = model.compute(twins).simulation.par_cas((0, 1))
        assert found["separee"] == pytest.approx(0.5, abs=0.02)
        assert found["groupee"] == pytest.approx(0.5, abs=0.02)
        assert found["partagee"] == pytest.approx(0.5, abs=1e-12)


def test_offers_that_leave_the_same_contract_share_its_exit() -> None:
    """Seule la sortie du contrat actuel est incertaine : deux offres qui le quittent ne s'en distinguent jamais."""
    old = {"nom": "Actuelle", "actuelle": True, "forfait_fixe_eur": 5000, "sortie_eur": [0, 5000, 90000]}
    others = [{"nom": name, "forfait_fixe_eur": fee} for name, fee in (("B", 100), ("C", 101))]
    result = model.compute(parse(Inputs, oracle.whole({"offres": [old, *others]})).inputs)
    assert result.chance == (1, 1)
    gap = result.ecart[0]
    assert result.ecart == pytest.approx((gap, gap, gap))


def test_value_of_knowing_from_the_real_draws() -> None:
    """Deux offres simples : la valeur de savoir des vrais tirages, contre un calcul refait à la main."""
    hours = TroisPoints(0, 10, 40)
    sure = {"nom": "Sûre", "forfait_fixe_eur": 1250, "revision_pct": 0}
    billed = {"nom": "À l'heure", "hors_forfait_h_mois": list(hours), "hors_forfait_eur_h": 100, "revision_pct": 0}
    inputs = parse(Inputs, oracle.whole({"postes": 1, "horizon_mois": 10, "offres": [sure, billed]})).inputs.comparees()
    rng = random.Random(5)
    drawn = [10 * 100 * _pert(rng, hours) for _ in range(200_000)]
    fixed = 10 * 1250.0
    exact = min(fixed, 10 * 100 * hours.moyenne) - math.fsum(min(fixed, cost) for cost in drawn) / len(drawn)
    assert exact > 500
    assert Simulation(inputs, 20_000).evpi == pytest.approx((exact, exact), rel=0.02)
    assert model.compute(inputs).evpi_eur == pytest.approx((exact, exact), rel=0.05)


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_crossover_against_a_plain_search(data: st.DataObject) -> None:
    """Le croisement est le premier mois dès lequel la gagnante coûte le moins jusqu'au bout, par simple recherche."""
    inputs = parse(Inputs, data.draw(situations(Inputs))).inputs.comparees()
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
