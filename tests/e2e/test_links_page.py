"""Le lien reçu et partagé, dans la vraie page : peint, vérifié, contesté, réparé, partagé, imprimé."""

from __future__ import annotations

import dataclasses
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.kit.declare import preset_inputs
from tools.kit.link import Record, encode, payload
from tools.kit.tool import get_tool
from tools.kit.tool import names as tool_names
from tools.kit.write import to_text

from tests.outside import required
from tests.pages import LONG, held, settled

DAY = date(2026, 11, 23)
PRESETS: dict[str, dict[str, Any]] = {tool: preset_inputs(get_tool(tool).inputs) for tool in tool_names()}
QUINZE = dataclasses.replace(PRESETS["couts"]["quinze"], postes=17)
LINK = payload(get_tool("couts").answer(QUINZE), DAY)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Un téléphone neuf."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    yield context.new_page()
    context.close()


def test_link_is_painted_before_python(phone: Page, origin: str) -> None:
    """Sans Python : qui gagne, de combien, avec quelle fourchette, au premier écran, sans l'exemple du site."""
    phone.route("**/*.wasm", lambda _: None)  # il n'arrive pas : la page en reste à ce qu'elle peint d'elle-même
    phone.goto(f"{origin}/tools/couts/#{LINK}")
    sentence = phone.locator("[data-recu-phrase]")
    expect(sentence).to_contain_text("Contrat court et référent")
    expect(sentence).to_contain_text("% des cas simulés")
    expect(phone.locator("[data-recu-jour]")).to_contain_text("Tel qu’envoyé le 23\u00a0novembre 2026")
    box = sentence.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 640
    expect(phone.locator('[data-zone="chiffres"]')).not_to_be_visible()
    expect(phone.locator('[name="postes"]')).to_have_value("17")


def test_link_is_checked_and_undone(page: Page, origin: str) -> None:
    """Un lien honnête : identique, ce qu'il change est nommé, mes valeurs se reprennent, l'exemple aussi."""
    page.goto(f"{origin}/tools/couts/")
    page.locator('[name="postes"]').fill("99")
    settled(page, "99")
    page.goto(f"{origin}/tools/couts/?utm_source=courriel&fbclid=x#{LINK}")
    more = page.locator("[data-recu-suite]")
    expect(more).to_contain_text("identique", timeout=30_000)
    expect(more).to_contain_text(
        "Ce lien change 1 valeur à la situation « 15 personnes : changer coûte moins que garder »"
    )
    more.locator("summary").click()
    expect(more.locator("table")).to_contain_text("Personnes couvertes")
    settled(page, "17")
    page.locator("[data-recu-bloc] [data-reprendre]").click()
    settled(page, "99")
    expect(page.locator("[data-recu-bloc]")).to_be_hidden()
    page.evaluate("link => { location.hash = link; }", LINK)
    settled(page, "17")
    page.locator("[data-exemple]").click()
    settled(page, "40")


def test_edited_figures_are_contradicted(page: Page, origin: str) -> None:
    """Des chiffres retouchés sont peints comme envoyés, puis contestés : ce qui était annoncé, ce qu'on calcule."""
    numbers = list(get_tool("couts").answer(QUINZE).headline)
    content = {"postes": 17}
    forged = encode(
        Record("couts", get_tool("couts").version, "2026-11-23", content, (*numbers[:4], 9e6, *numbers[5:]), "quinze")
    )
    page.goto(f"{origin}/tools/couts/#{forged}")
    expect(page.locator("[data-recu-phrase]")).to_contain_text("9\u202f000\u202f000")
    expect(page.locator("[data-recu-suite]")).to_contain_text("ne correspondent pas", timeout=30_000)
    expect(page.locator('[data-lien-recu="conteste"]')).to_have_count(1)
    page.locator('[name="horizon_mois"]').fill("48")
    expect(page.locator('[data-lien-recu="conteste-quitte"]')).to_have_count(1)  # il reste contesté une fois quitté
    expect(page.locator("[data-recu-phrase]")).to_have_css("text-decoration-line", "line-through")
    expect(page.locator('[data-zone="chiffres"] .verdict')).not_to_contain_text("9\u202f000\u202f000")


