"""Ce que les tests partagent : l'adresse du site servi, et un vrai navigateur."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from datetime import date
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import tools
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts.chromium import launch
from scripts.paths import ROOT
from scripts.serve import Handler

OUTILS = Path(__file__).with_name("outils")
PORT = urlsplit(os.environ.get("SITE_URL", "http://127.0.0.1:8765/")).port or 8765
GRAINE = int(os.environ.get("GRAINE", date.today().strftime("%Y%m%d")))  # ruff: ignore[call-date-today]
"""Ce qui est tiré au hasard l'est à neuf chaque jour ; `GRAINE=20261125 make test` rejoue un autre jour."""
WHOLE = bool(os.environ.get("TOUT"))
"""Vrai pour `make test-longs` : ce qui se tire en petit nombre se joue en entier."""
SERVED = ROOT / os.environ.get("SITE_SERVI", "site")
"""Le site construit que les essais du navigateur ouvrent ; `make test-zensical` leur donne l'autre (adr/0024)."""
PATIENCE = 15_000
"""Ce qu'on attend d'une page sur deux cœurs chargés, en millisecondes : une attente n'est jamais une mesure."""
expect.set_options(timeout=PATIENCE)


class QuietServer(ThreadingHTTPServer):
    """Un serveur que les connexions coupées par un navigateur qui se ferme n'émeuvent pas."""

    request_queue_size = 128  # à cinq connexions d'attente, deux processus d'essais se font perdre des secondes

    def handle_error(self, request: object, client_address: object) -> None:
        """Ne dit rien : le navigateur est parti."""


def pytest_configure(config: pytest.Config) -> None:
    """Sert le site construit, une fois pour tous les processus : le premier, seul, ouvre le port."""
    if hasattr(config, "workerinput"):
        return
    Handler.site = SERVED
    try:
        server = QuietServer(("127.0.0.1", PORT), Handler)
    except OSError:
        return  # un autre serveur tient ce port : `origin` le dira, les autres tests n'en ont pas besoin
    os.environ["SERVI_PAR"] = str(ROOT)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    config.add_cleanup(server.shutdown)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """La graine du jour, pour rejouer un échec."""
    terminalreporter.write_line(f"graine du jour : {GRAINE} (GRAINE={GRAINE} pour rejouer)")


@pytest.fixture(scope="session")
def origin() -> str:
    """L'adresse du site construit, servi avec ses en-têtes, celle pour laquelle il a été construit (`SITE_URL`)."""
    assert os.environ.get("SERVI_PAR") == str(ROOT), f"le port {PORT} est pris : ce n'est pas ce site qui y est servi"
    return f"http://127.0.0.1:{PORT}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Un Chromium pour toute la suite : voir `scripts/chromium.py`."""
    with sync_playwright() as playwright:
        yield launch(playwright)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Une page d'un profil neuf, qui échoue sur toute erreur de console."""
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert problems == []


@pytest.fixture
def essai() -> Iterator[str]:
    """L'outil qui n'existe que pour les tests, visible le temps d'un test."""
    tools.__path__.append(str(OUTILS))
    yield "essai"
    tools.__path__.remove(str(OUTILS))
