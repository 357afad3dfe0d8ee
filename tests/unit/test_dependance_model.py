"""Le modèle de dépendance, contre des calculs à la main, des oracles indépendants et des propriétés."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.dependance import model
from tools.dependance.inputs import Fonction, Inputs
from tools.dependance.model import leaving, plan, scores
from tools.dependance.model.leaving import AVANT
from tools.dependance.questions import CRITERES, ETAPES, QUESTIONS
from tools.kit.compute import TroisPoints
from tools.kit.declare import Typed, parse, preset_inputs

CLS: Any = Inputs
PRESETS = preset_inputs(CLS)
KEYS = list(QUESTIONS)
answers_strategy = st.lists(st.sampled_from([0, 1, 2, 3, "nsp"]), min_size=24, max_size=24)


def situation(answers: list[Any], **more: Any) -> Inputs:
    """Une situation complète à partir de vingt-quatre réponses."""
    return Inputs(**dict(zip(KEYS, answers, strict=True)), **more)


def test_presets_against_hand_computation() -> None:
    """Les quatre situations types, calculées à la main."""
    service = model.compute(PRESETS["service"])
    # sommes des trois réponses : 5, 5, 6, 5, 5, 5, 6, 4 → total 41 sur 72
    assert service.indice == scores.Intervalle(pytest.approx(41 / 72 * 100), pytest.approx(41 / 72 * 100))
    assert service.bande == (2, 2)
    assert service.maillon_faible == "documentation"
    assert service.ebios == scores.Ebios(12, 4, 3.0, "danger")
    assert service.crans == 6  # 41 − 36 = 5 crans laissent 50 : le sixième passe dessous

    assert model.compute(PRESETS["maitrisee"]).indice == scores.Intervalle(0, 0)
    assert model.compute(PRESETS["maitrisee"]).bande == (0, 0)
    assert model.compute(PRESETS["maitrisee"]).maillon_faible is None

    captive = model.compute(PRESETS["captive"])
    assert captive.indice is not None
    assert captive.indice.bas == pytest.approx(71 / 72 * 100)
    assert captive.bande == (3, 3)
    assert captive.blocages == ("acces_1", "acces_2", "donnees_2")

    unknown = model.compute(PRESETS["inconnue"])
    # 11 réponses sues, total 16 ; 13 inconnues de 0 à 3
    assert unknown.indice is not None
    assert unknown.indice.bas == pytest.approx(16 / 72 * 100)
    assert unknown.indice.haut == pytest.approx((16 + 39) / 72 * 100)
    assert unknown.bande == (0, 3)
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


@given(st.lists(st.sampled_from([0, 1, 2, 3, "nsp"]), min_size=24, max_size=24), st.integers(0, 23), st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_improving_never_hurts(answers: list[Any], place: int, worse: int) -> None:
    """Améliorer une réponse ne hausse jamais l'indice, la bande, les jours ni le coût, pour toute paire."""
    for better in range(worse):
        low, high = (
            model.compute(situation([*answers[:place], value, *answers[place + 1 :]])) for value in (better, worse)
        )
        assert low.indice is not None
        assert high.indice is not None
        assert low.indice.bas <= high.indice.bas
        assert low.indice.haut <= high.indice.haut
        assert low.bande is not None
        assert high.bande is not None
        assert low.bande <= high.bande
        assert low.sortie is not None
        assert high.sortie is not None
        for name in ("choisie", "defaillance"):
            a, b = getattr(low.sortie, name), getattr(high.sortie, name)
            for figure in ("jours_p10", "jours_p50", "jours_p90", "cout_p10_eur", "cout_p50_eur", "cout_p90_eur"):
                assert getattr(a, figure) <= getattr(b, figure)


@given(answers_strategy, st.sampled_from([0.5, 2.0]))
@settings(max_examples=20, deadline=None)
def test_scaling_all_weights_changes_nothing(answers: list[Any], factor: float) -> None:
    """Multiplier tous les poids par un même nombre ne change ni l'indice ni l'ordre du plan."""
    base = situation(answers)
    scaled = replace(base, **{f"poids_{c}": 5 * factor for c in CRITERES})
    one, other = model.compute(base), model.compute(scaled)
    assert one.indice is not None
    assert other.indice is not None
    assert one.indice.bas == pytest.approx(other.indice.bas)
    assert [a.cle for a in one.plan] == [a.cle for a in other.plan]


