"""D'où vient chaque valeur d'une situation : de la personne qui saisit, d'une source, ou d'une hypothèse."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tools.kit.declare.fields import HYPOTHESE, AnyField
from tools.kit.declare.marks import ESQUISSE, marks_of
from tools.kit.declare.parse import flatten
from tools.kit.declare.presets import preset_inputs
from tools.kit.declare.rows import lists_of, simple_fields
from tools.kit.declare.situation import Situation
from tools.kit.declare.text import Typed, Words
from tools.kit.french import join_words

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
    cls: type = type(inputs)
    base = reference(inputs)
    known, marks = base.simples, marks_of(inputs)
    found = [_value(spec, key, key, getattr(inputs, key), known, marks) for key, spec in simple_fields(cls).items()]
    for key in lists_of(cls):
        for rank, row in enumerate(getattr(inputs, key)):
            found += _row_values(cls, key, rank, row, _nearest(_texts(row), base.lignes[key]))
    return found


@lru_cache(maxsize=64)
def _row_values(cls: type[Situation], key: str, rank: int, row: Hashable, twin: Texts) -> tuple[Value, ...]:
    """Les valeurs d'une ligne, gardées d'une réponse à l'autre ; `twin` : la plus proche d'une situation type."""
    rows, marks = lists_of(cls)[key], marks_of(row)
    known = {f"{key}.{rank}.{part}": text for part, text in twin}
    name = rows.name_of(row)
    return tuple(
        _value(spec, part, f"{key}.{rank}.{part}", getattr(row, part), known, marks, name)
        for part, spec in rows.fields.items()
        if part != rows.key
    )


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


Texts = frozenset[tuple[str, str]]
"""Les champs d'une ligne, nom et texte."""


@dataclass(frozen=True)
class Reference:
    """Une situation type, en textes : ses champs, et ceux de chaque ligne de ses listes."""

    inputs: Situation
    simples: dict[str, str]
    lignes: dict[str, list[Texts]]


@cache
def _references(cls: type) -> tuple[Reference, ...]:
    """Les situations types, mises en textes une fois."""
    presets: Mapping[str, Situation] = preset_inputs(cls)
    return tuple(
        Reference(preset, flatten(preset), {key: [*map(_texts, getattr(preset, key))] for key in lists_of(cls)})
        for preset in presets.values()
    )


def reference(inputs: Situation) -> Reference:
    """La situation type la plus proche : ce qui en diffère a été saisi."""
    cls: type = type(inputs)
    own = {key: [*map(_texts, getattr(inputs, key))] for key in lists_of(cls)}
    return max(_references(cls), key=lambda one: _alike(inputs, own, one))


def _alike(inputs: Situation, own: Mapping[str, Sequence[Texts]], other: Reference) -> int:
    """Combien de valeurs deux situations ont en commun, quel que soit l'ordre de leurs lignes."""
    count: int = sum(getattr(inputs, key) == getattr(other.inputs, key) for key in simple_fields(type(inputs)))
    for key, rows in own.items():
        count += sum(len(_nearest(row, other.lignes[key]) & row) for row in rows)
    return count


def _nearest(row: Texts, others: Sequence[Texts]) -> Texts:
    """La ligne de `others` qui ressemble le plus à celle-ci : son rang peut avoir changé."""
    return max(others, key=lambda other: len(row & other), default=frozenset())


@lru_cache(maxsize=256)
def _texts(row: Hashable) -> Texts:
    """Les champs d'une ligne, nom et texte ; gardés, car une réponse compare chacune à toutes les situations types."""
    return frozenset(flatten(row).items())


def provenance(spec: AnyField, name: str, value: object, reference_: Mapping[str, str]) -> str:
    """« saisi », la référence de la source, ou « hypothèse », pour la valeur du champ `name`."""
    given = spec.to_flat(name, value)
    if any(reference_.get(key) != text for key, text in given.items()):
        return VOUS
    return spec.source if value == spec.default else HYPOTHESE


def origins(values: Sequence[Value]) -> str:
    """D'où viennent des valeurs, en une phrase.

    >>> from dataclasses import replace
    >>> base = Value("a", "a", "A", "1", "hypothèse", "", INVENTEE)
    >>> origins([base, replace(base, origin="S1-2"), replace(base, state=SAISIE), replace(base, state="")])
    "Sur 3 valeurs, 1 dite par vous, 1 tirée d'une source et 1 supposée."
    """
    said = [value for value in values if value.state]
    mine = sum(value.state != INVENTEE for value in said)
    sourced = sum(value.state == INVENTEE and bool(_SOURCE.fullmatch(value.origin)) for value in said)
    counts = (
        (mine, "dite", " par vous"),
        (sourced, "tirée", " d'une source"),
        (len(said) - mine - sourced, "supposée", ""),
    )
    parts = [f"{count} {word}{'s' if count > 1 else ''}{tail}" for count, word, tail in counts if count]
    return f"Sur {len(said)} valeurs, {join_words(parts)}." if parts else "Aucune valeur n'est saisie."


def cite(origin: str) -> str:
    """L'origine en Markdown : une source renvoie à la page des sources ; « saisi » et « hypothèse » restent nus.

    >>> cite("S3-1"), cite("hypothèse")
    ('[S3-1](site:reperes/references/#s3-1)', 'hypothèse')
    """
    return origin if not _SOURCE.fullmatch(origin) else f"[{origin}](site:reperes/references/#{origin.lower()})"
