"""La ligne de commande d'un outil, comme on l'appelle."""

from __future__ import annotations

import os
import subprocess
import sys

from scripts.paths import DOCS


def run_cli(tool: str, text: str) -> subprocess.CompletedProcess[str]:
    """Lance `python -m tools OUTIL` avec ce texte sur l'entrée standard."""
    env = {**os.environ, "PYTHONPATH": str(DOCS)}
    command = [sys.executable, "-m", "tools", tool]
    return subprocess.run(command, input=text, capture_output=True, text=True, env=env, check=False)
