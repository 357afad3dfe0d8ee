"""Les paramètres datés et sourcés d'un outil (`params.toml`)."""

from __future__ import annotations

import pkgutil
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True)
class Param:
    """Une constante : sa valeur, son unité, d'où elle vient et quand elle a été relevée.

    `source` est une référence de `reperes/references.toml`, ou « hypothèse » pour un choix du site.
    """

    valeur: float
    unite: str
    source: str
    date: str
    note: str = ""


def load_toml(tool: str, name: str) -> dict[str, Any]:
    """Lit un fichier TOML du dossier de l'outil."""
    data = pkgutil.get_data(f"tools.{tool}", name)  # dans le navigateur, l'outil est lu depuis une archive
    if data is None:
        raise FileNotFoundError(f"{tool}/{name}")
    return tomllib.loads(data.decode("utf-8"))


@cache
def load_params(tool: str) -> dict[str, Param]:
    """Lit `params.toml` de l'outil ; lève `TypeError` si une constante n'a pas unité, source et date."""
    return {key: Param(**value) for key, value in load_toml(tool, "params.toml").items()}
