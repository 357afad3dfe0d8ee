"""Une ligne qui se réfère à une autre, et une ligne qui n'a pas encore tout dit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeVar

from tools.kit.compute import TroisPoints
from tools.kit.declare.fields import AnyField, Field, FieldError, fields_of
from tools.kit.declare.numeric import ThreePoint
from tools.kit.declare.text import Typed, clean_text

R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class Sibling(Field[Typed]):
    """Le nom d'une autre ligne de la liste, ou rien ; les champs `covers` sont alors ceux de cette autre ligne."""

    covers: tuple[str, ...]

    kind: ClassVar[str] = "sibling"
    blank: ClassVar[object] = Typed("")

    def parse(self, raw: object) -> Typed:
        if isinstance(raw, Typed):
            return raw
        if not isinstance(raw, str):
            raise FieldError(f"{self.label} : choisissez une autre ligne, ou aucune.")
        return Typed(clean_text(raw))

    def to_json(self, value: Typed) -> str:
        return value.raw

    def show(self, value: Typed) -> Typed:
        return value if value.raw else Typed("aucune")

    def to_flat(self, name: str, value: Typed) -> dict[str, str]:
        return {name: value.raw}


def siblings_of(cls: type) -> dict[str, Sibling]:
    """Les champs d'une ligne qui nomment une autre ligne."""
    return {key: spec for key, spec in fields_of(cls).items() if isinstance(spec, Sibling)}


def check_siblings(cls: type, key: str, rows: Mapping[int, Mapping[str, object]], singular: str) -> dict[str, str]:
    """Les phrases d'erreur : un nom qui n'est celui d'aucune autre ligne, ou d'une ligne qui en nomme une elle-même."""
    errors: dict[str, str] = {}
    for part, spec in siblings_of(cls).items():
        free = {_named(row, key) for row in rows.values() if not _named(row, part)}
        for rank, row in rows.items():
            name = _named(row, part)
            if name and (name not in free or name == _named(row, key)):
                said = "ce n'est pas une autre ligne qui dit elle-même ces réponses. Choisissez-en une, ou aucune."
                errors[f".{rank}.{part}"] = f"{singular} {rank + 1}, {spec.label} : {said}"
    return errors


def _named(row: Mapping[str, object], part: str) -> str:
    return str(getattr(row.get(part), "raw", ""))


def asked_of(cls: type) -> dict[str, AnyField]:
    """Les champs auxquels une ligne doit répondre."""
    return {key: spec for key, spec in fields_of(cls).items() if spec.asked}


def missing(row: object) -> list[AnyField]:
    """Les champs auxquels la ligne ne répond pas, ni par eux-mêmes ni par celui qui répond à leur place."""
    return [
        spec
        for key, spec in asked_of(type(row)).items()
        if getattr(row, key) is None and not (spec.unless and getattr(row, spec.unless))
    ]


def covered(rows: Sequence[R], key: str) -> list[R]:
    """Les lignes, chacune avec les réponses de celle qu'elle nomme ; `key` est le champ qui nomme une ligne."""
    named = {getattr(row, key): row for row in rows}
    found = []
    for row in rows:
        taken: dict[str, Any] = {}
        for part, spec in siblings_of(type(row)).items():
            other = named.get(getattr(row, part)) if getattr(row, part).raw else None
            if other is not None:
                taken |= {name: getattr(other, name) for name in spec.covers}
        found.append(replace(row, **taken) if taken else row)  # type: ignore[type-var]  # une ligne est une dataclass
    return found


def completed(rows: Sequence[R], key: str) -> list[R]:
    """Les lignes qui ont tout dit, telles qu'un modèle les lit : plus de réponse manquante, plus de renvoi."""
    return [_filled(row) for row in covered(rows, key) if not missing(row)]


def _filled(row: R) -> R:
    """La même ligne, où un champ vide dont un autre répond à la place vaut zéro."""
    zeros: dict[str, Any] = {
        key: TroisPoints(0, 0, 0) if isinstance(spec, ThreePoint) else 0
        for key, spec in asked_of(type(row)).items()
        if getattr(row, key) is None
    }
    return replace(row, **zeros) if zeros else row  # type: ignore[type-var]  # une ligne est une dataclass


def said_as_zero(cls: type, row: Mapping[str, object]) -> tuple[dict[str, object], list[str]]:
    """Une ligne brute où chaque champ attendu et absent vaut zéro, et les clés ainsi supposées."""
    taken = {key for part, spec in siblings_of(cls).items() if row.get(part) for key in spec.covers}
    supposed = [
        key
        for key, spec in asked_of(cls).items()
        if row.get(key) is None and key not in taken and not (spec.unless and row.get(spec.unless))
    ]
    return {**row, **dict.fromkeys(supposed, 0)}, supposed
