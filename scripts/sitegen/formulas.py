"""Les formules d'un modèle, tirées des docstrings de son code : la page de méthode ne les recopie pas."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from types import ModuleType

from markupsafe import Markup
from tools.kit.french import typeset
from tools.kit.tool import MODEL, get_tool

from scripts.sitegen.render import render

_CODE = re.compile(r"`([^`]+)`")
_EQUATION = re.compile(r"`[^`]*[=×÷Σ√⌊^/·][^`]*`")
KIT = ("pert", "draws", "quantiles")
"""Les calculs que les modèles partagent, cités après les leurs."""


def render_formulas(name: str) -> str:
    """Rend, pour chaque formule publique du modèle, ce qu'elle dit et l'équation qu'elle résout."""
    shared = [importlib.import_module(f"tools.kit.compute.{part}") for part in KIT]
    entries = [entry for module in [*model_modules(name), *shared] for entry in _entries(module)]
    return render("formules.html.j2", entries=entries)


def model_modules(name: str) -> list[ModuleType]:
    """Tous les modules du modèle d'un outil, quels qu'ils soient : le modèle est un fichier ou un paquet."""
    model = importlib.import_module(f"tools.{get_tool(name).name}.{MODEL}")
    inside = pkgutil.walk_packages(getattr(model, "__path__", ()), f"{model.__name__}.")
    return [*(importlib.import_module(module.name) for module in inside), model]


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
