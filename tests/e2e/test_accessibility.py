"""Accessibilité mesurable de toutes les pages : axe sans violation, aucun débordement à 320 px."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.kit.declare import preset_inputs
from tools.kit.link import payload
from tools.kit.tool import get_tool

from scripts.paths import ROOT, SITE
from tests.conftest import GRAINE, WHOLE

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
PAGES = sorted(p.relative_to(SITE).as_posix().removesuffix("index.html") for p in SITE.rglob("*.html"))
KINDS = ("", "erreurs/dependance-excessive/", "reperes/methode/", "comparer/", "tools/couts/", "tools/dependance/")
DRAWN = sorted({*KINDS, *random.Random(GRAINE).sample(PAGES, len(PAGES) // 3)})
WALKED = PAGES if WHOLE else DRAWN
"""Une page de chaque sorte, et un tiers des autres, tiré à neuf chaque jour ; toutes avec TOUT=1."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice"]
FOUND = """
async ([within, options]) => {
  const { violations, passes } = await axe.run(within, options);
  const shown = ({ id, nodes }) => ({ id, nodes: nodes.slice(0, 4).map(({ html }) => html.slice(0, 160)) });
  return { violations: violations.map(shown), passes: passes.length };
}
"""
"""Le rapport entier, dont on ne lit que cela, coûte trois fois le temps d'axe à faire passer."""
OVERFLOW = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}


def violations(page: Page, within: str = "html", **run: object) -> list[tuple[str, list[str]]]:
    """Ce qu'axe reproche à l'état présent de la page, ou d'une partie."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    options = run or {"runOnly": {"type": "tag", "values": TAGS}}
    found = page.evaluate(FOUND, [within, options])
    assert found["passes"], "axe n'a rien examiné"
    return [(one["id"], one["nodes"]) for one in found["violations"]]


def check(page: Page) -> None:
    """Un état d'une page, sous tous ses habits : clair, sombre, 320 px de large.

    Seul le contraste dépend du thème : dans le sombre, axe n'examine que lui.
    """
    page.add_style_tag(content="*, ::before, ::after { transition: none !important; }")  # une couleur qui change encore
    assert violations(page) == []
    page.set_viewport_size(NARROW)
    assert violations(page) == []
    # Le thème ne fige la page que 400 ms après l'ouverture de la recherche sur un petit écran.
    page.wait_for_function(f"() => ({OVERFLOW})() <= 0", timeout=2_000)
    _darken(page)
    assert violations(page, runOnly=["color-contrast"]) == []
    page.set_viewport_size(WIDE)
    assert violations(page, runOnly=["color-contrast"]) == []


def _darken(page: Page) -> None:
    # Le thème n'arrive qu'à l'approche d'un pointeur.
    page.evaluate("() => document.body.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))")
    page.evaluate("() => document.querySelector('input[data-md-color-scheme=slate]').click()")
    expect(page.locator("body[data-md-color-scheme=slate]")).to_have_count(1)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """Une page large et claire, où axe peut entrer malgré la politique du site ; aucune erreur de console."""
    context = browser.new_context(color_scheme="light", bypass_csp=True, viewport=WIDE)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert problems == []


@pytest.mark.corpus
@pytest.mark.parametrize("path", WALKED)
def test_page_is_accessible(path: str, plain: Page, origin: str) -> None:
    """Chaque page : aucune violation, aucune erreur de console, rien ne déborde, même le texte grossi."""
    plain.goto(f"{origin}/{path}")
    check(plain)
    plain.set_viewport_size({"width": 640, "height": 800})
    plain.add_style_tag(content="html { font-size: 250% !important; }")
    assert plain.evaluate(OVERFLOW) <= 0


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


def _unfolded(page: Page, origin: str) -> None:
    _received(page, origin)
    folds = page.locator("[data-zone=details] details, [data-plan]")
    folds.evaluate_all("folds => folds.forEach((fold) => (fold.open = true))")
    page.locator("[data-zone=chiffres] [data-graphique] svg:visible").focus()
    page.keyboard.press("End")
    expect(page.locator("[data-zone=chiffres] .lue")).to_have_count(1)


def _on_a_phone(page: Page, origin: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{origin}/tools/dependance/")
    page.locator("[data-preset]").nth(0).click()
    expect(page.locator("[data-pied]")).to_have_attribute("data-pied", "questions", timeout=30_000)


def _recognised(page: Page, origin: str) -> None:
    page.goto(f"{origin}/")
    for box in page.locator(".symptomes input").all():
        box.check()


def _refused(page: Page, origin: str) -> None:
    _received(page, origin)
    page.locator('[name="postes"]').fill("abc")
    expect(page.locator("[data-erreurs]")).to_contain_text("pas un nombre", timeout=30_000)


def _searched(page: Page, origin: str) -> None:
    page.goto(f"{origin}/")
    _search(page)


def _search(page: Page) -> None:
    query = page.locator("[data-md-component=search-query]")
    query.focus()
    query.press_sequentially("prestataire")
    expect(page.locator(".md-search-result__item").first).to_be_attached(timeout=30_000)


def _menu_opened(page: Page, origin: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(f"{origin}/erreurs/dependance-excessive/")
    page.get_by_role("button", name="Menu").click()
    expect(page.locator(".md-sidebar--primary a").last).to_be_visible()


STATES = [
    *(_received, _refused, _shared, _board, _compared, _gathered, _unfolded, _on_a_phone),
    *(_recognised, _searched, _menu_opened),
]


@pytest.mark.parametrize("state", STATES)
def test_states_are_accessible(state: Callable[[Page, str], None], plain: Page, origin: str) -> None:
    """Lien reçu, valeur refusée, partage, conseil, papier, recherche, menu, téléphone… : rien à redire."""
    state(plain, origin)
    check(plain)


def on_paper(page: Page) -> list[tuple[str, list[str]]]:
    """Ce qu'axe reproche à la page imprimée, venue du thème clair puis du sombre."""
    page.emulate_media(media="print")
    # La feuille d'un calculateur n'a pas le titre de la page : elle a le sien.
    run = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"page-has-heading-one": {"enabled": False}}}
    found = violations(page, **run)
    _darken(page)
    return found + violations(page, runOnly=["color-contrast"])


@pytest.mark.parametrize("state", [_received, _recognised])
def test_paper_is_accessible(state: Callable[[Page, str], None], plain: Page, origin: str) -> None:
    """La feuille du conseil et une page de lecture, imprimées : rien à redire, le thème sombre y devient clair."""
    state(plain, origin)
    assert on_paper(plain) == []


@pytest.mark.longs
@pytest.mark.parametrize("path", PAGES)
def test_every_page_in_every_state_of_the_frame(path: str, plain: Page, origin: str) -> None:
    """Chaque page, toutes les règles dans le thème sombre, sur le papier, recherche ouverte, menu ouvert."""
    plain.goto(f"{origin}/{path}")
    assert on_paper(plain) == []
    plain.emulate_media(media="screen")
    plain.add_style_tag(content="*, ::before, ::after { transition: none !important; }")
    assert violations(plain) == []
    _search(plain)
    assert violations(plain, within=".md-header") == []
    plain.keyboard.press("Escape")
    plain.set_viewport_size(NARROW)
    assert violations(plain) == []
    plain.get_by_role("button", name="Menu").click()
    assert violations(plain, within=".md-sidebar--primary") == []
