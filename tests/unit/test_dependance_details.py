"""Ce que la dépendance détaille : les critères, le plan, le conseil, le message au prestataire."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from tools.dependance import model, view
from tools.dependance.inputs import Inputs
from tools.dependance.questions import CRITERES, QUESTIONS
from tools.dependance.view.details import details
from tools.dependance.view.plan import PLAN_COURT
from tools.dependance.view.verdict import notes
from tools.dependance.view.words import GESTES, gesture, in_full
from tools.kit.declare import parse
from tools.kit.write import A_ECRIRE, Place, Setting, block_markdown

from tests.dependance import KEYS, PRESETS, details_of, every, received_of, situation, verdict_of
from tests.words import plain


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
    _, shown, rest = (plain(block_markdown(block, Setting(Place.FILE))) for block in section.blocks)
    assert shown.count("À demander") == PLAN_COURT == 7
    assert rest.count("À demander") == len(result.plan) - PLAN_COURT
    for action in result.plan[:PLAN_COURT]:
        assert plain(f"À demander {gesture(action).demander}. En main : {gesture(action).en_main}.") in shown
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


def test_every_criterion_of_the_index_is_in_the_table() -> None:
    """Un critère sans réponse compte dans l'indice, il est montré ; un critère de poids nul n'est jamais le maillon."""
    inputs = replace(situation([None] * 3 + [2] * 21), poids_pilotage=0.0, pilotage_1=3)
    result = model.compute(inputs)
    text = plain(" ".join(block_markdown(b, Setting(Place.FILE)) for b in view.summary(inputs, result).all_blocks))
    assert "Compétences internes | 0 à 100 | sans réponse" in text
    assert "Pilotage | 78 | hors indice (poids 0)" in text
    assert "pilotage" not in result.faibles
    assert result.maillon_faible == "acces"
    unknown = model.compute(every("nsp"))
    assert len(view.board(every("nsp"), unknown).unknown) == 4


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
    text = details_of(replace(every(0), acces_1=3))
    assert "L’indice est déjà sous 50. Tant qu’une règle bloquante joue, la dépendance reste « forte »" in text
    assert "règle bloquante joue" not in details_of(every(1))
    assert "Lever ce blocage" in plain(notes(model.compute(replace(every(0), acces_1=3, capacite_h_mois=1.0))))
    assert "Lever ces blocages" in plain(notes(model.compute(replace(every(3), capacite_h_mois=1.0))))


def test_a_plan_that_saves_nothing_says_so() -> None:
    """Aucune action n'épargne d'euros, ou d'euros attendus : l'ordre suit autre chose, et c'est dit."""
    order = "l’ordre suit les jours gagnés, puis l’indice"
    assert f"Ici, aucune n’épargne d’euros : {order}" in details_of(replace(every(2), facteur_max=1.0))
    never = replace(every(2), part_choisie_pct=0.0, defaillance_pct_an=0.0)
    assert f"À ces chances, aucune n’épargne d’euros attendus : {order}" in details_of(never)
    assert "aucune n’épargne" not in details_of(every(2))


def test_dates_count_our_time_only() -> None:
    """Avec beaucoup de temps, tout est daté de trente jours : la page dit ce que ces dates ne comptent pas."""
    text = details_of(replace(every(2), capacite_h_mois=500.0, engagement_restant_mois=120.0))
    assert "Les échéances ne comptent que notre temps, 500 h par mois" in text
    assert "attendre une signature ou une échéance du contrat peut prendre plus" in text


def test_words_agree_with_their_number() -> None:
    """Une fonction, un prestataire ; deux jours quand « 2,0 » s'écrit."""
    one = parse(Inputs, {"fonctions": [{"nom": "Paie", "prestataire": "A", "poids": 5}]}).inputs
    text = details_of(one)
    assert "1 fonction :" in text
    assert "comme si un seul prestataire tenait tout" in text
    assert "1,0 prestataire" not in text
    for key in PRESETS:
        assert not re.search(r"(?<![\d,])[01](,\d)? jours|2,0 jour\b|(?<![\d,])[2-9] jour\b", details_of(PRESETS[key]))


def test_only_a_named_correspondent_is_asked() -> None:
    """Aucune action ne s'adresse à un référent peut-être pas nommé, sauf celle qui lui donne un remplaçant."""
    for key, answer in GESTES:
        if key != "competences_1":
            assert "référent" not in in_full(QUESTIONS[key].gestes[answer]), key


