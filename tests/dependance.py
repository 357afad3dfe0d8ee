"""Ce que les tests de la dépendance partagent : situations types, questions, réponses tirées."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from tools.dependance.inputs import Inputs
from tools.dependance.questions import QUESTIONS
from tools.kit.declare import preset_inputs

CLS: Any = Inputs
PRESETS = preset_inputs(CLS)
KEYS = list(QUESTIONS)
answers_strategy = st.lists(st.sampled_from([0, 1, 2, 3, "nsp"]), min_size=24, max_size=24)


def situation(answers: list[Any], **more: Any) -> Inputs:
    """Une situation complète à partir de vingt-quatre réponses."""
    return Inputs(**dict(zip(KEYS, answers, strict=True)), **more)


def every(answer: Any, **more: Any) -> Inputs:
    """La même réponse partout."""
    return situation([answer] * len(KEYS), **more)
