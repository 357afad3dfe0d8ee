"""Une quantité collée : un nombre ou trois, et une unité, qui doit être celle du champ. Rien n'est converti."""

from __future__ import annotations

import re

from tools.kit.french import MOINS

_NUMBER = r"[-+]?(?:\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d+)?"
_ONE = re.compile(rf"({_NUMBER}) ?(.*)", re.DOTALL)
_AROUND = re.compile(rf"({_NUMBER}) ?([^(\d]*)\((?:de )?({_NUMBER}) (?:à|-) ({_NUMBER})[^)\d]*\)(.*)", re.IGNORECASE)
_THREE = re.compile(rf"({_NUMBER}) ?(?:/|;) ?({_NUMBER}) ?(?:/|;) ?({_NUMBER}) ?(.*)", re.DOTALL)
_AMBIGUOUS = re.compile(r"[-+]?\d{1,3}[.,]\d{3}(?!\d)")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2007\u2009\u200a]+")
_WORDS = {
    "€": "€ eur euro euros",
    "h": "h heure heures",
    "min": "min mn minute minutes",
    "%": "%",
    "mois": "mois mensuel",
    "an": "an ans année annee annuel",
    "jour": "jour jours",
    "semaine": "semaine",
    "trimestre": "trimestre",
    "personne": "personne personnes poste postes utilisateur",
    "": "par pour / ht fois cent",
}
_NAMES = {word: name for name, words in _WORDS.items() for word in words.split()}
"""Mot d'une unité → son nom ; vide : il n'en change pas le sens."""
_TOKEN = re.compile(r"[€%/]|[^\W\d_]+", re.UNICODE)


class QuantityError(ValueError):
    """Une quantité refusée ; le message est la phrase à montrer."""


def read_quantity(text: str, unit: str) -> list[str]:
    """Les nombres d'une cellule, en texte, si son unité est absente ou est `unit` ; lève `QuantityError`.

    Un nombre, trois séparés par « / », ou « 4 (de 2 à 8) », qui se lit bas, probable, haut.

    >>> read_quantity("1 500,50 € HT", "€ HT"), read_quantity("4 h (de 2 à 8)", "h"), read_quantity("2 / 3 / 4", "h")
    (['1 500,50'], ['2', '4', '8'], ['2', '3', '4'])
    """
    cleaned = _SPACES.sub(" ", text.replace(MOINS, "-")).strip()
    if _AMBIGUOUS.match(cleaned):
        raise QuantityError(f"« {cleaned} » peut se lire de deux façons : écrivez 1 500 ou 1,5.")
    around, three, one = _AROUND.fullmatch(cleaned), _THREE.fullmatch(cleaned), _ONE.fullmatch(cleaned)
    if around:
        middle, said, low, high, rest = around.groups()
        numbers, said = [low, middle, high], f"{said} {rest}"
    elif three:
        *numbers, said = three.groups()
    elif one:
        numbers, said = [one[1]], one[2]
    else:
        raise QuantityError("ce n'est pas un nombre.")
    _check_unit(said, unit)
    return numbers


def _check_unit(said: str, unit: str) -> None:
    if any(char.isdigit() for char in said):
        raise QuantityError(f"« {said.strip()} » est de trop après le nombre : donnez bas, probable et haut, séparés.")
    given, wanted = _parts(said), _parts(unit) or frozenset()
    if given is None or not given <= wanted | {"personne"} or (given and "€" in wanted - given):
        accepted = f"attendu : {unit}" if unit else "attendu : un nombre sans unité"
        raise QuantityError(f"unité « {said.strip()} » non reconnue ici ; {accepted}.")


def _parts(text: str) -> frozenset[str] | None:
    """Les mots d'une unité, ramenés à un nom chacun ; `None` si l'un est inconnu (« TTC »)."""
    names = [_NAMES.get(token.casefold()) for token in _TOKEN.findall(text)]
    leftover = _TOKEN.sub("", text).strip(" .()")
    if leftover or None in names:
        return None
    return frozenset(name for name in names if name)
