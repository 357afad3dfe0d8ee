"""Une liste de lignes d'un même modèle : un champ comme un autre."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, TypeVar

from tools.kit.declare.fields import AnyField, Field, FieldError, Text, fields_of
from tools.kit.declare.marks import Marks
from tools.kit.declare.params import load_presets
from tools.kit.declare.parse import flatten, read_object, to_json
from tools.kit.declare.siblings import check_siblings
from tools.kit.declare.text import Typed
from tools.kit.french import fold

R = TypeVar("R")
_COPIE = re.compile(r" \(copie(?: \d+)?\)$")


@dataclass(frozen=True, kw_only=True)
class Rows(Field[tuple[R, ...]], Generic[R]):
    """Une liste de lignes (`row`, une dataclass de champs).

    `key` est le champ de texte qui nomme une ligne, unique après nettoyage ; `at_most_one` est un champ oui/non qu'une
    seule ligne peut cocher. `singular` et `feminine` disent comment on parle d'une ligne. `preset` nomme la situation
    type dont la liste est le défaut.
    """

    row: type[R]
    min_rows: int
    max_rows: int
    singular: str
    feminine: bool = False
    key: str
    at_most_one: str = ""
    preset: str = ""

    kind: ClassVar[str] = "rows"

    def bound(self, name: str, tool: str) -> Rows[R]:
        """La liste sous son nom, avec celle de sa situation type pour défaut."""
        if not self.preset:
            return replace(self, name=name)
        return replace(self, name=name, default=self.parse(load_presets(tool)[self.preset].entrees[name]))

    @property
    def fields(self) -> dict[str, AnyField]:
        """Les champs d'une ligne, sans ses marques."""
        return {key: spec for key, spec in fields_of(self.row).items() if not isinstance(spec, Marks)}

    @property
    def name_length(self) -> int:
        """La longueur du nom d'une ligne, au plus."""
        spec = self.fields[self.key]
        if not isinstance(spec, Text):
            raise TypeError(self.key)
        return spec.max_length

    @property
    def one(self) -> str:
        """« une offre », « un projet », « une VM »."""
        return f"{'une' if self.feminine else 'un'} {self._word}"

    @property
    def _word(self) -> str:
        """Le nom d'une ligne au milieu d'une phrase ; un sigle garde ses capitales."""
        return self.singular if self.singular.isupper() else self.singular[0].lower() + self.singular[1:]

    @property
    def this(self) -> str:
        """« cette offre », « ce projet », « cet outil »."""
        vowel = fold(self.singular[0]) in "aeiouyh"
        return f"{'cette' if self.feminine else 'cet' if vowel else 'ce'} {self._word}"

    def name_of(self, row: R) -> Typed:
        """Le nom d'une ligne."""
        name: Typed = getattr(row, self.key)
        return name

    def parse(self, raw: object) -> tuple[R, ...]:
        if not isinstance(raw, list | tuple) or not self.min_rows <= len(raw) <= self.max_rows:
            raise FieldError(f"{self.label} : il en faut de {self.min_rows} à {self.max_rows}.")
        errors: dict[str, str] = {}
        rows: dict[int, dict[str, object]] = {}
        for rank, item in enumerate(raw):
            if not isinstance(item, Mapping):
                errors[f".{rank}"] = f"{self.label} : la ligne {rank + 1} doit être un objet."
                continue
            values, found = read_object(self.row, item)
            rows[rank] = values
            errors |= {f".{rank}.{name}": f"{self.singular} {rank + 1}, {text}" for name, text in found.items()}
        errors |= self._chosen_twice(rows) | check_siblings(self.row, self.key, rows, self.singular)
        if errors:
            raise FieldError(places=errors)
        self._name_apart(rows.values())
        return tuple(self.row(**row) for row in rows.values())

    def _chosen_twice(self, rows: Mapping[int, dict[str, object]]) -> dict[str, str]:
        if not self.at_most_one:
            return {}
        chosen = [rank for rank, row in rows.items() if row.get(self.at_most_one)]
        said = f"{self.fields[self.at_most_one].label} : une seule ligne peut être cochée, au plus."
        return {f".{rank}.{self.at_most_one}": said for rank in chosen[1:]}

    def _name_apart(self, rows: Iterable[dict[str, object]]) -> None:
        """Distingue les homonymes : « Offre », « Offre (copie) », « Offre (copie 2) »."""
        taken: set[str] = set()
        for row in rows:
            name = free_name(str(getattr(row[self.key], "raw", "")), taken, self.name_length)
            taken.add(name)
            row[self.key] = Typed(name)

    def to_json(self, value: tuple[R, ...]) -> list[dict[str, object]]:
        return [to_json(row) for row in value]

    def show(self, value: tuple[R, ...]) -> str:
        """Les noms des lignes, inertes : « A », « B » ; « aucune » s'il n'y en a pas."""
        none = "aucune" if self.feminine else "aucun"
        return ", ".join(f"« {self.name_of(row)} »" for row in value) or none

    def to_flat(self, name: str, value: tuple[R, ...]) -> dict[str, str]:
        return {f"{name}.{rank}.{part}": text for rank, row in enumerate(value) for part, text in flatten(row).items()}


def free_name(wanted: str, taken: Iterable[str], limit: int) -> str:
    """Un nom que personne ne porte : `wanted`, ou « … (copie) », « … (copie 2) », coupé à `limit` signes.

    >>> free_name("Offre", ["Offre", "Offre (copie)"], 60)
    'Offre (copie 2)'
    """
    used, name, base, rank = set(taken), wanted, _COPIE.sub("", wanted), 0
    while name in used:
        rank += 1
        suffix = " (copie)" if rank == 1 else f" (copie {rank})"
        name = (base[: max(0, limit - len(suffix))] + suffix)[-limit:]
    return name


def lists_of(cls: type) -> dict[str, Rows[Any]]:
    """Les listes d'une déclaration : le seul endroit qui les distingue des autres champs."""
    return {key: spec for key, spec in fields_of(cls).items() if isinstance(spec, Rows)}


def simple_fields(cls: type) -> dict[str, AnyField]:
    """Les champs d'une déclaration qui ne sont ni des listes, ni des marques."""
    return {key: spec for key, spec in fields_of(cls).items() if not isinstance(spec, Rows | Marks)}


def row_title(spec: Rows[Any], row: object) -> str:
    """« Offre « A » » : une ligne nommée dans une phrase."""
    return f"{spec.singular} « {spec.name_of(row)} »"
