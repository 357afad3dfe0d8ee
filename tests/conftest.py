"""Ce que les tests partagent : l'adresse du site servi, et un vrai navigateur."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import tools
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.serve import Handler

OUTILS = Path(__file__).with_name("outils")
CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"


class QuietServer(ThreadingHTTPServer):
    """Un serveur que les connexions coupées par un navigateur qui se ferme n'émeuvent pas."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Ne dit rien : le navigateur est parti."""


@pytest.fixture(scope="session")
def origin() -> Iterator[str]:
    """Le site construit, servi avec ses en-têtes, à l'adresse pour laquelle il a été construit (`SITE_URL`)."""
    port = urlsplit(os.environ.get("SITE_URL", "http://127.0.0.1:8765/")).port or 8765
    with QuietServer(("127.0.0.1", port), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium du système, ou celui de Playwright."""
    with sync_playwright() as playwright:
        found = CHROMIUM if Path(CHROMIUM).exists() else None
        yield playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])


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
