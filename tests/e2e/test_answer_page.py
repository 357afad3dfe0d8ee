"""Une réponse se lit : son image au pointeur, au doigt et aux flèches, ses questions repliées, et rien ne saute."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from tools.kit.tool import names

from tests.pages import computed, open_question

SVG = "{http://www.w3.org/2000/svg}"
SHIFTS = """
() => {
  window.sauts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.sauts.push(entry.value);
  }).observe({ type: "layout-shift" });
}
"""


def _answered(page: Page, origin: str, tool: str) -> Locator:
    """Une situation type calculée ; rend l'image principale."""
    page.goto(f"{origin}/tools/{tool}/")
    page.locator("[data-preset]").nth(1).click()
    computed(page)
    expect(page.locator("[data-zone=conseil] .conseil-lien")).to_contain_text("#1.", timeout=30_000)
    return page.locator("[data-zone=chiffres] [data-graphique]").first


@pytest.mark.parametrize("tool", names())
def test_main_picture_is_read_by_pointer_and_keys(page: Page, origin: str, tool: str) -> None:
    """Chaque valeur se lit là où l'on pointe, puis de flèche en flèche, sans que la page défile ; et s'annonce."""
    page.set_viewport_size({"width": 1280, "height": 900})
    picture = _answered(page, origin, tool)
    said, svg = picture.locator("[data-lecture]"), picture.locator("svg:visible")
    texts = svg.locator("[data-lu]").evaluate_all("marks => marks.map((mark) => mark.dataset.lu)")
    assert len(set(texts)) >= 3
    svg.locator("[data-lu]").nth(1).hover(force=True)
    expect(said).to_have_text(texts[1])
    svg.focus()
    before = page.evaluate("() => scrollY")
    for key, text in (("Home", texts[0]), ("ArrowRight", texts[1]), ("ArrowDown", texts[2]), ("ArrowLeft", texts[1])):
        page.keyboard.press(key)
        expect(said).to_have_text(text)
    page.keyboard.press("End")
    expect(said).to_have_text(texts[-1])
    assert page.evaluate("() => scrollY") == before
    assert said.get_attribute("role") == "status"


def test_a_finger_reads_a_chart(browser: Browser, origin: str) -> None:
    """Du doigt, la valeur touchée se lit."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    page = context.new_page()
    picture = _answered(page, origin, "couts")
    mark = picture.locator("svg:visible [data-lu]").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(picture.locator("[data-lecture]")).to_have_text(mark.get_attribute("data-lu") or "")
    context.close()


def test_every_chart_is_saved_as_an_image(page: Page, origin: str, tmp_path: Path) -> None:
    """L'image gardée se suffit : couleurs écrites, police commune, titre, à qui sont ses valeurs ; PNG et SVG."""
    page.set_viewport_size({"width": 1280, "height": 900})
    _answered(page, origin, "couts")
    page.locator("[data-zone=details] details.question").evaluate_all("folds => folds.forEach((f) => (f.open = true))")
    figures = page.locator("[data-graphique]")
    assert figures.count() >= 4
    for rank in range(figures.count()):
        figure = figures.nth(rank)
        sizes = []
        for kind in ("svg", "png"):
            with page.expect_download() as got:
                figure.locator(f'[data-image="{kind}"]').click()
            path = tmp_path / f"{rank}.{kind}"
            got.value.save_as(path)
            assert got.value.suggested_filename == f"{figure.get_attribute('data-graphique')}.{kind}"
            sizes.append(path)
        drawing = ET.parse(sizes[0]).getroot()
        texts = ["".join(text.itertext()) for text in drawing.iter(f"{SVG}text")]
        assert texts[-1].startswith("Esquisse")
        assert drawing.findtext(f"{SVG}title") == texts[-2]
        assert "Arial" in (drawing.get("font-family") or "")
        shapes = [one for one in drawing.iter() if one.tag in {f"{SVG}rect", f"{SVG}text"}]
        assert all(one.get("fill", "").startswith("rgb") for one in shapes)
        with Image.open(sizes[1]) as image:
            width, height = float(drawing.get("width", 0)), float(drawing.get("height", 0))
            assert image.size == (round(2 * width), round(2 * height))
            assert len(image.convert("RGB").getcolors(100_000) or []) > 3  # pas une feuille vide


