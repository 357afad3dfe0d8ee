"""Le modèle de coûts, contre des oracles indépendants du code : exemples à la main, calcul naïf, limites, monotonie."""

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
from tools.couts.model.flows import total_attendu
from tools.couts.offre import Offre
from tools.kit.compute import TroisPoints
from tools.kit.declare import Typed, parse, preset_inputs, to_json

from tests import couts_oracle as oracle
from tests.couts_oracle import DEUX, UN
from tests.situations import situations

PRESETS = {key: preset.comparees() for key, preset in preset_inputs(Inputs).items()}


def read(data: dict[str, Any]) -> Inputs:
    """La situation d'un JSON, réduite à ses offres complètes."""
    return parse(Inputs, oracle.whole(data)).inputs.comparees()


def test_first_worked_example() -> None:
    """Le premier exemple de la page du modèle, calculé à la main, au centime."""
    result = model.compute(read(UN))
    a, b = result.offres

    assert a.lignes == {
        "forfait": 38_400,
        "options": 0,
        "hors_forfait": 8_640,
        "projets": 0,
        "materiel": 0,
        "arrivees": 0,
        "equipe": 0,
        "mise_en_place": 1_000,
        "changement": 0,
        "sortie": 5_000,
        "pilotage": 5_760,
        "interruptions": 43_200,
        "gene": 24_000,
        "marge": 0,
        "sinistre": pytest.approx(2_400, abs=1e-9),
    }
    assert a.groupes == pytest.approx({"paye": 53_040, "temps": 72_960, "pertes": 2_400}, abs=1e-6)
    assert (a.total_eur, b.total_eur) == pytest.approx((128_400, 72_000), abs=1e-6)
    assert b.groupes == {"paye": 72_000, "temps": 0, "pertes": 0}
    given_back = result.a_rendre
    assert given_back is not None
    assert (given_back.offre, given_back.contre) == (Typed("B"), Typed("A"))
    assert given_back.paye_eur == pytest.approx(18_960)
    assert (given_back.heures_an, given_back.heures_personne_an) == pytest.approx((237, 4.74))
    assert model.compute(read({**UN, "fin": "rester"})).offres[0].total_eur == pytest.approx(123_400, abs=1e-6)


def test_second_worked_example() -> None:
    """Le second exemple : renégocier, changer, et le meilleur mois pour partir."""
    result = model.compute(read(DEUX))

    assert [o.total_eur for o in result.offres] == pytest.approx([54_000, 38_640, 49_600])
    assert [o.groupes["paye"] for o in result.offres] == pytest.approx([25_200, 24_240, 44_800])
    assert [o.groupes["temps"] for o in result.offres] == pytest.approx([28_800, 14_400, 4_800])
    assert result.offres[2].lignes["changement"] == pytest.approx(1_000 + 9 * 1_000 + 4_000)
    leaving = result.depart
    assert leaving is not None
    assert (leaving.vers, leaving.mois) == (Typed("Changer"), 9)
    assert [leaving.courbe_eur[s] for s in (0, 8, 9, 10, 24)] == pytest.approx([49_600, 48_400, 48_250, 49_100, 54_000])
    given_back = result.a_rendre
    assert given_back is not None
    assert (given_back.offre, given_back.contre) == (Typed("Changer"), Typed("Renégocier"))
    assert (given_back.paye_eur, given_back.heures_an, given_back.heures_personne_an) == pytest.approx((
        20_560,
        257,
        12.85,
    ))


