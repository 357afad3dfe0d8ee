"""Les deux sorties : contre des calculs à la main, un parcours de tous les chemins, une intégrale, des propriétés."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.dependance import model
from tools.dependance.inputs import Inputs
from tools.dependance.model import leaving, steps
from tools.dependance.model.handover import handed_work
from tools.dependance.model.steps import AVANT, Base
from tools.dependance.questions import ETAPES, QUESTIONS
from tools.kit.compute import TroisPoints, pert_quantile

from tests.dependance import KEYS, PRESETS, answers_strategy, every, situation

FIGURES = ("jours_p10", "jours_p50", "jours_p90", "cout_p10_eur", "cout_p50_eur", "cout_p90_eur")
SERVICE = tuple(f"service_minimal_{rank}_j" for rank in ("p10", "p50", "p90"))
LIBRE = {"engagement_restant_mois": 0, "preavis_mois": 0}
ORDRES = {
    (5, 0): ((64, 77, 92), (1, 2, 2), (9, 10, 12)),
    (5, 3): ((159, 194, 231), (9, 13, 16), (34, 40, 45)),
    (40, 0): ((75, 90, 108), (2, 2, 3), (18, 21, 23)),
    (40, 3): ((191, 232, 281), (12, 16, 21), (73, 89, 108)),
    (500, 0): ((99, 120, 146), (2, 3, 5), (147, 181, 223)),
    (500, 3): ((259, 323, 397), (17, 23, 32), (703, 937, 1226)),
}
"""Personnes, réponses → jours d'une sortie choisie, jours avant un service minimal, coût d'une défaillance (k€)."""


def _sorties(inputs: Inputs) -> leaving.Sorties:
    found = model.compute(inputs).sortie
    assert found is not None
    return found


@pytest.mark.parametrize("people", [5, 40, 500])
@pytest.mark.parametrize("answer", [0, 3])
def test_bounds_of_reason(people: int, answer: int) -> None:
    """Ce que donnent les paramètres, sans engagement ; de 1,5 à 3,5 mois tout maîtrisé, de 5 à 10 mois au pire."""
    days, minimal, thousands = ORDRES[people, answer]
    found = _sorties(every(answer, postes=people, **LIBRE))
    lost = found.defaillance
    assert [round(getattr(found.choisie, name)) for name in FIGURES[:3]] == list(days)
    assert [round(getattr(lost, name)) for name in SERVICE] == list(minimal)
    assert [round(getattr(lost, name) / 1000) for name in FIGURES[3:]] == list(thousands)
    if people == 40:
        low, high = (1.5, 3.5) if answer == 0 else (5, 10)
        assert low * 30.4375 <= found.choisie.jours_p50 <= high * 30.4375


def test_five_people_take_less_time_than_forty() -> None:
    """Une entreprise captive de cinq personnes sort plus vite que de quarante : seize mois n'étaient pas croyables."""
    few, many = (_sorties(every(3, postes=count, **LIBRE)).choisie for count in (5, 40))
    assert few.jours_p90 < many.jours_p90 < 10 * 30.4375


@pytest.mark.parametrize("step", ETAPES)
def test_factors_by_hand(step: str) -> None:
    """`1 + Σ (f − 1) × réponse / 3`, réduit pour ne pas dépasser le plafond ; une réponse inconnue vaut de 0 à 3."""
    asked = {key: question for key, question in QUESTIONS.items() if question.etape == step}
    worst = sum(question.facteur - 1 for question in asked.values())
    reduced = min(1, 2 / worst)
    for answer in range(4):
        found = steps.factors(Inputs(), dict.fromkeys(KEYS, answer))[step]
        assert 1 + found.su == pytest.approx(1 + worst * reduced * answer / 3)
        assert found.inconnu == 0
    unknown = steps.factors(Inputs(), dict.fromkeys(KEYS, "nsp"))[step]
    assert unknown.column([0.0, 3.0]) == pytest.approx([1, 1 + worst * reduced])
    assert 1 + worst * reduced <= 3 + 1e-9


