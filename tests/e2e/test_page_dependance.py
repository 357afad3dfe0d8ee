"""La page de mesure de dépendance, dans un vrai Chromium, sous la politique stricte."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect
from tools.dependance.inputs import Inputs
from tools.dependance.model import compute
from tools.dependance.model.handover import handed_work
from tools.kit.declare import preset_inputs
from tools.kit.french import format_input

from tests.pages import LONG, computed, open_question

PRESETS = preset_inputs(Inputs)


def answer(page: Page, key: str, value: str) -> None:
    """Répond à une question."""
    page.locator(f'input[name="{key}"][value="{value}"]').check(force=True)


def test_hidden_total_then_verdict(page: Page, origin: str) -> None:
    """Sous dix-huit réponses, un exemple dit comme tel ; une situation type remplit tout ; « et si » se défait."""
    page.goto(f"{origin}/tools/dependance/")
    expect(page.locator(".verdict")).to_contain_text("Encore 18 réponses")
    expect(page.locator('[data-zone="chiffres"]')).to_contain_text("Exemple, avec des réponses inventées")
    answer(page, "acces_1", "3")
    expect(page.locator(".verdict")).to_contain_text("Encore 17 réponses", timeout=30_000)
    expect(page.locator('[data-zone="chiffres"]')).to_contain_text("Accès et titularité")
    expect(page.locator("[data-progres]")).to_have_text("1 réponse sur 24")

    page.locator('[data-preset="service"]').click()
    expect(page.locator(".verdict")).to_contain_text(re.compile(r"Dépendance forte\u2060?\u00a0: 57 sur 100"))
    open_question(page, "Que faire d’abord")
    page.locator("[data-essayer]").first.click()
    expect(page.locator(".verdict")).not_to_contain_text("57 sur 100")
    page.locator("form [data-annuler]").click()
    expect(page.locator(".verdict")).to_contain_text("57 sur 100")


def test_own_answers_survive_a_received_link(page: Page, browser: Browser, origin: str) -> None:
    """Un lien reçu s'affiche ; nos propres réponses peuvent être reprises ; rien n'est perdu au rechargement."""
    page.goto(f"{origin}/tools/dependance/")
    page.locator('[data-preset="captive"]').click()
    expect(page.locator(".verdict")).to_contain_text("critique", timeout=30_000)
    page.locator("[data-copier]").click()
    expect(page.locator("[data-lien]")).to_be_visible()
    url = page.url

    context = browser.new_context()
    other = context.new_page()
    other.goto(f"{origin}/tools/dependance/")
    answer(other, "acces_1", "1")
    expect(other.locator(".verdict")).to_contain_text("Encore 17", timeout=30_000)
    other.goto(url)
    expect(other.locator(".verdict")).to_contain_text("critique")
    other.locator("form [data-reprendre]").click()
    expect(other.locator(".verdict")).to_contain_text("Encore 17")
    other.reload()
    expect(other.locator('input[name="acces_1"][value="1"]')).to_be_checked()
    context.close()


def test_an_answer_made_again_keeps_the_readers_place(page: Page, origin: str) -> None:
    """Un repli ouvert le reste, et le bouton que l'on vient de presser garde la place du clavier."""
    page.goto(f"{origin}/tools/dependance/")
    page.locator('[data-preset="service"]').click()
    computed(page)
    open_question(page, "Que faire d’abord")
    fold = page.locator("[data-zone=details] details.donnees", has_text="Tout le plan")
    fold.locator("summary").click()
    before = page.locator("[data-zone=chiffres]").inner_text()
    page.locator("[data-zone=chiffres] [data-reconnaitre]").first.press("Enter")
    expect(page.locator("[data-zone=chiffres]")).not_to_have_text(before, timeout=LONG, use_inner_text=True)
    computed(page)
    expect(page.locator("[data-zone=chiffres] [data-reconnaitre]").first).to_be_focused()
    expect(fold).to_have_attribute("open", "")


def test_exit_cost_goes_to_the_comparison(page: Page, origin: str) -> None:
    """Le travail de sortie s'ouvre dans la comparaison, au contrat actuel, et la page dit où elle l'a mis."""
    page.goto(f"{origin}/tools/dependance/")
    page.locator('[data-preset="service"]').click()
    expect(page.locator(".verdict")).to_contain_text("forte", timeout=30_000)
    page.locator("a.ouvrir").click()
    _expect_handed(page, "service")
    expect(page.locator("[data-message]")).to_contain_text("situation type « 45 personnes")


def _expect_handed(page: Page, key: str) -> None:
    """Les trois points du travail de sortie sont au contrat actuel, le premier de la liste."""
    leaving = compute(PRESETS[key]).sortie
    assert leaving
    for rank, euros in enumerate(handed_work(leaving.choisie, PRESETS[key].penalite_eur)):
        field = page.locator(f'[name="offres.0.sortie_eur.{rank}"]')
        expect(field).to_have_value(format_input(round(euros, 2)), timeout=LONG)
    computed(page)


def test_exit_cost_goes_to_our_own_comparison(page: Page, origin: str) -> None:
    """Une comparaison déjà saisie dans l'onglet reçoit la sortie, garde le reste, et peut être reprise telle quelle."""
    page.goto(f"{origin}/tools/couts/")
    page.locator('[data-preset="quinze"]').click()
    computed(page)
    page.locator('[name="postes"]').fill("17")
    computed(page)
    page.goto(f"{origin}/tools/dependance/")
    page.locator('[data-preset="captive"]').click()
    expect(page.locator(".verdict")).to_contain_text("critique", timeout=30_000)
    page.locator("a.ouvrir").click()
    _expect_handed(page, "captive")
    expect(page.locator("[data-message]")).to_contain_text("dans votre comparaison, au contrat actuel")
    expect(page.locator('[name="offres.0.engagement_mois"]')).to_have_value("30")
    expect(page.locator('[name="horizon_mois"]')).to_have_value("36")
    page.locator("form [data-reprendre]").click()
    expect(page.locator('[name="postes"]')).to_have_value("17")
    page.reload()
    expect(page.locator("[data-message]")).to_be_hidden()


def test_one_part_at_a_time_on_a_phone(browser: Browser, origin: str) -> None:
    """Sur un téléphone, un critère à la fois, au clavier comme au doigt ; sur un grand écran, tous."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{origin}/tools/dependance/")
    groups = page.locator("[data-groupe]")
    expect(groups.nth(0)).to_be_visible()
    expect(groups.nth(1)).to_be_hidden()
    following = groups.nth(0).get_by_role("button", name="Passer")  # il y manque des réponses
    following.focus()
    page.keyboard.press("Enter")
    expect(groups.nth(1)).to_be_visible()
    expect(groups.nth(0)).to_be_hidden()
    page.keyboard.press("Space")
    expect(groups.nth(1).locator("input").first).to_be_checked()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(groups).to_have_count(8)
    expect(groups.nth(7)).to_be_visible()
    context.close()


def test_message_to_the_provider_is_copied(browser: Browser, origin: str) -> None:
    """Le message porte une question par « je ne sais pas » et une preuve par réponse faible."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{origin}/tools/dependance/")
    page.locator('[data-preset="inconnue"]').click()
    letter = page.locator("#r-questions-prestataire")
    computed(page)
    open_question(page, "Que demander")
    expect(letter).to_be_visible(timeout=30_000)
    letter.get_by_role("button", name="Copier").click()
    expect(letter.locator("[role=status]")).to_have_text("Texte copié.")
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert text.count("\n- ") == 13 + 4
    context.close()