def _check(inputs: Inputs) -> None:
    data, result = to_json(inputs), model.compute(inputs)
    for index, (offer, found) in enumerate(zip(data["offres"], result.offres, strict=True)):
        expected = oracle.totals(data, offer)
        scale = max(1.0, *expected.values())
        assert found.lignes == pytest.approx(expected, rel=1e-9, abs=1e-9 * scale)
        total = math.fsum(expected.values())
        for shown in (found.total_eur, total_attendu(inputs, index), math.fsum(found.annees_eur)):
            assert shown == pytest.approx(total, rel=1e-9, abs=1e-6)
        assert math.fsum(found.groupes.values()) == pytest.approx(total, rel=1e-9, abs=1e-6)
        end = oracle.leaving(data, offer, data["horizon_mois"])
        assert found.sortie_fin_eur == pytest.approx(end, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("key", PRESETS)
def test_presets_against_a_plain_calculation(key: str) -> None:
    """Chaque ligne de chaque offre est celle d'un calcul naïf, mois par mois."""
    _check(PRESETS[key].comparees())


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_any_situation_against_a_plain_calculation(data: st.DataObject) -> None:
    """De même pour toute situation : croissance, minimum, engagement, double marche, départ à la fin."""
    _check(parse(Inputs, data.draw(situations(Inputs))).inputs.comparees())


def test_every_rate_at_zero_gives_the_simple_sums() -> None:
    """Sans hausse, ni engagement, ni double marche, un total est mois × premier mois + montants uniques."""
    for preset in PRESETS.values():
        calm = [
            replace(o, revision_pct=0.0, engagement_mois=0, penalite_pct=0.0, recouvrement_mois=0)
            for o in preset.offres
        ]
        inputs = replace(
            preset, croissance_pct=0.0, revision_salaires_pct=0.0, actualisation_pct=0.0, offres=tuple(calm)
        )
        left = next((o for o in calm if o.actuelle), None)
        for offre, found in zip(inputs.offres, model.compute(inputs).offres, strict=True):
            month = math.fsum(oracle.lines(to_json(inputs), to_json(offre), 1, 1).values())
            leaves = left is not None and not offre.actuelle and not offre.meme_prestataire
            once = offre.mise_en_place_eur.moyenne + (left.sortie_eur.moyenne if left and leaves else 0)
            assert found.total_eur == pytest.approx(inputs.horizon_mois * month + once)
            assert found.actualise_eur == pytest.approx(found.total_eur)


def _two(**changes: Any) -> dict[str, Any]:
    offers = [{**DEUX["offres"][0], **changes}, *DEUX["offres"][1:]]
    return {**DEUX, "offres": offers}


def test_renegotiating_leaves_nobody() -> None:
    """Renégocier avec le prestataire d'aujourd'hui ne paie jamais sa sortie, si chère qu'elle soit."""
    dear = model.compute(read(_two(sortie_eur=1_000_000))).offres
    assert dear[1].total_eur == pytest.approx(38_640)
    assert dear[2].total_eur == pytest.approx(49_600 + 996_000)
    assert dear[0].total_eur == pytest.approx(54_000)


@given(st.floats(0, 1_000_000), st.floats(0, 1_000_000))
@settings(max_examples=25, deadline=None)
def test_a_dearer_exit_never_favours_leaving(one: float, two: float) -> None:
    """Plus la sortie du contrat actuel est chère, plus chaque offre d'ailleurs coûte, les autres ne changeant pas."""
    low, high = (model.compute(read(_two(sortie_eur=amount))).offres for amount in sorted((one, two)))
    assert high[2].total_eur >= low[2].total_eur
    assert [o.total_eur for o in high[:2]] == [o.total_eur for o in low[:2]]


@pytest.mark.parametrize("key", ["penalite_pct", "engagement_mois"])
def test_a_heavier_commitment_never_lowers_leaving(key: str) -> None:
    """Une pénalité ou un engagement plus lourds ne font jamais baisser le coût de partir, à aucun mois."""
    curves = []
    for value in (0, 10, 40, 100):
        leaving = model.compute(read(_two(**{key: value}))).depart
        assert leaving is not None
        curves.append(leaving.courbe_eur)
    for lighter, heavier in pairwise(curves):
        assert all(b >= a - 1e-9 for a, b in zip(lighter, heavier, strict=True))


def test_without_commitment_nothing_is_due() -> None:
    """Sans engagement ou sans pénalité, quitter ne coûte que le travail de sortie et la double marche."""
    for changes in ({"engagement_mois": 0}, {"penalite_pct": 0}):
        assert model.compute(read(_two(**changes))).offres[2].lignes["changement"] == pytest.approx(1_000 + 4_000)


@given(st.floats(0, 500), st.floats(0.01, 500))
@settings(max_examples=15, deadline=None)
def test_dearer_fee_never_lowers_total(fee: float, more: float) -> None:
    """Hausser le forfait ne fait jamais baisser le coût attendu."""
    base = Inputs()
    low, high = (
        replace(base, offres=(replace(base.offres[0], forfait_poste_eur=f), base.offres[1])) for f in (fee, fee + more)
    )
    assert total_attendu(high, 0) > total_attendu(low, 0)


def test_floor_holds_when_people_leave() -> None:
    """Le minimum mensuel tient quand l'effectif baisse : 10 personnes à 50 €, minimum 400 €, moitié moins l'an deux."""
    floor = {"nom": "A", "forfait_poste_eur": 50, "plancher_eur_mois": 400, "revision_pct": 0}
    data = {**UN, "postes": 10, "croissance_pct": -50, "offres": [floor, {"nom": "B", "forfait_poste_eur": 1}]}
    assert model.compute(read(data)).offres[0].lignes["forfait"] == pytest.approx(12 * 500 + 12 * 400)


def test_given_back_is_the_paid_difference_in_hours() -> None:
    """Payées autant, rien à rendre ; sinon les heures, au coût horaire moyen, valent la différence de payé."""
    same = {**UN, "offres": [{"nom": "A", "forfait_poste_eur": 9}, {"nom": "B", "forfait_poste_eur": 9}]}
    assert model.compute(read(same)).a_rendre is None
    for preset in PRESETS.values():
        result = model.compute(preset)
        given_back = result.a_rendre
        assert given_back is not None
        data = to_json(preset)
        wages = [oracle.Month(data, data["offres"][0], t, t).wage for t in range(1, preset.horizon_mois + 1)]
        paid = {o.nom: o.groupes["paye"] for o in result.offres}
        difference = paid[given_back.offre] - paid[given_back.contre]
        worth = given_back.heures_an * preset.horizon_mois / 12 * math.fsum(wages) / len(wages)
        assert worth == pytest.approx(difference)
        assert difference > 0


def test_lost_hours_are_the_time_group_in_hours() -> None:
    """Les heures perdues d'une offre, payées au coût horaire, sont le groupe « temps » (salaires constants)."""
    for preset in PRESETS.values():
        inputs = replace(preset, revision_salaires_pct=0.0)
        for offer in model.compute(inputs).offres:
            years = inputs.horizon_mois / 12
            assert offer.heures_perdues_an * years * inputs.cout_horaire_eur == pytest.approx(offer.groupes["temps"])


def test_chance_of_a_disaster() -> None:
    """4 % par an sur 30 mois : 1 − 0,96 × 0,96 × 0,98."""
    offre = Offre(nom=Typed("A"), sinistre_pct_an=TroisPoints(4, 4, 4))
    assert model.sinistre(offre, 30).chance == pytest.approx(1 - 0.96 * 0.96 * 0.98)
