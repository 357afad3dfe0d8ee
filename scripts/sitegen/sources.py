"""Les sources citées : `docs/reperes/sources.toml`, lu une fois, montré sur la page des sources."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scripts.sitegen.forms import environment

FILE = Path(__file__).parents[2] / "docs" / "reperes" / "sources.toml"


@dataclass(frozen=True)
class Source:
    """Une source : qui publie, quoi, quand, où, ce qu'elle appuie ici, et si l'adresse a été rouverte."""

    ref: str
    editeur: str
    titre: str
    date: str
    appuie: str
    rouverte: bool
    url: str = ""


@cache
def load_sources() -> dict[str, Source]:
    """Lit les sources ; lève `TypeError` si une clé manque ou est inconnue."""
    return {ref: Source(ref=ref, **entry) for ref, entry in tomllib.loads(FILE.read_text(encoding="utf-8")).items()}


def render_sources(_argument: str) -> str:
    """Rend la liste des sources."""
    return environment().get_template("sources.html.j2").render(sources=load_sources().values())
