"""Où sont les choses dans le dépôt."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
ASSETS = DOCS / "assets"
SITE = ROOT / "site"
PUBLICATION = ROOT / "publication"
ZENSICAL = ROOT / "build" / "zensical"
CACHE = ROOT / "build" / "cache"
NODE_MODULES = ROOT / "node_modules"
