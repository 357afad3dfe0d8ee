"""Ajouter, copier, coller une ligne d'une liste : la page demande, et chaque valeur prise ou inventée est nommée.

Tout se fait sur les champs du formulaire tels qu'ils sont, valables ou non : rien de ce qui est saisi n'est perdu.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tools.kit.declare import CONFIRMEES, MISSING, Numeric, Rows, asked_of, free_name, is_marked

Fields = dict[str, str]
AnyRows = Rows[Any]
GONE = "Cette ligne n'est plus là."
FULL = "La liste est pleine : retirez une ligne avant d'en ajouter une."


@dataclass(frozen=True)
class Changed:
    """Les champs après un geste sur une liste, le rang de la ligne à montrer, et ce qu'il faut en dire.

    `compris` : les valeurs ajoutées d'un devis ; `repris` : celles prises d'une autre ligne ; `inventes` : celles que
    personne n'a données. `fautes` : ce qui est à corriger, par offre et par valeur (« 0.2 »).
    """

    champs: Fields
    rang: int = -1
    message: str = ""
    compris: list[str] = field(default_factory=list)
    repris: list[str] = field(default_factory=list)
    inventes: list[str] = field(default_factory=list)
    fautes: Mapping[str, str] = field(default_factory=dict)


def rows_in(spec: AnyRows, fields: Mapping[str, str]) -> list[Fields]:
    """Les lignes que porte le formulaire, chacune en champs sans préfixe."""
    found: dict[int, Fields] = {}
    for name, text in fields.items():
        head, _, rest = name.partition(".")
        rank, _, part = rest.partition(".")
        if head == spec.name and rank.isdigit() and part:
            found.setdefault(int(rank), {})[part] = text
    return [found[rank] for rank in sorted(found)]


def with_rows(spec: AnyRows, fields: Mapping[str, str], rows: list[Fields]) -> Fields:
    """Le formulaire, avec ces lignes à la place des siennes."""
    kept = {name: text for name, text in fields.items() if name.partition(".")[0] != spec.name}
    named = {f"{spec.name}.{rank}.{part}": text for rank, row in enumerate(rows) for part, text in row.items()}
    return {**kept, **named}


def names_of(spec: AnyRows, rows: list[Fields]) -> list[str]:
    """Les noms des lignes."""
    return [row.get(spec.key, "") for row in rows]


def blank_row(spec: AnyRows) -> Fields:
    """Une ligne neuve : chaque champ à son défaut ; vide s'il n'en a pas."""
    row: Fields = {CONFIRMEES: ""} if is_marked(spec.row) else {}
    for key, sub in spec.fields.items():
        row |= {key: ""} if sub.default is MISSING else sub.to_flat(key, sub.default)
    return row


def copy_row(spec: AnyRows, fields: Mapping[str, str], rank: int) -> Changed:
    """Copie la ligne de ce rang juste après elle : mêmes valeurs, nom libre, non cochée si une seule peut l'être."""
    rows = rows_in(spec, fields)
    if len(rows) >= spec.max_rows:
        return Changed(dict(fields), message=FULL)
    if rank not in range(len(rows)):
        return Changed(dict(fields), message=GONE)
    copy = _unchosen(spec, rows[rank])
    if copy.get(spec.key):  # une ligne sans nom se copie sans nom
        copy[spec.key] = free_name(copy[spec.key], names_of(spec, rows), spec.name_length)
    rows.insert(rank + 1, copy)
    return Changed(with_rows(spec, fields, rows), rank + 1)


def _unchosen(spec: AnyRows, row: Fields) -> Fields:
    return {**row, spec.at_most_one: "non"} if spec.at_most_one else dict(row)


def add_row(spec: AnyRows, fields: Mapping[str, str]) -> Changed:
    """Ajoute une ligne, sous un nom neutre.

    Si la ligne attend des réponses, elle naît sans elles, « à compléter ». Sinon elle prend les nombres de la dernière,
    car une ligne à zéro gagnerait tout ; les autres textes restent vides : ce qui n'est pas dit ne s'invente pas.
    """
    rows = rows_in(spec, fields)
    if len(rows) >= spec.max_rows:
        return Changed(dict(fields), message=FULL)
    if asked_of(spec.row):
        return added_row(spec, fields, rows, blank_row(spec), [])
    if not rows:
        return Changed(with_rows(spec, fields, [blank_row(spec)]), 0)
    row = {**blank_row(spec), **numbers_of(spec, rows[-1])}
    numeric = [sub.label for sub in spec.fields.values() if isinstance(sub, Numeric)]
    return added_row(spec, fields, rows, row, numeric)


def numbers_of(spec: AnyRows, row: Mapping[str, str]) -> Fields:
    """Les nombres d'une ligne, et eux seuls."""
    keys = {key for key, sub in spec.fields.items() if isinstance(sub, Numeric)}
    return {part: text for part, text in row.items() if part.partition(".")[0] in keys}


def _neutral_name(spec: AnyRows, rows: list[Fields]) -> str:
    return free_name(f"{spec.singular} {len(rows) + 1}", names_of(spec, rows), spec.name_length)


def added_row(spec: AnyRows, fields: Mapping[str, str], rows: list[Fields], row: Fields, taken: list[str]) -> Changed:
    """La ligne en plus ; `taken` sont les entrées que personne n'a données pour elle, et d'où elles viennent se dit."""
    source = rows[-1].get(spec.key, "") if rows else ""
    came = [f"{label} : de « {source} »" if source else f"{label} : valeur par défaut" for label in taken]
    if row.get(spec.key):
        return Changed(with_rows(spec, fields, [*rows, row]), len(rows), repris=came)
    name = _neutral_name(spec, rows)
    invented = [f"{spec.fields[spec.key].label} : « {name} »"]
    return Changed(with_rows(spec, fields, [*rows, {**row, spec.key: name}]), len(rows), repris=came, inventes=invented)
