"""Des données brutes (formulaire, JSON, lien) aux entrées d'un outil, et retour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Generic, TypeVar

from tools.kit.declare.fields import MISSING, FieldError, fields_of
from tools.kit.declare.marks import Marks
from tools.kit.declare.situation import Situation
from tools.kit.declare.text import Typed, shorten

S = TypeVar("S", bound=Situation)
Data = dict[str, Any]
"""Un objet JSON, reçu ou à écrire : seule la déclaration sait ce que valent ses clés."""


@dataclass
class Parsed(Generic[S]):
    """Le fruit d'une lecture : des entrées, ou les phrases d'erreur par nom de champ.

    Les noms sont ceux du formulaire : `postes`, `offres.0.nom`, `offres.0.duree_h.2` (partie haute).
    """

    errors: dict[str, str] = field(default_factory=dict)
    found: S | None = None

    @property
    def inputs(self) -> S:
        """Les entrées lues ; lève `ValueError`, avec les erreurs, s'il y en a."""
        if self.found is None:
            raise ValueError(self.errors)
        return self.found


def parse(cls: type[S], data: object) -> Parsed[S]:
    """Lit une situation : les clés absentes prennent leur défaut, une clé inconnue est une erreur."""
    if not isinstance(data, Mapping):
        return Parsed({"": "La situation doit être un objet JSON : une clé par entrée."})
    values, errors = read_object(cls, data)
    if errors:
        return Parsed(errors)
    inputs = cls(**values)  # type: ignore[arg-type]  # la déclaration seule sait le type de chaque clé
    refused = inputs.check()
    return Parsed(refused) if refused else Parsed({}, inputs)


def read_object(cls: type, data: Mapping[str, object]) -> tuple[dict[str, object], dict[str, str]]:
    """Lit un objet champ par champ : les valeurs lues, et les phrases d'erreur par nom."""
    specs = fields_of(cls)
    errors = {shorten(key): f"« {shorten(key)} » : cette entrée est inconnue." for key in data if key not in specs}
    values: dict[str, object] = {}
    for key, spec in specs.items():
        if key not in data:
            if spec.default is MISSING:
                errors[key] = f"{spec.label} : cette entrée est obligatoire."
            continue
        try:
            values[key] = spec.parse(data[key])
        except FieldError as error:
            errors |= {f"{key}{at}": text for at, text in error.places.items()}
    return values, errors


def unflatten(flat: Mapping[str, str]) -> Data:
    """Remonte les champs d'un formulaire (`offres.0.nom`) en données ; les index deviennent des listes.

    >>> unflatten({"postes": "4", "offres.0.nom": "A", "offres.0.duree_h.1": "2"})
    {'postes': '4', 'offres': [{'nom': 'A', 'duree_h': ['2']}]}
    """
    root: Data = {}
    for name, value in flat.items():
        *parents, leaf = name.split(".")
        node = root
        for part in parents:
            node = node.setdefault(part, {})
        node[leaf] = value
    return {key: _listed(value) for key, value in root.items()}


def _listed(node: object) -> object:
    if not isinstance(node, dict):
        return node
    items = {key: _listed(value) for key, value in node.items()}
    if items and all(key.isdigit() for key in items):
        return [items[key] for key in sorted(items, key=int)]
    return items


def flatten(inputs: object) -> dict[str, str]:
    """Les entrées en champs de formulaire : nom → texte, l'inverse de `unflatten` puis `parse`."""
    flat: dict[str, str] = {}
    for key, spec in fields_of(type(inputs)).items():
        flat |= spec.to_flat(key, getattr(inputs, key))
    return flat


def to_json(inputs: object) -> Data:
    """Toutes les entrées, complétées, telles que le JSON de l'outil les porte."""
    found = {key: (spec, getattr(inputs, key)) for key, spec in fields_of(type(inputs)).items()}
    return {key: spec.to_json(value) for key, (spec, value) in found.items() if value or not isinstance(spec, Marks)}


def as_json(value: object) -> Any:
    """Un résultat (dataclasses, suites, textes saisis) en données JSON ; `dataclasses.asdict`, textes compris."""
    if isinstance(value, Typed):
        return value.raw
    if is_dataclass(value):
        return {f.name: as_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    return value
