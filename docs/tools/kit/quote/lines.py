"""Une ligne de devis : de quelle entrée elle parle, la valeur dans l'unité du champ, et comment on l'a compris."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tools.kit.declare import AnyField, FieldError, Numeric, ThreePoint, YesNo, shorten
from tools.kit.french import format_input, join_words
from tools.kit.quote.amount import amount_of, product_of
from tools.kit.quote.convert import convert
from tools.kit.quote.lexicon import Label, Lexicon
from tools.kit.quote.quantity import Quantity, is_date, read_quantity
from tools.kit.quote.words import QuoteError, Unit, data, ignored, stem, tokens, unit_of

_BEST = {"mensuel": 0, "total": 1, "unitaire": 2, "valeur": 3, "probable": 4}
"""La case à proposer au lecteur quand la ligne n'est pas comprise : un prix plutôt qu'une quantité."""
SKIPPED = {"reference", "aide"}
"""Les colonnes qui ne disent rien d'une valeur."""
BARE = {*SKIPPED, "remarque", "unite", "quantite", "taxe", "remise"}
"""Celles qui, seules, laissent une ligne sans valeur : un titre, une case à remplir."""
NOT_FIRM = "pas de montant ferme"


@dataclass(frozen=True)
class Line:
    """Une ligne lue.

    `source` : ses cases, telles que reçues. `key`, `text` : l'entrée, et la valeur telle qu'on la saisirait ; vides si
    le lecteur doit les dire. `note` : comment elle a été comprise. `problem` : pourquoi elle ne l'a pas été.
    `fields` : la valeur en champs du formulaire.
    """

    source: str
    key: str = ""
    text: str = ""
    note: str = ""
    problem: str = ""
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Cells:
    """Les cases d'une ligne, une fois triées : les quantités par rôle, l'unité dite à part, et les remarques."""

    found: dict[str, list[Quantity]] = field(default_factory=dict)
    unit: Unit = Unit()
    aside: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    free: bool = False
    refused: str = ""


class Reader:
    """Lit des lignes avec les mots d'une liste ; `people` : combien de personnes sont couvertes, si c'est su."""

    def __init__(self, lexicon: Lexicon, people: Fraction | None) -> None:
        self.lexicon, self.people = lexicon, people

    def read(self, label: str, cells: Sequence[tuple[str, str, Unit]]) -> Line:
        """Lit une ligne : son libellé, et ses cases, chacune avec son rôle (vide sans titre) et l'unité de celui-ci."""
        shown = shorten(" | ".join([label, *(text for _, text, _ in cells)]), 90)
        raw = min(cells, key=lambda cell: _BEST.get(cell[0], len(_BEST)), default=("", "", Unit()))[1]
        try:
            said = self.lexicon.label(label)
            sorted_ = sort_cells(cells)
            key = self._key(label, said, sorted_)
        except QuoteError as error:
            return Line(shown, text=raw, problem=str(error))
        try:
            text, notes, fields = self._value(key, said, sorted_)
        except (QuoteError, FieldError) as error:
            return Line(shown, key, "" if is_date(raw) else raw, problem=str(error))
        aside = [f"« {shorten(part)} » n'est pas lu" for part in (said.aside, *sorted_.aside) if part]
        return Line(shown, key, text, " ; ".join([*notes, *aside]), fields=fields)

    def value(self, key: str, text: str) -> Line:
        """Relit la valeur d'une entrée, telle que le lecteur l'a laissée ou corrigée."""
        if key not in self.lexicon.fields:
            return Line(text, problem="entrée inconnue.")
        return self.read(key, [("", text, Unit())] if text.strip() else [])

    def _key(self, label: str, said: Label, cells: Cells) -> str:
        """L'entrée dont la ligne parle ; lève si aucune, ou plusieurs, peuvent l'être."""
        unit = said.unit.merged(cells.unit)
        for quantities in cells.found.values():
            for quantity in quantities:
                unit = unit.merged(replace(quantity.unit, kind="" if unit.kind else quantity.unit.kind))
        keys = said.keys or (self.lexicon.unlabelled(unit) if not label else ())
        if len(keys) > 1:
            keys = self._narrowed(keys, unit, cells)
        if not keys:
            raise QuoteError("libellé non reconnu : choisissez ce que c'est, ou laissez.")
        if len(keys) > 1:
            names = join_words(f"« {self.lexicon.fields[key].label} »" for key in keys).replace(" et ", " ou ")
            raise QuoteError(f"{names} ? Choisissez.")
        twin = self.lexicon.entry(keys[0]).chacun
        return twin if unit.each == "personne" and isinstance(twin, str) and twin in self.lexicon.fields else keys[0]

    def _narrowed(self, keys: tuple[str, ...], unit: Unit, cells: Cells) -> tuple[str, ...]:
        """Parmi plusieurs entrées, celles que l'unité ou la quantité permet."""
        fits = tuple(key for key in keys if self._fits(key, unit))
        priced = product_of([quantity.said[0] for quantity in cells.found.get("", [])])
        counts = [quantity.numbers[0] for quantity in cells.found.get("quantite", [])] + (
            [priced.count] if priced else []
        )
        if unit.each == "personne" or (self.people and self.people in counts):
            return tuple(key for key in fits if self.lexicon.entry(key).chacun is True) or fits
        return fits

    def _fits(self, key: str, unit: Unit) -> bool:
        wanted = unit_of(self.lexicon.fields[key].unit) or Unit()
        same_kind = not unit.kind or unit.kind.replace("k€", "€") == wanted.kind
        hourly = (unit.per == "heure") == (wanted.per == "heure")
        return same_kind and (not unit.per or (hourly and bool(wanted.per)))

    def _value(self, key: str, said: Label, cells: Cells) -> tuple[str, list[str], dict[str, str]]:
        """La valeur telle qu'on la saisirait, d'où elle vient, et les champs qu'elle remplit."""
        spec, entry = self.lexicon.fields[key], self.lexicon.entry(key)
        if not isinstance(spec, Numeric):
            return _plain(key, spec, cells)
        if cells.refused:
            raise QuoteError(cells.refused)
        if cells.free and not cells.found:
            return shown_value([0], spec), ["« inclus » : rien à payer à part, 0"], spec.to_flat(key, spec.parse(0))
        if not cells.found:
            message = (
                f"« {shorten(cells.texts[0])} » : ce n'est pas un nombre." if cells.texts else "il manque la valeur."
            )
            raise QuoteError(message)
        amount = amount_of(cells.found, cells.unit, spec, entry, self.people)
        unit = said.unit.merged(amount.unit)
        done = convert(amount.numbers, unit, spec, entry, self.people)
        numbers = [float(number) for number in done.numbers]
        if spec.unit.startswith("%") and unit.kind != "%" and 0 < max(numbers) < 1:
            raise QuoteError(
                f"{shown_value(numbers)} % ou {shown_value([100 * one for one in numbers])} % ? Écrivez le signe %."
            )
        value = spec.parse(numbers if len(numbers) > 1 else numbers[0])
        return shown_value(numbers, spec), [*amount.notes, *done.notes], spec.to_flat(key, value)


