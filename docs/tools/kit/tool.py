"""Trouver les modules d'un outil par son nom : le seul lien entre la trousse et les outils."""

from __future__ import annotations

import importlib
from functools import cache
from importlib.util import find_spec
from types import ModuleType


@cache
def load(tool: str, module: str) -> ModuleType:
    """Le module `inputs`, `model`, `view`… d'un outil ; lève `ModuleNotFoundError` s'il n'existe pas."""
    if not tool.isalpha():
        raise ModuleNotFoundError(tool)
    return importlib.import_module(f"tools.{tool}.{module}")


def exists(tool: str) -> bool:
    """Vrai si ce nom est celui d'un outil du site."""
    try:
        return tool.isalpha() and find_spec(f"tools.{tool}.inputs") is not None
    except ModuleNotFoundError:
        return False
