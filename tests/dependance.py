"""Ce que les tests de la dépendance partagent : situations types, questions, réponses tirées, phrases."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from tools.dependance import model, view
from tools.dependance.inputs import Inputs
from tools.dependance.questions import QUESTIONS
from tools.dependance.view.board import RECU
from tools.dependance.view.details import details
from tools.dependance.view.verdict import verdict
from tools.kit.declare import flatten, preset_inputs
from tools.kit.link.received import choose, fill
from tools.kit.write import Place, Setting, block_markdown

from tests.words import plain

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


def verdict_of(inputs: Inputs) -> str:
    """La phrase du verdict."""
    return plain(verdict(model.compute(inputs)))


def received_of(inputs: Inputs) -> str:
    """La phrase peinte d'un lien reçu, avant Python."""
    numbers = view.headline(model.compute(inputs))
    return plain(fill(choose(RECU, numbers), numbers, {key: str(v) for key, v in flatten(inputs).items()}))


def details_of(inputs: Inputs) -> str:
    """Tout ce que disent les détails, calculs compris."""
    found = details(inputs, model.compute(inputs))
    blocks = [block for section in found.sections for block in section.blocks]
    shown = [block_markdown(block, Setting(Place.FILE)) for block in blocks]
    return plain(" ".join([*shown, *(line for formula in found.formulas for line in formula.steps)]))
