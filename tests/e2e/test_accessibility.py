"""Accessibilité mesurable de toutes les pages : axe sans violation, aucun débordement à 320 px."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.kit.declare import preset_inputs
from tools.kit.link import payload
from tools.kit.tool import get_tool

from scripts.paths import ROOT, SITE

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
PAGES = sorted(p.relative_to(SITE).as_posix().removesuffix("index.html") for p in SITE.rglob("*.html"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_axe_violation(path: str, scheme: str, browser: Browser, origin: str) -> None:
    """Chaque page, dans les deux thèmes : aucune violation, aucune erreur de console."""
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{origin}/{path}")
    check(page)
    context.close()


def check(page: Page) -> None:
    """Aucune violation d'axe dans l'état présent de la page."""
    page.evaluate(AXE)
    options = {"runOnly": {"type": "tag", "values": TAGS}}
    result = page.evaluate("options => axe.run(document, options)", options)
    assert len(result["passes"]) > 15
    found = result["violations"]
    assert [(v["id"], [n["html"][:160] for n in v["nodes"]][:4]) for v in found] == []


LINKS = [
    payload(get_tool("couts").answer(inputs), date(2026, 11, 23))
    for inputs in list(preset_inputs(get_tool("couts").inputs).values())[1:3]
]


def _received(page: Page, origin: str) -> None:
    page.goto(f"{origin}/tools/couts/#{LINKS[0]}")
    expect(page.locator("[data-recu-suite]")).to_contain_text("identique", timeout=30_000)
    expect(page.locator(".conseil-lien")).to_contain_text("#1.", timeout=30_000)


def _shared(page: Page, origin: str) -> None:
    _received(page, origin)
    page.locator("form [data-partager]").click()
    expect(page.locator("[data-partage]")).to_be_visible(timeout=30_000)


def _board(page: Page, origin: str) -> None:
    _received(page, origin)
    page.locator("form [data-voir-conseil]").click()
    expect(page.locator(".conseil")).to_be_visible()


def _compared(page: Page, origin: str) -> None:
    page.goto(f"{origin}/comparer/#deux.{LINKS[0]}.{LINKS[1]}")
    expect(page.locator("[data-zone=desaccord]")).to_contain_text("saisies diffèrent", timeout=30_000)


def _gathered(page: Page, origin: str) -> None:
    page.goto(f"{origin}/dossier/")
    page.locator("[data-dossier-page] textarea").fill(LINKS[0])
    page.locator("[data-dossier-page] [type=submit]").click()
    expect(page.locator(".dossier-partie")).to_have_count(1, timeout=30_000)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", [_received, _shared, _board, _compared, _gathered])
def test_states_are_accessible(
    state: Callable[[Page, str], None], scheme: str, width: int, browser: Browser, origin: str
) -> None:
    """Lien reçu, partage, page du conseil, comparaison et dossier : aucune violation, aucun débordement."""
    viewport = {"width": width, "height": 900}
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport=viewport)
    page = context.new_page()
    state(page, origin)
    check(page)
    overflow = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    assert page.evaluate(overflow) <= 0
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_fits_a_narrow_screen(path: str, browser: Browser, origin: str) -> None:
    """À 320 px de large, et à 200 % de taille de texte : rien ne déborde de la page, aucune violation d'axe."""
    context = browser.new_context(viewport={"width": 320, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{origin}/{path}")
    check(page)
    overflow = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    assert page.evaluate(overflow) <= 0
    page.set_viewport_size({"width": 640, "height": 800})
    page.add_style_tag(content="html { font-size: 250% !important; }")
    assert page.evaluate(overflow) <= 0
    context.close()
