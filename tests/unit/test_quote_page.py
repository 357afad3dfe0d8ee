"""Un devis dans la page : relu avant d'être ajouté, refusé à sa place, et le modèle à remplir qui se rouvre."""

from __future__ import annotations

import base64
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from tools.kit import bridge
from tools.kit.declare import Numeric, ThreePoint, flatten, parse, preset_inputs, unflatten
from tools.kit.french import typeset

from scripts.before.quote_model import FIRST, model
from tests.quote import ACROSS, COUTS, CSV, FORFAIT, OFFRES


def _ask(**question: Any) -> dict[str, Any]:
    reply: dict[str, Any] = json.loads(bridge.answer(json.dumps({"outil": "couts", "liste": "offres", **question})))
    return reply


def test_nothing_is_added_before_it_is_reviewed() -> None:
    """Lire ne change rien ; les lignes relues s'ajoutent ; une valeur fautive n'ajoute rien et se nomme à sa place."""
    fields = flatten(COUTS.inputs())
    read = _ask(action="lire_devis", champs=fields, texte=ACROSS)
    assert [offer["nom"] for offer in read["offres"]] == ["Alpha", "Beta", "Gamma"]
    taken = [
        {"nom": offer["nom"], "valeurs": [[line["cle"], line["texte"]] for line in offer["lignes"]]}
        for offer in read["offres"]
    ]
    added = _ask(action="ajouter_devis", champs=fields, offres=taken)
    assert added["rang"] == 2
    assert [added["champs"][f"offres.{rank}.nom"] for rank in (2, 3, 4)] == ["Alpha", "Beta", "Gamma"]
    assert added["champs"]["offres.4.forfait_poste_eur"] == "60"
    assert added["champs"]["offres.4.duree_h.1"] == ""  # ce qui n'est pas dit reste à compléter
    assert added["champs"]["offres.4.confirmees"] == "forfait_poste_eur mise_en_place_eur"
    replaced = _ask(action="ajouter_devis", champs=fields, offres=taken, remplacer=True)
    assert (replaced["rang"], replaced["champs"]["offres.0.nom"]) == (0, "Alpha")
    assert "offres.3.nom" not in replaced["champs"]
    taken[1]["valeurs"][0][1] = "beaucoup"
    wrong = _ask(action="ajouter_devis", champs=fields, offres=taken)
    assert (wrong["rang"], list(wrong["fautes"]), wrong["champs"]) == (-1, ["1.0"], fields)


def test_too_many_offers_are_not_cut() -> None:
    """Plus d'offres que la liste n'en tient : une phrase avec les comptes, et rien d'ajouté."""
    fields = flatten(COUTS.inputs())
    many = [{"nom": f"O{rank}", "valeurs": []} for rank in range(4)]
    reply = _ask(action="ajouter_devis", champs=fields, offres=many)
    assert (reply["rang"], reply["champs"]) == (-1, fields)
    assert "en tient 5" in reply["message"]
    alone = _ask(action="ajouter_devis", champs=fields, offres=many[:1], remplacer=True)
    assert (alone["rang"], "au moins 2" in alone["message"]) == (-1, True)


def test_a_file_goes_through_the_bridge() -> None:
    """Un fichier passe en base 64 ; un fichier illisible est une phrase composée à la française."""
    content = base64.b64encode(CSV.encode()).decode()
    read = _ask(action="lire_devis", champs=flatten(COUTS.inputs()), nom="a.csv", base64=content)
    assert read["offres"][0]["lignes"][0]["texte"] == typeset("1500,5 € HT")
    pdf = base64.b64encode(b"%PDF-1.7").decode()
    refused = _ask(action="lire_devis", champs={}, nom="a.pdf", base64=pdf)
    assert refused["message"] == typeset(
        "Seuls .xlsx et .csv s'ouvrent ici : enregistrez-le ainsi, ou copiez-en les cases."
    )


