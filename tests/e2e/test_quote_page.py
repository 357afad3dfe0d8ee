"""Coller ou déposer un devis dans la page : relire, corriger, ajouter ; rien avant, rien en silence."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.pages import LONG, computed, settled

THREE = "Nom\tAlpha\tBeta\tGamma\nMise en place\t1 000\t2 000\t3 000\nPrix du forfait\t45\t50\t60"


def _paste(page: Page, text: str) -> Locator:
    """Colle un tableau et le fait lire ; rend la zone à relire."""
    fold = page.locator("[data-devis]")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    page.locator("[data-coller-texte]").fill(text)
    page.locator("[data-lire-devis]").click()
    return page.locator("[data-devis-lu]")


def test_a_quote_is_reviewed_then_added(page: Page, origin: str) -> None:
    """Trois offres : une ligne à préciser dans chacune ; corrigée, elle s'ajoute ; « Annuler » revient."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    zone = _paste(page, THREE)
    offers = zone.locator(".devis-offre")
    expect(offers).to_have_count(3, timeout=LONG)
    expect(page.locator("[data-liste] [data-rangee]")).to_have_count(2)
    line = offers.nth(1).locator(".devis-ligne").nth(1)
    expect(line.locator("[data-refus]")).to_contain_text("Forfait par personne")
    for rank in range(3):
        offers.nth(rank).locator(".devis-ligne").nth(1).locator("[data-cle]").select_option("forfait_poste_eur")
    line.locator("[data-texte]").fill("beaucoup")
    zone.locator("[data-ajouter-devis]").click()
    expect(line.locator("[data-refus]")).to_contain_text("pas un nombre")
    expect(line.locator("[data-texte]")).to_be_focused()
    expect(page.locator("[data-liste] [data-rangee]")).to_have_count(2)
    line.locator("[data-texte]").fill("52 €")
    zone.locator("[data-ajouter-devis]").click()
    expect(page.locator("[data-liste] [data-rangee]")).to_have_count(5)
    expect(page.locator('[name="offres.3.forfait_poste_eur"]')).to_have_value("52")
    expect(page.locator('[name="offres.2.nom"]')).to_be_focused()
    report = page.locator("[data-bilan]").first
    expect(report).to_contain_text("Forfait par personne")
    expect(report).to_contain_text("Non dits par ce devis")
    expect(zone).to_be_hidden()
    computed(page)
    page.locator("form [data-annuler]").click()
    expect(page.locator("[data-liste] [data-rangee]")).to_have_count(2)


def test_an_offer_or_a_line_is_left_aside(page: Page, origin: str) -> None:
    """Une offre décochée et une ligne laissée de côté n'entrent pas ; remplacer retire ce qui était là."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    zone = _paste(page, THREE)
    expect(zone.locator(".devis-offre")).to_have_count(3, timeout=LONG)
    zone.locator("[data-offre-prise]").nth(1).uncheck()
    zone.locator(".devis-ligne [data-cle]").nth(0).select_option("")
    zone.locator("[data-remplacer]").check()
    zone.locator("[data-ajouter-devis]").click()
    rows = page.locator("[data-liste] [data-rangee]")
    expect(page.locator('[name="offres.0.nom"]')).to_have_value("Alpha")
    expect(rows).to_have_count(2)
    expect(page.locator('[name="offres.1.nom"]')).to_have_value("Gamma")
    expect(page.locator('[name="offres.1.mise_en_place_eur.1"]')).to_have_value("3000")
    expect(page.locator('[name="offres.0.mise_en_place_eur.1"]')).to_have_value("0")


def test_a_keystroke_while_adding_is_kept(page: Page, origin: str) -> None:
    """Ce qui est saisi pendant que Python ajoute l'offre n'est pas effacé par sa réponse."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    zone = _paste(page, "Nom\tAlpha\nForfait par personne\t45 €")
    expect(zone.locator(".devis-offre")).to_have_count(1, timeout=LONG)
    page.evaluate("""() => {
        const send = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (message) {
            send.call(this, message);
            if (!message.question?.includes("ajouter_devis")) return;
            Worker.prototype.postMessage = send;
            const field = document.querySelector('[name="offres.0.nom"]');
            field.value = "Pendant ce temps";
            field.dispatchEvent(new Event("input", { bubbles: true }));
        };
    }""")
    zone.locator("[data-ajouter-devis]").click()
    expect(page.locator("[data-liste] [data-rangee]")).to_have_count(3, timeout=LONG)
    expect(page.locator('[name="offres.0.nom"]')).to_have_value("Pendant ce temps")


