"""Une phrase telle qu'un test la cherche."""

from __future__ import annotations

from tools.kit.write import to_text


def plain(text: str) -> str:
    """Sans marque ni espace insécable."""
    return to_text(text).replace("\u00a0", " ").replace("\u202f", " ")
