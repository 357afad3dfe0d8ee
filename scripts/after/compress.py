"""Les versions `.br` des fichiers du site, au plus serré ; le résultat est gardé par contenu d'une fois sur l'autre."""

from __future__ import annotations

import hashlib
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from scripts.paths import CACHE, SITE

SUFFIXES = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".wasm", ".zip", ".bin", ".py", ".toml"}
SMALLEST = 400


def compress_site(site: Path = SITE) -> None:
    """Écrit un `.br` à côté de chaque fichier de `site` qui y gagne."""
    store = CACHE / "br"
    store.mkdir(parents=True, exist_ok=True)
    files = [p for p in site.rglob("*") if p.suffix in SUFFIXES and p.stat().st_size >= SMALLEST]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda path: _compress(path, store), files))


def _compress(path: Path, store: Path) -> None:
    data = path.read_bytes()
    cached = store / hashlib.sha256(data).hexdigest()
    if not cached.exists():
        cached.write_bytes(brotli.compress(data, quality=11, lgwin=24))
    shutil.copyfile(cached, path.with_name(path.name + ".br"))
