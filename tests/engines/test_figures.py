"""CPython et les trois moteurs donnent les mêmes chiffres : le résultat complet de situations tirées.

Presque tous sont égaux au dernier chiffre. Les fonctions de la bibliothèque C (`pow`, `exp`, `log`, `erfc`) ne sont pas
les mêmes à l'unité de la dernière place : sur vingt mille tirages, elles diffèrent de 1 à 3 unités, de 1 à 1 378 fois.
Un résultat qui en dépend peut donc bouger à sa seizième décimale ; aucun mot, aucun choix ne doit en changer.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import math
import os
import random
import re
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser
from tools.kit import bridge
from tools.kit.declare import flatten, parse
from tools.kit.tool import get_tool
from tools.kit.tool import names as tool_names

from tests.conftest import GRAINE, WHOLE
from tests.engines.bench import bench, output
from tests.engines.drivers import ENGINES, window
from tests.engines.test_chromium import read
from tests.situations import walk

DRAWN = int(os.environ.get("SITUATIONS", "100" if WHOLE else "20"))
"""Par outil ; `SITUATIONS=1000 make test-engines` en tire mille."""
RELATIVE = 1e-12
"""La borne de la parité (tests/parity), très au-dessus de ce que la bibliothèque C peut changer."""
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
LINK = re.compile(r'^ {2}"lien": .*$', re.MULTILINE)


def _here(tool: str, fields: dict[str, str]) -> str:
    """La réponse de CPython à la question que `chiffres.js` pose."""
    question = {"outil": tool, "champs": fields, "action": "exporter", "sorte": "json"}
    return LINK.sub("", json.loads(bridge.answer(json.dumps(question)))["texte"], count=1)


@cache
def _asked(tool: str) -> list[dict[str, Any]]:
    """Des situations toutes différentes, et l'empreinte de leur résultat ; calculées une fois pour tous les moteurs."""
    cls = get_tool(tool).inputs
    fields = [dict(flatten(parse(cls, one).inputs)) for one in walk(cls, random.Random(GRAINE), DRAWN)]
    assert len({json.dumps(one) for one in fields}) == DRAWN
    return [
        {"outil": tool, "champs": one, "empreinte": hashlib.sha256(_here(tool, one).encode()).hexdigest()}
        for one in fields
    ]


def _close(here: str, there: str) -> bool:
    """Vrai si les mots sont les mêmes, et chaque nombre à `RELATIVE` près."""
    if NUMBER.split(here) != NUMBER.split(there):
        return False
    pairs = zip(NUMBER.findall(here), NUMBER.findall(there), strict=True)
    return all(math.isclose(float(one), float(two), rel_tol=RELATIVE) for one, two in pairs)


def _same(asked: list[dict[str, Any]], found: dict[str, Any]) -> None:
    assert "erreur" not in found, found
    assert found["reponses"] == len(asked) == DRAWN
    for other in found["autres"]:
        one = asked[other["rang"]]
        here, there = _here(one["outil"], one["champs"]), other["texte"]
        if not _close(here, there):
            lines = difflib.unified_diff(here.splitlines(), there.splitlines(), "CPython", "moteur", n=0, lineterm="")
            pytest.fail(
                f"{len(found['autres'])} résultats sur {DRAWN} diffèrent :\n{one['champs']}\n{chr(10).join(lines)}"
            )


@pytest.mark.corpus
@pytest.mark.parametrize("tool", tool_names())
def test_same_figures_in_chromium(tool: str, browser: Browser) -> None:
    """Chaque mot et chaque nombre du résultat, dans Chromium."""
    with bench(f"chiffres-{tool}.json", _asked(tool), page="chiffres.html") as address:
        _same(_asked(tool), read(browser, address))


@pytest.mark.moteurs
@pytest.mark.parametrize("tool", tool_names())
@pytest.mark.parametrize("engine", ENGINES[1:])
def test_same_figures_in_others(engine: str, tool: str) -> None:
    """Chaque mot et chaque nombre du résultat, dans Firefox et dans WebKitGTK."""
    with (
        bench(f"chiffres-{tool}-{engine}.json", _asked(tool), page="chiffres.html") as address,
        window(engine) as driver,
    ):
        _same(_asked(tool), output(driver, address))


def test_a_changed_figure_or_word_is_seen() -> None:
    """Un chiffre changé, ou un mot, se dit avec la situation ; la dernière unité d'un nombre à seize chiffres passe."""
    tool = tool_names()[0]
    one = _asked(tool)[0]
    here = _here(tool, one["champs"])
    number = next(re.finditer(r"\d+\.\d{9,}", here))
    for at, seen in ((number.start(), True), (number.start() + 8, True), (number.end() - 1, False)):
        digit = here[at] if here[at].isdigit() else here[at := at + 1]
        other = f"{here[:at]}{(int(digit) + 1) % 10}{here[at + 1 :]}"
        assert _close(here, other) is not seen
    changed = here.replace('"outil"', '"autil"')
    with pytest.raises(pytest.fail.Exception, match="autil") as caught:
        _same(_asked(tool), {"reponses": DRAWN, "autres": [{"rang": 0, "texte": changed}]})
    assert str(one["champs"]) in str(caught.value)
