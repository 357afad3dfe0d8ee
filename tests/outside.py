"""Les outils que le système fournit : absents, leur contrôle est passé ici et échoue dans l'intégration."""

from __future__ import annotations

import os
import shutil

import pytest


def required(command: str) -> str:
    """Rend le chemin de `command` ; sinon dit « non exécuté », ou échoue si `EXIGER_OUTILS` est posé."""
    path = shutil.which(command)
    if path:
        return path
    message = f"non exécuté : {command} n'est pas installé"
    if os.environ.get("EXIGER_OUTILS"):
        pytest.fail(message)
    pytest.skip(message)
