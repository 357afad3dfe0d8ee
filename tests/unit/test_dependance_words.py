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
from tools.dependance.questions import CRITERES, QUESTIONS
from tools.dependance.view.board import RECU
from tools.dependance.view.details import details
from tools.dependance.view.plan import PLAN_COURT
from tools.dependance.view.verdict import notes, verdict
from tools.dependance.view.words import GESTES, duration, gesture, in_full, lower
from tools.kit.compute import TroisPoints
from tools.kit.declare import fields_of, flatten, parse
from tools.kit.link.received import choose, fill
from tools.kit.write import A_ECRIRE, Place, Setting, block_markdown, to_text

from tests.dependance import KEYS, PRESETS, answers_strategy, every, situation

BRIEF = TroisPoints(0.1, 0.1, 0.1)
KEYS_OF_WORK = [key for key in fields_of(Inputs) if key.startswith("effort_")]


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
        "Partir nous prendrait de 4 à 7 mois et de 39 500 à 44 600 €, dont jusqu’à 21 600 € dus au contrat ; "
        "perdre notre prestataire demain arrêterait d’abord 60 % du travail, l’essentiel rétabli en 7 à 13 jours, "
        "et coûterait de 48 000 à 69 000 €. D’abord : placer nos domaines dans un compte à nous au bureau "
        "d’enregistrement (2 h). Dépendance forte : 57 sur 100."
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
        assert [row[2:] for row in todo.rows] == [[A_ECRIRE, A_ECRIRE]] * 3
        for row, action in zip(todo.rows, result.plan, strict=False):
            assert f"{row[0]}".startswith(f"{gesture(action).faire}. En main : ")
            assert f"{row[1]}".startswith(f"{action.effort_h:g}")


@pytest.mark.parametrize("key", PRESETS)
def test_a_received_link_says_the_same_answer(key: str) -> None:
    """Ce qui est peint avant Python : mêmes durées, mêmes coûts, même première action que le verdict."""
    said, told = _received(PRESETS[key]), _verdict(PRESETS[key])
    for figure in re.findall(r"(?:de |en )((?:[\d ]+ à )?[\d ]+ (?:mois|jours))", told):  # dans l'ordre du verdict
        assert figure in said, figure
    for price in re.findall(r"de [\d ]+ à [\d ]+ €", told):
        assert price in said
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
    said = _verdict(inputs)
    assert said.startswith(("Partir nous prendrait", "On ne peut pas encore conclure"))
    assert result.incertain == said.startswith("On ne peut pas")
    assert view.board(inputs, result).verdict
    for action in result.plan:
        assert in_full(gesture(action)) == in_full(QUESTIONS[action.cle].gestes[action.vers])
        assert action.vers < 2


def _details(inputs: Inputs) -> str:
    """Tout ce que disent les détails, calculs compris."""
    found = details(inputs, model.compute(inputs))
    blocks = [block for section in found.sections for block in section.blocks]
    shown = [block_markdown(block, Setting(Place.FILE)) for block in blocks]
    return _plain(" ".join([*shown, *(line for formula in found.formulas for line in formula.steps)]))


def test_nothing_to_do_but_to_learn() -> None:
    """Tout est en ordre, une réponse n'est pas sue : le lien et la page disent d'apprendre, non « rien à corriger »."""
    inputs: Any = replace(every(0), competences_1="nsp")
    assert "D’abord : apprendre « Qui, chez nous, suit le prestataire ? »" in _verdict(inputs)
    assert "D’abord : apprendre ce qui n’est pas encore su." in _received(inputs)
    assert "D’abord : rien à corriger." in _received(every(0))
    assert view.board(inputs, model.compute(inputs)).unknown[0].startswith("Qui, chez nous")


def test_every_criterion_of_the_index_is_in_the_table() -> None:
    """Un critère sans réponse compte dans l'indice, il est montré ; un critère de poids nul n'est jamais le maillon."""
    inputs = replace(situation([None] * 3 + [2] * 21), poids_pilotage=0.0, pilotage_1=3)
    result = model.compute(inputs)
    text = _plain(" ".join(block_markdown(b, Setting(Place.FILE)) for b in view.summary(inputs, result).all_blocks))
    assert "Compétences internes | 0 à 100 | sans réponse" in text
    assert "Pilotage | 78 | hors indice (poids 0)" in text
    assert "pilotage" not in result.faibles
    assert result.maillon_faible == "acces"
    unknown = model.compute(every("nsp"))
    assert len(view.board(every("nsp"), unknown).unknown) == 4


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
    assert said in _verdict(inputs)
    assert unsaid not in _verdict(inputs) + _received(inputs)


def test_less_than_a_month_is_said_in_days() -> None:
    """Un P10 de moins d'un mois ne se dit pas « de 0 à 8 mois »."""
    assert str(duration(29, 240)).replace("\u00a0", " ") == "29 à 240 jours"
    assert duration(31, 240).unite == "mois"


