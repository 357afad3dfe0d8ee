"""Une quantité d'un devis : un nombre, ou trois (bas, probable, haut), et leur unité. Exacte, en fractions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tools.kit.quote.words import QuoteError, Unit, has_digit, scan, tokens
from tools.kit.reading import NOMBRE, even_spaces, readings

_SIGNED = NOMBRE.pattern
_N = _SIGNED.removeprefix("[+-]?")
_TO = r" ?(?:à|a|et|-|–|—|/) ?"
_SEP = r" ?[-–—/;] ?"
_AROUND = re.compile(
    rf"({_SIGNED}) ?([^(\d]*)\((?:(?:de|entre) )?({_N}) ?(?:à|a|-|–|—) ?({_N})[^)\d]*\)(.*)", re.IGNORECASE | re.ASCII
)
_THREE = re.compile(rf"({_SIGNED}){_SEP}({_N}){_SEP}({_N}) ?(\D.*)?", re.ASCII | re.DOTALL)
_RANGE = re.compile(rf"\(?(?:de |entre )?({_SIGNED}) ?[^\d]{{0,12}}?{_TO}({_N})\)?(?: .*)?", re.IGNORECASE | re.ASCII)
_ONE = re.compile(rf"([^\d+(-]{{0,5}}?) ?({_SIGNED}) ?(\D.*)?", re.ASCII | re.DOTALL)
_CLOCK = re.compile(r"(\d+) ?h ?([0-5]\d)(?: ?min)?(?!\d)", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d[eE][+-]?\d")
_MONTHS = "janv|févr|fevr|mars|avril|mai|juin|juil|août|aout|sept|oct|nov|déc|dec"
_DATE = re.compile(
    r"(?<![\d.,])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}|(?:19|20)\d{2}-\d{1,2}-\d{1,2}|0\d/\d{1,2}/\d{2}|\d{1,2}/0\d/\d{2}|(?:[12]?\d|3[01])[/.-](?:[1-9]|1[0-2])[/.-][2-9]\d)(?!\d)"
    rf"|(?:\d{{1,2}}(?:er)? )?\b(?:{_MONTHS})[a-zé]*\.? (?:19|20)\d{{2}}\b",
    re.IGNORECASE,
)
_UNREAD = re.compile(r"[^\w\s€%/.,:;()'’·]")
"""Un signe qui changerait le sens (« < 4 h », « 45 $ ») ne se laisse pas de côté."""
POINTS = 3


@dataclass(frozen=True)
class Quantity:
    """Un nombre, ou trois, tels qu'écrits, et ce qui est dit de leur unité."""

    said: tuple[str, ...]
    unit: Unit

    def numbers(self, *, money: bool = False) -> tuple[Fraction, ...]:
        """Leurs valeurs, s'il n'y a qu'une façon de les lire ; lève `QuoteError`. `money` : ce sont des montants."""
        return resolve(self.said, money=money)


def is_date(text: str) -> bool:
    """Vrai si une date se lit dans ce texte : elle n'est jamais un montant.

    >>> is_date("01/06/2029"), is_date("le 1er juin 2029"), is_date("2 / 4 / 8"), is_date("1.500,50")
    (True, True, False, False)
    """
    return _DATE.search(text) is not None


def read_quantity(text: str) -> Quantity:
    """Lit une case : « 45 € HT/poste », « 2 / 4 / 8 h », « 4 (de 2 à 8) », « 2 h 30 » ; lève `QuoteError`.

    >>> [str(n) for n in read_quantity("4 h (2–8)").numbers()], read_quantity("45 €/poste").unit.each
    (['2', '4', '8'], 'personne')
    """
    cleaned = even_spaces(text)
    if is_date(cleaned):
        raise QuoteError("c'est une date, pas une quantité.")
    if any(char.isnumeric() and not char.isdigit() for char in cleaned):
        raise QuoteError(f"« {cleaned} » n'est pas lu : écrivez le nombre en décimales.")
    if _SCIENTIFIC.search(cleaned):
        raise QuoteError("notation scientifique : écrivez le nombre en entier.")
    cleaned = _CLOCK.sub(lambda found: f"{60 * int(found[1]) + int(found[2])} min", cleaned)
    if around := _AROUND.fullmatch(cleaned):
        middle, said, low, high, rest = around.groups()
        return Quantity((low, middle, high), _unit(f"{said} {rest}"))
    if three := _THREE.fullmatch(cleaned):
        return Quantity(three.groups()[:POINTS], _unit(three[4] or ""))
    if found := _RANGE.fullmatch(cleaned):
        raise QuoteError(f"le plus probable manque : écrivez « … (de {found[1]} à {found[2]}) ».")
    if one := _ONE.fullmatch(cleaned):
        return Quantity((one[2],), _unit(f"{one[1]} {one[3] or ''}"))
    raise QuoteError("ce n'est pas un nombre." if not has_digit(cleaned) else f"« {cleaned} » n'est pas lu.")


def resolve(said: Sequence[str], *, money: bool = False) -> tuple[Fraction, ...]:
    """Les nombres que des textes disent, s'il n'y a qu'une façon de les lire ensemble ; lève `QuoteError`.

    « 1.000 » seul a deux lectures. Trois montants en tranches, à point, ne sont pas trois décimaux ; des heures, si.

    >>> [int(n) for n in resolve(("20.000", "50.000", "90.000"), money=True)]
    [20000, 50000, 90000]
    """
    found = [readings(text) for text in said]
    if any(not each for each in found):
        raise QuoteError("ce n'est pas un nombre.")
    double = [text for text, each in zip(said, found, strict=True) if len(each) > 1]
    if double and not (money and len(said) == POINTS and all("." in text for text in double)):
        raise QuoteError(f"« {double[0]} » peut se lire de deux façons : écrivez 1 500 ou 1,5.")
    thousands, decimals = ([exact(each[rank if len(each) > 1 else 0]) for each in found] for rank in (0, 1))
    ordered = [one for one in (thousands, decimals) if one == sorted(one)]
    if double and len(double) < POINTS and ordered != [thousands]:
        raise QuoteError(f"« {double[0]} » peut se lire de deux façons : écrivez 1 500 ou 1,5.")
    return tuple(thousands)


def exact(text: str) -> Fraction:
    """La valeur exacte d'une lecture de `readings`."""
    return Fraction(text.replace(",", "."))


def _unit(said: str) -> Unit:
    unit, rest = scan(tokens(said), alone=True)
    if has_digit(said):
        raise QuoteError(f"« {said.strip()} » est de trop après le nombre : donnez bas, probable et haut, séparés.")
    if rest or _UNREAD.search(said):
        raise QuoteError(f"« {said.strip()} » n'est pas une unité connue ici.")
    return unit
