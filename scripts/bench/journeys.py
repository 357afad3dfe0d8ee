"""Ce que pèsent les parcours d'un lecteur : chaque réponse comptée par le serveur, en brotli, et telle quelle."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Page

from scripts.serve import Handler

DONE = "Calculé dans votre navigateur"
LATER = 8000
"""Ce qu'une page prend encore au repos, l'instantané compris, est parti après ce temps, en millisecondes."""
SAVES = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
Measure = tuple[str, int, int, int]


class Ledger:
    """Ce qui est parti : tel qu'envoyé, sans compression, et en combien de réponses."""

    def __init__(self) -> None:
        self.packed = self.raw = self.requests = 0

    def since(self, name: str, before: tuple[int, int, int]) -> Measure:
        """Ce qui est parti depuis `before`."""
        return (name, self.packed - before[0], self.raw - before[1], self.requests - before[2])

    def now(self) -> tuple[int, int, int]:
        """Où en sont les comptes."""
        return (self.packed, self.raw, self.requests)


@contextmanager
def _counting() -> Generator[tuple[str, Ledger]]:
    ledger = Ledger()

    class Counted(Handler):
        def copyfile(self, source: Any, outputfile: Any) -> None:
            """Compte un fichier, et celui d'où il a été compressé."""
            path = Path(source.name)
            ledger.packed += path.stat().st_size
            ledger.raw += (path.with_suffix("") if path.suffix == ".br" else path).stat().st_size
            super().copyfile(source, outputfile)

        def send_response(self, code: int, message: str | None = None) -> None:
            ledger.requests += 1
            super().send_response(code, message)

    with ThreadingHTTPServer(("127.0.0.1", 0), Counted) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", ledger
        finally:
            server.shutdown()


def _read(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.wait_for_timeout(LATER)


def _compute(page: Page, address: str) -> None:
    page.goto(f"{address}/tools/couts/")
    page.locator('[name="postes"]').fill("51")
    page.locator("[data-etat]", has_text=DONE).wait_for(timeout=60_000)
    page.wait_for_timeout(LATER)


Journey = tuple[str, bool, tuple[Callable[[Page, str], None], ...], Callable[[Page, str], None]]
JOURNEYS: tuple[Journey, ...] = (
    ("lire l'accueil, données économisées", True, (), _read),
    ("lire l'accueil, Python pris d'avance", False, (), _read),
    ("puis calculer", False, (_read,), _compute),
    ("arriver au calculateur et calculer", False, (), _compute),
    ("y revenir et calculer", False, (_compute,), _compute),
)
"""Un nom, si le lecteur économise ses données, ce qu'il a déjà fait, et ce qui est compté."""


def measure(browser: Browser) -> list[Measure]:
    """Chaque parcours, dans un profil neuf."""
    found = []
    with _counting() as (address, ledger):
        for name, saves, before, counted in JOURNEYS:
            context = browser.new_context()
            if saves:
                context.add_init_script(SAVES)
            page = context.new_page()
            for step in before:
                step(page, address)
            start = ledger.now()
            counted(page, address)
            found.append(ledger.since(name, start))
            context.close()
    return found