def test_no_step_exceeds_its_ceiling_and_no_answer_is_without_effect() -> None:
    """Le plafond saisi borne chaque étape ; sous lui, chaque réponse compte encore."""
    for ceiling in (1.5, 3, 10):
        inputs = Inputs(facteur_max=ceiling)
        at_worst = steps.factors(inputs, dict.fromkeys(KEYS, 3))
        assert all(1 + one.su <= ceiling + 1e-9 for one in at_worst.values())
        for key in KEYS:
            better = steps.factors(inputs, {**dict.fromkeys(KEYS, 3), key: 2})
            assert better[QUESTIONS[key].etape].su < at_worst[QUESTIONS[key].etape].su


def longest_path(durations: dict[str, float]) -> float:
    """Le plus long chemin par énumération de tous les chemins du réseau, sans le code du modèle."""
    after: dict[str, list[str]] = {step: [s for s, before in AVANT.items() if step in before] for step in AVANT}

    def walk(step: str) -> float:
        return durations[step] + max((walk(following) for following in after[step]), default=0.0)

    return max(walk(step) for step, before in AVANT.items() if not before)


def test_schedule_against_enumeration() -> None:
    """Deux cents réseaux tirés : la durée est celle du plus long chemin, que les étapes nommées font."""
    rng = random.Random(7)
    for _ in range(200):
        durations = {step: float(rng.randint(0, 50)) for step in ETAPES}
        days = {step: [value] for step, value in durations.items()}
        found = leaving.summed(leaving.Tirage(days, [0.0], [0.0]), 0.0, 0.0)
        assert found.jours_p50 == longest_path(durations)
        assert sum(durations[step] for step in found.chemin) == found.jours_p50
        for step, (start, end) in found.etapes.items():
            assert end - start == durations[step]
            assert start == max((found.etapes[one][1] for one in AVANT[step]), default=0.0)


def _sure(**more: Any) -> Inputs:
    """Durées et efforts certains, réponses parfaites, quarante personnes."""
    days = {f"duree_{s}_j": TroisPoints(d, d, d) for s, d in zip(ETAPES, (2, 3, 4, 10, 5, 6), strict=True)}
    efforts = {f"effort_{s}_h": TroisPoints(1, 1, 1) for s in ETAPES}
    urgent = {"urgence_acces_j": TroisPoints(1, 1, 1), "urgence_donnees_j": TroisPoints(2, 2, 2)}
    known = {"effort_poste_h": TroisPoints(1, 1, 1), "cout_horaire_eur": 10, "forfait_mensuel_eur": 304.375, **LIBRE}
    return every(0, **{**days, **efforts, **urgent, **known, **more})


def test_both_ways_out_by_hand() -> None:
    """Durées certaines : jours et coût se calculent à la main ; préavis, pénalité et solde s'ajoutent."""
    plain = _sorties(_sure(penalite_eur=500))
    chosen, lost = plain.choisie, plain.defaillance
    assert chosen.jours_p50 == 10 + 5 + 6  # choisir, transférer, faire tourner les deux
    assert chosen.chemin == ("choix", "transfert", "double")
    assert chosen.travail_p50_eur == pytest.approx((6 + 40) * 10)
    assert chosen.cout_p50_eur == pytest.approx((6 + 40) * 10 + 6 * 10 + 500)
    assert chosen.etapes["transfert"] == (10, 15)
    assert lost.jours_p50 == 10 + 5
    assert lost.service_minimal_p50_j == 1 + 2
    day = 7 * 5 / 7 * 0.6 * 40 * 10
    assert lost.arret_p50_eur == pytest.approx(day * (3 + 1) / 2)
    assert lost.depannage_p50_eur == pytest.approx(3 * 5 / 7 * 1200)
    work = (3 * 1.5 + 2 + 40) * 10
    assert lost.travail_p50_eur == pytest.approx(work)
    assert lost.cout_p50_eur == pytest.approx(work + lost.arret_p50_eur + lost.depannage_p50_eur)
    assert lost.fixe_eur == lost.double_p50_j == 0
    late = _sorties(_sure(penalite_eur=500, preavis_mois=6, engagement_restant_mois=12, solde_pct=50)).choisie
    assert late.jours_p50 == pytest.approx(6 * 30.4375)
    assert late.chemin == ("preavis",)
    assert late.fixe_eur == pytest.approx(500 + 0.5 * 304.375 * 6)
    assert late.cout_p50_eur == pytest.approx(chosen.cout_p50_eur + 0.5 * 304.375 * 6)


