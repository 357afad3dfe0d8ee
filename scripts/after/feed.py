"""Le fil Atom des revues et des nouvelles pages, écrit après MkDocs, sans greffon."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from scripts.sitegen.content import load_graph

NAMESPACE = "http://www.w3.org/2005/Atom"
TITLE = "Infogérance maîtrisée : revues et nouvelles pages"


def write_feed(site: Path, site_url: str) -> None:
    """Écrit `atom.xml` : une entrée par page de fond, la plus récemment revue d'abord."""
    pages = [p for p in load_graph().pages if p.genre in {"article", "erreur", "cas", "remede", "guide", "outil"}]
    pages.sort(key=lambda page: (page.revue, page.path), reverse=True)
    ET.register_namespace("", NAMESPACE)
    feed = ET.Element(f"{{{NAMESPACE}}}feed")
    _add(feed, "title", TITLE)
    _add(feed, "id", site_url)
    _add(feed, "updated", f"{pages[0].revue}T00:00:00Z")
    ET.SubElement(feed, f"{{{NAMESPACE}}}link", {"rel": "self", "href": f"{site_url}atom.xml"})
    _add(_add(feed, "author", ""), "name", "Infogérance maîtrisée")
    for page in pages:
        entry = _add(feed, "entry", "")
        _add(entry, "title", page.title)
        _add(entry, "id", site_url + page.url)
        ET.SubElement(entry, f"{{{NAMESPACE}}}link", {"href": site_url + page.url})
        _add(entry, "updated", f"{page.revue}T00:00:00Z")
        _add(entry, "summary", page.description)
    ET.ElementTree(feed).write(site / "atom.xml", encoding="utf-8", xml_declaration=True)


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    element.text = text or None
    return element
