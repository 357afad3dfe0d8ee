"""Les pages de comparaison : la naïve, Pyodide tel que sa documentation le montre, en ouvrier ; et trois autres."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

from scripts.before.runtime.build import GLUE, sources
from scripts.paths import NODE_MODULES, ROOT, SITE

HERE = Path(__file__).parent
STOCK = (*GLUE, "python_stdlib.zip", "pyodide-lock.json")
OTHERS = HERE / "others"
PYSCRIPT = NODE_MODULES / "@pyscript" / "core" / "dist"
MICROPYTHON = NODE_MODULES / "@micropython" / "micropython-webassembly-pyscript"


def build_naive() -> Path:
    """Écrit une copie du site et, dedans, les pages de comparaison : tout est servi de la même façon."""
    target = ROOT / "build" / "bench"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(SITE, target)
    folder = target / "naif"
    runtime = target / "assets" / "runtime" / "naif"  # ce dossier est servi « immutable »
    folder.mkdir()
    runtime.mkdir()
    for name in ("index.html", "page.js", "worker.js"):
        shutil.copyfile(HERE / name, folder / name)
    for name in STOCK:
        shutil.copyfile(NODE_MODULES / "pyodide" / name, runtime / name)
    (runtime / "outils.zip").write_bytes(_archive())
    _build_others(target)
    return target


def _build_others(target: Path) -> None:
    runtime = target / "assets" / "runtime" / "pyscript"
    runtime.mkdir()
    names = [path for path in PYSCRIPT.iterdir() if path.suffix in {".js", ".css"}]
    for path in (*names, MICROPYTHON / "micropython.mjs", MICROPYTHON / "micropython.wasm"):
        shutil.copyfile(path, runtime / path.name)
    shutil.copytree(OTHERS, target / "autres", ignore=shutil.ignore_patterns("__*"))


def _archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, root in sources().items():
            for path in sorted(root.rglob("*")):
                if path.suffix in {".py", ".toml", ".json"} and "__pycache__" not in path.parts:
                    archive.write(path, f"{name}/{path.relative_to(root).as_posix()}")
    return buffer.getvalue()
