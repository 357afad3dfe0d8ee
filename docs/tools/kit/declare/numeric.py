"""Les champs numériques : nombre, nombre entier, valeur incertaine en trois points."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar

from tools.kit.compute import TroisPoints
from tools.kit.declare.fields import Field, FieldError, shorten
from tools.kit.french import format_input, format_value, parse_number


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """Un nombre entre deux bornes comprises."""

    min: float
    max: float
    default: float = 0

    kind: ClassVar[str] = "number"

    @property
    def accepted(self) -> str:
        """Ce que le champ accepte, en mots."""
        unit = f" ({self.unit})" if self.unit else ""
        return f"un nombre entre {format_value(self.min)} et {format_value(self.max)}{unit}"

    def parse(self, raw: Any) -> float:
        return self._read(raw, self.label)

    def _read(self, raw: Any, label: str) -> float:
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            raise FieldError(f"{label} : le champ est vide. Saisissez {self.accepted}.")
        value = self._number(raw)
        if value is None:
            raise FieldError(f"{label} : ce n'est pas un nombre. Saisissez {self.accepted}.")
        if not self.min <= value <= self.max:
            raise FieldError(f"{label} : la valeur est hors des bornes. Saisissez {self.accepted}.")
        return value + 0.0  # −0 devient 0

    @staticmethod
    def _number(raw: Any) -> float | None:
        if isinstance(raw, bool) or not isinstance(raw, str | int | float):
            return None
        try:
            value = parse_number(raw) if isinstance(raw, str) else float(raw)
        except (ValueError, OverflowError):
            return None
        return value if math.isfinite(value) else None

    def show(self, value: float) -> str:
        return format_value(value, self.unit)

    def to_json(self, value: float) -> float:
        return int(value) if value == int(value) else value

    def to_flat(self, name: str, value: float) -> dict[str, str]:
        return {name: format_input(value)}


@dataclass(frozen=True, kw_only=True)
class Integer(Number):
    """Un nombre entier entre deux bornes comprises."""

    kind: ClassVar[str] = "integer"

    @property
    def accepted(self) -> str:
        """Ce que le champ accepte, en mots."""
        return "un nombre entier" + super().accepted.removeprefix("un nombre")

    def parse(self, raw: Any) -> int:
        value = self._read(raw, self.label)
        if value != int(value):
            raise FieldError(f"{self.label} : la valeur n'est pas entière. Saisissez {self.accepted}.")
        return int(value)


@dataclass(frozen=True, kw_only=True)
class ThreePoint(Number):
    """Une valeur incertaine en trois points ; un seul nombre vaut pour les trois."""

    default: Any = TroisPoints(0, 0, 0)

    kind: ClassVar[str] = "three-point"
    parts: ClassVar[tuple[str, ...]] = TroisPoints._fields

    def parse(self, raw: Any) -> TroisPoints:  # type: ignore[override]
        if isinstance(raw, list | tuple):
            if len(raw) != len(self.parts):
                raise FieldError(f"{self.label} : donnez trois nombres, bas, probable et haut.")
            raw = dict(zip(self.parts, raw, strict=True))
        if not isinstance(raw, dict):
            value = self._read(raw, self.label)
            return TroisPoints(value, value, value)
        return self._parse_parts(raw)

    def _parse_parts(self, raw: dict[str, Any]) -> TroisPoints:
        for key in raw:
            if key not in self.parts:
                raise FieldError(f"{self.label} : « {shorten(key)} » est inconnu ; acceptés : bas, probable et haut.")
        middle = raw.get("probable")
        values = []
        for part in self.parts:
            given = raw.get(part)
            if given is None or (isinstance(given, str) and not given.strip()):
                given = middle
            try:
                values.append(self._read(given, f"{self.label} ({part})"))
            except FieldError as error:
                raise FieldError(str(error), part) from error
        bas, probable, haut = values
        if not bas <= probable <= haut:
            shown = " ; ".join(format_value(v) for v in values)
            part = "bas" if bas > probable else "haut"
            raise FieldError(f"{self.label} : l'ordre doit être bas ≤ probable ≤ haut (reçu : {shown}).", part)
        return TroisPoints(bas, probable, haut)

    def show(self, value: TroisPoints) -> str:  # type: ignore[override]
        if value.bas == value.haut:
            return format_value(value.probable, self.unit)
        low, high = format_value(value.bas), format_value(value.haut)
        return f"{format_value(value.probable, self.unit)} (de {low} à {high})"

    def to_json(self, value: TroisPoints) -> Any:  # type: ignore[override]
        return {part: super(ThreePoint, self).to_json(v) for part, v in zip(self.parts, value, strict=True)}

    def to_link(self, value: TroisPoints) -> Any:
        numbers = [super(ThreePoint, self).to_json(v) for v in value]
        return numbers[0] if value.bas == value.haut else numbers

    def to_flat(self, name: str, value: TroisPoints) -> dict[str, str]:  # type: ignore[override]
        return {f"{name}.{i}": format_input(v) for i, v in enumerate(value)}
