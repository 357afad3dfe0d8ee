"""D'une unité dite à celle du champ : converti si c'est exact, et dit ; sinon refusé, en nommant ce qui manque."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tools.kit.declare import AnyField
from tools.kit.french import format_value
from tools.kit.quote.cells import TTC
from tools.kit.quote.lexicon import Entry
from tools.kit.quote.words import QuoteError, Unit, field_unit

_KINDS: dict[tuple[str, str], Fraction | int] = {
    ("k€", "€"): 1000,
    ("M€", "€"): 1_000_000,
    ("h", "min"): 60,
    ("an", "mois"): 12,
    ("trimestre", "mois"): 3,
    ("min", "h"): Fraction(1, 60),
}
_PERS: dict[tuple[str, str], Fraction | int] = {
    ("an", "mois"): Fraction(1, 12),
    ("trimestre", "mois"): Fraction(1, 3),
    ("trimestre", "an"): 4,
    ("semestre", "an"): 2,
    ("semestre", "mois"): Fraction(1, 6),
    ("mois", "an"): 12,
}
EXACT = 10_000
"""Une conversion est exacte si elle tient en quatre décimales."""


@dataclass(frozen=True)
class Converted:
    """Des nombres dans l'unité du champ, et comment on y est venu."""

    numbers: tuple[Fraction, ...]
    notes: list[str] = field(default_factory=list)


def convert(
    numbers: Sequence[Fraction], said: Unit, spec: AnyField, entry: Entry, people: Fraction | None
) -> Converted:
    """Mène des nombres de l'unité dite à celle du champ ; lève `QuoteError`, qui dit ce qui est attendu."""
    wanted = field_unit(spec)
    done = Converted(tuple(numbers))
    if said.tax == "TTC":
        raise QuoteError(TTC)
    if said.kind == "personne" and entry.part:
        return _as_share(done, people)
    if entry.chacun is True and said.each == "personne":
        said = replace(said, each="")
    done = _scaled(done, said, wanted, spec)
    done = _paced(done, said, wanted, spec)
    if said.each:
        done = _multiplied(done, said, entry, people)
    for number in done.numbers:
        if (number * EXACT).denominator != 1:
            raise QuoteError(f"converti en {spec.unit}, ce n'est pas un nombre exact : donnez-le en {spec.unit}.")
    return done


def _as_share(done: Converted, people: Fraction | None) -> Converted:
    if not people:
        raise QuoteError("saisissez d'abord combien de personnes sont couvertes, ou donnez une part en %.")
    shares = tuple(Fraction(round(10_000 * number / people), 100) for number in done.numbers)
    return Converted(shares, [*done.notes, f"sur {_shown(people)} personnes couvertes : une part, à deux décimales"])


def _scaled(done: Converted, said: Unit, wanted: Unit, spec: AnyField) -> Converted:
    """La sorte : k€ en €, heures en minutes, années en mois."""
    kind = said.kind
    if not kind or kind == wanted.kind:
        return done
    factor = _KINDS.get((kind, wanted.kind))
    if factor is None:
        more = " ; une journée n'a pas partout le même nombre d'heures" if kind == "jour" else ""
        raise QuoteError(f"unité « {said.words} » ; attendu : {spec.unit or 'un nombre sans unité'}{more}.")
    return _times(done, factor, f"{kind} en {wanted.kind}")


def _paced(done: Converted, said: Unit, wanted: Unit, spec: AnyField) -> Converted:
    """Le rythme : par an en par mois, par trimestre en par an ; jamais une part, qui ne s'étire pas."""
    if not said.per or said.per == wanted.per:
        return done
    factor = _PERS.get((said.per, wanted.per))
    if not wanted.per:
        raise QuoteError(f"dit par {said.per}, alors qu'il faut {spec.unit or 'un nombre'}, une fois.")
    if factor is None or wanted.kind == "%":
        raise QuoteError(f"dit par {said.per} ; attendu : {spec.unit}.")
    return _times(done, factor, f"par {said.per}, ramené par {wanted.per}")


def _multiplied(done: Converted, said: Unit, entry: Entry, people: Fraction | None) -> Converted:
    if said.each != "personne" or entry.chacun != "multiplier":
        raise QuoteError(f"dit par {said.each} : donnez le total, ou multipliez-le vous-même.")
    if not people:
        raise QuoteError("dit par personne : saisissez d'abord combien de personnes sont couvertes.")
    return _times(done, people, f"par personne, × {_shown(people)} personnes couvertes")


def _times(done: Converted, factor: Fraction | int, note: str) -> Converted:
    before = " / ".join(_shown(number) for number in done.numbers)
    return Converted(tuple(number * factor for number in done.numbers), [*done.notes, f"{before} {note}"])


def _shown(number: Fraction) -> str:
    return format_value(float(number))
