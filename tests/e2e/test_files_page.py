"""Enregistrer, rouvrir, coller : dans un vrai Chromium, sous la politique stricte."""

from __future__ import annotations

import io
import json
import zipfile

from playwright.sync_api import Page, expect

from tests.pages import settled


def _open_drawer(page: Page) -> None:
    page.locator("summary", has_text="Enregistrer, rouvrir").click()


def test_save_and_open_again(page: Page, origin: str) -> None:
    """Les quatre fichiers s'enregistrent ; le JSON se rouvre, choisi ou déposé ; un mauvais ne perd rien."""
    full: list[str] = []
    page.on("request", lambda request: full.append(request.url) if "complet-" in request.url else None)
    page.goto(f"{origin}/tools/couts/")
    page.locator('[name="postes"]').fill("57")
    shown = settled(page, "57")
    _open_drawer(page)
    found = {}
    for kind in ("csv", "markdown", "json"):
        with page.expect_download() as download:
            page.locator(f'form [data-exporter="{kind}"]').click()
        found[kind] = download.value.path().read_bytes()
    assert full == []  # le classeur seul demande le reste de la bibliothèque
    with page.expect_download(timeout=60_000) as download:
        page.locator('[data-exporter="classeur"]').click()
    assert len(full) == 1
    assert download.value.suggested_filename.endswith(".xlsx")
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as archive:
        assert "xl/worksheets/sheet4.xml" in archive.namelist()
    assert json.loads(found["json"])["entrees"]["postes"] == 57
    assert "Offre pilotée" in found["csv"].decode()
    assert found["markdown"].decode().startswith("# Comparer les coûts")

    page.locator('[name="postes"]').fill("12")
    settled(page, "12")
    page.locator("[data-fichier]").set_input_files({
        "name": "mauvais.json",
        "mimeType": "application/json",
        "buffer": b"{",
    })
    expect(page.locator("form [data-fichier-etat]")).to_contain_text("pas un JSON lisible")
    expect(page.locator('[name="postes"]')).to_have_value("12")
    page.locator("[data-fichier]").set_input_files({
        "name": "bon.json",
        "mimeType": "application/json",
        "buffer": found["json"],
    })
    assert settled(page, "57") == shown
    page.locator("form [data-annuler]").click()
    settled(page, "12")

    dropped = page.evaluate_handle(
        """(text) => {
          const data = new DataTransfer();
          data.items.add(new File([text], "depot.json", { type: "application/json" }));
          return data;
        }""",
        found["json"].decode(),
    )
    page.dispatch_event("[data-depot]", "drop", {"dataTransfer": dropped})
    assert settled(page, "57") == shown


def test_a_trial_is_said_and_undone(page: Page, origin: str) -> None:
    """Un essai est dit près du verdict tant qu'il dure ; le clavier n'est pas perdu ; on revient d'un geste."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    page.locator('[data-preset="quarantecinq"]').click()
    before = settled(page, "45")
    trial = page.locator('[data-zone="chiffres"] .essayer[data-essayer]').first
    value = trial.inner_text()
    trial.click()
    expect(page.locator("[data-essai]")).to_contain_text(value)
    expect(page.locator("[data-essai]")).to_contain_text("Petites gênes (Renégocier)")
    expect(page.locator("[data-essai] button")).to_be_focused()
    expect(page.locator(".verdict")).not_to_have_text(before, timeout=30_000)
    page.locator("[data-essai] button").click()
    expect(page.locator("[data-essai]")).to_be_hidden()
    expect(page.locator(".verdict")).to_have_text(before)