def test_all_weights_at_zero_are_refused() -> None:
    """Un poids au moins doit compter ; des seuils désordonnés sont refusés ; la phrase nomme le champ."""
    errors = parse(Inputs, {f"poids_{c}": 0 for c in CRITERES}).errors
    assert list(errors) == ["poids_competences"]
    assert "supérieur à zéro" in errors["poids_competences"]
    assert "seuil_controle" in parse(Inputs, {"seuil_veille": 3}).errors


def longest_path(durations: dict[str, float]) -> float:
    """Le plus long chemin par énumération de tous les chemins du réseau, sans le code du modèle."""
    after: dict[str, list[str]] = {step: [s for s, before in AVANT.items() if step in before] for step in AVANT}

    def walk(step: str) -> float:
        return durations[step] + max((walk(following) for following in after[step]), default=0.0)

    return max(walk(step) for step, before in AVANT.items() if not before)


def test_critical_path_against_enumeration() -> None:
    """Sur deux cents réseaux tirés, la durée est celle du plus long chemin, et la somme des étapes nommées."""
    rng = random.Random(7)
    for _ in range(200):
        durations = {step: float(rng.randint(0, 50)) for step in ETAPES}
        found = leaving.summed({step: [days] for step, days in durations.items()}, [0.0], 0.0)
        assert found.jours_p50 == longest_path(durations)
        assert sum(durations[step] for step in found.chemin) == found.jours_p50


def test_draws_follow_the_network() -> None:
    """Durées certaines, réponses parfaites : jours et coût se calculent à la main ; le préavis peut dominer."""
    sure = {f"duree_{s}_j": TroisPoints(d, d, d) for s, d in zip(ETAPES, (2, 3, 4, 10, 5, 6), strict=True)}
    efforts = {f"effort_{s}_h": TroisPoints(1, 1, 1) for s in ETAPES}
    clean = dict.fromkeys(KEYS, 0)
    base = Inputs(
        **clean, **sure, **efforts, effort_poste_h=TroisPoints(1, 1, 1), postes=4, cout_horaire_eur=10,
        preavis_mois=0, forfait_mensuel_eur=304.375, engagement_restant_mois=0, penalite_eur=500,
    )  # fmt: skip
    chosen = leaving.leave(base, base.answers()).choisie
    assert chosen.jours_p50 == 10 + 5 + 6
    assert chosen.chemin == ("choix", "transfert", "double")
    assert chosen.cout_p50_eur == pytest.approx((6 + 4) * 10 + 6 * 10)
    failure = leaving.leave(base, base.answers()).defaillance
    assert failure.jours_p50 == 10 + 5
    assert failure.cout_p50_eur == pytest.approx((3 * 1.5 + 2 + 4) * 10)
    late = replace(base, preavis_mois=6, engagement_restant_mois=12)
    slow = leaving.leave(late, late.answers()).choisie
    assert slow.jours_p50 == pytest.approx(6 * 30.4375)
    assert slow.chemin == ("preavis",)
    assert slow.cout_p50_eur == pytest.approx(chosen.cout_p50_eur + 500)


def test_fewest_notches_against_brute_force() -> None:
    """Le nombre de crans annoncé est le plus petit, vérifié par essai de toutes les combinaisons."""
    answers = {**dict.fromkeys(KEYS, 0), "acces_1": 2, "pilotage_1": 2, "contrat_1": 1}
    inputs = Inputs(**answers, poids_acces=9, poids_pilotage=1, cible_indice=2)
    result = model.compute(inputs)
    assert result.indice is not None
    best = None
    for a, p, c in itertools.product(range(3), range(3), range(2)):
        tried = replace(inputs, acces_1=2 - a, pilotage_1=2 - p, contrat_1=1 - c)
        index = scores.weighted_index(scores.criterion_scores(tried.answers()), tried.weights())
        if index.haut < 2 and (best is None or a + p + c < best):
            best = a + p + c
    assert result.crans == best


def test_plan_is_ranked_and_scheduled() -> None:
    """Le plan est trié par gain et par heure ; l'effort cumulé d'un horizon tient dans le temps disponible."""
    inputs = PRESETS["captive"]
    result = model.compute(inputs)
    rates = [action.gain_indice / action.effort_h for action in result.plan]
    assert rates == sorted(rates, reverse=True)
    for horizon in plan.HORIZONS:
        spent = sum(a.effort_h for a in result.plan if 0 < a.horizon <= horizon)
        assert spent <= inputs.capacite_h_mois * horizon / 30
