"""Le montant d'une ligne, parmi ses cases : une valeur, trois points, ou quantité × prix unitaire = total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from tools.kit.declare import AnyField, ThreePoint
from tools.kit.french import format_value
from tools.kit.quote.lexicon import Entry, Label
from tools.kit.quote.quantity import POINTS, Quantity, exact, resolve
from tools.kit.quote.words import QuoteError, Unit, field_unit
from tools.kit.reading import readings

MONTHS = {12, 24, 36, 48, 60}
"""Des quantités qui peuvent être la durée d'un contrat."""
CENT = Fraction(1, 100)
FAR = 10
"""Entre le bas et le probable d'un montant, plus d'un facteur dix est plutôt une quantité et un prix."""
TAXED = {Fraction(6, 5), Fraction(11, 10), Fraction(211, 200)}
"""Un troisième nombre qui est le deuxième, TVA comprise."""
YEARS = range(2021, 2041)
"""Un nombre nu qui a l'air d'une année."""
WHOSE = "par personne, ou pour tous ? Donnez le prix par personne."


@dataclass(frozen=True)
class Amount:
    """Un nombre ou trois, leur unité, et d'où ils viennent."""

    numbers: tuple[Fraction, ...]
    unit: Unit = Unit()
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Target:
    """L'entrée qu'une ligne remplit : son champ, ce qu'on en sait, le libellé lu, et combien de personnes il y a."""

    spec: AnyField
    entry: Entry
    label: Label
    people: Fraction | None
    chosen: bool = False
    """Vrai si le lecteur a désigné l'entrée lui-même."""

    @property
    def wanted(self) -> Unit:
        """L'unité du champ."""
        return field_unit(self.spec)

    @property
    def money(self) -> bool:
        """Vrai si le champ est un montant."""
        return self.wanted.kind == "€"


@dataclass(frozen=True)
class Priced:
    """Une quantité, un prix unitaire, un total ; ce qui manque vaut `None`. Et l'unité dite de chacun."""

    count: Fraction | None
    price: Fraction | None
    total: Fraction | None
    said: Unit = Unit()
    counted: Unit = Unit()


def amount_of(found: Mapping[str, Sequence[Quantity]], unit: Unit, target: Target) -> Amount:
    """Choisit le montant d'une ligne selon le rôle de ses cases ; lève `QuoteError` s'il en reste plusieurs.

    `unit` : ce que dit une colonne « unité ».
    """
    if target.money:
        unit = unit.rhythm
    if "bas" in found or "haut" in found or "probable" in found:
        return _points(found, unit, target)
    count = _single(found["quantite"], target) if "quantite" in found else None
    if direct := _direct(found, unit, target, count):
        return direct
    if free := found.get("", []):
        return _free(free, unit, target)
    total = found.get("mensuel") or found.get("total") or found.get("montant") or []
    price = found.get("unitaire") or []
    said = Unit(per="mois") if "mensuel" in found else Unit()
    for quantity in (*price, *total):
        said = said.merged(quantity.unit)
    for quantity in found.get("quantite", []):
        unit = unit.merged(quantity.unit.rhythm if target.money else quantity.unit)
    priced = Priced(
        count, _single(price, target) if price else None, _single(total, target) if total else None, said, unit
    )
    return _priced(priced, target)


def _direct(
    found: Mapping[str, Sequence[Quantity]], unit: Unit, target: Target, count: Fraction | None
) -> Amount | None:
    """La valeur d'une colonne qui la donne telle quelle ; `None` sans elle. Lève si elle peut être deux choses."""
    one = next((role for role in ("valeur", "offre") if role in found), "")
    priced = [role for role in ("unitaire", "total", "montant", "mensuel") if role in found]
    if one and priced:
        raise QuoteError("plusieurs colonnes de prix : gardez-en une.")
    unsure = one or ("unitaire" not in found and {"montant", "mensuel"} & set(priced))
    if unsure and count not in {None, 1}:
        raise QuoteError(f"quantité {_shown(count)} : prix d'un, ou total ? Donnez le total.")
    if not one:
        return None
    quantity = _only(found[one])
    return Amount(quantity.numbers(money=target.money), quantity.unit.merged(unit))


def _points(found: Mapping[str, Sequence[Quantity]], unit: Unit, target: Target) -> Amount:
    middle = found.get("probable") or found.get("valeur")
    if not middle:
        raise QuoteError("il manque le plus probable.")
    given = [_only(found.get("bas") or middle), _only(middle), _only(found.get("haut") or middle)]
    for one in given:
        unit = unit.merged(one.unit)
    texts = [text for one in given for text in one.said]
    numbers = resolve(texts, money=target.money) if len(texts) == POINTS else given[1].numbers(money=target.money)
    return Amount(numbers if len(set(numbers)) > 1 else numbers[:1], unit)


