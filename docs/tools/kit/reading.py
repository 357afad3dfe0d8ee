"""Lire un nombre tel qu'un lecteur français l'écrit ou le colle ; ce qui se lit de deux façons est refusé.

La même règle partout : dans un champ, dans un tableau collé, dans un fichier. C'est le seul endroit où un texte devient
un nombre.
"""

from __future__ import annotations

import math
import re

MOINS = "\u2212"
_ESPACES = re.compile(r"[\s\u00a0\u202f\u2007\u2009\u200a]+")
NOMBRE = re.compile(
    r"[+-]?(?:\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?"
    r"|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:,\d{3})+\.\d+"
    r"|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}"
    r"|\d+(?:[.,]\d+)?|[.,]\d+)",
    re.ASCII,
)
"""Espaces ou apostrophes de milliers, virgule ou point décimal ; « 1.234,50 », « 1,234.50 » et « 1.234.567 » n'ont
qu'une lecture."""
_DOUBLE = re.compile(r"([+-]?[1-9]\d{0,2})[.,](\d{3})", re.ASCII)
_UNITE_FINALE = re.compile(r" ?[€%]$")


def even_spaces(text: str) -> str:
    """Un texte aux espaces simples, au signe moins du clavier."""
    return _ESPACES.sub(" ", text.replace(MOINS, "-")).strip()


def readings(text: str) -> list[str]:
    """Les façons de lire un nombre, chacune telle qu'on la saisirait sans doute : à la française d'abord.

    Aucune si ce n'est pas un nombre ; deux pour un point ou une virgule suivis de trois chiffres juste : un millier,
    ou trois décimales. Un zéro devant ne commence pas un millier.

    >>> readings("1.500"), readings("1,234"), readings("0,125"), readings("1.500,5"), readings("deux")
    (['1500', '1,5'], ['1234', '1,2340'], ['0.125'], ['1500.5'], [])
    """
    cleaned = _UNITE_FINALE.sub("", even_spaces(text))
    if double := _DOUBLE.fullmatch(cleaned):
        decimals = double[2].rstrip("0")
        # Trois décimales se liraient encore de deux façons : elles en prennent une quatrième.
        shown = f"{decimals}0" if len(decimals) == len(double[2]) else decimals
        return [double[1] + double[2], f"{double[1]},{shown}".rstrip(",")]
    if not NOMBRE.fullmatch(cleaned):
        return []
    last = max(cleaned.rfind("."), cleaned.rfind(","))
    mark = cleaned[last] if last >= 0 else ""
    decimal = mark and cleaned.count(mark) == 1
    whole, rest = (cleaned[:last], f".{cleaned[last + 1 :]}") if decimal else (cleaned, "")
    return [re.sub(r"[ '’.,]", "", whole) + rest]


def parse_number(text: str) -> float:
    """Lit un nombre.

    Accepte les espaces de milliers (toutes sortes), la virgule ou le point décimal, le signe moins typographique et une
    unité finale € ou %.

    Raises:
        ValueError: le texte n'est pas un nombre fini, ou se lit de deux façons.

    >>> parse_number("1\u202f500,50 €"), parse_number("10,50"), parse_number("44.7"), parse_number("1.234.567")
    (1500.5, 10.5, 44.7, 1234567.0)
    """
    found = readings(text)
    if len(found) != 1 or not math.isfinite(value := float(found[0])):
        raise ValueError(text)
    return value
