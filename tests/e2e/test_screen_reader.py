"""Ce qu'un lecteur d'écran reçoit : la charpente de chaque sorte de page, et ce qui s'annonce quand on agit."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.reader import LECTURES, plain, same_as_reference, structure
from tests.pages import LONG, computed

PAGES = {
    "accueil": "",
    "erreur": "erreurs/dependance-excessive/",
    "cas": "cas/low-cost-couteuse/",
    "remede": "corriger/visibilite-controle/",
    "guide": "agir/urgence/",
    "repere": "reperes/accessibilite/",
    "comparer": "comparer/",
    "dossier": "dossier/",
    "absente": "404.html",
    "couts": "tools/couts/",
    "dependance": "tools/dependance/",
}
ANSWERED = ("couts", "dependance")

LISTEN = """() => {
  window.annonces = [];
  const regions = "[role=status], [role=alert], [aria-live]";
  const name = (region) => Object.keys(region.dataset)[0] ?? region.className;
  const said = new Map([...document.querySelectorAll(regions)].map((one) => [one, one.textContent.trim()]));
  const listen = () => {
    for (const one of document.querySelectorAll(regions)) {
      const text = one.textContent.trim();
      // Une zone qui arrive avec son texte ne se dit pas : seule une zone déjà là, qui change.
      if (text && said.has(one) && text !== said.get(one)) window.annonces.push([name(one), text]);
      said.set(one, text);
    }
  };
  new MutationObserver(listen).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


@pytest.fixture
def quiet(browser: Browser) -> Iterator[Page]:
    """Une page large, où l'on peut copier et où rien ne bouge."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_structure_is_the_reference(name: str, quiet: Page, origin: str) -> None:
    """Repères, titres, commandes et leurs états : un seul titre de page, rien sans nom."""
    quiet.goto(f"{origin}/{PAGES[name]}")
    if quiet.locator("[data-outil]").count():
        quiet.locator("[data-pret]").wait_for()
    if quiet.locator(".md-content .modele").count():
        quiet.locator(".modele").get_by_role("button").last.wait_for()  # un script les donne
    expect(quiet.locator(".md-content form [type=submit]:disabled")).to_have_count(0)  # un script les réveille
    lines = structure(quiet)
    assert sum("[level=1]" in line for line in lines) == 1
    for role in ("button", "textbox", "checkbox", "radio", "combobox", "form", "region", "navigation", "dialog"):
        assert not [line for line in lines if line.split()[0] == role and "«" not in line], role
    same_as_reference(f"page-{name}", lines)


@pytest.mark.parametrize("tool", ANSWERED)
def test_answer_structure_is_the_reference(tool: str, quiet: Page, origin: str) -> None:
    """Après une réponse, tout déplié : les titres de la réponse, ses tableaux, ses dessins nommés."""
    quiet.goto(f"{origin}/tools/{tool}/")
    quiet.locator("[data-pret]").wait_for()
    quiet.locator("[data-preset]").nth(1).click()
    expect(quiet.locator("[data-outil] .conseil:not(.perime)")).to_be_attached(timeout=LONG)
    quiet.locator("[data-zone=details] details").evaluate_all("folds => folds.forEach((fold) => (fold.open = true))")
    lines = structure(quiet)
    start = next(rank for rank, line in enumerate(lines) if "« La réponse »" in line)
    same_as_reference(f"reponse-{tool}", lines[start:])


def test_announcements_are_the_reference(quiet: Page, origin: str) -> None:
    """Une valeur, une faute, sa correction, un partage : une phrase chaque fois, une seule, dans l'ordre."""
    quiet.goto(f"{origin}/tools/couts/")
    quiet.locator("[data-pret]").wait_for()
    quiet.evaluate(LISTEN)
    lines: list[str] = []
    field, said = quiet.locator('[name="postes"]'), quiet.locator("[data-annonce]")

    def heard(gesture: str) -> None:
        lines.append(f"{gesture} :")
        lines.extend(f"  {zone} : {plain(text)}" for zone, text in quiet.evaluate("() => window.annonces.splice(0)"))

    field.fill("55")
    computed(quiet)
    expect(said).to_contain_text("Sur 36 mois", timeout=LONG)
    heard("une valeur changée")
    field.fill("abc")
    expect(said).to_contain_text("Dernier résultat valable", timeout=LONG)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(r"pas un nombre"))
    heard("une valeur fausse")
    field.fill("56")
    expect(said).to_contain_text("Sur 36 mois", timeout=LONG)
    heard("la valeur corrigée")
    quiet.locator("[data-resultat] [data-partager]").click()
    quiet.locator("[data-partage-copier]").click()
    expect(quiet.locator("[data-partage-etat]")).to_have_text("Lien copié.")
    heard("le lien copié")
    same_as_reference("annonces-couts", lines)


def test_no_reading_is_left_over() -> None:
    """Chaque lecture gardée est celle d'une page ou d'un parcours qui existe."""
    known = {f"page-{name}" for name in PAGES} | {
        f"{kind}-{name}" for kind in ("reponse", "clavier") for name in ANSWERED
    }
    assert {path.stem for path in LECTURES.iterdir()} == known | {"annonces-couts"}
