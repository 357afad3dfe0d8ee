"""La page de comparaison des coûts, dans un vrai Chromium, sous la politique stricte."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

DONE = "Calculé dans votre navigateur"


def _computed(page: Page) -> str:
    expect(page.locator("[data-etat]")).to_contain_text(DONE, timeout=30_000)
    return page.locator(".verdict").inner_text()


def test_answer_without_javascript(browser: Browser, origin: str) -> None:
    """Sans aucun script, la réponse de l'exemple est dans la page."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/tools/couts/")
    expect(page.locator(".verdict")).to_contain_text("est la moins chère")
    context.close()


def test_compute_error_link_and_new_profile(page: Page, browser: Browser, origin: str) -> None:
    """Saisir, se tromper, corriger, copier le lien : un autre profil voit les mêmes champs et les mêmes chiffres."""
    page.goto(f"{origin}/tools/couts/")
    field = page.locator('[name="postes"]')
    before = page.locator(".verdict").inner_text()
    field.fill("1 200")
    expect(page.locator(".verdict")).not_to_have_text(before, timeout=30_000)
    good = _computed(page)

    field.fill("abc")
    expect(page.locator('[id="e-postes"]')).to_contain_text("ce n'est pas un nombre")
    assert page.locator(".verdict").inner_text() == good
    assert field.input_value() == "abc"

    field.fill("55")
    expect(page.locator(".verdict")).not_to_have_text(good)
    shown = _computed(page)
    page.locator("[data-copier]").click()
    expect(page.locator("[data-lien]")).to_be_visible()
    url = page.url

    context = browser.new_context()
    other = context.new_page()
    other.goto(url)
    expect(other.locator('[name="postes"]')).to_have_value("55")
    assert _computed(other) == shown
    context.close()


def test_damaged_link_gives_default_page(page: Page, origin: str) -> None:
    """Un lien coupé : une phrase, et la page par défaut."""
    page.goto(f"{origin}/tools/couts/#1.AAAA.00000000")
    expect(page.locator("[data-message]")).to_contain_text("incomplet")
    expect(page.locator('[name="postes"]')).to_have_value("40")


def test_runaway_is_killed_and_restarted(page: Page, origin: str) -> None:
    """Un calcul qui dépasse sa limite est arrêté ; la suite se calcule, les valeurs sont gardées."""
    page.goto(f"{origin}/tools/couts/")
    tool = page.locator("[data-outil]")
    page.locator('[name="postes"]').fill("41")
    _computed(page)
    tool.evaluate("element => { element.dataset.limiteMs = '0'; }")
    page.locator('[name="postes"]').fill("42")
    expect(page.locator("[data-message]")).to_contain_text("relancé", timeout=30_000)
    tool.evaluate("element => { element.dataset.limiteMs = '10000'; }")
    page.locator('[name="postes"]').fill("43")
    _computed(page)
    assert page.locator('[name="postes"]').input_value() == "43"


def test_reload_keeps_the_tab_values(page: Page, origin: str) -> None:
    """Recharger garde les valeurs de l'onglet, et la réponse les suit."""
    page.goto(f"{origin}/tools/couts/")
    page.locator('[name="postes"]').fill("77")
    shown = _computed(page)
    page.reload()
    expect(page.locator('[name="postes"]')).to_have_value("77")
    assert _computed(page) == shown
