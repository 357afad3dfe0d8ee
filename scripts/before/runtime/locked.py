"""Pyodide tel qu'il a été retenu : ses fichiers ont l'empreinte que dit `pyodide.sha256`, ou rien ne se construit.

npm vérifie ce qu'il télécharge ; ceci vérifie ce que le site livre, au moment où il le prend.

python -m scripts.before.runtime.locked     retient les fichiers installés, après un changement de version relu
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from scripts.paths import NODE_MODULES

PYODIDE = NODE_MODULES / "pyodide"
LOCK = Path(__file__).with_name("pyodide.sha256")
NAMES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
"""Ce dont le site est fait : la colle, le module, la bibliothèque standard, et la liste dont il dit l'en-tête."""


class AlteredError(ValueError):
    """Un fichier n'est pas celui qui a été retenu ; le message le nomme."""


def check_pyodide(folder: Path = PYODIDE, lock: Path = LOCK) -> None:
    """Lève `AlteredError` au premier fichier qui manque, ou dont l'empreinte n'est pas celle retenue."""
    kept = (line.split("  ") for line in lock.read_text(encoding="utf-8").splitlines())
    expected = {name: digest for digest, name in kept}
    for name in NAMES:
        path = folder / name
        found = _digest(path) if path.exists() else "fichier absent"
        if found != expected.get(name):
            raise AlteredError(
                f"Pyodide : « {name} » n'est pas le fichier retenu par {lock.name} "
                f"(attendu {expected.get(name, 'rien')}, trouvé {found}). Réinstaller par « npm ci » ; si la version "
                "a changé, la relire, puis « .venv/bin/python -m scripts.before.runtime.locked »."
            )


def lock_lines(folder: Path = PYODIDE) -> str:
    """Les empreintes, dans la forme que `sha256sum --check` relit."""
    return "".join(f"{_digest(folder / name)}  {name}\n" for name in NAMES)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    LOCK.write_text(lock_lines(), encoding="utf-8")
