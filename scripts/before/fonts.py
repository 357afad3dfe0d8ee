"""Les polices du site : sous-ensembles des fichiers de `@fontsource-variable`, écrits dans `docs/assets/fonts`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scripts.paths import ASSETS, NODE_MODULES

TEXT = "".join(map(chr, range(0x20, 0x7F)))
ACCENTS = "ÀÂÇÉÈÊËÎÏÔÙÛÜàâæçéèêëîïôùûüŒœáíóúñöä"
"""Les lettres du français, et celles des noms propres courants : chaque signe de plus se paie à la première visite."""
TYPOGRAPHY = "\u00a0«»·°²–—’…€−×÷≤≥→Σ\u202f\u2011"
NEVER_IN_A_TITLE = frozenset('"#$*<=>@[\\]^_`{|}~·²≤≥→Σ−×÷')


@dataclass(frozen=True)
class Face:
    """Un fichier à produire : paquet et fichier d'origine, nom, famille, graisses gardées, signes laissés.

    La famille a notre nom : la licence réserve « Source » aux polices que leur auteur n'a pas modifiées.
    """

    package: str
    origin: str
    name: str
    family: str
    weights: tuple[int, int]
    left: frozenset[str] = frozenset()


SANS, SERIF = "source-sans-3", "source-serif-4"
FACES = (
    Face(SANS, "source-sans-3-latin-wght-normal.woff2", "source-sans-3.woff2", "Maison Texte", (400, 700)),
    Face(SANS, "source-sans-3-latin-wght-italic.woff2", "source-sans-3-italique.woff2", "Maison Texte", (400, 400)),
    Face(
        SERIF,
        "source-serif-4-latin-wght-normal.woff2",
        "source-serif-4.woff2",
        "Maison Titre",
        (600, 600),
        NEVER_IN_A_TITLE,
    ),
)


def build_fonts() -> None:
    """Écrit les polices réduites ; ne refait que celles qui précèdent ce fichier."""
    target = ASSETS / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        made = target / face.name
        if not made.exists() or made.stat().st_mtime < Path(__file__).stat().st_mtime:
            _subset(face)


def _subset(face: Face) -> None:
    # Chargé pour qui a une police à refaire ; l'heure de la construction n'entre pas dans le fichier.
    from fontTools.subset import Options, Subsetter  # ruff: ignore[import-outside-top-level]
    from fontTools.ttLib import TTFont  # ruff: ignore[import-outside-top-level]
    from fontTools.varLib import instancer  # ruff: ignore[import-outside-top-level]

    origin = NODE_MODULES / "@fontsource-variable" / face.package / "files" / face.origin
    font = TTFont(origin, recalcTimestamp=False)
    options = Options(flavor="woff2", hinting=False, layout_features=["kern", "tnum", "lnum"], name_IDs=[1, 2])
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sign for sign in TEXT + ACCENTS + TYPOGRAPHY if sign not in face.left))
    subsetter.subset(font)
    font["name"].setName(face.family, 1, 3, 1, 0x409)
    low, high = face.weights
    instancer.instantiateVariableFont(font, {"wght": low if low == high else (low, high)}, inplace=True)
    font.flavor = "woff2"
    font.save(ASSETS / "fonts" / face.name)
