"""Les liens dans Chromium : publiés, hostiles, tirés au hasard ; les deux lecteurs sont d'accord."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.kit.link import LinkError, charges_in, open_record

from tests.conftest import GRAINE, WHOLE
from tests.engines.bench import bench, check, published
from tests.hostile import CORPUS, drawn, false_figures

DRAWN = 10_000 if WHOLE else 500
HOSTILE = json.loads(CORPUS.read_text(encoding="utf-8"))
VISITED = HOSTILE if WHOLE else random.Random(GRAINE).sample(HOSTILE, len(HOSTILE) // 5)
"""Tous avec TOUT=1 ; sinon un sur cinq, tirés à neuf chaque jour."""
PUBLISHED = published() if WHOLE else random.Random(GRAINE).sample(published(), 40)
"""Tous avec TOUT=1 ; sinon quarante, tirés à neuf chaque jour."""
SENTENCE = re.compile(r"^Ce lien |^Le contenu de ce lien ")
"""Un refus est une de nos phrases, pas le nom d'une exception."""


def read(browser: Browser, address: str) -> dict[str, Any]:
    """Ce que cette page du banc a trouvé dans Chromium."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    expect(page).to_have_title("fini", timeout=580_000)
    result: dict[str, Any] = json.loads(page.locator("#sortie-banc").inner_text())
    context.close()
    return result


@pytest.mark.corpus
def test_published_links(browser: Browser) -> None:
    """Les liens publiés, par la page et par Python : mêmes champs, même phrase, mêmes chiffres."""
    with bench("publies.json", PUBLISHED) as address:
        check(read(browser, address), PUBLISHED)


def test_false_figures_are_said_alike(browser: Browser) -> None:
    """Des chiffres qu'aucun outil n'annonce, un à un : la page et Python les mettent dans la même phrase."""
    links = list(false_figures(random.Random(GRAINE)))
    with bench("faux.json", links) as address:
        result = read(browser, address)
    assert "erreur" not in result, result
    for link, reply in zip(links, result["replies"], strict=True):
        said = open_record(link["outil"], link["charge"]).sent.raw
        assert reply["page"]["phrase"] == said, link
        assert "Infinity" not in said


@pytest.mark.corpus
def test_drawn_links_agree(browser: Browser) -> None:
    """Des liens gâtés par milliers, à neuf chaque jour : une phrase à chaque refus, les mêmes champs à l'ouverture."""
    links = [{"outil": tool, "charge": charge} for tool, charge in drawn(DRAWN, GRAINE)]
    with bench("tires.json", links, compact=True) as address:
        result = read(browser, address)
    assert "erreur" not in result, result
    assert (result["pollution"], result["x"]) == (0, None)
    opened = 0
    for link, (here, python, same, known, said, told) in zip(links, result["replies"], strict=True):
        assert known, (link, said)  # un refus de la page est toujours une phrase à nous
        assert here or said
        assert python or told
        assert not (here and python) or same, link
        assert here or not python, (link, said)  # la page ne refuse pas ce que Python accepte
        opened += python
    assert opened > DRAWN / 50


def test_hostile_corpus_in_python() -> None:
    """Cinq cents liens au moins, chacun refusé par une phrase, ou ouvert s'il n'est hostile qu'en mots."""
    assert len(HOSTILE) >= 500
    for one in HOSTILE:
        if one["refus"]:
            with pytest.raises(LinkError, match=r"[Ll]ien|liens|page"):
                open_record("couts", one["charge"])
        else:
            assert open_record("couts", one["charge"]).inputs


VISIT = """
async (charge) => {
  const root = document.querySelector("[data-outil]");
  const message = root.querySelector("[data-message]");
  const state = root.querySelector("[data-etat]");
  const counted = "script, iframe, object, embed, img, link, meta";
  const before = document.querySelectorAll(counted).length;
  message.textContent = "";
  message.hidden = true;
  root.querySelector("[data-recu-suite]").replaceChildren();
  const end = performance.now() + 30_000;
  location.hash = charge;
  const settled = () => (!message.hidden && message.textContent) || root.querySelector("[data-recu-suite] strong");
  while (!settled() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 4));
  return {
    phrase: message.textContent,
    champs: Object.fromEntries([...root.querySelectorAll("form [name]")].map((one) => [one.name, one.value])),
    elements: document.querySelectorAll(counted).length - before,
    pollution: Object.keys(Object.prototype).length,
    recu: root.dataset.lienRecu !== "aucun",
  };
}
"""


LATER = re.compile(r"favicon\.svg$|/part/offline-\w+\.js$|/runtime/instantane-")
"""Ce qu'une page demande d'elle-même, la réponse donnée, et qui ne dit rien d'un lien."""


@pytest.mark.corpus
def test_hostile_links_by_navigation(page: Page, origin: str) -> None:
    """Chaque lien hostile, dans la page : une phrase et la page par défaut ; rien de créé, rien de demandé."""
    page.goto(f"{origin}/tools/couts/")
    page.locator('[name="postes"]').fill("41")
    expect(page.locator("[data-etat]")).to_contain_text("Calculé dans", timeout=30_000)
    page.evaluate("() => sessionStorage.clear()")
    page.goto(f"{origin}/tools/couts/#1.zero")
    expect(page.locator('[name="postes"]')).to_have_value("40")
    default = page.evaluate(VISIT, "1.autre")["champs"]
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    for one in VISITED:
        seen = page.evaluate(VISIT, one["charge"])
        assert seen["elements"] == 0, one
        assert seen["pollution"] == 0, one
        if one["refus"] and charges_in(one["charge"]):  # un trait d'union en trop se répare : ouvert, ou refusé ensuite
            assert seen["recu"] != bool(seen["phrase"]), one
        elif one["refus"]:
            assert seen["phrase"], one
            assert seen["champs"] == default, one
            assert not seen["recu"], one
            assert SENTENCE.search(seen["phrase"]), (one, seen["phrase"])
        else:
            assert seen["recu"], one
            assert not seen["phrase"], one
    assert [url for url in requested if not LATER.search(url)] == []
