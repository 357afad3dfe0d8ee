"""Une ligne de devis : de quelle entrée elle parle, la valeur dans l'unité du champ, et comment on l'a compris."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tools.kit.declare import AnyField, FieldError, Numeric, YesNo, shorten
from tools.kit.french import format_input, join_words
from tools.kit.quote.amount import WHOSE, Target, amount_of, product_of
from tools.kit.quote.cells import Cell, Cells, sort_cells
from tools.kit.quote.convert import convert
from tools.kit.quote.lexicon import Label, Lexicon
from tools.kit.quote.quantity import POINTS, is_date
from tools.kit.quote.words import QuoteError, Unit, field_unit, has_digit, is_reserved


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


@dataclass(frozen=True)
class _Read:
    """La valeur d'une ligne : telle qu'on la saisirait, d'où elle vient, et les champs qu'elle remplit."""

    text: str
    notes: list[str]
    fields: dict[str, str]


class Reader:
    """Lit des lignes avec les mots d'une liste ; `people` : combien de personnes sont couvertes, si c'est su."""

    def __init__(self, lexicon: Lexicon, people: Fraction | None) -> None:
        self.lexicon, self.people = lexicon, people
        self.general = Unit()
        """Ce qui vaut pour tout le tableau, où que ce soit dit : « Montants TTC »."""
        self.context = Unit()
        """Cela, et ce qu'un titre a dit des lignes qui le suivent : « Montants en k€ HT »."""
        self.section = ""
        """Le dernier titre lu."""
        self.titled = True
        """Faux si une ligne de titres n'a pas été comprise : des nombres sans titre n'ont alors plus d'ordre connu."""

    def read(self, label: str, cells: Sequence[Cell]) -> Line:
        """Lit une ligne : son libellé, et ses cases, chacune avec son rôle (vide sans titre) et l'unité de celui-ci."""
        shown = shorten(" | ".join([label, *(text for _, text, _ in cells)]), 90)
        said, sorted_ = self.lexicon.label(label), Cells()
        try:
            sorted_ = sort_cells([self._in_context(cell) for cell in cells])
            key = self._key(label, said, sorted_)
        except QuoteError as error:
            return Line(shown, text=proposed(said, sorted_, cells), problem=str(error))
        try:
            said = self._in_section(key, said, sorted_)
            read = self._value(key, said, sorted_)
        except (QuoteError, FieldError) as error:
            return Line(shown, key, proposed(said, sorted_, cells), problem=str(error))
        aside = [f"« {shorten(part)} » n'est pas lu" for part in (said.aside, *sorted_.aside) if part]
        return Line(shown, key, read.text, " ; ".join([*read.notes, *aside]), fields=read.fields)

    def _in_section(self, key: str, said: Label, cells: Cells) -> Label:
        """Ce que le titre au-dessus change à une ligne : son unité, une réserve, de quoi elle dit le prix."""
        spec = self.lexicon.fields[key]
        if not isinstance(spec, Numeric):
            return said
        if is_reserved(self.section):
            raise QuoteError(f"sous « {shorten(self.section)} » : à confirmer.")
        if self.section and said.generic:
            raise QuoteError(f"le prix de quoi, sous « {shorten(self.section)} » ?")
        if not self.titled and sum(map(len, cells.found.values())) > 1:
            raise QuoteError("titres de colonnes non reconnus : renommez-les, ou gardez un nombre par ligne.")
        wanted = field_unit(spec)
        if wanted.kind != "€":
            return said
        context = self.context if wanted.per else replace(self.context, per="", each="")
        if said.unit.per or any(quantity.unit.per for found in cells.found.values() for quantity in found):
            context = replace(context, per="")  # la ligne dit son rythme : le titre ne le dit plus pour elle
        return replace(said, unit=said.unit.merged(context))

    def _in_context(self, cell: Cell) -> Cell:
        """Une case dont le titre de colonne ne disait que « € », sous un titre qui dit « k€ »."""
        role, text, unit = cell
        return role, text, replace(unit, kind="") if self.context.kind and unit.kind == "€" else unit

    def value(self, key: str, text: str) -> Line:
        """Relit la valeur d'une entrée, telle que le lecteur l'a laissée ou corrigée."""
        if key not in self.lexicon.fields:
            return Line(text, problem="entrée inconnue.")
        said = Label((key,), exact=True, each=True)
        try:
            sorted_ = sort_cells([("", text, Unit())] if text.strip() else [])
            read = self._value(key, said, sorted_, chosen=True)
        except (QuoteError, FieldError) as error:
            return Line(text, key, text, problem=str(error))
        return Line(text, key, read.text, " ; ".join(read.notes), fields=read.fields)

    def _key(self, label: str, said: Label, cells: Cells) -> str:
        """L'entrée dont la ligne parle ; lève si aucune, ou plusieurs, peuvent l'être."""
        if said.refused:
            raise QuoteError(said.refused)
        unit = said.unit.merged(cells.unit)
        for quantities in cells.found.values():
            for quantity in quantities:
                unit = unit.merged(replace(quantity.unit, kind="" if unit.kind else quantity.unit.kind))
        keys = said.keys or (self.lexicon.unlabelled(unit) if not label else ())
        if len(keys) > 1:
            keys = self._narrowed(keys, unit, said, cells)
        if not keys:
            raise QuoteError("libellé non reconnu : choisissez ce que c'est, ou laissez.")
        if len(keys) > 1:
            names = join_words(f"« {self.lexicon.fields[key].label} »" for key in keys).replace(" et ", " ou ")
            raise QuoteError(f"{names} ? Choisissez.")
        twin = self.lexicon.entry(keys[0]).chacun
        return twin if unit.each == "personne" and isinstance(twin, str) and twin in self.lexicon.fields else keys[0]

    def _narrowed(self, keys: tuple[str, ...], unit: Unit, said: Label, cells: Cells) -> tuple[str, ...]:
        """Parmi plusieurs entrées, celles que l'unité ou la quantité permet."""
        fits = tuple(key for key in keys if self._fits(key, unit))
        priced = product_of([quantity.said[0] for quantity in cells.found.get("", [])])
        counts = [quantity.said[0] for quantity in cells.found.get("quantite", [])]
        counts += [str(priced.count)] if priced else []
        if unit.each == "personne" or said.each or (self.people and str(self.people) in counts):
            return tuple(key for key in fits if self.lexicon.entry(key).chacun is True) or fits
        return fits

    def _fits(self, key: str, unit: Unit) -> bool:
        wanted = field_unit(self.lexicon.fields[key])
        same_kind = not unit.kind or unit.kind.replace("k€", "€") == wanted.kind
        hourly = (unit.per == "heure") == (wanted.per == "heure")
        return same_kind and (not unit.per or (hourly and bool(wanted.per)))

    def _value(self, key: str, said: Label, cells: Cells, *, chosen: bool = False) -> _Read:
        """La valeur d'une ligne ; `chosen` : le lecteur a désigné l'entrée, donc son rythme et sa sorte."""
        spec, entry = self.lexicon.fields[key], self.lexicon.entry(key)
        if not isinstance(spec, Numeric):
            return _plain(key, spec, cells)
        if cells.refused:
            raise QuoteError(cells.refused)
        if cells.free:
            return _included(key, spec, cells, included=entry.inclus)
        if not cells.found:
            raise QuoteError(
                f"« {shorten(cells.texts[0])} » : pas un nombre." if cells.texts else "il manque la valeur."
            )
        target = Target(spec, entry, said, self.people, chosen)
        amount = amount_of(cells.found, cells.unit, target)
        unit = said.unit.merged(amount.unit)
        if not chosen:
            _check_said(unit, target)
        done = convert(amount.numbers, unit, spec, entry, self.people)
        numbers = [float(number) for number in done.numbers]
        if spec.unit.startswith("%") and unit.kind != "%" and 0 < max(numbers) < 1:
            both = shown_value(numbers), shown_value([100 * one for one in numbers])
            raise QuoteError(f"{both[0]} % ou {both[1]} % ? Écrivez le signe %.")
        value = spec.parse(numbers if len(numbers) > 1 else numbers[0])
        return _Read(shown_value(numbers, spec), [*amount.notes, *done.notes], spec.to_flat(key, value))


