"""Les nombres et les textes à la française, à l'écran comme à la saisie.

C'est le seul endroit où un nombre devient du texte ; `reading` fait l'inverse.
"""

from __future__ import annotations

import math
import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from tools.kit.reading import MOINS, readings

INSECABLE = "\u00a0"
FINE = "\u202f"

_GUILLEMET_OUVRANT = re.compile(r"«[ \u00a0\u202f]*")
_GUILLEMET_FERMANT = re.compile(r"[ \u00a0\u202f]*»")
_AVANT_DEUX_POINTS = re.compile(r" :(?=\s|$)")
_AVANT_HAUTE = re.compile(r" ([;!?])")
_MILLIERS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_AVANT_UNITE = re.compile(r"(?<=\d) (?=(?:€|%|h|min|mois|ans|an|jours|k€|M€)(?!\w))")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w«])")


_PLURIELS = {"personnes", "jours", "points", "ans", "prestataires", "fonctions"}
"""Les unités qui prennent le pluriel ; il commence à deux."""


@lru_cache(maxsize=4096)
def typeset(text: str) -> str:
    """Applique la typographie française à un texte écrit avec des espaces simples.

    Fine insécable (U+202F) avant ; ! ? et entre tranches de trois chiffres, insécable (U+00A0) avant
    les deux-points, les unités et à l'intérieur des guillemets (usage : `sources.md`, S8-2 et S8-3).

    >>> typeset("Combien ? « 2 000 € »").replace(FINE, "_").replace(INSECABLE, "~")
    'Combien_? «~2_000~€~»'
    """
    text = _GUILLEMET_OUVRANT.sub("«" + INSECABLE, text)
    text = _GUILLEMET_FERMANT.sub(INSECABLE + "»", text)
    text = _AVANT_DEUX_POINTS.sub(INSECABLE + ":", text)
    text = _AVANT_HAUTE.sub(FINE + r"\1", text)
    text = _MILLIERS.sub(FINE, text)
    text = _AVANT_UNITE.sub(INSECABLE, text)
    return _APOSTROPHE.sub("’", text)


def format_number(value: float, decimals: int = 0) -> str:
    """Écrit un nombre à la française : tranches de trois chiffres, virgule décimale, vrai signe moins.

    >>> format_number(1234567.891, 2).replace(FINE, "_")
    '1_234_567,89'
    >>> format_number(-0.2)
    '0'
    """
    text = f"{abs(value):,.{decimals}f}"
    negative = value < 0 and text.strip("0,.") != ""
    return (MOINS if negative else "") + text.replace(",", FINE).replace(".", ",")


def format_input(value: float) -> str:
    """Écrit un nombre tel qu'on le saisirait : sans tranches ni zéros inutiles.

    Trois décimales juste en prennent une quatrième : « 1,125 » se lirait aussi mille cent vingt-cinq.

    >>> format_input(44.7), format_input(40.0), format_input(9.5e-05), format_input(1.125)
    ('44,7', '40', '0,000095', '1,1250')
    """
    if value == int(value):
        return str(int(value))
    mantissa, _, exponent = repr(value).partition("e")  # les chiffres les moins nombreux qui redonnent ce nombre
    if exponent:  # « 1e-07 » ne se saisit pas
        digits = mantissa.lstrip("-").replace(".", "")
        mantissa = f"{'-' if value < 0 else ''}0.{'0' * (-int(exponent) - 1)}{digits}"
    shown = mantissa.replace(".", ",")
    return f"{shown}0" if len(readings(shown)) > 1 else shown


def format_value(value: float, unit: str = "", decimals: int | None = None) -> str:
    """Écrit une valeur avec son unité ; sans `decimals`, garde deux décimales au plus.

    >>> format_value(44.7, "€/h").replace(INSECABLE, "~")
    '44,7~€/h'
    >>> format_value(-1.96, "jours", 1).replace(INSECABLE, "~")
    '−2,0~jours'
    """
    if decimals is None:
        decimals = next(d for d in (0, 1, 2) if d == 2 or math.isclose(value, round(value, d), abs_tol=1e-9))
    text = format_number(value, decimals)
    if abs(round(value, decimals)) < 2 and unit in _PLURIELS:
        unit = unit[:-1]
    return f"{text}{INSECABLE}{unit}" if unit else text


def exponent(value: float) -> int:
    """Rend `k` tel que `10^k ≤ |value| < 10^(k + 1)` ; zéro donne 0.

    Il se lit dans l'écriture du nombre, exacte : `log10` est à une unité près, et n'est pas la même partout.

    >>> exponent(1000), exponent(math.nextafter(1000, 0)), exponent(-0.05), exponent(0)
    (3, 2, -2, 0)
    """
    return int(f"{value:.17e}".partition("e")[2])


