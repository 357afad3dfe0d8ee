"""Garder le site hors ligne : à la demande, une version à la fois, jusqu'à l'arrêt ; dans un vrai navigateur."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from tools.kit import bridge
from tools.kit.link import open_record, payload
from tools.kit.tool import get_tool

from scripts.after.offline import write_offline
from tests.hosts import Host
from tests.pages import LONG, computed

TOOL = get_tool("couts")
LINK = payload(TOOL.answer(TOOL.inputs(postes=41)), bridge.EPOCH)
KEPT = "Gardé sur cet appareil"
NAMES = "async () => (await caches.keys()).filter((name) => name.startsWith('hors-ligne-'))"


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """Un hôte à soi."""
    made = Host(tmp_path / "site")
    yield made
    made.unplug()


@contextmanager
def visitor(browser: Browser) -> Generator[BrowserContext]:
    """Un profil neuf."""
    context = browser.new_context()
    try:
        yield context
    finally:
        context.close()


def keep(page: Page, host: Host) -> None:
    """Demande de garder le site, sur un calculateur, une fois la réponse donnée."""
    page.goto(f"{host.address}tools/couts/#{LINK}")
    part = page.locator("[data-hors-ligne]")
    expect(part).to_be_hidden()
    assert page.evaluate(NAMES) == []
    computed(page)
    page.locator("summary", has_text="Enregistrer, rouvrir").click()
    part.get_by_role("button", name="Garder ce site hors ligne").click()
    expect(page.locator("[data-hors-ligne-etat]")).to_contain_text(KEPT, timeout=2 * LONG)


def eventually(page: Page, script: str, expected: object) -> None:
    """Attend que la page dise cela ; elle peut se recharger entre deux questions."""
    said: object = None
    for _ in range(300):
        try:
            said = page.evaluate(script)
        except Error as error:
            if "navigation" not in str(error):
                raise
        if said == expected:
            return
        page.wait_for_timeout(50)
    assert said == expected


def test_a_kept_site_opens_a_received_link_without_network(browser: Browser, host: Host) -> None:
    """Gardé, puis débranché : un lien reçu se peint et se recalcule, la recherche trouve, une page s'ouvre."""
    with visitor(browser) as context:
        page = context.new_page()
        keep(page, host)
        host.unplug()
        fresh = context.new_page()
        fresh.goto(f"{host.address}tools/couts/#{LINK}")
        expect(fresh.locator("[data-recu-phrase]")).to_contain_text(open_record("couts", LINK).sent.raw)
        computed(fresh)
        expect(fresh.locator("[data-lien-recu]")).to_have_attribute("data-lien-recu", "verifie", timeout=LONG)
        fresh.goto(f"{host.address}agir/urgence")  # sans barre finale, comme on la tape
        expect(fresh.locator("h1")).to_be_visible()
        assert fresh.url.endswith("/agir/urgence/")
        fresh.locator(".md-search__input").click()
        fresh.locator(".md-search__input").fill("réversibilité")
        expect(fresh.locator(".md-search-result__link").first).to_be_visible()
        reply = fresh.goto(f"{host.address}n-existe-pas/")
        assert reply
        assert reply.status == 404
        expect(fresh.locator("h1")).to_be_visible()
        host.plug()


def test_a_release_is_taken_whole_and_only_when_asked(browser: Browser, host: Host) -> None:
    """Une version nouvelle attend ; prise, elle remplace l'autre sur toutes les pages, et l'ancienne est effacée."""
    with visitor(browser) as context:
        page = context.new_page()
        keep(page, host)
        page.goto(host.address)
        old = page.locator("h1").inner_text()
        (before,) = page.evaluate(NAMES)
        host.release()
        other = context.new_page()
        other.goto(f"{host.address}tools/couts/")
        other.locator("[name=postes]").fill("37")
        computed(other)
        page.bring_to_front()  # d'un onglet caché, le navigateur ne fait rien au repos
        page.reload()
        take = page.get_by_role("button", name="Prendre la nouvelle version")
        expect(take).to_be_visible(timeout=2 * LONG)
        assert page.locator("h1").inner_text() == old  # rien n'a changé sans qu'on le demande
        take.click()
        expect(page.locator("h1")).to_contain_text("(deux)")
        (after,) = page.evaluate(NAMES)
        assert after != before
        expect(other.locator("[name=postes]")).to_have_value("37")  # rechargée, ses valeurs y sont
        computed(other)
        host.unplug()
        page.reload()
        expect(page.locator("h1")).to_contain_text("(deux)")
        host.plug()


def test_a_site_and_its_list_that_disagree_are_not_kept(browser: Browser, host: Host) -> None:
    """Une livraison à moitié faite : un fichier n'est pas celui de la liste, rien n'est gardé, et la page le dit."""
    index = host.folder / "index.html"
    index.write_text(index.read_text(encoding="utf-8") + "<!-- d'une autre version -->", encoding="utf-8")
    with visitor(browser) as context:
        page = context.new_page()
        page.goto(f"{host.address}tools/couts/")
        page.locator("[name=postes]").fill("37")
        computed(page)
        page.locator("summary", has_text="Enregistrer, rouvrir").click()
        page.get_by_role("button", name="Garder ce site hors ligne").click()
        expect(page.locator("[data-hors-ligne-etat]")).to_contain_text("Rien n’a été gardé", timeout=2 * LONG)
        assert page.evaluate(NAMES) == []


def test_a_reader_or_the_publisher_can_stop(browser: Browser, host: Host) -> None:
    """Le lecteur efface depuis « Vos données » ; l'arrêt publié efface chez tous et rend le site au réseau."""
    with visitor(browser) as context:
        page = context.new_page()
        keep(page, host)
        page.goto(f"{host.address}reperes/confidentialite/")
        page.get_by_role("button", name="Ne plus le garder").click()
        expect(page.locator("[data-hors-ligne-etat]")).to_contain_text("n’est plus gardé")
        assert page.evaluate(NAMES) == []
        keep(page, host)
        write_offline(host.folder, stop=True)
        page.goto(host.address)
        eventually(page, "async () => (await navigator.serviceWorker.getRegistrations()).length", 0)
        eventually(page, NAMES, [])
        page.goto(f"{host.address}tools/couts/")
        assert page.locator("[data-hors-ligne]").count() == 0
