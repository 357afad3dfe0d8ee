"""Pyodide : un fichier altéré se refuse, une forme inconnue aussi ; allégé, ce que la colle emploie reste exporté."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import build
from scripts.before.runtime import locked
from scripts.before.runtime.lighten import imported, lighten
from scripts.before.runtime.locked import NAMES, AlteredError, check_pyodide, lock_lines
from scripts.paths import NODE_MODULES

PYODIDE = NODE_MODULES / "pyodide"
GLUE, LOADER = ((PYODIDE / name).read_text(encoding="utf-8") for name in ("pyodide.asm.mjs", "pyodide.mjs"))
WASM = (PYODIDE / "pyodide.asm.wasm").read_bytes()


def test_only_exports_go() -> None:
    """Le module importe les mêmes noms ; la colle ne lit plus que des noms qu'il exporte encore."""
    light, wasm = lighten(GLUE, LOADER, WASM)
    assert imported(wasm) == imported(WASM)
    assert len(wasm) < len(WASM) - 300_000
    assert len(light) < 0.7 * len(GLUE)
    for name in ("malloc", "_pyproxy_apply", "run_main_promising"):
        assert name.encode() in wasm


def test_unknown_shape_is_refused() -> None:
    """Un autre Pyodide arrête la construction : il se relit avant de s'alléger."""
    other = GLUE.replace("assignWasmExports(wasmExports){", "assignWasmExports(wasmExports){autre();")
    with pytest.raises(ValueError, match="forme connue"):
        lighten(other, LOADER, WASM)


def _installed(folder: Path) -> Path:
    """Un faux Pyodide et ses empreintes ; rend le fichier qui les retient."""
    for name in NAMES:
        (folder / name).write_text(name, encoding="utf-8")
    lock = folder / "pyodide.sha256"
    lock.write_text(lock_lines(folder), encoding="utf-8")
    return lock


@pytest.mark.parametrize("name", NAMES)
def test_altered_file_is_refused_by_name(name: str, tmp_path: Path) -> None:
    """Un octet de plus, un fichier absent, une empreinte non retenue : la phrase nomme le fichier."""
    lock = _installed(tmp_path)
    check_pyodide(tmp_path, lock)
    (tmp_path / name).write_text(f"{name} ", encoding="utf-8")
    with pytest.raises(AlteredError, match=f"« {name} » n'est pas le fichier retenu"):
        check_pyodide(tmp_path, lock)
    (tmp_path / name).unlink()
    with pytest.raises(AlteredError, match=f"« {name} ».*fichier absent"):
        check_pyodide(tmp_path, lock)
    (tmp_path / name).write_text(name, encoding="utf-8")
    lock.write_text("".join(line for line in lock_lines(tmp_path).splitlines(True) if name not in line))
    with pytest.raises(AlteredError, match=f"« {name} ».*attendu rien"):
        check_pyodide(tmp_path, lock)


def test_build_stops_on_an_altered_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Les fichiers installés sont ceux retenus ; qu'un seul diffère, et la construction s'arrête sur la phrase."""
    check_pyodide()
    altered = tmp_path / "pyodide.sha256"
    altered.write_text(locked.LOCK.read_text(encoding="utf-8").replace("  pyodide.asm.wasm", "0  pyodide.asm.wasm"))
    monkeypatch.setattr(build, "check_pyodide", lambda: check_pyodide(lock=altered))
    with pytest.raises(SystemExit, match=r"Pyodide : « pyodide\.asm\.wasm » n'est pas le fichier retenu"):
        build.main([])
