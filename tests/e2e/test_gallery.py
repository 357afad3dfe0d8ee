"""Chaque forme de dessin, mise en défaut : rien ne se touche, rien ne sort, et cela reste beau (captures)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from scripts.paths import ROOT
from tests.e2e.test_looks import compared, shrunk
from tests.gallery import FORMS, gallery_html

VIEWS = [
    (320, "default"),
    (320, "slate"),
    (768, "default"),
    (768, "slate"),
    (1280, "default"),
    (1280, "slate"),
    (0, "default"),
]
"""Largeur et thème ; zéro : l'impression."""
FAULTS = """
(section) => {
  const faults = [];
  const near = (a, b, gap) => a.x + gap < b.x + b.width && b.x + gap < a.x + a.width
    && a.y + gap < b.y + b.height && b.y + gap < a.y + a.height;
  const ink = (one) => {
    const { x, width } = one.getBBox();
    return { one, box: { x, width, y: Number(one.getAttribute("y")) - 10, height: 13 } };
  };
  for (const svg of section.querySelectorAll("svg")) {
    if (getComputedStyle(svg).display === "none") continue;
    const { width, height } = svg.viewBox.baseVal;
    const texts = [...svg.querySelectorAll("text")].map(ink);
    const marks = [...svg.querySelectorAll("rect:not(.lecture), line:not(.trait), circle")];
    const shapes = marks.map((one) => ({ one, box: one.getBBox() }));
    for (const one of svg.querySelectorAll("path.grille")) {
      for (const [, x, y, low] of one.getAttribute("d").matchAll(/M([\\d.]+),([\\d.]+)V([\\d.]+)/g)) {
        shapes.push({ one, box: { x: Number(x), width: 0, y: Number(y), height: low - y } });
      }
    }
    const name = svg.querySelector("title").textContent;
    for (const { one, box } of texts) {
      const said = `${name} : « ${one.textContent} »`;
      const right = box.x + box.width, low = box.y + box.height;
      if (box.x < -1 || box.y < -1 || right > width + 1 || low > height + 1) faults.push(`${said} sort du cadre`);
      for (const other of texts) {
        if (other.one !== one && near(box, other.box, 1)) faults.push(`${said} touche « ${other.one.textContent} »`);
      }
      if (one.classList.contains("numero")) continue;
      for (const { one: mark, box: place } of shapes) {
        const gap = ["line", "path"].includes(mark.tagName) ? -0.1 : 0.5;
        if (near(box, place, gap)) faults.push(`${said} croise ${mark.getAttribute("class")}`);
      }
    }
  }
  return faults;
}
"""
"""Ce qui se touche ou sort du cadre ; l'encre d'un texte va de dix unités au-dessus de sa ligne à trois au-dessous."""


def _sheets(origin: str) -> list[str]:
    """Nos feuilles de style, telles que construites : un dessin doit se lire sans celle du thème."""
    folder = next((ROOT / "site" / "assets").glob("css.*"))
    names = re.findall(r"- assets/css/(\w+\.css)", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    return [f"{origin}/assets/{folder.name}/{name}" for name in names]


@pytest.fixture(scope="module", params=VIEWS, ids=lambda view: f"{view[0] or 'papier'}-{view[1]}")
def gallery(browser: Browser, origin: str, request: pytest.FixtureRequest) -> Iterator[tuple[Page, str]]:
    """La galerie à une largeur et dans un thème, ou sur le papier."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width or 794, "height": 900})
    page = context.new_page()
    page.route(
        "**/galerie.html",
        lambda route: route.fulfill(content_type="text/html", body=gallery_html(_sheets(origin), scheme)),
    )
    page.goto(f"{origin}/galerie.html")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    if not width:
        page.emulate_media(media="print")
    yield page, f"{width or 'papier'}-{'light' if scheme == 'default' else 'dark'}"
    context.close()


@pytest.mark.parametrize("form", FORMS)
def test_nothing_touches_nor_overflows(gallery: tuple[Page, str], form: str) -> None:
    """Aucun texte ne sort du cadre, n'en touche un autre, ne croise un trait ni une barre."""
    page, _ = gallery
    assert page.locator(f"#{form}").evaluate(FAULTS) == []


@pytest.mark.parametrize("form", FORMS)
def test_form_looks_like_its_reference(gallery: tuple[Page, str], form: str) -> None:
    """Chaque forme ressemble à sa capture, à chaque largeur, dans les deux thèmes et sur le papier."""
    page, view = gallery
    compared(shrunk(page.locator(f"#{form}").screenshot()), f"galerie-{form}-{view}.png")
