"""Les gabarits, du thème et du site, compilés une fois pour toutes : un dixième d'une construction.

MkDocs l'appelle (`hooks` de mkdocs.yml) avant d'écrire la première page.
"""

from __future__ import annotations

from typing import Any

import jinja2

from scripts.paths import CACHE


def compiled() -> jinja2.FileSystemBytecodeCache:
    """Le dossier où Jinja garde ce qu'il a compilé ; un gabarit changé l'est de nouveau."""
    folder = CACHE / f"gabarits-{jinja2.__version__}"
    folder.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))


def on_env(env: jinja2.Environment, **_: Any) -> jinja2.Environment:
    """Donne ce dossier aux gabarits du thème."""
    env.bytecode_cache = compiled()
    return env