def test_what_the_provider_does_not_hold_is_not_asked_of_it() -> None:
    """Nos consultations, notre référent, nos décisions : le message ne les demande pas à qui elles ne regardent pas."""
    section = next(s for s in details(every(3), model.compute(every(3))).sections if s.key == "questions")
    letter = " ".join(block.to_markdown() for block in section.blocks)
    for ours in ("consultation", "successeur", "référent", "notre décision", "activités vitales", "échéancier"):
        assert ours not in letter, ours
    assert letter.count("\n- ") == len(model.compute(every(3)).preuves) == 18


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
    text = plain(" ".join(b.to_markdown() for b in view.summary(inputs, model.compute(inputs)).blocks))
    assert text.count("Règle bloquante") == 3
    assert all("[S" in f"{reason.text}" for reason in view.board(inputs, model.compute(inputs)).decide)


def test_robustness_is_said_as_it_is() -> None:
    """Les poids saisis hors de 2 à 8, un plan de deux actions : la phrase ne promet pas ce qui n'est pas."""
    weights = {f"poids_{name}": 10.0 if name == "acces" else 0.0 for name in CRITERES}
    text = plain(notes(model.compute(replace(every(0), acces_1=2, acces_2=2, acces_3=2, **weights))))
    assert "allaient librement de 2 à 8 (les vôtres en sortent), l’indice d’aujourd’hui irait de" in text
    two = plain(notes(model.compute(replace(every(0), concentration_2=1, substitution_3=1))))
    assert "trois premières actions" not in two


def test_a_zone_is_said_once() -> None:
    """« zone hors zone » ne se dit pas."""
    low = replace(every(1), ebios_dependance=1, ebios_penetration=1, ebios_maturite=4, ebios_confiance=4)
    assert "zone hors zone" not in details_of(low)


def test_what_the_contract_makes_us_pay_is_said_with_the_price() -> None:
    """Le solde du forfait est un plafond, souvent d'après des chiffres inventés : il se dit, et il décide."""
    inputs = PRESETS["service"]
    result = model.compute(inputs)
    assert result.sortie
    assert result.sortie.choisie.fixe_eur == 21_600
    for text in (verdict_of(inputs), received_of(inputs)):
        assert "dont jusqu’à 21 600 € dus au contrat" in text
    assert "un plafond : 100 % de 9 mois de forfait, comptés de la fin du préavis" in plain(notes(result))
    assert view.deciding(inputs, result)[1:] == ["engagement_restant_mois", "forfait_mensuel_eur"]
    coarse = replace(inputs, cout_horaire_eur=300.0, forfait_mensuel_eur=2377.0)  # le coût s'écrit au millier
    for text in (verdict_of(coarse), received_of(coarse)):
        assert "dont jusqu’à 21 393 € dus au contrat" in text
    free = replace(inputs, engagement_restant_mois=0.0)
    assert "dus au contrat" not in verdict_of(free) + received_of(free) + plain(notes(model.compute(free)))
    assert set(view.deciding(free, model.compute(free))) <= set(KEYS)
    fined = replace(free, penalite_eur=5000.0)
    assert "dont jusqu’à 5 000 € dus au contrat" in verdict_of(fined)
    assert "est sa pénalité" in plain(notes(model.compute(fined)))


def test_only_what_the_contract_makes_us_pay_decides() -> None:
    """L'engagement finit avant le préavis : le solde est nul, et seule la pénalité fait le prix de partir."""
    ended = replace(every(0), acces_2=3, engagement_restant_mois=2.0, preavis_mois=3.0, postes=5)
    fined = replace(ended, penalite_eur=30_000.0)
    assert view.deciding(fined, model.compute(fined))[-1] == "penalite_eur"
    assert not {"engagement_restant_mois", "forfait_mensuel_eur"} & set(view.deciding(fined, model.compute(fined)))
    assert set(view.deciding(ended, model.compute(ended))) <= set(KEYS)


def test_a_criterion_out_of_the_index_is_not_called_sound() -> None:
    """Un critère de poids nul est à 100 sur 100 : « aucun critère n'est fragile » serait faux."""
    bad: Any = dict.fromkeys(("documentation_1", "documentation_2", "documentation_3"), 3)
    inputs = replace(every(0), poids_documentation=0.0, **bad)
    section = next(s for s in details(inputs, model.compute(inputs)).sections if s.key == "criteres")
    assert plain(section.answer) == "Dans ce qui est connu, aucun critère que l’indice compte n’est fragile."


def test_an_index_just_under_its_target_is_said_so() -> None:
    """56,94 s'écrit « 57 » : « déjà sous 57 » se lirait faux."""
    assert "L’indice est déjà, de peu, sous 57." in details_of(replace(PRESETS["service"], cible_indice=57.0))
    assert "L’indice est déjà sous 60." in details_of(replace(PRESETS["service"], cible_indice=60.0))
