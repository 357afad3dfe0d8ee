"""Le contrat que tout outil respecte : ce fichier n'en nomme aucun, il les parcourt tous."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import tools
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tools.kit import bridge
from tools.kit.declare import (
    Integer,
    Marks,
    Numeric,
    Rows,
    fields_of,
    flatten,
    load_params,
    load_presets,
    parse,
    preset_inputs,
    to_json,
    unflatten,
)
from tools.kit.link import open_record, payload
from tools.kit.tool import get_tool
from tools.kit.tool import names as tool_names

from scripts.sitegen.references import load_references
from tests.cli import run_cli
from tests.situations import situations

HOME = Path(tools.__path__[0])
NAMES = tool_names()
TODAY = date(2026, 11, 24)
ALPHABET = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")
each_tool = pytest.mark.parametrize("tool", NAMES)


def inputs_class(tool: str) -> Any:
    """La déclaration d'un outil."""
    return get_tool(tool).inputs


def every_field(cls: type) -> dict[str, Any]:
    """Tous les champs, lignes comprises."""
    found = dict(fields_of(cls))
    for spec in list(found.values()):
        if isinstance(spec, Rows):
            found |= fields_of(spec.row)
    return found


@each_tool
def test_folder_is_whole(tool: str) -> None:
    """Un outil est un dossier : les mêmes fichiers, un repère dans sa page, une version à trois nombres."""
    folder = HOME / tool
    names = {path.name for path in folder.iterdir()}
    assert {"__init__.py", "inputs.py", "params.toml", "presets.toml", "index.md"} <= names
    assert all({part, f"{part}.py"} & names for part in ("model", "view"))
    assert f"[[outil {tool}]]" in (folder / "index.md").read_text(encoding="utf-8")
    assert re.fullmatch(r"\d+\.\d+\.\d+", get_tool(tool).version)
    assert tool.isascii()
    assert tool.islower()


@each_tool
def test_declaration_is_complete(tool: str) -> None:
    """Chaque entrée a une clé sans accent, un libellé, une aide, et une source connue."""
    known = {*load_references(), "hypothèse"}
    for key, spec in every_field(inputs_class(tool)).items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", key)
        assert spec.label, key
        assert spec.help, key
        assert spec.source in known, key


@each_tool
def test_params_are_dated_and_sourced(tool: str) -> None:
    """Chaque constante a une unité, une date et une source connue ; les clés du fichier sont sans accent."""
    for key, param in load_params(tool).items():
        assert param.unite, key
        assert date.fromisoformat(param.date) <= date.today(), key  # ruff: ignore[call-date-today]
        assert param.source in {*load_references(), "hypothèse"}, key


@each_tool
def test_presets_are_whole_situations(tool: str) -> None:
    """Quatre situations types au moins, toutes valides ; sans entrée, l'outil a un résultat par défaut."""
    assert len(preset_inputs(inputs_class(tool))) >= 4
    assert all(preset.titre and preset.resume for preset in load_presets(tool).values())
    assert parse(inputs_class(tool), {}).errors == {}


class Inspector(HTMLParser):
    """Relève ce qui, dans un HTML, pourrait agir : balise, attribut ou adresse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Une balise active, un gestionnaire, un style en ligne ou une adresse de script."""
        if tag in {"script", "style", "iframe", "object", "embed", "base", "meta", "img", "form", "input"}:
            self.found.append(tag)
        for name, value in attrs:
            if tag == "a" and name == "href" and not (value or "").startswith(("../", "#")):
                self.found.append(f"a {value}")
            if name.startswith("on") or name == "style" or "javascript:" in (value or ""):
                self.found.append(f"{tag} {name}={value}")


def active_parts(html: str) -> list[str]:
    """Ce qui pourrait agir dans `html`, texte et attributs inertes exclus."""
    inspector = Inspector()
    inspector.feed(html)
    return inspector.found


