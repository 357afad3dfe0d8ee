"""Le Chromium des tests et des mesures : celui de `CHROMIUM`, celui du système, sinon celui de Playwright.

La version sans fenêtre d'abord : à chaque page ouverte, la version de bureau prépare aussi ses menus et ses volets, ce
qui coûte un quart du temps des essais.
"""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Browser, Playwright

PLACES = (os.environ.get("CHROMIUM", ""), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-features=PreloadTopChromeWebUI",
    "--font-render-hinting=none",
)


def found() -> str | None:
    """L'adresse du premier qui est là ; rien si ce doit être celui de Playwright."""
    return next((place for place in PLACES if place and Path(place).exists()), None)


def launch(playwright: Playwright) -> Browser:
    """Ouvre le premier trouvé."""
    return playwright.chromium.launch(executable_path=found(), args=list(ARGUMENTS))