def test_a_free_exit_is_not_a_range_of_zero() -> None:
    """Rien à payer : « 0 € », non « de 0 € à 0 € », dans le verdict comme dans le lien."""
    free = {key: TroisPoints(0, 0, 0) for key in KEYS_OF_WORK}
    inputs: Any = replace(every(0), forfait_mensuel_eur=0.0, part_arretee_pct=0.0, depannage_eur_jour=0.0, **free)
    for text in (_verdict(inputs), _received(inputs)):
        assert "0 €" in text
        assert "0 € à 0 €" not in text
        assert "de 0 à 0" not in text


def test_a_second_step_is_not_tried_alone() -> None:
    """De 1 à 0 quand on est à 2 : les gains comptent depuis 1, et « Essayer » n'essaierait pas la même chose."""
    inputs = every(2)
    result = model.compute(inputs)
    section = next(s for s in details(inputs, result).sections if s.key == "plan")
    page = " ".join(block.to_markdown() for block in section.blocks)
    assert page.count("[Essayer](essayer:") == sum(action.de == 2 for action in result.plan) == len(KEYS)
    after = re.findall(r"Après l.action (\d+)", page)
    assert len(after) == len(KEYS)
    seconds = [action for action in result.plan if action.de == 1]
    assert [result.plan[int(rank) - 1].cle for rank in after] == [action.cle for action in seconds]


def test_a_low_index_does_not_hide_a_blocking_rule() -> None:
    """L'indice sous la cible n'est pas la fin : une règle bloquante garde la dépendance à « forte »."""
    text = _details(replace(every(0), acces_1=3))
    assert "L’indice est déjà sous 50. Tant qu’une règle bloquante joue, la dépendance reste « forte »" in text
    assert "règle bloquante joue" not in _details(every(1))
    assert "Lever ce blocage" in _plain(notes(model.compute(replace(every(0), acces_1=3, capacite_h_mois=1.0))))
    assert "Lever ces blocages" in _plain(notes(model.compute(replace(every(3), capacite_h_mois=1.0))))


def test_a_plan_that_saves_nothing_says_so() -> None:
    """Aucune action n'épargne d'euros, ou d'euros attendus : l'ordre suit autre chose, et c'est dit."""
    order = "l’ordre suit les jours gagnés, puis l’indice"
    assert f"Ici, aucune n’épargne d’euros : {order}" in _details(replace(every(2), facteur_max=1.0))
    never = replace(every(2), part_choisie_pct=0.0, defaillance_pct_an=0.0)
    assert f"À ces chances, aucune n’épargne d’euros attendus : {order}" in _details(never)
    assert "aucune n’épargne" not in _details(every(2))


def test_dates_count_our_time_only() -> None:
    """Avec beaucoup de temps, tout est daté de trente jours : la page dit ce que ces dates ne comptent pas."""
    text = _details(replace(every(2), capacite_h_mois=500.0, engagement_restant_mois=120.0))
    assert "Les échéances ne comptent que notre temps, 500 h par mois" in text
    assert "attendre une signature ou une échéance du contrat peut prendre plus" in text


def test_words_agree_with_their_number() -> None:
    """Une fonction, un prestataire ; deux jours quand « 2,0 » s'écrit."""
    one = parse(Inputs, {"fonctions": [{"nom": "Paie", "prestataire": "A", "poids": 5}]}).inputs
    text = _details(one)
    assert "1 fonction :" in text
    assert "comme si un seul prestataire tenait tout" in text
    assert "1,0 prestataire" not in text
    for key in PRESETS:
        assert not re.search(r"(?<![\d,])[01](,\d)? jours|2,0 jour\b|(?<![\d,])[2-9] jour\b", _details(PRESETS[key]))


def test_only_a_named_correspondent_is_asked() -> None:
    """Aucune action ne s'adresse à un référent peut-être pas nommé, sauf celle qui lui donne un remplaçant."""
    for key, answer in GESTES:
        if key != "competences_1":
            assert "référent" not in in_full(QUESTIONS[key].gestes[answer]), key


def test_what_the_contract_makes_us_pay_is_said_with_the_price() -> None:
    """Le solde du forfait est un plafond, souvent d'après des chiffres inventés : il se dit, et il décide."""
    inputs = PRESETS["service"]
    result = model.compute(inputs)
    assert result.sortie
    assert result.sortie.choisie.fixe_eur == 21_600
    for text in (_verdict(inputs), _received(inputs)):
        assert "dont jusqu’à 21 600 € dus au contrat" in text
    assert "un plafond : 100 % de 9 mois de forfait, comptés de la fin du préavis" in _plain(notes(result))
    assert view.deciding(inputs, result)[1:] == ["engagement_restant_mois", "forfait_mensuel_eur"]
    coarse = replace(inputs, cout_horaire_eur=300.0, forfait_mensuel_eur=2377.0)  # le coût s'écrit au millier
    for text in (_verdict(coarse), _received(coarse)):
        assert "dont jusqu’à 21 393 € dus au contrat" in text
    free = replace(inputs, engagement_restant_mois=0.0)
    assert "dus au contrat" not in _verdict(free) + _received(free) + _plain(notes(model.compute(free)))
    assert set(view.deciding(free, model.compute(free))) <= set(KEYS)
    fined = replace(free, penalite_eur=5000.0)
    assert "dont jusqu’à 5 000 € dus au contrat" in _verdict(fined)
    assert "est sa pénalité" in _plain(notes(model.compute(fined)))


