"""Des situations tirées au hasard de la déclaration d'un outil, pour Hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from tools.kit.declare import Situation

from scripts.samples import generate

__all__ = ["generate", "situations"]


def situations(cls: type[Situation]) -> st.SearchStrategy[dict[str, Any]]:
    """Une situation valide, telle qu'un JSON la porterait."""
    return st.builds(generate, st.just(cls), st.randoms(use_true_random=False))
