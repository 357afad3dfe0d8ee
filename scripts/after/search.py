"""L'index de recherche, complété après MkDocs : formes sans accent, singuliers, pluriels et synonymes.

Le thème cherche des mots exacts : « épargnes » ou « tresorerie » ne trouvaient rien. Des champs s'ajoutent à l'index
(formes de la page, du titre, du texte, synonymes) ; le thème les interroge, mais ne les montre pas.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from scripts.paths import DOCS
from scripts.sitegen.content import Page, load_graph

WORD = re.compile(r"[^\W\d_]{2,}|\d{2,}")
TAG = re.compile(r"<[^>]+>")
FIELDS = {
    "title": {"boost": 12.0},
    "text": {"boost": 1.0},
    "tags": {"boost": 1.0},
    "formes_page": {"boost": 12.0},
    "formes_titre": {"boost": 8.0},
    "formes": {"boost": 1.0},
    "synonymes": {"boost": 1.0},
}
"""Le thème donne mille fois plus de poids au titre qu'au texte : un mot vide du titre l'emportait sur tout."""
EMPTY = frozenset(
    "au aux avec ce ces cet cette dans de des du en est et il la le les leur l d c j m n s t qu ne ni nos notre nous "  # ruff: ignore[split-static-string]
    "on ou par pas plus pour que qui sa se ses si son sur un une vos votre vous y à été être".split()
)
"""Les mots vides du français : ni cherchés, ni déclinés."""
SAMPLES = ("r-", "conseil-", "partage-", "resultat")
"""Comment commencent les ancres de la réponse d'un calculateur."""
BOOSTS = {"accueil": 0.3, "rubrique": 0.5, "repere": 0.7, "outil": 0.6}
"""Ces pages parlent de tout : elles ne doivent pas passer devant celles dont c'est le sujet."""
CATALOGUES = {
    "reperes/references/": 0.2,
    "reperes/licences/": 0.2,
    "reperes/glossaire/": 0.5,
    "comparer/": 0.3,
    "dossier/": 0.3,
}
"""Une liste nomme chaque sujet du site sans en traiter aucun ; une page vide de texte, elle, monte au moindre mot."""


def fold(word: str) -> str:
    """Rend un mot en minuscules, sans accent ni ligature.

    >>> fold("Trésorerie"), fold("cœur")
    ('tresorerie', 'coeur')
    """
    plain = unicodedata.normalize("NFD", word.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(char for char in plain if not unicodedata.combining(char))


@cache
def forms(word: str) -> frozenset[str]:
    """Rend les formes sous lesquelles un lecteur pourrait taper ce mot : singulier, pluriel, féminin, sans accent.

    >>> sorted(forms("coûts"))
    ['cout', 'couts', 'coût', 'coûts']
    """
    lower = word.lower()
    found = {lower}
    if lower.endswith("aux") and len(lower) > 4:
        found.add(lower[:-3] + "al")
    if lower.endswith("al") and len(lower) > 4:
        found.add(lower[:-2] + "aux")
    if lower.endswith(("s", "x")) and len(lower) > 3:
        found.add(lower[:-1])
    elif len(lower) > 2:
        found.add(lower + "s")
    for ending, other in (("er", "é"), ("é", "er"), ("ées", "er"), ("ée", "er"), ("és", "er")):
        if lower.endswith(ending) and len(lower) > 4:
            found.add(lower[: -len(ending)] + other)
    return frozenset(found | {fold(form) for form in found})


def separator() -> str:
    """Ce qui sépare deux mots : une élision entière, espaces, apostrophes, tirets, et un mot vide seul.

    Le thème ajoute un joker à chaque mot cherché, « de » compris : sans cela, « de* » trouvait « devenue », et
    « d'action » cherchait « d* », tout mot qui commence par un d.
    """
    empty = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in sorted(EMPTY))
    return rf"\b(?:[CcDdJjLlMmNnSsTt]|[Qq]u)[\u2019']|[\s\u200b\u2019'\-]+|^(?:{empty})$"


def load_synonyms() -> dict[str, list[str]]:
    """Les mots qu'un lecteur emploie, et ceux des pages qu'ils doivent trouver, sans accent."""
    written = tomllib.loads((DOCS / "reperes" / "synonymes.toml").read_text(encoding="utf-8"))["synonymes"]
    return {said: [fold(term) for term in meant] for said, meant in written.items()}


def expand_text(text: str) -> str:
    """Rend toutes les formes des mots pleins d'un texte."""
    words = {word.lower() for word in WORD.findall(TAG.sub(" ", text))} - EMPTY
    return " ".join(sorted({form for word in words for form in forms(word)}))


def synonyms_of(text: str, synonyms: dict[str, list[str]]) -> str:
    """Rend ce qu'un lecteur taperait pour ce que ce texte nomme autrement."""
    folded = fold(TAG.sub(" ", text))
    return " ".join(
        expand_text(said) for said, meant in synonyms.items() if any(_begins(term, folded) for term in meant)
    )


def _begins(term: str, text: str) -> bool:
    """Vrai si un mot du texte commence ainsi ; chercher d'abord sans motif épargne une demi-seconde."""
    return term in text and re.search(rf"\b{re.escape(term)}", text) is not None


def is_sample(location: str) -> bool:
    """Vrai pour une partie de la réponse d'un exemple : elle est remplacée au premier calcul, on n'y cherche rien.

    >>> is_sample("tools/couts/#r-calculs"), is_sample("tools/couts/")
    (True, False)
    """
    page, _, place = location.partition("#")
    return page.startswith("tools/") and place.startswith(SAMPLES)


def words_of(doc: dict[str, Any], page: Page | None, synonyms: dict[str, list[str]]) -> dict[str, str]:
    """Rend ce qui s'ajoute à une entrée : les formes de sa page, de son titre et de son texte, et les synonymes."""
    about = f"{page.title} {page.description} {page.symptome} {page.resume} {page.mots}" if page else ""
    return {
        "formes_page": expand_text(about),
        "formes_titre": expand_text(doc["title"]),
        "formes": expand_text(doc["text"]),
        "synonymes": synonyms_of(f"{about} {doc['title']} {doc['text']}", synonyms),
    }


def enrich(index: dict[str, Any], pages: dict[str, Page]) -> dict[str, Any]:
    """Ajoute à chaque entrée ses formes et le poids de sa page ; `pages` : adresse → page."""
    synonyms = load_synonyms()
    index["config"] |= {"fields": FIELDS, "separator": separator()}
    index["docs"] = [doc for doc in index["docs"] if not is_sample(doc["location"])]
    for doc in index["docs"]:
        url = doc["location"].partition("#")[0]
        page = pages.get(url)
        doc.update(words_of(doc, page, synonyms))
        doc["boost"] = CATALOGUES.get(url, BOOSTS.get(page.genre, 1.0) if page else 1.0)
    return index


def enrich_site(site: Path) -> None:
    """Complète l'index construit, et retire du site les langues qu'aucune recherche n'y demande."""
    path = site / "search" / "search_index.json"
    pages = {page.url: page for page in load_graph().pages}
    index = enrich(json.loads(path.read_text(encoding="utf-8")), pages)
    asked = {f"lunr.{name}.min.js" for name in ("stemmer.support", *index["config"]["lang"])}
    for script in (site / "assets" / "javascripts" / "lunr").rglob("*.js"):
        if script.name not in asked:
            script.unlink()
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
