"""À qui sont les valeurs : inventées, saisies, confirmées, mesurées ; « Esquisse » si une qui décide est inventée."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tools.kit import bridge
from tools.kit.declare import flatten, parse, preset_inputs, to_json, unflatten, values_of
from tools.kit.link import decode, open_record, payload
from tools.kit.share import compare, disagreement_blocks, export, read_text
from tools.kit.tool import AnyTool, get_tool, names
from tools.kit.write import blocks_markdown, board_markdown, headed, owned_data, ownership

from tests.links import DAY

COUTS = get_tool("couts")
PLACES = [(name, key) for name in names() for key in preset_inputs(get_tool(name).inputs)]


def _confirmed(tool: AnyTool, inputs: Any) -> Any:
    """La même situation, ce qui décide confirmé."""
    fields = flatten(inputs)
    for value in ownership(tool.answer(inputs)).deciding:
        head, _, key = value.name.rpartition(".")
        marks = f"{head}.confirmees" if head else "confirmees"
        fields[marks] = f"{fields[marks]} {key}".strip()
    return parse(tool.inputs, unflatten(fields)).inputs


@pytest.mark.parametrize(("name", "key"), PLACES)
def test_an_untouched_preset_is_a_sketch_until_what_decides_is_confirmed(name: str, key: str) -> None:
    """Une situation type ouverte telle quelle est une esquisse ; confirmer ce qui décide la lève, sans rien changer."""
    tool = get_tool(name)
    inputs = preset_inputs(tool.inputs)[key]
    found = ownership(tool.answer(inputs))
    assert found.mine == 0
    assert found.sketch
    if not found.deciding:
        return  # un questionnaire sans réponse n'a rien qui décide
    assert 1 <= len(found.deciding) <= 3
    mine = _confirmed(tool, inputs)
    confirmed = ownership(tool.answer(mine))
    assert not confirmed.sketch
    assert {value.state for value in confirmed.deciding} == {"confirmée"}
    assert confirmed.mine == len(found.deciding)
    assert tool.answer(mine).headline == tool.answer(inputs).headline


def test_a_sketch_says_so_wherever_it_appears() -> None:
    """Verdict, page du conseil, compte rendu, courriel, désaccord, JSON, lien : « Esquisse », puis plus."""
    for inputs, sketch in ((COUTS.inputs(), True), (_confirmed(COUTS, COUTS.inputs()), False)):
        answer = COUTS.answer(inputs)
        charge = payload(answer, DAY)
        asked = {"outil": "couts", "champs": flatten(inputs), "adresse": "https://exemple.fr/tools/couts/"}
        shared = json.loads(bridge.answer(json.dumps({"action": "partager", **asked})))
        sheet = json.loads(bridge.answer(json.dumps({"action": "conseil", **asked})))["html"]
        both = blocks_markdown(disagreement_blocks(compare(charge, charge)))
        minutes = export(answer, "markdown", "").texte
        short = board_markdown(answer, date(2026, 1, 1), "")
        with zipfile.ZipFile(io.BytesIO(base64.b64decode(export(answer, "classeur", "").base64))) as archive:
            book = archive.read("xl/sharedStrings.xml").decode()
        for said in (blocks_markdown(headed(answer).all_blocks), short, minutes, sheet, both, book):
            assert ("Esquisse" in said) == sketch
        assert ("Esquisse" in shared["courriel"]) == sketch
        assert owned_data(answer)["valeurs"]["esquisse"] == sketch
        assert (decode(charge).valeurs[2] > 0) == sketch


def test_nothing_of_ours_is_a_sketch_even_when_nothing_decides() -> None:
    """Un questionnaire sans réponse n'a rien qui décide : ce n'en est pas moins une esquisse."""
    tool = get_tool("dependance")
    found = ownership(tool.answer(tool.inputs()))
    assert replace(found, mine=0, deciding=[]).sketch
    assert replace(found, mine=0, deciding=[]).short == "**Esquisse** : tout est inventé."
    assert not replace(found, mine=1, deciding=[]).sketch


def test_what_decides_is_read_one_value_at_a_time() -> None:
    """Une valeur par point-virgule ; une question et sa réponse se citent."""
    dependance = get_tool("dependance")
    captive: Any = preset_inputs(dependance.inputs)["captive"]
    answer = dependance.answer(replace(captive, engagement_restant_mois=0, penalite_eur=0))
    assert (
        "Ce qui décide :\n\n- à « Qui est titulaire de nos noms de domaine ? », « Le prestataire », "
        "**inventée**{ : [C'est bien le nôtre](reconnaitre:acces_2) ou "
        "[Modifier](modifier:acces_2)} ;\n- à « De quand date" in ownership(answer).words
    )
    assert (
        "« Offre minimale », 3\u00a0h (de 1,5 à 8), **inventée**{ : " in ownership(COUTS.answer(COUTS.inputs())).words
    )


def test_typed_beats_confirmed_and_marks_travel() -> None:
    """Une valeur changée est saisie, même marquée ; les marques vivent dans le lien, le JSON et les champs."""
    inputs = _confirmed(COUTS, COUTS.inputs())
    opened = open_record("couts", payload(COUTS.answer(inputs), DAY))
    assert opened.inputs == inputs
    assert opened.matches
    assert read_text(COUTS, json.dumps(owned_data(COUTS.answer(inputs)))).parsed.inputs == inputs
    assert parse(COUTS.inputs, unflatten(flatten(inputs))).inputs == inputs
    assert parse(COUTS.inputs, to_json(inputs)).inputs == inputs
    first = inputs.offres[0]
    typed = replace(first, duree_h=first.duree_h._replace(haut=9))
    states = {v.name: v.state for v in values_of(replace(inputs, offres=(typed, *inputs.offres[1:])))}
    assert states["offres.0.duree_h"] == "saisie"
    assert states["offres.0.incidents_an"] == "confirmée"
    assert states["offres.1.duree_h"] == "inventée"


def test_moving_rows_invents_no_typed_value() -> None:
    """Retirer, inverser ou copier une offre ne rend siennes aucune des valeurs d'une situation type."""
    for preset in preset_inputs(COUTS.inputs).values():
        rows = preset.offres
        copied = (*rows, replace(rows[0], nom=type(rows[0].nom)("Copie"), actuelle=False))
        for moved in (rows[::-1], rows[1:] if len(rows) > 2 else rows, copied):
            found = ownership(COUTS.answer(replace(preset, offres=moved)))
            assert found.mine <= 1, preset  # la case « contrat actuel » d'une copie
            assert found.sketch


def test_what_another_tool_measured_says_so() -> None:
    """Ce que la dépendance remet à la comparaison est dit mesuré, avec son origine."""
    values = {"sortie_eur": "1000;2000;4000", "postes": "33", "cout_horaire_eur": "51", "origine": "dependance"}
    assert COUTS.receive is not None
    states = {v.name: (v.state, v.origin) for v in values_of(COUTS.receive(values, None)[0])}
    assert states["offres.1.sortie_eur"][0] == "inventée"
    for name in ("offres.0.sortie_eur", "postes", "cout_horaire_eur"):
        assert states[name] == ("mesurée", "mesurée (dependance)")


@pytest.mark.parametrize("marks", ["postes <b>", "postes postes", "../x", "a:b:c", 5, None])
def test_a_damaged_mark_is_refused(marks: object) -> None:
    """Une marque abîmée est refusée par une phrase, comme toute valeur qui n'en est pas une."""
    assert list(parse(COUTS.inputs, {"confirmees": marks}).errors) == ["confirmees"]
    assert ownership(COUTS.answer(parse(COUTS.inputs, {"confirmees": "postes"}).inputs)).mine == 1
