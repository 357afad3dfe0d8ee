"""Le site chez d'autres hébergeurs que le nôtre : sans en-têtes, sous un mauvais type, dans un sous-dossier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.elsewhere import build, copy_repository
from scripts.hosting import run, write
from scripts.paths import SITE
from scripts.serve import Handler
from tests.hosts import in_process, plain
from tests.outside import required, required_file
from tests.pages import settled

WRONG = "application/octet-stream"


class Mistaken(Handler):
    """Nos en-têtes, `nosniff` compris, et un type que le navigateur ne compile pas au fil de l'eau."""

    def send_header(self, keyword: str, value: str) -> None:
        """Le WebAssembly part sous le type d'un fichier quelconque."""
        super().send_header(keyword, WRONG if value == "application/wasm" else value)


@pytest.mark.parametrize("handler", [plain(SITE), plain(SITE, wasm=WRONG), Mistaken], ids=["nu", "nu-type", "type"])
def test_calculator_answers_anywhere(page: Page, handler: type[Handler]) -> None:
    """Sans aucun en-tête, ou le WebAssembly sous un mauvais type : le calculateur calcule."""
    with in_process(handler) as address:
        page.goto(f"{address}tools/couts/")
        page.locator('[name="postes"]').fill("51")
        settled(page, "51")
        page.goto("about:blank")  # ce que la page demande encore, l'hôte fermé, elle le dirait dans la console


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """L'adresse d'un site construit pour un sous-dossier et servi par nginx ; et où il est construit."""
    required("nginx")
    required_file(write.BROTLI)
    home, port = tmp_path_factory.mktemp("depot"), run.free_port()
    copy_repository(home)
    build(home, SITE_URL=f"http://127.0.0.1:{port}/projet/")
    with run.nginx(tmp_path_factory.mktemp("nginx"), home / "site", "/projet/", port) as address:
        yield address, home / "site"


@pytest.mark.longs
def test_calculator_and_navigation_below_a_folder(page: Page, below: tuple[str, Path]) -> None:
    """Sous `/projet/`, derrière nginx : le calculateur calcule, la navigation instantanée garde le document."""
    address, _ = below
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}tools/couts/")
    page.locator('[name="postes"]').fill("51")
    settled(page, "51")
    page.evaluate("() => { window.memeDocument = true; }")
    link = page.locator(".md-copyright a").first
    link.hover()  # le thème, qui navigue sans recharger, n'arrive que là
    page.wait_for_function("() => window.document$ !== undefined")
    link.click()
    expect(page.locator("h1")).to_contain_text("Comment les chiffres sont faits")
    page.go_back()
    settled(page, "51")
    assert page.evaluate("() => window.memeDocument === true")
    assert [url for url in asked if not url.startswith((address, "blob:", "data:"))] == []


@pytest.mark.longs
def test_unknown_address_below_a_folder(browser: Browser, below: tuple[str, Path]) -> None:
    """Sous `/projet/` : la page 404 est habillée et ramène à l'accueil ; un lien abîmé par une messagerie se répare."""
    address, _ = below
    page = browser.new_page()
    failed: list[str] = []
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.goto(f"{address}introuvable/page/")
    expect(page.locator("h1")).to_have_text("Cette page n’existe pas")
    assert failed == [f"{address}introuvable/page/"]
    page.get_by_role("link", name="Revenir à l’accueil").click()
    expect(page).to_have_url(address)
    page.goto(f"{address}tools/couts/%231.AAAAAAAA.00000000")
    expect(page).to_have_url(re.compile(rf"^{re.escape(address)}tools/couts/#"))
    expect(page.locator("[data-message]")).to_contain_text("incomplet")
    page.close()


@pytest.mark.longs
def test_written_addresses_are_below_the_folder(below: tuple[str, Path]) -> None:
    """Plan du site, fil, adresse canonique : tout ce qui s'écrit en entier nomme le sous-dossier."""
    address, site = below
    for name in ("sitemap.xml", "atom.xml"):
        written = re.findall(r"(?:<loc>|href=\")([^<\"]+)", (site / name).read_text(encoding="utf-8"))
        assert len(written) >= 20
        assert [url for url in written if not url.startswith(address)] == []
    page = (site / "tools" / "couts" / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{address}tools/couts/">' in page
