"""Les versions publiées d'un modèle : ce qu'un lien ancien suppose, et comment le mener à la version d'aujourd'hui.

`versions.json`, dans le dossier de l'outil, garde de chaque version publiée ses défauts, ses situations types, les
défauts d'une ligne et ses phrases de lien : on n'y fait qu'ajouter. `migrations.py`, s'il existe, donne les pas.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

from tools.kit.fields import Rows, fields_of
from tools.kit.parse import to_json
from tools.kit.provenance import preset_inputs
from tools.kit.received import Sentence
from tools.kit.tool import load

Data = dict[str, Any]


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
    """Une version publiée : défauts et situations types complets, défauts d'une ligne, phrases de lien."""

    version: str
    defauts: Data
    situations: dict[str, Data]
    lignes: dict[str, Data]
    recu: tuple[Sentence, ...]

    def to_json(self) -> Data:
        """La version telle que `versions.json` la garde."""
        return {
            "defauts": self.defauts,
            "situations": self.situations,
            "lignes": self.lignes,
            "recu": [{"taille": s.size, "texte": s.text} for s in self.recu],
        }


def current(tool: str) -> Snapshot:
    """La version d'aujourd'hui, tirée du code."""
    cls = load(tool, "inputs").Inputs
    lists = {key: spec for key, spec in fields_of(cls).items() if isinstance(spec, Rows)}
    blank = {
        key: {name: field.to_json(field.default) for name, field in fields_of(spec.row).items() if name != spec.key}
        for key, spec in lists.items()
    }
    return Snapshot(
        version=load(tool, "model").VERSION,
        defauts=to_json(cls()),
        situations={key: to_json(preset) for key, preset in preset_inputs(tool, cls).items()},
        lignes=blank,
        recu=tuple(load(tool, "view").RECU),
    )


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
        )
        for version, kept in published.items()
    }
    now = current(tool)
    return {**found, now.version: now}


def steps(tool: str) -> Sequence[Step]:
    """Les pas de l'outil, du plus ancien au plus récent."""
    if find_spec(f"tools.{tool}.migrations") is None:
        return ()
    found: Sequence[Step] = load(tool, "migrations").STEPS
    return found


def steps_since(tool: str, version: str) -> list[Step]:
    """Les pas à faire depuis `version`."""
    return [step for step in steps(tool) if order(step.version) > order(version)]


def order(version: str) -> tuple[int, ...]:
    """L'ordre des versions : « 1.10.0 » vient après « 1.9.0 ».

    >>> order("1.10.0") > order("1.9.0")
    True
    """
    return tuple(map(int, version.split(".")))
