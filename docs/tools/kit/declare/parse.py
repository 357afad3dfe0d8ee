"""Des données brutes (formulaire, JSON, lien) aux entrées d'un outil, et retour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tools.kit.declare.fields import Answer, Field, FieldError, Rows, fields_of, shorten

_COPIE = re.compile(r" \(copie(?: \d+)?\)$")


@dataclass
class Parsed:
    """Le fruit d'une lecture : `inputs`, ou `None` et les phrases d'erreur par nom de champ.

    Les noms sont ceux du formulaire : `postes`, `offres.0.nom`, `offres.0.duree_h.2` (partie haute).
    """

    inputs: Any = None
    errors: dict[str, str] = field(default_factory=dict)


def parse(cls: type, data: Any) -> Parsed:
    """Lit une situation : les clés absentes prennent leur défaut, une clé inconnue est une erreur."""
    parsed = Parsed()
    if not isinstance(data, Mapping):
        parsed.errors[""] = "La situation doit être un objet JSON : une clé par entrée."
        return parsed
    values = _parse_object(cls, data, "", parsed.errors)
    if not parsed.errors:
        inputs = cls(**values)
        parsed.errors = getattr(inputs, "check", dict)()  # ce que des champs valides ne peuvent dire qu'ensemble
        parsed.inputs = None if parsed.errors else inputs
    return parsed


def _parse_object(cls: type, data: Mapping[str, Any], prefix: str, errors: dict[str, str]) -> dict[str, Any]:
    specs = fields_of(cls)
    for key in data:
        if key not in specs:
            errors[f"{prefix}{shorten(key)}"] = f"« {shorten(key)} » : cette entrée est inconnue."
    values: dict[str, Any] = {}
    for key, spec in specs.items():
        if key not in data:
            if spec.default is None and not isinstance(spec, Answer):
                errors[f"{prefix}{key}"] = f"{spec.label} : cette entrée est obligatoire."
            continue
        if isinstance(spec, Rows):
            values[key] = _parse_rows(spec, key, data[key], errors)
            continue
        try:
            values[key] = spec.parse(data[key])
        except FieldError as error:
            parts = getattr(spec, "parts", ())
            suffix = f".{parts.index(error.part)}" if error.part else (".1" if parts else "")
            errors[f"{prefix}{key}{suffix}"] = str(error)
    return values


def _parse_rows(spec: Rows, key: str, raw: Any, errors: dict[str, str]) -> tuple[Any, ...]:
    if not isinstance(raw, list | tuple) or not spec.min_rows <= len(raw) <= spec.max_rows:
        errors[key] = f"{spec.label} : il en faut de {spec.min_rows} à {spec.max_rows}."
        return ()
    rows: list[dict[str, Any]] = []
    for index, item in enumerate(raw):
        if not isinstance(item, Mapping):
            errors[f"{key}.{index}"] = f"{spec.label} : la ligne {index + 1} doit être un objet."
            continue
        found: dict[str, str] = {}
        rows.append(_parse_object(spec.row, item, f"{key}.{index}.", found))
        errors.update({name: f"{spec.singular} {index + 1}, {text}" for name, text in found.items()})
    if spec.at_most_one:
        _refuse_two(spec, key, rows, errors)
    if any(name.startswith(key) for name in errors):
        return ()
    _name_apart(spec, rows)
    return tuple(spec.row(**row) for row in rows)


def _refuse_two(spec: Rows, key: str, rows: list[dict[str, Any]], errors: dict[str, str]) -> None:
    chosen = [index for index, row in enumerate(rows) if row.get(spec.at_most_one)]
    label = fields_of(spec.row)[spec.at_most_one].label
    for index in chosen[1:]:
        errors[f"{key}.{index}.{spec.at_most_one}"] = f"{label} : une seule ligne peut être cochée, au plus."


def _name_apart(spec: Rows, rows: list[dict[str, Any]]) -> None:
    """Distingue les homonymes : « Offre », « Offre (copie) », « Offre (copie 2) »."""
    taken: set[str] = set()
    limit = getattr(fields_of(spec.row)[spec.key], "max_length", 60)
    for row in rows:
        name, base, rank = row[spec.key], _COPIE.sub("", row[spec.key]), 0
        while name in taken:
            rank += 1
            suffix = " (copie)" if rank == 1 else f" (copie {rank})"
            name = base[: limit - len(suffix)] + suffix
        taken.add(name)
        row[spec.key] = name


def unflatten(flat: Mapping[str, str]) -> dict[str, Any]:
    """Remonte les champs d'un formulaire (`offres.0.nom`) en données ; les index deviennent des listes.

    >>> unflatten({"postes": "4", "offres.0.nom": "A", "offres.0.duree_h.1": "2"})
    {'postes': '4', 'offres': [{'nom': 'A', 'duree_h': ['2']}]}
    """
    root: dict[str, Any] = {}
    for name, value in flat.items():
        *parents, leaf = name.split(".")
        node = root
        for part in parents:
            node = node.setdefault(part, {})
        node[leaf] = value
    return {key: _listed(value) for key, value in root.items()}


def _listed(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    items = {key: _listed(value) for key, value in node.items()}
    if items and all(key.isdigit() for key in items):
        return [items[key] for key in sorted(items, key=int)]
    return items


def flatten(inputs: Any) -> dict[str, str]:
    """Les entrées en champs de formulaire : nom → texte, l'inverse de `unflatten` puis `parse`."""
    flat: dict[str, str] = {}
    for key, spec in fields_of(type(inputs)).items():
        value = getattr(inputs, key)
        if isinstance(spec, Rows):
            for index, row in enumerate(value):
                flat |= {f"{key}.{index}.{name}": text for name, text in flatten(row).items()}
        else:
            flat |= spec.to_flat(key, value)
    return flat


def to_json(inputs: Any) -> dict[str, Any]:
    """Toutes les entrées, complétées, telles que le JSON de l'outil les porte."""
    return {key: _json_value(spec, getattr(inputs, key)) for key, spec in fields_of(type(inputs)).items()}


def _json_value(spec: Field, value: Any) -> Any:
    return [to_json(row) for row in value] if isinstance(spec, Rows) else spec.to_json(value)
