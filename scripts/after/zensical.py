"""Ce que la recherche de Zensical demande autrement (adr/0024) : son index, et notre script d'avant le thème.

Son moteur veut tous les mots cherchés dans un même passage, et ne lit que le titre, le texte et le chemin : formes et
synonymes s'y ajoutent, cachés, à la place des champs que le thème d'aujourd'hui interroge.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scripts.after.assets import join_head
from scripts.after.search import EMPTY, is_sample, load_synonyms, words_of
from scripts.paths import ROOT
from scripts.sitegen.content import Page, load_graph

SCRIPT = Path(__file__).with_suffix(".js")


def put_script(site: Path) -> None:
    """Met notre script à la place de `head/index.js`, parmi les premiers de l'en-tête."""
    join_head(site / "assets" / "js", ROOT / "docs" / "assets" / "js", ROOT, SCRIPT)


def separator() -> str:
    """Ce qui sépare deux mots, mots vides et élisions compris : son moteur découpe tout le texte d'une fois."""
    start, end = r"(?<![\p{L}\d])", r"(?![\p{L}\d])"
    empty = "|".join(sorted(EMPTY, key=lambda word: (-len(word), word)))
    return rf"(?:[\s\u200b\u2019'\-]+|{start}(?:[CcDdJjLlMmNnSsTt]|[Qq]u)[\u2019']|{start}(?:{empty}){end})+"


def hidden(*words: str) -> str:
    """Rend des mots que la recherche lit et ne montre pas.

    >>> hidden("couts", "")
    ' <span hidden="hidden">couts</span>'
    """
    return f' <span hidden="hidden">{" ".join(filter(None, words))}</span>'


def enrich(index: dict[str, Any], pages: dict[str, Page]) -> dict[str, Any]:
    """Ajoute au titre de chaque passage ses formes, et au chemin celles du reste ; `pages` : adresse → page.

    Le texte reste tel quel : l'extrait montré commence au premier mot trouvé, et serait vide sur un mot caché.
    """
    synonyms = load_synonyms()
    index["config"]["separator"] = separator()
    index["items"] = [item for item in index["items"] if not is_sample(item["location"])]
    for item in index["items"]:
        words = words_of(item, pages.get(item["location"].partition("#")[0]), synonyms)
        of_page = words["formes_page"] if item["level"] == 1 else ""
        item["title"] += hidden(words["formes_titre"], of_page)
        item["path"][-1] += hidden(words["formes"], words["synonymes"], words["formes_page"])
    return index


def enrich_site(site: Path) -> None:
    """Complète l'index construit."""
    path = site / "search.json"
    pages = {page.url: page for page in load_graph().pages}
    index = enrich(json.loads(path.read_text(encoding="utf-8")), pages)
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
