"""Les mesures dans un vrai Chromium."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page
from tools.kit import bridge
from tools.kit.declare import preset_inputs
from tools.kit.link import payload
from tools.kit.tool import get_tool

from scripts.bench.ways import sample_link

EDITS = 60
WATCH = """
addEventListener("DOMContentLoaded", () => {
  const state = document.querySelector("[data-etat]");
  if (!state) return;
  new MutationObserver(() => {
    if (state.textContent.includes("Calculé dans votre navigateur")) document.body.dataset.fini ??= performance.now();
  }).observe(state, { childList: true, characterData: true, subtree: true });
});
"""
WATCH_LINK = """
(() => {
  const look = () => {
    if (document.querySelector("[data-recu-phrase]")?.textContent) {
      requestAnimationFrame(() => { document.documentElement.dataset.vu = performance.now(); });
    } else setTimeout(look, 4);
  };
  look();
})();
"""
EDIT = """
async ([rank, value]) => {
  const field = document.querySelectorAll("[data-liste] [name$='.duree_h.1']")[rank];
  const zone = (name) => document.querySelector(`[data-zone="${name}"]`);
  const changed = (name, start) => new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
    });
    observer.observe(zone(name), { childList: true });
  });
  field.value = value;
  const start = performance.now();
  const both = [changed("chiffres", start), changed("details", start)];
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return Promise.all(both);
}
"""
OBSERVE = """
() => {
  window.mesures = { bloque: 0, decalage: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.mesures.bloque = Math.max(window.mesures.bloque, entry.duration);
  }).observe({ type: "longtask" });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.mesures.decalage += entry.value;
  }).observe({ type: "layout-shift" });
}
"""


@dataclass(frozen=True)
class Visit:
    """Une visite : secondes jusqu'à la réponse calculée, jusqu'au premier affichage ; ce que la page montre."""

    answered: float
    painted: float
    shown: str


def visit(browser: Browser, url: str, visits: int) -> list[Visit]:
    """Ouvre `visits` fois une page, l'une après l'autre, cache vide à la première."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    found = []
    for _ in range(visits):
        page = context.new_page()
        page.goto(url, wait_until="commit")
        found.append(Visit(_finished(page), _painted(page), page.locator("main").text_content() or ""))
        page.close()
    context.close()
    return found


def _finished(page: Page) -> float:
    body = page.locator("body[data-fini]")
    body.wait_for(state="attached", timeout=120_000)
    return float(body.get_attribute("data-fini") or "inf") / 1000


def _painted(page: Page) -> float:
    script = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity"
    return float(page.evaluate(script)) / 1000


def after_reading(browser: Browser, address: str) -> float:
    """Secondes jusqu'à la réponse de Python, une fois Python pris d'avance pendant la lecture de l'accueil."""
    charge = sample_link()
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{address}/", wait_until="networkidle")
    page.wait_for_timeout(500)
    page.goto(f"{address}/tools/couts/#{charge}", wait_until="commit")
    seconds = _finished(page)
    context.close()
    return seconds


def received(browser: Browser, address: str) -> float:
    """Secondes jusqu'à la phrase d'un lien reçu sur un téléphone, cache vide."""
    charge = sample_link()
    context = browser.new_context(viewport={"width": 360, "height": 640})
    context.add_init_script(WATCH_LINK)
    page = context.new_page()
    page.goto(f"{address}/tools/couts/#{charge}", wait_until="commit")
    root = page.locator("html[data-vu]")
    root.wait_for(state="attached", timeout=60_000)
    seconds = float(root.get_attribute("data-vu") or "inf") / 1000
    context.close()
    return seconds


def _four_offers() -> str:
    tool = get_tool("couts")
    presets: Any = preset_inputs(tool.inputs)
    base, other = presets["quarantecinq"], presets["minimale"].offres[0]
    inputs = tool.inputs(postes=45, horizon_mois=60, offres=(*base.offres, other))
    return payload(tool.answer(inputs), bridge.EPOCH)


def recompute(browser: Browser, address: str) -> tuple[list[float], list[float], float, float]:
    """Millisecondes de la saisie aux chiffres, puis aux détails ; plus long blocage ; décalage de mise en page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{address}/tools/couts/#{_four_offers()}", wait_until="commit")
    _finished(page)
    page.wait_for_timeout(1500)
    page.evaluate(OBSERVE)
    figures, details = [], []
    for turn in range(EDITS):
        first, second = page.evaluate(EDIT, [turn % 4, f"{2 + turn * 0.01:.2f}".replace(".", ",")])
        figures.append(first)
        details.append(second)
        page.wait_for_timeout(30)
    measured = page.evaluate("() => window.mesures")
    context.close()
    return figures[5:], details[5:], measured["bloque"], measured["decalage"]
