"""Les phrases de la dépendance : chaque état du questionnaire se lit, et dit vrai."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.dependance import model, view
from tools.dependance.inputs import Inputs
from tools.dependance.model.leaving import JOURS_PAR_MOIS
from tools.dependance.questions import QUESTIONS
from tools.dependance.view.board import RECU
from tools.dependance.view.details import PLAN_COURT, details
from tools.dependance.view.verdict import notes, verdict
from tools.dependance.view.words import GESTES, duration, gesture, in_full, lower
from tools.kit.declare import flatten
from tools.kit.link.received import choose, fill
from tools.kit.write import Place, Setting, block_markdown, to_text

from tests.dependance import KEYS, PRESETS, answers_strategy, every, situation


def _plain(text: str) -> str:
    return to_text(text).replace("\u00a0", " ").replace("\u202f", " ")


def _verdict(inputs: Inputs) -> str:
    return _plain(verdict(model.compute(inputs)))


def _received(inputs: Inputs) -> str:
    numbers = view.headline(model.compute(inputs))
    return _plain(fill(choose(RECU, numbers), numbers, {key: str(v) for key, v in flatten(inputs).items()}))


def test_verdict_keeps_the_promise_of_the_title() -> None:
    """En combien de temps, à quel prix, que faire d'abord : dans les deux premières phrases, puis le niveau."""
    assert _verdict(PRESETS["service"]) == (
        "Partir nous prendrait de 4 à 7 mois et de 39 500 à 44 600 € ; perdre notre prestataire demain arrêterait "
        "d’abord 60 % du travail, l’essentiel rétabli en 7 à 13 jours, et coûterait de 48 000 à 69 000 €. D’abord : "
        "placer nos domaines dans un compte à nous au bureau d’enregistrement (2 h). Dépendance forte : 57 "
        "sur 100."
    )
    assert "D’abord : faire transférer chaque nom de domaine au nom de l’entreprise (4 h)." in _verdict(
        PRESETS["captive"]
    )


def test_everything_in_hand() -> None:
    """Rien à corriger : c'est dit, sans action inventée."""
    said = _verdict(every(0))
    assert "Rien à corriger : refaire cette mesure dans un an." in said
    assert "Dépendance maîtrisée : 0 sur 100." in said
    assert view.board(every(0), model.compute(every(0))).todo is None


def test_all_unknown_cannot_conclude() -> None:
    """Rien n'est su : on ne conclut pas, et l'on dit quoi apprendre d'abord."""
    said = _verdict(every("nsp"))
    assert said.startswith(
        "On ne peut pas encore conclure : 24 réponses ne sont pas sues, et notre dépendance peut être de maîtrisée à "
        "critique (0 à 100 sur 100). À savoir d’abord : « De quand date notre dernière restauration prouvée ? »"
    )
    assert "D’abord :" not in said.replace("À savoir d’abord :", "")
    assert "En attendant : partir nous prendrait" in said
    known = every(0)
    assert "On ne peut pas" not in _verdict(replace(known, pilotage_1="nsp"))


def test_half_unknown_says_both() -> None:
    """À moitié dans le noir : on ne conclut pas ; deux bandes : on conclut, et ce qui manque est dit à côté."""
    assert _verdict(PRESETS["inconnue"]).startswith("On ne peut pas encore conclure : 13 réponses ne sont pas sues")
    some: Any = replace(every(2), pilotage_1="nsp", contrat_3="nsp")
    assert "D’abord : faire transférer chaque nom de domaine au nom de l’entreprise (3 h)." in _verdict(some)
    assert "À savoir aussi : « Que prévoit notre contrat pour la sécurité ? »" in _plain(notes(model.compute(some)))


def test_a_few_answers_are_not_enough() -> None:
    """Dix-sept réponses, un seul critère : combien il en manque, ce que l'on sait, un exemple dit comme tel."""
    seventeen = Inputs(**dict.fromkeys(KEYS[:17], 1))
    assert _verdict(seventeen).startswith("Encore 1 réponse pour voir notre sortie")
    one = Inputs(acces_1=3, acces_2=3, acces_3=0)
    summary = view.summary(one, model.compute(one))
    assert _plain(summary.verdict).startswith("Encore 15 réponses pour voir notre sortie")
    text = _plain(" ".join(block_markdown(block, Setting(Place.FILE)) for block in summary.blocks))
    assert "Accès et titularité | 67 | fragile" in text
    assert "Exemple, avec des réponses inventées" in text
    assert "Compétences internes" not in text


def test_a_band_of_two_and_an_unknown_blocking_answer() -> None:
    """Une réponse qui peut bloquer et n'est pas sue : on ne conclut pas si elle ferait sauter deux bandes."""
    inputs: Any = replace(every(0), acces_1="nsp")
    assert model.compute(inputs).bande == (0, 2)
    assert _verdict(inputs).startswith("On ne peut pas encore conclure : une réponse n’est pas sue")
    assert "« Avons-nous notre propre accès d’administration à chaque service vital ? »" in _verdict(inputs)


