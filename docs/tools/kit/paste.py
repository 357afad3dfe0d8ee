"""Lire une ligne (une offre…) collée d'un tableur : un libellé, puis un nombre, ou trois (bas, probable, haut).

Chaque ligne collée est comprise, ou nommée comme non comprise ; rien n'est deviné en silence.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from tools.kit.fields import Field, FieldError, Rows, Text, YesNo, fields_of, shorten
from tools.kit.format import join_words
from tools.kit.numeric import Number, ThreePoint

MAX_TEXT = 20_000
MAX_LINES = 200
_SEPARATORS = ("\t", "|", ";")
_UNIT = re.compile(r"(?<=\d)\s*(?:€|%|h\b|min\b|par\b|/|HT\b|euros?\b|heures?\b|minutes?\b|fois\b).*$", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")
_SMALL = frozenset(["de", "du", "des", "la", "le", "les", "un", "une", "par", "en", "et", "au", "ce", "notre", "eur"])


@dataclass
class Pasted:
    """Ce qui a été lu : les champs remplis (nom → texte), puis les lignes comprises et refusées, en phrases."""

    fields: dict[str, str] = field(default_factory=dict)
    understood: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def read_row(spec: Rows, text: str) -> Pasted:
    """Lit une ligne de `spec` dans un tableau collé ; ce qu'elle ne donne pas garde le défaut de son champ."""
    known, pasted, seen = fields_of(spec.row), Pasted(), dict[str, str]()
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
    if len(lines) > MAX_LINES:
        pasted.refused.append(f"{len(lines) - MAX_LINES} lignes de trop : un tableau de {MAX_LINES} lignes au plus.")
    pasted.missing = [s.label for k, s in known.items() if k not in seen and isinstance(s, Number)]
    return pasted


def _why(found: list[str], known: dict[str, Field]) -> str:
    if not found:
        return "libellé non reconnu"
    if len(found) == 1:
        return "il manque la valeur"
    return f"plusieurs entrées possibles ({join_words(known[key].label for key in found)})"


def _take(pasted: Pasted, key: str, spec: Field, label: str, cells: list[str]) -> bool:
    three = isinstance(spec, ThreePoint) and len(cells) == len(ThreePoint.parts)
    raw: object = cells if three else cells[0].lower() if isinstance(spec, YesNo) else cells[0]
    if len(cells) > 1 and not three:
        pasted.refused.append(f"« {shorten(label)} » : un seul nombre attendu, ou trois pour une valeur incertaine.")
        return False
    try:
        value = spec.parse(raw)
    except FieldError as error:
        pasted.refused.append(f"« {shorten(label)} » : {error}")
        return False
    pasted.fields |= spec.to_flat(key, value)
    pasted.understood.append(f"{spec.label} : {spec.show(value)}")
    return True


def _cells(line: str) -> tuple[str, list[str]]:
    """Le libellé, puis les valeurs sans leur unité ; sans séparateur, la valeur suit « : » ou deux espaces."""
    separator = next((s for s in _SEPARATORS if s in line), None)
    if separator:
        label, *cells = (part.strip() for part in line.strip().strip("|").split(separator))
    else:
        label, _, rest = re.sub(r"\s*:\s+|\s{2,}", "\t", line.strip(), count=1).partition("\t")
        cells = [rest]
    return label.strip(" :"), [_UNIT.sub("", cell).strip() for cell in cells if cell.strip()]


def _words(text: str) -> frozenset[str]:
    bare = unicodedata.normalize("NFD", text.casefold())
    words = _WORD.findall("".join(c for c in bare if not unicodedata.combining(c)))
    return frozenset(word.rstrip("sx") for word in words if word not in _SMALL)


def match(label: str, known: dict[str, Field]) -> list[str]:
    """Les clés des champs que ce libellé peut désigner : par sa clé, son libellé, ou les mêmes mots.

    >>> from tools.kit.numeric import Number
    >>> spec = {"forfait_poste_eur": Number(label="Forfait par personne", min=0, max=9)}
    >>> match("Forfait / personne (€ HT)", spec), match("Remise", spec)
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
    return [
        key
        for key, spec in known.items()
        if not isinstance(spec, Text) and (bare < _words(spec.label) or bare > _words(spec.label))
    ]
