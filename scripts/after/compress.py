"""Les versions `.br` des fichiers du site ; le résultat est gardé par contenu d'une fois sur l'autre."""

from __future__ import annotations

import hashlib
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from scripts.paths import CACHE, SITE

SUFFIXES = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".wasm", ".zip", ".bin", ".py", ".toml"}
SMALLEST = 200
LARGE = 1_000_000
"""Au-delà, le plus serré prend de six à vingt secondes : l'environnement de Python, dont la moitié suit les outils."""
QUICK = 5
"""Un vingtième de ce temps, pour un cinquième d'octets de plus."""


def compress_site(site: Path = SITE, *, tight: bool) -> None:
    """Écrit un `.br` à côté de chaque fichier de `site` qui y gagne ; `tight` : au plus serré, très gros compris."""
    store = CACHE / "br"
    store.mkdir(parents=True, exist_ok=True)
    files = [p for p in site.rglob("*") if p.suffix in SUFFIXES and p.stat().st_size >= SMALLEST]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda path: _compress(path, store, tight=tight), files))


def _compress(path: Path, store: Path, *, tight: bool) -> None:
    data = path.read_bytes()
    quality = 11 if tight or len(data) < LARGE else QUICK
    cached = store / f"{hashlib.sha256(data).hexdigest()}-{quality}"
    if not cached.exists():
        cached.write_bytes(brotli.compress(data, quality=quality, lgwin=24))
    shutil.copyfile(cached, path.with_name(path.name + ".br"))
