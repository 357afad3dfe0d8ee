"""Les champs numériques : nombre, nombre entier, valeur incertaine en trois points."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from tools.kit.compute import TroisPoints
from tools.kit.declare.fields import Field, FieldError
from tools.kit.declare.text import shorten
from tools.kit.french import format_input, format_value
from tools.kit.reading import parse_number, readings

T = TypeVar("T")
UNSAID = "à compléter"
"""Ce qu'on montre d'une question sans réponse."""


def _is_blank(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _read_number(raw: object) -> float | None:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    try:
        value = parse_number(raw) if isinstance(raw, str) else float(raw)
    except (ValueError, OverflowError):
        return None
    return value if math.isfinite(value) else None


def _json_number(value: float) -> float:
    return int(value) if value == int(value) else value


@dataclass(frozen=True, kw_only=True)
class Numeric(Field[T]):
    """Ce que les champs numériques partagent : deux bornes comprises."""

    min: float
    max: float

    blank: ClassVar[object] = 0

    @property
    def accepted(self) -> str:
        """Ce que le champ accepte, en mots."""
        unit = f" ({self.unit})" if self.unit else ""
        return f"un nombre entre {format_value(self.min)} et {format_value(self.max)}{unit}"

    def is_unsaid(self, raw: object) -> bool:
        """Vrai si la question de ce champ reste sans réponse."""
        return self.asked and _is_blank(raw)

    def read(self, raw: object, label: str, at: str = "") -> float:
        """Lit un nombre dans les bornes ; lève `FieldError`, à la place `at`."""
        if _is_blank(raw):
            raise FieldError(f"{label} : le champ est vide. Saisissez {self.accepted}.", at)
        value = _read_number(raw)
        if value is None and isinstance(raw, str) and len(readings(raw)) > 1:
            said = shorten(raw.strip())
            raise FieldError(f"{label} : « {said} » peut se lire de deux façons. Choisissez.", at)
        if value is None:
            raise FieldError(f"{label} : ce n'est pas un nombre. Saisissez {self.accepted}.", at)
        if not self.min <= value <= self.max:
            raise FieldError(f"{label} : la valeur est hors des bornes. Saisissez {self.accepted}.", at)
        return value + 0.0  # −0 devient 0


@dataclass(frozen=True, kw_only=True)
class Number(Numeric[float]):
    """Un nombre entre deux bornes comprises."""

    kind: ClassVar[str] = "number"

    def parse(self, raw: object) -> float:
        return self.unsaid if self.is_unsaid(raw) else self.read(raw, self.label)

    def show(self, value: float) -> str:
        return UNSAID if value is None else format_value(value, self.unit)

    def to_json(self, value: float) -> object:
        return value if value is None else _json_number(value)

    def to_flat(self, name: str, value: float) -> dict[str, str]:
        return {name: "" if value is None else format_input(value)}


@dataclass(frozen=True, kw_only=True)
class Integer(Numeric[int]):
    """Un nombre entier entre deux bornes comprises."""

    kind: ClassVar[str] = "integer"

    @property
    def accepted(self) -> str:
        """Ce que le champ accepte, en mots."""
        return "un nombre entier" + super().accepted.removeprefix("un nombre")

    def parse(self, raw: object) -> int:
        value = self.read(raw, self.label)
        if value != int(value):
            raise FieldError(f"{self.label} : la valeur n'est pas entière. Saisissez {self.accepted}.")
        return int(value)

    def show(self, value: int) -> str:
        return format_value(value, self.unit)

    def to_flat(self, name: str, value: int) -> dict[str, str]:
        return {name: str(value)}


@dataclass(frozen=True, kw_only=True)
class ThreePoint(Numeric[TroisPoints]):
    """Une valeur incertaine en trois points ; un seul nombre vaut pour les trois."""

    kind: ClassVar[str] = "three-point"
    blank: ClassVar[object] = TroisPoints(0, 0, 0)
    parts: ClassVar[tuple[str, ...]] = TroisPoints._fields

    def parse(self, raw: object) -> TroisPoints:
        if isinstance(raw, list | tuple):
            if len(raw) != len(self.parts):
                raise FieldError(f"{self.label} : donnez trois nombres, bas, probable et haut.", ".1")
            raw = dict(zip(self.parts, raw, strict=True))
        if isinstance(raw, Mapping):
            blank = self.asked and set(raw) <= set(self.parts) and all(map(self.is_unsaid, raw.values()))
            return self.unsaid if blank else self._parse_parts(raw)
        if self.is_unsaid(raw):
            return self.unsaid
        value = self.read(raw, self.label, ".1")
        return TroisPoints(value, value, value)

    def _parse_parts(self, raw: Mapping[str, object]) -> TroisPoints:
        for key in raw:
            if key not in self.parts:
                said = f"{self.label} : « {shorten(key)} » est inconnu ; acceptés : bas, probable et haut."
                raise FieldError(said, ".1")
        middle = raw.get("probable")
        given = [middle if _is_blank(raw.get(part)) else raw[part] for part in self.parts]
        values = [
            self.read(value, f"{self.label} ({part})", f".{rank}")
            for rank, (part, value) in enumerate(zip(self.parts, given, strict=True))
        ]
        low, mid, high = values
        if not low <= mid <= high:
            shown = " ; ".join(format_value(v) for v in values)
            said = f"{self.label} : l'ordre doit être bas ≤ probable ≤ haut (reçu : {shown})."
            raise FieldError(said, ".0" if low > mid else ".2")
        return TroisPoints(low, mid, high)

    def show(self, value: TroisPoints) -> str:
        if value is None:
            return UNSAID
        if value.bas == value.haut:
            return format_value(value.probable, self.unit)
        low, high = format_value(value.bas), format_value(value.haut)
        return f"{format_value(value.probable, self.unit)} (de {low} à {high})"

    def to_json(self, value: TroisPoints) -> dict[str, float | None]:
        if value is None:
            return dict.fromkeys(self.parts)
        return {part: _json_number(number) for part, number in zip(self.parts, value, strict=True)}

    def to_link(self, value: TroisPoints) -> object:
        if value is None:
            return None
        numbers = [_json_number(number) for number in value]
        return numbers[0] if value.bas == value.haut else numbers

    def to_flat(self, name: str, value: TroisPoints) -> dict[str, str]:
        texts = [""] * len(self.parts) if value is None else map(format_input, value)
        return {f"{name}.{rank}": text for rank, text in enumerate(texts)}
