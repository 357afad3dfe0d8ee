"""Le site construit : aucune écriture en ligne, aucun autre hôte, la politique dans chaque page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.paths import SITE

PAGES = sorted(SITE.rglob("*.html"))
EXECUTABLE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", re.IGNORECASE)
INLINE = re.compile(r"<style\b|\sstyle=|\son[a-z]+=\"|javascript:", re.IGNORECASE)
RESOURCE = re.compile(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=\"(https?://[^\"]+)\"")


def test_pages_exist() -> None:
    """Le site a été construit avant les tests."""
    assert len(PAGES) >= 6


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(SITE).as_posix())
def test_page_is_strict(path: Path) -> None:
    """Ni script, ni style, ni gestionnaire en ligne ; aucune ressource d'ailleurs ; la politique est dite."""
    html = path.read_text(encoding="utf-8")
    assert EXECUTABLE.findall(html) == []
    assert INLINE.findall(html) == []
    hosts = [url for url in RESOURCE.findall(html) if not url.startswith("http://127.0.0.1:8000/")]
    assert hosts == []
    assert "require-trusted-types-for" in html
