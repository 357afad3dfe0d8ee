"""Prépare `docs/assets/runtime` : Pyodide allégé (lighten.py), et nos archives de bibliothèque compilée."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from scripts.before.runtime.lighten import write_light
from scripts.paths import ASSETS, CACHE, DOCS, NODE_MODULES, ROOT

GLUE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
PURE_PACKAGES = ("markdown_it", "mdurl", "mdit_py_plugins", "segno", "xlsxwriter", "openpyxl", "et_xmlfile")
FILES = ("coeur.zip", "outils.zip", "complet.zip", "instantane.bin")
HERE = Path(__file__).parent


def build_runtime() -> None:
    """Écrit l'environnement et `assets/js/engine/runtime.js`, qui en donne les adresses."""
    version = json.loads((NODE_MODULES / "pyodide" / "package.json").read_text(encoding="utf-8"))["version"]
    target = ASSETS / "runtime"
    shutil.rmtree(target, ignore_errors=True)
    cached = _cached(version)
    light = f"pyodide-{version}-{_digest(*(cached / 'pyodide' / name for name in GLUE))}"
    shutil.copytree(cached / "pyodide", target / light)
    names = {}
    for name in FILES:
        path = cached / name
        names[path.stem] = f"{path.stem}-{_digest(path)}{path.suffix}"
        shutil.copyfile(path, target / names[path.stem])
    _write_addresses(light, names)


def _digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]


def _write_addresses(glue: str, names: dict[str, str]) -> None:
    lock = json.loads((NODE_MODULES / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    core, tools, full, memory = (f'at("{names[Path(name).stem]}")' for name in FILES)
    places = f'glue: at("{glue}/"), core: {core}, tools: {tools}, full: {full}, memory: {memory}'
    lines = [
        "// Écrit par scripts/before/runtime/build.py : où sont Pyodide et sa bibliothèque. Ne pas modifier.",
        "/** Réuni à un autre script, ce module a changé de dossier : `assets` se lit. @param {string} path */",
        "const at = (path) => import.meta.url.replace(/(.*\\/assets)\\/js.*/, `$1/runtime/${path}`);",
        f"export const RUNTIME = {{ {places} }};",
        "/** Ce que Pyodide vérifie de sa liste de paquets ; la nôtre est vide. */",
        f"export const LOCK = {{ info: {json.dumps(lock)}, packages: {{}} }};",
    ]
    (ASSETS / "js" / "engine" / "runtime.js").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name)
    return Path(spec.origin).parent


def sources() -> dict[str, Path]:
    """Ce que l'archive du navigateur contient de nous : les outils et leurs paquets purs, et où ils sont."""
    return {"tools": DOCS / "tools"} | pure_packages()


def pure_packages() -> dict[str, Path]:
    """Les paquets purs des outils, et où ils sont."""
    return {name: _package(name) for name in PURE_PACKAGES}


def _fingerprint(version: str, *roots: Path) -> str:
    """De quoi dépend ce que l'on garde : Pyodide, le verrou de npm, ces dossiers et ce qui les empaquette."""
    digest = hashlib.sha256(version.encode() + (ROOT / "package-lock.json").read_bytes())
    for root in (*roots, HERE):
        for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _cached(version: str) -> Path:
    """Le dossier de Pyodide allégé et des archives, repris du cache si aucune source n'a changé."""
    cached = CACHE / "runtime" / _fingerprint(version, *sources().values())
    if (cached / "fini").exists():
        return cached
    cached.mkdir(parents=True, exist_ok=True)
    write_light(NODE_MODULES / "pyodide", cached / "pyodide")
    with tempfile.TemporaryDirectory() as staging:
        for name, root in sources().items():
            folder = Path(staging) / ("paquets" if name in PURE_PACKAGES else "outils")
            shutil.copytree(root, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.md"))
        library = f"bibliotheque-{_fingerprint(version, *pure_packages().values())}.zip"
        _node("pack.mjs", staging, cached, CACHE / "runtime" / library)
    archives = [cached / name for name in FILES[:2]]
    _node("snapshot.mjs", cached / "pyodide", *archives, cached / "instantane.bin")
    (cached / "fini").touch()
    return cached


def _node(script: str, *arguments: Path | str) -> None:
    command = ["node", str(HERE / script), *map(str, arguments)]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "NODE_NO_WARNINGS": "1"})
