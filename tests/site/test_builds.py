"""Deux constructions du même dépôt donnent les mêmes octets : ce qui est publié se vérifie en le refaisant."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from scripts.elsewhere import build, copy_cache, copy_repository
from scripts.paths import SITE
from scripts.sitegen.content import load_graph

MADE = ("runtime", "fonts", "licences", "modeles", "js/engine/runtime.js", "js/shapes.js", "js/link/inflate.js")
"""Ce que la première construction a écrit dans `docs/assets` : la seconde le refait."""


def build_elsewhere(home: Path, kept: tuple[str, ...]) -> Path:
    """Construit une copie du dépôt, avec un autre tirage des ensembles ; `kept` : ce qu'elle reprend du cache."""
    copy_repository(home, shared=())
    for name in MADE:
        made = home / "docs" / "assets" / name
        shutil.rmtree(made) if made.is_dir() else made.unlink()
    copy_cache(home, kept)
    return build(home, PYTHONHASHSEED="7")


def bytes_of(site: Path) -> dict[str, bytes]:
    """Chaque fichier du site, sauf ses versions compressées, qui en découlent."""
    files = (path for path in site.rglob("*") if path.is_file() and path.suffix != ".br")
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def differing(one: Path, two: Path) -> set[str]:
    """Les fichiers qui ne sont pas les mêmes dans les deux sites."""
    first, second = bytes_of(one), bytes_of(two)
    return {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}


def test_two_builds_are_the_same(tmp_path: Path) -> None:
    """Pages, feuilles, scripts, polices, modèles : refaits ailleurs, ce sont les mêmes."""
    assert differing(SITE, build_elsewhere(tmp_path, ("runtime", "br"))) == set()


def test_no_page_carries_the_day_of_its_build() -> None:
    """Le plan du site est daté de la dernière relecture : le refaire demain donnera les mêmes octets."""
    latest = max(page.revue for page in load_graph().pages).isoformat()
    dates = re.findall(r"<lastmod>(.*?)</lastmod>", (SITE / "sitemap.xml").read_text(encoding="utf-8"))
    assert set(dates) == {latest}


@pytest.mark.longs
def test_two_whole_builds_are_the_same(tmp_path: Path) -> None:
    """De même sans rien reprendre : l'environnement de Python et l'instantané aussi."""
    assert differing(SITE, build_elsewhere(tmp_path, ())) == set()
