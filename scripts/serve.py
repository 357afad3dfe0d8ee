"""Sert `site/` comme en production : en-têtes de sécurité, versions brotli, cache des noms datés par leur contenu.

python -m scripts.serve [--port 8000]
"""

from __future__ import annotations

import argparse
import re
import sys
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

from mkdocs.config import load_config

from scripts.paths import ROOT, SITE

TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm", ".woff2": "font/woff2"}
TEXT = {".html": "text/html", ".css": "text/css", ".xml": "application/xml", ".py": "text/plain", ".toml": "text/plain"}
SCRIPT_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
NAMED = re.compile(r"/assets/(?:runtime/|(?:css|js)\.[0-9a-f]{10}/|(?:stylesheets|javascripts)/.+\.[0-9a-f]{8}\.min\.)")
"""Les fichiers dont le nom dit le contenu : ils ne changent jamais."""
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@cache
def page_policy() -> str:
    """La politique des pages : celle de `mkdocs.yml`, plus ce qu'une balise `<meta>` ne peut pas dire."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return f"{config.extra['csp']}; frame-ancestors 'none'"


class Handler(SimpleHTTPRequestHandler):
    """Un fichier statique, ses en-têtes, et sa version brotli si le navigateur l'accepte."""

    protocol_version = "HTTP/1.1"
    site: ClassVar[Path] = SITE
    extensions_map = {  # ruff: ignore[mutable-class-default] — l'attribut existe déjà, tel quel, dans la classe mère
        **SimpleHTTPRequestHandler.extensions_map,
        **TEXT,
        **TYPES,
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, directory=str(self.site), **kwargs)

    def send_head(self) -> Any:
        """Prépare la réponse : fichier, page 404 du site, ou redirection vers le dossier."""
        self.missing = False
        path = Path(self.translate_path(self.path))
        try:
            if path.is_dir():
                if not self.path.split("?")[0].endswith("/"):
                    return super().send_head()
                path /= "index.html"
            found = path.is_file()
        except OSError:  # un nom plus long que ce que le système admet
            found = False
        if not found:
            self.missing, path = True, self.site / "404.html"
        return self._send_file(path)

    def _send_file(self, path: Path) -> Any:
        packed = path.with_name(path.name + ".br")
        compressed = "br" in self.headers.get("Accept-Encoding", "") and packed.exists()
        served = packed if compressed else path
        stat = served.stat()
        etag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
        if self.headers.get("If-None-Match") == etag and not self.missing:
            self.send_response(304)
            self._headers(path, etag)
            self.end_headers()
            return None
        self.send_response(404 if self.missing else 200)
        self.send_header("Content-Type", self._type(path))
        self.send_header("Content-Length", str(stat.st_size))
        if compressed:
            self.send_header("Content-Encoding", "br")
        self._headers(path, etag)
        self.end_headers()
        return served.open("rb")

    def _type(self, path: Path) -> str:
        kind = self.guess_type(str(path))
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def _headers(self, path: Path, etag: str) -> None:
        immutable = NAMED.search(self.path) and not self.missing
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if immutable else "no-cache")
        self.send_header("ETag", etag)
        self.send_header("Vary", "Accept-Encoding")
        script = path.suffix in {".js", ".mjs"}
        self.send_header("Content-Security-Policy", SCRIPT_POLICY if script else page_policy())
        for name, value in COMMON.items():
            self.send_header(name, value)

    def log_message(self, format: str, *args: Any) -> None:  # ruff: ignore[builtin-argument-shadowing] — nom imposé
        """Ne journalise rien : une adresse demandée ne regarde personne."""


def main(arguments: list[str]) -> None:
    """Sert le site jusqu'à l'interruption."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args(arguments).port
    page_policy()  # une configuration fautive se dit au départ, pas à la première page
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError as error:
        sys.exit(f"Le port {port} ne peut pas être ouvert ({error.strerror}) : choisissez-en un autre avec --port.")
    with server:
        sys.stdout.write(f"Le site est servi sur http://127.0.0.1:{port}\n")
        sys.stdout.flush()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.stdout.write("Arrêté.\n")


if __name__ == "__main__":
    main(sys.argv[1:])
