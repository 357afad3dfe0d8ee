"""Ce qu'un outil déclare dans son `inputs.py` : une entrée par attribut, chacune avec son champ.

La déclaration est la seule liste des entrées : formulaire, messages, clés des liens, JSON et tableau des hypothèses en
sont tirés. Un champ connaît son nom et son paramètre ; il sait lire une valeur brute (texte saisi, nombre d'un JSON)
et dit en une phrase ce qu'il accepte quand il la refuse. Les sortes de champs : `Text`, `YesNo`, `Choice`, `Answer`
(ici ou dans `choices`), `Number`, `Integer`, `ThreePoint` (`numeric`), `Rows` (`rows`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, ClassVar, Final, Generic, Self, TypeVar, cast

from tools.kit.declare.params import load_params, tool_of
from tools.kit.declare.text import Typed, Words, clean_text
from tools.kit.french import format_number

HYPOTHESE = "hypothèse"
"""L'origine d'une valeur choisie par le site, que rien ne source."""


class Missing(Enum):
    """Le type de `MISSING`."""

    VALUE = "absent"


MISSING: Final = Missing.VALUE
"""Pas de valeur : zéro, faux et `None` en sont. Une entrée dont ce reste le défaut est obligatoire."""

T = TypeVar("T")


class FieldError(ValueError):
    """Une valeur refusée : la phrase à montrer, et où (`at`, la suite du nom du champ).

    `places` en porte plusieurs, pour une liste dont plusieurs cellules sont fautives.
    """

    def __init__(self, message: str = "", at: str = "", *, places: Mapping[str, str] | None = None) -> None:
        self.places = dict(places) if places else {at: message}
        super().__init__(next(iter(self.places.values())))


@dataclass(frozen=True, kw_only=True)
class Field(Generic[T]):
    """Ce que tout champ déclare.

    `param` nomme le paramètre (`params.toml`) qui donne défaut, source et pourquoi ; sans lui, celui qui porte le nom
    du champ, s'il existe. `essential` : montré d'emblée ; sinon rangé sous « Affiner ». `group` : le titre de la partie
    du formulaire où il se trouve ; les champs d'un même groupe se suivent. `name` est posé par la déclaration.

    `asked` : une ligne neuve doit y répondre, sans quoi elle reste « à compléter » ; son défaut est `None`, que le
    modèle ne reçoit jamais. `unless` nomme un champ dont une valeur non nulle répond à sa place.
    """

    label: str
    help: str = ""
    unit: str = ""
    default: T | Missing = MISSING
    param: str = ""
    source: str = HYPOTHESE
    why: str = ""
    essential: bool = False
    group: str = ""
    asked: bool = False
    unless: str = ""
    name: str = ""

    kind: ClassVar[str] = ""
    blank: ClassVar[object] = MISSING
    """Le défaut d'un champ de cette sorte qui n'en déclare pas."""

    def bound(self, name: str, tool: str) -> Self:
        """Le champ sous son nom, avec le défaut, la source et le pourquoi de son paramètre."""
        if self.default is not MISSING:
            if self.param:
                raise ValueError(f"{tool} : « {name} » a un défaut et un paramètre ; un seul des deux.")
            return replace(self, name=name)
        param = load_params(tool).get(self.param or name) if tool else None
        if self.param and param is None:
            raise LookupError(f"{tool} : le paramètre « {self.param} » de « {name} » n'est pas dans params.toml.")
        if param is None:
            if self.asked:
                return replace(self, name=name, default=self.unsaid)
            if self.blank is not MISSING:
                self.parse(self.blank)  # un défaut tacite que le champ refuserait se dit à la déclaration
            return replace(self, name=name, default=cast("T | Missing", self.blank))
        return replace(self, name=name, default=self.parse(param.valeur), source=param.source, why=param.note)

    @property
    def unsaid(self) -> T:
        """La valeur d'une question sans réponse : `None`, quel que soit le type du champ."""
        return cast("T", None)

    def parse(self, raw: object) -> T:
        """Lit une valeur brute ; lève `FieldError` avec la phrase à montrer."""
        raise NotImplementedError

    def to_json(self, value: T) -> object:
        """La valeur telle qu'un JSON la porte."""
        return value

    def to_link(self, value: T) -> object:
        """La valeur telle qu'un lien la porte, au plus court."""
        return self.to_json(value)

    def show(self, value: T) -> Words:
        """La valeur en français, avec son unité."""
        return str(value)

    def to_flat(self, name: str, value: T) -> dict[str, str]:
        """La valeur en champs de formulaire : nom → texte saisi."""
        return {name: str(value)}


AnyField = Field[Any]
"""Un champ dont la sorte n'importe pas : parcourir une déclaration en rend de toutes sortes."""


@dataclass(frozen=True, kw_only=True)
class Text(Field[Typed]):
    """Un court texte, nettoyé (NFC, sans caractère de contrôle ni de sens de lecture), inerte où qu'on l'écrive."""

    max_length: int

    kind: ClassVar[str] = "text"

    def parse(self, raw: object) -> Typed:
        text = clean_text(raw) if isinstance(raw, str) else ""
        if not 1 <= len(text) <= self.max_length:
            raise FieldError(f"{self.label} : saisissez un texte de 1 à {format_number(self.max_length)} caractères.")
        return Typed(text)

    def to_json(self, value: Typed) -> str:
        return value.raw

    def show(self, value: Typed) -> Typed:
        return value

    def to_flat(self, name: str, value: Typed) -> dict[str, str]:
        return {name: value.raw}


class _Declared(Generic[T]):
    """Un champ en attente de son nom : la classe le lui donne en se formant, et reçoit un champ de dataclass."""

    def __init__(self, spec: Field[T] | Callable[[str], Field[T]]) -> None:
        self.spec = spec

    def __set_name__(self, owner: type, name: str) -> None:
        spec = self.spec if isinstance(self.spec, Field) else self.spec(name)
        spec = spec.bound(name, tool_of(owner))
        metadata = {"field": spec}
        field: object = (
            dataclasses.field(metadata=metadata)
            if spec.default is MISSING
            else dataclasses.field(default=spec.default, metadata=metadata, kw_only=spec.kind == "marks")
        )
        setattr(owner, name, field)


def declare(spec: Field[T] | Callable[[str], Field[T]]) -> T:
    """Attache un champ à un attribut de dataclass ; une fonction le fait à partir du nom de l'attribut.

    Sans défaut ni paramètre, un nombre vaut zéro, une case est décochée, une question est sans réponse ; un texte, un
    choix ou une liste sont alors obligatoires. Le type rendu est celui de la valeur : mypy lit la dataclass ainsi.
    """
    return cast("T", _Declared(spec))


def fields_of(cls: type) -> dict[str, AnyField]:
    """Les champs déclarés par une dataclass, dans l'ordre : clé → champ."""
    return {f.name: f.metadata["field"] for f in dataclasses.fields(cls)}
