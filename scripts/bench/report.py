"""Comment une mesure se lit : son nom, sa valeur, son unité, et si sa barre est tenue."""

from __future__ import annotations

import sys


def line(name: str, value: float, unit: str, bar: float | None = None) -> None:
    """Écrit une mesure, et si sa barre est tenue."""
    verdict = "" if bar is None else f"   (barre {bar:g} : {'tenue' if value <= bar else 'NON TENUE'})"
    sys.stdout.write(f"  {name:<58}{value:>10.3g} {unit}{verdict}\n")
    sys.stdout.flush()
