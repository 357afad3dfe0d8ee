"""Les phrases d'un lien reçu : écrites d'avance par l'outil, remplies avec les seuls chiffres du lien.

La page les porte dans des `<template>` ; `received.js` les remplit avant que Python soit prêt, et ce fichier
fait de même pour les comparer. Une case s'écrit `{rang:format:options}` :

    {2:pct}                part de 0 à 1, en pourcentage
    {1:nombre}             nombre sans décimale
    {3:euros:4:5}          euros, au pas que permettent les chiffres 4 (bas) et 5 (haut)
    {3:montant:6}          euros, arrondis au pas que donne le chiffre 6
    {4:fourchette:5}       « de 4 000 à 5 000 € », ou « 4 000 € », au pas que permet l'écart
    {1:plage:2}            « 12 à 30 », ou « 12 » si les deux s'écrivent de même
    {3:mots:4:faible|fort} le mot de ce rang, ou « faible à fort »
    {0:nom:offres.nom}     le texte du champ `nom` de la ligne de ce rang
    {champ:horizon_mois}   le texte d'un champ
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tools.kit.french import format_euros, format_number, format_share, format_span, rounding_step

_SLOT = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Sentence:
    """La phrase qui dit `size` chiffres annoncés."""

    size: int
    text: str


def choose(sentences: Sequence[Sentence], numbers: Sequence[float]) -> str:
    """La phrase faite pour ce nombre de chiffres ; vide si aucune ne l'est."""
    return next((s.text for s in sentences if s.size == len(numbers)), "")


def fill(text: str, numbers: Sequence[float], fields: Mapping[str, str]) -> str:
    """Remplit une phrase ; `fields` est le formulaire (nom → texte), pour y lire un nom.

    >>> fill("{0:nombre} sur {1:plage:2}, {3:mots:3:bas|haut}", [4, 7, 7.2, 1], {})
    '4 sur 7, haut'
    >>> fill("{0:montant:1}", [4, 1e-320], {}).replace("\N{NO-BREAK SPACE}", " ")
    '4 €'
    """
    return _SLOT.sub(lambda match: _slot(match[1].split(":"), numbers, fields), text)


def _slot(parts: list[str], numbers: Sequence[float], fields: Mapping[str, str]) -> str:
    if parts[0] == "champ":
        return fields.get(parts[1], "")
    return _FORMATS[parts[1]](numbers[int(parts[0])], parts[2:], numbers, fields)


def _name(value: float, options: list[str], _numbers: Sequence[float], fields: Mapping[str, str]) -> str:
    head, _dot, tail = options[0].partition(".")
    return fields.get(f"{head}.{value + 0.0:g}.{tail}", "")  # −0 est le rang 0


def _euros(value: float, options: list[str], numbers: Sequence[float], _fields: Mapping[str, str]) -> str:
    low, high = (numbers[int(rank)] for rank in options)
    return format_euros(value, rounding_step(low, high))


def _amount(value: float, options: list[str], numbers: Sequence[float], _fields: Mapping[str, str]) -> str:
    return format_euros(value, max(1, numbers[int(options[0])]))  # un lien forgé n'impose pas un pas infime


def _span(value: float, options: list[str], numbers: Sequence[float], _fields: Mapping[str, str]) -> str:
    last = numbers[int(options[0])]
    return format_span(value, last, rounding_step(value, last))


def _both(low: str, high: str) -> str:
    return low if low == high else f"{low} à {high}"


def _range(value: float, options: list[str], numbers: Sequence[float], _fields: Mapping[str, str]) -> str:
    return _both(format_number(value), format_number(numbers[int(options[0])]))


def _words(value: float, options: list[str], numbers: Sequence[float], _fields: Mapping[str, str]) -> str:
    words = options[1].split("|")
    ranks = (value, numbers[int(options[0])])
    found = [words[int(n)] if n == int(n) and 0 <= n < len(words) else "" for n in ranks]
    return _both(*found)


_FORMATS: dict[str, Callable[[float, list[str], Sequence[float], Mapping[str, str]], str]] = {
    "pct": lambda value, *_: format_share(value),
    "nombre": lambda value, *_: format_number(value),
    "euros": _euros,
    "montant": _amount,
    "fourchette": _span,
    "plage": _range,
    "mots": _words,
    "nom": _name,
}
