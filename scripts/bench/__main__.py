"""Mesure le site à côté d'autres manières, et dit quelles barres sont tenues. Tout est un rapport dans l'exécution.

python -m scripts.bench [--passes 5]
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts.after.compress import compress_site
from scripts.bench import growth, hostile, pages, weight
from scripts.bench.naive import build_naive
from scripts.bench.report import line
from scripts.bench.server import SLOW, Bucket, serving
from scripts.bench.ways import NAIVE, OTHERS, OURS
from scripts.chromium import launch

WAYS = (OURS, NAIVE, *OTHERS)
FEW = 3
"""Assez de passages pour ce qui n'a pas de barre."""


@dataclass(frozen=True)
class Race:
    """Les médianes d'une façon de faire : secondes jusqu'à la réponse et jusqu'au premier affichage ; ko reçus."""

    answered: float
    painted: float
    received: float


def race(browser: Browser, site: Path, passes: int, visits: int, bucket: Bucket) -> list[dict[str, Race]]:
    """Les médianes de chaque façon, à chaque visite, dans un ordre alterné, premier tour jeté.

    Lève `ValueError` si une page de comparaison montre d'autres chiffres que le modèle.
    """
    seen: dict[str, list[tuple[list[pages.Visit], int]]] = {way.name: [] for way in WAYS}
    with serving(site, bucket) as address:
        for turn in range(passes + 1):
            ways = WAYS if turn <= FEW else WAYS[:2]
            for way in ways if turn % 2 else reversed(ways):
                before = bucket.sent
                found = pages.visit(browser, f"{address}/{way.path}#{way.fragment()}", visits)
                for one in found:
                    way.check(one.shown)
                if turn:
                    seen[way.name].append((found, bucket.sent - before))
    return [{name: _medians(turns, visit) for name, turns in seen.items()} for visit in range(visits)]


def _medians(turns: list[tuple[list[pages.Visit], int]], visit: int) -> Race:
    return Race(
        statistics.median(found[visit].answered for found, _ in turns),
        statistics.median(found[visit].painted for found, _ in turns),
        statistics.median(sent for _, sent in turns) / 1000,
    )


def startup(browser: Browser, site: Path, passes: int) -> None:
    """De la navigation à la réponse de Python, et à la première réponse peinte."""
    sys.stdout.write("De la navigation à la réponse de Python (médianes, rapport à la manière naïve)\n")
    cold, _, third = race(browser, site, passes, 3, Bucket(math.inf, 0))
    (slow,) = race(browser, site, passes, 1, Bucket(*SLOW))
    cases = {"à froid": cold, "troisième visite": third, "à froid, 9 Mbit/s et 60 ms": slow}
    for (name, found), bar in zip(cases.items(), (0.25, 0.33, 0.55), strict=True):
        ours, naive = found[OURS.name], found[NAIVE.name].answered
        line(f"{name} : nôtre", ours.answered, "s")
        line(f"{name} : naïve", naive, "s")
        line(f"{name} : rapport", ours.answered / naive, "", bar)
        line(f"{name} : première réponse peinte ÷ naïve", ours.painted / naive, "", 0.10)
    links(browser, site, passes, slow[NAIVE.name].answered)
    for way in OTHERS:
        sys.stdout.write(f"Pour information, {way.name} ({way.scope})\n")
        for name, found in cases.items():
            line(name, found[way.name].answered, "s")
            line(f"{name} : rapport à la naïve", found[way.name].answered / found[NAIVE.name].answered, "")
    sys.stdout.write("Octets reçus jusqu'à la réponse, cache vide, 9 Mbit/s (brotli, sans les en-têtes)\n")
    for way in WAYS:
        line(way.name, slow[way.name].received, "ko")


def links(browser: Browser, site: Path, passes: int, naive: float) -> None:
    """Un lien reçu, et une réponse après une page de lecture, à 9 Mbit/s ; `naive` : la naïve à froid, de même."""
    with serving(site, Bucket(*SLOW)) as address:
        after = statistics.median(pages.after_reading(browser, address) for _ in range(passes))
        seen = statistics.median(pages.received(browser, address) for _ in range(passes))
    line("lien reçu sur un téléphone, 9 Mbit/s : phrase peinte", seen, "s", 1.0)
    line("lien reçu : rapport à la naïve à froid", seen / naive, "", 0.10)
    line("après une page de lecture, 9 Mbit/s : nôtre", after, "s")
    line("après une page de lecture : rapport à la naïve à froid", after / naive, "", 0.12)


def recompute(browser: Browser, site: Path) -> None:
    """De la saisie aux chiffres à l'écran : 4 offres, 60 mois, 2 000 tirages."""
    sys.stdout.write("De la saisie à l'écran (4 offres, 60 mois, 2 000 tirages)\n")
    with serving(site) as address:
        figures, details, blocked, shift = pages.recompute(browser, address)
    line("verdict et chiffres, médiane", statistics.median(figures), "ms", 50)
    line("verdict et chiffres, p95", statistics.quantiles(figures, n=20)[-1], "ms", 100)
    line("courbe et détails, médiane", statistics.median(details), "ms", 150)
    line("page bloquée d'un trait par nous, au plus", blocked, "ms", 50)
    line("décalage de mise en page pendant les recalculs", shift, "", 0.0)


def refuse(browser: Browser, site: Path) -> None:
    """Un lien hostile, à la phrase qui le refuse."""
    sys.stdout.write("Un lien hostile, sur une page ouverte (le plus lent du corpus)\n")
    with serving(site) as address:
        took, ordinary = hostile.slowest(browser, address)
    line("lien hostile le plus lent : phrase", took, "ms", 500)
    line("lien hostile le plus lent ÷ lien ordinaire refusé", took / ordinary, "")


def main(arguments: list[str]) -> None:
    """Construit la copie mesurée, mesure, écrit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passes", type=int, default=5)
    passes = parser.parse_args(arguments).passes
    site = build_naive()
    compress_site(site, tight=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        startup(browser, site, passes)
        recompute(browser, site)
        refuse(browser, site)
        browser.close()
    sys.stdout.write("Octets (brotli)\n")
    for name, size, bar in weight.measure(site):
        line(name, size, "ko", bar)
    sys.stdout.write("Croissance (CPython, rapport de temps par tirage ou par offre)\n")
    for name, ratio, bar in growth.measure():
        line(name, ratio, "", bar)


if __name__ == "__main__":
    main(sys.argv[1:])
