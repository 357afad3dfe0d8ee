"""Les formes d'un lien, écrites pour le navigateur : tous ceux qui les lisent y reconnaissent les mêmes liens."""

from __future__ import annotations

import re

import pytest
from tools.kit.declare import preset_inputs
from tools.kit.link import payload
from tools.kit.tool import get_tool, names

from scripts.before.shapes import patterns
from scripts.paths import ASSETS
from tests.links import DAY

LINKS = [
    payload(get_tool(name).answer(inputs), DAY)
    for name in names()
    for inputs in preset_inputs(get_tool(name).inputs).values()
]


def head_patterns(name: str) -> list[re.Pattern[str]]:
    """Les motifs d'un script de tête, qui part avant tout module et ne peut en importer."""
    script = (ASSETS / "js" / "head" / f"{name}.js").read_text(encoding="utf-8")
    found = re.findall(r"/((?:\\.|[^/\\\n])+)/\.(?:test|exec)\(", script)
    return [re.compile(pattern) for pattern in found]


@pytest.mark.parametrize("link", LINKS)
def test_head_scripts_know_every_link(link: str) -> None:
    """Un lien, ou une comparaison de deux, retient l'exemple du site et se rétablit après une messagerie."""
    assert re.match(patterns()["PAYLOAD"], link)
    fragment, search = head_patterns("theme")
    (repaired,) = head_patterns("repair")
    for encoded in ("", "%23", "%2523"):
        assert fragment.search(f"#{encoded}{link}")
    for encoded in ("%23", "%2523"):
        assert search.search(f"?x={encoded}{link}")
    for shared in (link, f"deux.{link}.{link}"):
        for mark in ("%23", "%2523", "/"):
            found = repaired.search(f"/tools/couts{mark}{shared}")
            assert found
            assert found.groups() == ("/tools/couts", shared)
