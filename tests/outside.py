"""Les outils que le système fournit : absents, leur contrôle est passé ici et échoue dans l'intégration."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def required(command: str) -> str:
    """Rend le chemin de `command` ; sinon dit « non exécuté », ou échoue si `EXIGER_OUTILS` est posé."""
    return shutil.which(command) or _missing(command)


def required_file(path: Path) -> None:
    """Ce fichier du système ; absent, dit « non exécuté », ou échoue si `EXIGER_OUTILS` est posé."""
    if not path.exists():
        _missing(str(path))


def _missing(what: str) -> NoReturn:
    message = f"non exécuté : {what} n'est pas installé"
    if os.environ.get("EXIGER_OUTILS"):
        pytest.fail(message)
    pytest.skip(message)
