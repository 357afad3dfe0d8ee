"""Un lien passé par le courriel, un PDF, le papier, un vieux navigateur ; un formulaire que le navigateur restaure."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.kit.declare import preset_inputs
from tools.kit.link import find_charge, payload
from tools.kit.share.mail import MAIL_LIMIT
from tools.kit.tool import get_tool

from tests.e2e.test_board_page import five_offers
from tests.outside import required
from tests.pages import LONG, computed

DAY = date(2026, 11, 23)
COUTS = get_tool("couts")
QUINZE = dataclasses.replace(preset_inputs(COUTS.inputs)["quinze"], postes=17)
CHARGE = payload(COUTS.answer(QUINZE), DAY)
OTHER = payload(COUTS.answer(dataclasses.replace(QUINZE, postes=23)), DAY)


def _wrapped(text: str, width: int, mark: str) -> str:
    return re.sub(rf"(.{{{width}}})(?=.)", rf"\g<1>{mark}", text)


ADDRESSES = {
    "espaces": lambda link: _wrapped(link, 85, "%20"),
    "retours mangés, traits ajoutés": lambda link: _wrapped(link, 85, "-"),
    "coupures douces": lambda link: _wrapped(link, 75, "="),
    "cité": lambda link: _wrapped(link, 70, "%0A%3E%20"),
    "espace après le dièse": lambda link: link.replace("#", "#%20"),
    "largeur nulle": lambda link: link.replace("_", "_%E2%80%8B").replace("-", "-%E2%80%8B"),
}


def test_a_damaged_address_opens(page: Page, origin: str, subtests: pytest.Subtests) -> None:
    """Chaque forme abîmée, dans la barre d'adresse, ouvre le lien parti ; l'adresse redevient la sienne."""
    for name, damage in ADDRESSES.items():
        with subtests.test(name):
            page.goto("about:blank")
            page.goto(damage(f"{origin}/tools/couts/#{CHARGE}"))
            expect(page.locator("[data-recu-suite]")).to_contain_text("identique", timeout=LONG)
            expect(page.locator('[name="postes"]')).to_have_value("17")
            assert urlsplit(page.url).fragment.endswith(CHARGE)


def test_a_cut_address_is_refused(page: Page, origin: str) -> None:
    """Un lien dont la fin manque : une phrase, et l'exemple du site, dit tel."""
    page.goto(f"{origin}/tools/couts/#{CHARGE[:-3]}")
    expect(page.locator("[data-message]")).to_contain_text("incomplet", timeout=LONG)
    expect(page.locator("[data-etat]")).to_contain_text("valeurs inventées")


def test_damaged_links_are_compared_and_gathered(page: Page, origin: str) -> None:
    """Côte à côte, dans un dossier, et l'adresse d'une comparaison : les mêmes formes sont acceptées."""
    base = f"{origin}/tools/couts/#"
    page.goto(f"{origin}/comparer/")
    areas = page.locator("textarea")
    areas.nth(0).fill(_wrapped(base + CHARGE, 70, "\n> "))
    areas.nth(1).fill(_wrapped(base + OTHER, 85, "-\n"))
    page.locator("form [type=submit]").click()
    expect(page.locator("[data-etat]")).to_contain_text("Comparé", timeout=LONG)
    whole = page.url
    page.goto("about:blank")
    page.goto(_wrapped(whole, 85, "%20"))
    expect(page.locator("[data-etat]")).to_contain_text("Comparé", timeout=LONG)
    page.goto(f"{origin}/dossier/")
    both = f"{_wrapped(base + CHARGE, 76, '=' + chr(10))}\n\npuis {_wrapped(base + OTHER, 85, ' ')}"
    page.locator("textarea").fill(both)
    page.locator("form [type=submit]").click()
    expect(page.locator("[data-dossier-page] [data-etat]")).to_contain_text("réuni", timeout=LONG)
    expect(page.locator("[data-dossier-page] [data-liste] li")).to_have_count(2)


def test_without_decompression_the_link_is_still_painted(browser: Browser, origin: str) -> None:
    """Un navigateur sans `DecompressionStream`, ou qui n'en connaît pas la forme : le lien se peint, sans Python."""
    for script in (
        "delete globalThis.DecompressionStream",
        "globalThis.DecompressionStream = class { constructor() { throw new TypeError('deflate-raw'); } }",
    ):
        context = browser.new_context()
        context.add_init_script(script)
        page = context.new_page()
        page.route("**/*.wasm", lambda _: None)
        page.goto(f"{origin}/tools/couts/#{CHARGE}")
        expect(page.locator("[data-recu-phrase]")).to_contain_text("Contrat court", timeout=LONG)
        expect(page.locator('[name="postes"]')).to_have_value("17")
        context.close()


