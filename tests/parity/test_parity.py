"""CPython et Pyodide donnent le même résultat : situations types et situations tirées, pour chaque outil."""

from __future__ import annotations

import json
import math
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tools.kit import bridge
from tools.kit.declare import load_presets, parse
from tools.kit.tool import get_tool
from tools.kit.tool import names as tool_names

from scripts.paths import ROOT, SITE
from tests.conftest import GRAINE, WHOLE
from tests.situations import generate

GENERATED = 100 if WHOLE else 8
RELATIVE = 1e-12


def _situations(tool: str) -> list[dict[str, Any]]:
    cls = get_tool(tool).inputs
    rng = random.Random(GRAINE)
    presets = [preset.entrees for preset in load_presets(tool).values()]
    return [{"outil": tool, "entrees": e} for e in [{}, *presets, *(generate(cls, rng) for _ in range(GENERATED))]]


def _numbers(node: Any, path: str = "") -> list[tuple[str, float]]:
    if isinstance(node, dict):
        return [pair for key, value in node.items() for pair in _numbers(value, f"{path}.{key}")]
    if isinstance(node, list):
        return [pair for rank, value in enumerate(node) for pair in _numbers(value, f"{path}.{rank}")]
    return [(path, float(node))] if isinstance(node, int | float) and not isinstance(node, bool) else []


def _texts(node: Any) -> Any:
    """Tout sauf les nombres : forme, clés, textes, oui/non, nuls."""
    if isinstance(node, dict):
        return {key: _texts(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_texts(value) for value in node]
    return 0 if isinstance(node, int | float) and not isinstance(node, bool) else node


def _here(outil: str, entrees: dict[str, Any]) -> dict[str, Any]:
    """La réponse de CPython, de la même forme que celle de `run.mjs`."""
    tool = get_tool(outil)
    found = tool.answer(parse(tool.inputs, entrees).inputs)
    html = bridge.summary_html(found) + bridge.details_html(found)
    return {"json": json.loads(json.dumps(found.data)), "html": html}


@pytest.mark.corpus
@pytest.mark.parametrize("tool", tool_names())
def test_same_numbers_and_same_text(tool: str, tmp_path: Path) -> None:
    """Nombres égaux à 1e-12 du plus grand, textes égaux à la lettre ; Pyodide lit les archives que le site sert."""
    runtime = SITE / "assets" / "runtime"
    archives = [str(next(runtime.glob(f"{name}-*.zip"))) for name in ("coeur", "outils")]
    asked = _situations(tool)
    questions, replies = tmp_path / "situations.json", tmp_path / "reponses.json"
    questions.write_text(json.dumps(asked), encoding="utf-8")
    command = ["node", str(Path(__file__).with_name("run.mjs")), *archives, str(questions), str(replies)]
    with subprocess.Popen(command, cwd=ROOT) as node:
        ours = [_here(**situation) for situation in asked]  # pendant que Pyodide calcule de son côté
        assert node.wait() == 0
    theirs = json.loads(replies.read_text(encoding="utf-8"))
    assert len(theirs) > GENERATED
    for here, there in zip(ours, theirs, strict=True):
        assert _texts(there["json"]) == _texts(here["json"])
        numbers = _numbers(here["json"])
        largest = max(abs(value) for _, value in numbers)
        for (name, a), (_, b) in zip(numbers, _numbers(there["json"]), strict=True):
            assert math.isclose(a, b, rel_tol=RELATIVE, abs_tol=RELATIVE * largest), (name, a, b)
        assert there["html"] == here["html"]
