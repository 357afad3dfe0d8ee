"""Les licences livrées avec le site : un fichier de texte par composant, dans `assets/licences`."""

from __future__ import annotations

import shutil

from scripts.paths import ASSETS
from scripts.sitegen.components import notice, shipped

FOLDER = ASSETS / "licences"


def write_licences() -> None:
    """Écrit les fichiers ; un composant qui n'est plus livré n'en a plus."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for component in shipped():
        (FOLDER / f"{component.key}.txt").write_text(notice(component), encoding="utf-8")
