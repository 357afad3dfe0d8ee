"""Le graphe des pages : leur en-tête, lu et vérifié une fois, et ce qui s'en déduit (cartes, liens inverses, plans).

Une page nomme ses erreurs ; les liens de retour sont calculés. Ajouter une page n'en modifie aucune autre.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from tools.kit.french import typeset

from scripts.paths import DOCS
from scripts.sitegen.rules import page_faults

DRAFT = "BROUILLON"
"""La variable d'environnement qui fait d'une faute de rédaction un avertissement."""
FROM_FILE = "LIENS_DU_FICHIER"
"""Celle que pose la construction par Zensical : il lit un lien depuis le fichier, et l'écrit depuis l'adresse."""
_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)

COMMON = {"title": str, "description": str, "genre": str, "revue": date}
OPTIONAL = {"hide": list, "resume": str, "mots": str}
BY_KIND: dict[str, dict[str, type]] = {
    "accueil": {},
    "rubrique": {},
    "article": {},
    "repere": {},
    "erreur": {"code": str, "famille": str, "symptome": str},
    "cas": {"code": str, "erreurs": list, "resume": str},
    "remede": {"code": str, "erreurs": list, "resume": str},
    "guide": {"code": str, "erreurs": list, "outils": list, "resume": str},
    "outil": {"code": str, "erreurs": dict, "resume": str},
}
NAMES = {str: "un texte", date: "une date (AAAA-MM-JJ)", list: "une liste", dict: "une table « clé: valeur »"}


class ContentError(ValueError):
    """Un en-tête ou un repère fautif ; le message nomme le fichier et la clé."""


@dataclass(frozen=True)
class Page:
    """Une page : son chemin sous `docs/`, son en-tête, son texte Markdown sans l'en-tête."""

    path: str
    title: str
    description: str
    genre: str
    revue: date
    body: str = field(repr=False)
    code: str = ""
    famille: str = ""
    symptome: str = ""
    resume: str = ""
    mots: str = ""
    """Ce qu'un lecteur taperait pour trouver la page, et qu'elle n'écrit pas toujours."""
    erreurs: Mapping[str, str] = field(default_factory=dict)
    """Erreur nommée → situation type de l'outil à ouvrir (vide pour un cas, un remède ou un guide)."""
    outils: Sequence[str] = ()
    """Pour un guide : les outils qu'il prolonge."""

    @property
    def url(self) -> str:
        """L'adresse de la page, relative à la racine du site.

        >>> Page("erreurs/e1.md", "", "", "erreur", date(2026, 1, 1), "").url
        'erreurs/e1/'
        """
        return self.path.removesuffix("index.md").removesuffix(".md") + ("" if self.path.endswith("index.md") else "/")

    @property
    def to_root(self) -> str:
        """Ce qui ramène de l'adresse de la page à la racine du site."""
        return "../" * (self.path if os.environ.get(FROM_FILE) else self.url).count("/")

    def link_to(self, path: str) -> str:
        """Le chemin Markdown d'un autre fichier de `docs/`, vu de celui-ci."""
        return "../" * self.path.count("/") + path


def read_page(path: Path, root: Path = DOCS) -> Page:
    """Lit une page ; lève `ContentError` si une clé manque, est inconnue ou n'a pas la forme attendue."""
    name = path.relative_to(root).as_posix()
    text = path.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    try:
        meta = yaml.safe_load(head[1]) if head else None
    except yaml.YAMLError as error:
        raise ContentError(f"{name} : l'en-tête n'est pas un YAML lisible ({error}).") from error
    if head is None or not isinstance(meta, dict):
        raise ContentError(f"{name} : il manque l'en-tête, entre deux lignes « --- ».")
    _check(name, meta)
    meta.pop("hide", None)
    named = meta.pop("erreurs", {})
    return Page(
        path=name,
        body=text[head.end() :],
        erreurs=dict.fromkeys(named, "") if isinstance(named, list) else named,
        **meta,
    )


def _check(name: str, meta: dict[str, Any]) -> None:
    kind = meta.get("genre")
    if kind not in BY_KIND:
        raise ContentError(f"{name} : « genre » doit être l'un de {', '.join(BY_KIND)}.")
    required = COMMON | BY_KIND[kind]
    for key, shape in required.items():
        if not isinstance(meta.get(key), shape) or meta[key] in ("", [], {}):
            raise ContentError(f"{name} : la clé « {key} » manque ou n'est pas {NAMES[shape]}.")
    for key in ("title", "description"):
        if "'" in meta[key]:
            raise ContentError(f"{name} : « {key} », que le thème copie tel quel, s'écrit avec l'apostrophe ’.")
    if meta["title"] != typeset(meta["title"]):
        right = typeset(meta["title"])
        raise ContentError(
            f"{name} : « title », que le thème copie tel quel, s'écrit avec ses espaces insécables : {right}"
        )
    for key, value in meta.items():
        if key not in required | OPTIONAL:
            raise ContentError(f"{name} : la clé « {key} » est inconnue pour une page de genre « {kind} ».")
        if key in OPTIONAL and not isinstance(value, OPTIONAL[key]):
            raise ContentError(f"{name} : la clé « {key} » n'est pas {NAMES[OPTIONAL[key]]}.")


