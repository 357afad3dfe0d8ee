"""La page des licences : ce que le site livre et que d'autres ont écrit, tiré de `docs/reperes/licences.toml`."""

from __future__ import annotations

from scripts.sitegen.components import shipped
from scripts.sitegen.render import render


def render_licences(_argument: str) -> str:
    """Rend la liste des composants, chacun avec sa version, sa licence et où en est le texte."""
    return render("licences.html.j2", components=shipped())
