"""Au clavier seul : chaque calculateur d'un bout à l'autre, le menu d'un petit écran, un focus toujours visible."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tools.kit.tool import names

from tests.e2e.reader import same_as_reference, seen
from tests.pages import LONG, computed

MOST = 200
VALUES = {"couts": ("postes", "ControlOrMeta+A 5 2"), "dependance": ("acces_1", "ArrowDown")}
"""Outil → le champ que le parcours change, et les touches."""


@pytest.fixture(params=[1280], ids=str)
def keyboard(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Une page où l'on peut copier, imprimer sans imprimante, et où rien ne bouge."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 900},
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.add_init_script("window.print = () => { document.documentElement.dataset.imprime = 'oui'; };")
    yield context.new_page()
    context.close()


class Journey:
    """Un parcours : chaque touche, et ce qui a le focus ensuite."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines: list[str] = []

    def press(self, keys: str) -> None:
        """Appuie, et note ce qui a le focus."""
        for key in keys.split():
            self.page.keyboard.press(key)
        self.lines.append(f"{keys} → {seen(self.page)}")

    def reach(self, target: Locator) -> None:
        """Avance jusqu'à `target`, de tabulation en tabulation."""
        for _ in range(MOST):
            self.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"jamais atteint : {target}")


@pytest.mark.parametrize("tool", names())
def test_a_tool_is_used_with_the_keyboard_alone(tool: str, keyboard: Page, origin: str) -> None:
    """Aller au contenu, une situation type, une valeur, la réponse, le lien copié, la page du conseil imprimée."""
    page, journey = keyboard, Journey(keyboard)
    page.goto(f"{origin}/tools/{tool}/")
    page.locator("[data-pret]").wait_for()
    journey.press("Tab")
    page.keyboard.press("Enter")
    journey.reach(page.locator("[data-preset]").nth(1))
    before = page.locator(".verdict").inner_text()
    journey.press("Enter")
    expect(page.locator(".verdict")).not_to_have_text(before, timeout=LONG)
    computed(page)
    name, keys = VALUES[tool]
    journey.reach(page.locator(f'[name="{name}"]:is([type=text], :checked)'))
    shown = page.locator("[data-zone=chiffres]").inner_text()
    journey.press(keys)
    expect(page.locator("[data-zone=chiffres]")).not_to_have_text(shown, use_inner_text=True, timeout=LONG)
    computed(page)
    share = page.locator("[data-resultat] [data-partager]")
    journey.reach(share)
    page.keyboard.press("Enter")
    expect(page.locator("[data-partage]")).to_be_visible(timeout=LONG)
    journey.lines.append(f"Enter → {seen(page)}")
    journey.reach(page.locator("[data-partage-copier]"))
    journey.press("Enter")
    expect(page.locator("[data-partage-etat]")).to_have_text("Lien copié.")
    assert "#1." in page.evaluate("() => navigator.clipboard.readText()")
    journey.press("Escape")
    expect(share).to_be_focused()
    journey.reach(page.locator("[data-resultat] [data-voir-conseil]"))
    journey.press("Enter")
    expect(page.locator("[data-conseil-titre]")).to_be_focused()
    journey.reach(page.locator("[data-imprimer]"))
    journey.press("Enter")
    assert page.locator("html").get_attribute("data-imprime") == "oui"
    journey.reach(page.locator("[data-quitter-conseil]"))
    journey.press("Enter")
    same_as_reference(f"clavier-{tool}", journey.lines)


@pytest.mark.parametrize("path", ["", "erreurs/dependance-excessive/", "tools/dependance/", "dossier/"])
@pytest.mark.parametrize("keyboard", [320, 1280], indirect=True, ids=str)
def test_focus_is_always_visible(path: str, keyboard: Page, origin: str) -> None:
    """Tabulation après tabulation, du haut au bas de la page : rien hors de l'écran, rien sans contour."""
    page = keyboard
    page.goto(f"{origin}/{path}")
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement === document.body"):
            return
        seen(page)
        if "signaler" in page.evaluate("() => document.activeElement.parentElement.className"):
            return
    raise AssertionError("la page n'a pas de fin")


RUBRIQUES = {
    "Accueil", "Comprendre", "Sept erreurs", "Cas de terrain", "Corriger", "Agir", "Calculateurs", "Repères",
}  # fmt: skip


@pytest.mark.parametrize("keyboard", [320], indirect=True, ids=str)
def test_menu_of_a_small_screen(keyboard: Page, origin: str) -> None:
    """À 320 px, donc à 400 %, le menu s'ouvre au clavier, dit son état, se ferme par « Échap » ou en le quittant."""
    page = keyboard
    page.goto(f"{origin}/erreurs/dependance-excessive/")
    menu = page.get_by_role("button", name="Menu")
    expect(menu).to_have_attribute("aria-expanded", "false")
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    links = page.locator(".md-sidebar--primary a:visible")
    expect(links.first).to_be_focused()
    assert set(links.all_inner_texts()) >= {*RUBRIQUES, "Remettre à plus tard"}  # et les pages de la rubrique ouverte
    for _ in range(12):
        page.keyboard.press("Tab")
        seen(page)
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Space")
    expect(links.first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(links).to_have_count(0)


def test_next_page_is_entered_at_its_title(keyboard: Page, origin: str) -> None:
    """Une page affichée sans recharger prend le focus sur son titre ; aucune touche seule n'en change."""
    page = keyboard
    page.goto(f"{origin}/erreurs/dependance-excessive/")
    page.keyboard.press("Tab")
    page.wait_for_function("() => window.document$ !== undefined")
    page.evaluate("() => { window.memeDocument = true; }")
    for key in ("f", "s", "/", "p", "n", ",", "."):
        page.keyboard.press(key)
    expect(page.locator("#__search")).not_to_be_checked()
    assert page.url.endswith("dependance-excessive/")
    page.locator(".md-footer__link--next").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    assert page.evaluate("() => window.memeDocument === true")
    assert not page.url.endswith("dependance-excessive/")
