"""L'allure des pages clés, comparée à des captures de référence réduites (`make captures` les refait)."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, expect
from tools.kit.declare import preset_inputs
from tools.kit.link import payload
from tools.kit.tool import get_tool
from tools.kit.tool import names as tool_names

from tests.pages import LONG

REFERENCES = Path(__file__).with_name("captures")
PAGES = {
    "accueil": "",
    "erreur": "erreurs/dependance-excessive/",
    "cas": "cas/low-cost-couteuse/",
    "remede": "corriger/visibilite-controle/",
    "guide": "agir/urgence/",
    "couts": "tools/couts/",
    "dependance": "tools/dependance/",
    "references": "reperes/references/",
    "absente": "404.html",
}
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
HEIGHT = 1600
SCALE = 4
TOLERANCE = 5.0
"""Écart moyen admis, sur 255 : une police mieux lissée passe, un bloc déplacé ou une couleur changée non."""


def capture(browser: Browser, url: str, width: int, scheme: str) -> Image.Image:
    """Le haut d'une page, réduit : assez pour voir un bloc déplacé, trop peu pour dépendre du lissage."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(url, wait_until="load")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    if page.locator("[data-outil]").count():
        page.locator("[data-pret]").wait_for()  # le formulaire se range quand son script arrive
    image = shrunk(page.screenshot())
    context.close()
    return image


def shrunk(shot: bytes) -> Image.Image:
    """Une capture, réduite."""
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    return image.resize((image.width // SCALE, image.height // SCALE), Image.Resampling.BOX)


def compared(taken: Image.Image, name: str) -> None:
    """Compare une capture à celle de référence, ou la refait si on le demande."""
    path = REFERENCES / name
    if os.environ.get("REFAIRE_CAPTURES"):
        path.parent.mkdir(exist_ok=True)
        taken.quantize(64).save(path, optimize=True)
        return
    assert distance(taken, Image.open(path).convert("RGB")) <= TOLERANCE, f"{name} : voir `make captures`"


def distance(one: Image.Image, other: Image.Image) -> float:
    """L'écart moyen de deux images de même taille, de 0 à 255 ; 255 si les tailles diffèrent."""
    if one.size != other.size:
        return 255.0
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_page_looks_like_its_reference(name: str, width: int, scheme: str, browser: Browser, origin: str) -> None:
    """Chaque page clé, en deux largeurs et deux thèmes, ressemble à sa capture."""
    taken = capture(browser, f"{origin}/{PAGES[name]}", width, scheme)
    compared(taken, f"{name}-{width}-{scheme}.png")


@pytest.mark.parametrize("tool", tool_names())
def test_board_looks_like_its_reference(tool: str, browser: Browser, origin: str) -> None:
    """La feuille du conseil, telle qu'elle s'imprime, pour la première situation type de chaque outil."""
    found = get_tool(tool)
    charge = payload(found.answer(next(iter(preset_inputs(found.inputs).values()))), date(2026, 11, 23))
    context = browser.new_context(viewport={"width": 720, "height": 1040})
    page = context.new_page()
    page.goto(f"{origin}/tools/{tool}/#{charge}")
    expect(page.locator("[data-zone=conseil] .conseil-lien")).to_contain_text("#1.", timeout=LONG)
    expect(page.locator("[data-recu-suite]")).to_contain_text("identique", timeout=LONG)
    page.evaluate("() => document.querySelector('.perime')?.classList.remove('perime')")
    page.emulate_media(media="print")
    taken = shrunk(page.screenshot())
    context.close()
    compared(taken, f"conseil-{tool}.png")


def test_a_moved_block_is_seen(browser: Browser, origin: str) -> None:
    """La comparaison n'est pas aveugle : deux pages différentes sont loin l'une de l'autre."""
    home = capture(browser, f"{origin}/", 1280, "light")
    other = capture(browser, f"{origin}/erreurs/dependance-excessive/", 1280, "light")
    assert distance(home, other) > TOLERANCE