def _free(free: Sequence[Quantity], unit: Unit, target: Target) -> Amount:
    """Des nombres sans titre de colonne."""
    for quantity in free:
        unit = unit.merged(quantity.unit)
    if len(free) == 1:
        numbers = free[0].numbers(money=target.money)
        bare = target.money and not unit.kind and len(numbers) == 1 and not target.chosen
        if bare and (numbers[0] in YEARS or 0 < numbers[0] < FAR):
            raise QuoteError(f"« {_shown(numbers[0])} » : un montant, ou autre chose ? Écrivez « € ».")
        return Amount(numbers, unit)
    if len(free) == POINTS and all(len(quantity.said) == 1 for quantity in free):
        texts = [quantity.said[0] for quantity in free]
        priced = product_of(texts)
        apart = not free[0].unit.kind and free[1].unit.kind == free[2].unit.kind == "€"  # un compte, puis deux prix
        sure = priced and (priced.count in {1, target.people} or apart or not _ordered(priced))
        if priced and target.money and sure:
            return _priced(replace(priced, said=unit), target)
        if priced or is_product(texts):
            raise QuoteError("quantité × prix = total, ou bas, probable, haut ? Donnez des titres aux colonnes.")
        if isinstance(target.spec, ThreePoint):
            numbers = resolve(texts, money=target.money)
            if target.money and (numbers[1] > FAR * numbers[0] or numbers[2] / (numbers[1] or 1) in TAXED):
                raise QuoteError("bas, probable, haut, ou quantité et prix ? Donnez des titres aux colonnes.")
            return Amount(numbers, unit)
    wanted = "un nombre, ou trois (bas, probable, haut)" if isinstance(target.spec, ThreePoint) else "un seul nombre"
    raise QuoteError(f"{len(free)} nombres lus ; attendu : {wanted}, ou des titres de colonnes.")


def _ordered(priced: Priced) -> bool:
    known = [one for one in (priced.count, priced.price, priced.total) if one is not None]
    return known == sorted(known)


def _ways(texts: Sequence[str]) -> list[tuple[Fraction, ...]]:
    """Les façons de lire trois nombres où le produit des deux premiers est le troisième."""
    ways = product(*([exact(one) for one in readings(text)] for text in texts))
    return [way for way in ways if abs(way[0] * way[1] - way[2]) < CENT and way[2]]


def is_product(texts: Sequence[str]) -> bool:
    """Vrai si trois nombres peuvent être une quantité, un prix et leur produit."""
    return len(texts) == POINTS and bool(_ways(texts))


def product_of(texts: Sequence[str]) -> Priced | None:
    """Quantité × prix unitaire = total, si trois nombres le vérifient d'une seule façon."""
    if len(texts) != POINTS:
        return None
    held = _ways(texts)
    if len(held) != 1:
        return None
    count, price, total = held[0]
    return Priced(count, price, total)


def _priced(priced: Priced, target: Target) -> Amount:
    """Le prix d'un, ou le total, selon ce que le champ demande."""
    priced = _completed(priced)
    count, price, total = priced.count, priced.price, priced.total
    times = [f"{_shown(count)} × {_shown(price)}"] if count not in {None, 1} and price is not None else []
    if target.entry.chacun is True:
        return _for_each(priced, target, times)
    if target.entry.unitaire and priced.counted.each not in {"", "unité"}:
        raise QuoteError(f"dit par {priced.counted.each} : donnez le prix en {target.spec.unit}.")
    if priced.counted.per == "mois" and count is not None and count not in {1, *MONTHS}:
        raise QuoteError(f"{_shown(count)} mois, ou {_shown(count)} unités ? Donnez le montant en {target.spec.unit}.")
    if price is not None and (target.entry.unitaire or (target.wanted.per and priced.counted.per)):
        return Amount((price,), _bare_each(priced.said).merged(Unit(per=priced.counted.per)), [*times, "prix unitaire"])
    if count is None and priced.counted != Unit():
        return Amount((total or Fraction(0),), priced.said.merged(priced.counted))
    if target.wanted.per and count is not None and count in MONTHS and count != target.people:
        raise QuoteError(f"quantité {_shown(count)} : des mois ? Donnez le montant en {target.spec.unit}.")
    said = priced.said if count is None else _bare_each(priced.said)
    return Amount((total or Fraction(0),), said, [f"{times[0]} : le total"] if times else [])


def _completed(priced: Priced) -> Priced:
    """Le même, dont ce qui se déduit est calculé ; lève si les trois se contredisent, ou s'il n'y a aucun prix."""
    count, price, total = priced.count, priced.price, priced.total
    if price is None and total is None:
        raise QuoteError("il manque le prix.")
    if price is not None and total is not None and abs((1 if count is None else count) * price - total) >= CENT:
        shown = f"{_shown(count)} × {_shown(price)}" if count is not None else _shown(price)
        raise QuoteError(f"{shown} ne font pas {_shown(total)} : donnez le montant net, ou la quantité.")
    if total is None and price is not None:
        return replace(priced, total=price * (1 if count is None else count))
    if price is None and total is not None and count:
        return replace(priced, price=total / count)
    return priced


def _for_each(priced: Priced, target: Target, times: list[str]) -> Amount:
    """Le prix par personne : dit tel, ou d'une quantité égale aux personnes couvertes ; sinon, c'est demandé."""
    personal = target.label.each or "personne" in {priced.said.each, priced.counted.each}
    counted = priced.count is not None and priced.count == target.people
    if not personal and not counted:
        raise QuoteError(WHOSE)
    number = priced.price if priced.price is not None else priced.total
    unit = _bare_each(priced.said).merged(Unit(per=priced.counted.per))
    notes = [f"{times[0]} : prix unitaire"] if times else []
    if priced.count not in {None, 1, target.people} and target.people:
        notes.append(f"le devis en compte {_shown(priced.count)}, vous {_shown(target.people)}")
    return Amount((number or Fraction(0),), unit, notes)


def _bare_each(unit: Unit) -> Unit:
    return replace(unit, each="")


def _only(cells: Sequence[Quantity]) -> Quantity:
    if len(cells) > 1:
        raise QuoteError("plusieurs colonnes disent la même chose : gardez-en une.")
    return cells[0]


def _single(cells: Sequence[Quantity], target: Target) -> Fraction:
    numbers = _only(cells).numbers(money=target.money)
    if len(numbers) > 1:
        raise QuoteError("un seul nombre est attendu par colonne.")
    return numbers[0]


def _shown(number: Fraction | None) -> str:
    return "" if number is None else format_value(float(number))
