"""La page de comparaison des coûts, dans un vrai Chromium, sous la politique stricte."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.kit.tool import names

from tests.pages import LONG, computed, held, settled


def test_answer_without_javascript(browser: Browser, origin: str) -> None:
    """Sans aucun script, la réponse de l'exemple est dans la page."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/tools/couts/")
    expect(page.locator(".verdict")).to_contain_text("de moins que")
    context.close()


def test_compute_error_link_and_new_profile(page: Page, browser: Browser, origin: str) -> None:
    """Saisir, se tromper, corriger, copier le lien : un autre profil voit les mêmes champs et les mêmes chiffres."""
    page.goto(f"{origin}/tools/couts/")
    field = page.locator('[name="postes"]')
    before = page.locator(".verdict").inner_text()
    field.fill("1 200")
    expect(page.locator(".verdict")).not_to_have_text(before, timeout=30_000)
    good = computed(page)

    field.fill("abc")
    expect(page.locator('[id="e-postes"]')).to_contain_text("ce n'est pas un nombre")
    assert page.locator(".verdict").inner_text() == good
    assert field.input_value() == "abc"

    field.fill("55")
    expect(page.locator(".verdict")).not_to_have_text(good)
    shown = computed(page)
    page.locator("[data-copier]").click()
    expect(page.locator("[data-lien]")).to_be_visible()
    url = page.url

    context = browser.new_context()
    other = context.new_page()
    other.goto(url)
    expect(other.locator('[name="postes"]')).to_have_value("55")
    assert computed(other) == shown
    context.close()


def test_damaged_link_gives_default_page(page: Page, origin: str) -> None:
    """Un lien coupé : une phrase, et la page par défaut."""
    page.goto(f"{origin}/tools/couts/#1.AAAA.00000000")
    expect(page.locator("[data-message]")).to_contain_text("incomplet")
    expect(page.locator('[name="postes"]')).to_have_value("40")


def test_runaway_is_killed_and_restarted(page: Page, origin: str) -> None:
    """Un calcul qui dépasse sa limite est arrêté ; la suite se calcule, les valeurs sont gardées."""
    page.goto(f"{origin}/tools/couts/")
    tool = page.locator("[data-outil]")
    page.locator('[name="postes"]').fill("41")
    computed(page)
    page.locator('[name="horizon_mois"]').fill("120")
    computed(page)
    tool.evaluate("element => { element.dataset.limiteMs = '0'; }")
    for postes in range(42, 62):  # sur une machine chargée, la réponse peut encore arriver avant la limite
        page.locator('[name="postes"]').fill(str(postes))
        stopped = page.locator("[data-message]", has_text="relancé")
        expect(stopped.or_(page.locator("[data-outil]:has(.conseil:not(.perime))"))).to_be_visible(timeout=LONG)
        if stopped.is_visible():
            break
    expect(page.locator("[data-message]")).to_contain_text("relancé", timeout=LONG)
    tool.evaluate("element => { element.dataset.limiteMs = '10000'; }")
    page.locator('[name="postes"]').fill("43")
    computed(page)
    assert page.locator('[name="postes"]').input_value() == "43"


def test_reload_keeps_the_tab_values(page: Page, origin: str) -> None:
    """Recharger garde les valeurs de l'onglet, et la réponse les suit."""
    page.goto(f"{origin}/tools/couts/")
    page.locator('[name="postes"]').fill("77")
    shown = computed(page)
    page.reload()
    expect(page.locator('[name="postes"]')).to_have_value("77")
    assert computed(page) == shown


def _link(page: Page) -> str:
    page.locator("[data-copier]").click()
    expect(page.locator("[data-lien]")).to_be_visible()
    return page.url


def test_back_forward_and_instant_navigation(page: Page, origin: str) -> None:
    """Retour, avance et navigation instantanée : champs et chiffres suivent, sans recharger le document."""
    page.goto(f"{origin}/tools/couts/")
    page.evaluate("() => { window.memeDocument = true; }")
    page.locator('[name="postes"]').fill("51")
    first = settled(page, "51")
    one = _link(page)
    page.locator('[name="postes"]').fill("63")
    second = settled(page, "63")
    two = _link(page)

    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if request.resource_type == "xhr" else None)
    page.goto(one)
    assert settled(page, "51") == first
    page.goto(two)
    assert settled(page, "63") == second
    page.go_back()
    assert settled(page, "51") == first
    page.go_forward()
    assert settled(page, "63") == second
    assert fetched == []  # un autre fragment ne recharge pas la page

    link = page.locator(".md-copyright a").first
    link.hover()  # le thème, qui navigue sans recharger, n'arrive que là
    page.wait_for_function("() => window.document$ !== undefined")
    link.click()
    expect(page.locator("h1")).to_contain_text("Comment les chiffres sont faits")
    page.go_back()
    assert settled(page, "63") == second
    assert page.evaluate("() => window.memeDocument === true")


def test_hostile_name_stays_text(page: Page, origin: str) -> None:
    """Un nom qui ressemble à du code s'affiche tel quel ; le calcul n'en souffre pas."""
    page.goto(f"{origin}/tools/couts/")
    hostile = "<img src=x onerror=alert(1)> javascript:a <script>"
    page.locator('[name="offres.0.nom"]').fill(hostile)
    expect(page.locator(".verdict")).to_contain_text(hostile, timeout=30_000)
    assert page.locator(".outil-resultat img").count() == 0


