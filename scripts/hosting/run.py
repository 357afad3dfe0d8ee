"""nginx et Caddy, lancés ici sur le site construit, avec les fichiers mêmes que leur hébergeur lirait."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from scripts.hosting import write

PATIENCE = 10.0
"""Ce qu'on laisse à un serveur pour ouvrir son port, en secondes."""


def free_port() -> int:
    """Rend un port libre à l'instant."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def nginx(home: Path, site: Path, base: str = "/", port: int = 0) -> Generator[str]:
    """Sert `site` par nginx, ses fichiers écrits dans `home` ; rend l'adresse du site."""
    port = port or free_port()
    write.write_nginx(home, base, str(site), f"127.0.0.1:{port}", str(home))
    command = ["nginx", "-e", "stderr", "-c", str(home / "nginx.conf"), "-g", "daemon off;"]
    if os.getuid() == 0:  # sans cela, nginx prend un utilisateur qui ne lit pas nos dossiers
        command[-1] += " user root;"
    with _running(command, port):
        yield f"http://127.0.0.1:{port}{base}"


@contextmanager
def caddy(home: Path, site: Path, base: str = "/", port: int = 0) -> Generator[str]:
    """Sert `site` par Caddy, ses fichiers écrits dans `home` ; rend l'adresse du site."""
    port = port or free_port()
    write.write_caddy(home, base, f"http://127.0.0.1:{port}", str(site))
    config = home / "Caddyfile"
    config.write_text("{\n\tadmin off\n}\n" + config.read_text(encoding="utf-8"), encoding="utf-8")
    environment = {**os.environ, "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    with _running(["caddy", "run", "--config", str(config), "--adapter", "caddyfile"], port, environment):
        yield f"http://127.0.0.1:{port}{base}"


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str] | None = None) -> Generator[None]:
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as server:
        try:
            _wait(server, port)
            yield
        finally:
            server.terminate()


def _wait(server: subprocess.Popen[str], port: int) -> None:
    """Attend que le port s'ouvre ; lève `RuntimeError`, avec ce que le serveur a dit, s'il s'arrête avant."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    server.kill()
    raise RuntimeError(server.communicate()[1])
