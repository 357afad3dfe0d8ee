"""Le code QR d'un lien, en SVG."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from types import ModuleType
from typing import Any

BORDER = 4
"""La marge blanche qu'un lecteur attend, en modules."""
MODULE_MM = 0.4
"""Le côté d'un module imprimé : en dessous, un scan à 150 points par pouce ou un vieux téléphone ne le lit plus."""
WIDEST = 133
"""Le plus grand code qu'une feuille peut porter, marge comprise, en modules : 53 mm (version 27)."""
LONGEST = 1_465
"""Ce qu'un code de cette taille tient de signes."""


@cache
def _encoder() -> Any:
    """L'encodeur de segno, sans le reste du paquet.

    `import segno` chargerait ses écrivains d'images, et par eux un client HTTP : 130 ko de plus pour chaque page.
    """
    spec = find_spec("segno")
    if spec is None or spec.submodule_search_locations is None:
        raise ModuleNotFoundError("segno")
    package = ModuleType("segno")
    package.__path__ = list(spec.submodule_search_locations)
    sys.modules.setdefault("segno", package)
    from segno import encoder  # ruff: ignore[import-outside-top-level] — après le paquet nu, et pas au démarrage

    return encoder


def qr_svg(address: str) -> str:
    """Le code QR de `address`, noir sur blanc, à sa taille de papier ; vide si le lien est trop long pour s'y lire.

    Le niveau de correction est le plus bas : à cette longueur, des modules plus gros servent mieux qu'une redondance.
    """
    if not address or len(address) > LONGEST:
        return ""
    matrix = _encoder().encode(address, error="l", micro=False, boost_error=False).matrix
    side = len(matrix) + 2 * BORDER
    if side > WIDEST:
        return ""
    dark = "".join(_runs(row, y + BORDER) for y, row in enumerate(matrix))
    size = f"{side * MODULE_MM:.1f}mm"
    box = f'width="{size}" height="{size}" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"'
    return (
        f'<svg class="qr" role="img" aria-label="Code QR du lien" {box}>'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{dark}"/></svg>'
    )


def _runs(row: Sequence[int], y: int) -> str:
    """Les modules noirs d'une ligne, ceux qui se suivent en un seul trait."""
    path, x = "", BORDER
    for dark, group in groupby(row):
        width = len(list(group))
        if dark:
            path += f"M{x} {y}h{width}v1h-{width}z"
        x += width
    return path