@pytest.mark.parametrize("tool", names())
def test_details_are_questions_with_their_answer(page: Page, origin: str, tool: str) -> None:
    """Chaque partie est une question repliée, sa réponse en une ligne sur le repli ; ouverte, elle le reste."""
    page.set_viewport_size({"width": 1280, "height": 900})
    _answered(page, origin, tool)
    folds = page.locator("[data-zone=details] > details.question")
    assert folds.count() >= 4
    for rank in range(folds.count()):
        summary = folds.nth(rank).locator(":scope > summary")
        assert summary.locator("h3").inner_text().endswith("?")
        assert len(summary.locator(".question-reponse").inner_text()) > 10
        assert folds.nth(rank).get_attribute("open") is None
    assert page.locator("[data-zone=conseil] svg.large").count() >= 1  # la même image sur la page du conseil
    open_question(page, folds.nth(1).locator("h3").inner_text())
    page.locator("[data-preset]").nth(0).click()
    computed(page)
    expect(folds.nth(1)).to_have_attribute("open", "")


@pytest.mark.parametrize("size", [(1280, 900), (360, 640)], ids=["1280", "360"])
def test_nothing_jumps_when_a_value_changes(browser: Browser, origin: str, size: tuple[int, int]) -> None:
    """Une valeur changée : ni le champ ni ce qui l'entoure ne bouge, quand la réponse arrive non plus."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    _answered(page, origin, "couts")
    field = page.locator('[name="postes"]')
    field.focus()
    page.evaluate(SHIFTS)
    for text in ("16", "21", "48"):
        before = page.locator(".verdict").inner_text()
        place = field.bounding_box()
        field.fill(text)
        expect(page.locator(".verdict")).not_to_have_text(before, timeout=30_000, use_inner_text=True)
        expect(page.locator(".conseil.perime")).to_have_count(0, timeout=30_000)
        assert field.bounding_box() == place
    assert sum(page.evaluate("() => window.sauts")) < 0.01
    context.close()


def test_a_long_form_has_its_map(page: Page, origin: str) -> None:
    """Le plan dit ce qui manque, mène à chaque partie et, l'onglet rouvert, on reprend où l'on s'était arrêté."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{origin}/tools/dependance/")
    plan, groups = page.locator("[data-plan]"), page.locator("[data-groupe]")
    plan.locator("summary").click()
    expect(plan.locator("button")).to_have_count(8)
    expect(plan.locator("button").first).to_contain_text("3 à donner")
    expect(plan.locator("[aria-current=true]")).to_have_count(1)
    for name in ("competences_1", "competences_2", "competences_3"):
        page.locator(f'[name="{name}"][value="0"]').check()
    expect(plan.locator("button").first).to_contain_text("complet")
    page.reload()
    expect(groups.nth(1)).to_be_visible()
    expect(groups.nth(0)).to_be_hidden()
    plan.locator("summary").click()
    plan.locator("button").nth(4).click()
    expect(groups.nth(4).locator("input").first).to_be_focused()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(plan.locator("ol")).to_be_visible()


def test_the_map_follows_the_offers(page: Page, origin: str) -> None:
    """Dans la comparaison, le plan nomme chaque offre et ce qu'elle n'a pas dit ; une offre ajoutée s'y ajoute."""
    page.set_viewport_size({"width": 1280, "height": 900})
    _answered(page, origin, "couts")
    buttons = page.locator("[data-plan] button")
    expect(buttons).to_have_count(2)
    expect(buttons.first).to_contain_text("Contrat actuel")
    page.locator("[data-ajouter]").click()
    expect(buttons).to_have_count(3, timeout=30_000)
    expect(buttons.nth(2)).to_contain_text("à donner")
    buttons.nth(2).click()
    expect(page.locator("[data-rangee]:visible").nth(2).locator("[data-nom]")).to_be_focused()


def test_a_symptom_leads_on(page: Page, origin: str) -> None:
    """Sur l'accueil, un symptôme coché montre son erreur, une première action et un calculateur rempli."""
    page.goto(f"{origin}/")
    symptoms = page.locator(".symptomes li")
    expect(symptoms).to_have_count(7)
    expect(symptoms.first.locator("a").first).to_be_hidden()
    symptoms.first.locator("input").check()
    expect(symptoms.first.locator(".symptome-suite")).to_contain_text("d’ici trente jours")
    expect(symptoms.nth(1).locator("a").first).to_be_hidden()
    symptoms.first.locator("a").nth(1).click()
    expect(page.locator("[data-recu-phrase]")).to_contain_text("Sur")
