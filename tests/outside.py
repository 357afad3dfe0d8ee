"""Le dehors : un outil du système absent passe son contrôle ici, et le fait échouer dans l'intégration ; le réseau."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

CLOSED = "http://127.0.0.1:9"
"""Une adresse où rien n'écoute."""
OFFLINE = {"https_proxy": CLOSED, "http_proxy": CLOSED, "no_proxy": "", "npm_config_registry": CLOSED}
"""De quoi couper le réseau à un outil qu'on lance."""


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