def test_form_works_while_python_is_late(page: Page, origin: str) -> None:
    """Python en retard : les champs se remplissent et se vérifient déjà, puis la réponse vient."""
    with held(page):
        page.goto(f"{origin}/tools/couts/")
        field = page.locator('[name="postes"]')
        field.fill("9999")
        expect(page.locator('[id="e-postes"]')).to_contain_text("entre 1 et 5")
        field.fill("90")
        expect(page.locator('[id="e-postes"]')).to_be_hidden()
    settled(page, "90")


def test_no_webassembly_keeps_the_page_readable(browser: Browser, origin: str) -> None:
    """Sans Python possible, l'exemple reste lisible et une phrase dit pourquoi rien n'est recalculé."""
    context = browser.new_context()
    context.route("**/*.wasm", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{origin}/tools/couts/")
    before = page.locator(".verdict").inner_text()
    page.locator('[name="postes"]').fill("90")
    expect(page.locator("[data-message]")).to_contain_text("ne peut pas se faire", timeout=30_000)
    assert page.locator(".verdict").inner_text() == before
    context.close()


def test_what_decides_can_be_tried(page: Page, origin: str) -> None:
    """Les hypothèses qui décident s'essaient dans la phrase ; l'essai remplit le champ, recalcule et se défait."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    page.locator('[data-preset="quarantecinq"]').click()
    before = settled(page, "45")
    trial = page.locator('[data-zone="chiffres"] .essayer:not(.geste)').last
    changes = dict(pair.split("=") for pair in (trial.get_attribute("data-essayer") or "").split("&"))
    trial.click()
    for name, text in changes.items():
        expect(page.locator(f'[name="{name}"]')).to_have_value(text.replace("%2C", ","))
    expect(page.locator(".verdict")).not_to_have_text(before, timeout=30_000)
    page.locator("form [data-annuler]").click()
    expect(page.locator(".verdict")).to_have_text(before)
    expect(page.locator("#r-changer-d-avis")).to_be_visible()


def test_tabs_come_back_after_scrolling(page: Page, origin: str) -> None:
    """Les onglets reviennent quand on remonte en haut de page."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{origin}/erreurs/dependance-excessive/")
    tabs = page.locator(".md-tabs")
    expect(tabs).to_be_visible()
    page.mouse.wheel(0, 500)  # le premier geste appelle le script du thème
    expect(page.locator(".md-sidebar--primary .md-sidebar__scrollwrap[style]")).to_have_count(1)  # il est là
    page.mouse.wheel(0, 1500)
    expect(page.locator(".md-tabs[hidden]")).to_have_count(1)  # descendre les cache
    page.mouse.wheel(0, -4000)
    expect(tabs).to_be_visible()
    expect(tabs).not_to_have_attribute("hidden", "")


def test_what_decides_is_made_ours_in_one_click(page: Page, origin: str) -> None:
    """« C'est bien le nôtre » trois fois lève l'esquisse, même rechargée ; « Modifier » mène au champ."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    head, deciding = (page.locator('[data-zone="chiffres"] .valeurs').nth(rank) for rank in (0, 1))
    expect(head).to_contain_text("Esquisse")
    head.get_by_role("button", name="aucune des").click()  # le compte mène à la première valeur inventée qui décide
    expect(page.locator('[name="offres.0.duree_h.1"], [name="offres.0.duree_h.0"]').first).to_be_visible()
    for left in (2, 1, 0):
        deciding.get_by_role("button", name="C’est bien le nôtre").first.click()
        expect(deciding.get_by_role("button", name="C’est bien le nôtre")).to_have_count(left, timeout=LONG)
    expect(head).not_to_contain_text("Esquisse")
    expect(head).to_contain_text("3 valeurs sur")
    computed(page)
    expect(page.locator('[data-zone="conseil"]')).not_to_contain_text("Esquisse")
    page.reload()
    computed(page)
    expect(head).not_to_contain_text("Esquisse")
    page.locator('[data-preset="quinze"]').click()
    expect(head).to_contain_text("Esquisse", timeout=LONG)


CUT = """() => [...document.querySelectorAll('[data-zone="chiffres"] :is(.chiffre, .essayer)')]
  .filter(one => one.getClientRects().length && !one.closest('table'))
  .filter(one => one.offsetHeight > 1.9 * parseFloat(getComputedStyle(one).lineHeight))
  .map(one => one.textContent)"""


@pytest.mark.parametrize("tool", names())
def test_no_figure_is_cut_in_two_on_a_phone(tool: str, browser: Browser, origin: str) -> None:
    """Un chiffre qui s'ouvre tient sur une ligne : coupé, il en prend deux entières et renvoie « : » à la suivante."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(f"{origin}/tools/{tool}/")
    page.locator("[data-pret]").wait_for()
    first, *others = page.locator("[data-preset]").all()
    for preset in (*others, first):  # la page s'ouvre sur la première : chaque pas change le verdict
        before = page.locator(".verdict").inner_text()
        preset.click()
        expect(page.locator(".verdict")).not_to_have_text(before, timeout=LONG)
        computed(page)
        assert page.evaluate(CUT) == [], preset.get_attribute("data-preset")
    context.close()
