"""La décompression d'un lien dans un navigateur qui ne sait pas la faire : celle de fflate, seule, chargée alors."""

from __future__ import annotations

import json

from scripts.esbuild import esbuild
from scripts.paths import ASSETS, NODE_MODULES

FILE = ASSETS / "js" / "link" / "inflate.js"


def write_inflate() -> None:
    """Écrit le module, s'il n'est pas déjà celui de cette version de fflate."""
    version = json.loads((NODE_MODULES / "fflate" / "package.json").read_text(encoding="utf-8"))["version"]
    made = f"fflate {version} (MIT), réduit à inflateSync par scripts/before/inflate.py. Ne pas modifier."
    banner = f"// {made}\n// @ts-nocheck"
    if FILE.exists() and FILE.read_text(encoding="utf-8").startswith(banner):
        return
    options = ["--bundle", "--format=esm", "--minify", "--log-level=warning"]
    entry = 'export { inflateSync } from "fflate";'
    esbuild(*options, f"--banner:js={banner}", f"--outfile={FILE}", text=entry)
