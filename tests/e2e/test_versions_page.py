"""Un outil qui change de version, dans la vraie page : un site construit avec l'outil d'essai en plus."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Page, expect
from tools.kit.link import Record, encode

from scripts.elsewhere import build, copy_repository
from scripts.paths import ROOT
from scripts.serve import Handler
from tests.conftest import QuietServer

pytestmark = pytest.mark.longs
NAV = "      - Mesurer notre dépendance: tools/dependance/index.md\n"


@pytest.fixture(scope="module")
def essai(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """L'adresse d'un site qui a l'outil d'essai en plus ; aucun autre fichier que son dossier et une ligne de `nav`."""
    home = tmp_path_factory.mktemp("depot")
    copy_repository(home)
    shutil.copytree(ROOT / "tests" / "outils" / "essai", home / "docs" / "tools" / "essai")
    config = home / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace(NAV, f"{NAV}      - Un essai: tools/essai/index.md\n"), encoding="utf-8")

    class EssaiHandler(Handler):
        site = home / "site"

    with QuietServer(("127.0.0.1", 0), EssaiHandler) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        build(home, SITE_URL=f"{address}/")
        Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


def test_old_version_is_told_and_kept(page: Page, essai: str) -> None:
    """Un lien 1.0.0 : peint dans la phrase d'alors, puis migré ; le changement est dit, avec sa raison."""
    entries = {"heures": 12, "remise_pct": 15, "taches": [{"nom": "Devis"}]}
    charge = encode(Record("essai", "1.0.0", "2026-03-12", entries, (6720.0,)))
    page.goto(f"{essai}/tools/essai/#{charge}")
    expect(page.locator("[data-recu-phrase]")).to_contain_text("Ancien modèle")
    expect(page.locator("[data-recu-phrase]")).to_contain_text("6\u202f720")
    more = page.locator("[data-recu-suite]")
    expect(more).to_contain_text("Le modèle a changé (1.0.0 → 1.1.0)", timeout=30_000)
    expect(more).to_contain_text("onze mois travaillés")
    expect(more).to_contain_text("« remise_pct » (15)")
    expect(page.locator('[name="heures_mois"]')).to_have_value("12")
    expect(page.locator('[name="taux_eur"]')).to_have_value("40")
    expect(page.locator('[name="taches.0.heures"]')).to_have_value("2")
    expect(page.locator('[data-zone="chiffres"] .verdict')).to_contain_text("6\u202f160")
    page.locator('[name="heures_mois"]').fill("20")
    expect(page.locator('[data-zone="chiffres"] .verdict')).to_contain_text("9\u202f680", timeout=30_000)
    expect(page.locator("[data-recu-etat]")).to_contain_text("puis changé")


def test_three_outcomes(page: Page, essai: str) -> None:
    """Identique, contesté, version inconnue : trois phrases différentes."""
    same = encode(Record("essai", "1.1.0", "2026-11-23", {}, (6435.0, 0)))
    page.goto(f"{essai}/tools/essai/#{same}")
    expect(page.locator("[data-recu-suite]")).to_contain_text("identique", timeout=30_000)
    page.goto(f"{essai}/tools/essai/#{encode(Record('essai', '1.1.0', '2026-11-23', {}, (1.0, 0)))}")
    expect(page.locator("[data-recu-suite]")).to_contain_text("ne correspondent pas", timeout=30_000)
    page.goto(f"{essai}/tools/essai/#{encode(Record('essai', '7.0.0', '2026-11-23', {}, (1.0, 0)))}")
    expect(page.locator("[data-message]")).to_contain_text("version du modèle", timeout=30_000)
    expect(page.locator('[name="heures_mois"]')).to_have_value("10")
