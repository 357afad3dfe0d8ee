"""Ce qui manque ou casse : navigateur ancien, réseau perdu, stockage refusé, onglet endormi."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tools.kit import bridge
from tools.kit.link import open_record, payload
from tools.kit.tool import get_tool

from scripts.serve import Handler
from tests.hosts import in_process
from tests.pages import DONE, LONG, computed

TOOL = get_tool("couts")
LINK = payload(TOOL.answer(TOOL.inputs(postes=41)), bridge.EPOCH)
SENTENCE = open_record("couts", LINK).sent.raw
OFF = "ne peut pas se faire dans ce navigateur"
REFUSE = "() => { throw new DOMException('refusé', 'SecurityError'); }"

WITHOUT_PYTHON = {
    "WebAssembly": "delete globalThis.WebAssembly",
    "Worker": "delete globalThis.Worker",
    "ouvrier en module": """
        const Real = Worker;
        globalThis.Worker = class { constructor(url, options) {
            if (options?.type === "module") throw new TypeError("module");
            return new Real(url, options);
        } };""",
}
"""Sans cela, pas de Python : le lien reçu se lit, l'exemple aussi, et une phrase dit que rien ne se recalcule."""
WITHOUT_COMFORT = {
    "stockage de l'onglet": f"Object.defineProperty(globalThis, 'sessionStorage', {{ get: {REFUSE} }})",
    "stockage": f"Object.defineProperty(globalThis, 'localStorage', {{ get: {REFUSE} }})",
    "hors ligne": "delete Navigator.prototype.serviceWorker; delete globalThis.caches",
    "décompression": "delete globalThis.DecompressionStream",
    "repos": "delete globalThis.requestIdleCallback",
    "partage": "delete Navigator.prototype.share; delete Navigator.prototype.clipboard",
}
"""Sans cela, tout se calcule quand même."""


@pytest.mark.parametrize("missing", WITHOUT_PYTHON)
def test_without_python_the_link_is_read(missing: str, browser: Browser, origin: str) -> None:
    """Le lien est peint, une phrase vraie dit ce qui est coupé, et ce qui est saisi reste."""
    context = browser.new_context()
    context.add_init_script(WITHOUT_PYTHON[missing])
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{origin}/tools/couts/#{LINK}")
    expect(page.locator("[data-recu-phrase]")).to_contain_text(SENTENCE)
    expect(page.locator("[data-message]")).to_contain_text(OFF)
    expect(page.locator("[data-lien-recu]")).to_have_attribute("data-lien-recu", "impossible")
    page.locator('[name="postes"]').fill("52")
    expect(page.locator("[data-etat]")).to_contain_text(OFF)
    expect(page.locator('[name="postes"]')).to_have_value("52")
    assert problems == []
    context.close()


@pytest.mark.parametrize("missing", WITHOUT_COMFORT)
def test_without_comfort_it_computes(missing: str, browser: Browser, origin: str) -> None:
    """Le lien se peint, se vérifie et se recalcule ; rien ne lève d'erreur."""
    context = browser.new_context()
    context.add_init_script(WITHOUT_COMFORT[missing])
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{origin}/tools/couts/#{LINK}")
    expect(page.locator("[data-recu-phrase]")).to_contain_text(SENTENCE)
    computed(page)
    expect(page.locator("[data-lien-recu]")).to_have_attribute("data-lien-recu", "verifie")
    page.goto(f"{origin}/")
    expect(page.locator("h1")).to_be_visible()
    assert problems == []
    context.close()


