"""Lire : termes expliqués au clavier, modèles à copier, chemin de lecture."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect


def test_term_opens_with_the_keyboard(page: Page, origin: str) -> None:
    """Un terme du glossaire s'ouvre à l'entrée et se ferme à l'échappement, sans script à nous."""
    page.goto(f"{origin}/comprendre/vocabulaire/")
    page.goto(f"{origin}/erreurs/vision-trop-technique/")
    term = page.locator(".terme", has_text="GTI").first
    bubble = page.locator("#terme-gti")
    expect(bubble).to_be_hidden()
    term.focus()
    page.keyboard.press("Enter")
    expect(bubble).to_be_visible()
    expect(bubble).to_contain_text("délai maximal pour commencer")
    page.keyboard.press("Escape")
    expect(bubble).to_be_hidden()


def test_model_is_copied_and_downloaded(browser: Browser, origin: str) -> None:
    """Un modèle se copie et se télécharge tel qu'affiché ; sans script, il n'a pas de bouton mort."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{origin}/corriger/modeles/")
    block = page.locator("#raci")
    expect(block.locator("td").first).to_have_text("Fixer les arrêts et pertes de données supportables")
    block.get_by_role("button", name="Copier").click()
    expect(block.locator("[role=status]")).to_have_text("Texte copié.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.splitlines()[0].split("\t") == [
        "Activité",
        "Direction",
        "Référent",
        "Responsable d’activité",
        "Prestataire",
    ]
    assert len(copied.splitlines()) == 9
    with page.expect_download() as download:
        block.get_by_role("button", name="Télécharger").click()
    assert download.value.suggested_filename == "raci.txt"
    context.close()

    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/corriger/modeles/")
    expect(page.locator("#raci table")).to_be_visible()
    expect(page.locator("#raci button").first).to_be_hidden()
    context.close()


def test_reading_path_and_situation_link(page: Page, origin: str) -> None:
    """« Suivant » va d'une erreur à l'autre, et le lien d'une erreur ouvre le calculateur, situation remplie."""
    page.goto(f"{origin}/erreurs/confondre-avec-le-support/")
    page.locator(".md-footer__link--next").click()
    expect(page.locator("h1")).to_contain_text("dans l’urgence")
    page.locator(".suite a[href*='tools/couts/']").click()
    expect(page.locator('[name="offres.0.forfait_poste_eur"]')).to_have_value("68")
    expect(page.locator("[data-etat]")).to_contain_text("Calculé dans votre navigateur", timeout=30_000)


def test_theme_arrives_without_reloading_the_sheets(page: Page, origin: str) -> None:
    """Le script du thème, appelé par un geste, ne recharge aucune feuille : la page bougerait sous le doigt."""
    page.goto(f"{origin}/corriger/modeles/")
    page.evaluate("() => { window.first = [...document.styleSheets]; }")
    page.mouse.move(600, 400)
    expect(page.locator(".md-sidebar--primary .md-sidebar__scrollwrap[style]")).to_have_count(1)  # il est là
    page.wait_for_load_state("networkidle")
    sheets = page.evaluate("() => [...document.styleSheets].map((sheet) => window.first.indexOf(sheet))")
    assert sheets == [0, 1]
