"""Ce qu'une page peut montrer d'un outil : ses situations types, et les exemples de `docs/erreurs/exemples.toml`.

Un exemple ne sert qu'à une page. Le menu de l'outil ne le propose pas, et nulle version publiée n'a à le garder.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from tools.kit.declare import Situation, load_presets, parse, preset_inputs
from tools.kit.tool import get_tool

from scripts.paths import DOCS

FILE = DOCS / "erreurs" / "exemples.toml"
TOOL = "couts"
"""L'outil que ces exemples emploient."""


def shown(tool: str) -> dict[str, tuple[str, Situation]]:
    """Ce qu'une page peut montrer de l'outil : nom → titre, entrées complètes."""
    titles = load_presets(tool)
    found = {key: (titles[key].titre, inputs) for key, inputs in preset_inputs(get_tool(tool).inputs).items()}
    return found | (_examples() if tool == TOOL else {})


@cache
def _examples() -> dict[str, tuple[str, Situation]]:
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    found = {}
    for key, example in raw.items():
        parsed = parse(get_tool(TOOL).inputs, _inputs(raw, example))
        if parsed.errors:
            raise ValueError(key, parsed.errors)
        found[key] = (example["titre"], parsed.inputs)
    return found


def _inputs(raw: dict[str, Any], example: dict[str, Any]) -> dict[str, Any]:
    """Les entrées d'un exemple ; « comme » reprend celles d'un autre, « sauf » dit ce que sa première offre change."""
    if "comme" not in example:
        found: dict[str, Any] = example["entrees"]
        return found
    first, *rest = raw[example["comme"]]["entrees"]["offres"]
    return {**raw[example["comme"]]["entrees"], "offres": [first | example["sauf"], *rest]}
