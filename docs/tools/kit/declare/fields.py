"""Les sortes de champs qu'un outil déclare dans son `inputs.py` ; les nombres sont dans `kit.numeric`.

La déclaration est la seule liste des entrées : formulaire, messages, clés des liens, JSON et tableau des
hypothèses en sont tirés. Un champ sait lire une valeur brute (texte saisi, nombre d'un JSON) et dit en une
phrase ce qu'il accepte quand il la refuse.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from dataclasses import dataclass
from typing import Any, ClassVar

from tools.kit.french import format_number

NSP = "nsp"
"""« Je ne sais pas » : une réponse, pas une absence."""

_ESPACES = re.compile(r"\s+")


class FieldError(ValueError):
    """Une valeur refusée ; le message est la phrase française à montrer près du champ."""

    def __init__(self, message: str, part: str = "") -> None:
        super().__init__(message)
        self.part = part


@dataclass(frozen=True, kw_only=True)
class Field:
    """Ce que tout champ déclare.

    `essential` : montré d'emblée ; sinon rangé sous « Affiner ». `group` : le titre de la partie du formulaire
    où il se trouve ; les champs d'un même groupe se suivent.
    """

    label: str
    help: str = ""
    unit: str = ""
    default: Any = None
    source: str = "hypothèse"
    why: str = ""
    essential: bool = False
    group: str = ""

    kind: ClassVar[str] = ""

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
class YesNo(Field):
    """Une case à cocher."""

    default: bool = False

    kind: ClassVar[str] = "yes-no"

    def parse(self, raw: Any) -> bool:
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
class Choice(Field):
    """Une valeur parmi une liste fermée de couples (clé, libellé)."""

    options: tuple[tuple[str, str], ...]
    default: str | None = None

    kind: ClassVar[str] = "choice"

    def parse(self, raw: Any) -> str:
        for key, _ in self.options:
            if raw == key:
                return key
        labels = ", ".join(f"« {label} »" for _, label in self.options)
        raise FieldError(f"{self.label} : choisissez parmi {labels}.")

    def show(self, value: str) -> str:
        return dict(self.options)[value]


@dataclass(frozen=True, kw_only=True)
class Answer(Field):
    """Une réponse parmi quelques-unes, décrites ; elle vaut `first`, `first + 1`… Sans réponse : `None`.

    Avec `unknown`, « je ne sais pas » (`"nsp"`) est aussi une réponse.
    """

    answers: tuple[str, ...]
    first: int = 0
    unknown: bool = False

    kind: ClassVar[str] = "answer"

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """Les couples (texte envoyé par le formulaire, libellé), « je ne sais pas » en dernier."""
        known = tuple((str(self.first + rank), label) for rank, label in enumerate(self.answers))
        return (*known, (NSP, "Je ne sais pas")) if self.unknown else known

    def parse(self, raw: Any) -> int | str | None:
        if raw is None or raw == "":
            return None
        text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
        for key, _ in self.options:
            if text == key:
                return key if key == NSP else int(key)
        last = self.first + len(self.answers) - 1
        extra = " ou « nsp » (je ne sais pas)" if self.unknown else ""
        raise FieldError(f"{self.label} : choisissez une réponse, de {self.first} à {last}{extra}.")

    def show(self, value: int | str | None) -> str:
        return "sans réponse" if value is None else dict(self.options)[str(value)]

    def to_flat(self, name: str, value: int | str | None) -> dict[str, str]:
        return {name: "" if value is None else str(value)}


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Un court texte, nettoyé (NFC, sans caractère de contrôle ni de sens de lecture)."""

    max_length: int

    kind: ClassVar[str] = "text"

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

    kind: ClassVar[str] = "rows"


def clean_text(raw: str) -> str:
    r"""Normalise un texte saisi : NFC, sans contrôle, sans largeur nulle ni marque de sens, espaces simples.

    >>> clean_text("  Offre\u202e A\u200b ")
    'Offre A'
    """
    spaced = _ESPACES.sub(" ", raw)  # avant de retirer les contrôles : une fin de ligne sépare deux mots
    visible = "".join(c for c in spaced if unicodedata.category(c)[0] != "C")
    return unicodedata.normalize("NFC", _ESPACES.sub(" ", visible)).strip()


def shorten(text: object, limit: int = 40) -> str:
    """Un texte reçu, nettoyé et coupé, pour le citer dans un message."""
    cleaned = clean_text(str(text)[: 4 * limit])
    return cleaned if len(cleaned) <= limit else cleaned[: limit - 1] + "…"


def declare(spec: Field) -> Any:
    """Attache un champ à un attribut de dataclass ; un champ sans défaut est obligatoire, sauf une réponse."""
    if spec.default is None and not isinstance(spec, Answer):
        return dataclasses.field(metadata={"field": spec})
    return dataclasses.field(default=spec.default, metadata={"field": spec})


def fields_of(cls: type) -> dict[str, Field]:
    """Les champs déclarés par une dataclass, dans l'ordre : clé → champ."""
    return {f.name: f.metadata["field"] for f in dataclasses.fields(cls)}
