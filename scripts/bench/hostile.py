"""Un lien hostile, reçu sur une page ouverte : combien de temps la page met à dire ce qu'elle en refuse.

Une durée ne fait échouer aucun essai (une machine lente n'est pas une faute) : elle se lit ici, à côté d'un lien vide
de sens, dans la même page.
"""

from __future__ import annotations

import json
import statistics

from playwright.sync_api import Browser

from scripts.paths import ROOT

CORPUS = ROOT / "tests" / "liens" / "hostiles.json"
ORDINARY = "1.zero"
"""Refusé au premier regard : ce que toute page met à dire une phrase."""
OPEN = """
async (charges) => {
  const root = document.querySelector("[data-outil]");
  const message = root.querySelector("[data-message]");
  const rest = root.querySelector("[data-recu-suite]");
  const took = [];
  for (const charge of charges) {
    message.textContent = "";
    message.hidden = true;
    rest.replaceChildren();
    const start = performance.now();
    location.hash = charge;
    while (!message.textContent && !rest.querySelector("strong")) {
      if (performance.now() - start > 30_000) throw new Error(`rien n'est dit de ${charge}`);
      await new Promise((done) => setTimeout(done, 4));
    }
    took.push(performance.now() - start);
  }
  return took;
}
"""


def slowest(browser: Browser, address: str) -> tuple[float, float]:
    """Millisecondes du lien hostile le plus lent (le meilleur de deux essais), et d'un lien refusé d'ordinaire."""
    charges = [one["charge"] for one in json.loads(CORPUS.read_text(encoding="utf-8"))]
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/tools/couts/")
    page.locator('[name="postes"]').fill("41")
    page.locator("[data-etat]").get_by_text("Calculé dans").wait_for(timeout=120_000)
    page.evaluate(OPEN, charges[:20])
    ordinary = page.evaluate(OPEN, [ORDINARY, "1.un"] * 10)
    runs = [page.evaluate(OPEN, charges) for _ in range(2)]
    context.close()
    return max(map(min, *runs)), statistics.median(ordinary)