def _check_said(unit: Unit, target: Target) -> None:
    """Ce qu'un devis doit dire pour qu'une valeur n'en soit pas une autre : son rythme, sa sorte, et pour combien."""
    wanted, label = target.wanted, target.label
    if target.money and wanted.per and not unit.per and not (target.entry.mensuel or target.entry.unitaire):
        raise QuoteError(f"par {wanted.per} ? Écrivez-le : le devis ne dit pas à quel rythme.")
    if wanted.per == "heure" and unit.per != "heure" and not label.hourly:
        raise QuoteError("le prix d'une heure ? Écrivez « € / h ».")
    if not label.exact and wanted.kind in {"mois", "h", "min"} and not unit.kind:
        raise QuoteError(f"en {target.spec.unit} ? Écrivez l'unité.")
    personal = label.each or unit.each == "personne"
    if target.money and target.entry.chacun is True and not personal and not target.entry.mensuel:
        raise QuoteError(WHOSE)


def _included(key: str, spec: AnyField, cells: Cells, *, included: bool) -> _Read:
    """« Inclus » : rien à payer à part, si rien d'autre n'est dit et si c'est une entrée facturée à part."""
    if cells.found or not included:
        raise QuoteError("« inclus » : qu'est-ce que cela vaut ici ? Donnez le montant, ou 0.")
    return _Read(shown_value([0], spec), ["« inclus » : rien à payer à part, 0"], spec.to_flat(key, spec.parse(0)))


