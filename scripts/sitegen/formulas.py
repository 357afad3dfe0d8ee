"""Les formules d'un modèle, tirées des docstrings de son code : la page de méthode ne les recopie pas."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import sys
from graphlib import TopologicalSorter
from types import ModuleType

from markupsafe import Markup
from tools.kit.french import typeset
from tools.kit.tool import MODEL, get_tool

from scripts.sitegen.render import render

_CODE = re.compile(r"`([^`]+)`")
_EQUATION = re.compile(r"`[^`]*[=×÷Σ√⌊^/·][^`]*`")


def render_formulas(name: str) -> str:
    """Rend, pour chaque formule publique du modèle, ce qu'elle dit et l'équation qu'elle résout."""
    shared = _inside(importlib.import_module("tools.kit.compute"))
    entries = [entry for module in [*model_modules(name), *_ordered(shared)] for entry in _entries(module)]
    return render("formules.html.j2", entries=entries)


def model_modules(name: str) -> list[ModuleType]:
    """Tous les modules du modèle d'un outil, et ceux de l'outil qu'il emploie ; ce dont un autre part vient d'abord."""
    own = f"tools.{get_tool(name).name}"
    found = _inside(importlib.import_module(f"{own}.{MODEL}"))
    used = {needed for module in found.values() for needed in _imported(module) if needed.startswith(f"{own}.")}
    return _ordered({
        **{needed: importlib.import_module(needed) for needed in sorted(used - {f"{own}.inputs"})},
        **found,
    })


def _inside(package: ModuleType) -> dict[str, ModuleType]:
    """Les modules d'un paquet, lui compris ; un simple module n'a que lui."""
    walked = pkgutil.walk_packages(getattr(package, "__path__", ()), f"{package.__name__}.")
    return {**{one.name: importlib.import_module(one.name) for one in walked}, package.__name__: package}


def _imported(module: ModuleType) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name for name in names if name in sys.modules}


def _ordered(modules: dict[str, ModuleType]) -> list[ModuleType]:
    """Dans l'ordre des imports : un lecteur voit une ligne de coût avant ce qu'on en fait."""
    graph = {name: sorted(_imported(module) & modules.keys() - {name}) for name, module in modules.items()}
    for name, needed in graph.items():  # un paquet est fait de ses modules, et non l'inverse
        graph[name] = [one for one in needed if not name.startswith(f"{one}.")]
    return [modules[name] for name in TopologicalSorter(graph).static_order()]


def _entries(module: ModuleType) -> list[dict[str, object]]:
    """Ce qui, dans un module, a une équation dans sa docstring : fonctions, classes, méthodes."""
    own = {
        name: value
        for name, value in vars(module).items()
        if callable(value) and getattr(value, "__module__", "") == module.__name__
    }
    named = dict(own)
    for name, value in own.items():
        if isinstance(value, type):
            named |= {f"{name}.{part}": member for part, member in vars(value).items()}
    return [
        _entry(module, name, value.__doc__)
        for name, value in named.items()
        if not any(part.startswith("_") for part in name.split(".")) and _EQUATION.search(value.__doc__ or "")
    ]


def _entry(module: ModuleType, name: str, doc: str) -> dict[str, object]:
    text = inspect.cleandoc(doc).split("\n>>>")[0].strip()
    paragraphs = [Markup(_inline(part)) for part in re.split(r"\n\s*\n", text)]
    return {"name": f"{module.__name__.removeprefix('tools.')}.{name}", "paragraphs": paragraphs}


def _inline(text: str) -> str:
    parts = _CODE.split(" ".join(text.split()))
    return "".join(
        f"<code>{Markup.escape(part)}</code>" if index % 2 else str(Markup.escape(typeset(part)))
        for index, part in enumerate(parts)
    )
