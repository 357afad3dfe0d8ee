"""La place que prennent les mots : couper un nom trop long sans qu'il se confonde avec un autre."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tools.kit.declare import Words, raw_text
from tools.kit.french import typeset

TEXT = 13.0
"""La taille des lettres d'un graphique, dans ses unités."""
_WIDTHS = {
    22: " \u00a0\u202f.,:;'’|!",
    24: "ijlIîï",
    31: "ftr()-/[]",
    43: "svxyz«»Y",
    50: "acegkéèêàâçJLFX0123456789+−€?_#",
    56: "bdhnopquôùûABCEKPRSTVZ",
    67: "wDGHNOQU&",
    92: "mMW%@—…",
}
"""Avances de Source Sans 3, en centièmes de cadratin, arrondies au-dessus."""
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_OTHER = 60
_BOLD = 1.06


@lru_cache(maxsize=1024)
def text_width(text: str, *, bold: bool = False) -> float:
    """La largeur d'un texte dans un graphique, estimée un peu large.

    >>> text_width("") == 0 < text_width("il") < text_width("MW")
    True
    """
    return sum(_WIDTH.get(letter, _OTHER) for letter in text) / 100 * TEXT * (_BOLD if bold else 1)


def in_lines(words: Words, room: float, *, bold: bool = False) -> list[str]:
    """Un nom en deux lignes au plus, coupé en son milieu s'il n'y tient pas : son début et sa fin restent.

    Un texte saisi y est pris tel quel, l'arbre XML l'échappe.

    >>> in_lines("Infogérance", 200)
    ['Infogérance']
    >>> in_lines("Infogérance Sérénité, formule Bronze", 130)
    ['Infogérance Sérénité,', 'formule Bronze']
    >>> in_lines("Infogérance Sérénité totale et garantie, formule Bronze", 130)
    ['Infogérance Sérénité…', 'arantie, formule Bronze']
    """
    text = " ".join(typeset(raw_text(words)).split(" "))
    if text_width(text, bold=bold) <= room:
        return [text]
    head, tail = _broken(text, room, bold=bold)
    if text_width(tail, bold=bold) <= room:
        return [head, tail]
    start, end = text, text
    while text_width(f"{start}…", bold=bold) > room:
        start = start[:-1]
    while text_width(end, bold=bold) > room:
        end = end[1:]
    return [f"{start.rstrip()}…", end.lstrip()]


def _broken(text: str, room: float, *, bold: bool) -> tuple[str, str]:
    """La coupe entre deux mots la plus à droite où le début tient ; sans espace, le texte entier à la suite."""
    cuts = [k for k, letter in enumerate(text) if letter == " " and text_width(text[:k], bold=bold) <= room]
    return (text[: cuts[-1]], text[cuts[-1] + 1 :]) if cuts else ("", text)


def distinct(names: Sequence[Words], room: float, *, bold: bool = False) -> list[list[str]]:
    """Les noms en deux lignes au plus ; ceux que la coupe confondrait portent leur rang.

    >>> distinct(["A" + "b" * 60 + "c", "A" + "b" * 55 + "x" + "c" * 9], 60)[1][0][:5]
    'Abbbb'
    >>> [lines[0][:3] for lines in distinct([f"A{'b' * 40}{k}{'c' * 40}" for k in range(2)], 60)]
    ['1. ', '2. ']
    """
    cut = [in_lines(name, room, bold=bold) for name in names]
    if len({tuple(lines) for lines in cut}) == len({raw_text(name) for name in names}):
        return cut
    return [in_lines(f"{rank}. {raw_text(name)}", room, bold=bold) for rank, name in enumerate(names, 1)]