def _plain(key: str, spec: AnyField, cells: Cells) -> _Read:
    if not cells.texts:
        raise QuoteError("il manque la valeur.")
    value = spec.parse(cells.texts[0].lower() if isinstance(spec, YesNo) else cells.texts[0])
    flat = spec.to_flat(key, value)
    return _Read(next(iter(flat.values())), [], flat)


def proposed(said: Label, cells: Cells, raw: Sequence[Cell]) -> str:
    """Ce qu'on propose au lecteur d'une ligne non comprise : sa valeur avec tout ce qui en est dit, ou rien.

    Rien si plusieurs nombres s'y lisent : en prendre un serait choisir.
    """
    values = [quantity for role, found in cells.found.items() if role != "quantite" for quantity in found]
    texts = [text for role, text, _ in raw if has_digit(text) and role != "quantite"]
    if len(values) != 1 or len(texts) != 1 or is_date(texts[0]):
        return texts[0] if len(raw) == 1 and texts and not is_date(texts[0]) and not values else ""
    try:
        words = said.unit.merged(cells.unit.rhythm).merged(values[0].unit).words
    except QuoteError:
        return ""
    return f"{_written(values[0].said)} {words}".strip()


def shown_value(numbers: Sequence[float], spec: AnyField | None = None) -> str:
    """Une valeur telle qu'on la saisirait, avec l'unité de son champ ; `read_quantity` la relit exactement.

    >>> shown_value([2, 4, 8]), shown_value([1.125])
    ('4 (de 2 à 8)', '1,1250')
    """
    texts = [format_input(number) for number in numbers]
    said = _written(texts if len(set(texts)) > 1 else texts[:1])
    return f"{said} {spec.unit}" if spec and spec.unit else said


def _written(texts: Sequence[str]) -> str:
    """Un nombre, ou « probable (de bas à haut) »."""
    return f"{texts[1]} (de {texts[0]} à {texts[2]})" if len(texts) == POINTS else texts[0]
