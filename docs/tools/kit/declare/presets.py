"""Les situations types d'un outil, en entrées complètes."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from tools.kit.declare.params import load_presets, tool_of
from tools.kit.declare.parse import parse
from tools.kit.declare.situation import Situation

S = TypeVar("S", bound=Situation)


def preset_inputs(cls: type[S]) -> dict[str, S]:
    """Les entrées complètes de chaque situation type de l'outil ; lève `ValueError` si l'une est invalide."""
    return _parsed(cls)  # type: ignore[arg-type]  # une classe se hache


@cache
def _parsed(cls: type[S]) -> dict[str, S]:
    found = {}
    for key, preset in load_presets(tool_of(cls)).items():
        parsed = parse(cls, preset.entrees)
        if parsed.errors:
            raise ValueError(key, parsed.errors)
        found[key] = parsed.inputs
    return found