def test_trailing_signs_are_shed(page: Page, origin: str, subtests: pytest.Subtests) -> None:
    """Un signe qu'une messagerie ajoute après le lien ne change rien ; une page après l'autre, dans le même onglet."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    for tail in (".", ")", ">", ",", ").", "%3E", "»", "&utm_source=x", "%20"):
        with subtests.test(tail):
            page.evaluate("() => { location.hash = ''; }")
            page.evaluate("hash => { location.hash = hash; }", f"{LINK}{tail}")
            expect(page.locator('[data-lien-recu="verifie"] [data-recu-suite]')).to_contain_text(
                "identique", timeout=LONG
            )
            expect(page.locator('[name="postes"]')).to_have_value("17")
            page.locator("[data-exemple]").click()
            expect(page.locator('[data-lien-recu="aucun"]')).to_have_count(1)


def test_mail_filter_is_repaired(browser: Browser, origin: str, subtests: pytest.Subtests) -> None:
    """« # » réécrit, perdu, ou passé dans les paramètres : la page 404 ou la page elle-même rétablit l'adresse.

    La page y parvient sans Python, qui ne démarre qu'à la dernière adresse, et la confirme.
    """
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*.wasm", lambda _: None)
    marks = ("%23", "%2523", "/%23", "/%2523", "/#%23", "/#%2523", "/?utm_source=x%23", "/#%252523", "/")
    for mark in marks:
        with subtests.test(mark):
            page.goto("about:blank")
            if mark == marks[-1]:
                page.unroute("**/*.wasm")
            page.goto(f"{origin}/tools/couts{mark}{LINK}", wait_until="commit")
            expect(page.locator('[data-lien-recu="peint"], [data-lien-recu="verifie"]')).to_have_count(1, timeout=LONG)
            expect(page.locator('[name="postes"]')).to_have_value("17")
    expect(page.locator("[data-recu-suite]")).to_contain_text("identique", timeout=LONG)
    context.close()


def test_late_python_never_shows_the_example_as_sent(page: Page, origin: str) -> None:
    """Tant que Python n'a pas répondu, l'exemple du site ne se voit ni ne s'imprime à la place du lien."""
    with held(page):
        page.goto(f"{origin}/tools/couts/#{LINK}")
        expect(page.locator("[data-recu-phrase]")).to_contain_text("Contrat court")
        expect(page.locator(".outil-resultat")).not_to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator(".conseil")).not_to_be_visible()
        expect(page.locator("[data-recu-phrase]")).to_be_visible()
        page.emulate_media(media="screen")
    expect(page.locator(".outil-resultat")).to_be_visible(timeout=30_000)


