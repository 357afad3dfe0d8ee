"""Les scores de la dépendance, contre des calculs à la main et des propriétés."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.dependance import model
from tools.dependance.inputs import Fonction, Inputs
from tools.dependance.model import scores
from tools.dependance.questions import CRITERES
from tools.kit.declare import Typed, parse

from tests.dependance import KEYS, PRESETS, answers_strategy, situation


def test_presets_against_hand_computation() -> None:
    """Les quatre situations types, calculées à la main."""
    service = model.compute(PRESETS["service"])
    # sommes des trois réponses : 5, 5, 6, 5, 5, 5, 6, 4 → total 41 sur 72
    assert service.indice == scores.Intervalle(pytest.approx(41 / 72 * 100), pytest.approx(41 / 72 * 100))
    assert service.bande == (2, 2)
    assert service.maillon_faible == "documentation"
    assert service.ebios == scores.Ebios(12, 4, 3.0, "danger")
    assert service.actions_cible == 6  # 41 − 36 = 5 crans laissent 50 : le sixième passe dessous

    assert model.compute(PRESETS["maitrisee"]).indice == scores.Intervalle(0, 0)
    assert model.compute(PRESETS["maitrisee"]).bande == (0, 0)
    assert model.compute(PRESETS["maitrisee"]).maillon_faible is None

    captive = model.compute(PRESETS["captive"])
    assert captive.indice is not None
    assert captive.indice.bas == pytest.approx(71 / 72 * 100)
    assert captive.bande == (3, 3)
    assert captive.blocages == ("acces_1", "acces_2", "donnees_2")
    assert captive.actions_cible == 18  # 36 crans à gagner, deux par première action

    unknown = model.compute(PRESETS["inconnue"])
    # 11 réponses sues, total 16 ; 13 inconnues de 0 à 3
    assert unknown.indice is not None
    assert unknown.indice.bas == pytest.approx(16 / 72 * 100)
    assert unknown.indice.haut == pytest.approx((16 + 39) / 72 * 100)
    assert unknown.bande == (0, 3)
    assert unknown.incertain
    assert unknown.blocages_possibles == ("acces_1", "donnees_2")


def test_guide_example_for_ebios() -> None:
    """L'exemple du guide : le prestataire est à 3, en danger ; sa maturité passe de 2 à 3, il est à 2, en contrôle."""
    marks = {"ebios_dependance": 3, "ebios_penetration": 4, "ebios_confiance": 2}
    before = scores.ebios(Inputs(ebios_maturite=2, **marks))
    after = scores.ebios(Inputs(ebios_maturite=3, **marks))
    assert before is not None
    assert after is not None
    assert (before.dangerosite, before.zone) == (3.0, "danger")
    assert (after.dangerosite, after.zone) == (2.0, "controle")
    assert scores.ebios(Inputs(**marks)) is None


@pytest.mark.parametrize(
    ("marks", "zone"),
    [((1, 1, 4, 4), "hors"), ((1, 1, 1, 5), "veille"), ((9, 1, 10, 1), "controle"), ((5, 1, 2, 1), "danger")],
)
def test_a_zone_starts_at_its_threshold(marks: tuple[int, ...], zone: str) -> None:
    """0,2, 0,9 et 2,5 appartiennent à la zone qu'ils ouvrent."""
    d, p, m, c = marks
    found = scores.ebios(Inputs(ebios_dependance=d, ebios_penetration=p, ebios_maturite=m, ebios_confiance=c))
    assert found is not None
    assert found.zone == zone


def test_concentration_of_the_model_page() -> None:
    """60, 25 et 15 % donnent 4 450 et 2,2 ; deux écritures d'un nom sont le même prestataire."""
    rows = (
        Fonction(Typed("a"), Typed("X"), 6),
        Fonction(Typed("b"), Typed("Y"), 2.5),
        Fonction(Typed("c"), Typed("z"), 1),
        Fonction(Typed("d"), Typed("Z"), 0.5),
    )
    found = scores.concentration(rows)
    assert found is not None
    assert found.hhi == pytest.approx(4450)
    assert found.equivalent == pytest.approx(2.2, abs=0.05)
    assert scores.concentration(()) is None