def test_no_stoppage_is_not_said_to_stop() -> None:
    """Si rien ne s'arrête, la phrase ne dit pas qu'un travail s'arrête."""
    assert "perdre notre prestataire demain demanderait 7 à 13 jours pour rétablir l’essentiel" in _verdict(
        replace(PRESETS["service"], part_arretee_pct=0.0)
    )


def test_a_certain_duration_is_not_a_range() -> None:
    """Un préavis qui commande tout : « 36 mois », et non « de 36 mois »."""
    said = _verdict(replace(every(1), preavis_mois=36.0))
    assert said.startswith("Partir nous prendrait 36 mois et de ")


def test_a_criterion_is_fragile_not_strong() -> None:
    """« Documentation : forte » se lirait comme un compliment."""
    for inputs in PRESETS.values():
        summary = view.summary(inputs, model.compute(inputs))
        rows = " ".join(block_markdown(block, Setting(Place.FILE)) for block in summary.blocks)
        assert not re.search(r"\| (forte|surveillée|maîtrisée) \|", rows)


def test_plan_shows_seven_actions_then_the_rest() -> None:
    """Sept actions au plus, chacune entière ; le reste est replié sous « Tout le plan »."""
    result = model.compute(PRESETS["captive"])
    section = next(s for s in details(PRESETS["captive"], result).sections if s.key == "plan")
    _, shown, rest = (_plain(block_markdown(block, Setting(Place.FILE))) for block in section.blocks)
    assert shown.count("À demander") == PLAN_COURT == 7
    assert rest.count("À demander") == len(result.plan) - PLAN_COURT
    for action in result.plan[:PLAN_COURT]:
        assert _plain(f"À demander {gesture(action).demander}. En main : {gesture(action).en_main}.") in shown
    assert shown.count("Lève un blocage") == 3


def test_board_names_three_actions_to_be_given_to_someone() -> None:
    """La page du conseil nomme trois actions, leurs heures, et laisse écrire qui et pour quand."""
    for key in ("service", "captive", "inconnue"):
        result = model.compute(PRESETS[key])
        todo = view.board(PRESETS[key], result).todo
        assert todo is not None
        assert [row[2:] for row in todo.rows] == [["…………", "…………"]] * 3
        for row, action in zip(todo.rows, result.plan, strict=False):
            assert f"{row[0]}".startswith(f"{gesture(action).faire}. En main : ")
            assert f"{row[1]}".startswith(f"{action.effort_h:g}")


@pytest.mark.parametrize("key", PRESETS)
def test_a_received_link_says_the_same_answer(key: str) -> None:
    """Ce qui est peint avant Python : mêmes durées, mêmes coûts, même première action que le verdict."""
    said, told = _received(PRESETS[key]), _verdict(PRESETS[key])
    for figure in re.findall(r"(?:de |en )((?:[\d ]+ à )?[\d ]+ (?:mois|jours))", told):  # dans l'ordre du verdict
        assert figure in said, figure
    for low, high in re.findall(r"de ([\d ]+) à ([\d ]+ €)", told):
        assert f"{low} € à {high}" in said
    result = model.compute(PRESETS[key])
    if result.incertain:
        assert said.startswith("On ne peut pas encore conclure")
        return
    first = lower(gesture(result.plan[0]).faire) if result.plan else "rien à corriger"
    assert f"D’abord : {_plain(first)}." in said


def test_every_action_has_its_rank_in_a_link() -> None:
    """Un lien nomme la première action par son rang ; chaque rang redonne la sienne."""
    assert len(GESTES) == 48
    numbers = view.headline(model.compute(PRESETS["captive"]))
    for rank, (key, answer) in enumerate(GESTES):
        said = fill(choose(RECU, numbers), [*numbers[:14], rank, 1], {})
        assert f"D'abord : {lower(QUESTIONS[key].gestes[answer].faire)}." in said


@given(st.floats(0.5, 900), st.floats(0, 600))
@settings(max_examples=60, deadline=None)
def test_durations_contain_what_they_round(low: float, more: float) -> None:
    """Des mois arrondis vers l'extérieur : l'intervalle écrit contient l'intervalle calculé."""
    first, last, in_months = duration(low, low + more)
    if in_months:
        assert first * JOURS_PAR_MOIS <= low + 1e-6
        assert last * JOURS_PAR_MOIS >= low + more - 1e-6
        assert last - first <= more / JOURS_PAR_MOIS + 2
    else:
        assert abs(first - low) <= 0.5
        assert abs(last - low - more) <= 0.5


@given(answers_strategy)
@settings(max_examples=20, deadline=None)
def test_every_set_of_answers_is_read_aloud(answers: list[Any]) -> None:
    """Quelles que soient les réponses : un verdict, une page, et jamais un conseil qui mène à 2."""
    inputs = situation(answers)
    result = model.compute(inputs)
    said = _verdict(inputs)
    assert said.startswith(("Partir nous prendrait", "On ne peut pas encore conclure"))
    assert result.incertain == said.startswith("On ne peut pas")
    assert view.board(inputs, result).verdict
    for action in result.plan:
        assert in_full(gesture(action)) == in_full(QUESTIONS[action.cle].gestes[action.vers])
        assert action.vers < 2
