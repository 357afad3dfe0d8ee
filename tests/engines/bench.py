"""Le banc d'essai : le site construit, plus la page qui fait passer des liens par les deux lecteurs."""

from __future__ import annotations

import json
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

from tools.kit.tool import names

from scripts.paths import ASSETS
from scripts.publish_version import published as files_of
from scripts.serve import Handler
from tests.conftest import QuietServer
from tests.engines.drivers import Driver

HERE = Path(__file__).parent
LONGEST = 580
"""Ce qu'on laisse au moteur le plus lent pour lire tous les liens, ou refaire mille réponses, en secondes."""
PREFIX = "/__banc/"
SCRIPTS = "/assets/js/"


class BenchHandler(Handler):
    """Sert le site, et sous `/__banc/` la page du banc et les liens du moment."""

    links: ClassVar[dict[str, str]] = {}

    def translate_path(self, path: str) -> str:
        """Le fichier d'une adresse, celles du banc comprises."""
        name = path.split("?", maxsplit=1)[0]
        if name.startswith(SCRIPTS):  # tels qu'écrits : ceux du site sont réunis, et leurs noms raccourcis
            return str(ASSETS / "js" / name.removeprefix(SCRIPTS))
        return str(HERE / name.removeprefix(PREFIX)) if name.startswith(PREFIX) else super().translate_path(path)

    def send_head(self) -> Any:
        """Une liste de liens, ou un fichier."""
        name = self.path.removeprefix(PREFIX)
        if name not in self.links:
            return super().send_head()
        data = self.links[name].encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        return None


@contextmanager
def bench(name: str, links: Any, *, page: str = "banc.html", compact: bool = False) -> Generator[str]:
    """L'adresse de la page du banc qui lira ces liens, ou posera ces questions."""
    BenchHandler.links[name] = json.dumps(links)
    with QuietServer(("127.0.0.1", 0), BenchHandler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{PREFIX}{page}?liens={name}{'&compact' if compact else ''}"
        finally:
            server.shutdown()


def output(driver: Driver, address: str) -> dict[str, Any]:
    """Ce que la page du banc a trouvé, une fois finie."""
    driver.goto(address)
    end = time.monotonic() + LONGEST
    while driver.run("document.title") != "fini":
        assert time.monotonic() < end
        time.sleep(0.5)
    found: dict[str, Any] = json.loads(driver.run("document.querySelector('#sortie-banc').textContent"))
    return found


def published() -> list[dict[str, Any]]:
    """Les liens publiés : outil, charge utile et chiffres attendus."""
    found = []
    for tool in names():
        for path in files_of(tool):
            lines = path.read_text(encoding="utf-8").splitlines()
            found += [{"outil": tool, **json.loads(line)} for line in lines]
    return found


def check(result: dict[str, Any], links: list[dict[str, Any]]) -> None:
    """Chaque lien publié est lu de même par la page et par Python, redonne ses chiffres et sa phrase."""
    from tools.kit.link import open_record  # ruff: ignore[import-outside-top-level]

    assert "erreur" not in result, result
    assert len(result["replies"]) == len(links)
    for reply, link in zip(result["replies"], links, strict=True):
        opened = open_record(link["outil"], link["charge"])
        assert reply["python"]["ok"], reply
        assert reply["python"]["identique"] == opened.matches
        assert opened.matches or opened.outdated
        assert reply["page"]["ok"], reply
        assert reply["page"]["phrase"] == opened.sent.raw
        if not opened.outdated:
            assert reply["egaux"], link