@dataclass(frozen=True)
class Graph:
    """Toutes les pages, et ce qui s'en déduit."""

    pages: tuple[Page, ...]

    def of_kind(self, *kinds: str) -> list[Page]:
        """Les pages de ces genres, dans l'ordre de leur code puis de leur chemin."""
        return sorted((p for p in self.pages if p.genre in kinds), key=lambda p: (p.code, p.path))

    def naming(self, code: str, kind: str) -> list[Page]:
        """Les pages de genre `kind` qui nomment l'erreur ou l'outil `code`."""
        return [page for page in self.of_kind(kind) if code in page.erreurs or code in page.outils]

    def by_code(self, code: str) -> Page:
        """La page de ce code ; lève `ContentError` sinon."""
        for page in self.pages:
            if page.code == code:
                return page
        raise ContentError(f"Aucune page n'a le code « {code} ».")

    def find(self, body: str) -> Page:
        """La page dont voici le texte : Python-Markdown ne dit pas quel fichier il lit, le texte suffit à le savoir."""
        for page in self.pages:
            if page.body.strip() == body.strip():
                return page
        raise ContentError(f"Ce texte n'est celui d'aucune page de docs/ : « {body.strip()[:80]}… ».")


def check_graph(pages: list[Page]) -> None:
    """Lève `ContentError` si un code est pris deux fois, si une page nomme une erreur inconnue ou reste sans lien."""
    codes = [page.code for page in pages if page.code]
    for page in pages:
        if page.code and codes.count(page.code) > 1:
            raise ContentError(f"{page.path} : le code « {page.code} » est déjà pris.")
        for named in page.erreurs:
            if not any(p.genre == "erreur" and p.code == named for p in pages):
                raise ContentError(f"{page.path} : « erreurs » nomme « {named} », qui n'est le code d'aucune erreur.")
        for named in page.outils:
            if not any(p.genre == "outil" and p.code == named for p in pages):
                raise ContentError(f"{page.path} : « outils » nomme « {named} », qui n'est le code d'aucun outil.")
    for page in pages:
        for kind in ("cas", "remede", "guide", "outil") if page.genre == "erreur" else ():
            if not any(p.genre == kind and page.code in p.erreurs for p in pages):
                raise ContentError(f"{page.path} : aucune page de genre « {kind} » ne nomme cette erreur.")


@cache
def load_graph(root: Path = DOCS) -> Graph:
    """Lit et vérifie toutes les pages de `docs/` ; lève `ContentError`, qui dit toutes les fautes de rédaction.

    Pendant qu'on écrit (variable `BROUILLON`, posée par `make dev`), ces fautes se disent sans rien arrêter.
    """
    pages = [read_page(path, root) for path in sorted(root.rglob("*.md"))]
    faults = "\n".join(f"{page.path} : {fault}" for page in pages for fault in page_faults(page))
    if faults and os.environ.get(DRAFT):
        sys.stderr.write(faults + "\n")
    elif faults:
        raise ContentError(faults)
    check_graph(pages)
    return Graph(tuple(pages))


def find_page(body: str) -> Page:
    """La page de ce texte ; relit les fichiers si elle a changé depuis (mode édition)."""
    try:
        return load_graph().find(body)
    except ContentError:
        load_graph.cache_clear()
        return load_graph().find(body)


def sections(body: str, level: int) -> dict[str, str]:
    r"""Le texte de chaque titre de niveau `level`, dans l'ordre.

    >>> sections("## A\nx\n### B\ny\n## C", 2)
    {'A': 'x\n### B\ny', 'C': ''}
    """
    parts = re.split(rf"^{'#' * level} (.+?)(?: \{{#[^}}]+\}})?$", body, flags=re.MULTILINE)
    texts = (re.split(rf"^#{{1,{level - 1}}} ", text, maxsplit=1, flags=re.MULTILINE)[0] for text in parts[2::2])
    return {title: text.strip() for title, text in zip(parts[1::2], texts, strict=True)}