def _plain(key: str, spec: AnyField, cells: Cells) -> tuple[str, list[str], dict[str, str]]:
    if not cells.texts:
        raise QuoteError("il manque la valeur.")
    value = spec.parse(cells.texts[0].lower() if isinstance(spec, YesNo) else cells.texts[0])
    flat = spec.to_flat(key, value)
    return next(iter(flat.values())), [], flat


def sort_cells(cells: Sequence[tuple[str, str, Unit]]) -> Cells:
    """Trie les cases d'une ligne par ce qu'elles sont."""
    sorted_ = Cells(texts=[text for role, text, _ in cells if role not in {*SKIPPED, "remarque", "unite"}])
    for role, text, unit in cells:
        if role in {"remarque", "taxe"}:
            sorted_.aside.append(text)
        elif role in SKIPPED:
            continue
        elif role == "remise":
            sorted_.refused = "une remise est dite à part : donnez le montant net."
        elif role == "unite":
            _add_unit(sorted_, text)
        else:
            _add_value(sorted_, role, text, unit)
    if not sorted_.found and any(role == "taxe" for role, _, _ in cells):
        sorted_.refused = "seul un montant TTC est donné ; il le faut hors taxes."
    return sorted_


def _add_unit(cells: Cells, text: str) -> None:
    unit = unit_of(text)
    if unit is None:
        cells.aside.append(text)
    else:
        cells.unit = cells.unit.merged(unit)


def _add_value(cells: Cells, role: str, text: str, unit: Unit) -> None:
    words = [stem(word) for word in tokens(text)]
    if not any(char.isdigit() for char in text):
        if any(word in ignored("gratuit") for word in words):
            cells.free = True
        elif " ".join(words) in {" ".join(map(stem, tokens(one))) for one in data()["sans_prix"]["mots"]}:
            cells.refused = f"« {shorten(text)} » : {NOT_FIRM}."
        elif not cells.found or unit_of(text) is None:
            cells.aside.append(text) if unit_of(text) is None else _add_unit(cells, text)
        else:
            _add_unit(cells, text)
        return
    try:
        quantity = read_quantity(text)
        quantity = replace(quantity, unit=quantity.unit.merged(unit))
        cells.found.setdefault(role, []).append(quantity)
    except QuoteError as error:
        cells.refused = str(error)


def shown_value(numbers: Sequence[float], spec: AnyField | None = None) -> str:
    """Une valeur telle qu'on la saisirait, avec l'unité de son champ ; `read_quantity` la relit exactement.

    >>> shown_value([2, 4, 8]), shown_value([1.125])
    ('4 (de 2 à 8)', '1,1250')
    """
    texts = [format_input(number) for number in numbers]
    said = texts[0]
    if len(texts) == len(ThreePoint.parts) and len(set(texts)) > 1:
        said = f"{texts[1]} (de {texts[0]} à {texts[2]})"
    return f"{said} {spec.unit}" if spec and spec.unit else said
