"""esbuild, qui réunit et réduit scripts et feuilles ; lancé sans `npx`, qui met une demi-seconde à le trouver."""

from __future__ import annotations

import subprocess
from pathlib import Path

from scripts.paths import NODE_MODULES, ROOT


def esbuild(*arguments: str | Path, root: Path = ROOT, text: str | None = None) -> str:
    """Ce qu'écrit esbuild, lancé dans `root` ; `text` est ce qu'il lit quand aucun fichier n'est nommé."""
    command: list[str | Path] = [NODE_MODULES / ".bin" / "esbuild", *arguments]
    return subprocess.run(command, check=True, cwd=root, input=text, stdout=subprocess.PIPE, text=True).stdout
