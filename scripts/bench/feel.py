"""Ce qu'une personne ressent sur un téléphone moyen : son processeur (`phone`), 9 Mbit/s, 60 ms par demande.

python -m scripts.bench.feel [--passes 5]

Le ralentissement ne porte que sur la page : Chromium ne sait pas ralentir l'ouvrier, où Python calcule.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from scripts.bench.phone import Phone, install
from scripts.bench.report import line
from scripts.bench.server import SLOW, Bucket, serving
from scripts.chromium import launch
from scripts.paths import SITE

OBSERVE = """
(() => {
  window.ressenti = { taches: [], geste: 0 };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.ressenti.taches.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration, interactionId } of list.getEntries()) {
      if (interactionId) window.ressenti.geste = Math.max(window.ressenti.geste, duration);
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
})();
"""
FELT = """
() => {
  const painted = performance.getEntriesByName("first-contentful-paint")[0].startTime;
  const blocking = ([start, duration]) => Math.max(0, start + duration - Math.max(start, painted) - 50);
  return { ...window.ressenti, blocage: window.ressenti.taches.map(blocking).reduce((one, two) => one + two, 0) };
}
"""
"""Le blocage se compte à partir de la première peinture, comme celui de Lighthouse : avant, rien ne se touche."""
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


def gesture(browser: Browser, address: str, after: float, slower: float) -> Felt:
    """Ouvre le calculateur, cache vide, `slower` fois plus lent, et y change une valeur `after` secondes plus tard."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.add_init_script(OBSERVE)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(f"{address}/tools/couts/", wait_until="commit")
    page.wait_for_timeout(after * 1000)
    field = page.locator('[name="postes"]')
    field.select_text()
    page.evaluate(WATCH)
    field.press("4")
    done = page.locator("body[data-chiffres]")
    done.wait_for(state="attached", timeout=60_000)
    page.wait_for_timeout(1000)
    felt = page.evaluate(FELT)
    figures = float(done.get_attribute("data-chiffres") or "inf")
    context.close()
    return Felt(figures, felt["geste"], felt["blocage"])


def main(arguments: list[str]) -> None:
    """Mesure, écrit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passes", type=int, default=5)
    passes = parser.parse_args(arguments).passes
    install()
    with sync_playwright() as playwright, serving(SITE, Bucket(*SLOW)) as address:
        browser = launch(playwright)
        phone = Phone(browser)
        sys.stdout.write("Sur un téléphone moyen (9 Mbit/s et 60 ms, médianes)\n")
        for after in (1, 3, 10):
            seen = [gesture(browser, address, after, phone.slowdown()) for _ in range(passes)]
            name = f"premier geste {after} s après l'ouverture"
            line(f"{name} : chiffres neufs", statistics.median(one.figures for one in seen), "ms")
            line(f"{name} : le geste se voit", statistics.median(one.interaction for one in seen), "ms", 200)
            line(f"{name} : blocage total", statistics.median(one.blocking for one in seen), "ms", 100)
        sys.stdout.write(f"  {phone.told()}\n")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
