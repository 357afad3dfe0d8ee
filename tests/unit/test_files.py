"""Les fichiers d'une réponse, pour tout outil : ce qu'on enregistre se rouvre, et rien n'y devient actif."""

from __future__ import annotations

import csv
import io
import json
import random
from typing import Any

import pytest
from tools.couts.inputs import Inputs
from tools.kit import bridge
from tools.kit.declare import Rows, fields_of, flatten, parse, unflatten
from tools.kit.french import parse_number
from tools.kit.share import files, paste
from tools.kit.tool import get_tool
from tools.kit.tool import names as tool_names

from tests import couts_oracle as oracle
from tests.cli import run_cli
from tests.situations import generate

OFFRES = fields_of(Inputs)["offres"]
ADDRESS = "https://exemple.fr/tools/x/"


def _inputs(tool: str, seed: int) -> Any:
    cls = get_tool(tool).inputs
    return parse(cls, generate(cls, random.Random(seed))).inputs


def _ask(**question: Any) -> dict[str, Any]:
    reply: dict[str, Any] = json.loads(bridge.answer(json.dumps(question)))
    return reply


@pytest.mark.parametrize("tool", tool_names())
@pytest.mark.parametrize("seed", range(4))
def test_saved_json_opens_again(tool: str, seed: int) -> None:
    """Le JSON enregistré par la page rend les mêmes champs, et les mêmes chiffres en ligne de commande."""
    inputs = _inputs(tool, seed)
    saved = _ask(outil=tool, action="exporter", sorte="json", champs=flatten(inputs), adresse=ADDRESS)
    assert saved["nom"].startswith(f"{tool}-")
    opened = _ask(outil=tool, action="lire", texte=saved["texte"])
    assert parse(type(inputs), unflatten(opened["champs"])).inputs == inputs
    again = json.loads(run_cli(tool, saved["texte"]).stdout)
    first = json.loads(saved["texte"])
    assert first.pop("lien").startswith(f"{ADDRESS}#1.")
    assert again == first


@pytest.mark.parametrize("tool", tool_names())
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "pas un JSON lisible"),
        ("{", "pas un JSON lisible"),
        ("[" * 100_000, "pas un JSON lisible"),
        ("[1]", "doit être un objet"),
        ('{"__proto__": {"x": 1}}', "est inconnue"),
        ('{"outil": "ailleurs", "version": "1.0.0", "entrees": {}}', "autre calculateur"),
        (" " * 1_000_001, "trop gros"),
    ],
)
def test_bad_file_is_one_sentence(tool: str, text: str, sentence: str) -> None:
    """Un fichier illisible, étranger ou hostile : une phrase, pas de champ rendu."""
    reply = _ask(outil=tool, action="lire", texte=text)
    assert not reply["ok"]
    assert sentence in reply["message"]
    assert "champs" not in reply


@pytest.mark.parametrize("tool", tool_names())
def test_csv_and_markdown_hold_the_result(tool: str) -> None:
    """Le CSV porte les nombres du JSON, à la française ; le Markdown porte le verdict et aucun lien de la page."""
    inputs = _inputs(tool, 7)
    data = get_tool(tool).answer(inputs).data
    text = files.export(get_tool(tool).answer(inputs), "csv", "").texte
    assert text.startswith("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(text[1:]), delimiter=";") for cell in row]
    assert data["version"] in cells
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)
    numbers = [value for value in data.values() if isinstance(value, float)]
    read = {parse_number(cell) for cell in cells if cell and cell.replace(",", "").replace("-", "").isdigit()}
    assert all(any(abs(n - r) <= 1e-9 * max(1, abs(n)) for r in read) for n in numbers)

    written = files.export(get_tool(tool).answer(inputs), "markdown", ADDRESS).texte
    assert written.startswith("# ")
    assert ADDRESS in written
    assert not any(scheme in written for scheme in ("(calcul:", "(essayer:", "(ouvrir:", "::: "))


def test_csv_neutralises_formulas() -> None:
    """Dans un CSV, un nom qui serait une formule est précédé d'une apostrophe."""
    inputs = parse(Inputs, oracle.whole({"offres": [{"nom": "=1+1"}, {"nom": "@a"}]})).inputs
    text = files.export(get_tool("couts").answer(inputs), "csv", "").texte
    assert "'=1+1" in text
    assert not any(cell.startswith(("=", "@")) for line in text.splitlines() for cell in line.split(";"))


