"""Le lien partagé : écrire et lire la charge utile qui suit le `#` (voir `adr/0004`).

    charge = <schéma> "." base64url(deflate-raw(JSON)) "." <crc>
    JSON   = {"m": "couts@2.0.0", "d": "2026-11-23", "p": "quinze", "e": {entrées}, "r": [chiffres annoncés],
              "v": [valeurs de l'expéditeur, valeurs en tout, valeurs qui décident et que personne n'a dites]}

`p`, facultatif, nomme la situation type dont `e` dit les différences.

Python écrit et lit ; `assets/js/link/codec.js` ne fait que lire. Les mêmes vecteurs éprouvent les deux.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import TypeGuard

from tools.kit.declare import Data, Situation, fields_of, lists_of
from tools.kit.link.safe_json import load_json

SCHEMA = "1"
MAX_ENCODED = 16_384
MAX_DECODED = 65_536
DEEPEST = 5
"""Le contenu, ses entrées, une liste, une ligne, une valeur en trois points."""
MAX_TEXT = 40_000
SIGNIFICANT_DIGITS = 6
MOST_NUMBERS = 40
MOST_VALUES = 9_999
"""Aucun outil n'a plus d'entrées."""
BIGGEST = 1e15
"""Au-delà, un nombre n'est pas un chiffre annoncé par ce site."""
DAMAGED = "Ce lien est incomplet ou a été modifié en chemin : demandez à son auteur de le renvoyer."
TOO_LONG = "Ce lien est trop long pour être un lien de ce site."
SHAPELESS = "Le contenu de ce lien est illisible : demandez à son auteur de le renvoyer."

FORM = re.compile(r"1\.[A-Za-z0-9_-]+\.[0-9a-f]{8}", re.ASCII)
MODEL = re.compile(r"[a-z]+@\d+\.\d+\.\d+", re.ASCII)
KEY = re.compile(r"[a-z]{1,40}")
NAME = re.compile(r"[a-z0-9_]{1,60}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class LinkError(ValueError):
    """Un lien illisible ; le message est la phrase à montrer."""


@dataclass(frozen=True)
class Record:
    """Ce qu'un lien porte : l'outil et la version du modèle, le jour, les entrées, les chiffres annoncés.

    `base` est la clé de la situation type dont `entrees` dit les différences ; vide : les défauts de l'outil. `valeurs`
    dit combien sont celles de l'expéditeur, sur combien, et combien de celles qui décident sont inventées, ou rien.
    """

    outil: str
    version: str
    jour: str
    entrees: Data
    chiffres: tuple[float, ...]
    base: str = ""
    valeurs: tuple[int, ...] = ()


def to_link(inputs: Situation, base: Situation, *, by_rank: bool) -> Data:
    """Les entrées qui diffèrent de `base`, au plus court.

    Une ligne est entière, moins ses clés au défaut de la ligne ; avec `by_rank`, elle est moins ses clés
    égales à celles de la ligne de même rang de `base`.
    """
    changed: Data = {}
    lists = lists_of(type(inputs))
    for key, spec in fields_of(type(inputs)).items():
        value, known = getattr(inputs, key), getattr(base, key)
        if value == known:
            continue
        if key not in lists:
            changed[key] = spec.to_link(value)
            continue
        models = [*known, *[None] * len(value)] if by_rank else [None] * len(value)
        changed[key] = list(starmap(_row, zip(value, models, strict=False)))
    return changed


def _row(row: object, model: object) -> Data:
    specs = fields_of(type(row))
    usual = {key: spec.default if model is None else getattr(model, key) for key, spec in specs.items()}
    return {key: spec.to_link(value) for key, spec in specs.items() if (value := getattr(row, key)) != usual[key]}


def from_link(entrees: Data, base: Data, blank: Data, *, by_rank: bool) -> Data:
    """Rétablit toutes les données d'un lien : `base` est le JSON complet de la situation de départ.

    `blank` donne, par liste, les défauts d'une ligne. Lève `LinkError` si une liste n'est pas faite de lignes.
    """
    data = {**base, **entrees}
    for key in blank.keys() & entrees.keys():
        rows = entrees[key]
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise LinkError(SHAPELESS)
        models = [*(base[key] if by_rank else ()), *[blank[key]] * len(rows)]
        data[key] = [{**model, **row} for model, row in zip(models, rows, strict=False)]
    return data


def round_headline(numbers: Sequence[float]) -> list[float]:
    """Les chiffres annoncés à 6 chiffres significatifs : « identique » veut dire égal à cette précision.

    >>> round_headline([128_400.04, 0.81])
    [128400, 0.81]
    """
    rounded = [float(f"{number:.{SIGNIFICANT_DIGITS}g}") for number in numbers]
    return [int(n) if n == int(n) else n for n in rounded]


def encode(record: Record) -> str:
    """Écrit la charge utile d'un lien, dans l'alphabet `A–Z a–z 0–9 - _ .`."""
    content: Data = {"m": f"{record.outil}@{record.version}", "d": record.jour}
    if record.base:
        content["p"] = record.base
    content |= {"e": record.entrees, "r": round_headline(record.chiffres)}
    if record.valeurs:
        content["v"] = list(record.valeurs)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(text.encode()) + packer.flush()
    body = f"{SCHEMA}.{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"
    return f"{body}.{zlib.crc32(body.encode()):08x}"


def decode(payload: str) -> Record:
    """Lit une charge utile ; lève `LinkError` avec une phrase si elle est coupée, altérée ou étrangère."""
    if len(payload) > MAX_ENCODED:
        raise LinkError(TOO_LONG)
    body, _, checksum = payload.rpartition(".")
    if not FORM.fullmatch(payload) or f"{zlib.crc32(body.encode()):08x}" != checksum:
        raise LinkError(DAMAGED)
    try:
        data = load_json(_unpack(body.partition(".")[2]), DEEPEST)
    except (ValueError, zlib.error, binascii.Error) as error:
        raise LinkError(SHAPELESS) from error
    return _read(data)


def _unpack(encoded: str) -> str:
    unpacker = zlib.decompressobj(-15)
    data = unpacker.decompress(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)), MAX_DECODED)
    if unpacker.unconsumed_tail or unpacker.unused_data or not unpacker.eof:
        raise ValueError(encoded[:40])
    return data.decode()