def test_nothing_read_says_so(page: Page, origin: str) -> None:
    """Un texte sans ligne, du HTML : une phrase ; un texte actif reste un texte."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    report = page.locator("[data-bilan]").first
    _paste(page, "n'importe quoi")
    expect(report).to_contain_text("aucune ligne", timeout=LONG)
    _paste(page, "<table><tr><td>A</td></tr></table>")
    expect(report).to_contain_text("HTML")
    zone = _paste(page, "Nom\tOffre <b>collée</b>\nForfait par personne\t1 042,50 €\nRemise\t<b>10</b> %")
    expect(zone.locator("[data-source]").last).to_have_text("Remise | <b>10</b> %")
    assert zone.locator("b").count() == 0
    zone.locator("[data-laisser-devis]").click()
    expect(zone).to_be_hidden()


def test_the_model_is_dropped_anywhere(page: Page, origin: str, tmp_path: Path) -> None:
    """Un .csv de Windows s'ouvre à relire, dès la page ouverte ; du modèle déposé vide, rien n'est pris."""
    page.goto(f"{origin}/reperes/coller/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger le modèle").click()
    path = tmp_path / "modele.xlsx"
    download.value.save_as(path)
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    page.locator("summary", has_text="Enregistrer, rouvrir").click()
    page.locator("[data-fichier]").set_input_files({
        "name": "devis.csv",
        "mimeType": "text/csv",
        "buffer": "Désignation;Montant HT\nMise en place;1500,50\n".encode("cp1252"),
    })
    line = page.locator("[data-devis-lu] .devis-ligne")
    expect(line.locator("[data-cle]")).to_have_value("mise_en_place_eur", timeout=LONG)
    expect(line.locator("[data-texte]")).to_have_value("1500,5\u00a0€ HT")
    page.locator("[data-fichier]").set_input_files(path)
    expect(page.locator("[data-bilan]").first).to_contain_text("aucune ligne", timeout=60_000)


def test_a_number_read_two_ways_is_chosen(page: Page, origin: str) -> None:
    """« 1.500 » dans un champ : la réponse d'avant reste, deux boutons ; celui qu'on choisit remplit le champ."""
    page.goto(f"{origin}/tools/couts/")
    field, error = page.locator('[name="postes"]'), page.locator('[id="e-postes"]')
    field.fill("41")
    before = settled(page, "41")
    field.fill("1.500")
    expect(error).to_contain_text("de deux façons", timeout=LONG)
    expect(page.locator("[data-etat]")).to_contain_text("Dernier résultat valable")
    assert page.locator(".verdict").inner_text() == before
    expect(error.get_by_role("button")).to_have_text(["1500", "1,5"])
    error.get_by_role("button").first.click()
    expect(field).to_have_value("1500")
    expect(error).to_be_hidden()
    computed(page)


def test_a_picture_is_not_a_table(page: Page, origin: str) -> None:
    """Coller une image, ou du HTML sans texte : une phrase dit quoi faire, au lieu d'un champ vide sans un mot."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    page.locator("[data-devis] summary").click()
    page.locator("[data-coller-texte]").evaluate(
        """(area) => {
          const data = new DataTransfer();
          data.setData("text/html", "<table><tr><td>A</td></tr></table>");
          area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
        }"""
    )
    expect(page.locator("[data-bilan]").first).to_contain_text("pas de texte")
