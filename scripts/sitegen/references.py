"""Les références citées : `docs/reperes/references.toml`, lu une fois, montré sur la page des références."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from scripts.paths import DOCS
from scripts.sitegen.content import ContentError
from scripts.sitegen.render import render

FILE = DOCS / "reperes" / "references.toml"


@dataclass(frozen=True)
class Reference:
    """Une référence : qui publie, quoi, quand, où, ce qu'elle appuie ici, et si l'adresse a été rouverte."""

    ref: str
    editeur: str
    titre: str
    date: str
    appuie: str
    rouverte: bool
    url: str = ""

    @property
    def etat(self) -> str:
        """Ce que vaut notre lecture, en mots."""
        if self.rouverte:
            return "Texte lu à cette adresse." if self.url else "Texte lu."
        return "À rouvrir : fait lu chez un tiers qui cite l'original, ou tenu pour bien connu."


@cache
def load_references() -> dict[str, Reference]:
    """Lit les références ; lève `ContentError` si une clé manque ou est inconnue."""
    found = {}
    for ref, entry in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        try:
            found[ref] = Reference(ref=ref, **entry)
        except TypeError as error:
            raise ContentError(f"references.toml : « {ref} » : {error}.") from error
    return found


def cited(refs: Iterable[str], path: str) -> list[Reference]:
    """Les références citées par une page, dans l'ordre ; lève `ContentError` si l'une n'existe pas."""
    known = load_references()
    for ref in refs:
        if ref not in known:
            raise ContentError(f"{path} : la référence « {ref} » n'est pas dans references.toml.")
    return [known[ref] for ref in sorted(set(refs), key=list(known).index)]


def render_references(_argument: str) -> str:
    """Rend la liste des références."""
    return render("references.html.j2", references=load_references().values())
