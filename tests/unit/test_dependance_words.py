"""Le verdict de la dépendance et le lien reçu : chaque état du questionnaire se lit, et dit vrai."""

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
from tools.dependance.view.verdict import notes
from tools.dependance.view.words import GESTES, duration, gesture, in_full, lower
from tools.kit.compute import TroisPoints
from tools.kit.declare import fields_of
from tools.kit.link.received import choose, fill
from tools.kit.write import Place, Setting, block_markdown

from tests.dependance import KEYS, PRESETS, answers_strategy, every, received_of, situation, verdict_of
from tests.words import plain


def test_verdict_keeps_the_promise_of_the_title() -> None:
    """En combien de temps, à quel prix, que faire d'abord : dans les deux premières phrases, puis le niveau."""
    assert verdict_of(PRESETS["service"]) == (
        "Partir nous prendrait de 4 à 7 mois et de 39 500 à 44 600 €, dont jusqu’à 21 600 € dus au contrat ; "
        "perdre notre prestataire demain arrêterait d’abord 60 % du travail, l’essentiel rétabli en 7 à 13 jours, "
        "et coûterait de 48 000 à 69 000 €. D’abord : placer nos domaines dans un compte à nous au bureau "
        "d’enregistrement (2 h). Dépendance forte : 57 sur 100."
    )
    assert "D’abord : faire transférer chaque nom de domaine au nom de l’entreprise (4 h)." in verdict_of(
        PRESETS["captive"]
    )


def test_everything_in_hand() -> None:
    """Rien à corriger : c'est dit, sans action inventée."""
    said = verdict_of(every(0))
    assert "Rien à corriger : refaire cette mesure dans un an." in said
    assert "Dépendance maîtrisée : 0 sur 100." in said
    assert view.board(every(0), model.compute(every(0))).todo is None


def test_all_unknown_cannot_conclude() -> None:
    """Rien n'est su : on ne conclut pas, et l'on dit quoi apprendre d'abord."""
    said = verdict_of(every("nsp"))
    assert said.startswith(
        "On ne peut pas encore conclure : 24 réponses ne sont pas sues, et notre dépendance peut être de maîtrisée à "
        "critique (0 à 100 sur 100). À savoir d’abord : « De quand date notre dernière restauration prouvée ? »"
    )
    assert "D’abord :" not in said.replace("À savoir d’abord :", "")
    assert "En attendant : partir nous prendrait" in said
    known = every(0)
    assert "On ne peut pas" not in verdict_of(replace(known, pilotage_1="nsp"))


def test_half_unknown_says_both() -> None:
    """À moitié dans le noir : on ne conclut pas ; deux bandes : on conclut, et ce qui manque est dit à côté."""
    assert verdict_of(PRESETS["inconnue"]).startswith("On ne peut pas encore conclure : 13 réponses ne sont pas sues")
    some: Any = replace(every(2), pilotage_1="nsp", contrat_3="nsp")
    assert "D’abord : faire transférer chaque nom de domaine au nom de l’entreprise (3 h)." in verdict_of(some)
    assert "À savoir aussi : « Que prévoit notre contrat pour la sécurité ? »" in plain(notes(model.compute(some)))


def test_a_few_answers_are_not_enough() -> None:
    """Dix-sept réponses, un seul critère : combien il en manque, ce que l'on sait, un exemple dit comme tel."""
    seventeen = Inputs(**dict.fromkeys(KEYS[:17], 1))
    assert verdict_of(seventeen).startswith("Encore 1 réponse pour voir notre sortie")
    one = Inputs(acces_1=3, acces_2=3, acces_3=0)
    summary = view.summary(one, model.compute(one))
    assert plain(summary.verdict).startswith("Encore 15 réponses pour voir notre sortie")
    text = plain(" ".join(block_markdown(block, Setting(Place.FILE)) for block in summary.blocks))
    assert "Accès et titularité | 67 | fragile" in text
    assert "Exemple, avec des réponses inventées" in text
    assert "Compétences internes" not in text


