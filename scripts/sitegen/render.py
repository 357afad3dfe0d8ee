"""Les gabarits du site : un environnement Jinja où tout est échappé et tout nom inconnu est une erreur."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from tools.kit.french import format_date, format_input, typeset


@cache
def environment() -> Environment:
    """L'environnement, avec la typographie (`typo`), un nombre à saisir (`saisie`) et une date en toutes lettres."""
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["typo"] = typeset
    env.filters["saisie"] = format_input
    env.filters["jour"] = _day
    return env


def _day(value: date) -> str:
    return format_date(value)


def render(template: str, **context: Any) -> str:
    """Rend un gabarit de `templates/`."""
    return environment().get_template(template).render(**context)
