"""La grille d'accessibilité du site : les 106 critères du RGAA, lus dans `docs/reperes/rgaa.toml`."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from scripts.paths import DOCS
from scripts.sitegen.content import ContentError
from scripts.sitegen.render import render

FILE = DOCS / "reperes" / "rgaa.toml"
STATUSES = ("conforme", "non conforme", "non applicable", "non évalué")
THEMES = {
    "Images": 9,
    "Cadres": 2,
    "Couleurs": 3,
    "Multimédia": 13,
    "Tableaux": 8,
    "Liens": 2,
    "Scripts": 5,
    "Éléments obligatoires": 10,
    "Structuration": 4,
    "Présentation": 14,
    "Formulaires": 13,
    "Navigation": 11,
    "Consultation": 12,
}
"""Chaque thème du RGAA 4.1.2, et combien de critères il a."""
NUMBERS = [f"{theme}.{rank}" for theme, count in enumerate(THEMES.values(), 1) for rank in range(1, count + 1)]


@dataclass(frozen=True)
class Criterion:
    """Un critère : son sujet en mots à nous, ce que nous en savons, par quels tests ou quelle relecture, et quand."""

    numero: str
    sujet: str
    statut: str
    le: date
    tests: tuple[str, ...] = ()
    relecture: str = ""
    note: str = ""

    @property
    def theme(self) -> str:
        """Le thème dont ce critère fait partie."""
        return list(THEMES)[int(self.numero.split(".")[0]) - 1]

    @property
    def names(self) -> list[str]:
        """Le nom de chaque test, sans son fichier."""
        return [test.rpartition("::")[2] for test in self.tests]


def load_grid() -> list[Criterion]:
    """Lit la grille ; lève `ContentError` si un critère manque, ou dit plus que ce qui le montre."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))
    if list(entries) != NUMBERS:
        raise ContentError("rgaa.toml : il faut les 106 critères du RGAA 4.1.2, dans l'ordre.")
    found = []
    for number, entry in entries.items():
        try:
            one = Criterion(number, **{**entry, "tests": tuple(entry.get("tests", ()))})
        except TypeError as error:
            raise ContentError(f"rgaa.toml : {number} : {error}.") from error
        if one.statut not in STATUSES:
            raise ContentError(f"rgaa.toml : {number} : « statut » doit être l'un de {', '.join(STATUSES)}.")
        if one.statut != "non évalué" and not (one.tests or one.relecture):
            raise ContentError(f"rgaa.toml : {number} : « {one.statut} » sans test ni relecture.")
        found.append(one)
    return found


def render_grid(_argument: str) -> str:
    """Rend la grille, un tableau par thème, après le compte de chaque statut."""
    grid = load_grid()
    counts = Counter(one.statut for one in grid)
    themes = [(theme, list(ones)) for theme, ones in groupby(grid, key=lambda one: one.theme)]
    return render("rgaa.html.j2", themes=themes, counts=[(status, counts[status]) for status in STATUSES])
