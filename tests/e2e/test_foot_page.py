"""Sur un téléphone, la réponse est toujours à portée : la barre du pied, et ce qui amène la réponse en vue."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.kit.tool import names

from tests.pages import LONG, computed

VISIBLE = "element => { const b = element.getBoundingClientRect(); return b.top >= 0 && b.top < innerHeight - 60; }"
HIDDEN_BY_BAR = """
() => {
  const bar = document.querySelector("[data-pied]").getBoundingClientRect();
  if (document.activeElement.closest("[data-pied]")) return false;
  const field = document.activeElement.getBoundingClientRect();
  return field.height < 200 && field.bottom > bar.top && field.top < bar.bottom;
}
"""


@pytest.fixture(params=[(360, 640), (320, 568)], ids=["360", "320"])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Un téléphone neuf."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("tool", names())
def test_verdict_stays_in_sight_on_a_phone(phone: Page, origin: str, tool: str) -> None:
    """Une situation type amène la réponse en vue ; de retour aux questions, le verdict bouge dans la barre."""
    phone.goto(f"{origin}/tools/{tool}/")
    bar, verdict = phone.locator("[data-pied]"), phone.locator("[data-pied-verdict]")
    expect(bar).to_be_visible()
    phone.locator("[data-preset]").nth(1).click()
    computed(phone)
    expect(bar).to_have_attribute("data-pied", "questions", timeout=LONG)
    assert phone.locator(".verdict").evaluate(VISIBLE)
    assert verdict.inner_text() == phone.locator(".verdict").get_attribute("data-court")

    phone.locator("[data-vers-questions]").click()
    expect(bar).to_have_attribute("data-pied", "reponse")
    before = verdict.inner_text()
    place = phone.evaluate("() => scrollY")
    phone.evaluate("() => document.querySelector('form [data-annuler]').click()")
    expect(verdict).not_to_have_text(before, timeout=LONG)
    assert phone.evaluate("() => scrollY") == place  # seul un geste qui le demande déplace la page
    phone.locator("[data-vers-reponse]").click()
    assert phone.locator("[data-titre-reponse]").evaluate("element => element === document.activeElement")


@pytest.mark.parametrize("tool", names())
def test_the_bar_covers_no_focused_field(phone: Page, origin: str, tool: str) -> None:
    """Au clavier, champ après champ, la barre n'en cache aucun ; ses boutons ont de quoi être touchés."""
    phone.goto(f"{origin}/tools/{tool}/")
    phone.locator("[data-pret]").wait_for()
    phone.locator("[data-outil] form [name]:not([type=hidden])").first.focus()
    for _ in range(40):
        phone.keyboard.press("Tab")
        assert not phone.evaluate(HIDDEN_BY_BAR)
    box = phone.locator("[data-vers-reponse]").bounding_box()
    assert box
    assert box["height"] >= 44
    sizes = phone.evaluate(
        "() => [...document.querySelectorAll('form input[type=text], form select, form textarea')]"
        ".map((field) => parseFloat(getComputedStyle(field).fontSize))"
    )
    assert min(sizes) >= 16  # en dessous, iOS agrandit la page au premier toucher


def test_the_bar_is_for_small_screens(page: Page, origin: str) -> None:
    """Sur un grand écran la réponse est à côté : ni barre, ni défilement ; à l'impression non plus."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-preset]").nth(1).click()
    computed(page)
    expect(page.locator("[data-pied]")).to_be_hidden()
    assert page.evaluate("() => scrollY") == 0
    page.set_viewport_size({"width": 360, "height": 640})
    expect(page.locator("[data-pied]")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("[data-pied]")).to_be_hidden()
