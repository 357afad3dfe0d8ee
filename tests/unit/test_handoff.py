"""D'un outil à l'autre : la page remet ses nombres, et l'autre outil les met dans la comparaison du lecteur."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

import pytest
from tools.couts.receive import receive
from tools.dependance.model.handover import handed_work
from tools.kit import bridge
from tools.kit.declare import flatten, parse, preset_inputs, to_json, values_of
from tools.kit.link import open_record
from tools.kit.tool import get_tool
from tools.kit.write import blocks_markdown, ownership, to_text

DEPENDANCE, COUTS = get_tool("dependance"), get_tool("couts")
PRESETS = preset_inputs(DEPENDANCE.inputs)


def _query(inputs: Any) -> str:
    """Ce que le lien de la page porte."""
    text = blocks_markdown(DEPENDANCE.answer(inputs).summary.all_blocks)
    [(tool, query)] = re.findall(r"\(ouvrir:(\w+)\?([^)]*)\)", text)
    assert tool == "couts"
    return str(query)


def _handed(inputs: Any, own: Any = None) -> tuple[Any, str]:
    """La comparaison ouverte, et ce que la page en dit, par la passerelle."""
    fields = flatten(own) if own else {}
    asked = {"action": "remettre", "outil": "couts", "valeurs": _query(inputs), "champs": fields}
    reply = json.loads(bridge.answer(json.dumps(asked)))
    assert reply["ok"], reply
    assert reply["adresse"].startswith("../couts/#")
    return open_record("couts", reply["adresse"].partition("#")[2]).inputs, reply["message"].replace("\u00a0", " ")


def _current(inputs: Any) -> Any:
    return next(offre for offre in inputs.offres if offre.actuelle)


@pytest.mark.parametrize("key", PRESETS)
def test_exit_cost_reaches_the_comparison(key: str) -> None:
    """Travail de sortie, engagement et part due arrivent au contrat actuel ; personnes et coût d'une heure aussi."""
    inputs: Any = PRESETS[key]
    result: Any = DEPENDANCE.answer(inputs).result
    opened, said = _handed(inputs)
    current = _current(opened)
    assert current.sortie_eur == pytest.approx(handed_work(result.sortie.choisie, inputs.penalite_eur), abs=0.006)
    assert (opened.postes, opened.cout_horaire_eur) == (inputs.postes, inputs.cout_horaire_eur)
    assert (current.engagement_mois, current.penalite_pct) == (inputs.engagement_restant_mois, inputs.solde_pct)
    assert current.sortie_eur not in [offre.sortie_eur for offre in opened.offres if not offre.actuelle]
    assert "situation type « 45 personnes" in said  # la plus proche de quarante personnes qui a un contrat actuel
    address = bridge.open_elsewhere("couts", dict(parse_qsl(_query(inputs))))
    assert open_record("couts", address.partition("#")[2]).inputs == opened  # sans script, le lien dit la même chose


def test_nothing_is_counted_twice() -> None:
    """Pénalité fixe : avec le travail. Solde du forfait et double marche : jamais, la comparaison les compte."""
    inputs: Any = replace(PRESETS["captive"], penalite_eur=5000.0)
    bare, more = (_current(_handed(one)[0]).sortie_eur for one in (replace(inputs, penalite_eur=0.0), inputs))
    assert [a - b for a, b in zip(more, bare, strict=True)] == pytest.approx([5000] * 3, abs=0.02)
    longer = replace(inputs, engagement_restant_mois=60.0, forfait_mensuel_eur=9000.0)
    assert _current(_handed(longer)[0]).sortie_eur == more
    free = _current(_handed(replace(inputs, engagement_restant_mois=0.0, solde_pct=40.0))[0])
    assert (free.engagement_mois, free.penalite_pct) == (0, 100)  # sans engagement, la part due ne porte sur rien


def test_what_the_comparison_counts_otherwise_is_said() -> None:
    """Elle ne déduit pas le préavis, et le solde y suit son forfait : c'est écrit là où l'on y va."""
    inputs: Any = replace(PRESETS["captive"], preavis_mois=12.0, engagement_restant_mois=12.0)
    assert DEPENDANCE.answer(inputs).result.sortie.choisie.fixe_eur == inputs.penalite_eur
    assert "Elle n'en déduit pas le préavis." in blocks_markdown(DEPENDANCE.answer(inputs).summary.all_blocks)
    for changes in ({"preavis_mois": 0.0}, {"engagement_restant_mois": 0.0}, {"solde_pct": 0.0}):
        told = blocks_markdown(DEPENDANCE.answer(replace(inputs, **changes)).summary.all_blocks)  # type: ignore[arg-type]  # des nombres
        assert "préavis." not in told
    assert "le forfait d'abord : la part due en partant en dépend" in _handed(inputs)[1].replace("’", "'")
    assert "le forfait d'abord" not in _handed(replace(inputs, engagement_restant_mois=0.0))[1].replace("’", "'")


