"""La page du conseil et l'impression, dans un vrai Chromium : une feuille, les chiffres de l'écran, le lien."""

from __future__ import annotations

import dataclasses
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tools.kit.compute import TroisPoints
from tools.kit.declare import Typed, preset_inputs
from tools.kit.link import payload
from tools.kit.tool import get_tool
from tools.kit.tool import names as tool_names
from tools.kit.write import to_text

from tests.conftest import WHOLE
from tests.outside import required
from tests.pages import computed

DAY = date(2026, 11, 23)
PRESETS: dict[str, dict[str, Any]] = {tool: preset_inputs(get_tool(tool).inputs) for tool in tool_names()}
QUINZE = dataclasses.replace(PRESETS["couts"]["quinze"], postes=17)
LINK = payload(get_tool("couts").answer(QUINZE), DAY)


def _pdf_text(page: Page, path: Path) -> tuple[int, str]:
    page.pdf(path=path, prefer_css_page_size=True)
    info = subprocess.run([required("pdfinfo"), path], capture_output=True, text=True, check=True).stdout
    text = subprocess.run(
        [required("pdftotext"), "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = next(line for line in info.splitlines() if line.startswith("Pages"))
    return int(pages.split()[-1]), _bare(text)


def _bare(text: str) -> str:
    """Un texte sans aucune espace : un PDF coupe les lignes et les nombres à sa façon."""
    return "".join(text.split()).replace("\u00a0", "").replace("\u202f", "")


@pytest.mark.corpus
@pytest.mark.parametrize("tool", tool_names())
def test_board_page_is_one_sheet(page: Page, origin: str, tool: str, tmp_path: Path) -> None:
    """Imprimer donne la page du conseil : une feuille par situation type, avec les chiffres de l'écran et le lien."""
    for key, inputs in list(PRESETS[tool].items())[:: 1 if WHOLE else 2]:
        page.goto(f"{origin}/tools/{tool}/#{payload(get_tool(tool).answer(inputs), DAY)}")
        expect(page.locator("[data-recu-suite]")).to_contain_text("identique", timeout=30_000)
        computed(page)
        zone = page.locator('[data-zone="conseil"]')
        board = get_tool(tool).board(inputs, get_tool(tool).compute(inputs))
        expect(zone.locator(".conseil-lien")).to_contain_text("#1.", timeout=30_000)
        expect(zone).to_contain_text(to_text(board.verdict), timeout=30_000)
        count, text = _pdf_text(page, tmp_path / f"{key}.pdf")
        assert count == 1, key
        assert _bare(to_text(board.verdict)) in text
        for row in board.options.rows:
            for cell in row:
                assert _bare(to_text(f"{cell}")) in text, cell
        assert _bare(zone.locator(".conseil-lien").text_content() or "") in text
        assert "Comparerdeuxliens" not in text
        page.evaluate("() => sessionStorage.clear()")


SIZES = {"courtes": True, "longues": True, "sans code": False}
"""Cinq offres aux noms de soixante signes : un lien court, long, ou trop long pour un code QR ; s'il y en a un."""


def five_offers(size: str) -> Any:
    """Cinq offres aux noms de soixante signes, d'un lien de cette taille."""
    two = PRESETS["couts"]["minimale"].offres
    names = [Typed((f"{k} " + "long nom " * 6).strip()) for k in range(5)]
    if size == "courtes":
        rows = [dataclasses.replace(two[k % 2], nom=name) for k, name in enumerate(names)]
    else:
        texts = [Typed(f"Prestataire {k} Xqzjw-{k * 7919:05d}-Vbkpy-{k * 104729:06d} & fils, Loire") for k in range(5)]
        rows = [
            dataclasses.replace(
                two[k % 2],
                nom=name,
                forfait_poste_eur=31.17 + 7.93 * k,
                incidents_an=TroisPoints(3.1 + k, 7.7 + k, 19.3 + k),
                duree_h=TroisPoints(0.7 + k / 7, 2.3 + k / 3, 7.1 + k / 9),
                part_touchee_pct=TroisPoints(11.3 + k, 31.7 + k, 83.9 - k),
                gene_min_mois=TroisPoints(13.7 + k, 41.3 + k, 97.1 - k),
                pilotage_h_mois=TroisPoints(1.3 + k / 7, 3.7 + k / 3, 11.9 - k / 9),
                hors_forfait_h_mois=TroisPoints(2.3 + k / 9, 5.7 + k / 7, 17.9 - k / 3),
                mise_en_place_eur=TroisPoints(1013 + 97 * k, 3571 + 89 * k, 9973 - 83 * k),
                sinistre_eur=TroisPoints(10007 + 101 * k, 31013 + 103 * k, 97003 - 107 * k),
            )
            for k, name in enumerate(texts)
        ]
    if size == "sans code":
        rows = [
            dataclasses.replace(
                row,
                perte_pct=TroisPoints(11.9 + k, 47.3 + k, 93.1 - k),
                projets_eur_an=TroisPoints(1109 + 113 * k, 5107 + 127 * k, 13007 - 131 * k),
                sortie_eur=TroisPoints(1201 + 137 * k, 4211 + 139 * k, 9929 - 149 * k),
                licences_poste_eur=11.73 + 1.37 * k,
                securite_poste_eur=7.19 + 1.93 * k,
                serveurs_eur_mois=311.3 + 17.9 * k,
                materiel_eur_an=4127 + 191 * k,
                arrivee_eur=83.9 + 7.7 * k,
            )
            for k, row in enumerate(rows)
        ]
    return dataclasses.replace(PRESETS["couts"]["minimale"], offres=tuple(rows))


@pytest.mark.parametrize("size", SIZES)
def test_longest_board_is_still_one_sheet(page: Page, origin: str, tmp_path: Path, size: str) -> None:
    """Cinq offres aux noms de soixante signes tiennent sur la feuille, avec et sans code QR ; le lien s'y clique."""
    page.goto(f"{origin}/tools/couts/#{payload(get_tool('couts').answer(five_offers(size)), DAY)}")
    expect(page.locator("[data-recu-suite]")).to_contain_text("identique", timeout=30_000)
    expect(page.locator('[data-zone="conseil"] tbody tr')).to_have_count(5, timeout=30_000)
    assert page.locator('[data-zone="conseil"] .qr').count() == SIZES[size]
    path = tmp_path / "long.pdf"
    assert _pdf_text(page, path)[0] == 1
    address = page.locator(".conseil-lien a").get_attribute("href") or ""
    assert f"/URI ({address})".encode() in path.read_bytes()
    other = page.context.new_page()
    other.goto(address)
    expect(other.locator("[data-recu-suite]")).to_contain_text("identique", timeout=30_000)


def test_whole_answer_can_be_printed(page: Page, origin: str, tmp_path: Path) -> None:
    """« Imprimer tout le détail » garde les calculs dépliés, sans la page du conseil."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    page.evaluate("() => { window.print = () => {}; }")
    page.locator('[data-imprimer-detail="tout"]').click()
    count, text = _pdf_text(page, tmp_path / "tout.pdf")
    assert count > 3
    assert "Commentceschiffressontcalculés" in text
    assert "Lasuiteàdonner" not in text
    for button in ("Partager…", "Pageduconseil", "Copiercetexte"):
        assert button not in text  # sur papier, il ne fait rien


FOLDS = "[data-zone=details] details.question"
PRINT = """(what) => {
  let open = -1;
  window.print = () => {
    dispatchEvent(new Event("beforeprint"));
    open = document.querySelectorAll("FOLDS[open]").length;
  };
  document.querySelector(`[data-imprimer-detail=${what}]`).click();
  return open;
}""".replace("FOLDS", FOLDS)


def test_whole_answer_opens_its_folds_itself(page: Page, origin: str) -> None:
    """Un navigateur qui ne sait pas montrer un repli fermé imprime tout ; ensuite, chacun est comme avant."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    folds = page.locator(FOLDS)
    folds.nth(1).locator("> summary").click()
    assert page.evaluate(PRINT, "tout") == folds.count() > 2
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert [fold.get_attribute("open") for fold in folds.all()] == [None, "", *[None] * (folds.count() - 2)]


@pytest.mark.parametrize("theme", [False, True], ids=["seul", "thème venu"])
def test_what_is_open_is_printed_alone(page: Page, origin: str, *, theme: bool) -> None:
    """« Imprimer ce que j'ai ouvert » n'imprime que cela, même quand le thème ouvre chaque repli à l'impression."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    folds = page.locator(FOLDS)
    folds.nth(1).locator("> summary").click()
    if theme:
        page.locator("h1").hover()
        page.wait_for_function("() => window.document$ !== undefined")
    page.evaluate(PRINT, "ouvert")
    page.emulate_media(media="print")
    inner = [fold.locator("> :not(summary)").first for fold in folds.all()]
    assert [one.is_visible() for one in inner] == [False, True, *[False] * (len(inner) - 2)]
    gestures = page.locator("[data-reconnaitre], [data-essayer]")
    assert gestures.count() > gestures.filter(visible=True).count() == 0, "un geste ne se clique pas sur le papier"
    page.emulate_media(media="screen")
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert [one.is_visible() for one in inner] == [False, True, *[False] * (len(inner) - 2)]