def test_a_level_above_its_index_says_why() -> None:
    """« critique : 8 sur 100 » ne se comprend pas sans ses deux règles bloquantes ; le lien le dit aussi."""
    inputs = replace(every(0), acces_1=3, donnees_2=3)
    assert _verdict(inputs).endswith("Dépendance critique : 8 sur 100, deux règles bloquantes.")
    assert _received(inputs).endswith("Dépendance critique (8 sur 100, deux règles bloquantes).")
    assert "règle" not in _verdict(every(1))


def test_an_index_is_written_in_its_band() -> None:
    """49,57 est « surveillée » : écrit « 50 », il se lirait « forte »."""
    inputs = replace(situation([1] * 12 + [2] * 12), poids_pilotage=4.0)
    index = model.compute(inputs).indice
    assert index
    assert 49.5 < index.haut < 50
    assert "Dépendance surveillée : 49 sur 100" in _verdict(inputs)
    assert "surveillée (49 sur 100)" in _received(inputs)


def test_what_the_provider_does_not_hold_is_not_asked_of_it() -> None:
    """Nos consultations, notre référent, nos décisions : le message ne les demande pas à qui elles ne regardent pas."""
    section = next(s for s in details(every(3), model.compute(every(3))).sections if s.key == "questions")
    letter = " ".join(block.to_markdown() for block in section.blocks)
    for ours in ("consultation", "successeur", "référent", "notre décision", "activités vitales", "échéancier"):
        assert ours not in letter, ours
    assert letter.count("\n- ") == len(model.compute(every(3)).preuves) == 18


def test_what_is_not_known_and_what_is_missing() -> None:
    """« Je ne sais pas » n'est pas une question laissée sans réponse ; la première à apprendre se dit une fois."""
    said = _verdict(situation(["nsp"] * 18 + [None] * 6))
    assert said.startswith("On ne peut pas encore conclure : 18 réponses ne sont pas sues et 6 manquent, et notre")
    assert "une réponse manque, et" in _verdict(replace(every(0), acces_1=None))
    one: Any = replace(every(0), competences_1="nsp")
    assert "À savoir aussi" not in notes(model.compute(one))
    two: Any = replace(one, pilotage_3="nsp")
    assert notes(model.compute(two)).count("« ") == 1


def test_what_to_learn_can_lift_the_doubt() -> None:
    """Un critère de poids nul ne peut pas lever le doute sur l'indice : ses questions viennent en dernier."""
    unknown = {key: "nsp" for key in KEYS if key.startswith(("competences", "documentation"))}
    weights = {f"poids_{name}": 0.0 for name in CRITERES if name != "competences"}
    inputs: Any = replace(every(0), **unknown, **weights)
    result = model.compute(inputs)
    assert result.incertain
    assert {key.rpartition("_")[0] for key in result.a_savoir[:3]} == {"competences"}


def test_blocking_rules_are_named_before_eighteen_answers() -> None:
    """Dix-sept réponses au pire : ce qui bloque se dit déjà, avec sa source, sur la page comme au conseil."""
    inputs = situation([3] * 17 + [None] * 7)
    text = _plain(" ".join(b.to_markdown() for b in view.summary(inputs, model.compute(inputs)).blocks))
    assert text.count("Règle bloquante") == 3
    assert all("[S" in f"{reason.text}" for reason in view.board(inputs, model.compute(inputs)).decide)


def test_robustness_is_said_as_it_is() -> None:
    """Les poids saisis hors de 2 à 8, un plan de deux actions : la phrase ne promet pas ce qui n'est pas."""
    weights = {f"poids_{name}": 10.0 if name == "acces" else 0.0 for name in CRITERES}
    text = _plain(notes(model.compute(replace(every(0), acces_1=2, acces_2=2, acces_3=2, **weights))))
    assert "allaient librement de 2 à 8 (les vôtres en sortent), l’indice d’aujourd’hui irait de" in text
    two = _plain(notes(model.compute(replace(every(0), concentration_2=1, substitution_3=1))))
    assert "trois premières actions" not in two


def test_a_zone_is_said_once() -> None:
    """« zone hors zone » ne se dit pas."""
    low = replace(every(1), ebios_dependance=1, ebios_penetration=1, ebios_maturite=4, ebios_confiance=4)
    assert "zone hors zone" not in _details(low)
