"""Les versions publiées d'un modèle : ce qu'un lien ancien suppose, et comment le mener à la version d'aujourd'hui.

`versions.json`, dans le dossier de l'outil, garde de chaque version publiée ses défauts, ses situations types, les
défauts d'une ligne et ses phrases de lien : on n'y fait qu'ajouter. `migrations.py`, s'il existe, donne les pas.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tools.kit.declare import (
    CONFIRMEES,
    MISSING,
    Data,
    Situation,
    Typed,
    clean_text,
    fields_of,
    lists_of,
    preset_inputs,
    shorten,
    to_json,
)
from tools.kit.french import format_input
from tools.kit.link.received import Sentence
from tools.kit.tool import get_tool

Lost = dict[Typed, Typed]
"""Ce qu'un lien ou un fichier ancien disait et que le modèle ne connaît plus : nom → valeur, textes reçus."""


class MigrationError(ValueError):
    """Des données qu'une migration ne peut pas lire ; le message est la phrase à montrer."""


@dataclass(frozen=True)
class Step:
    """Un pas d'une version à la suivante : ce qui change aux données, et pourquoi les chiffres changent.

    `migrate` est pure : elle rend des données neuves, dans la forme de `version`.
    """

    version: str
    pourquoi: str
    migrate: Callable[[Data], Data]


@dataclass(frozen=True)
class Snapshot:
    """Une version publiée : défauts et situations types complets, défauts d'une ligne, phrases de lien.

    `noms` : le champ qui nomme une ligne, par liste ; il n'a pas de défaut, et aucune situation ne le porte peut-être.
    """

    version: str
    defauts: Data
    situations: dict[str, Data]
    lignes: dict[str, Data]
    recu: tuple[Sentence, ...]
    noms: dict[str, str]

    def row_keys(self, key: str) -> set[str]:
        """Les clés qu'une ligne de cette liste avait : son nom, celles de ses défauts et de ses situations types."""
        found = {*self.lignes[key], *([self.noms[key]] if key in self.noms else [])}
        for data in (self.defauts, *self.situations.values()):
            for row in data.get(key, ()):
                found |= row.keys()
        return found

    def to_json(self) -> Data:
        """La version telle que `versions.json` la garde."""
        return {
            "defauts": self.defauts,
            "situations": self.situations,
            "lignes": self.lignes,
            "recu": [{"taille": s.size, "texte": s.text} for s in self.recu],
        }

    def to_texts(self) -> Data:
        """Ce dont la page a besoin pour peindre un lien de cette version : ses champs en textes."""
        return {
            "defauts": {CONFIRMEES: "", **raw_texts(self.defauts)},
            "presets": {key: raw_texts(data) for key, data in self.situations.items()},
            "lignes": {
                key: {**dict.fromkeys(sorted({*self.row_keys(key), CONFIRMEES} - blank.keys()), ""), **raw_texts(blank)}
                for key, blank in self.lignes.items()
            },
        }


def current(name: str) -> Snapshot:
    """La version d'aujourd'hui, tirée du code."""
    tool = get_tool(name)
    blank = {
        key: {
            part: None if spec.default is MISSING else spec.to_json(spec.default)
            for part, spec in rows.fields.items()
            if part != rows.key
        }
        for key, rows in lists_of(tool.inputs).items()
    }
    return Snapshot(
        version=tool.version,
        defauts=to_json(tool.inputs()),
        situations={key: to_json(preset) for key, preset in preset_inputs(tool.inputs).items()},
        lignes=blank,
        recu=tuple(tool.recu),
        noms=_named(name),
    )


def _named(name: str) -> dict[str, str]:
    return {key: rows.key for key, rows in lists_of(get_tool(name).inputs).items()}


@cache
def known_versions(tool: str) -> dict[str, Snapshot]:
    """Toutes les versions dont un lien peut venir : celles qui sont publiées, et celle d'aujourd'hui."""
    try:
        data = pkgutil.get_data(f"tools.{tool}", "versions.json")
    except OSError:  # depuis une archive, un fichier absent n'a pas d'erreur plus précise
        data = None
    published = json.loads(data) if data else {}
    found = {
        version: Snapshot(
            version,
            kept["defauts"],
            kept["situations"],
            kept["lignes"],
            tuple(Sentence(s["taille"], s["texte"]) for s in kept["recu"]),
            _named(tool),
        )
        for version, kept in published.items()
    }
    now = current(tool)
    return {**found, now.version: now}


def steps_since(tool: str, version: str) -> list[Step]:
    """Les pas à faire depuis `version`."""
    return [step for step in get_tool(tool).steps if order(step.version) > order(version)]


def bring_up(tool: str, version: str, data: Data) -> tuple[Data, list[Step], Lost]:
    """Mène des données complètes de `version` à celle d'aujourd'hui ; lève `MigrationError`.

    Rend les données, les pas faits, et ce que le modèle d'aujourd'hui ne connaît plus, avec sa valeur.
    """
    found = sorted(steps_since(tool, version), key=lambda step: order(step.version))
    try:
        for step in found:
            data = step.migrate(data)
        kept, lost = _drop_unknown(get_tool(tool).inputs, data) if found else (data, {})
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise MigrationError("Une de ses valeurs n'a pas la forme attendue.") from error
    return kept, found, lost


def _drop_unknown(cls: type[Situation], data: Data) -> tuple[Data, Lost]:
    """Sépare ce que le modèle d'aujourd'hui ne connaît plus, pour le nommer."""
    specs = fields_of(cls)
    lost = {Typed(shorten(key)): Typed(shorten(value)) for key, value in data.items() if key not in specs}
    kept: Data = {key: value for key, value in data.items() if key in specs}
    for key, rows in lists_of(cls).items():
        if not isinstance(kept.get(key), list):
            continue
        known = rows.fields
        for rank, row in enumerate(kept[key], 1):
            lost |= {
                Typed(f"{rows.singular} {rank}, {shorten(k)}"): Typed(shorten(v))
                for k, v in row.items()
                if k not in known
            }
        kept[key] = [{k: v for k, v in row.items() if k in known} for row in kept[key]]
    return kept, lost


def raw_texts(data: Data, prefix: str = "") -> dict[str, str]:
    """Des données JSON en champs de formulaire, sans leur déclaration : celle d'une version ancienne n'existe plus.

    >>> raw_texts({"a": 1.5, "duree_h": {"bas": 1, "probable": 2, "haut": 3}, "offres": [{"nom": "A"}]})
    {'a': '1,5', 'duree_h.0': '1', 'duree_h.1': '2', 'duree_h.2': '3', 'offres.0.nom': 'A'}
    """
    texts: dict[str, str] = {}
    for key, value in data.items():
        parts = list(value.values()) if isinstance(value, dict) else value
        if not isinstance(parts, list):
            texts[prefix + key] = _raw_text(parts)
            continue
        for rank, part in enumerate(parts):
            name = f"{prefix}{key}.{rank}"
            texts |= raw_texts(part, f"{name}.") if isinstance(part, dict) else {name: _raw_text(part)}
    return texts


def _raw_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    return format_input(value) if isinstance(value, int | float) else clean_text(str(value))


def order(version: str) -> tuple[int, ...]:
    """L'ordre des versions : « 1.10.0 » vient après « 1.9.0 ».

    >>> order("1.10.0") > order("1.9.0")
    True
    """
    return tuple(map(int, version.split(".")))