def _printed(page: Page, path: Path) -> Path:
    page.pdf(path=path, prefer_css_page_size=True)
    return path


@pytest.mark.parametrize("size", ["ordinaire", "courtes", "longues"])
def test_the_printed_link_survives_paper(page: Page, origin: str, tmp_path: Path, size: str) -> None:
    """Sur la feuille imprimée : le code QR se lit à 150 points par pouce ; le texte copié du PDF redonne le lien."""
    charge = payload(COUTS.answer(QUINZE if size == "ordinaire" else five_offers(size)), DAY)
    page.goto(f"{origin}/tools/couts/#{charge}")
    expect(page.locator("[data-recu-suite]")).to_contain_text("identique", timeout=LONG)
    computed(page)
    expect(page.locator('[data-zone="conseil"] .conseil-lien')).to_contain_text("#1.", timeout=LONG)
    address = page.locator('[data-zone="conseil"] .conseil-lien').text_content() or ""
    path = _printed(page, tmp_path / "feuille.pdf")
    for options in ((), ("-layout",), ("-raw",)):
        text = subprocess.run(
            [required("pdftotext"), *options, path, "-"], capture_output=True, text=True, check=True
        ).stdout
        assert find_charge(text) == urlsplit(address).fragment
    image = tmp_path / "feuille"
    subprocess.run([required("pdftoppm"), "-r", "150", "-png", "-singlefile", path, image], check=True)
    read = subprocess.run(
        [required("zbarimg"), "-q", "--raw", f"{image}.png"], capture_output=True, text=True, check=False
    )
    assert read.stdout.strip() == address


def test_a_link_mail_would_cut_leads_with_the_file(page: Page, origin: str) -> None:
    """Un lien trop long pour un courriel : le fichier d'abord, et le courriel préparé n'a pas de lien coupé."""
    charge = payload(COUTS.answer(five_offers("sans code")), DAY)
    page.goto(f"{origin}/tools/couts/#{charge}")
    expect(page.locator("[data-recu-suite]")).to_contain_text("identique", timeout=LONG)
    page.locator("form [data-partager]").click()
    dialog = page.locator("[data-partage]")
    expect(dialog).to_be_visible(timeout=LONG)
    expect(dialog.locator("[data-partage-long]")).to_be_visible()
    mail = dialog.locator("[data-partage-courriel]").get_attribute("href") or ""
    assert len(mail) <= MAIL_LIMIT
    assert "%231." not in mail
    assert quote("fichier .json") in mail
    places = dialog.locator(".actions > *:visible").evaluate_all(
        "all => all.map((one) => [one.offsetTop, one.offsetLeft, one.textContent])"
    )
    assert "Fichier" in min(places)[2]


def test_every_row_comes_back(page: Page, origin: str) -> None:
    """Recharger, partir et revenir, dupliquer l'onglet : la troisième offre, et ce qu'on y a saisi, sont là."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    page.locator("[data-ajouter]").click()
    page.locator('[name="offres.2.nom"]').fill("Troisième")
    page.locator('[name="offres.2.forfait_poste_eur"]').fill("33")
    rows = page.locator("[data-liste] [data-rangee]")

    def whole(one: Page) -> None:
        expect(one.locator("[data-liste] [data-rangee]")).to_have_count(3, timeout=LONG)
        expect(one.locator('[name="offres.2.nom"]')).to_have_value("Troisième")
        expect(one.locator('[name="offres.2.forfait_poste_eur"]')).to_have_value("33")
        expect(one.locator('[data-zone="chiffres"]')).to_contain_text("Troisième", timeout=LONG)

    page.reload()
    whole(page)
    page.goto(f"{origin}/reperes/methode/")
    page.go_back()
    whole(page)
    with page.context.expect_page() as opened:
        page.evaluate("() => { window.open(location.href); }")  # un onglet dupliqué garde le stockage de l'onglet
    whole(opened.value)
    expect(rows).to_have_count(3)


def test_autofill_has_nothing_to_fill(page: Page, origin: str) -> None:
    """Aucun champ n'est de ceux qu'un navigateur ou un gestionnaire de mots de passe remplit de lui-même."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    page.locator("[data-ajouter]").click()
    expect(page.locator("[data-liste] [data-rangee]")).to_have_count(3, timeout=LONG)
    assert page.locator(".outil form").get_attribute("autocomplete") == "off"
    names = page.locator("form [name]").evaluate_all("all => all.map((one) => [one.name, one.type, one.autocomplete])")
    known = re.compile(r"\b(name|email|mail|password|address|adresse|tel|phone|username|cc)\b", re.IGNORECASE)
    assert [name for name, kind, _ in names if known.search(name) or kind in {"password", "email", "tel"}] == []
    assert {auto for _, _, auto in names} <= {"", "off"}
