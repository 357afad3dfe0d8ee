"""Les sortes de champs qu'un outil déclare dans son `inputs.py`.

La déclaration est la seule liste des entrées : formulaire, messages, clés des liens, JSON et tableau des
hypothèses en sont tirés. Un champ sait lire une valeur brute (texte saisi, nombre d'un JSON) et dit en une
phrase ce qu'il accepte quand il la refuse.
"""

from __future__ import annotations

import dataclasses
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Any, NamedTuple

from tools.kit.format import format_input, format_number, format_value, parse_number

_ESPACES = re.compile(r"\s+")


class FieldError(ValueError):
    """Une valeur refusée ; le message est la phrase française à montrer près du champ."""

    def __init__(self, message: str, part: str = "") -> None:
        super().__init__(message)
        self.part = part


class TroisPoints(NamedTuple):
    """Une valeur incertaine : au plus bas, la plus probable, au plus haut (`bas ≤ probable ≤ haut`)."""

    bas: float
    probable: float
    haut: float

    @property
    def moyenne(self) -> float:
        """Moyenne de la loi PERT bêta, `(bas + 4·probable + haut) / 6` (S6-5).

        >>> TroisPoints(10, 20, 60).moyenne
        25.0
        """
        return (self.bas + 4 * self.probable + self.haut) / 6

    @property
    def variance(self) -> float:
        """Variance exacte de la loi PERT bêta, `(μ − bas)(haut − μ) / 7` (S6-5) ; nulle si bas = haut."""
        return (self.moyenne - self.bas) * (self.haut - self.moyenne) / 7


@dataclass(frozen=True, kw_only=True)
class Field:
    """Ce que tout champ déclare. `essential` : montré d'emblée ; sinon rangé sous « Affiner »."""

    label: str
    help: str = ""
    unit: str = ""
    default: Any = None
    source: str = "hypothèse"
    why: str = ""
    essential: bool = False

    kind = ""

    def parse(self, raw: Any) -> Any:
        """Lit une valeur brute ; lève `FieldError` avec la phrase à montrer."""
        raise NotImplementedError

    def to_json(self, value: Any) -> Any:
        """La valeur telle qu'un JSON la porte."""
        return value

    def to_link(self, value: Any) -> Any:
        """La valeur telle qu'un lien la porte, au plus court."""
        return self.to_json(value)

    def show(self, value: Any) -> str:
        """La valeur en français, avec son unité."""
        return str(value)

    def to_flat(self, name: str, value: Any) -> dict[str, str]:
        """La valeur en champs de formulaire : nom → texte saisi."""
        return {name: str(value)}


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """Un nombre entre deux bornes comprises."""

    min: float
    max: float
    default: float = 0

    kind = "number"

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

    kind = "integer"

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

    kind = "three-point"
    parts = TroisPoints._fields

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
                raise FieldError(f"{self.label} : « {shorten(key)} » est inconnu ; sont acceptés bas, probable et haut.")
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


@dataclass(frozen=True, kw_only=True)
class YesNo(Field):
    """Une case à cocher."""

    default: bool = False

    kind = "yes-no"

    def parse(self, raw: Any) -> bool:
        if isinstance(raw, bool):
            return raw
        if raw in ("oui", "non"):
            return bool(raw == "oui")
        raise FieldError(f"{self.label} : répondez par oui ou par non.")

    def show(self, value: bool) -> str:
        return "oui" if value else "non"

    def to_flat(self, name: str, value: bool) -> dict[str, str]:
        return {name: "oui" if value else "non"}


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """Une valeur parmi une liste fermée de couples (clé, libellé)."""

    options: tuple[tuple[str, str], ...]
    default: str | None = None

    kind = "choice"

    def parse(self, raw: Any) -> str:
        for key, _ in self.options:
            if raw == key:
                return key
        labels = ", ".join(f"« {label} »" for _, label in self.options)
        raise FieldError(f"{self.label} : choisissez parmi {labels}.")

    def show(self, value: str) -> str:
        return dict(self.options)[value]


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Un court texte, nettoyé (NFC, sans caractère de contrôle ni de sens de lecture)."""

    max_length: int

    kind = "text"

    def parse(self, raw: Any) -> str:
        if not isinstance(raw, str):
            raise FieldError(f"{self.label} : saisissez un texte de 1 à {self.max_length} caractères.")
        text = clean_text(raw)
        if not 1 <= len(text) <= self.max_length:
            raise FieldError(f"{self.label} : saisissez un texte de 1 à {format_number(self.max_length)} caractères.")
        return text


@dataclass(frozen=True, kw_only=True)
class Rows(Field):
    """Une liste de lignes d'un même modèle (`row`, une dataclass de champs).

    `key` est le champ de texte qui nomme une ligne, unique après nettoyage ; `at_most_one` est un champ
    oui/non qu'une seule ligne peut cocher.
    """

    row: type
    min_rows: int
    max_rows: int
    singular: str
    key: str
    at_most_one: str = ""

    kind = "rows"


def clean_text(raw: str) -> str:
    """Normalise un texte saisi : NFC, sans contrôle, sans largeur nulle ni marque de sens, espaces simples.

    >>> clean_text("  Offre\\u202e A\\u200b ")
    'Offre A'
    """
    text = unicodedata.normalize("NFC", _ESPACES.sub(" ", raw))
    return "".join(c for c in text if unicodedata.category(c)[0] != "C").strip()


def shorten(text: object, limit: int = 40) -> str:
    """Un texte reçu, nettoyé et coupé, pour le citer dans un message."""
    cleaned = clean_text(str(text)[: 4 * limit])
    return cleaned if len(cleaned) <= limit else cleaned[: limit - 1] + "…"


def declare(spec: Field) -> Any:
    """Attache un champ à un attribut de dataclass ; un champ sans défaut est obligatoire."""
    if spec.default is None:
        return dataclasses.field(metadata={"field": spec})
    return dataclasses.field(default=spec.default, metadata={"field": spec})


def fields_of(cls: type) -> dict[str, Field]:
    """Les champs déclarés par une dataclass, dans l'ordre : clé → champ."""
    return {f.name: f.metadata["field"] for f in dataclasses.fields(cls)}
