"""Le site que construit Zensical (adr/0024), servi avec les mêmes en-têtes : calculs, liens, recherche, navigation."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.kit.tool import names

from scripts.paths import ZENSICAL
from scripts.serve import Handler
from tests.conftest import QuietServer
from tests.e2e.test_accessibility import violations
from tests.e2e.test_search import ASKED, missed, search_script
from tests.pages import LONG, computed

WANTED = 0.9
"""Avec Material, 95 % : le moteur de Zensical veut tous les mots dans un même passage, et ne pèse pas les pages."""
ASK = """
async ([script, queries]) => {
  const index = await (await fetch("search.json")).json();
  const worker = new Worker(script);
  const [SETUP, READY, QUERY] = [0, 1, 2];
  const send = (type, data) => new Promise((resolve) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.postMessage({ type, data });
  });
  const filter = { input: { type: "operator", data: { operator: "and", operands: [] } }, aggregation: { input: [] } };
  const ready = await send(SETUP, index);
  if (ready.type !== READY) throw new Error("l'index n'est pas prêt");
  const answers = [];
  for (const input of queries) answers.push((await send(QUERY, { input, filter })).data.items);
  return answers.map((items) => items.map(({ id }) => index.items[id].location));
}
"""


class ZensicalHandler(Handler):
    """Le même serveur, sur l'autre site."""

    site = ZENSICAL


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """L'adresse du site de Zensical, sur un port libre."""
    assert (ZENSICAL / "index.html").is_file(), "le site de Zensical se construit par `make zensical`"
    server = QuietServer(("127.0.0.1", 0), ZensicalHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize("tool", names())
def test_a_shared_answer_opens_elsewhere(tool: str, page: Page, browser: Browser, origin: str) -> None:
    """Une situation type se calcule ; son lien, dans un profil neuf, se peint, se recalcule et dit la même chose."""
    page.goto(f"{origin}/tools/{tool}/")
    before = page.locator(".verdict").inner_text()
    page.locator("[data-preset]").nth(1).click()
    expect(page.locator(".verdict")).not_to_have_text(before, timeout=LONG)
    shown = computed(page)
    page.locator("[data-copier]").click()
    expect(page.locator("[data-lien]")).to_be_visible()

    context = browser.new_context()
    other = context.new_page()
    other.goto(page.url)
    expect(other.locator("[data-recu-phrase]")).not_to_be_empty()
    expect(other.locator("[data-recu-suite]")).to_contain_text("identique", timeout=LONG)
    assert computed(other) == shown
    context.close()


def test_instant_navigation_wakes_the_tool(page: Page, origin: str) -> None:
    """D'une page de lecture à une situation d'un calculateur, puis retour : le document reste, le calcul part."""
    page.goto(f"{origin}/erreurs/dependance-excessive/")
    page.evaluate("() => { window.memeDocument = true; }")
    with page.expect_response("**/sitemap.xml"):  # le thème, venu au premier geste, y lit les pages du site
        page.locator("h1").click()
    page.locator(".md-content a[href*='tools/dependance/#']").first.click()
    expect(page.locator("[data-recu-suite]")).to_contain_text("identique", timeout=LONG)
    computed(page)
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Ne rien garder chez soi")
    assert page.evaluate("() => window.memeDocument === true")


def _open_search(page: Page, origin: str) -> None:
    page.goto(f"{origin}/")
    page.locator(".md-search__button").click()  # avant le thème : il vient, et le clic est rejoué
    expect(page.locator("dialog[open] input")).to_be_focused()


def test_search_opens_from_the_keyboard(page: Page, origin: str) -> None:
    """Ctrl+K, que le bouton annonce, ouvre la recherche, avant le thème comme après lui."""
    page.goto(f"{origin}/")
    for _ in range(2):
        page.keyboard.press("Control+k")
        expect(page.locator("dialog[open] input")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)


def test_search_finds_a_page(page: Page, origin: str) -> None:
    """Une recherche tapée montre ses résultats, sans les mots cachés, et le premier mène à la page."""
    index: list[str] = []
    page.on("request", lambda request: index.append(request.url) if request.url.endswith("/search.json") else None)
    page.goto(f"{origin}/erreurs/gouvernance-negligee/")
    page.mouse.wheel(0, 900)
    page.wait_for_load_state("networkidle")
    assert index == []  # l'index n'est pas demandé avant qu'on s'approche de la recherche
    _open_search(page, origin)
    page.keyboard.type("verrouillages")
    first = page.locator("dialog a[role=option]").first
    expect(first).to_contain_text("Ne rien garder chez soi")
    assert "verrouillages" not in first.inner_text()
    first.click()
    expect(page.locator("h1")).to_contain_text("Ne rien garder chez soi")
    assert urlsplit(page.url).path.startswith("/erreurs/dependance-excessive/")
    assert len(index) == 1


def test_queries_find_their_page(browser: Browser, origin: str) -> None:
    """Les mêmes demandes que pour le site publié : neuf sur dix trouvent leur page parmi les trois premières."""
    page = browser.new_page()
    page.goto(f"{origin}/")
    answers = page.evaluate(ASK, [search_script(ZENSICAL), [query for query, _ in ASKED]])
    page.close()
    assert len(missed(answers)) <= len(ASKED) * (1 - WANTED), missed(answers)


@pytest.mark.xfail(strict=True, reason="Zensical 0.0.73 n'a pas traduit la fenêtre de sa recherche (adr/0024)")
def test_search_speaks_french(page: Page, origin: str) -> None:
    """Ce qui manque pour passer : le jour où cet essai réussit, il échoue ici, et l'adr se relit."""
    _open_search(page, origin)
    assert page.locator("dialog[open]").get_attribute("aria-label") == "Recherche"


@pytest.mark.xfail(strict=True, reason="Zensical 0.0.73 : contraste du chemin, nom d'un résultat (adr/0024)")
def test_search_is_accessible(browser: Browser, origin: str) -> None:
    """Ce qui manque aussi : la fenêtre ouverte, avec ses résultats, sans violation."""
    page = browser.new_page(bypass_csp=True)
    _open_search(page, origin)
    page.keyboard.type("verrouillages")
    page.locator("dialog a[role=option]").first.wait_for()
    found = violations(page)
    page.close()
    assert found == []