def test_an_exit_too_dear_for_the_comparison_is_said() -> None:
    """Au-delà de ce que la comparaison accepte, la sortie est ramenée à son plafond, et c'est dit."""
    inputs: Any = replace(PRESETS["captive"], postes=5000, cout_horaire_eur=500.0, penalite_eur=9_999_999.0)
    opened, said = _handed(inputs)
    assert max(_current(opened).sortie_eur) == 10_000_000
    assert "Ramenée à 10 000 000 €" in said.replace("\u202f", " ")
    assert "Ramenée" not in _handed(PRESETS["captive"])[1]


def test_it_opens_on_the_readers_own_comparison() -> None:
    """La comparaison de l'onglet garde ses valeurs ; seul ce qui est reçu change, et dit d'où il vient."""
    data = to_json(preset_inputs(COUTS.inputs)["engagement"])
    data["offres"][0] |= {"nom": "Chez nous <b>", "forfait_poste_eur": 71, "confirmees": "gene_min_mois duree_h"}
    own: Any = parse(COUTS.inputs, {**data, "horizon_mois": 48}).inputs
    opened, said = _handed(PRESETS["service"], own)
    current = _current(opened)
    assert (opened.horizon_mois, current.forfait_poste_eur) == (48, 71)
    assert "dans votre comparaison, au contrat actuel « Chez nous <b> »" in said
    marks = current.confirmees.split()
    assert {"gene_min_mois", "duree_h", "sortie_eur:esquisse", "engagement_mois:esquisse"} <= set(marks)
    assert opened.offres[1:] == own.offres[1:]
    again, _ = _handed(PRESETS["captive"], opened)
    assert len(_current(again).confirmees.split()) == len(marks)


def test_what_comes_from_invented_answers_stays_invented() -> None:
    """Une mesure faite de réponses inventées n'est pas un fait : « mesurée » attend qu'elles soient les nôtres."""
    inputs: Any = PRESETS["service"]
    deciding = ownership(DEPENDANCE.answer(inputs)).deciding
    said = replace(inputs, confirmees=" ".join(value.key for value in deciding))
    for one, state in ((inputs, "inventée"), (said, "mesurée")):
        values = {value.name: value for value in values_of(_handed(one)[0])}
        rank = next(k for k, offre in enumerate(_handed(one)[0].offres) if offre.actuelle)
        assert values[f"offres.{rank}.sortie_eur"].state == state
        assert values["cout_horaire_eur"].state == state


def test_a_comparison_it_cannot_use_is_left_alone() -> None:
    """Sans contrat actuel, ou des champs fautifs : une situation type, et c'est dit."""
    alone: Any = preset_inputs(COUTS.inputs)["minimale"]
    assert "situation type" in _handed(PRESETS["service"], alone)[1]
    fields = {**flatten(alone), "postes": "beaucoup"}
    asked = {"action": "remettre", "outil": "couts", "valeurs": _query(PRESETS["service"]), "champs": fields}
    assert "situation type" in json.loads(bridge.answer(json.dumps(asked)))["message"]
    large, said = receive(dict(parse_qsl(_query(replace(PRESETS["service"], postes=190)))), None)  # type: ignore[type-var]  # les situations sont des dataclasses
    assert "200 personnes" in said
    assert large.postes == 190


def test_from_answers_to_a_changed_verdict() -> None:
    """Le meilleur mois pour quitter le contrat d'une entreprise captive n'est pas celui d'une entreprise maîtrisée."""
    own: Any = preset_inputs(COUTS.inputs)["quinze"]
    months, verdicts = set(), set()
    for key in ("maitrisee", "captive"):
        opened, _ = _handed(PRESETS[key], own)
        answer = COUTS.answer(opened)
        months.add(answer.result.depart.mois)
        verdicts.add(to_text(answer.summary.verdict))
    assert len(months) == 2
    assert len(verdicts) == 2