def test_blocking_rules_lift_the_band() -> None:
    """Tout maîtrisé sauf une règle : forte ; deux : critique ; une inconnue : un intervalle de bandes."""
    clean = dict.fromkeys(KEYS, 0)
    assert model.compute(Inputs(**{**clean, "acces_1": 3})).bande == (2, 2)
    assert model.compute(Inputs(**{**clean, "acces_1": 3, "donnees_2": 3})).bande == (3, 3)
    assert model.compute(Inputs(**{**clean, "acces_2": "nsp"})).bande == (0, 2)


def test_under_eighteen_answers_the_total_is_hidden() -> None:
    """Dix-sept réponses : ni indice, ni bande, ni sortie ; la dix-huitième les montre, « je ne sais pas » comprise."""
    some = dict.fromkeys(KEYS[:17], 1)
    hidden = model.compute(Inputs(**some))
    assert hidden.indice is None
    assert hidden.bande is None
    assert hidden.sortie is None
    assert model.compute(Inputs(**{**some, KEYS[17]: "nsp"})).indice is not None


@given(answers_strategy, st.integers(0, 23), st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_answering_lands_inside_the_interval(answers: list[Any], place: int, value: int) -> None:
    """Répondre à une question inconnue reste dans l'intervalle : critères, indice, bande."""
    before = model.compute(situation([*answers[:place], "nsp", *answers[place + 1 :]]))
    after = model.compute(situation([*answers[:place], value, *answers[place + 1 :]]))
    for criterion, score in after.criteres.items():
        assert before.criteres[criterion].bas <= score.bas <= score.haut <= before.criteres[criterion].haut
    assert before.indice is not None
    assert after.indice is not None
    assert before.indice.bas - 1e-9 <= after.indice.bas <= after.indice.haut <= before.indice.haut + 1e-9
    assert before.bande is not None
    assert after.bande is not None
    assert before.bande[0] <= after.bande[0] <= after.bande[1] <= before.bande[1]


def test_all_weights_at_zero_are_refused() -> None:
    """Un poids au moins doit compter ; des seuils désordonnés sont refusés ; la phrase nomme le champ."""
    errors = parse(Inputs, {f"poids_{c}": 0 for c in CRITERES}).errors
    assert list(errors) == ["poids_competences"]
    assert "supérieur à zéro" in errors["poids_competences"]
    assert "seuil_controle" in parse(Inputs, {"seuil_veille": 3}).errors


@given(st.lists(st.integers(0, 9), min_size=4, max_size=4), st.lists(st.integers(0, 4), min_size=4, max_size=4))
@settings(max_examples=25, deadline=None)
def test_free_weights_against_a_grid(lows: list[int], more: list[int]) -> None:
    """Les extrêmes de l'indice, tous les poids de 2 à 8 : ceux d'un essai de toutes les combinaisons d'une grille."""
    known = {f"c{k}": scores.Intervalle(low, low + gap) for k, (low, gap) in enumerate(zip(lows, more, strict=True))}
    found = scores.free_weights(known, 2, 8)
    tried = [
        scores.weighted_index(known, dict(zip(known, weights, strict=True)))
        for weights in itertools.product((2, 4, 6, 8), repeat=len(known))
    ]
    assert found.bas == pytest.approx(min(one.bas for one in tried))
    assert found.haut == pytest.approx(max(one.haut for one in tried))


def test_weakest_link_is_the_same_everywhere() -> None:
    """À égalité, l'ordre du questionnaire, sur la page comme sur la feuille du conseil."""
    result = model.compute(PRESETS["service"])
    assert result.faibles[0] == result.maillon_faible == "documentation"
    middles = [result.criteres[c].bas + result.criteres[c].haut for c in result.faibles]
    assert middles == sorted(middles, reverse=True)


@given(answers_strategy, st.sampled_from([0.5, 2.0]))
@settings(max_examples=15, deadline=None)
def test_scaling_all_weights_changes_nothing(answers: list[Any], factor: float) -> None:
    """Multiplier tous les poids par un même nombre ne change ni l'indice ni l'ordre du plan."""
    base = situation(answers)
    scaled = replace(base, **{f"poids_{c}": 5 * factor for c in CRITERES})
    one, other = model.compute(base), model.compute(scaled)
    assert one.indice is not None
    assert other.indice is not None
    assert math.isclose(one.indice.bas, other.indice.bas, abs_tol=1e-9)
    assert [(a.cle, a.vers) for a in one.plan] == [(a.cle, a.vers) for a in other.plan]
