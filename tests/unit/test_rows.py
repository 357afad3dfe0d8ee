"""Ajouter, copier, coller une ligne : chaque valeur prise ou inventée est nommée, et rien ne s'invente en silence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tools.kit import bridge
from tools.kit.declare import asked_of, flatten, lists_of, parse, unflatten
from tools.kit.quote import table_of_text
from tools.kit.share import Changed, add_row, copy_row
from tools.kit.share.quotes import Taken, read_rows, take_rows
from tools.kit.tool import get_tool

DEPENDANCE, COUTS = get_tool("dependance"), get_tool("couts")
FONCTIONS, OFFRES = lists_of(DEPENDANCE.inputs)["fonctions"], lists_of(COUTS.inputs)["offres"]
UNE = flatten(parse(DEPENDANCE.inputs, {"fonctions": [{"nom": "Paie", "prestataire": "Nord", "poids": 8}]}).inputs)


def paste(spec: Any, fields: dict[str, str], text: str) -> Changed:
    """Un tableau collé, puis ajouté tel que compris : sa première offre, ses lignes comprises."""
    offers = read_rows(spec, fields, [table_of_text(text)]).offers
    taken = [Taken(one.name, [(line.key, line.text) for line in one.lines if not line.problem]) for one in offers]
    return take_rows(spec, fields, taken)


def test_a_provider_is_never_invented() -> None:
    """Coller une fonction sans son prestataire : il reste vide, pour être demandé ; l'indice ne bouge pas tout seul.

    Le défaut d'avant écrivait « Fonction 2 » comme prestataire, et l'indice de concentration passait de 10 000 à 5 266.
    """
    changed = paste(FONCTIONS, UNE, "Fonction vitale\tFacturation\nImportance\t5")
    assert changed.champs["fonctions.1.nom"] == "Facturation"
    assert changed.champs["fonctions.1.prestataire"] == ""
    assert (changed.repris, changed.inventes) == ([], [])
    errors = parse(DEPENDANCE.inputs, unflatten(changed.champs)).errors
    assert list(errors) == ["fonctions.1.prestataire"]
    whole = paste(FONCTIONS, UNE, "Fonction vitale\tFacturation\nPrestataire\tNord\nImportance\t5")
    found = DEPENDANCE.answer(parse(DEPENDANCE.inputs, unflatten(whole.champs)).inputs).result.concentration
    assert found.hhi == 10_000


def test_a_pasted_offer_keeps_its_gaps() -> None:
    """Une offre collée sans nom ni durée : son nom inventé est dit ; ce qu'elle ne dit pas n'est pris à personne."""
    fields = flatten(COUTS.inputs())
    changed = paste(OFFRES, fields, "Forfait par personne\t42,50 €")
    assert changed.inventes == ["Nom de l'offre : « Offre 3 »"]
    assert len(changed.repris) == 1  # ce que le devis ne dit pas est nommé
    assert changed.champs["offres.2.forfait_poste_eur"] == "42,5"
    assert changed.champs["offres.2.duree_h.1"] == ""
    assert changed.champs["offres.2.revision_pct"] == "2"
    assert changed.champs["offres.2.actuelle"] == "non"


def test_an_added_offer_starts_empty() -> None:
    """Ajouter une offre : un nom neutre, dit, et aucune réponse ; elle n'entre pas dans le classement."""
    fields = {**flatten(COUTS.inputs()), "offres.1.actuelle": "oui"}
    changed = add_row(OFFRES, fields)
    assert changed.rang == 2
    assert changed.champs["offres.2.nom"] == "Offre 3"
    assert changed.champs["offres.2.actuelle"] == "non"
    assert changed.inventes == ["Nom de l'offre : « Offre 3 »"]
    asked = asked_of(OFFRES.row)
    assert {changed.champs[f"offres.2.{name}"] for key in asked for name in asked[key].to_flat(key, None)} == {""}
    inputs = parse(COUTS.inputs, unflatten(changed.champs)).inputs
    assert [offre.nom.raw for offre in inputs.comparees().offres] == [fields["offres.0.nom"], fields["offres.1.nom"]]
    empty = {name: text for name, text in UNE.items() if not name.startswith("fonctions.")}
    first = add_row(FONCTIONS, empty)
    assert [first.champs[f"fonctions.0.{part}"] for part in ("nom", "prestataire", "poids")] == ["", "", "5"]


def test_copied_row_is_the_same_under_another_name() -> None:
    """Copier garde tout, juste après, sous un nom libre ; une case qu'une seule ligne peut cocher ne se copie pas."""
    fields = {**flatten(COUTS.inputs()), "offres.0.actuelle": "oui"}
    changed = copy_row(OFFRES, fields, 0)
    assert changed.rang == 1
    assert changed.champs["offres.1.nom"] == f"{fields['offres.0.nom']} (copie)"
    assert changed.champs["offres.1.actuelle"] == "non"
    assert changed.champs["offres.0.actuelle"] == "oui"
    assert changed.champs["offres.1.duree_h.2"] == fields["offres.0.duree_h.2"]
    assert changed.champs["offres.2.nom"] == fields["offres.1.nom"]
    again = copy_row(OFFRES, changed.champs, 0)
    assert again.champs["offres.1.nom"] == f"{fields['offres.0.nom']} (copie 2)"


def test_nothing_entered_is_lost() -> None:
    """Un champ fautif ou en cours de saisie traverse le geste tel quel."""
    fields = {**flatten(COUTS.inputs()), "postes": "abc", "offres.0.duree_h.0": "12 €"}
    for changed in (add_row(OFFRES, fields), copy_row(OFFRES, fields, 1), paste(OFFRES, fields, "Nom\tX")):
        assert changed.champs["postes"] == "abc"
        assert changed.champs["offres.0.duree_h.0"] == "12 €"


@pytest.mark.parametrize("action", ["ajouter", "dupliquer"])
def test_a_full_list_is_said(action: str) -> None:
    """Une liste pleine : une phrase, et rien ne change."""
    fields = flatten(COUTS.inputs())
    for _ in range(3):
        fields = add_row(OFFRES, fields).champs
    question = {"action": action, "outil": "couts", "liste": "offres", "champs": fields, "rang": 0}
    reply: dict[str, Any] = json.loads(bridge.answer(json.dumps(question)))
    assert reply["rang"] == -1
    assert "pleine" in reply["message"]
    assert reply["champs"] == fields


def test_nonsense_adds_nothing() -> None:
    """Un tableau où rien n'est compris : une phrase, et rien d'ajouté."""
    fields = flatten(COUTS.inputs())
    changed = paste(OFFRES, fields, "n'importe quoi")
    assert (changed.rang, changed.champs) == (-1, fields)
    assert "aucune ligne" in changed.message
