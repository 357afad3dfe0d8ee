"""Saisir dans la page : nombres collés, saisies fautives, lignes ajoutées, copiées, retirées, avant même Python."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.pages import LONG, computed, held, settled

BAD = (
    ("postes", "", "le champ est vide"),
    ("postes", "-3", "hors des bornes"),
    ("postes", "5001", "hors des bornes"),
    ("postes", "12 personnes", "ce n'est pas un nombre"),
    ("postes", "1e999", "ce n'est pas un nombre"),
    ("postes", "10,5", "n'est pas entière"),
    ("offres.0.duree_h.0", "9", "l'ordre doit être bas ≤ probable ≤ haut"),
    ("offres.1.nom", " ", "saisissez un texte"),
)


def test_pasted_french_numbers(page: Page, origin: str, subtests: pytest.Subtests) -> None:
    """Un nombre collé d'un tableur, avec ses espaces, est compris."""
    page.goto(f"{origin}/tools/couts/")
    cell = page.locator("#r-calcul-poste-0 li >> nth=-1")
    for thousands, text in ((1, "1 500"), (2, "2\u202f500"), (3, "3\u00a0500")):
        with subtests.test(repr(text)):
            page.locator('[name="postes"]').fill(text)
            expect(cell).to_contain_text(f"÷ {thousands} 500 =", timeout=LONG)
            computed(page)


def test_bad_input_is_one_sentence(page: Page, origin: str, subtests: pytest.Subtests) -> None:
    """Une phrase près du champ ; ce qui a été tapé reste ; la page se remet d'une faute avant la suivante."""
    page.goto(f"{origin}/tools/couts/")
    page.locator('[name="horizon_mois"]').fill("48")
    good = computed(page)
    for name, text, sentence in BAD:
        with subtests.test(f"{name} {text!r}"):
            field, error = page.locator(f'[name="{name}"]'), page.locator(f'[id="e-{name}"]')
            before = field.input_value()
            field.fill(text)
            expect(error).to_be_visible()
            expect(error).to_contain_text(sentence)
            expect(page.locator("[data-etat]")).to_contain_text("Dernier résultat valable", timeout=LONG)
            assert field.input_value() == text
            assert field.get_attribute("aria-invalid") == "true"
            assert page.locator(".verdict").inner_text() == good
            field.fill(before)
            expect(error).to_be_hidden()
            computed(page)


def test_offers_rows_presets_and_reset(page: Page, origin: str) -> None:
    """Ajouter, dupliquer, retirer dans les bornes ; deux offres actuelles refusées ; repartir de zéro s'annule."""
    page.goto(f"{origin}/tools/couts/")
    rows = page.locator("[data-liste] [data-rangee]")
    expect(page.locator("[data-retirer]").first).to_be_disabled()
    for count in (3, 4, 5):
        page.locator("[data-dupliquer]").last.click()
        expect(rows).to_have_count(count)
    expect(page.locator("[data-ajouter]")).to_be_disabled()
    expect(page.locator(".verdict")).to_be_visible()
    computed(page)
    for rank in (0, 1):
        page.locator(f'[name="offres.{rank}.actuelle"]').check()
    expect(page.locator('[id="e-offres.1.actuelle"]')).to_contain_text("une seule ligne")
    page.locator('[name="offres.1.actuelle"]').uncheck()
    page.locator("[data-retirer]").last.click()
    expect(rows).to_have_count(4)

    zero = page.locator("[data-zero]")
    zero.click()
    expect(zero).to_contain_text("Confirmer")
    expect(rows).to_have_count(4)
    zero.click()
    expect(rows).to_have_count(2)
    page.locator("form [data-annuler]").click()
    expect(rows).to_have_count(4)

    page.locator('[data-preset="deuxcents"]').click()
    expect(page.locator('[name="postes"]')).to_have_value("200")
    expect(page.locator(".verdict")).to_contain_text("60")


