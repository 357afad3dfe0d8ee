"""À 400 %, texte doublé, couleurs imposées, sans mouvement, sans script : rien ne se perd."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.kit.tool import names

from tests.conftest import WHOLE
from tests.e2e.test_accessibility import KINDS, OVERFLOW, PAGES
from tests.pages import LONG, computed

ZOOMED = {"width": 320, "height": 256}
"""1280 × 1024 à 400 % (WCAG 1.4.10)."""
WALKED = PAGES if WHOLE else KINDS
CUT = """() => {
  const places = ".md-content :is(button, label, legend, summary, h1, h2, h3), .md-header button, .pied button";
  return [...document.querySelectorAll(places)]
    .filter((one) => one.getClientRects().length && !one.closest(".hors-vue, .tableau"))
    .filter((one) => getComputedStyle(one).display !== "inline" && one.clientWidth > 0)
    .filter((one) => one.scrollWidth > one.clientWidth + 1)
    .map((one) => [one.className, one.textContent.trim().slice(0, 60), one.scrollWidth, one.clientWidth]);
}"""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
BARE = """() => [...document.querySelectorAll(".md-content :is(button, input, select, textarea)")]
  .filter((one) => one.getClientRects().length && one.type !== "hidden")
  .filter((one) => {
    const style = getComputedStyle(one);
    const edged = parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== "none";
    const native = ["checkbox", "radio", "file"].includes(one.type);
    const underlined = style.textDecorationLine.includes("underline");
    return !(edged || native || underlined || one.closest(".calcul, .plan, .erreurs"));
  })
  .map((one) => one.outerHTML.slice(0, 120))"""
MOVING = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  const longest = (times) => Math.max(...times.split(",").map(parseFloat));
  const moves = longest(style.transitionDuration) > 0 || longest(style.animationDuration) > 0;
  return moves || style.scrollBehavior === "smooth";
}).map((one) => one.className)"""


@pytest.fixture
def opened(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Une page ouverte avec les réglages du test."""
    settings: dict[str, Any] = request.param
    context = browser.new_context(**settings)
    yield context.new_page()
    context.close()


def arrived(page: Page, address: str) -> None:
    """Ouvre la page, formulaire rangé et réponse d'une situation type s'il y en a un."""
    page.goto(address)
    if page.locator("[data-outil]").count():
        page.locator("[data-pret]").wait_for()
        page.locator("[data-preset]").nth(1).click()
        computed(page)
        expect(page.locator("[data-outil] .conseil:not(.perime)")).to_be_attached(timeout=LONG)
        page.locator("details").evaluate_all("folds => folds.forEach((fold) => (fold.open = true))")


@pytest.mark.corpus
@pytest.mark.parametrize("opened", [{"viewport": ZOOMED, "bypass_csp": True}], indirect=True, ids=["400"])
@pytest.mark.parametrize("path", WALKED)
def test_nothing_is_lost_at_400_percent(path: str, opened: Page, origin: str) -> None:
    """La page ne défile que de haut en bas, ses commandes ne sont pas coupées, texte doublé compris."""
    arrived(opened, f"{origin}/{path}")
    assert opened.evaluate(OVERFLOW) <= 0
    assert opened.evaluate(CUT) == []
    opened.set_viewport_size({"width": 640, "height": 512})
    opened.add_style_tag(content="html { font-size: 250% !important; }")
    assert opened.evaluate(OVERFLOW) <= 0
    assert opened.evaluate(CUT) == []


@pytest.mark.corpus
@pytest.mark.parametrize(
    "opened", [{"viewport": {"width": 640, "height": 800}, "bypass_csp": True}], indirect=True, ids=[""]
)
@pytest.mark.parametrize("path", WALKED)
def test_text_can_be_spaced_out(path: str, opened: Page, origin: str) -> None:
    """Lignes, paragraphes, mots et lettres espacés par le lecteur (WCAG 1.4.12) : rien ne déborde, rien n'est coupé."""
    arrived(opened, f"{origin}/{path}")
    opened.add_style_tag(content=SPACED)
    assert opened.evaluate(OVERFLOW) <= 0
    assert opened.evaluate(CUT) == []


@pytest.mark.corpus
@pytest.mark.parametrize("opened", [{"forced_colors": "active"}], indirect=True, ids=["imposees"])
@pytest.mark.parametrize("path", WALKED)
def test_controls_show_in_forced_colours(path: str, opened: Page, origin: str) -> None:
    """Couleurs imposées : une commande garde un bord, un soulignement, ou sa forme ; le focus son contour."""
    arrived(opened, f"{origin}/{path}")
    assert opened.evaluate(BARE) == []
    opened.keyboard.press("Tab")
    assert opened.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("opened", [{"reduced_motion": "reduce"}], indirect=True, ids=["calme"])
@pytest.mark.parametrize("path", ["", "tools/couts/"])
def test_nothing_moves_when_asked(path: str, opened: Page, origin: str) -> None:
    """Qui demande moins de mouvement n'en a aucun."""
    arrived(opened, f"{origin}/{path}")
    assert opened.evaluate(MOVING) == []


@pytest.mark.parametrize(
    "opened",
    [{"java_script_enabled": False, "viewport": ZOOMED, "reduced_motion": "reduce"}],
    indirect=True,
    ids=["sans"],
)
@pytest.mark.parametrize("tool", names())
def test_guidance_and_example_without_script(tool: str, opened: Page, origin: str) -> None:
    """Sans script, à 400 % : les consignes, la réponse de l'exemple, et une phrase qui dit ce qui manque."""
    opened.goto(f"{origin}/tools/{tool}/")
    for part in ("noscript .mention", "h1", ".aide >> nth=0", ".verdict", "[data-zone=details] h3 >> nth=0"):
        expect(opened.locator(part)).to_be_visible()
    box = opened.locator("main").bounding_box()
    assert box
    assert box["width"] <= ZOOMED["width"]
    for _ in range(12):
        opened.keyboard.press("Tab")
    assert opened.locator(".md-sidebar--primary :focus").count() == 1
    shown = opened.locator(":focus").bounding_box()
    assert shown
    assert 0 <= shown["x"] < ZOOMED["width"], "le menu vient quand le clavier y entre"
