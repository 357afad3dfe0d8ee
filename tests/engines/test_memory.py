"""L'instantané : remis en place mot pour mot, les mêmes réponses qu'un démarrage ordinaire, écarté au moindre doute."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tools.kit import bridge
from tools.kit.declare import flatten, preset_inputs
from tools.kit.tool import get_tool
from tools.kit.tool import names as tool_names

from tests.engines.bench import bench, check, output, published
from tests.engines.drivers import window
from tests.pages import engine_of

LINKS = published()[::40]
MEMORY = "**/runtime/instantane-*"


def _same(found: dict[str, Any]) -> None:
    assert "erreur" not in found, found
    assert found["tas"] == found["attendu"]
    assert found["python"] == found["page"]


@pytest.mark.parametrize(("locale", "zone"), [("fr-FR", "Europe/Paris"), ("zh-Hant-TW", "Asia/Tokyo")])
def test_heap_is_the_written_one(browser: Browser, locale: str, zone: str) -> None:
    """Ni la langue ni le fuseau du navigateur ne s'y mêlent ; l'heure est la sienne."""
    context = browser.new_context(locale=locale, timezone_id=zone)
    page = context.new_page()
    with bench("rien.json", [], page="memoire.html") as address:
        page.goto(address)
        expect(page).to_have_title("fini", timeout=60_000)
        _same(json.loads(page.locator("#sortie-banc").inner_text()))
    context.close()


@pytest.mark.moteurs
def test_heap_is_the_written_one_in_firefox() -> None:
    """Et dans Firefox."""
    with bench("rien.json", [], page="memoire.html") as address, window("firefox") as driver:
        _same(output(driver, address))


BROKEN = {
    "absent": lambda route: route.fulfill(status=404),
    "coupé": lambda route: route.fulfill(body=b"\x57\x1a\0\0" + bytes(60)),
    "étranger": lambda route: route.fulfill(body=b"<!doctype html>" + bytes(65)),
    "refusé": lambda route: route.abort(),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_doubtful_one_is_dropped(browser: Browser, fault: str) -> None:
    """Absent, coupé, d'autre chose : Python démarre comme d'ordinaire, et donne les mêmes réponses."""
    context = browser.new_context()
    page: Page = context.new_page()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        BROKEN[fault](route)

    context.route(MEMORY, answer)
    with bench("liens.json", LINKS) as address:
        page.goto(address)
        expect(page).to_have_title("fini", timeout=120_000)
        check(json.loads(page.locator("#sortie-banc").inner_text()), LINKS)
    context.close()
    assert asked


ASK = """
async ([engine, questions]) => {
  const { ask } = await import(engine);
  const replies = [];
  for (const question of questions) replies.push(await ask(question, 60000));
  return replies;
}
"""


def _questions(tool: str, inputs: Any) -> list[dict[str, Any]]:
    form = {"outil": tool, "champs": flatten(inputs), "adresse": "https://a/"}
    asked = [{"action": action, **form} for action in ("chiffres", "details", "conseil")]
    asked += [{"action": "exporter", "sorte": sort, **form} for sort in ("csv", "json", "markdown")]
    if get_tool(tool).has_workbook:  # la bibliothèque complète vient alors à la place de l'archive vide
        asked += [{"action": "exporter", "sorte": "classeur", **form}]
    return [*asked, {"action": "partager", **form}, {"action": "lire", "outil": tool, "texte": "{}"}]


@pytest.mark.parametrize("tool", tool_names())
def test_every_question_is_answered_from_a_snapshot_twice(tool: str, page: Page, origin: str) -> None:
    """Chaque geste, deux fois, depuis un instantané : les mêmes réponses qu'ici ; l'archive vide n'y manque à rien."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{origin}/tools/{tool}/")
    inputs = [get_tool(tool).inputs(), *preset_inputs(get_tool(tool).inputs).values()][:2]
    questions = [question for situation in inputs for question in _questions(tool, situation)]
    replies = page.evaluate(ASK, [engine_of(page), questions * 2])
    assert any("/instantane-" in url for url in asked)
    for question, reply in zip(questions * 2, replies, strict=True):
        assert reply["ok"], (question["action"], question.get("sorte"), reply)
        if question["action"] in {"chiffres", "details", "conseil"}:
            assert reply == json.loads(bridge.answer(json.dumps(question)))
