"""La décompression d'un lien dans un navigateur qui ne sait pas la faire : celle de fflate, seule, chargée alors."""

from __future__ import annotations

import subprocess

from scripts.paths import ASSETS, ROOT

FILE = ASSETS / "js" / "link" / "inflate.js"
BANNER = "// fflate (MIT), réduit à inflateSync par scripts/before/inflate.py. Ne pas modifier.\n// @ts-nocheck"


def write_inflate() -> None:
    """Écrit le module ; le même pour la même version de fflate."""
    options = [
        "--bundle",
        "--format=esm",
        "--minify",
        f"--banner:js={BANNER}",
        f"--outfile={FILE}",
        "--log-level=warning",
    ]
    entry = b'export { inflateSync } from "fflate";'
    subprocess.run(["npx", "esbuild", *options], input=entry, check=True, cwd=ROOT)
