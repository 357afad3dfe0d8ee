"""Trouver les modules d'un outil par son nom : le seul lien entre la trousse et les outils."""

from __future__ import annotations

import importlib
from functools import cache
from types import ModuleType


@cache
def load(tool: str, module: str) -> ModuleType:
    """Le module `inputs`, `model`, `view`… d'un outil ; lève `ModuleNotFoundError` s'il n'existe pas."""
    if not tool.isalpha():
        raise ModuleNotFoundError(tool)
    return importlib.import_module(f"tools.{tool}.{module}")
