"""Le Pyodide allégé : ce que la colle emploie reste exporté, une forme inconnue se refuse."""

from __future__ import annotations

import pytest

from scripts.before.runtime.lighten import imported, lighten
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
