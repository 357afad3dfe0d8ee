"""Les textes reçus d'un lecteur : nettoyés à l'entrée, inertes dès qu'on les écrit dans une phrase."""

from __future__ import annotations

import re
import unicodedata

_ACTIFS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~^$&:@=\"])")
_ESPACES = re.compile(r"\s+")


class Typed:
    r"""Un texte saisi par un lecteur, ou reçu d'un lien ou d'un fichier : jamais du Markdown.

    Dans une phrase (`f"« {nom} »"`) il s'écrit échappé, donc inerte, sans que personne ait à y penser ; `raw` le rend
    tel quel, pour ce qui n'est pas du Markdown (SVG, classeur, JSON). Ce n'est pas un `str` : l'ajouter à un texte ou
    le joindre sans passer par une phrase est une erreur de type.

    >>> nom = Typed("*A* | B")
    >>> print(f"« {nom} »", nom.raw)
    « \*A\* \| B » *A* | B
    """

    __slots__ = ("raw",)
    raw: str

    def __init__(self, raw: str) -> None:
        object.__setattr__(self, "raw", raw)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __reduce__(self) -> tuple[type[Typed], tuple[str]]:
        return Typed, (self.raw,)

    def __str__(self) -> str:
        return escape(self.raw)

    def __format__(self, spec: str) -> str:
        return escape(self.raw)

    def __repr__(self) -> str:
        return f"Typed({self.raw!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Typed) and other.raw == self.raw

    def __hash__(self) -> int:
        return hash(self.raw)

    def __bool__(self) -> bool:
        return bool(self.raw)


Words = str | Typed
"""Du Markdown de notre main, ou un texte saisi : ce qu'une cellule ou une phrase accepte."""


def escape(text: str) -> str:
    r"""Rend un texte inerte en Markdown : le seul endroit qui échappe.

    >>> print(escape("<b> *a* | [x](y)"))
    \<b\> \*a\* \| \[x\]\(y\)
    """
    inert = _ACTIFS.sub(r"\\\1", text)
    # Un texte écrit de droite à gauche ne doit pas entraîner ce qui le suit.
    reversed_ = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)
    return f"\u2068{inert}\u2069" if reversed_ else inert


def raw_text(words: Words) -> str:
    """Des mots hors du Markdown : le texte saisi tel quel, les nôtres comme ils sont."""
    return words.raw if isinstance(words, Typed) else words


def clean_text(raw: str) -> str:
    r"""Normalise un texte saisi : NFC, sans contrôle, sans largeur nulle ni marque de sens, espaces simples.

    >>> clean_text("  Offre\u202e A\u200b ")
    'Offre A'
    """
    spaced = _ESPACES.sub(" ", raw)  # avant de retirer les contrôles : une fin de ligne sépare deux mots
    visible = "".join(c for c in spaced if unicodedata.category(c)[0] != "C")
    return unicodedata.normalize("NFC", _ESPACES.sub(" ", visible)).strip()


def shorten(text: object, limit: int = 40) -> str:
    """Un texte reçu, nettoyé et coupé, pour le citer dans un message, qui est du texte et non du Markdown."""
    cleaned = clean_text(str(text)[: 4 * limit])
    return cleaned if len(cleaned) <= limit else cleaned[: limit - 1] + "…"
