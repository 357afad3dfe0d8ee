"""Les formules d'un modèle, tirées des docstrings de son code : la page de méthode ne les recopie pas."""

from __future__ import annotations

import inspect
import re
from importlib.util import find_spec
from types import FunctionType, ModuleType

from markupsafe import Markup
from tools.kit import bridge, draws
from tools.kit.format import typeset

from scripts.sitegen.render import render

_CODE = re.compile(r"`([^`]+)`")
MODULES = ("flows", "scores", "leaving", "plan", "model", "simulation", "decision")


def render_formulas(tool: str) -> str:
    """Rend, pour chaque formule publique de l'outil, ce qu'elle dit et l'équation qu'elle résout."""
    found = [name for name in MODULES if find_spec(f"tools.{tool}.{name}")]
    modules = [*(bridge.load(tool, name) for name in found), *([draws] if "simulation" in found else [])]
    entries = [entry for module in modules for entry in _entries(module)]
    return render("formules.html.j2", entries=entries)


def _entries(module: ModuleType) -> list[dict[str, object]]:
    functions = [
        value
        for name, value in vars(module).items()
        if not name.startswith("_")
        and isinstance(inspect.unwrap(value) if callable(value) else value, FunctionType)
        and value.__module__ == module.__name__
    ]
    return [_entry(module, function) for function in functions if "`" in (function.__doc__ or "")]


def _entry(module: ModuleType, function: FunctionType) -> dict[str, object]:
    text = inspect.cleandoc(function.__doc__ or "").split("\n>>>")[0].strip()
    paragraphs = [Markup(_inline(part)) for part in re.split(r"\n\s*\n", text)]
    return {"name": f"{module.__name__.removeprefix('tools.')}.{function.__name__}", "paragraphs": paragraphs}


def _inline(text: str) -> str:
    parts = _CODE.split(" ".join(text.split()))
    return "".join(
        f"<code>{Markup.escape(part)}</code>" if index % 2 else str(Markup.escape(typeset(part)))
        for index, part in enumerate(parts)
    )
