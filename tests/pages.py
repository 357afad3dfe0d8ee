"""Ce qu'on attend d'une page de calculateur : calculée, rangée sur une taille d'entreprise."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from playwright.sync_api import Page, Route, expect

DONE = "Calculé dans votre navigateur"
LONG = 30_000
"""Le temps qu'il faut à Python pour démarrer sur une machine chargée, en millisecondes."""


def computed(page: Page) -> str:
    """Attend la réponse de Python ; rend le verdict."""
    expect(page.locator("[data-etat]")).to_contain_text(DONE, timeout=LONG)
    return page.locator(".verdict").inner_text()


def open_question(page: Page, title: str) -> None:
    """Ouvre la partie des détails qui répond à cette question."""
    page.locator("[data-zone=details] details.question > summary", has_text=title).click()


def settled(page: Page, postes: str) -> str:
    """Attend les champs et les chiffres de cette taille d'entreprise ; rend le verdict."""
    expect(page.locator('[name="postes"]')).to_have_value(postes)
    cell = page.locator("#r-calcul-poste-0 li >> nth=-1")
    expect(cell).to_contain_text(f"÷ {postes} =", timeout=LONG)
    return computed(page)


def engine_of(page: Page) -> str:
    """L'adresse du moteur que cette page a chargé."""
    boot = page.locator('script[src$="/boot.js"]').first.evaluate("script => script.src")
    return str(boot).replace("boot.js", "engine/engine.js")


def answered(page: Page, engine: str) -> None:
    """Attend que Python ait répondu à tout ce qui lui était demandé : il répond dans l'ordre, à celle-ci en dernier."""
    ask = "async (url) => (await import(url)).ask({ action: 'lire', outil: 'couts', texte: '{}' }, 10000)"
    assert page.evaluate(ask, engine)["ok"]


@contextmanager
def held(page: Page, pattern: str = "**/pyodide.asm.wasm") -> Generator[None]:
    """Retient ces demandes le temps du bloc, puis les laisse partir ; échoue si aucune n'est venue.

    Le module de Python est demandé deux fois : par la page, d'avance, puis par l'ouvrier.
    """
    kept: list[Route] = []
    page.route(pattern, lambda route: kept.append(route))  # ruff: ignore[unnecessary-lambda] — Playwright y lit une signature
    try:
        yield
    finally:
        for _ in range(LONG):
            if kept:
                break
            page.evaluate("() => new Promise((done) => setTimeout(done, 1))")  # laisse passer les événements
        for route in kept:
            route.continue_()
        page.unroute(pattern)
    assert kept, "la demande n'est jamais partie"
