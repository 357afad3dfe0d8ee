"""Ce qui diffère entre deux situations d'un même outil, réponse par réponse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from tools.kit.declare.fields import AnyField, fields_of
from tools.kit.declare.marks import Marks
from tools.kit.declare.parse import flatten
from tools.kit.declare.rows import Rows, lists_of, row_title
from tools.kit.declare.situation import Situation
from tools.kit.declare.text import Words

S = TypeVar("S", bound=Situation)
ABSENT = "absente"


@dataclass(frozen=True)
class Difference:
    """Une réponse qui diffère : comment on la nomme, ce qu'elle vaut de chaque côté.

    `changes` mène de la première situation à la seconde : nom de champ → texte, `None` pour un champ qui disparaît.
    """

    label: str
    before: Words
    after: Words
    changes: Mapping[str, str | None] = field(default_factory=dict)


def differences(one: Situation, two: Situation) -> list[Difference]:
    """Les réponses qui diffèrent, dans l'ordre de la déclaration ; les lignes se comparent par leur nom.

    Une ligne renommée se compare à celle, sans nom commun, qui tient le même rang parmi les autres.
    """
    found: list[Difference] = []
    lists = lists_of(type(one))
    for key, spec in fields_of(type(one)).items():
        before, after = getattr(one, key), getattr(two, key)
        if before == after or isinstance(spec, Marks):
            continue
        if key in lists:
            found += _rows(key, lists[key], before, after)
        else:
            found.append(_difference(spec.label, spec, key, before, after))
    return found


def _difference(label: str, spec: AnyField, name: str, before: object, after: object) -> Difference:
    return Difference(label, spec.show(before), spec.show(after), spec.to_flat(name, after))


def _rows(key: str, spec: Rows[Any], before: tuple[object, ...], after: tuple[object, ...]) -> Iterator[Difference]:
    pairs, gone, new = _matched(spec, before, after)
    for rank, other in pairs:
        name = spec.name_of(before[rank])
        for part, sub in spec.fields.items():
            one, two = getattr(before[rank], part), getattr(after[other], part)
            if one != two:
                yield _difference(f"{sub.label} de « {name} »", sub, f"{key}.{rank}.{part}", one, two)
    for rank in gone:
        names = [f"{key}.{rank}.{part}" for part in flatten(before[rank])]
        yield Difference(row_title(spec, before[rank]), "présente", ABSENT, dict.fromkeys(names))
    for rank, other in enumerate(new, len(before)):
        changes = {f"{key}.{rank}.{part}": text for part, text in flatten(after[other]).items()}
        yield Difference(row_title(spec, after[other]), ABSENT, "ajoutée", changes)


def _matched(
    spec: Rows[Any], before: tuple[object, ...], after: tuple[object, ...]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Les paires de rangs qui se répondent, les rangs disparus, les rangs ajoutés."""
    places = {spec.name_of(row): rank for rank, row in enumerate(after)}
    found = {rank: places[name] for rank, row in enumerate(before) if (name := spec.name_of(row)) in places}
    gone = [rank for rank in range(len(before)) if rank not in found]
    new = [rank for rank in range(len(after)) if rank not in found.values()]
    found |= dict(zip(gone, new, strict=False))
    return sorted(found.items()), gone[len(new) :], new[len(gone) :]


def aligned(one: S, two: S) -> S:
    """`two`, chacune de ses lignes nommée comme celle de `one` qui lui répond : un nom n'a pas d'effet à mesurer."""
    renamed: dict[str, tuple[object, ...]] = {}
    for key, spec in lists_of(type(one)).items():
        before, rows = getattr(one, key), list(getattr(two, key))
        for rank, other in _matched(spec, before, tuple(rows))[0]:
            rows[other] = replace(rows[other], **{spec.key: spec.name_of(before[rank])})
        renamed[key] = tuple(rows)
    return replace(two, **renamed)  # type: ignore[arg-type]  # seules les listes sont remplacées


def apply(fields: Mapping[str, str], changes: Mapping[str, str | None]) -> dict[str, str]:
    """Les champs d'une situation, après ces changements."""
    merged = {**fields, **changes}
    return {name: text for name, text in merged.items() if text is not None}
