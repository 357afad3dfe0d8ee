"""Des hébergeurs de la bibliothèque de Python, et une copie du dépôt à construire ailleurs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler
from pathlib import Path
from threading import Thread
from typing import Any

from scripts.after.offline import write_offline
from scripts.paths import ROOT, SITE
from scripts.serve import Handler
from tests.conftest import QuietServer

COPIED = (
    "docs", "overrides", "scripts", "tests", "mkdocs.yml", "editeur.toml", "package.json", "package-lock.json",
    "tsconfig.json",
)  # fmt: skip
LINKED = ("node_modules", "build")


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


def copy_sources(home: Path) -> None:
    """Copie dans `home` les sources dont le site est construit."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, home / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, home / name)


def copy_repository(home: Path) -> None:
    """Copie dans `home` ce qu'il faut pour construire le site ; les paquets et le cache sont ceux d'ici."""
    copy_sources(home)
    for name in LINKED:
        (ROOT / name).mkdir(exist_ok=True)
        (home / name).symlink_to(ROOT / name)


def build(home: Path, site_url: str) -> None:
    """Construit `home/site` pour cette adresse."""
    paths = os.pathsep.join([str(home), str(home / "docs")])
    env = {**os.environ, "PYTHONPATH": paths, "SITE_URL": site_url}
    command = [sys.executable, "-m", "scripts.build"]
    done = subprocess.run(command, cwd=home, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
