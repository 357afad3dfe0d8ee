"""Les règles d'import de la maison : qui a le droit de connaître qui, et par quelle porte."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.kit import tool as kit_tool

from scripts.paths import DOCS, ROOT

TOOLS = DOCS / "tools"
KIT = TOOLS / "kit"
ETAGES = (
    ("reading",),
    ("french", "tool"),
    ("compute",),
    ("declare",),
    ("quote",),
    ("draw",),
    ("write",),
    ("link",),
    ("share",),
    ("protocol",),
    ("lists",),
    ("bridge",),
)
"""Les pièces de la trousse, du sol au toit : une pièce n'importe que ce qui est sous elle."""
A_LA_DEMANDE = {"tools.kit.share.workbook", "tools.kit.share.quotes"}
"""Ce qu'une façade ne charge pas : la page n'en a besoin qu'à la demande."""
BIBLIOTHEQUES = {
    "write/html.py": {"markdown_it", "mdit_py_plugins"},
    "write/inline.py": {"markdown_it", "mdit_py_plugins"},
    "share/workbook.py": {"xlsxwriter"},
    "quote/workbook.py": {"openpyxl"},
    "draw/qr.py": {"segno"},
}
"""Hors de la bibliothèque standard, ce que chaque fichier de la trousse peut importer."""
MODELE_CONNAIT = {"tools.kit.compute", "tools.kit.declare"}


def _is_typing(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Tout ce qui s'exécute : un import réservé au vérificateur de types n'en est pas."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.stmt) and _is_typing(child)):
            yield child
            yield from _nodes(child)


def imported(path: Path) -> set[str]:
    """Les modules qu'un fichier importe ; `from paquet import module` compte pour le module."""
    names: set[str] = set()
    for node in _nodes(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {
                f"{node.module}.{alias.name}" if _module(f"{node.module}.{alias.name}") else node.module
                for alias in node.names
            }
    return names


def _module(name: str) -> bool:
    """Vrai si ce nom est celui d'un de nos modules, et non d'une fonction de même nom que la façade montre."""
    if not name.startswith(("tools.", "scripts.", "tests.")):
        return False
    home = (DOCS if name.startswith("tools.") else ROOT).joinpath(*name.split("."))
    if not (home.is_dir() or home.with_suffix(".py").exists()):
        return False
    face = home.parent / "__init__.py"
    return not (face.exists() and f'"{home.name}"' in face.read_text(encoding="utf-8"))


def _files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*.py") if "__pycache__" not in path.parts)


def _named(path: Path) -> str:
    return path.relative_to(TOOLS if path.is_relative_to(TOOLS) else ROOT).as_posix()


def _room(name: str) -> str:
    return name.removeprefix("tools.kit.").partition(".")[0]


FLOOR = {room: floor for floor, rooms in enumerate(ETAGES) for room in rooms}
in_kit = pytest.mark.parametrize("path", _files(KIT), ids=_named)
in_tools = pytest.mark.parametrize(
    "path", [path for name in kit_tool.names() for path in _files(TOOLS / name)], ids=_named
)


@in_kit
def test_kit_holds_its_floors(path: Path) -> None:
    """Une pièce n'importe que les pièces du dessous, par leur façade ; la trousse ne connaît aucun outil."""
    own = path.relative_to(KIT).parts[0].removesuffix(".py")
    for name in imported(path):
        if name == "tools" and own == "tool":
            continue  # le sol seul cherche quels paquets existent
        if name.startswith("tools"):
            assert name.startswith("tools.kit."), name
            room = _room(name)
            assert room == own or name in A_LA_DEMANDE | {f"tools.kit.{room}"}, f"{name} : passer par la façade"
            assert room == own or FLOOR[room] < FLOOR[own], f"{own} ne connaît pas {room}"
        else:
            head = name.partition(".")[0]
            allowed = BIBLIOTHEQUES.get(path.relative_to(KIT).as_posix(), set())
            assert head in sys.stdlib_module_names or head in allowed, name


def test_every_room_has_its_floor_and_its_face() -> None:
    """Chaque pièce de la trousse a un étage, et une façade qui dit ce qu'elle montre."""
    found = {path.name.removesuffix(".py") for path in KIT.iterdir() if path.name != "__pycache__"} - {"__init__"}
    assert found == set(FLOOR)
    for room in found:
        face = KIT / room / "__init__.py"
        if face.parent.is_dir():
            assert "__all__ = [" in face.read_text(encoding="utf-8"), room


@in_tools
def test_tools_use_the_kit_by_its_faces(path: Path) -> None:
    """Un outil ne connaît que lui-même et la trousse, par ses façades ; il ne connaît pas la passerelle."""
    own = f"tools.{path.relative_to(TOOLS).parts[0]}"
    for name in imported(path):
        if name.startswith("tools") and not name.startswith(f"{own}."):
            assert (
                name in {f"tools.kit.{room}" for room in FLOOR if room not in {"protocol", "bridge"}} | A_LA_DEMANDE
            ), name


INTERIEUR = {
    "shapes.py": {"tools.kit.link.codec", "tools.kit.link.record"},
    "quote_model.py": {"tools.kit.share.workbook"},
}
"""Les scripts qui passent une façade : les motifs d'un lien ne regardent que JavaScript, un classeur se fait à part."""


@pytest.mark.parametrize("path", _files(ROOT / "scripts"), ids=_named)
def test_scripts_use_faces_and_no_test(path: Path) -> None:
    """Un script ne connaît ni test, ni intérieur d'un outil ; il passe par la façade d'une pièce."""
    faces = {f"tools.kit.{room}" for room in FLOOR} | INTERIEUR.get(path.name, set())
    for name in imported(path):
        assert not name.startswith("tests"), name
        assert not any(name.startswith(f"tools.{tool}") for tool in kit_tool.names()), name
        assert not name.startswith("tools.kit.") or name in faces, name


@pytest.mark.parametrize(
    "path",
    [path for name in kit_tool.names() for path in _files(TOOLS / name) if "model" in _named(path)],
    ids=_named,
)
def test_model_knows_numbers_only(path: Path) -> None:
    """Aucun module d'un modèle ne met rien en mots, ne lit ni n'écrit : ses entrées, des nombres, des paramètres."""
    own = f"tools.{path.relative_to(TOOLS).parts[0]}"
    for name in imported(path):
        if name.startswith(f"{own}."):
            assert not name.startswith((f"{own}.view", f"{own}.workbook")), name
        elif name.startswith("tools"):
            assert name in MODELE_CONNAIT, name
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"open", "print", "input", "eval", "exec"}
    assert [words for words in _spoken(tree) if " " in words] == [], "un modèle n'écrit pas de phrase"


def _spoken(tree: ast.Module) -> list[str]:
    """Les textes d'un module, sans ses docstrings ni les tables de noms, qui nomment lignes et groupes une fois."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"LIGNES", "GROUPES"}:
            skipped |= {id(inside) for inside in ast.walk(node)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in skipped)
    return [node.value for node in constants if isinstance(node.value, str)]


def test_only_the_worker_knows_pyodide() -> None:
    """Un seul fichier JavaScript charge Pyodide."""
    scripts = (DOCS / "assets" / "js").rglob("*.js")
    assert [p.name for p in scripts if "loadPyodide" in p.read_text(encoding="utf-8")] == ["worker.js"]
