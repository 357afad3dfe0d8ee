"""L'adresse, le lien reçu et les gestes faits trop tôt ou entre-temps : rien ne se perd, rien ne ment."""

from __future__ import annotations

import dataclasses
from datetime import date
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.kit.declare import preset_inputs
from tools.kit.link import Record, encode, payload
from tools.kit.tool import get_tool

from tests.links import DEEP
from tests.pages import answered, engine_of, held, settled

QUINZE = dataclasses.replace(preset_inputs(get_tool("couts").inputs)["quinze"], postes=17)
LINK = payload(get_tool("couts").answer(QUINZE), date(2026, 11, 23))


def _verified(page: Page) -> None:
    expect(page.locator("[data-recu-suite]")).to_contain_text("identique", timeout=30_000)


def test_404_never_leaves_the_site(browser: Browser, origin: str) -> None:
    """Une adresse qui commencerait par « // » ne mène pas à un autre site."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{origin}//exemple.invalid/%23{LINK}")
    page.wait_for_url("**/#1.*")
    assert page.url.startswith(f"{origin}/exemple.invalid/#1.")
    assert all(url.startswith((origin, "blob:")) for url in asked)
    context.close()


def test_endless_name_is_only_missing(origin: str) -> None:
    """Une adresse plus longue qu'un nom de fichier : la page 404, pas une connexion coupée."""
    with pytest.raises(OSError, match="404"):
        urlopen(Request(f"{origin}/{'a' * 5000}"))


def test_skip_link_keeps_the_received_link(page: Page, origin: str) -> None:
    """Aller au contenu, ou suivre une ancre, ne défait pas le lien ouvert."""
    page.goto(f"{origin}/tools/couts/#{LINK}")
    _verified(page)
    page.locator(".md-skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-recu-bloc]")).to_be_visible()
    expect(page.locator('[name="postes"]')).to_have_value("17")


def test_early_click_waits_for_the_link(page: Page, origin: str) -> None:
    """« Copier le lien » cliqué avant l'arrivée des scripts copie le lien reçu, pas celui de l'exemple."""
    with held(page, "**/part/live-*.js"):
        page.goto(f"{origin}/tools/couts/#{LINK}", wait_until="commit")
        expect(page.locator("[data-recu-phrase]")).to_contain_text("Contrat court")
        page.locator("[data-copier]").click()
    _verified(page)
    expect(page.locator('[name="postes"]')).to_have_value("17")
    expect(page.locator("[data-lien]")).to_be_visible(timeout=30_000)
    assert page.url.endswith(f"#{LINK}")


def test_back_while_checking_leaves_nothing_behind(page: Page, origin: str) -> None:
    """Revenir en arrière pendant la vérification : ni les valeurs ni la réponse du lien ne restent."""
    with held(page):
        page.goto(f"{origin}/tools/couts/")
        page.locator("[data-pret]").wait_for()
        engine, example = engine_of(page), page.locator("[data-etat]").inner_text()
        page.evaluate("charge => { location.hash = charge; }", LINK)
        expect(page.locator('[name="postes"]')).to_have_value("17")
        page.go_back()
        expect(page.locator('[name="postes"]')).to_have_value("40")
    answered(page, engine)
    expect(page.locator('[name="postes"]')).to_have_value("40")
    expect(page.locator("[data-recu-bloc]")).to_be_hidden()
    expect(page.locator("[data-etat]")).to_have_text(example)
    expect(page.locator(".conseil.perime")).to_have_count(0)


