"""Les égalités que la page écrit, lues et refaites : un oracle qui ne connaît ni le modèle ni ses phrases.

Un nombre affiché est un arrondi : il vaut un intervalle, et l'égalité est vraie si les deux côtés peuvent être égaux.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tools.kit.reading import MOINS

_NOMBRE = re.compile(rf"[{MOINS}-]?\d[\d\u202f]*(?:,\d+)?")
_JETON = re.compile(rf"({_NOMBRE.pattern})|([()+×÷/]|\s[{MOINS}-]\s)|(%)|([^\s()]+)|\s")
_PLAGE = re.compile(rf"({_NOMBRE.pattern}) à ({_NOMBRE.pattern})")


@dataclass(frozen=True)
class Interval:
    """Ce qu'un nombre affiché peut valoir."""

    low: float
    high: float

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        products = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(products), max(products))

    def __truediv__(self, other: Interval) -> Interval:
        if other.low <= 0 <= other.high:
            return Interval(float("-inf"), float("inf"))
        return self * Interval(1 / other.high, 1 / other.low)

    def meets(self, other: Interval) -> bool:
        """Vrai si les deux peuvent être égaux, à un milliardième près."""
        slack = 1e-9 * max(1.0, abs(self.low), abs(other.low))
        return self.low <= other.high + slack and other.low <= self.high + slack


def shown(text: str, *, amount: bool = False, result: bool = False, significant: bool = False) -> Interval:
    """L'intervalle d'un nombre affiché.

    Un entier est exact, sauf un montant d'au moins cent euros ou un résultat, arrondis à l'unité ; des décimales sont
    un arrondi. `significant` : ses zéros de droite aussi.
    """
    value = float(text.replace(MOINS, "-").replace("\u202f", "").replace(",", "."))  # affiché : la virgule est décimale
    decimals = len(text.partition(",")[2])
    rounded = decimals or result or significant or (amount and abs(value) >= 100)
    half = 0.5 * 10.0**-decimals if rounded else 0.0
    if significant and not decimals:
        digits = text.replace("\u202f", "")
        half = 0.5 * 10.0 ** (len(digits) - len(digits.rstrip("0")))
    return Interval(value - half, value + half)


class NotAnEquation(ValueError):  # ruff: ignore[error-suffix-on-exception-name] — ce n'est pas une faute
    """Des mots, et non un calcul."""


def _tokens(side: str) -> list[str]:
    """Nombres, opérateurs, euros ; les autres unités s'en vont. Lève `NotAnEquation` pour tout autre mot."""
    found: list[str] = []
    for match in _JETON.finditer(side):
        number, operator, percent, word = match.groups()
        if number:
            found.append(number)
        elif operator:
            found.append(operator.strip())
        elif percent:
            found.append("%")
        elif word == "€":
            found.append(word)
        elif word and not set(word.split("/")) <= UNITES | {"€", "%", ""}:
            raise NotAnEquation(word)
    return found


UNITES = frozenset((
    "h",
    "min",
    "mois",
    "an",
    "ans",
    "par",
    "jours",
    "jour",
    "personnes",
    "personne",
    "points",
    "unité",
    "h/mois",
    "k€",
))


class _Reader:
    """Une grammaire de quatre opérations et de parenthèses."""

    def __init__(self, tokens: list[str], *, significant: bool) -> None:
        self.tokens, self.significant = tokens, significant

    def _take(self) -> str:
        if not self.tokens:
            raise NotAnEquation("fin")
        return self.tokens.pop(0)

    def sum(self) -> Interval:
        """Une somme, jusqu'à une parenthèse fermante ou la fin."""
        total = self.product()
        while self.tokens and self.tokens[0] in {"+", MOINS, "-"}:
            sign = self._take()
            term = self.product()
            total = total + term if sign == "+" else total - term
        return total

    def product(self) -> Interval:
        """Un produit ou un quotient, de gauche à droite."""
        value = self.atom()
        while self.tokens and self.tokens[0] in {"×", "÷", "/"}:
            value = value * self.atom() if self._take() == "×" else value / self.atom()
        return value

    def atom(self) -> Interval:
        """Un nombre, un pourcentage, ou une parenthèse."""
        token = self._take()
        if token == "(":  # ruff: ignore[hardcoded-password-string] — une parenthèse
            value = self.sum()
            if self._take() != ")":
                raise NotAnEquation("parenthèse")
            return value
        if not _NOMBRE.fullmatch(token):
            raise NotAnEquation(token)
        unit = self._take() if self.tokens and self.tokens[0] in {"%", "€"} else ""
        value = shown(token, amount=unit == "€", significant=self.significant)
        # « par unité » : un seuil se compte dans l'unité de son champ, en points si c'est un pourcentage.
        return value * Interval(0.01, 0.01) if unit == "%" and not self.significant else value


def _evaluate(side: str, *, significant: bool) -> Interval:
    tokens = _tokens(side)
    if len([token for token in tokens if _NOMBRE.fullmatch(token)]) < 2:
        raise NotAnEquation(side)
    reader = _Reader(tokens, significant=significant)
    value = reader.sum()
    if reader.tokens:
        raise NotAnEquation(side)
    return value


def _bounds(text: str) -> list[str]:
    """« 22 à 76 » vaut deux égalités : l'une aux bornes basses, l'autre aux hautes."""
    return [_PLAGE.sub(r"\1", text), _PLAGE.sub(r"\2", text)] if _PLAGE.search(text) else [text]


def equations(text: str) -> list[tuple[str, bool]]:
    """Les égalités chiffrées d'un texte, et si chacune est vraie."""
    significant = "par unité" in text
    found = []
    for part in re.split(r" ;|\u202f;| → ", text):
        for piece in _bounds(part):
            left, equal, right = piece.rpartition(" = ")
            left = left.rpartition("\u00a0: ")[2].rpartition(" = ")[2]
            first = _NOMBRE.match(right)
            if not equal or not first:
                continue
            try:
                value = _evaluate(left, significant=significant)
            except NotAnEquation:
                continue
            said = shown(first[0], result=True, significant=significant)
            percent = right[first.end() :].lstrip("\u00a0 ").startswith("%")
            scaled = said * Interval(0.01, 0.01)
            found.append((piece, value.meets(said) or (percent and value.meets(scaled))))
    return found