def test_a_band_of_two_and_an_unknown_blocking_answer() -> None:
    """Une réponse qui peut bloquer et n'est pas sue : on ne conclut pas si elle ferait sauter deux bandes."""
    inputs: Any = replace(every(0), acces_1="nsp")
    assert model.compute(inputs).bande == (0, 2)
    assert verdict_of(inputs).startswith("On ne peut pas encore conclure : une réponse n’est pas sue")
    assert "« Avons-nous notre propre accès d’administration à chaque service vital ? »" in verdict_of(inputs)


def test_no_stoppage_is_not_said_to_stop() -> None:
    """Si rien ne s'arrête, la phrase ne dit pas qu'un travail s'arrête."""
    assert "perdre notre prestataire demain demanderait 7 à 13 jours pour rétablir l’essentiel" in verdict_of(
        replace(PRESETS["service"], part_arretee_pct=0.0)
    )


def test_a_certain_duration_is_not_a_range() -> None:
    """Un préavis qui commande tout : « 36 mois », et non « de 36 mois »."""
    said = verdict_of(replace(every(1), preavis_mois=36.0))
    assert said.startswith("Partir nous prendrait 36 mois et de ")


@pytest.mark.parametrize("key", PRESETS)
def test_a_received_link_says_the_same_answer(key: str) -> None:
    """Ce qui est peint avant Python : mêmes durées, mêmes coûts, même première action que le verdict."""
    said, told = received_of(PRESETS[key]), verdict_of(PRESETS[key])
    for figure in re.findall(r"(?:de |en )((?:[\d ]+ à )?[\d ]+ (?:mois|jours))", told):  # dans l'ordre du verdict
        assert figure in said, figure
    for price in re.findall(r"de [\d ]+ à [\d ]+ €", told):
        assert price in said
    result = model.compute(PRESETS[key])
    if result.incertain:
        assert said.startswith("On ne peut pas encore conclure")
        return
    first = lower(gesture(result.plan[0]).faire) if result.plan else "rien à corriger"
    assert f"D’abord : {plain(first)}." in said


def test_every_action_has_its_rank_in_a_link() -> None:
    """Un lien nomme la première action par son rang ; chaque rang redonne la sienne."""
    assert len(GESTES) == 48
    numbers = view.headline(model.compute(PRESETS["captive"]))
    for rank, (key, answer) in enumerate(GESTES):
        said = fill(choose(RECU, numbers), [*numbers[:16], rank, 1, *numbers[18:]], {})
        assert f"D'abord : {lower(QUESTIONS[key].gestes[answer].faire)}." in said


@given(st.floats(0.5, 900), st.floats(0, 600))
@settings(max_examples=60, deadline=None)
def test_durations_contain_what_they_round(low: float, more: float) -> None:
    """Des mois arrondis vers l'extérieur : l'intervalle écrit contient l'intervalle calculé."""
    said = duration(low, low + more)
    if said.unite == "mois":
        assert JOURS_PAR_MOIS <= said.bas * JOURS_PAR_MOIS <= low + 1e-6
        assert said.haut * JOURS_PAR_MOIS >= low + more - 1e-6
        assert said.haut - said.bas <= more / JOURS_PAR_MOIS + 2
    else:
        assert abs(said.bas - low) <= 0.5
        assert abs(said.haut - low - more) <= 0.5
        assert said.unite == ("jour" if said.haut == 1 else "jours")


@given(answers_strategy)
@settings(max_examples=20, deadline=None)
def test_every_set_of_answers_is_read_aloud(answers: list[Any]) -> None:
    """Quelles que soient les réponses : un verdict, une page, et jamais un conseil qui mène à 2."""
    inputs = situation(answers)
    result = model.compute(inputs)
    said = verdict_of(inputs)
    assert said.startswith(("Partir nous prendrait", "On ne peut pas encore conclure"))
    assert result.incertain == said.startswith("On ne peut pas")
    assert view.board(inputs, result).verdict
    for action in result.plan:
        assert in_full(gesture(action)) == in_full(QUESTIONS[action.cle].gestes[action.vers])
        assert action.vers < 2