def test_share_dialog(browser: Browser, origin: str, tmp_path: Path) -> None:
    """La fenêtre de partage : lien copié et annoncé, courriel et verdict, code QR lisible, fichier, page du conseil."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{origin}/tools/couts/#{LINK}")
    settled(page, "17")
    page.locator("form [data-partager]").click()
    dialog = page.locator("[data-partage]")
    expect(dialog).to_be_visible(timeout=30_000)
    for words in ("contient les valeurs saisies", "Seuls ceux qui l’ont", "pas signé"):
        expect(dialog).to_contain_text(words)
    link = page.locator("[data-partage-lien]").input_value()
    dialog.locator("[data-partage-copier]").click()
    expect(dialog.locator("[data-partage-etat]")).to_have_text("Lien copié.")
    expect(dialog.locator("[data-partage-etat]")).to_have_attribute("role", "status")
    assert page.evaluate("() => navigator.clipboard.readText()") == link

    mail = parse_qs(urlsplit(dialog.locator("[data-partage-courriel]").get_attribute("href") or "").query)
    verdict = to_text(get_tool("couts").board(QUINZE, get_tool("couts").compute(QUINZE)).verdict)
    assert verdict in mail["body"][0]
    assert link in mail["body"][0]

    picture = tmp_path / "qr.png"
    dialog.locator("[data-partage-qr]").screenshot(path=picture, scale="css")
    read = subprocess.run([required("zbarimg"), "-q", "--raw", picture], capture_output=True, text=True, check=False)
    assert read.stdout.strip() == link

    dialog.locator("[data-mettre-au-dossier]").click()
    expect(dialog.locator("[data-partage-etat]")).to_contain_text("Ajouté au dossier")
    with page.expect_download() as download:
        dialog.locator('[data-exporter="json"]').click()
    assert download.value.suggested_filename.endswith(".json")
    dialog.locator("[data-voir-conseil]").click()
    expect(dialog).not_to_be_visible()
    expect(page.locator(".conseil")).to_be_visible()
    with page.expect_download() as download:
        page.locator('.conseil [data-exporter="conseil"]').click()
    minutes = download.value.path().read_text(encoding="utf-8")
    assert "## La suite à donner" in minutes
    assert link in minutes
    page.locator("[data-quitter-conseil]").click()
    expect(page.locator(".outil-resultat")).to_be_visible()
    context.close()


def test_two_links_side_by_side(page: Page, origin: str) -> None:
    """Deux liens collés : ce qui diffère, ce qui compte le plus, un lien de la comparaison qui la redonne."""
    other = payload(get_tool("couts").answer(dataclasses.replace(QUINZE, horizon_mois=48)), DAY)
    page.goto(f"{origin}/comparer/")
    fields = page.locator("[data-comparer] textarea")
    fields.nth(0).fill(f"Voici : {origin}/tools/couts/#{LINK}.")
    fields.nth(1).fill(f"{origin}/tools/couts/%23{other}")
    page.locator("[data-comparer] button[type=submit]").click()
    zone = page.locator("[data-zone=desaccord]")
    expect(zone).to_contain_text("Une réponse saisie diffère.", timeout=30_000)
    expect(zone).to_contain_text("Durée de la comparaison")
    shown = zone.inner_text()
    own = page.locator("[data-paire]").input_value()
    page.goto("about:blank")
    page.goto(own)
    expect(zone).to_have_text(shown, timeout=30_000, use_inner_text=True)
    fields.nth(1).fill(payload(get_tool("dependance").answer(PRESETS["dependance"]["captive"]), DAY))
    page.locator("[data-comparer] button[type=submit]").click()
    expect(page.locator("[data-comparer] [data-etat]")).to_contain_text("deux calculateurs différents")
    expect(zone).to_be_empty()
    page.goto(f"{origin}/comparer/#deux.1.abc")
    page.reload()
    expect(page.locator("[data-comparer] [data-etat]")).to_contain_text("incomplet")


def test_dossier_is_one_file(page: Page, browser: Browser, origin: str, tmp_path: Path) -> None:
    """Deux réponses réunies en un fichier, qui s'ouvre sans réseau avec ses chiffres, ses graphiques et ses calculs."""
    page.goto(f"{origin}/dossier/")
    field = page.locator("[data-dossier-page] textarea")
    for link in (LINK, payload(get_tool("dependance").answer(PRESETS["dependance"]["captive"]), DAY)):
        field.fill(f"{origin}/#{link}")
        page.locator("[data-dossier-page] button[type=submit]").click()
        expect(field).to_have_value("", timeout=30_000)
    expect(page.locator("[data-dossier-page] [data-liste] li")).to_have_count(2)
    field.fill("rien")
    page.locator("[data-dossier-page] button[type=submit]").click()
    expect(page.locator("[data-dossier-page] [data-etat]")).to_contain_text("Réponse 3")
    expect(page.locator("[data-dossier-page] [data-liste] li")).to_have_count(2)
    with page.expect_download() as download:
        page.locator("[data-enregistrer]").click()
    saved = tmp_path / "dossier.html"
    download.value.save_as(saved)

    context = browser.new_context(offline=True)
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(saved.as_uri())
    expect(opened.locator(".conseil-titre")).to_have_count(2)
    expect(opened.locator(".verdict").first).to_contain_text("Contrat court et référent")
    assert opened.locator("svg[role=img]").count() > 4
    expect(opened.locator(".calcul").first).to_be_visible()
    assert asked == [saved.as_uri()]
    context.close()
