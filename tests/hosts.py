"""Des hébergeurs de la bibliothèque de Python."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler
from pathlib import Path
from threading import Thread
from typing import Any

from scripts.after.offline import write_offline
from scripts.paths import SITE
from scripts.serve import Handler
from tests.conftest import QuietServer


def plain(folder: Path, **types: str) -> type[SimpleHTTPRequestHandler]:
    """`python -m http.server` sur ce dossier : aucun en-tête de nous ; `types` : un suffixe sans point, son type."""

    class Plain(SimpleHTTPRequestHandler):
        extensions_map = {  # ruff: ignore[mutable-class-default] — l'attribut existe déjà, tel quel, dans la classe mère
            **SimpleHTTPRequestHandler.extensions_map,
            **{f".{suffix}": kind for suffix, kind in types.items()},
        }

        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(folder))

        def log_message(self, *args: object) -> None:
            """Ne dit rien."""

    return Plain


@contextmanager
def in_process(handler: type[BaseHTTPRequestHandler]) -> Generator[str]:
    """Sert par ce gestionnaire ; rend l'adresse du site."""
    with QuietServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


class Host:
    """Un site servi, qu'on débranche et rebranche, et dont on change les fichiers ; `bare` : sans nos en-têtes."""

    def __init__(self, folder: Path, *, bare: bool = False) -> None:
        self.folder, self.port = folder, 0
        self.handler = plain(folder) if bare else type("Release", (Handler,), {"site": folder})
        shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns("*.br", "*.map"))
        self.plug()

    def plug(self) -> None:
        """Sert, à l'adresse de la première fois."""
        self.server = QuietServer(("127.0.0.1", self.port), self.handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        Thread(target=self.server.serve_forever, daemon=True).start()

    def unplug(self) -> None:
        """Ferme le port : le réseau est perdu."""
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self) -> str:
        """L'adresse du site."""
        return f"http://127.0.0.1:{self.port}/"

    def release(self) -> None:
        """Publie une version où le titre de l'accueil dit autre chose."""
        page = self.folder / "index.html"
        page.write_text(page.read_text(encoding="utf-8").replace("</h1>", " (deux)</h1>"), encoding="utf-8")
        write_offline(self.folder)
