"""Ce que disent les colonnes : leur titre, ou une offre par colonne, ou une offre par ligne."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from tools.kit.quote.grid import Grid
from tools.kit.quote.lexicon import Lexicon
from tools.kit.quote.quantity import is_date, read_quantity
from tools.kit.quote.words import QuoteError, Unit, data, scan, stem, tokens, unit_of

OFFER = "offre"
Words = tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """Le rôle de chaque colonne, l'unité que dit son titre, et le nom de l'offre de celles qui en sont une."""

    roles: dict[int, str] = field(default_factory=dict)
    units: dict[int, Unit] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)

    def at(self, role: str) -> list[int]:
        """Les colonnes qui ont ce rôle."""
        return [rank for rank, one in self.roles.items() if one == role]


@cache
def _titles() -> dict[Words, str]:
    return {_bare(words): role for role, titles in data()["colonnes"].items() for words in titles}


def _bare(text: str) -> Words:
    return tuple(map(stem, tokens(text)))


def role_of(title: str) -> tuple[str, Unit]:
    """Le rôle que dit un titre de colonne, et son unité ; vide s'il n'en dit rien.

    >>> role_of("P.U. HT (k€)"), role_of("Coût mensuel HT")[0], role_of("Prix annuel")[1].per, role_of("Alpha")[0]
    (('unitaire', Unit(kind='k€', per='', each='', tax='HT')), 'mensuel', 'an', '')
    """
    said = [word for word in tokens(title) if word != "en"]
    money, untaxed = Unit(), list[str]()
    for word in said:
        one = unit_of(word) or Unit()
        if one.kind.endswith("€") or one.tax:
            money = money.merged(one)
        else:
            untaxed.append(word)
    if role := _titles().get(_bare(title)) or _titles().get(tuple(map(stem, untaxed))):
        return role, money
    unit, words = scan(untaxed, alone=False)
    role = _titles().get(tuple(map(stem, words)), "")
    return role, money.merged(unit) if role else Unit()


def columns_of(row: Sequence[str], lexicon: Lexicon, *, fresh: bool = True) -> Columns | None:
    """Lit une ligne de titres ; `None` si c'en est une de valeurs.

    Des titres connus disent leur rôle. Les autres, à droite d'un titre de libellé, d'une case vide ou de « Nom », sont
    des noms d'offres : une offre par colonne ; sous des titres déjà lus (`fresh` faux), il faut un vrai titre.
    """
    cells = {rank: cell for rank, cell in enumerate(row) if cell}
    found = {rank: role_of(cell) for rank, cell in cells.items()}
    roles = {rank: role for rank, (role, _) in found.items() if role}
    others = [rank for rank in cells if rank not in roles and rank > 0]
    if len(cells) < 2 or any(_is_value(cells[rank]) for rank in others) or any(map(_is_error, row)):
        return None
    units = {rank: unit for rank, (_, unit) in found.items()}
    named = not row[0] or lexicon.label(row[0]).keys == (lexicon.spec.key,)
    naming = roles.get(0) == "libelle" or (fresh and named)
    if naming and others and (len(others) > 1 or roles.keys() - {0}):
        if any(lexicon.label(cells[rank]).keys for rank in others):
            return None
        return Columns(
            {**roles, **dict.fromkeys(others, OFFER), 0: "libelle"}, units, {rank: cells[rank] for rank in others}
        )
    if others or not roles.keys() - {min(cells)} or not (naming or min(cells) in roles):
        return None
    return Columns({**roles, min(cells): roles.get(min(cells), "libelle")}, units)


def _is_error(cell: str) -> bool:
    return len(cell) > 1 and cell.startswith("#")


def _is_value(cell: str) -> bool:
    try:
        read_quantity(cell)
    except QuoteError:
        return is_date(cell)
    return True


def turned(grid: Grid, lexicon: Lexicon) -> Grid:
    """Un tableau d'une offre par ligne, tourné ; le même s'il est déjà d'une offre par colonne."""
    if len(grid) < 2 or len(grid[0]) < 3:
        return grid
    titles = [lexicon.label(cell).keys for cell in grid[0][1:] if cell]
    if sum(len(keys) > 0 for keys in titles) < 2 or any(map(_is_value, grid[0])):
        return grid
    width = len(grid[0])
    whole = [[*row, *[""] * (width - len(row))][:width] for row in grid]
    whole[0][0] = lexicon.fields[lexicon.spec.key].label
    return [list(column) for column in zip(*whole, strict=True)]
