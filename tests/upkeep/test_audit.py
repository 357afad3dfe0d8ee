"""Un audit dit ce qu'il a vu ; ce qu'il n'a pas pu voir n'est jamais « rien »."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from subprocess import CompletedProcess
from typing import ClassVar

import pytest

from scripts.audit import NPM, Audit, code, main, read_npm, read_pip, run
from tests.outside import OFFLINE

SEEN = {"name": "un", "version": "1.0", "vulns": []}
HURT = {"name": "deux", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}
MISSED = {"name": "trois", "skip_reason": "Dependency not found on PyPI"}


def _done(said: object, returncode: int = 0, stderr: str = "") -> CompletedProcess[str]:
    return CompletedProcess([], returncode, said if isinstance(said, str) else json.dumps(said), stderr)


@pytest.mark.parametrize(
    ("packages", "lines", "codes"),
    [
        ([SEEN], ["pip-audit : aucune vulnérabilité connue dans les 1 paquets vus."], (0, 0)),
        ([SEEN, HURT], ["pip-audit : deux 2.0, PYSEC-1"], (1, 1)),
        ([MISSED], ["non exécuté : pip-audit, le service n'a rien dit de 1 paquets sur 1"], (0, 1)),
        (
            [SEEN, MISSED],
            [
                "pip-audit : aucune vulnérabilité connue dans les 1 paquets vus.",
                "non exécuté : pip-audit, le service n'a rien dit de 1 paquets sur 2",
            ],
            (0, 1),
        ),
        ([], ["non exécuté : pip-audit, aucun paquet vu"], (0, 1)),
    ],
)
def test_a_package_nobody_looked_at_is_not_safe(
    packages: list[dict[str, object]], lines: list[str], codes: tuple[int, int]
) -> None:
    """Pip-audit passe un paquet que son service ne connaît pas, et finit par un succès : nous le disons."""
    audit = read_pip(_done({"dependencies": packages, "fixes": []}))
    assert audit.lines() == lines
    assert (code([audit], strict=False), code([audit], strict=True)) == codes


@pytest.mark.parametrize("said", ["", "Traceback", "[]", '{"message": "405", "error": {}}'])
def test_no_answer_is_not_executed(said: str) -> None:
    """Ni texte, ni JSON, ni liste : « non exécuté », et un échec en mode strict."""
    for audit in (read_pip(_done(said, 1, "ConnectionError\n")), read_npm(_done(said, 1, "npm error\n"))):
        assert [line.startswith(f"non exécuté : {audit.name}, service injoignable") for line in audit.lines()] == [True]
        assert (code([audit], strict=False), code([audit], strict=True)) == (0, 1)


def test_without_network_both_tools_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Les vrais outils, sans réseau : deux « non exécuté », un échec si on l'exige, jamais un audit passé."""
    assert main(["--strict"], OFFLINE) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(",")[0] for line in told] == ["non exécuté : pip-audit", "non exécuté : npm audit"]


class Advisories(BaseHTTPRequestHandler):
    """Le service de npm, réduit à ce qu'il dit des paquets qu'on lui nomme."""

    known: ClassVar[dict[str, list[dict[str, object]]]] = {}

    def do_POST(self) -> None:
        """Répond ce qui est connu."""
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps(self.known).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        """Ne connaît aucun paquet."""
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Ne dit rien."""


@pytest.fixture
def service() -> Iterator[str]:
    """L'adresse d'un service local, le temps d'un test."""
    server = HTTPServer(("127.0.0.1", 0), Advisories)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_npm_answers_are_read(service: str) -> None:
    """Le vrai npm, un service local : rien de connu, puis un avis sur un paquet livré."""
    clean = read_npm(run(NPM, {"npm_config_registry": service}))
    assert clean.found == []
    assert clean.seen > 50
    assert clean.missed == ""
    advice = {"id": 1, "url": "https://a/1", "title": "Essai", "severity": "high", "vulnerable_versions": "*"}
    Advisories.known = {"fflate": [advice]}
    hurt: Audit = read_npm(run(NPM, {"npm_config_registry": service}))
    assert hurt.lines() == ["npm audit : fflate, gravité high"]
    assert code([hurt], strict=False) == 1