def test_gesture_right_after_a_link_wins(page: Page, origin: str) -> None:
    """Une situation choisie dans le même instant qu'un lien : elle seule compte, la réponse reste visible."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    page.evaluate(
        "charge => { location.hash = charge; addEventListener('hashchange', () =>"
        " document.querySelector('[data-preset=\"quarantecinq\"]').click(), { once: true }); }",
        LINK,
    )
    settled(page, "45")
    expect(page.locator("[data-recu-bloc]")).to_be_hidden()
    expect(page.locator(".outil-resultat")).to_be_visible()


def test_leaving_while_sharing_changes_no_address(page: Page, origin: str) -> None:
    """« Copier » puis partir avant la réponse : l'adresse de l'autre page reste la sienne."""
    with held(page):
        page.goto(f"{origin}/tools/couts/")
        page.locator("[data-pret]").wait_for()
        engine = engine_of(page)
        page.locator("[data-copier]").click()
        page.locator(".md-tabs__link", has_text="Repères").click()
        page.wait_for_url("**/reperes/")
    answered(page, engine)
    assert page.url == f"{origin}/reperes/"


def test_blocked_python_never_shows_the_example_as_the_answer(browser: Browser, origin: str) -> None:
    """Python bloqué : le lien dit « vérification impossible », et la page du conseil ne montre pas l'exemple."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/pyodide.asm.wasm", lambda route: route.abort())
    page.goto(f"{origin}/tools/couts/#{LINK}")
    expect(page.locator("[data-recu-etat]")).to_contain_text("vérification impossible", timeout=30_000)
    expect(page.locator('[data-zone="chiffres"]')).not_to_be_visible()  # ce sont les chiffres de l'exemple
    expect(page.locator("[data-recu-phrase]")).to_contain_text("Contrat court")
    page.locator("form [data-voir-conseil]").click()
    expect(page.locator(".conseil-perime")).to_be_visible()
    expect(page.locator('[data-zone="conseil"]')).not_to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator('[data-zone="conseil"]')).not_to_be_visible()
    context.close()


def test_refused_link_leaves_the_example_and_its_board(page: Page, origin: str) -> None:
    """Un lien que Python seul refuse : les champs sont ceux de l'exemple, et sa page du conseil se lit."""
    unknown = encode(Record("couts", "99.0.0", "2026-11-23", {}, (1.0,)))
    page.goto(f"{origin}/tools/couts/#{unknown}")
    expect(page.locator("[data-message]")).to_contain_text("version", timeout=30_000)
    expect(page.locator("[data-recu-bloc]")).to_be_hidden()
    page.locator("form [data-voir-conseil]").click()
    expect(page.locator('[data-zone="conseil"]')).to_be_visible()
    expect(page.locator(".conseil-perime")).not_to_be_visible()


def test_refused_link_after_a_mistake_leaves_no_mistake(page: Page, origin: str) -> None:
    """Une valeur refusée avant toute réponse, puis un lien abîmé : l'exemple revient, sans la faute de la valeur."""
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    page.locator('[name="postes"]').fill("abc")
    expect(page.locator("[data-resultat]")).to_have_class("outil-resultat ancien", timeout=30_000)
    page.evaluate("() => { location.hash = '1.AAAA.00000000'; }")
    expect(page.locator('[name="postes"]')).to_have_value("40")
    expect(page.locator("[data-message]")).to_contain_text("lien")
    expect(page.locator('[name="postes"]')).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("[data-resultat]")).to_have_class("outil-resultat")
    expect(page.locator("[data-erreurs]")).to_be_hidden()


def test_own_entries_survive_a_link(page: Page, origin: str) -> None:
    """Mes valeurs se reprennent, même après avoir changé celles du lien, ou après un lien abîmé."""
    page.goto(f"{origin}/tools/couts/")
    page.locator('[name="postes"]').fill("99")
    settled(page, "99")
    page.goto(f"{origin}/tools/couts/#{LINK}")
    _verified(page)
    page.locator('[name="postes"]').fill("18")
    settled(page, "18")
    expect(page.locator("[data-recu-etat]")).to_contain_text("puis changé")
    page.go_back()  # « Retour » ramène au lien reçu
    _verified(page)
    page.locator("form [data-reprendre]").click()
    settled(page, "99")
    expect(page.locator("form [data-reprendre]")).to_be_hidden()
    page.goto(f"{origin}/tools/couts/#1.AAAA.00000000")
    expect(page.locator("[data-message]")).to_contain_text("incomplet")
    page.locator("form [data-reprendre]").click()
    settled(page, "99")


