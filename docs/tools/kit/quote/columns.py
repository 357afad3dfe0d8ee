"""Ce que disent les colonnes : leur titre, ou une offre par colonne, ou une offre par ligne."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from tools.kit.quote.grid import Grid
from tools.kit.quote.lexicon import Lexicon
from tools.kit.quote.quantity import is_date, read_quantity
from tools.kit.quote.words import (
    MONEY,
    QuoteError,
    Unit,
    changes_meaning,
    data,
    ignored,
    named,
    scan,
    stem,
    tokens,
    unit_of,
    unit_said,
)

OFFER, UNTITLED, UNKNOWN = "offre", "sans titre", "titre inconnu"
PRICED = {"quantite", "unitaire", "total", "montant", "mensuel", "ponctuel", "valeur", "bas", "probable", "haut"}
"""Les rôles qui portent une valeur : à côté d'eux, un titre inconnu n'est pas le nom d'une offre."""
GAPS = {"ecart", "difference", "delta"}
"""Ce qui compare deux offres n'en est pas une."""
IN_EUROS = {"unitaire", "total", "montant", "mensuel", "ponctuel"}
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
    try:
        return _role(title)
    except QuoteError:
        return "", Unit()


def _role(title: str) -> tuple[str, Unit]:
    money, untaxed = Unit(), list[str]()
    for word in tokens(title):
        one = unit_of(word) or Unit()
        if one.kind in MONEY or one.tax:
            money = money.merged(one)
        elif word != "en":
            untaxed.append(word)
    role = _titles().get(_bare(title)) or _titles().get(tuple(map(stem, untaxed)))
    if not role:
        unit, words = scan(untaxed, alone=False)
        role, money = _titles().get(tuple(map(stem, words)), ""), money.merged(unit)
    if role in IN_EUROS or (role == "valeur" and money.tax):
        money = money if money.kind else money.merged(Unit("€"))
    return (role, money) if role else ("", Unit())


def columns_of(row: Sequence[str], lexicon: Lexicon, *, fresh: bool = True) -> Columns | None:
    """Lit une ligne de titres ; `None` si c'en est une de valeurs.

    Des titres connus disent leur rôle. Les autres, à droite d'un titre de libellé, d'une case vide ou de « Nom », sont
    des noms d'offres : une offre par colonne ; sous des titres déjà lus (`fresh` faux), il faut un vrai titre.
    """
    cells = {rank: cell for rank, cell in enumerate(row) if cell}
    found = {rank: role_of(cell) for rank, cell in cells.items()}
    roles = {rank: role for rank, (role, _) in found.items() if role}
    units = {rank: unit for rank, (_, unit) in found.items()}
    others = [rank for rank in cells if rank not in roles and rank > 0]
    if len(cells) < 2 or any(_is_value(cells[rank]) for rank in others) or any(map(_is_error, row)):
        return None
    named = not row[0] or lexicon.label(row[0]).keys == (lexicon.spec.key,)
    naming = roles.get(0) == "libelle" or (fresh and named)
    if not naming and not (min(cells) in roles and len(roles) > 1):
        return None
    if others and any(lexicon.label(cells[rank]).keys for rank in others):
        return None
    first = {0: "libelle"} if naming else {min(cells): roles[min(cells)]}
    if PRICED & set(roles.values()) or not all(_can_name(cells[rank]) for rank in others):
        unknown = {
            rank: "remise" if changes_meaning(cells[rank]) and not _is_duration(cells[rank]) else UNKNOWN
            for rank in others
        }
        return Columns({**roles, **unknown, **first}, units)
    if others and (len(others) > 1 or roles.keys() - {0}):
        units |= {rank: unit_said(cells[rank]) for rank in others}
        return Columns(
            {**roles, **dict.fromkeys(others, OFFER), **first}, units, {rank: cells[rank] for rank in others}
        )
    return Columns({**roles, **first}, units) if not others and roles.keys() - {min(cells)} else None


def _can_name(title: str) -> bool:
    """Vrai si un titre peut nommer une offre : ni un mot de titre (« prix public »), ni une seule unité (« mois »)."""
    words = {stem(word) for word in tokens(title)}
    return bool(words - _title_words() - GAPS)


@cache
def _title_words() -> set[str]:
    """Les mots de plus d'une lettre qu'un titre de colonne emploie : à eux seuls, ils ne nomment pas une offre."""
    known = {word for title in _titles() for word in title}
    known |= ignored("libelle") | set(named("rythmes")) | set(named("taxes"))
    return {word for word in known if len(word) > 1}


def _is_duration(title: str) -> bool:
    """Vrai pour « Durée », « Période (mois) » : une colonne à laisser, dont les cases disent si elles changent tout."""
    return bool({stem(word) for word in tokens(title)} & {"duree", "periode", "periodicite"})


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
