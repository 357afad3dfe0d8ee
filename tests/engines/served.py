"""Le site à éprouver : servi avec ou sans nos en-têtes, l'oreille et les sondes en plus ; et un autre hôte."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from scripts.after.offline import write_offline
from tests.hosts import Host, in_process

VARIANTS = ("en-tetes", "meta")
PROBES = "sondes"
EAR = f'<script src="/{PROBES}/oreille.js"></script>'
FIRST = '<meta charset="utf-8">'


@contextmanager
def site(folder: Path, variant: str) -> Generator[Host]:
    """Le site, sous les en-têtes (`en-tetes`) ou sous la seule balise `<meta>` (`meta`)."""
    host = Host(folder, bare=variant == "meta")
    try:
        shutil.copytree(Path(__file__).parent / PROBES, folder / PROBES)
        for page in folder.rglob("*.html"):
            html = page.read_text(encoding="utf-8")
            if page.parent.name != PROBES:
                assert FIRST in html, page
                page.write_text(html.replace(FIRST, FIRST + EAR, 1), encoding="utf-8")
        plan = folder / "sitemap.xml"  # la navigation instantanée n'y suit que les pages de cette adresse
        plan.write_text(
            plan.read_text(encoding="utf-8").replace(os.environ["SITE_URL"], host.address), encoding="utf-8"
        )
        write_offline(folder)
        yield host
    finally:
        host.unplug()


@contextmanager
def elsewhere() -> Generator[tuple[str, list[str]]]:
    """Un autre hôte, accueillant à tous ; son adresse, et ce qu'on lui a demandé."""
    asked: list[str] = []

    class Welcoming(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Note ce qu'on demande, et le donne."""
            asked.append(self.path.partition("?")[0].removesuffix(".js").lstrip("/"))
            body = b"export default 1;" if "import.js" in self.path else b"globalThis.postMessage?.(1, '*');"
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript")
            self.send_header("Content-Length", str(len(body)))
            for name in ("Access-Control-Allow-Origin", "Timing-Allow-Origin"):
                self.send_header(name, "*")
            self.send_header("Cross-Origin-Resource-Policy", "cross-origin")
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            """De même."""
            self.do_GET()

        def log_message(self, *args: Any) -> None:
            """Ne dit rien : `asked` le note."""

    with in_process(Welcoming) as address:
        yield address.rstrip("/"), asked
