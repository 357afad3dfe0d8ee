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
READINGS = {
    "lu": "Texte lu, ou sa copie.",
    "relais": "À rouvrir : fait lu chez un tiers qui cite l'original.",
}


@dataclass(frozen=True)
class Reference:
    """Une référence : qui publie, quoi, quand, où, ce qu'elle appuie ici, et comment nous l'avons lue.

    `lecture` : `lu` (le texte lui-même, ou sa copie), `relais` (chez un tiers qui le cite : à rouvrir).
    """

    ref: str
    editeur: str
    titre: str
    date: str
    appuie: str
    lecture: str
    adresses: tuple[str, ...]

    @property
    def etat(self) -> str:
        """Ce que vaut notre lecture, en mots."""
        return READINGS[self.lecture]

    @property
    def reserve(self) -> str:
        """La réserve qui suit la référence dans une page ; vide si le texte a été lu."""
        return "à rouvrir" if self.lecture == "relais" else ""


@cache
def load_references() -> dict[str, Reference]:
    """Lit les références ; lève `ContentError` si une clé manque ou est inconnue."""
    found = {}
    for ref, entry in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        try:
            found[ref] = Reference(ref=ref, **{**entry, "adresses": tuple(entry["adresses"])})
        except (KeyError, TypeError) as error:
            raise ContentError(f"references.toml : « {ref} » : {error}.") from error
        if not found[ref].adresses:
            raise ContentError(f"references.toml : « {ref} » n'a pas d'adresse.")
        if found[ref].lecture not in READINGS:
            raise ContentError(f"references.toml : « {ref} » : « lecture » doit être l'un de {', '.join(READINGS)}.")
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
    return render("references.html.j2", references=list(load_references().values()))
