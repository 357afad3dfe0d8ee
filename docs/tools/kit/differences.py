"""Ce qui diffère entre deux situations d'un même outil, réponse par réponse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tools.kit.fields import Field, Rows, fields_of
from tools.kit.parse import flatten

ABSENT = "absente"


@dataclass(frozen=True)
class Difference:
    """Une réponse qui diffère : comment on la nomme, ce qu'elle vaut de chaque côté.

    `changes` mène de la première situation à la seconde : nom de champ → texte, `None` pour un champ qui disparaît.
    """

    label: str
    before: str
    after: str
    changes: Mapping[str, str | None] = field(default_factory=dict)


def differences(one: Any, two: Any) -> list[Difference]:
    """Les réponses qui diffèrent, dans l'ordre de la déclaration ; les lignes se comparent à rang égal."""
    found: list[Difference] = []
    for key, spec in fields_of(type(one)).items():
        before, after = getattr(one, key), getattr(two, key)
        if before == after:
            continue
        if isinstance(spec, Rows):
            found += _rows(key, spec, before, after)
        else:
            found.append(_difference(spec.label, spec, key, before, after))
    return found


def _difference(label: str, spec: Field, name: str, before: Any, after: Any) -> Difference:
    return Difference(label, spec.show(before), spec.show(after), spec.to_flat(name, after))


def _rows(key: str, spec: Rows, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Difference]:
    for rank in range(max(len(before), len(after))):
        prefix = f"{key}.{rank}."
        if rank >= len(before):
            name = getattr(after[rank], spec.key)
            changes = {prefix + part: text for part, text in flatten(after[rank]).items()}
            yield Difference(f"{spec.singular} « {name} »", ABSENT, "ajoutée", changes)
        elif rank >= len(after):
            name = getattr(before[rank], spec.key)
            yield Difference(
                f"{spec.singular} « {name} »", "présente", ABSENT, dict.fromkeys(_names(prefix, before[rank]))
            )
        else:
            for part, sub in fields_of(spec.row).items():
                one, two = getattr(before[rank], part), getattr(after[rank], part)
                if one != two:
                    name = getattr(before[rank], spec.key)
                    yield _difference(f"{sub.label} de « {name} »", sub, prefix + part, one, two)


def _names(prefix: str, row: Any) -> list[str]:
    return [prefix + part for part in flatten(row)]


def apply(fields: Mapping[str, str], changes: Mapping[str, str | None]) -> dict[str, str]:
    """Les champs d'une situation, après ces changements."""
    merged = {**fields, **changes}
    return {name: text for name, text in merged.items() if text is not None}
