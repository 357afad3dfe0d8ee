"""Deux liens d'un même outil : ce qui diffère, ce que chaque différence fait au résultat, celle qui compte."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import Any
from urllib.parse import unquote

from tools.kit.differences import Difference, apply, differences
from tools.kit.format import format_date, join_words
from tools.kit.link import LinkError, decode
from tools.kit.parse import flatten, parse, unflatten
from tools.kit.record import Opened, open_record
from tools.kit.report import Block, Prose, Table, escape
from tools.kit.tool import load

_CHARGE = re.compile(r"1\.[A-Za-z0-9_-]+\.[0-9a-f]{8}")
MAX_TEXT = 40_000
SIDES = ("Lien 1", "Lien 2")


@dataclass(frozen=True)
class Yardstick:
    """La mesure d'un désaccord : ce qu'elle mesure, comment la lire dans un résultat, comment l'écrire.

    `value` rend `None` quand le résultat ne permet pas la mesure.
    """

    label: str
    value: Callable[[Any], float | None]
    show: Callable[[float], str]


@dataclass(frozen=True)
class Effect:
    """Ce qu'une différence, seule, fait à la mesure ; `None` si elle ne peut être essayée seule."""

    difference: Difference
    change: float | None


@dataclass(frozen=True)
class Disagreement:
    """Deux liens ouverts, la mesure de chaque côté, et l'effet de chaque différence."""

    tool: str
    opened: tuple[Opened, Opened]
    yardstick: Yardstick
    values: tuple[float | None, float | None]
    effects: tuple[Effect, ...]

    @property
    def together(self) -> float | None:
        """L'effet de toutes les différences ensemble."""
        one, two = self.values
        return None if one is None or two is None else two - one

    @property
    def foremost(self) -> Effect | None:
        """La différence qui, seule, compte le plus."""
        known = [e for e in self.effects if e.change]
        return max(known, key=lambda e: abs(e.change or 0), default=None)


def find_charge(text: str) -> str:
    """La charge utile d'un lien collé, entier ou non, même réécrit par une messagerie ; lève `LinkError`."""
    cleaned = text[:MAX_TEXT]
    for _ in range(2):
        cleaned = unquote(cleaned)
    found = _CHARGE.search(cleaned)
    if not found:
        raise LinkError("il n'y a pas de lien de ce site dans ce texte.")
    return found[0]


def compare(one: str, two: str) -> Disagreement:
    """Ouvre deux liens et mesure leurs différences ; lève `LinkError` avec une phrase."""
    opened = list(starmap(_open, zip(SIDES, (one, two), strict=True)))
    first, second = opened
    tool = first.record.outil
    if second.record.outil != tool:
        names = join_words(f"« {load(o.record.outil, 'view').TITRE} »" for o in opened)
        raise LinkError(f"Ces liens viennent de deux calculateurs différents : {names}. Choisissez-en deux du même.")
    model = load(tool, "model")
    base = model.compute(first.inputs)
    yardstick: Yardstick = load(tool, "view").yardstick(first.inputs, base)
    start = yardstick.value(base)
    found = differences(first.inputs, second.inputs)
    effects = tuple(Effect(d, _alone(tool, first.inputs, d, yardstick, start)) for d in found)
    return Disagreement(
        tool, (first, second), yardstick, (start, yardstick.value(model.compute(second.inputs))), effects
    )


def _open(side: str, text: str) -> Opened:
    try:
        charge = find_charge(text)
        return open_record(decode(charge).outil, charge)
    except LinkError as error:
        raise LinkError(f"{side} : {error}") from error
    except ModuleNotFoundError as error:
        raise LinkError(f"{side} : le calculateur de ce lien n'existe pas ici.") from error


def _alone(tool: str, inputs: Any, difference: Difference, yardstick: Yardstick, start: float | None) -> float | None:
    parsed = parse(type(inputs), unflatten(apply(flatten(inputs), difference.changes)))
    if parsed.errors or start is None:
        return None
    value = yardstick.value(load(tool, "model").compute(parsed.inputs))
    return None if value is None else value - start


def report(found: Disagreement) -> list[Block]:
    """La page de désaccord en blocs : ce qui compte le plus, le tableau, puis les deux réponses."""
    if not found.effects:
        return [Prose("**Ces deux liens portent les mêmes réponses.**"), *_sides(found)]
    return [Prose(_verdict(found)), _table(found), Prose(_interaction(found)), *_sides(found)]


def _verdict(found: Disagreement) -> str:
    count = len(found.effects)
    differ = f"**{count} réponses diffèrent.**" if count > 1 else "**Une réponse diffère.**"
    foremost = found.foremost
    if foremost is None or foremost.change is None:
        return f"{differ} Aucune, seule, ne change {found.yardstick.label}."
    change = _signed(found, foremost.change)
    label = escape(foremost.difference.label)
    return f"{differ} Celle qui compte le plus : **{label}** ; seule, elle change {found.yardstick.label} de {change}."


def _signed(found: Disagreement, change: float | None) -> str:
    if change is None:
        return "ne s'essaie pas seule"
    shown = found.yardstick.show(change)
    return f"+ {shown}" if change > 0 and not shown.startswith("0") else shown


def _table(found: Disagreement) -> Table:
    ordered = sorted(found.effects, key=lambda e: -abs(e.change or 0))
    rows = [
        [escape(e.difference.label), escape(e.difference.before), escape(e.difference.after), _signed(found, e.change)]
        for e in ordered
    ]
    rows.append(["**Toutes ensemble**", "", "", _signed(found, found.together)])
    return Table("Les réponses qui diffèrent, la plus décisive d'abord", ["Réponse", *SIDES, "Effet, seule"], rows)


def _interaction(found: Disagreement) -> str:
    known = [e.change for e in found.effects if e.change is not None]
    if found.together is None or len(known) < 2:
        return f"L'effet est celui de la réponse du lien 2 mise dans le lien 1, sur {found.yardstick.label}."
    rest = found.together - math.fsum(known)
    shown = _signed(found, rest)
    return (
        f"L'effet est celui de la réponse du lien 2 mise, seule, dans le lien 1, sur {found.yardstick.label}. "
        f"Ensemble, les réponses se renforcent ou se compensent : {shown} au-delà de la somme."
    )


def _sides(found: Disagreement) -> list[Block]:
    blocks: list[Block] = []
    for side, opened in zip(SIDES, found.opened, strict=True):
        view, model = load(found.tool, "view"), load(found.tool, "model")
        board = view.board(opened.inputs, model.compute(opened.inputs))
        day = format_date(date.fromisoformat(opened.record.jour))
        notes = [f"**{side}**, du {day} (modèle {opened.record.version}) : {board.verdict}"]
        if opened.outdated:
            notes.append(f"Recalculé avec le modèle {model.VERSION} : " + " ".join(s.pourquoi for s in opened.steps))
        elif not opened.matches:
            notes.append("Les chiffres joints à ce lien ne correspondent pas à ces données : fiez-vous au calcul.")
        blocks.append(Prose(" ".join(notes)))
    return blocks