def _is_day(text: object) -> bool:
    if not isinstance(text, str) or not DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= BIGGEST


def _is_value(value: object) -> bool:
    """Une valeur simple, ou trois nombres au plus ; une liste vide est une liste sans ligne."""
    return (
        value is None
        or isinstance(value, str | int | float)
        or (isinstance(value, list) and len(value) <= 3 and all(_is_number(item) for item in value))
    )


def _is_entry(value: object) -> bool:
    """Une valeur, ou des lignes dont chaque clé a une valeur : ce que `to_link` écrit, rien d'autre."""
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        return _is_value(value)
    return all(isinstance(row, dict) and _named(row) and all(map(_is_value, row.values())) for row in value)


def _named(keys: Mapping[str, object]) -> bool:
    return all(map(NAME.fullmatch, keys))


def _is_content(data: object) -> TypeGuard[Data]:
    """Vrai si le contenu a la forme de ce que `encode` écrit : mêmes clés, mêmes sortes de valeurs."""
    if not isinstance(data, dict) or not {"m", "d", "e", "r"} <= set(data) <= {"m", "d", "p", "e", "r", "v"}:
        return False
    base, model, entries, numbers = data.get("p", "x"), data["m"], data["e"], data["r"]
    said = all(isinstance(text, str) for text in (base, model)) and KEY.fullmatch(base) and MODEL.fullmatch(model)
    return bool(
        said
        and _is_day(data["d"])
        and isinstance(entries, dict)
        and _named(entries)
        and all(map(_is_entry, entries.values()))
        and isinstance(numbers, list)
        and 1 <= len(numbers) <= MOST_NUMBERS
        and all(map(_is_number, numbers))
        and _are_counts(data.get("v", [0, 0, 0]))
    )


def _are_counts(counts: object) -> bool:
    """Vrai pour trois nombres entiers, de 0 à `MOST_VALUES`."""
    return (
        isinstance(counts, list)
        and len(counts) == 3
        and all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= MOST_VALUES for n in counts)
    )


def _read(data: object) -> Record:
    if not _is_content(data):
        raise LinkError(SHAPELESS)
    outil, _, version = data["m"].partition("@")
    return Record(outil, version, data["d"], data["e"], tuple(data["r"]), data.get("p", ""), tuple(data.get("v", ())))