def test_an_added_offer_starts_empty_and_unranked(page: Page, origin: str) -> None:
    """Une offre ajoutée naît vide, sous un nom neutre : hors du classement tant qu'elle n'a pas tout dit."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    before = page.locator(".verdict").inner_text()
    page.locator("[data-ajouter]").click()
    expect(page.locator('[name="offres.2.nom"]')).to_have_value("Offre 3")
    expect(page.locator('[name="offres.2.forfait_poste_eur"]')).to_have_value("")
    expect(page.locator('[name="offres.2.nom"]')).to_be_focused()
    expect(page.locator("[data-bilan]").first).to_contain_text("Nom de l’offre\u00a0: «\u00a0Offre 3\u00a0»")
    zone = page.locator('[data-zone="chiffres"]')
    expect(zone).to_contain_text("«\u00a0Offre 3\u00a0» est à compléter, hors du classement", timeout=LONG)
    assert computed(page) == before
    page.locator('[name="offres.2.forfait_poste_eur"]').fill("30")
    page.locator('[name="offres.2.meme_qualite"]').select_option("Offre minimale")
    expect(zone).to_contain_text("«\u00a0Offre 3\u00a0» est comptée à la même qualité que «\u00a0Offre minimale\u00a0»")
    expect(zone.locator("thead th")).to_have_count(4)
    page.locator('[name="offres.0.nom"]').fill("Sobre")
    expect(page.locator('[name="offres.2.meme_qualite"]')).to_have_value("Sobre")
    expect(zone).to_contain_text("à la même qualité que «\u00a0Sobre\u00a0»")
    page.reload()
    expect(page.locator('[name="offres.2.meme_qualite"]')).to_have_value("Sobre")


def test_each_fold_says_what_it_holds(page: Page, origin: str) -> None:
    """Un repli dit en une ligne ce qu'il contient, et le redit quand une valeur change."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    page.locator('[data-preset="engagement"]').click()
    fold = page.locator('[data-rangee="0"] [data-repli]').filter(has_text="Le contrat")
    expect(fold.locator("[data-repli-contenu]")).to_contain_text("Engagement 14\u00a0mois")
    fold.locator("summary").click()
    page.locator('[name="offres.0.engagement_mois"]').fill("9")
    expect(fold.locator("[data-repli-contenu]")).to_contain_text("Engagement 9\u00a0mois")


def test_row_asked_before_python_waits_for_it(page: Page, origin: str) -> None:
    """Python en retard : la ligne est promise, la saisie continue, rien ne lui vole le clavier, puis la ligne vient."""
    with held(page):
        page.goto(f"{origin}/tools/couts/")
        page.locator("[data-pret]").wait_for()
        page.locator("[data-ajouter]").click()
        expect(page.locator("[data-bilan]").first).to_contain_text("La ligne se prépare")
        page.locator('[name="postes"]').fill("71")
    expect(page.locator("[data-liste] [data-rangee]")).to_have_count(3, timeout=LONG)
    expect(page.locator('[name="postes"]')).to_be_focused()
    settled(page, "71")


def test_row_asked_for_another_situation_is_dropped(page: Page, origin: str) -> None:
    """Une situation ouverte pendant l'attente : le geste d'avant ne tombe pas sur elle."""
    with held(page):
        page.goto(f"{origin}/tools/couts/")
        page.locator("[data-pret]").wait_for()
        page.locator("[data-dupliquer]").first.click()
        page.locator('[data-preset="quarantecinq"]').click()
    settled(page, "45")
    expect(page.locator("[data-liste] [data-rangee]")).to_have_count(3)
    expect(page.locator("[data-bilan]").first).to_be_empty()


def test_report_goes_with_its_row(page: Page, origin: str) -> None:
    """Ce qui a été dit d'une ligne s'efface quand elle est retirée, ou qu'une autre situation s'ouvre."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    report = page.locator("[data-bilan]").first
    for leave in ("[data-retirer] >> nth=-1", '[data-preset="quinze"]'):
        page.locator("[data-ajouter]").click()
        expect(report).to_contain_text("Inventé", timeout=LONG)
        page.locator(leave).click()
        expect(report).to_be_empty()
