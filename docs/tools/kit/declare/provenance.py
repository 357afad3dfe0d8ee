"""D'où vient chaque valeur d'une situation : de la personne qui saisit, d'une source, ou d'une hypothèse."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from tools.kit.declare.fields import HYPOTHESE, AnyField
from tools.kit.declare.marks import ESQUISSE, marks_of
from tools.kit.declare.parse import flatten
from tools.kit.declare.presets import preset_inputs
from tools.kit.declare.rows import lists_of, simple_fields
from tools.kit.declare.situation import Situation
from tools.kit.declare.text import Typed, Words

S = TypeVar("S", bound=Situation)
VOUS = "saisi"
_SOURCE = re.compile(r"S\d+-\d+")


SAISIE, CONFIRMEE, MESUREE, INVENTEE = "saisie", "confirmée", "mesurée", "inventée"


@dataclass(frozen=True)
class Value:
    """Une valeur, son origine et à qui elle est : `line` est le nom de sa ligne, `name` celui de son champ.

    `state` : saisie (elle diffère de la situation type la plus proche), confirmée, mesurée par un autre outil, ou
    inventée ; vide si la question est sans réponse.
    """

    key: str
    name: str
    label: str
    shown: Words
    origin: str
    why: str
    state: str
    line: Typed | None = None


def values_of(inputs: Situation) -> list[Value]:
    """Chaque valeur d'une situation, avec son origine ; les listes après les champs simples, ligne par ligne."""
    base, cls = reference(inputs), type(inputs)
    known, marks = flatten(base), marks_of(inputs)
    found = [_value(spec, key, key, getattr(inputs, key), known, marks) for key, spec in simple_fields(cls).items()]
    for key, rows in lists_of(cls).items():
        for rank, row in enumerate(getattr(inputs, key)):
            marks, name = marks_of(row), rows.name_of(row)
            twin = {f"{key}.{rank}.{part}": text for part, text in _nearest(row, getattr(base, key))}
            found += [
                _value(spec, part, f"{key}.{rank}.{part}", getattr(row, part), twin, marks, name)
                for part, spec in rows.fields.items()
                if part != rows.key
            ]
    return found


def _value(
    spec: AnyField,
    key: str,
    name: str,
    value: object,
    known: Mapping[str, str],
    marks: Mapping[str, str],
    line: Typed | None = None,
) -> Value:
    origin = provenance(spec, name, value, known)
    tool = marks.get(key, "")
    state = SAISIE if origin == VOUS else INVENTEE
    if tool == ESQUISSE:
        state, origin = INVENTEE, INVENTEE
    elif tool:
        state, origin = MESUREE, f"{MESUREE} ({tool})"
    elif key in marks and state == INVENTEE:
        state, origin = CONFIRMEE, CONFIRMEE
    if value is None:
        state = ""
    why = spec.why if origin in {spec.source, HYPOTHESE} else ""
    return Value(key, name, spec.label, spec.show(value), origin, why, state, line)


def reference(inputs: S) -> S:
    """La situation type la plus proche : ce qui en diffère a été saisi."""
    return max(preset_inputs(type(inputs)).values(), key=lambda preset: _alike(inputs, preset))


def _alike(one: Situation, two: Situation) -> int:
    """Combien de valeurs deux situations ont en commun, quel que soit l'ordre de leurs lignes."""
    cls = type(one)
    count: int = sum(getattr(one, key) == getattr(two, key) for key in simple_fields(cls))
    for key in lists_of(cls):
        for row in getattr(one, key):
            count += len(_nearest(row, getattr(two, key)) & _texts(row))
    return count


def _nearest(row: Hashable, others: Sequence[Hashable]) -> frozenset[tuple[str, str]]:
    """Les champs de la ligne de `others` qui ressemble le plus à celle-ci : son rang peut avoir changé."""
    own = _texts(row)
    return max(map(_texts, others), key=lambda other: len(own & other), default=frozenset())


@lru_cache(maxsize=256)
def _texts(row: Hashable) -> frozenset[tuple[str, str]]:
    """Les champs d'une ligne, nom et texte ; gardés, car une réponse compare chacune à toutes les situations types."""
    return frozenset(flatten(row).items())


def provenance(spec: AnyField, name: str, value: object, reference_: Mapping[str, str]) -> str:
    """« saisi », la référence de la source, ou « hypothèse », pour la valeur du champ `name`."""
    given = spec.to_flat(name, value)
    if any(reference_.get(key) != text for key, text in given.items()):
        return VOUS
    return spec.source if value == spec.default else HYPOTHESE


def cite(origin: str) -> str:
    """L'origine en Markdown : une source renvoie à la page des sources ; « saisi » et « hypothèse » restent nus.

    >>> cite("S3-1"), cite("hypothèse")
    ('[S3-1](site:reperes/references/#s3-1)', 'hypothèse')
    """
    return origin if not _SOURCE.fullmatch(origin) else f"[{origin}](site:reperes/references/#{origin.lower()})"
