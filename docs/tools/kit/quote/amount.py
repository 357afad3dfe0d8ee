"""Le montant d'une ligne, parmi ses cases : une valeur, trois points, ou quantité × prix unitaire = total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from tools.kit.declare import AnyField, ThreePoint
from tools.kit.french import format_value
from tools.kit.quote.lexicon import Entry
from tools.kit.quote.quantity import POINTS, Quantity, resolve
from tools.kit.quote.words import QuoteError, Unit, unit_of
from tools.kit.reading import readings

MONTHS = {12, 24, 36, 48, 60}
"""Des quantités qui peuvent être la durée d'un contrat."""
CENT = Fraction(1, 100)


@dataclass(frozen=True)
class Amount:
    """Un nombre ou trois, leur unité, et d'où ils viennent."""

    numbers: tuple[Fraction, ...]
    unit: Unit = Unit()
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Priced:
    """Une quantité, un prix unitaire, un total ; ce qui manque vaut `None`."""

    count: Fraction | None
    price: Fraction | None
    total: Fraction | None


def amount_of(
    found: Mapping[str, Sequence[Quantity]], unit: Unit, spec: AnyField, entry: Entry, people: Fraction | None
) -> Amount:
    """Choisit le montant d'une ligne selon le rôle de ses cases ; lève `QuoteError` s'il en reste plusieurs."""
    units = unit
    if "bas" in found or "haut" in found or "probable" in found:
        return _points(found, units)
    count = _single(found["quantite"]) if "quantite" in found else None
    for role in ("valeur", "offre"):
        if role in found:
            if count not in {None, 1}:
                raise QuoteError(
                    f"quantité {_shown(count)} : ce prix est-il celui d'un, ou le total ? Donnez le total."
                )
            one = _only(found[role], role)
            return Amount(one.numbers, one.unit.merged(units))
    free = found.get("", [])
    if free:
        return _free(free, units, spec, entry, people)
    monthly = "mensuel" in found
    total = found.get("mensuel") if monthly else found.get("total")
    price = found.get("unitaire", [])
    priced = Priced(count, _single(price) if price else None, _single(total) if total else None)
    said = Unit(per="mois") if monthly else Unit()
    for quantity in (*price, *(total or [])):
        said = said.merged(quantity.unit)
    for quantity in found.get("quantite", []):
        units = units.merged(quantity.unit)
    return _priced(priced, said, units, spec, entry, people)


def _points(found: Mapping[str, Sequence[Quantity]], unit: Unit) -> Amount:
    middle = found.get("probable") or found.get("valeur")
    if not middle:
        raise QuoteError("il manque le plus probable.")
    given = [found.get("bas") or middle, middle, found.get("haut") or middle]
    for cells in given:
        unit = unit.merged(_only(cells, "probable").unit)
    texts = [text for cells in given for text in _only(cells, "probable").said]
    numbers = resolve(texts) if len(texts) == POINTS else _only(middle, "probable").numbers
    return Amount(numbers if len(set(numbers)) > 1 else numbers[:1], unit)


def _free(free: Sequence[Quantity], unit: Unit, spec: AnyField, entry: Entry, people: Fraction | None) -> Amount:
    """Des nombres sans titre de colonne."""
    for quantity in free:
        unit = unit.merged(quantity.unit)
    if len(free) == 1:
        return Amount(free[0].numbers, unit)
    singles = len(free) == POINTS and all(len(quantity.said) == 1 for quantity in free)
    money = (unit_of(spec.unit) or Unit()).kind == "€"
    if singles and money and (priced := product_of([quantity.said[0] for quantity in free])):
        return _priced(priced, unit, Unit(), spec, entry, people)
    if singles and isinstance(spec, ThreePoint):
        return Amount(resolve([quantity.said[0] for quantity in free]), unit)
    wanted = "un nombre, ou trois (bas, probable, haut)" if isinstance(spec, ThreePoint) else "un seul nombre"
    raise QuoteError(f"{len(free)} nombres lus ; attendu : {wanted}, ou des titres de colonnes.")


def product_of(texts: Sequence[str]) -> Priced | None:
    """Quantité × prix unitaire = total, si trois nombres le vérifient d'une seule façon."""
    if len(texts) != POINTS:
        return None
    ways = product(*([Fraction(one.replace(",", ".")) for one in readings(text)] for text in texts))
    held = [way for way in ways if abs(way[0] * way[1] - way[2]) < CENT and way[2]]
    return Priced(*held[0]) if len(held) == 1 else None


def _priced(priced: Priced, said: Unit, counted: Unit, spec: AnyField, entry: Entry, people: Fraction | None) -> Amount:
    """Le prix d'un, ou le total, selon ce que le champ demande ; `counted` : l'unité de la quantité."""
    count, price, total = priced.count, priced.price, priced.total
    if count is not None and price is not None and total is not None and abs(count * price - total) >= CENT:
        raise QuoteError(f"{_shown(count)} × {_shown(price)} ne font pas {_shown(total)} : donnez le montant net.")
    if total is None and price is not None:
        total = price * (1 if count is None else count)
    if price is None and total is not None and count:
        price = total / count
    if total is None:  # ni prix ni total : déjà refusé
        raise QuoteError("il manque le prix.")
    by_person = "personne" in {counted.kind, counted.each, said.each} or (count is not None and count == people)
    times = f"{_shown(count)} × {_shown(price)}" if count not in {None, 1} and price is not None else ""
    if price is not None and (entry.unitaire or (entry.chacun is True and (by_person or count in {None, 1}))):
        return Amount((price,), replace(said, each=""), [f"{times} : prix unitaire"] if times else [])
    if entry.chacun is True and people:
        return Amount((total / people,), replace(said, each=""), [f"{_shown(total)} ÷ {_shown(people)} personnes"])
    wanted = unit_of(spec.unit) or Unit()
    if wanted.per == "mois" and price is not None and counted.kind == "mois":
        return Amount((price,), said, [f"{times} : prix d'un mois"] if times else [])
    if wanted.per and count is not None and count in MONTHS and count != people:
        raise QuoteError(f"quantité {_shown(count)} : des mois, ou autre chose ? Donnez le montant en {spec.unit}.")
    return Amount(
        (total,), replace(said, each="") if count is not None else said, [f"{times} : le total"] if times else []
    )


def _only(cells: Sequence[Quantity], role: str) -> Quantity:
    if len(cells) > 1:
        raise QuoteError(f"plusieurs colonnes « {role} » : gardez-en une.")
    return cells[0]


def _single(cells: Sequence[Quantity]) -> Fraction:
    numbers = _only(cells, "prix").numbers
    if len(numbers) > 1:
        raise QuoteError("un seul nombre est attendu par colonne.")
    return numbers[0]


def _shown(number: Fraction | None) -> str:
    return "" if number is None else format_value(float(number))