class Cut(Handler):
    """Un hôte dont certains fichiers s'arrêtent au milieu, tant que `broken` les nomme."""

    broken: tuple[str, ...] = ()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Envoie la moitié du fichier, puis raccroche."""
        if not any(name in self.path for name in self.broken):
            return super().copyfile(source, outputfile)
        data = source.read()
        outputfile.write(data[: len(data) // 2])
        self.close_connection = True
        self.connection.close()
        return None


FILES = {
    "module": ("pyodide.asm.wasm",),
    "colle": ("pyodide.asm.mjs",),
    "ouvrier": ("worker.js",),
    "archive": ("coeur-", "instantane-"),
    "outils": ("outils-", "instantane-"),
    "instantané": ("instantane-",),
}


@pytest.mark.parametrize("name", FILES)
def test_a_network_lost_midway_comes_back(name: str, browser: Browser) -> None:
    """Coupé au milieu d'un fichier : la page le dit, ou s'en passe ; le réseau revenu, un changement recalcule."""
    handler = type("CutNow", (Cut,), {"broken": FILES[name]})
    with in_process(handler) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}tools/couts/")
        page.locator('[name="postes"]').fill("52")
        said = page.locator("[data-etat]")
        expect(said).to_contain_text(DONE if name == "instantané" else OFF, timeout=LONG)
        handler.broken = ()  # type: ignore[attr-defined]
        page.locator('[name="postes"]').fill("53")
        computed(page)
        expect(page.locator("#r-calcul-poste-0 li >> nth=-1")).to_contain_text("÷ 53 =", timeout=LONG)
        context.close()


def test_a_full_disk_keeps_nothing_offline(page: Page, browser: Browser, origin: str) -> None:
    """Le navigateur n'a pas la place : rien n'est gardé à moitié, la page le dit, et continue de calculer."""
    page.context.new_cdp_session(page).send(
        "Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 2_000_000}
    )
    page.goto(f"{origin}/tools/couts/#{LINK}")
    computed(page)
    page.locator("summary", has_text="Enregistrer, rouvrir").click()
    page.get_by_role("button", name="Garder ce site hors ligne").click()
    expect(page.locator("[data-hors-ligne-etat]")).to_contain_text("Rien n’a été gardé", timeout=2 * LONG)
    assert page.evaluate("async () => caches.keys()") == []
    page.locator('[name="postes"]').fill("53")
    computed(page)


def test_a_sleeping_tab_answers_when_it_wakes(page: Page, origin: str) -> None:
    """Endormi par le téléphone pendant que Python arrive, puis réveillé : la réponse vient, et c'est la bonne."""
    page.goto(f"{origin}/tools/couts/")
    lifecycle = page.context.new_cdp_session(page)
    page.locator('[name="postes"]').fill("54")
    lifecycle.send("Page.setWebLifecycleState", {"state": "frozen"})
    lifecycle.send("Page.setWebLifecycleState", {"state": "active"})
    computed(page)
    expect(page.locator("#r-calcul-poste-0 li >> nth=-1")).to_contain_text("÷ 54 =", timeout=LONG)


def _asked(context: BrowserContext, address: str, seen: list[str]) -> None:
    """Lit l'accueil, puis ouvre le calculateur ; `seen` reçoit les fichiers de Python que l'hôte envoie."""
    page = context.new_page()
    page.goto(f"{address}")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2000)  # le repos de la page, puis les demandes de peu d'importance
    seen.append("— le calculateur")
    page.goto(f"{address}tools/couts/#{LINK}")
    computed(page)


@pytest.mark.parametrize("saving", [False, True], ids=["lecture", "économie de données"])
def test_reading_warms_python_up_but_never_when_saving_data(saving: bool, browser: Browser, tmp_path: Path) -> None:
    """Pendant la lecture, Python arrive une fois et sert au calculateur ; avec l'économie de données, rien d'avance."""
    seen: list[str] = []

    class Counting(Handler):
        def send_head(self) -> Any:
            if "/runtime/" in self.path:
                seen.append(self.path.rsplit("/", 1)[1])
            return super().send_head()

    with in_process(Counting) as address:
        context = browser.new_context()
        if saving:
            context.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
        _asked(context, address, seen)
        context.close()
    before, after = seen[: seen.index("— le calculateur")], seen[seen.index("— le calculateur") + 1 :]
    if saving:
        assert before == []
        assert "pyodide.asm.wasm" in after
    else:
        assert {"pyodide.asm.wasm", "pyodide.mjs", "pyodide.asm.mjs"} <= set(before)
        assert any(name.startswith("instantane-") for name in before)
        assert after == []