def test_size_and_urgency_by_hand() -> None:
    """La taille multiplie documents, données et transfert ; en urgence un obstacle pèse trois fois."""
    wide = _sorties(_sure(postes=640))  # 640 / 40 = 16, dont la racine quatrième est 2
    assert wide.choisie.etapes["documentation"] == (2, 2 + 3 * 2)
    assert wide.choisie.etapes["transfert"] == (10, 20)
    assert wide.defaillance.service_minimal_p50_j == 1 + 2 * 2
    stuck = replace(_sure(), **{f"acces_{k}": 3 for k in (1, 2, 3)})
    assert _sorties(stuck).defaillance.service_minimal_p50_j == pytest.approx(1 * (1 + 3 * 2) + 2)
    assert _sorties(replace(stuck, urgence_max_j=4)).defaillance.service_minimal_p50_j == pytest.approx(4 + 2)


@given(st.floats(0, 60))
@settings(max_examples=50, deadline=None)
def test_stoppage_against_a_numerical_integral(days: float) -> None:
    """Un premier jour entier, puis une droite jusqu'à zéro au jour D : la même aire que par mille trapèzes."""
    count, after = 1000, max(0.0, days - 1)
    falling = sum(1 - (k + 0.5) / count for k in range(count)) * after / count
    area = min(days, 1.0) + falling
    assert leaving.equivalent_days(days) == pytest.approx(area, abs=1e-6)


@given(answers_strategy, st.integers(0, 23), st.integers(1, 3))
@settings(max_examples=25, deadline=None)
def test_improving_never_hurts(answers: list[Any], place: int, worse: int) -> None:
    """Améliorer une réponse ne hausse jamais l'indice, la bande, les jours ni le coût d'aucune des deux sorties."""
    for better in range(worse):
        low, high = (
            model.compute(situation([*answers[:place], value, *answers[place + 1 :]])) for value in (better, worse)
        )
        assert low.indice is not None
        assert high.indice is not None
        assert (low.indice.bas, low.indice.haut) <= (high.indice.bas, high.indice.haut)
        assert low.bande is not None
        assert high.bande is not None
        assert low.bande <= high.bande
        assert low.sortie is not None
        assert high.sortie is not None
        for (_, a), (_, b) in zip(low.sortie.cas(), high.sortie.cas(), strict=True):
            assert all(getattr(a, name) <= getattr(b, name) + 1e-9 for name in FIGURES)
        assert all(
            getattr(low.sortie.defaillance, name) <= getattr(high.sortie.defaillance, name) + 1e-9 for name in SERVICE
        )


@given(answers_strategy, st.integers(1, 800))
@settings(max_examples=40, deadline=None)
def test_losing_is_never_better_than_leaving(answers: list[Any], people: int) -> None:
    """Contrat et double marche mis à part, perdre son prestataire n'est ni plus court ni moins cher que le quitter."""
    nothing = TroisPoints(0, 0, 0)
    apart = {"duree_double_j": nothing, "effort_double_h": nothing, "penalite_eur": 0.0, **LIBRE}
    found = _sorties(situation(answers, postes=people, **apart))
    assert all(getattr(found.defaillance, name) >= getattr(found.choisie, name) - 1e-6 for name in FIGURES)


