"""Les fichiers qu'un outil déclare à côté de son code : paramètres datés et sourcés, situations types.

Un paramètre que plusieurs outils emploient est dans `tools/params.toml`, une fois ; celui d'un outil, dans le sien.
"""

from __future__ import annotations

import pkgutil
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

Valeur = float | dict[str, float]
"""Un nombre, ou trois : bas, probable, haut."""


@dataclass(frozen=True)
class Param:
    """Une constante : sa valeur, son unité, d'où elle vient et quand elle a été relevée.

    `source` est une référence de `reperes/references.toml`, ou « hypothèse » pour un choix du site.
    """

    valeur: Valeur
    unite: str
    source: str
    date: str
    note: str = ""

    @property
    def nombre(self) -> float:
        """La valeur, quand elle est d'un seul nombre ; un entier du fichier reste un entier."""
        if isinstance(self.valeur, dict):
            raise TypeError(self.valeur)
        return self.valeur


@dataclass(frozen=True)
class Preset:
    """Une situation type, ouverte d'un clic : `entrees` a la forme du JSON de l'outil."""

    cle: str
    titre: str
    resume: str
    entrees: dict[str, Any]  # ce qu'un fichier TOML contient : la déclaration le lit


def tool_of(cls: type) -> str:
    """Le nom de l'outil qui déclare cette classe ; vide si elle est déclarée ailleurs.

    >>> tool_of(Param)
    ''
    """
    head, _, rest = cls.__module__.partition(".")
    name = rest.partition(".")[0]
    return name if head == "tools" and name != "kit" else ""


def load_toml(package: str, name: str) -> dict[str, Any]:
    """Lit un fichier TOML d'un paquet ; dans le navigateur, l'outil est lu depuis une archive."""
    data = pkgutil.get_data(package, name)
    if data is None:
        raise FileNotFoundError(f"{package}/{name}")
    return tomllib.loads(data.decode("utf-8"))


@cache
def load_params(tool: str) -> dict[str, Param]:
    """Lit les paramètres communs, puis ceux de l'outil.

    Lève `TypeError` si une constante n'a pas unité, source et date, `ValueError` si l'outil récrit une constante
    commune.
    """
    common, own = load_toml("tools", "params.toml"), load_toml(f"tools.{tool}", "params.toml")
    twice = common.keys() & own.keys()
    if twice:
        raise ValueError(f"{tool}/params.toml : {', '.join(sorted(twice))} est déjà dans tools/params.toml.")
    return {key: Param(**value) for key, value in {**common, **own}.items()}


@cache
def load_presets(tool: str) -> dict[str, Preset]:
    """Lit `presets.toml` de l'outil, dans l'ordre du fichier."""
    return {key: Preset(cle=key, **value) for key, value in load_toml(f"tools.{tool}", "presets.toml").items()}