OBJET = re.compile(
    r"\b(?:nan|inf|None|Traceback)\b|(?:Typed|TroisPoints|Inputs|Offre\w*|Resultat|Value|Sortie\w*|Figure|Reason)\("
)
"""Ce qu'un objet écrit par mégarde laisserait lire ; un nom saisi, tiré au hasard, peut avoir une parenthèse."""

SEUL = re.compile(r"</button>(?:</\w+>)*[\s\u00a0\u202f]?[.,…;:!?)»]")
"""Une ponctuation que rien ne retient contre le bouton qu'elle suit : seule, elle passerait à la ligne."""


def check_result(tool: str, inputs: Any) -> None:
    """Un résultat se lit et se vérifie : HTML sans reste, chaque chiffre ouvre un calcul présent, JSON fini."""
    answer = get_tool(tool).answer(inputs)
    html = bridge.summary_html(answer) + bridge.details_html(answer)
    text = re.sub(r"<[^>]+>", " ", html)
    assert not OBJET.search(text), "un objet Python, et non des mots"
    assert not SEUL.search(html), "une ponctuation seule en tête de ligne"
    assert '<div class="verdict"' in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'popovertarget="([^"]+)"', html)) <= set(ids)
    assert active_parts(html) == []
    data = json.loads(json.dumps(answer.data, allow_nan=False))
    assert (data["outil"], data["version"]) == (tool, answer.tool.version)
    assert parse(type(inputs), data["entrees"]).inputs == inputs
    assert all(isinstance(n, int | float) and not isinstance(n, bool) for n in answer.headline)


@each_tool
def test_every_preset_is_answered(tool: str) -> None:
    """Chaque situation type, et le défaut, reçoit une réponse entière ; deux calculs donnent la même."""
    cls = inputs_class(tool)
    for inputs in [cls(), *preset_inputs(cls).values()]:
        check_result(tool, inputs)
        assert bridge.summary_html(get_tool(tool).answer(inputs)) == bridge.summary_html(get_tool(tool).answer(inputs))


@each_tool
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_situation_is_answered(tool: str, data: st.DataObject) -> None:
    """Toute situation valide reçoit une réponse ; JSON, formulaire et lien la rendent telle quelle."""
    cls = inputs_class(tool)
    parsed = parse(cls, data.draw(situations(cls)))
    assert parsed.errors == {}
    inputs = parsed.inputs
    assert parse(cls, to_json(inputs)).inputs == inputs
    assert parse(cls, unflatten(flatten(inputs))).inputs == inputs
    check_result(tool, inputs)
    charge = payload(get_tool(tool).answer(inputs), TODAY)
    assert set(charge) <= ALPHABET
    assert open_record(tool, charge).inputs == inputs


@each_tool
def test_out_of_bounds_names_its_field(tool: str) -> None:
    """Hors des bornes, vide ou texte : une phrase qui nomme le champ, attachée à lui."""
    cls = inputs_class(tool)
    for key, spec in fields_of(cls).items():
        if not isinstance(spec, Numeric):
            continue
        for bad in (spec.max + 1, spec.min - 1, "", "abc", "1e999", None, [], {}):
            errors = parse(cls, {key: bad}).errors
            assert len(errors) == 1, (key, bad)
            name, sentence = next(iter(errors.items()))
            assert name.startswith(key)
            assert sentence.startswith(spec.label)
        if isinstance(spec, Integer):
            assert parse(cls, {key: spec.min + 0.5}).errors


@each_tool
def test_command_line(tool: str) -> None:
    """Une situation rend son résultat ; une situation fautive, le statut 2, une ligne par champ, et rien d'autre."""
    done = run_cli(tool, "{}")
    assert done.returncode == 0
    assert json.loads(done.stdout)["version"]

    key = next(k for k, spec in fields_of(inputs_class(tool)).items() if not isinstance(spec, Rows | Marks))
    refused = run_cli(tool, json.dumps({key: [], "inconnue": 1, "__proto__": {}}))
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert len(refused.stderr.splitlines()) == 3
    assert "Traceback" not in refused.stderr
    assert run_cli(tool, "{").returncode == 2
