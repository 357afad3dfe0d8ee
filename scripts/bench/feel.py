"""Ce qu'une personne ressent sur un téléphone moyen : processeur quatre fois plus lent, 9 Mbit/s, 60 ms par demande.

Le ralentissement ne porte que sur la page : Chromium ne sait pas ralentir l'ouvrier, où Python calcule.
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser

SLOWER = 4
OBSERVE = """
(() => {
  window.ressenti = { blocage: 0, geste: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.ressenti.blocage += Math.max(0, duration - 50);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.ressenti.geste = Math.max(window.ressenti.geste, duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
})();
"""
WATCH = """
() => {
  const start = performance.now();
  const observer = new MutationObserver(() => {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { document.body.dataset.chiffres = performance.now() - start; }));
  });
  observer.observe(document.querySelector('[data-zone="chiffres"]'), { childList: true });
}
"""


@dataclass(frozen=True)
class Felt:
    """Du geste aux chiffres neufs, le plus long délai avant qu'un geste se voie, et le blocage total ; en ms."""

    figures: float
    interaction: float
    blocking: float


def gesture(browser: Browser, address: str, after: float) -> Felt:
    """Ouvre le calculateur, cache vide, et change une valeur `after` secondes plus tard."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.add_init_script(OBSERVE)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"{address}/tools/couts/", wait_until="commit")
    page.wait_for_timeout(after * 1000)
    field = page.locator('[name="postes"]')
    field.select_text()
    page.evaluate(WATCH)
    field.press("4")
    done = page.locator("body[data-chiffres]")
    done.wait_for(state="attached", timeout=60_000)
    page.wait_for_timeout(1000)
    felt = page.evaluate("() => window.ressenti")
    figures = float(done.get_attribute("data-chiffres") or "inf")
    context.close()
    return Felt(figures, felt["geste"], felt["blocage"])