def test_a_number_read_two_ways_is_asked_in_a_field() -> None:
    """« 1.500 » dans un champ : ni 1,5 ni 1 500 en silence ; les deux sont proposés, celui du français d'abord."""
    reply = _ask(action="chiffres", champs={**flatten(COUTS.inputs()), "offres.0.plancher_eur_mois": "1.500"})
    name = "offres.0.plancher_eur_mois"
    assert not reply["ok"]
    assert "de deux façons" in reply["erreurs"][name]
    assert reply["lectures"] == {name: ["1500", "1,5"]}


def test_presets_survive_the_form() -> None:
    """Ce que le formulaire écrit d'une situation se relit sans question, trois décimales comprises."""
    for inputs in preset_inputs(COUTS.inputs).values():
        assert parse(COUTS.inputs, unflatten(flatten(inputs))).errors == {}


def _filled(offer: Any) -> bytes:
    """Le modèle, rempli comme un prestataire le ferait : dans un tableur, un nombre par case."""
    book = load_workbook(io.BytesIO(model(COUTS, OFFRES)))
    sheet = book.active
    for row, (key, spec) in enumerate(OFFRES.fields.items(), FIRST + 2):
        value = getattr(offer, key)
        if isinstance(spec, ThreePoint):
            low, mid, high = value or (None, None, None)
            for column, number in zip((2, 3, 4), (mid, low, high), strict=True):
                sheet.cell(row, column).value = number
        elif isinstance(spec, Numeric):
            sheet.cell(row, 2).value = value
        else:
            sheet.cell(row, 2).value = "oui" if value is True else "non" if value is False else value.raw or None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("preset", sorted(preset_inputs(COUTS.inputs)))
def test_the_model_opens_back_exactly(preset: str) -> None:
    """Un modèle rempli avec une offre de chaque situation type se rouvre : la même offre, à sa marque près."""
    inputs = preset_inputs(COUTS.inputs)[preset]
    fields = flatten(inputs)
    taken = []
    for offer in inputs.offres:
        content = base64.b64encode(_filled(offer)).decode()
        read = _ask(action="lire_devis", champs=fields, nom="modele.xlsx", base64=content)
        (found,) = read["offres"]
        assert [line["refus"] for line in found["lignes"] if line["refus"]] == []
        taken.append({"nom": found["nom"], "valeurs": [[line["cle"], line["texte"]] for line in found["lignes"]]})
    added = _ask(action="ajouter_devis", champs=fields, offres=taken, remplacer=True)
    assert added["fautes"] == {}
    again = parse(COUTS.inputs, unflatten(added["champs"])).inputs
    assert [replace(offer, confirmees="") for offer in again.offres] == [
        replace(offer, confirmees="") for offer in inputs.offres
    ]


def test_an_empty_model_adds_nothing() -> None:
    """Un modèle vide, ou à moitié rempli : ce qui est vide n'est pas un zéro ; ce qui reste compté est dit."""
    content = base64.b64encode(model(COUTS, OFFRES)).decode()
    read = _ask(action="lire_devis", champs=flatten(COUTS.inputs()), nom="modele.xlsx", base64=content)
    assert all(line["refus"] for offer in read["offres"] for line in offer["lignes"])
    half = [{"nom": "Moitié", "valeurs": [[FORFAIT, "45"]]}]
    added = _ask(action="ajouter_devis", champs=flatten(COUTS.inputs()), offres=half)
    assert typeset("Mise en place 0 € HT") in added["repris"][-1]
    assert typeset("Révision annuelle des prix 2 %/an") in added["repris"][-1]
    assert added["champs"]["offres.2.duree_h.1"] == ""


def test_two_lines_for_one_entry_are_refused() -> None:
    """Deux lignes gardées pour la même entrée : la seconde ne l'emporte pas, on demande de les additionner."""
    twice = [{"nom": "A", "valeurs": [["securite_poste_eur", "3 €"], ["securite_poste_eur", "5 €"]]}]
    reply = _ask(action="ajouter_devis", champs=flatten(COUTS.inputs()), offres=twice)
    assert (reply["rang"], list(reply["fautes"])) == (-1, ["0.1"])
    assert "additionnez" in reply["fautes"]["0.1"]