@given(answers_strategy, st.integers(1, 400), st.integers(1, 400))
@settings(max_examples=25, deadline=None)
def test_more_people_never_means_less(answers: list[Any], people: int, more: int) -> None:
    """Plus de personnes : jamais moins de jours, ni moins cher."""
    small, large = (_sorties(situation(answers, postes=count, **LIBRE)) for count in (people, people + more))
    for (_, a), (_, b) in zip(small.cas(), large.cas(), strict=True):
        assert all(getattr(a, name) <= getattr(b, name) + 1e-9 for name in FIGURES)


@given(answers_strategy, st.integers(0, 23), st.integers(0, 3))
@settings(max_examples=15, deadline=None)
def test_unknown_answers_share_one_draw(answers: list[Any], place: int, value: int) -> None:
    """Une réponse inconnue vaut entre ce que donneraient 0 et 3, pour chaque quantile des deux sorties."""
    low, unknown, high = (_sorties(situation([*answers[:place], one, *answers[place + 1 :]])) for one in (0, "nsp", 3))
    for (_, a), (_, b), (_, c) in zip(low.cas(), unknown.cas(), high.cas(), strict=True):
        assert all(getattr(a, name) - 1e-9 <= getattr(b, name) <= getattr(c, name) + 1e-9 for name in FIGURES)
    assert _sorties(situation(answers)) == _sorties(situation(answers))
    assert value in range(4)


@pytest.mark.parametrize("key", PRESETS)
def test_handed_work_keeps_its_quantiles(key: str) -> None:
    """Les trois points remis ont, en loi PERT, les P10, P50 et P90 du travail ; la pénalité fixe s'y ajoute."""
    chosen = _sorties(PRESETS[key]).choisie
    points = handed_work(chosen, 700.0)
    bare = TroisPoints(*(point - 700 for point in points))
    wanted = (chosen.travail_p10_eur, chosen.travail_p50_eur, chosen.travail_p90_eur)
    assert [pert_quantile(bare, q) for q in (0.1, 0.5, 0.9)] == pytest.approx(wanted, rel=1e-4)
    # Les quantiles pris tels quels pour les trois points auraient resserré la fourchette de moitié environ.
    assert bare.bas < chosen.travail_p10_eur < chosen.travail_p90_eur < bare.haut


def test_handed_work_without_any_pert_is_its_quantiles() -> None:
    """Des quantiles qu'aucune loi PERT n'a deviennent les trois points."""
    chosen = replace(
        _sorties(PRESETS["service"]).choisie, travail_p10_eur=1.0, travail_p50_eur=1.1, travail_p90_eur=99.0
    )
    assert handed_work(chosen, 0.0) == (1.0, 1.1, 99.0)
    same = replace(chosen, travail_p50_eur=1.0, travail_p90_eur=1.0)
    assert handed_work(same, 5.0) == (6.0, 6.0, 6.0)


def test_draws_are_the_same_for_every_case() -> None:
    """Ce que les réponses ne changent pas n'est tiré qu'une fois par situation."""
    base = Base(every(0))
    assert base.jours is base.jours
    assert len(base.inconnu) == steps.TIRAGES
    assert 0 < min(base.inconnu) < max(base.inconnu) < 3


def test_the_notice_rules_only_if_it_rules_half_the_time() -> None:
    """Le préavis commande 39 % des tirages, plus que tout autre chemin : ce n'est pas « ce qui commande »."""
    found = model.compute(replace(every(0), acces_1=3, donnees_2=3)).sortie
    assert found
    assert found.choisie.jours_p50 > found.choisie.preavis_j
    assert found.choisie.chemin != ("preavis",)
    long = model.compute(replace(every(0), preavis_mois=36.0)).sortie
    assert long
    assert long.choisie.chemin == ("preavis",)
