"""Accessibilité mesurable de toutes les pages : axe sans violation, aucun débordement à 320 px."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

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
    page.evaluate(AXE)
    options = {"runOnly": {"type": "tag", "values": TAGS}}
    result = page.evaluate("options => axe.run(document, options)", options)
    context.close()
    assert len(result["passes"]) > 15
    found = result["violations"]
    assert [(v["id"], [n["html"][:160] for n in v["nodes"]][:4]) for v in found] == []


@pytest.mark.parametrize("path", PAGES)
def test_fits_a_narrow_screen(path: str, browser: Browser, origin: str) -> None:
    """À 320 px de large, et à 200 % de taille de texte, rien ne déborde de la page."""
    context = browser.new_context(viewport={"width": 320, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{origin}/{path}")
    overflow = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    assert page.evaluate(overflow) <= 0
    page.set_viewport_size({"width": 640, "height": 800})
    page.add_style_tag(content="html { font-size: 250% !important; }")
    assert page.evaluate(overflow) <= 0
    context.close()
