"""Les règles d'import de la maison : qui a le droit de connaître qui."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from scripts.paths import DOCS

TOOLS = DOCS / "tools"
KIT_LIBRARIES = {"markdown_it", "mdit_py_plugins"}
ON_DEMAND = {"workbook.py": {"xlsxwriter"}, "qr.py": {"segno"}}
"""Ce qu'un seul fichier de la trousse importe, et que la page ne charge qu'à la demande."""


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", sorted((TOOLS / "kit").glob("*.py")), ids=lambda p: p.name)
def test_kit_imports_standard_library_and_markdown_only(path: Path) -> None:
    """La trousse ne connaît ni outil, ni bibliothèque autre que le Markdown."""
    for name in _imported(path):
        head = name.partition(".")[0]
        libraries = KIT_LIBRARIES | ON_DEMAND.get(path.name, set())
        assert head in sys.stdlib_module_names or head in libraries or name.startswith("tools.kit")


@pytest.mark.parametrize("path", sorted(TOOLS.glob("*/*.py")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_tools_never_import_each_other(path: Path) -> None:
    """Un outil ne connaît que lui-même et la trousse."""
    allowed = ("tools.kit", f"tools.{path.parent.name}")
    assert [n for n in _imported(path) if n.startswith("tools.") and not n.startswith(allowed)] == []


def test_only_the_worker_knows_pyodide() -> None:
    """Un seul fichier JavaScript charge Pyodide."""
    scripts = (DOCS / "assets" / "js").glob("*.js")
    assert [p.name for p in scripts if "loadPyodide" in p.read_text(encoding="utf-8")] == ["worker.js"]
