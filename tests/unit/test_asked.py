"""Une offre qui n'a pas tout dit, ou qui dit « même qualité que… » : hors du classement, ou comptée comme l'autre."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tools.couts import model
from tools.couts.inputs import Inputs
from tools.couts.model.decision import with_value
from tools.couts.model.flows import total_attendu
from tools.couts.offre import QUALITE, Offre
from tools.kit.declare import flatten, missing, parse, preset_inputs, to_json, unflatten
from tools.kit.link import open_record, payload
from tools.kit.tool import get_tool
from tools.kit.write import blocks_markdown, board_markdown, ownership

from tests.cli import run_cli
from tests.couts_oracle import UN
from tests.links import DAY

COUTS = get_tool("couts")
BASE = to_json(preset_inputs(Inputs)["minimale"])


def _with(**third: Any) -> Inputs:
    return parse(Inputs, {**BASE, "offres": [*BASE["offres"], {"nom": "Troisième", **third}]}).inputs


def test_incomplete_offer_is_out_of_the_ranking_and_says_what_it_lacks() -> None:
    """Un forfait seul ne gagne pas à zéro euro : l'offre est nommée, avec ce qui lui manque ; le reste tient."""
    inputs = _with(forfait_poste_eur=1)
    answer = COUTS.answer(inputs)
    assert [offer.nom.raw for offer in answer.result.offres] == ["Offre minimale", "Offre pilotée"]
    assert answer.headline == COUTS.answer(parse(Inputs, BASE).inputs).headline
    for said in (blocks_markdown(answer.summary.all_blocks), board_markdown(answer, DAY, "")):
        assert "« Troisième » est **à compléter**, hors du classement. Il lui manque" in said.replace("\u00a0", " ")
        assert "durée d" in said
    assert set(answer.data["a_completer"]["Troisième"]) == set(QUALITE)


def test_zero_said_on_purpose_is_an_answer() -> None:
    """Zéro saisi est une réponse : l'offre est classée ; et le lien le garde, puisqu'un vide n'est pas un zéro."""
    inputs = _with(forfait_poste_eur=40, **dict.fromkeys(QUALITE, 0))
    assert len(COUTS.answer(inputs).result.offres) == 3
    for one in (inputs, _with(forfait_poste_eur=40, gene_min_mois=0)):
        opened = open_record("couts", payload(COUTS.answer(one), DAY))
        assert opened.inputs == one
        assert opened.matches
        assert parse(Inputs, unflatten(flatten(one))).inputs == one
        assert parse(Inputs, json.loads(json.dumps(to_json(one)))).inputs == one


def test_a_fixed_fee_answers_for_the_fee_per_person() -> None:
    """Un forfait fixe suffit : le forfait par personne n'est plus demandé, et vaut zéro."""
    inputs = _with(forfait_fixe_eur=900, **dict.fromkeys(QUALITE, 0))
    assert [missing(offre) for offre in inputs.offres] == [[], [], []]
    assert COUTS.answer(inputs).result.offres[2].lignes["forfait"] == pytest.approx(36 * 900, rel=0.03)


def test_same_quality_is_the_other_offers_and_is_said() -> None:
    """« Même qualité que… » : les huit réponses de l'autre, la phrase le dit ; si l'autre change, celle-ci suit."""
    for changed in (BASE["offres"][0], {**BASE["offres"][0], "gene_min_mois": 100}):
        data = {**BASE, "offres": [changed, BASE["offres"][1], {"nom": "C", "forfait_poste_eur": 30}]}
        data["offres"][2] |= {"meme_qualite": "Offre minimale", "hors_forfait_eur_h": 95}
        answer = COUTS.answer(parse(Inputs, data).inputs)
        one, _, three = answer.result.offres
        assert three.heures_perdues_an == one.heures_perdues_an
        assert three.lignes["hors_forfait"] == one.lignes["hors_forfait"]
        said = blocks_markdown(answer.summary.all_blocks).replace("\u00a0", " ")
        assert "« C » est comptée à la même qualité que « Offre minimale », comme vous l'avez dit." in said


def test_same_quality_holds_on_the_board_and_when_a_value_moves() -> None:
    """La page du conseil se lit, ce qui décide est à l'offre qui le dit, et une bascule fait bouger les deux."""
    rows = [BASE["offres"][1], {"nom": "Nouvelle", "forfait_poste_eur": 90, "meme_qualite": "Offre pilotée"}]
    answer = COUTS.answer(parse(Inputs, {**BASE, "offres": rows}).inputs)
    assert board_markdown(answer, DAY, "")
    assert "Esquisse" in ownership(answer).head
    result = answer.result
    assert not {bar.cle for bar in result.tornade if bar.offre.raw == "Nouvelle"} & set(QUALITE)
    for point in result.bascules:
        if point.cle not in QUALITE or point.seuil is None:
            continue
        moved = with_value(result.inputs, 0, point.cle, point.seuil)
        assert total_attendu(moved, 0) == pytest.approx(total_attendu(moved, 1), rel=1e-9)


