"""Le même dépôt se construit avec Zensical, le successeur du thème (adr/0024) : mêmes adresses, mêmes liens."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from scripts.paths import SITE, ZENSICAL

THEME = re.compile(r"assets/(?:javascripts|images)/|\.br$|sitemap\.xml\.gz$|^search")
"""Ce que chaque thème apporte de lui-même, et nos versions compressées."""
MARKED = re.compile(r"(?<=assets/)(css|js)\.[0-9a-f]{10}")
FOLDER = "https://exemple.fr/dossier/"
"""Un site peut être publié dans un dossier : un lien qui remonterait trop haut se verrait."""


class Places(HTMLParser):
    """Les ancres d'une page, ses titres et leur ancre, et où mènent ses liens."""

    def __init__(self, path: Path, site: Path) -> None:
        super().__init__()
        self.address = FOLDER + path.relative_to(site).as_posix().removesuffix("index.html")
        self.anchors: set[str] = set()
        self.headings: list[tuple[str, str]] = []
        self.links: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        """Retient ce qui se vise et ce qui vise."""
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.anchors.add(values["id"])
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append((tag, values.get("id", "")))
        if tag == "a" and "href" in values:
            self.links.add(urljoin(self.address, values["href"]))


def _files(site: Path) -> set[str]:
    names = {MARKED.sub(r"\1", path.relative_to(site).as_posix()) for path in site.rglob("*") if path.is_file()}
    return {name for name in names if not THEME.search(name)}


def _listed(site: Path) -> set[str]:
    return {str(element.text) for element in ET.parse(site / "sitemap.xml").iter() if element.tag.endswith("}loc")}


def test_same_addresses() -> None:
    """Pages, scripts, feuilles, Python, fil et plan du site : aucune adresse ne manque, aucune n'est de trop."""
    assert _files(ZENSICAL) == _files(SITE)
    assert _listed(ZENSICAL) == _listed(SITE)


def test_same_anchors_and_links() -> None:
    """Chaque titre garde son ancre, chaque ancre existe, chaque lien mène au même endroit, même publié dans un dossier.

    Zensical ajoute une ancre, celle de « Aller au contenu », que le thème d'aujourd'hui fait mener au premier titre.
    """
    for path in sorted(SITE.rglob("*.html")):
        ours, theirs = Places(path, SITE), Places(ZENSICAL / path.relative_to(SITE), ZENSICAL)
        assert theirs.headings == ours.headings, path
        assert theirs.anchors - {"__skip"} == ours.anchors, path
        assert theirs.links - ours.links == {f"{theirs.address}#__skip"}, path
        assert {link for link in ours.links - theirs.links if not link.startswith(f"{ours.address}#")} == set(), path
