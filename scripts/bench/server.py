"""Le serveur des mesures : celui du site, avec au besoin un débit partagé et un délai par requête."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from scripts.serve import Handler

CHUNK = 16_384
UNSECURED = ("/naif/", "/autres/")
"""Ces pages créent leur ouvrier ou leur script comme leur documentation le montre : notre politique le refuserait."""

SLOW = (9e6, 0.06)
"""9 Mbit/s partagés, 60 ms par requête."""


class Bucket:
    """Un débit partagé par toutes les réponses, en octets par seconde, et un délai par requête ; `sent` les compte."""

    def __init__(self, bits_per_second: float, delay: float) -> None:
        self.rate, self.delay = bits_per_second / 8, delay
        self.lock, self.free_at, self.sent = threading.Lock(), 0.0, 0

    def take(self, size: int) -> None:
        """Attend que `size` octets aient le droit de passer."""
        with self.lock:
            self.sent += size
            now = time.monotonic()
            self.free_at = max(self.free_at, now) + size / self.rate
            wait = self.free_at - now
        time.sleep(wait)


def handler(directory: Path, bucket: Bucket | None) -> type[Handler]:
    """Le gestionnaire du site, sur `directory`, ralenti par `bucket` s'il y en a un."""

    class Bench(Handler):
        site = directory

        def send_header(self, keyword: str, value: str) -> None:
            """Tout en-tête, sauf la politique de sécurité sur les pages de comparaison."""
            if not (keyword == "Content-Security-Policy" and self.path.startswith(UNSECURED)):
                super().send_header(keyword, value)

        def send_head(self) -> Any:
            if bucket:
                time.sleep(bucket.delay)
            return super().send_head()

        def copyfile(self, source: Any, outputfile: Any) -> None:
            while chunk := source.read(CHUNK):
                if bucket:
                    bucket.take(len(chunk))
                outputfile.write(chunk)

    return Bench


@contextmanager
def serving(directory: Path, bucket: Bucket | None = None) -> Generator[str]:
    """Sert `directory` le temps d'un bloc ; rend l'adresse."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(directory, bucket)) as server:
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
