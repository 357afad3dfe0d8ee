"""Quand partir, contre la force brute : tous les mois, toutes les offres, refaits mois par mois."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tools.couts import model
from tools.couts.inputs import Inputs
from tools.kit.declare import parse, preset_inputs, to_json

from tests import couts_oracle as oracle
from tests.situations import situations

PRESETS = {key: preset.comparees() for key, preset in preset_inputs(Inputs).items()}


def _check(inputs: Inputs) -> None:
    data, found = to_json(inputs), model.compute(inputs)
    n = inputs.horizon_mois
    elsewhere = [offer for offer in data["offres"] if oracle.leaves(data, offer)]
    if not elsewhere:
        assert found.depart is None
        return
    curves = {offer["nom"]: [oracle.departure(data, offer, s) for s in range(n + 1)] for offer in elsewhere}
    leaving = found.depart
    assert leaving is not None
    curve = curves[leaving.vers.raw]
    scale = max(abs(cost) for cost in curve)
    assert leaving.courbe_eur == pytest.approx(curve, rel=1e-9, abs=1e-9 * scale)
    assert min(curve[:-1]) <= min(min(other[:-1]) for other in curves.values()) + 1e-9 * scale
    assert curve[leaving.mois] <= min(curve) + 1e-6 + 1e-9 * scale
    assert all(cost > min(curve) for cost in curve[: leaving.mois])
    totals = {offer.nom.raw: offer.total_eur for offer in found.offres}
    current = oracle.current(data)
    assert current is not None
    assert leaving.courbe_eur[0] == pytest.approx(totals[leaving.vers.raw], rel=1e-9, abs=1e-6)
    assert leaving.courbe_eur[n] == pytest.approx(totals[current["nom"]], rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("key", PRESETS)
def test_presets_against_brute_force(key: str) -> None:
    """T(s), l'offre retenue et le mois sont ceux d'un calcul naïf ; T(0) et T(N) sont deux totaux de la réponse."""
    _check(PRESETS[key])


@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_any_situation_against_brute_force(data: st.DataObject) -> None:
    """De même pour toute situation où il y a un contrat à quitter."""
    drawn = data.draw(situations(Inputs))
    drawn["offres"] = [{**offer, "actuelle": rank == 0} for rank, offer in enumerate(drawn["offres"])]
    inputs = parse(Inputs, drawn).inputs.comparees()
    assume(any(not offer.meme_prestataire for offer in inputs.offres[1:]))
    _check(inputs)


def _commitment(months: int) -> int:
    current: dict[str, Any] = {"nom": "Actuelle", "actuelle": True, "forfait_fixe_eur": 1000, "gene_min_mois": 60}
    other = {"nom": "Autre", "forfait_fixe_eur": 900, "recouvrement_mois": 2}
    data = {"postes": 10, "horizon_mois": 36, "offres": [{**current, "engagement_mois": months}, other]}
    found = model.compute(parse(Inputs, oracle.whole(data)).inputs).depart
    assert found is not None
    return found.mois


def test_a_longer_commitment_never_advances_the_best_month() -> None:
    """Ici, où partir rapporte chaque mois la même somme, le meilleur mois suit l'engagement, double marche comprise."""
    months = [_commitment(engagement) for engagement in range(0, 37, 3)]
    assert months == sorted(months)
    assert months[:5] == [0, 1, 4, 7, 10]


@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_any_longer_commitment_never_advances_the_best_month(data: st.DataObject) -> None:
    """Vrai de toute situation à une seule offre d'ailleurs : ce que l'engagement ajoute à T(s) décroît avec s.

    Sauf si l'on part à la fin avec une double marche : la période en cache une part, mais pas ce qu'elle fait gagner.
    """
    drawn = data.draw(situations(Inputs))
    old, new = drawn["offres"][:2]
    offers = [{**old, "actuelle": True, "engagement_mois": 0}, {**new, "actuelle": False, "meme_prestataire": False}]
    if drawn["fin"] == "partir":
        offers[1]["recouvrement_mois"] = 0
    shorter, longer = sorted((data.draw(st.integers(0, 120)), data.draw(st.integers(0, 120))))
    months = []
    for engagement in (shorter, longer):
        share = old.get("penalite_pct", 100) if engagement else 100  # sans engagement, une part due est refusée
        offers[0] = {**offers[0], "engagement_mois": engagement, "penalite_pct": share}
        found = model.compute(parse(Inputs, {**drawn, "offres": offers}).inputs).depart
        assert found is not None
        months.append(found.mois)
    assert months[0] <= months[1]
