"""Les champs dont on choisit la valeur : oui ou non, une liste fermée, une réponse décrite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tools.kit.declare.fields import Field, FieldError

NSP = "nsp"
"""« Je ne sais pas » : une réponse, pas une absence."""

Reponse = int | str | None
"""Le rang d'une réponse, « nsp », ou `None` : sans réponse."""


@dataclass(frozen=True, kw_only=True)
class YesNo(Field[bool]):
    """Une case à cocher."""

    kind: ClassVar[str] = "yes-no"
    blank: ClassVar[object] = False

    def parse(self, raw: object) -> bool:
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, str) and raw in {"oui", "non"}:
            return raw == "oui"
        raise FieldError(f"{self.label} : répondez par oui ou par non.")

    def show(self, value: bool) -> str:
        return "oui" if value else "non"

    def to_flat(self, name: str, value: bool) -> dict[str, str]:
        return {name: "oui" if value else "non"}


@dataclass(frozen=True, kw_only=True)
class Choice(Field[str]):
    """Une valeur parmi une liste fermée de couples (clé, libellé)."""

    options: tuple[tuple[str, str], ...]

    kind: ClassVar[str] = "choice"

    def parse(self, raw: object) -> str:
        for key, _ in self.options:
            if raw == key:
                return key
        labels = ", ".join(f"« {label} »" for _, label in self.options)
        raise FieldError(f"{self.label} : choisissez parmi {labels}.")

    def show(self, value: str) -> str:
        return dict(self.options)[value]


@dataclass(frozen=True, kw_only=True)
class Answer(Field[Reponse]):
    """Une réponse parmi quelques-unes, décrites ; elle vaut `first`, `first + 1`… Sans réponse : `None`.

    Avec `unknown`, « je ne sais pas » (`"nsp"`) est aussi une réponse.
    """

    answers: tuple[str, ...]
    first: int = 0
    unknown: bool = False

    kind: ClassVar[str] = "answer"
    blank: ClassVar[object] = None

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """Les couples (texte envoyé par le formulaire, libellé), « je ne sais pas » en dernier."""
        known = tuple((str(self.first + rank), label) for rank, label in enumerate(self.answers))
        return (*known, (NSP, "Je ne sais pas")) if self.unknown else known

    def parse(self, raw: object) -> Reponse:
        if raw is None or raw == "":
            return None
        text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
        for key, _ in self.options:
            if text == key:
                return key if key == NSP else int(key)
        last = self.first + len(self.answers) - 1
        extra = " ou « nsp » (je ne sais pas)" if self.unknown else ""
        raise FieldError(f"{self.label} : choisissez une réponse, de {self.first} à {last}{extra}.")

    def show(self, value: Reponse) -> str:
        return "sans réponse" if value is None else dict(self.options)[str(value)]

    def to_flat(self, name: str, value: Reponse) -> dict[str, str]:
        return {name: "" if value is None else str(value)}