def test_received_link_keeps_its_date(page: Page, origin: str) -> None:
    """Ouvrir « Partager » sur un lien reçu intact ne le redate pas."""
    page.goto(f"{origin}/tools/couts/#{LINK}")
    _verified(page)
    settled(page, "17")
    page.locator("form [data-partager]").click()
    expect(page.locator("[data-partage]")).to_be_visible(timeout=30_000)
    assert page.url.endswith(f"#{LINK}")


def test_too_deep_link_does_not_break_python(page: Page, origin: str) -> None:
    """Un lien de quarante signes, cinq mille crochets : une phrase, et la question suivante a sa réponse."""
    page.goto(f"{origin}/comparer/#deux.{DEEP}.{LINK}")
    state = page.locator("[data-comparer] [data-etat]")
    expect(state).to_contain_text("Lien 1", timeout=30_000)
    expect(state).to_contain_text("illisible")
    fields = page.locator("[data-comparer] textarea")
    fields.nth(0).fill(LINK)
    page.locator("[data-comparer] button[type=submit]").click()
    expect(page.locator("[data-zone=desaccord]")).to_contain_text("mêmes réponses", timeout=30_000)
    page.goto(f"{origin}/tools/couts/")
    page.locator("[data-pret]").wait_for()
    page.locator("[data-fichier]").set_input_files({
        "name": "profond.json",
        "mimeType": "application/json",
        "buffer": b"[" * 5000,
    })
    expect(page.locator("form [data-fichier-etat]")).to_contain_text("pas un JSON lisible", timeout=30_000)
    page.locator('[name="postes"]').fill("12")
    settled(page, "12")


def test_damaged_pair_is_one_sentence(page: Page, origin: str, subtests: pytest.Subtests) -> None:
    """Un lien de comparaison abîmé, de toutes les façons : une phrase."""
    for hash_ in ("#deux.%E0.x", "#%2523deux.x", "#deux.1.abc"):
        with subtests.test(hash_):
            page.goto("about:blank")
            page.goto(f"{origin}/comparer/{hash_}")
            expect(page.locator("[data-comparer] [data-etat]")).to_contain_text("incomplet")


def test_dossier_keeps_working_when_full_or_spoilt(page: Page, origin: str) -> None:
    """Sept liens gardés, ou un lien abîmé : tout se voit et se retire ; deux ajouts à la suite ne se perdent pas."""
    page.goto(f"{origin}/dossier/")
    expect(page.locator("[data-actions]")).to_be_hidden()
    page.evaluate("link => sessionStorage.setItem('dossier', JSON.stringify([...Array(6).fill(link), '1.abc']))", LINK)
    page.reload()
    items = page.locator("[data-liste] li")
    expect(items).to_have_count(7, timeout=30_000)
    items.nth(6).locator("button").click()
    expect(items).to_have_count(6, timeout=30_000)
    expect(page.locator(".dossier-partie")).to_have_count(6)
    page.evaluate("() => sessionStorage.clear()")
    page.reload()
    field = page.locator("[data-dossier-page] textarea")
    other = payload(get_tool("couts").answer(dataclasses.replace(QUINZE, horizon_mois=48)), date(2026, 11, 23))
    for link in (LINK, other):
        field.fill(link)
        page.locator("[data-dossier-page] [type=submit]").click()
    expect(items).to_have_count(2, timeout=30_000)
    field.fill(f"{LINK}\n{other}")
    page.locator("[data-dossier-page] [type=submit]").click()
    expect(field).to_have_value("", timeout=30_000)
    expect(items).to_have_count(2)
