"""Lire une ligne (une offre…) collée d'un tableur : un libellé, puis un nombre, ou trois (bas, probable, haut).

Chaque ligne collée est comprise, ou nommée comme non comprise, avec sa raison ; rien n'est deviné ni converti.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tools.kit.declare import AnyField, FieldError, Numeric, Rows, Text, ThreePoint, YesNo, raw_text, shorten
from tools.kit.french import fold, join_words
from tools.kit.share.quantity import QuantityError, read_quantity

MAX_TEXT = 100_000
MAX_LINES = 200
_SEPARATORS = ("\t", "|", ";")
_SPLIT = re.compile(r"\s*:\s+|\s{2,}|\s+(?=[-+−]?\d)")
_WORD = re.compile(r"[a-z0-9]+")
_SMALL = frozenset([
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "un",
    "une",
    "par",
    "en",
    "et",
    "au",
    "ce",
    "notre",
    "nos",
    "eur",
    "ht",
    "l",
    "d",
])
_NEUTRAL = frozenset(["prix", "cout", "montant", "nombre", "moyen", "moyenne", "estime", "estimee", "prevu", "prevue"])
"""Ce qu'un libellé peut dire de plus que celui du champ sans changer de sens."""


@dataclass
class Pasted:
    """Ce qui a été lu : les champs remplis (nom → texte), leurs clés, et les lignes comprises et refusées."""

    fields: dict[str, str] = field(default_factory=dict)
    understood: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)


def read_row(spec: Rows[Any], text: str) -> Pasted:
    """Lit une ligne de `spec` dans un tableau collé."""
    known, pasted, seen = spec.fields, Pasted(), dict[str, str]()
    lines = [line for line in text[:MAX_TEXT].splitlines() if line.strip()]
    for line in lines[:MAX_LINES]:
        label, cells = _cells(line)
        found = match(label, known)
        key = found[0] if len(found) == 1 else ""
        if not key or not cells:
            pasted.refused.append(f"« {shorten(line.strip(), 60)} » : {_why(found, known)}.")
        elif key in seen:
            pasted.refused.append(f"« {shorten(label)} » : déjà lu avec « {seen[key]} ».")
        elif _take(pasted, key, known[key], label, cells):
            seen[key] = shorten(label)
    left = len(lines) - MAX_LINES
    if left > 0 or len(text) > MAX_TEXT:
        pasted.refused.append(f"Le reste du texte : un tableau de {MAX_LINES} lignes au plus.")
    pasted.keys = set(seen)
    return pasted


def _why(found: list[str], known: dict[str, AnyField]) -> str:
    if not found:
        return "libellé non reconnu"
    if len(found) == 1:
        return "il manque la valeur"
    return f"plusieurs entrées possibles ({join_words(known[key].label for key in found)})"


def _take(pasted: Pasted, key: str, spec: AnyField, label: str, cells: list[str]) -> bool:
    try:
        raw = _raw(spec, cells)
        value = spec.parse(raw)
    except (FieldError, QuantityError) as error:
        pasted.refused.append(f"« {shorten(label)} » : {error}")
        return False
    pasted.fields |= spec.to_flat(key, value)
    pasted.understood.append(f"{spec.label} : {raw_text(spec.show(value))}")
    return True


def _raw(spec: AnyField, cells: list[str]) -> object:
    """Ce que le champ lira : un texte, ou un ou trois nombres dont l'unité a été reconnue ; lève `QuantityError`."""
    if not isinstance(spec, Numeric):
        return cells[0].lower() if isinstance(spec, YesNo) else cells[0]
    numbers = [number for cell in cells for number in read_quantity(cell, spec.unit)]
    if len(numbers) == 1:
        return numbers[0]
    if len(numbers) != len(ThreePoint.parts) or not isinstance(spec, ThreePoint):
        wanted = "un nombre, ou trois (bas, probable, haut)" if isinstance(spec, ThreePoint) else "un seul nombre"
        raise QuantityError(f"{len(numbers)} nombres lus ; attendu : {wanted}.")
    return numbers


def _cells(line: str) -> tuple[str, list[str]]:
    """Le libellé, puis les valeurs ; sans séparateur, la valeur suit « : », deux espaces, ou commence au chiffre."""
    separator = next((s for s in _SEPARATORS if s in line), None)
    if separator:
        label, *cells = (part.strip().strip('"') for part in line.strip().strip("|").split(separator))
    else:
        parts = _SPLIT.split(line.strip(), maxsplit=1)
        label, cells = parts[0], parts[1:]
    return label.strip(" :"), [cell.strip() for cell in cells if cell.strip()]


def _words(text: str) -> frozenset[str]:
    return frozenset(word.rstrip("sx") for word in _WORD.findall(fold(text)) if word not in _SMALL)


def match(label: str, known: dict[str, AnyField]) -> list[str]:
    """Les clés des champs que ce libellé peut désigner : par sa clé, son libellé, ou ses mots.

    Un libellé plus court que celui du champ doit en avoir deux mots au moins ; un libellé plus long n'en dit rien
    d'autre que des mots neutres : « remise sur forfait » n'est pas un forfait.

    >>> from tools.kit.declare import Number
    >>> spec = {"forfait_poste_eur": Number(label="Forfait par personne", min=0, max=9)}
    >>> match("Forfait / personne (€ HT)", spec), match("Forfait annuel par personne", spec)
    (['forfait_poste_eur'], [])
    """
    cleaned = label.strip().casefold()
    bare = _words(re.sub(r"\([^)]*\)", "", label))
    if not bare:
        return []
    exact = [
        key for key, spec in known.items() if cleaned in {key, spec.label.casefold()} or bare == _words(spec.label)
    ]
    if exact:
        return exact[:1]
    return [key for key, spec in known.items() if not isinstance(spec, Text) and _near(bare, _words(spec.label))]


def _near(said: frozenset[str], words: frozenset[str]) -> bool:
    return (len(said) > 1 and said < words) or (said > words and said - words <= _NEUTRAL)
