"""Ce que chaque hébergeur envoie, demandé à chacun de ceux qui tournent ici : nginx, Caddy, `make serve`, Python nu."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest

from scripts.hosting import run, write
from scripts.paths import SITE
from scripts.publish import assemble
from scripts.serve import Handler
from tests.hosts import in_process, plain
from tests.outside import required, required_file

KEPT = "public, max-age=31536000, immutable"
META = re.search(r'Content-Security-Policy" content="([^"]+)"', (SITE / "index.html").read_text(encoding="utf-8"))
assert META is not None
PAGE = f"{META[1]}; frame-ancestors 'none'"
SCRIPT = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
HTML, JS, TEXT = (f"text/{kind}; charset=utf-8" for kind in ("html", "javascript", "plain"))
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = [
    ("index.html", HTML, "no-cache", PAGE),
    ("tools/couts/index.html", HTML, "no-cache", PAGE),
    ("404.html", HTML, "no-cache", PAGE),
    ("sw.js", JS, "no-cache", SCRIPT),
    ("assets/js.*/main.js", JS, KEPT, SCRIPT),
    ("assets/js.*/engine/worker.js", JS, KEPT, SCRIPT),
    ("assets/css.*/site.css", "text/css; charset=utf-8", KEPT, PAGE),
    ("assets/javascripts/bundle.*.min.js", JS, KEPT, SCRIPT),
    ("assets/javascripts/workers/search.*.min.js", JS, KEPT, SCRIPT),
    ("assets/javascripts/lunr/min/lunr.fr.min.js", JS, "no-cache", SCRIPT),
    ("assets/runtime/pyodide-*/pyodide.mjs", JS, KEPT, SCRIPT),
    ("assets/runtime/pyodide-*/pyodide.asm.wasm", "application/wasm", KEPT, PAGE),
    ("assets/runtime/instantane-*.bin", "application/octet-stream", KEPT, PAGE),
    ("assets/runtime/coeur-*.zip", "application/zip", KEPT, PAGE),
    ("assets/runtime/outils-*.zip", "application/zip", KEPT, PAGE),
    ("assets/fonts/source-sans-3.woff2", "font/woff2", "no-cache", PAGE),
    ("assets/modeles/devis-couts.xlsx", SHEET, "no-cache", PAGE),
    ("assets/favicon.svg", "image/svg+xml", "no-cache", PAGE),
    ("assets/carte.png", "image/png", "no-cache", PAGE),
    ("search/search_index.json", "application/json", "no-cache", PAGE),
    ("atom.xml", "application/xml", "no-cache", PAGE),
    ("sitemap.xml", "application/xml", "no-cache", PAGE),
    ("sitemap.xml.gz", "application/gzip", "no-cache", PAGE),
    ("tools/couts/model/lines.py", TEXT, "no-cache", PAGE),
    ("tools/couts/params.toml", TEXT, "no-cache", PAGE),
]
"""Chaque sorte de fichier, et ce qui doit partir avec elle, écrit à la main."""
UNKNOWN = ("introuvable/", "assets/", "assets/js.0123456789/main.js", "assets/runtime/absent.wasm", "%C3%A9")
BESIDE = "hors du site"
CLIMBS: tuple[str, ...] = (
    "../secret.txt",
    "%2e%2e/secret.txt",
    "..%2fsecret.txt",
    "..%5csecret.txt",
    ".%00./secret.txt",
    "//secret.txt",
)
CLIMBS += ("assets/../../secret.txt", "assets/%2e%2e/%2e%2e/secret.txt", "assets/..%252f..%252fsecret.txt")


@dataclass(frozen=True)
class Answer:
    """Une réponse, telle qu'elle est arrivée."""

    status: int
    headers: Message
    body: bytes


def ask(address: str, path: str, **headers: str) -> Answer:
    """Demande une adresse sans rien y récrire, ni « .. », ni « % »."""
    parts = urlsplit(address)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=20)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    response = connection.getresponse()
    answer = Answer(response.status, response.headers, response.read())
    connection.close()
    return answer


def ask_site(address: str, name: str, **headers: str) -> Answer:
    """Demande ce que le site appelle `name`, où qu'il soit servi."""
    return ask(address, urlsplit(address).path + name, **headers)


