"""Les textes de référence : tout ce qui est dit et dessiné, par situation type, relu dans la différence.

`make textes` les refait ; ce qui change se lit dans `git diff` avant d'être gardé.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tools.kit import french
from tools.kit import tool as kit_tool
from tools.kit.declare import Text, Typed, fields_of, flatten, lists_of, parse, preset_inputs, unflatten
from tools.kit.link import payload
from tools.kit.share import add_row, compare, disagreement_blocks
from tools.kit.tool import AnyAnswer, AnyTool, get_tool, names
from tools.kit.write import (
    blocks_markdown,
    board_markdown,
    details_markdown,
    figures_of,
    headed,
    to_text,
)

from scripts.paths import DOCS, ROOT

TEXTES = ROOT / "tests" / "textes"
DAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)  # ruff: ignore[pytest-fixture-autouse] — chaque texte de référence en a besoin
def _same_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Le jour du lecteur est fixe : une date dite par une réponse ne change pas d'un jour à l'autre.

    Tout outil est chargé avant, sans quoi son `today` resterait le vrai ; aucune réponse n'est reprise ni laissée.
    """
    for tool in names():
        get_tool(tool)
    kit_tool._answer.cache_clear()  # ruff: ignore[private-member-access] — le jour n'est pas de ce qui la distingue
    real = french.today  # gardé : le premier module remplacé est celui-là
    for name, module in list(sys.modules.items()):
        if name.startswith("tools.") and getattr(module, "today", None) is real:
            monkeypatch.setattr(module, "today", lambda: DAY)
    yield
    kit_tool._answer.cache_clear()  # ruff: ignore[private-member-access]


HOSTILE = "<b>*A* | [x](calcul:y) `c` & ]( {z} א</b>"


def hostile_inputs(tool: AnyTool) -> Any:
    """La première situation type où tout texte saisi est hostile, coupé à ce que son champ accepte."""
    base = next(iter(preset_inputs(tool.inputs).values()))
    fields = flatten(base)
    for spec in lists_of(tool.inputs).values():
        while sum(name.startswith(f"{spec.name}.") and name.endswith(f".{spec.key}") for name in fields) < 2:
            fields = add_row(spec, fields).champs
    for name in fields:
        if limit := text_limit(tool, name):
            rank = name.split(".")[1] if "." in name else ""
            fields[name] = f"{rank}{HOSTILE}"[:limit]
    return parse(tool.inputs, unflatten(fields)).inputs


def text_limit(tool: AnyTool, name: str) -> int:
    """La longueur permise au champ de ce nom, s'il est un texte saisi ; zéro sinon."""
    head, *rest = name.split(".")
    rows = lists_of(tool.inputs).get(head)
    spec = fields_of(rows.row)[rest[1]] if rows else fields_of(tool.inputs)[head]
    return spec.max_length if isinstance(spec, Text) else 0


def situations(tool: AnyTool) -> dict[str, Any]:
    """Nom → situation : les situations types, l'exemple s'il en diffère, et l'hostile."""
    return {"exemple": tool.inputs(), **preset_inputs(tool.inputs), "hostile": hostile_inputs(tool)}


def _indented(svg: str) -> str:
    """Un dessin, une balise par ligne : une différence s'y lit."""
    root = ET.fromstring(f"<g>{svg}</g>")
    ET.indent(root)
    return ET.tostring(root, encoding="unicode")


def _parts(answer: AnyAnswer, other: AnyAnswer) -> Iterator[str]:
    yield f"# {answer.tool.name}, modèle {answer.tool.version}"
    yield blocks_markdown(headed(answer).all_blocks)
    yield details_markdown(answer.details)
    sections = (block for section in answer.details.sections for block in section.blocks)
    for figure in figures_of([*answer.summary.all_blocks, *sections]):
        yield f"## Graphique {figure.key}\n\n```xml\n{_indented(figure.svg)}\n```"
    yield f"## En une ligne\n\n{answer.summary.short}"
    yield "## Page du conseil\n\n" + board_markdown(answer, DAY, "https://exemple.fr/tools/x/#lien")
    yield f"## Courriel\n\n{to_text(answer.board.question)}\n{to_text(answer.board.verdict)}"
    yield "## Chiffres cités\n\n" + "\n".join(f"- {key} : {text}" for key, text in answer.figures.items())
    found = compare(*(payload(one, DAY) for one in (answer, other)))
    yield "## Désaccord avec la suivante\n\n" + blocks_markdown(disagreement_blocks(found))


def written(tool: AnyTool, key: str) -> str:
    """Le texte de référence d'une situation."""
    known = situations(tool)
    following = list(known)[(list(known).index(key) + 1) % len(known)]
    return "\n\n".join(_parts(tool.answer(known[key]), tool.answer(known[following]))).rstrip() + "\n"


CASES = [
    (name, key)
    for name in names()
    for key in situations(get_tool(name))
    if (DOCS / "tools" / name / "versions.json").exists()  # un outil en chantier n'a pas encore de référence
]


@pytest.mark.parametrize(("name", "key"), CASES)
def test_text_is_the_reference(name: str, key: str) -> None:
    """Ce qui est dit et dessiné n'a pas changé ; sinon `make textes`, et relire la différence."""
    path: Path = TEXTES / f"{name}-{key}.md"
    text = written(get_tool(name), key)
    if os.environ.get("REFAIRE_TEXTES"):
        TEXTES.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"{path.name} manque : make textes"
    assert text == path.read_text(encoding="utf-8")


def test_no_reference_is_left_over() -> None:
    """Chaque texte gardé est celui d'une situation qui existe."""
    assert {path.stem for path in TEXTES.glob("*.md")} == {f"{name}-{key}" for name, key in CASES}


@pytest.mark.parametrize("name", names())
def test_renamed_rows_change_names_only(name: str) -> None:
    """Un nom n'a pas d'effet : la même situation, lignes renommées, dit les mêmes nombres."""
    tool = get_tool(name)
    base = tool.inputs()
    renamed = {
        key: tuple(replace(row, **{spec.key: Typed(f"Nom {rank}")}) for rank, row in enumerate(getattr(base, key)))
        for key, spec in lists_of(tool.inputs).items()
    }
    assert tool.answer(replace(base, **renamed)).headline == tool.answer(base).headline
