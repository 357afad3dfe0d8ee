"""Lighthouse, téléphone moyen, sur le site construit servi par nginx : une page de chaque sorte, médiane de trois.

python -m scripts.bench.lighthouse [--passes 3] [ADRESSE…]     rend 1 si une barre n'est pas tenue
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from scripts.bench.phone import Phone, install
from scripts.chromium import found, launch
from scripts.hosting.run import nginx
from scripts.paths import SITE

PAGES = (
    "",
    "comprendre/ce-que-c-est/",
    "erreurs/dependance-excessive/",
    "cas/low-cost-couteuse/",
    "corriger/clauses/",
    "agir/urgence/",
    "reperes/glossaire/",
    "tools/couts/",
    "tools/dependance/",
    "comparer/",
    "dossier/",
)
"""Une page de chaque genre, et les calculateurs."""
BARS = {"performance": 97, "accessibility": 100, "best-practices": 100, "seo": 100}
TIMES = {"largest-contentful-paint": "texte le plus grand", "total-blocking-time": "blocage"}


def audit(command: Path, url: str, slower: float) -> dict[str, Any]:
    """Le rapport d'un passage, sur un processeur `slower` fois plus lent."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        options = ["--quiet", "--output=json", f"--output-path={out.name}", "--chrome-flags=--headless --no-sandbox"]
        options.append(f"--throttling.cpuSlowdownMultiplier={slower:.2f}")
        env = {**os.environ, "CHROME_PATH": found() or ""}
        subprocess.run(["node", str(command), url, *options], check=True, env=env)
        report: dict[str, Any] = json.loads(Path(out.name).read_text(encoding="utf-8"))
        return report


def measure(command: Path, url: str, name: str, passes: int, phone: Phone) -> bool:
    """Écrit les médianes d'une page ; rend faux si une barre n'est pas tenue."""
    reports = [audit(command, url, phone.slowdown()) for _ in range(passes)]
    scores = {key: statistics.median(100 * (one["categories"][key]["score"] or 0) for one in reports) for key in BARS}
    times = [
        f"{label} {statistics.median(one['audits'][key]['numericValue'] for one in reports):.0f} ms"
        for key, label in TIMES.items()
    ]
    missed = [key for key, bar in BARS.items() if scores[key] < bar]
    figures = " / ".join(f"{score:.0f}" for score in scores.values())
    sys.stdout.write(f"  {name or 'accueil':<32} {figures}   {', '.join(times)}")
    sys.stdout.write(f"   NON TENUE : {', '.join(missed)}\n" if missed else "\n")
    sys.stdout.flush()
    return not missed


def main(arguments: list[str]) -> int:
    """Mesure chaque page ; rend 1 si une barre n'est pas tenue."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("pages", nargs="*", default=PAGES)
    options = parser.parse_args(arguments)
    command = install()
    sys.stdout.write(f"Lighthouse, téléphone : {' / '.join(BARS)} (barres {' / '.join(map(str, BARS.values()))})\n")
    with (
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as home,
        nginx(Path(home), SITE) as address,
    ):
        phone = Phone(launch(playwright))
        held = [measure(command, address + page, page, options.passes, phone) for page in options.pages]
        sys.stdout.write(f"  {phone.told()}\n")
        phone.browser.close()
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
