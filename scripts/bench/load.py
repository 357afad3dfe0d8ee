"""nginx sous charge, avec les fichiers de `scripts/hosting`, puis ce que pèse chaque parcours d'un lecteur.

python -m scripts.bench.load [--secondes 5] [--prix-go 0.05]
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.bench.journeys import measure
from scripts.bench.report import line
from scripts.chromium import launch
from scripts.hosting import run, write
from scripts.paths import SITE

CONNECTIONS = 32
PAGE = "tools/couts/"
PAGE_BAR = 10
"""Ce qu'une page peut mettre au plus à partir, en millisecondes, quatre-vingt-dix-neuf fois sur cent."""
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
GIGA_IN_TERA = 1000


def _found(pattern: str, text: str) -> re.Match[str]:
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(text)
    return match


def _load(address: str, seconds: int, *options: str) -> tuple[float, float, int]:
    """Demandes par seconde, 99e centile en millisecondes, et fautes ; le fichier part en brotli."""
    command = ["wrk", "--latency", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "-H", "Accept-Encoding: br", *options]
    said = subprocess.run([*command, address], check=True, capture_output=True, text=True).stdout
    value, unit = _found(r"99%\s+([\d.]+)(us|ms|s)\b", said).groups()
    faults = re.search(r"connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    count = sum(int(number) for match in (faults, refused) if match for number in match.groups())
    return float(_found(r"Requests/sec:\s+([\d.]+)", said)[1]), float(value) * UNITS[unit], count


def load(seconds: int) -> int:
    """Charge une page, à une cadence tenable puis autant que possible, et le module WebAssembly ; rend les fautes."""
    module = next((SITE / "assets" / "runtime").glob("pyodide-*/*.wasm")).relative_to(SITE).as_posix()
    paced = ("-s", str(Path(__file__).with_name("pace.lua")))
    runs: tuple[tuple[str, str, tuple[str, ...], float | None], ...] = (
        ("une page, mille fois par seconde", PAGE, paced, PAGE_BAR),
        ("une page, autant que possible", PAGE, (), PAGE_BAR),
        ("le module de Python, autant que possible", module, (), None),
    )
    total = 0
    with tempfile.TemporaryDirectory() as home, run.nginx(Path(home), SITE) as address:
        for name, path, options, bar in runs:
            rate, late, faults = _load(address + path, seconds, *options)
            line(f"{name} : demandes par seconde", rate, "")
            line(f"{name} : 99e centile", late, "ms", bar)
            line(f"{name} : fautes", faults, "", 0)
            total += faults
    return total


def journeys(price: float | None) -> None:
    """Les octets de chaque parcours ; un mégaoctet par lecteur fait un téraoctet par million de lecteurs."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name, packed, raw, requests in measure(browser):
            for how, size in ((".br", packed / 1e6), ("sans compression", raw / 1e6)):
                line(f"{name}, {how} ({requests} demandes)", size, "Mo par lecteur, To par million")
                if price is not None:
                    line(f"{name}, {how}", size * GIGA_IN_TERA * price, "par million de lecteurs, au prix donné")
        browser.close()


def main(arguments: list[str]) -> int:
    """Mesure, écrit ; rend 1 si une demande a échoué."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--secondes", type=int, default=5)
    parser.add_argument("--prix-go", type=float, help="ce que votre hébergeur demande par gigaoctet sorti")
    options = parser.parse_args(arguments)
    for tool, package in (("nginx", "nginx"), ("wrk", "wrk"), (str(write.BROTLI), "libnginx-mod-http-brotli-static")):
        if not (shutil.which(tool) or Path(tool).exists()):
            sys.exit(f"Il manque le paquet {package} : apt install {package}")
    busy = os.getloadavg()[0]
    sys.stdout.write(
        f"nginx, {CONNECTIONS} connexions, {options.secondes} s ; charge de la machine avant : {busy:.1f}\n"
    )
    faults = load(options.secondes)
    sys.stdout.write("Octets d'un parcours, sans les en-têtes\n")
    journeys(options.prix_go)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
