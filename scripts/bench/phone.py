"""Un téléphone moyen, le même sur toute machine : de combien ralentir le processeur d'ici pour en faire le sien.

Lighthouse divise par quatre la vitesse d'un ordinateur de bureau rapide, et dit lui-même de régler ce nombre sur la
machine (docs/throttling.md) : son indice de vitesse va de 1 500 à 2 000 sur un tel ordinateur, de 125 à 800 sur un
téléphone moyen. Un rapport fixe, sur une machine lente, mesure un téléphone que personne n'a.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
from pathlib import Path

from playwright.sync_api import Browser

from scripts.paths import ROOT

PLACE = ROOT / "build" / "phare"
LOCKED = Path(__file__).parent / "phare"
LIGHTHOUSE = PLACE / "node_modules" / "lighthouse"
PHONE = 1500 / 4
"""L'indice du téléphone visé : le plus lent qu'un ralentissement de quatre donne sur un ordinateur rapide."""
INDEX = """import { pageFunctions } from "./core/lib/page-functions.js";
process.stdout.write(JSON.stringify(pageFunctions.computeBenchmarkIndex.toString()));"""
TURNS = 3


def install() -> Path:
    """Installe Lighthouse à part, de sa propre liste figée : rien du site n'en dépend. Rend sa commande."""
    PLACE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(LOCKED / name, PLACE / name)
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], check=True, cwd=PLACE)
    return LIGHTHOUSE / "cli" / "index.js"


class Phone:
    """Ce téléphone, vu d'un navigateur d'ici ; réglé à chaque mesure, car une machine partagée change de vitesse."""

    def __init__(self, browser: Browser) -> None:
        command = ["node", "--input-type=module", "--eval", INDEX]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=LIGHTHOUSE)
        self.function = json.loads(done.stdout)
        self.browser = browser
        self.used: list[float] = []
        """Les ralentissements employés, à dire avec ce qui a été mesuré."""

    def slowdown(self) -> float:
        """Par combien diviser la vitesse de la machine, maintenant."""
        page = self.browser.new_page()
        found = [float(page.evaluate(f"({self.function})()")) for _ in range(TURNS)]
        page.close()
        self.used.append(divisor(statistics.median(found)))
        return self.used[-1]

    def told(self) -> str:
        """Les ralentissements employés, du moindre au plus fort."""
        return f"processeur ralenti de {min(self.used):.1f} à {max(self.used):.1f} fois"


def divisor(index: float) -> float:
    """Par combien diviser la vitesse d'une machine de cet indice ; jamais moins d'un, qui est la machine elle-même.

    >>> divisor(1500), divisor(750), divisor(200)
    (4.0, 2.0, 1.0)
    """
    return max(1.0, index / PHONE)
