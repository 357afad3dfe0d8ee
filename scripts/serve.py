"""Sert `site/` comme en production : en-têtes de sécurité, versions brotli, cache des noms datés par leur contenu.

python -m scripts.serve [--port 8000]
"""

from __future__ import annotations

import argparse
import posixpath
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote

from scripts.hosting.rules import MISSING, headers_for, page_policy
from scripts.paths import SITE


class Handler(SimpleHTTPRequestHandler):
    """Un fichier statique, ses en-têtes, et sa version brotli si le navigateur l'accepte."""

    protocol_version = "HTTP/1.1"
    site: ClassVar[Path] = SITE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, directory=str(self.site), **kwargs)

    def send_head(self) -> Any:
        """Prépare la réponse : fichier, page 404 du site, ou redirection vers le dossier."""
        self.missing = False
        name = posixpath.normpath(unquote(self.path.partition("?")[0])).lstrip("/")
        path = Path(self.translate_path(self.path))
        try:
            if path.is_dir():
                if not self.path.split("?")[0].endswith("/"):
                    return super().send_head()
                path, name = path / "index.html", posixpath.join(name, "index.html")
            found = path.is_file()
        except OSError:  # un nom plus long que ce que le système admet
            found = False
        if not found:
            self.missing, path, name = True, self.site / MISSING, MISSING
        return self._send_file(path, name)

    def _send_file(self, path: Path, name: str) -> Any:
        packed = path.with_name(path.name + ".br")
        compressed = "br" in self.headers.get("Accept-Encoding", "") and packed.exists()
        served = packed if compressed else path
        stat = served.stat()
        etag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
        unchanged = self.headers.get("If-None-Match") == etag and not self.missing
        self.send_response(304 if unchanged else 404 if self.missing else 200)
        if not unchanged:
            self.send_header("Content-Length", str(stat.st_size))
            if compressed:
                self.send_header("Content-Encoding", "br")
        self.send_header("ETag", etag)
        for key, value in headers_for(name).items():
            self.send_header(key, value)
        self.end_headers()
        return None if unchanged else served.open("rb")

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
