"""La recherche trouve ce qu'un lecteur taperait : pluriels, accents, élisions, synonymes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from scripts.paths import SITE

QUERIES = tomllib.loads(Path(__file__).with_name("requetes.toml").read_text(encoding="utf-8"))
WANTED = 0.95
FIRST = 3
ASK = """
async ([script, queries]) => {
  const index = await (await fetch("search/search_index.json")).json();
  const worker = new Worker(script);
  const [SETUP, READY, QUERY] = [0, 1, 2];
  const send = (type, data) => new Promise((resolve) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.postMessage({ type, data });
  });
  const ready = await send(SETUP, { ...index, options: { suggest: false } });
  if (ready.type !== READY) throw new Error("l'index n'est pas prêt");
  const answers = [];
  for (const query of queries) answers.push((await send(QUERY, query)).data.items);
  return answers.map((items) => items.map((group) => group[0].location));
}
"""


ASKED = [(query, path) for path, entry in QUERIES.items() for query in entry["requetes"]]


def search_script(site: Path) -> str:
    """L'adresse de l'ouvrier de recherche du thème."""
    return next((site / "assets" / "javascripts" / "workers").glob("search*.js")).relative_to(site).as_posix()


def missed(answers: list[list[str]]) -> list[tuple[str, str, list[str]]]:
    """Les demandes dont la page n'est pas parmi les trois premières ; `answers` : les adresses, dans l'ordre."""
    assert len(answers) == len(ASKED) >= 100
    pages = [list(dict.fromkeys(place.split("#")[0] for place in found))[:FIRST] for found in answers]
    return [
        (query, path, found)
        for (query, path), found in zip(ASKED, pages, strict=True)
        if not {path, QUERIES[path].get("aussi", path)} & set(found)
    ]


def test_a_hundred_queries_find_their_page(browser: Browser, origin: str) -> None:
    """L'ouvrier de recherche, interrogé cent fois et plus : 95 % trouvent leur page parmi les trois premières."""
    page = browser.new_page()
    page.goto(f"{origin}/reperes/../")
    answers = page.evaluate(ASK, [search_script(SITE), [query for query, _ in ASKED]])
    page.close()
    assert len(missed(answers)) <= len(ASKED) * (1 - WANTED), missed(answers)


def test_search_in_the_page(page: Page, origin: str) -> None:
    """Une recherche tapée montre ses résultats, et le premier mène à la page."""
    page.goto(f"{origin}/")
    page.locator("[data-md-component=search-query]").click()
    page.locator("[data-md-component=search-query]").press_sequentially("tresoreries et dependances")
    first = page.locator(".md-search-result__item > a").first
    expect(first).to_have_attribute("href", re.compile(r"dependance"), timeout=15_000)


def test_index_waits_for_a_reader_who_searches(page: Page, origin: str) -> None:
    """L'index, plus lourd que la page, n'est pas demandé à l'arrivée ; il l'est quand on s'approche de la recherche."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.goto(f"{origin}/erreurs/dependance-excessive/")
    page.wait_for_load_state("networkidle")
    page.mouse.wheel(0, 900)
    page.wait_for_load_state("networkidle")
    assert "search_index.json" not in asked
    with page.expect_request("**/search_index.json"):
        page.locator("[data-md-component=search-query]").focus()