def format_digits(value: float, digits: int, unit: str = "") -> str:
    """Écrit une valeur à `digits` chiffres significatifs, avec son unité.

    >>> format_digits(-0.061337, 3, "€").replace(INSECABLE, "~"), format_digits(1234.5, 3)
    ('−0,0613~€', '1\u202f230')
    """
    shown = float(f"{value:.{digits}g}")
    decimals = max(0, digits - 1 - exponent(shown)) if shown else 0
    text = format_number(shown, decimals)
    if "," in text:
        text = text.rstrip("0").rstrip(",")
    return f"{text}{INSECABLE}{unit}" if unit else text


def format_euros(value: float, step: float = 1) -> str:
    """Écrit un montant en euros, arrondi au pas donné.

    >>> format_euros(61_234, 1_000).replace(FINE, "_").replace(INSECABLE, "~")
    '61_000~€'
    """
    return format_value(round(value / step) * step, "€", 0)


def format_span(low: float, high: float, step: float = 1) -> str:
    """Écrit une fourchette en euros, au pas donné ; « 12 € » si ses bornes s'écrivent de même.

    >>> format_span(-5_200, 76_400, 1_000).replace(FINE, "_").replace(INSECABLE, "~")
    'de −5_000 à 76_000~€'
    """
    first, last = (format_euros(bound, step) for bound in (low, high))
    return last if first == last else f"de {first.removesuffix(INSECABLE + '€')} à {last}"


def rounding_step(low: float, high: float) -> float:
    """Rend le pas d'arrondi qu'une fourchette autorise : deux chiffres sur sa largeur.

    `10^(⌊log10(haut − bas)⌋ − 1)`, au moins 1. Une fourchette nulle donne trois chiffres significatifs
    de la valeur ; zéro donne 1.

    >>> rounding_step(20_000, 110_000), rounding_step(5_000, 5_000), rounding_step(0, 0)
    (1000.0, 10.0, 1)
    """
    width = abs(high - low)
    digits = 1
    if width == 0:
        width, digits = max(abs(low), abs(high)), 2
    if width == 0:
        return 1
    return float(f"1e{max(0, exponent(width) - digits)}")


def format_share(value: float | None, decimals: int = 0) -> str:
    """Écrit une part (0 à 1) en pourcentage ; une part non définie s'écrit « sans objet »."""
    return "sans objet" if value is None else format_value(100 * value, "%", decimals)


def format_odds(low: float, high: float) -> str:
    """Écrit une chance, de la plus basse à la plus haute, en cas simulés sur dix, sans prétendre à la certitude.

    >>> format_odds(0.63, 0.78), format_odds(0.81, 0.81)
    ('dans 6 à 8 cas simulés sur 10', 'dans 8 cas simulés sur 10')
    >>> format_odds(0.91, 0.99), format_odds(0.97, 1.0), format_odds(0.02, 0.1)
    ('dans 9 cas simulés sur 10 ou plus', 'dans plus de 9 cas simulés sur 10', 'dans 1 cas simulé sur 10 ou moins')
    """
    if low >= 1:
        return "dans tous les cas simulés"
    if high <= 0:
        return "dans aucun cas simulé"
    first, last = (_tenths(share) for share in (low, high))
    if first > 9 or last < 1:
        return f"dans {'plus de 9 cas simulés' if first > 9 else 'moins de 1 cas simulé'} sur 10"
    if last > 9:
        return f"dans {_cases(first)} sur 10 ou plus" if first >= 1 else "dans un nombre quelconque de cas simulés"
    if first < 1 or first == last:
        return f"dans {_cases(last)} sur 10{' ou moins' if first < 1 else ''}"
    return f"dans {first} à {_cases(last)} sur 10"


def _tenths(probability: float) -> int:
    """Le nombre de cas sur dix ; 10 : plus de 9, 0 : moins de 1."""
    if probability > 0.95:
        return 10
    return 0 if probability < 0.05 else min(9, max(1, round(10 * probability)))


def _cases(count: int) -> str:
    return f"{count} cas simulé{'s' if count > 1 else ''}"


MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def format_date(day: date) -> str:
    """Écrit une date en toutes lettres.

    >>> format_date(date(2026, 12, 1)).replace(INSECABLE, "~")
    '1er~décembre 2026'
    """
    return f"{day.day}{'er' if day.day == 1 else ''}{INSECABLE}{MOIS[day.month - 1]} {day.year}"


def today() -> date:
    """Le jour du lecteur : celui de sa machine."""
    return date.today()  # ruff: ignore[call-date-today] — c'est bien ce jour-là qu'on veut, sans fuseau


def add_months(day: date, months: int) -> date:
    """Le même jour, tant de mois plus tard ; le dernier du mois si ce jour n'y existe pas.

    >>> add_months(date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def fold(text: str) -> str:
    """Un texte sans majuscule ni accent, pour comparer des mots.

    >>> fold("Échéance")
    'echeance'
    """
    bare = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c))


def join_words(words: Iterable[str]) -> str:
    """Énumère : « a, b et c ».

    >>> join_words(["a", "b", "c"])
    'a, b et c'
    """
    *head, last = words
    return f"{', '.join(head)} et {last}" if head else last
