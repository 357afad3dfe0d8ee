"""Trouver un outil, et ses modules, par son nom : le seul endroit qui sait ce qu'est un outil."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.util import find_spec
from types import ModuleType

import tools


class UnknownTool(LookupError):  # ruff: ignore[error-suffix-on-exception-name] — le nom dit déjà l'erreur
    """Un nom qui n'est celui d'aucun outil du site."""


def names() -> list[str]:
    """Les outils du site, par ordre alphabétique : les paquets de `tools` qui déclarent des entrées."""
    found = (module.name for module in pkgutil.iter_modules(tools.__path__) if module.ispkg)
    return sorted(name for name in found if exists(name))


def exists(name: str) -> bool:
    """Vrai si ce nom est celui d'un outil du site."""
    try:
        return name.isidentifier() and find_spec(f"tools.{name}.inputs") is not None
    except ModuleNotFoundError:
        return False


@cache
def load(tool: str, module: str) -> ModuleType:
    """Le module `inputs`, `model`, `view`… d'un outil ; lève `UnknownTool` si l'outil n'existe pas."""
    if not exists(tool):
        raise UnknownTool(tool)
    return importlib.import_module(f"tools.{tool}.{module}")
