"""Ce dont héritent les entrées d'un outil."""

from __future__ import annotations

from dataclasses import dataclass

from tools.kit.declare.marks import Marked


@dataclass(frozen=True)
class Situation(Marked):
    """Les entrées d'un outil : ses champs, et celles de ses valeurs que le lecteur a confirmées."""

    def check(self) -> dict[str, str]:
        """Ce que des valeurs valides ne peuvent dire qu'ensemble : nom de champ → phrase ; vide si tout va."""
        return {}