def test_the_contract_one_leaves_must_be_complete() -> None:
    """Un contrat actuel incomplet n'est pas écarté en silence : partir en deviendrait gratuit."""
    rows = [*BASE["offres"], {"nom": "Actuelle", "actuelle": True, "forfait_poste_eur": 10}]
    errors = parse(Inputs, {**BASE, "offres": rows}).errors
    assert {name.split(".")[2] for name in errors} == set(QUALITE)
    assert {name.split(".")[1] for name in errors} == {"2"}


def test_a_penalty_bears_on_a_commitment() -> None:
    """Une part due sans engagement ne porterait sur rien : une phrase près du champ ; 0 et 100 sont des défauts."""
    for share, months, wrong in ((50, 0, True), (50, 6, False), (100, 0, False), (0, 0, False)):
        rows = [BASE["offres"][0], {**BASE["offres"][1], "penalite_pct": share, "engagement_mois": months}]
        errors = parse(Inputs, {**BASE, "offres": rows}).errors
        assert list(errors) == (["offres.1.penalite_pct"] if wrong else [])
        assert all("Offre 2, Part due en partant avant : sans engagement" in text for text in errors.values())


@pytest.mark.parametrize("name", ["Troisième", "Inconnue", "Quatrième"])
def test_same_quality_names_another_offer_that_answers(name: str) -> None:
    """Soi-même, une offre absente, ou une offre qui renvoie ailleurs : une phrase près du champ."""
    rows = [
        *BASE["offres"],
        {"nom": "Troisième", "forfait_poste_eur": 1, "meme_qualite": name},
        {"nom": "Quatrième", "forfait_poste_eur": 1, "meme_qualite": "Offre minimale"},
    ]
    errors = parse(Inputs, {**BASE, "offres": rows}).errors
    assert list(errors) == ["offres.2.meme_qualite"]
    assert "Même qualité que" in errors["offres.2.meme_qualite"]


def test_two_complete_offers_are_needed() -> None:
    """Avec une seule offre complète, ce qui manque à l'autre est demandé près de chaque champ."""
    errors = parse(Inputs, {**BASE, "offres": [BASE["offres"][0], {"nom": "B", "forfait_poste_eur": 1}]}).errors
    assert {name.split(".")[2] for name in errors} == set(QUALITE)
    assert all("il faut deux offres complètes" in text for text in errors.values())


def test_the_command_line_takes_absent_as_zero_and_names_it() -> None:
    """En ligne de commande, absent vaut zéro : le premier exemple de la page, et les clés nommées."""
    done = run_cli("couts", json.dumps(UN))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [round(offer["total_eur"]) for offer in found["offres"]] == [128_400, 72_000]
    assert set(found["comptees_a_zero"]) == {"B"}
    assert set(found["comptees_a_zero"]["B"]) == set(QUALITE)
    assert set(found["offres"][0]["lignes"]) == {ligne.cle for ligne in model.LIGNES}
    again = run_cli("couts", done.stdout)
    assert json.loads(again.stdout)["offres"] == found["offres"]
    assert "comptees_a_zero" not in json.loads(again.stdout)


def test_overlap_fits_in_the_period_and_flags_are_understood() -> None:
    """Une double marche plus longue que la période est refusée ; « actuelle » vaut aussi « même prestataire »."""
    rows = [{**BASE["offres"][0], "actuelle": True}, {**BASE["offres"][1], "recouvrement_mois": 8}]
    errors = parse(Inputs, {**BASE, "horizon_mois": 6, "offres": rows}).errors
    assert list(errors) == ["offres.1.recouvrement_mois"]
    assert "plus que la durée de la comparaison (6 mois)" in errors["offres.1.recouvrement_mois"]
    both = [{**rows[0], "meme_prestataire": flag, "penalite_pct": 100} for flag in (True, False)]
    found = [model.compute(parse(Inputs, {**BASE, "offres": [row, BASE["offres"][1]]}).inputs) for row in both]
    assert [o.total_eur for o in found[0].offres] == [o.total_eur for o in found[1].offres]
    assert (
        found[0].offres[0].sortie_fin_eur == found[0].inputs.offres[0].sortie_eur.moyenne
    )  # sans engagement, rien n'est dû
    two = [{**row, "actuelle": True} for row in BASE["offres"]]
    assert list(parse(Inputs, {**BASE, "offres": two}).errors) == ["offres.1.actuelle"]


def test_quality_is_what_an_offer_must_answer() -> None:
    """Les réponses attendues d'une offre sont son forfait et sa qualité, rien d'autre."""
    assert {spec.name for spec in missing(Offre(nom=BASE["offres"][0]["nom"]))} == {"forfait_poste_eur", *QUALITE}
