"""CPython et les trois moteurs donnent les mêmes chiffres, au dernier : le résultat complet de situations tirées."""

from __future__ import annotations

import difflib
import hashlib
import json
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

from tests.conftest import GRAINE
from tests.engines.bench import bench, output
from tests.engines.drivers import ENGINES, window
from tests.engines.test_chromium import read
from tests.situations import walk

DRAWN = 1_000 if os.environ.get("TOUT") else 20
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


def _same(asked: list[dict[str, Any]], found: dict[str, Any]) -> None:
    assert "erreur" not in found, found
    assert found["reponses"] == len(asked) == DRAWN
    if first := found["premiere"]:
        one = asked[first["rang"]]
        here, there = _here(one["outil"], one["champs"]).splitlines(), first["texte"].splitlines()
        lines = "\n".join(difflib.unified_diff(here, there, "CPython", "moteur", n=0, lineterm=""))
        pytest.fail(f"{found['autres']} résultats sur {DRAWN} diffèrent ; le premier :\n{one['champs']}\n{lines}")


@pytest.mark.corpus
@pytest.mark.parametrize("tool", tool_names())
def test_same_figures_in_chromium(tool: str, browser: Browser) -> None:
    """Chaque nombre du résultat, jusqu'au dernier chiffre, dans Chromium."""
    with bench(f"chiffres-{tool}.json", _asked(tool), page="chiffres.html") as address:
        _same(_asked(tool), read(browser, address))


@pytest.mark.moteurs
@pytest.mark.parametrize("tool", tool_names())
@pytest.mark.parametrize("engine", ENGINES[1:])
def test_same_figures_in_others(engine: str, tool: str) -> None:
    """Et dans les autres moteurs."""
    with (
        bench(f"chiffres-{tool}-{engine}.json", _asked(tool), page="chiffres.html") as address,
        window(engine) as driver,
    ):
        _same(_asked(tool), output(driver, address))


def test_a_last_digit_is_seen() -> None:
    """Un seul dernier chiffre changé se dit, avec la situation : la comparaison ne laisse rien passer."""
    tool = tool_names()[0]
    one = _asked(tool)[0]
    here = _here(tool, one["champs"])
    number = next(re.finditer(r"\d\.\d{9,}", here))
    other = f"{here[: number.end() - 1]}{(int(here[number.end() - 1]) + 1) % 10}{here[number.end() :]}"
    with pytest.raises(pytest.fail.Exception, match=re.escape(number.group())) as caught:
        _same(_asked(tool), {"reponses": DRAWN, "autres": 1, "premiere": {"rang": 0, "texte": other}})
    assert str(one["champs"]) in str(caught.value)