def checked(answer: Answer, kind: str, cache: str, policy: str) -> None:
    """Chaque en-tête attendu y est, une seule fois."""
    expected = {"Content-Type": kind, "Cache-Control": cache, "Content-Security-Policy": policy, **COMMON}
    expected["Vary"] = "Accept-Encoding"
    assert {name: answer.headers.get_all(name) for name in expected} == {k: [v] for k, v in expected.items()}
    assert not re.search(r"\d", answer.headers.get("Server", ""))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Une publication entière ; à côté du site, ce qui ne doit jamais en sortir."""
    home = tmp_path_factory.mktemp("hebergeurs")
    shutil.copytree(SITE, home / "site", copy_function=os.symlink)
    assemble(home / "site", home / "publication", "https://exemple.fr/")
    (home / "publication" / "secret.txt").write_text(BESIDE, encoding="utf-8")
    return home / "publication"


@pytest.fixture(scope="module", params=["serve", "nginx", "nginx /projet/", "caddy", "caddy /projet/"])
def host(request: pytest.FixtureRequest, published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """L'adresse du site chez cet hébergeur, à la racine ou dans un sous-dossier."""
    name, _, base = request.param.partition(" ")
    home = tmp_path_factory.mktemp(name)
    if name == "serve":

        class Served(Handler):
            site = published / "site"
            server_version, sys_version = "serve", ""

        with in_process(Served) as address:
            yield address
        return
    required(name)
    if name == "nginx":
        required_file(write.BROTLI)
    with getattr(run, name)(home, published / "site", base or "/") as address:
        yield address


def test_every_kind_has_exactly_its_headers(host: str, published: Path) -> None:
    """Type, cache, politique et en-têtes communs de chaque sorte de fichier, en clair et en brotli."""
    for pattern, *expected in KINDS:
        path = next((published / "site").glob(pattern))
        name = path.relative_to(published / "site").as_posix()
        packed = path.with_name(f"{path.name}.br").exists()
        for asked in {name, name.removesuffix("index.html")}:
            plain, small = ask_site(host, asked), ask_site(host, asked, Accept_Encoding="gzip, br")
            for answer in (plain, small):
                assert answer.status == 200, asked
                checked(answer, *expected)
            assert plain.headers["Content-Encoding"] is None
            assert plain.body == path.read_bytes()
            assert small.headers["Content-Encoding"] == ("br" if packed else None)
            assert (brotli.decompress(small.body) if packed else small.body) == plain.body


def test_unknown_address_shows_the_page_and_is_never_kept(host: str, published: Path) -> None:
    """Adresse inconnue, dossier sans page, fichier d'une ancienne livraison : 404, sa page, et rien à garder."""
    page = (published / "site" / "404.html").read_bytes()
    for name in UNKNOWN:
        answer = ask_site(host, name)
        assert (answer.status, answer.body) == (404, page), name
        checked(answer, HTML, "no-cache", PAGE)


def test_query_never_makes_a_page_kept(host: str) -> None:
    """Ce qui suit « ? » ne change ni le fichier, ni ce qui part avec lui."""
    checked(ask_site(host, "index.html?x=/assets/runtime/a.js"), HTML, "no-cache", PAGE)


def test_unchanged_file_is_not_sent_again(host: str) -> None:
    """Une page déjà reçue se revérifie sans revenir, en brotli comme en clair."""
    for encoding in ("identity", "br"):
        etag = ask_site(host, "index.html", Accept_Encoding=encoding).headers["ETag"]
        again = ask_site(host, "index.html", Accept_Encoding=encoding, If_None_Match=etag)
        assert (again.status, again.body) == (304, b"")


def test_folder_without_slash_leads_to_the_folder(host: str) -> None:
    """Un dossier demandé sans barre finale mène à lui, sur le même hôte et dans le même sous-dossier."""
    base = urlsplit(host).path
    for folder in {f"{base}tools/couts/", base} - {"/"}:
        answer = ask(host, folder[:-1])
        assert (answer.status in {301, 308}, answer.headers["Location"]) == (True, folder)


def test_nothing_outside_the_site_comes_out(host: str) -> None:
    """Aucune façon d'écrire « .. » ne sort du dossier ; le fichier voisin existe pourtant."""
    base = urlsplit(host).path
    for climb in (*(base + climb for climb in CLIMBS), f"{base[:-1]}../secret.txt", "/secret.txt"):
        answer = ask(host, climb)
        assert answer.status != 200, climb
        assert BESIDE.encode() not in answer.body


def test_plain_python_serves_every_kind(published: Path) -> None:
    """`python -m http.server`, sans aucun en-tête de nous : chaque fichier arrive, et le WebAssembly sous son type."""
    with in_process(plain(published / "site")) as address:
        for pattern, *_ in KINDS:
            path = next((published / "site").glob(pattern))
            name = path.relative_to(published / "site").as_posix()
            answer = ask(address, f"/{name}")
            assert (answer.status, answer.body) == (200, path.read_bytes())
            assert not name.endswith(".wasm") or answer.headers["Content-Type"] == "application/wasm"
