"""Les situations types d'un outil (`presets.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from tools.kit.declare.params import load_toml
from tools.kit.declare.parse import parse


@dataclass(frozen=True)
class Preset:
    """Une situation type, ouverte d'un clic : `entrees` a la forme du JSON de l'outil."""

    cle: str
    titre: str
    resume: str
    entrees: dict[str, Any]


@cache
def load_presets(tool: str) -> dict[str, Preset]:
    """Lit `presets.toml` de l'outil, dans l'ordre du fichier."""
    return {key: Preset(cle=key, **value) for key, value in load_toml(tool, "presets.toml").items()}


@cache
def preset_inputs(tool: str, cls: type) -> dict[str, Any]:
    """Les entrées complètes de chaque situation type de l'outil ; lève `ValueError` si l'une est invalide."""
    found = {}
    for key, preset in load_presets(tool).items():
        parsed = parse(cls, preset.entrees)
        if parsed.errors:
            raise ValueError(key, parsed.errors)
        found[key] = parsed.inputs
    return found