def test_pasted_offer_is_read_or_named() -> None:
    """Chaque ligne collée est comprise ou nommée ; nombres français, trois points, unités, oui/non."""
    assert isinstance(OFFRES, Rows)
    text = (
        "Nom\tOffre du prestataire\n"
        "Forfait par personne\t42,50 €\n"
        "Heures hors forfait (h/mois)\t2\t4\t8\n"
        "Forfait fixe mensuel ; 1\u202f200 €\n"
        "| Petites gênes | 20 min/mois |\n"
        "Hors forfait\t6\n"
        "Remise commerciale\t10 %\n"
        "duree_h\tdeux heures\n"
        "Forfait par personne\t50\n"
        "Prix de l'heure hors forfait\n"
        "C'est notre contrat actuel\tOui\n"
    )
    read = paste.read_row(OFFRES, text)
    row = unflatten({f"offres.0.{name}": value for name, value in read.fields.items()})["offres"][0]
    offer = parse(Inputs, oracle.whole({"offres": [row, {"nom": "B"}]})).inputs.offres[0]
    assert offer.nom.raw == "Offre du prestataire"
    assert (offer.forfait_poste_eur, offer.forfait_fixe_eur, offer.actuelle) == (42.5, 1200, True)
    assert offer.hors_forfait_h_mois == (2, 4, 8)
    assert offer.gene_min_mois == (20, 20, 20)
    assert len(read.understood) + len(read.refused) == 11
    reasons = dict(zip(("Hors", "Remise", "duree", "Forfait", "Prix"), read.refused, strict=True))
    assert "plusieurs entrées possibles" in reasons["Hors"]
    assert "non reconnu" in reasons["Remise"]
    assert "pas un nombre" in reasons["duree"]
    assert "déjà lu" in reasons["Forfait"]
    assert "manque la valeur" in reasons["Prix"]
    assert "duree_h" not in read.keys


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Durée d'une interruption\t2 / 3 / 4 h", (2, 3, 4)),
        ("Durée d'une interruption\t4 h (de 2 à 8)", (2, 4, 8)),
        ("Durée d'une interruption\t3 heures", (3, 3, 3)),
        ("Durée d'une interruption\t30 min", "attendu : h"),
        ("Durée d'une interruption\t2 h 30", "de trop"),
        ("Durée d'une interruption\t2 h à 4 h", "de trop"),
        ("Durée\t36", "non reconnu"),
        ("Petites gênes\t20 min par jour", "attendu : min/mois"),
        ("Interruptions de travail\t1 par mois", "attendu : par an"),
        ("Temps de pilotage\t4 h/semaine", "attendu : h/mois"),
        ("Coût de ce sinistre\t50 000\t80 000\t100 000", (50_000, 80_000, 100_000)),
        ("Coût de ce sinistre\t50 000 €, 80 000 €, 100 000 €", "de trop"),
        ("Mise en place\t1.500 €", "de deux façons"),
        ("Mise en place\t1 500 € TTC", "unité"),
        ("Sans mise en place\t1 500 €", "non reconnu"),
        ("Mise en place\t2\t4", "2 nombres lus"),
    ],
)
def test_pasted_unit_must_be_that_of_the_field(line: str, expected: tuple[int, ...] | str) -> None:
    """Une unité étrangère, deux nombres, un libellé qui dit autre chose : refusés avec leur raison, non convertis."""
    assert isinstance(OFFRES, Rows)
    read = paste.read_row(OFFRES, line)
    if isinstance(expected, str):
        assert not read.fields
        assert expected in read.refused[0]
    else:
        assert tuple(parse_number(text) for text in read.fields.values()) == expected


def test_pasted_nonsense_changes_nothing() -> None:
    """Rien de compris : aucun champ, chaque ligne nommée, et une taille bornée."""
    assert isinstance(OFFRES, Rows)
    read = paste.read_row(OFFRES, "abc\n<script>alert(1)</script>\t4\n" * 300)
    assert read.fields == {}
    assert len(read.refused) == paste.MAX_LINES + 1