def test_nothing_to_do_but_to_learn() -> None:
    """Tout est en ordre, une réponse n'est pas sue : le lien et la page disent d'apprendre, non « rien à corriger »."""
    inputs: Any = replace(every(0), competences_1="nsp")
    assert "D’abord : apprendre « Qui, chez nous, suit le prestataire ? »" in verdict_of(inputs)
    assert "D’abord : apprendre ce qui n’est pas encore su." in received_of(inputs)
    assert "D’abord : rien à corriger." in received_of(every(0))
    assert view.board(inputs, model.compute(inputs)).unknown[0].startswith("Qui, chez nous")


@pytest.mark.parametrize(
    ("inputs", "said", "unsaid"),
    [
        (replace(PRESETS["service"], part_arretee_pct=0.4), "arrêterait d’abord 0,4 % du travail", "0 % du travail"),
        (
            replace(
                every(0),
                postes=1,
                **dict.fromkeys(("urgence_acces_j", "urgence_donnees_j"), TroisPoints(0.1, 0.1, 0.1)),
            ),
            "rétabli en 1 jour,",
            "0 jour",
        ),
        (replace(every(0), cout_horaire_eur=5, forfait_mensuel_eur=0.0), "€", "de 0 €"),
    ],
)
def test_small_values_are_said(inputs: Any, said: str, unsaid: str) -> None:
    """0,4 % ne s'arrondit pas à rien ; rien ne se rétablit « en 0 jour »."""
    assert said in verdict_of(inputs)
    assert unsaid not in verdict_of(inputs) + received_of(inputs)


def test_less_than_a_month_is_said_in_days() -> None:
    """Un P10 de moins d'un mois ne se dit pas « de 0 à 8 mois »."""
    assert str(duration(29, 240)).replace("\u00a0", " ") == "29 à 240 jours"
    assert duration(31, 240).unite == "mois"


def test_a_free_exit_is_not_a_range_of_zero() -> None:
    """Rien à payer : « 0 € », non « de 0 € à 0 € », dans le verdict comme dans le lien."""
    free = {key: TroisPoints(0, 0, 0) for key in fields_of(Inputs) if key.startswith("effort_")}
    inputs: Any = replace(every(0), forfait_mensuel_eur=0.0, part_arretee_pct=0.0, depannage_eur_jour=0.0, **free)
    for text in (verdict_of(inputs), received_of(inputs)):
        assert "0 €" in text
        assert "0 € à 0 €" not in text
        assert "de 0 à 0" not in text


def test_a_level_above_its_index_says_why() -> None:
    """« critique : 8 sur 100 » ne se comprend pas sans ses deux règles bloquantes ; le lien le dit aussi."""
    inputs = replace(every(0), acces_1=3, donnees_2=3)
    assert verdict_of(inputs).endswith("Dépendance critique : 8 sur 100, deux règles bloquantes.")
    assert received_of(inputs).endswith("Dépendance critique (8 sur 100, deux règles bloquantes).")
    assert "règle" not in verdict_of(every(1))


def test_an_index_is_written_in_its_band() -> None:
    """49,57 est « surveillée » : écrit « 50 », il se lirait « forte »."""
    inputs = replace(situation([1] * 12 + [2] * 12), poids_pilotage=4.0)
    index = model.compute(inputs).indice
    assert index
    assert 49.5 < index.haut < 50
    assert "Dépendance surveillée : 49 sur 100" in verdict_of(inputs)
    assert "surveillée (49 sur 100)" in received_of(inputs)


def test_what_is_not_known_and_what_is_missing() -> None:
    """« Je ne sais pas » n'est pas une question laissée sans réponse ; la première à apprendre se dit une fois."""
    said = verdict_of(situation(["nsp"] * 18 + [None] * 6))
    assert said.startswith("On ne peut pas encore conclure : 18 réponses ne sont pas sues et 6 manquent, et notre")
    assert "une réponse manque, et" in verdict_of(replace(every(0), acces_1=None))
    one: Any = replace(every(0), competences_1="nsp")
    assert "À savoir aussi" not in notes(model.compute(one))
    two: Any = replace(one, pilotage_3="nsp")
    assert notes(model.compute(two)).count("« ") == 1
