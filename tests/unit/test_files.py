"""Les fichiers d'une réponse, pour tout outil : ce qu'on enregistre se rouvre, et rien n'y devient actif."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from typing import Any

import pytest
from tools.couts.inputs import Inputs
from tools.kit import bridge
from tools.kit.declare import flatten, parse, unflatten
from tools.kit.share import files
from tools.kit.tool import get_tool
from tools.kit.tool import names as tool_names

from tests import couts_oracle as oracle
from tests.cli import run_cli
from tests.situations import generate

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
    # « 1,005 » y est toujours décimal ; une saisie se lirait de deux façons.
    read = {float(cell.replace(",", ".")) for cell in cells if re.fullmatch(r"-?\d+(,\d+)?", cell)}
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
