"""Chaque « a + b = c » que la page montre est relu et refait, sur les situations types et sur des situations tirées."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from tools.kit.declare import Situation, parse, preset_inputs
from tools.kit.tool import AnyAnswer, get_tool, names
from tools.kit.write import to_text

from tests.conftest import GRAINE
from tests.equations import equations
from tests.situations import generate

DRAWN = 40


def _shown(answer: AnyAnswer) -> Iterator[tuple[str, bool]]:
    for formula in answer.details.formulas:
        for step in formula.steps:
            yield from equations(to_text(step))


def _situations(tool: str) -> list[Situation]:
    cls, rng = get_tool(tool).inputs, random.Random(GRAINE)
    drawn = [parse(cls, generate(cls, rng)).inputs for _ in range(DRAWN)]
    return [cls(), *preset_inputs(cls).values(), *drawn]


@pytest.mark.parametrize("tool", names())
def test_every_shown_equation_is_true(tool: str) -> None:
    """Aucune égalité fausse ; et l'on en lit : un calcul réécrit en mots ne passerait pas inaperçu."""
    read = 0
    for inputs in _situations(tool):
        found = list(_shown(get_tool(tool).answer(inputs)))
        assert [text for text, true in found if not true] == []
        read += len(found)
    assert read > DRAWN


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("(10 + 4 × 20 + 60)/6 = 25 h", [True]),
        ("(10 + 4 × 20 + 60)/6 = 26 h", [False]),
        ("128\u202f400 € ÷ 24 ÷ 50 = 107,00 €", [True]),
        ("100 × 4 à 7 ÷ 9 = 44,4 à 77,8", [True, True]),
        ("100 × 4 à 7 ÷ 9 = 44,4 à 66,7", [True, False]),
        ("12 ÷ 2\u202f000 = 0,6 %, soit dans moins de 1 cas sur 10", [True]),
        ("« A »\u00a0: 3 h − (5 € − 4 €) = 2 €", [True]),
        ("forfait + mise en place = total", []),
    ],
)
def test_the_oracle_sees(text: str, verdict: list[bool]) -> None:
    """Le lecteur d'égalités distingue le vrai du faux, et laisse les mots."""
    assert [true for _, true in equations(text)] == verdict
