"""Les parcours d'un lecteur, écrits une fois : lire, chercher, calculer, partager, revenir, s'en aller sans réseau."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Any

from tools.kit.declare import Typed, preset_inputs
from tools.kit.link import open_record, payload
from tools.kit.tool import get_tool

from tests.engines.visit import Visit

TOOL = get_tool("couts")
QUINZE: Any = dataclasses.replace(preset_inputs(TOOL.inputs)["quinze"], postes=17)
DAY = date(2026, 11, 23)
LINK = payload(TOOL.answer(QUINZE), DAY)
HOSTILE = '<img src=x onerror="window.__touche = 1"><script>window.__touche = 1</script>'
NAMED = dataclasses.replace(
    QUINZE, offres=(dataclasses.replace(QUINZE.offres[0], nom=Typed(HOSTILE[:44])), *QUINZE.offres[1:])
)
TRAP = payload(TOOL.answer(NAMED), DAY)
PRINTS = "(() => { window.feuilles = 0; window.print = () => { window.feuilles += 1; }; })()"
KEPT = "(async () => (await caches.keys()).filter((name) => name.startsWith('hors-ligne-')).length)()"


def read(visit: Visit) -> None:
    """Lire : l'accueil, une page par un lien, un terme qui s'ouvre et se ferme, la suite."""
    visit.fresh()
    visit.click("h1")  # le premier geste appelle le thème ; partir aussitôt couperait son script
    visit.until("window.document$ !== undefined")
    visit.click(".md-content a[href$='agir/urgence/']")
    visit.until("location.pathname === '/agir/urgence/'")
    visit.see("h1")
    visit.open("comprendre/vocabulaire/")
    visit.click("[popovertarget]")
    visit.see("[popover]:popover-open")


def search(visit: Visit) -> None:
    """Chercher : ce qu'on tape trouve sa page, et y mène."""
    visit.fresh()
    visit.click("[data-md-component=search-query]")
    visit.until("window.document$ !== undefined")
    visit.fill("[data-md-component=search-query]", "tresoreries et dependances")
    visit.see(".md-search-result__item > a", "")
    visit.click(".md-search-result__item > a")
    visit.until("location.pathname !== '/'")
    visit.see("h1")


def compute(visit: Visit) -> None:
    """Calculer les coûts, se tromper, corriger."""
    visit.fresh("tools/couts/")
    visit.fill('[name="postes"]', "7")
    good = visit.settled("7")
    visit.fill('[name="postes"]', "abc")
    visit.see('[id="e-postes"]', "ce n'est pas un nombre")
    assert visit.text(".verdict") == good
    visit.fill('[name="postes"]', "7")
    visit.until("""document.querySelector('[id="e-postes"]').textContent.trim() === ''""")


def measure(visit: Visit) -> None:
    """Mesurer la dépendance : une réponse compte, une situation type remplit tout."""
    visit.fresh("tools/dependance/")
    visit.see(".verdict", "Encore 18 réponses")
    visit.click('label:has(> input[name="acces_1"][value="3"])')
    visit.see(".verdict", "Encore 17 réponses")
    visit.click('[data-preset="service"]')
    visit.see(".verdict", "57 sur 100")


def refuse(visit: Visit) -> None:
    """Un lien piégé : ses valeurs s'affichent comme du texte ; un lien abîmé : une phrase."""
    visit.fresh(f"tools/couts/#{TRAP}")
    visit.see("[data-recu-suite]", "identique")
    visit.computed()
    assert HOSTILE[:44] in visit.text("[data-zone=chiffres]")
    assert visit.count(":is([data-outil], .conseil) :is(img, script, iframe)") == 0
    assert visit.run("window.__touche ?? null") is None
    visit.fresh("tools/couts/#1.AAAA.00000000")
    visit.see("[data-message]", "incomplet")


def receive(visit: Visit) -> None:
    """Ouvrir un lien reçu : peint, puis vérifié."""
    visit.fresh(f"tools/couts/#{LINK}")
    visit.see("[data-recu-phrase]", open_record("couts", LINK).sent.raw)
    visit.see("[data-recu-suite]", "identique")
    visit.settled("17")


def share(visit: Visit) -> None:
    """Partager ce qu'on vient d'ouvrir : la fenêtre, le lien, la copie ; la page du conseil et l'impression."""
    visit.click("form [data-partager]")
    visit.see("dialog[open]", "Seuls ceux qui l’ont")
    assert visit.run("document.querySelector('[data-partage-lien]').value").startswith(visit.host.address)
    assert visit.count("[data-partage-qr] svg") == 1
    visit.click("[data-partage-copier]")
    visit.see("[data-partage-etat]", "opi")  # « Lien copié. », ou comment le copier
    visit.click("dialog [data-voir-conseil]")
    visit.see(".conseil .conseil-lien", "#1.")
    visit.run(PRINTS)
    visit.click("[data-imprimer]")
    visit.click("[data-quitter-conseil]")
    visit.click('[data-imprimer-detail="tout"]')
    visit.until("window.feuilles === 2")


def navigate(visit: Visit) -> None:
    """Retour, avance et navigation instantanée : champs et chiffres suivent, sans recharger le document."""
    visit.fresh("tools/couts/")
    visit.fill('[name="postes"]', "7")
    first = visit.settled("7")
    visit.click("[data-copier]")
    visit.until("location.hash.length > 10")
    visit.open(f"tools/couts/#{LINK}")
    second = visit.settled("17")
    visit.driver.back()
    assert visit.settled("7") == first
    visit.driver.forward()
    assert visit.settled("17") == second
    visit.run("(() => { window.memeDocument = true; })()")
    visit.click("h1")  # hors de l'outil : le thème arrive
    visit.until("window.document$ !== undefined")
    visit.click(".md-copyright a")
    visit.see("h1", "Comment les chiffres sont faits")
    visit.driver.back()
    assert visit.settled("17") == second
    assert visit.run("window.memeDocument === true")


def keep_offline(visit: Visit) -> None:
    """La réponse affichée, garder le site ; sans réseau, recalculer un lien, lire une page ; puis tout effacer."""
    visit.run("document.querySelector('details:has([data-hors-ligne])').open = true")
    visit.click("[data-garder]")
    visit.see("[data-hors-ligne-etat]", "Gardé sur cet appareil")
    visit.host.unplug()
    try:
        visit.open(f"tools/couts/#{LINK}")
        visit.settled("17")
        visit.open("agir/urgence")
        visit.until("location.pathname === '/agir/urgence/'")
        visit.see("h1")
    finally:
        visit.host.plug()
    visit.open("reperes/confidentialite/")
    visit.see("[data-hors-ligne]")
    visit.click("[data-ne-plus-garder]")
    visit.see("[data-hors-ligne-etat]", "n’est plus gardé")
    assert visit.run(KEPT) == 0


JOURNEYS: tuple[Callable[[Visit], None], ...] = (
    read, search, compute, measure, refuse, receive, share, navigate, keep_offline,
)  # fmt: skip
