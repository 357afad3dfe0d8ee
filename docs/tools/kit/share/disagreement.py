"""Deux liens d'un même outil : ce qui diffère, ce que chaque différence fait au résultat, celle qui compte."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import Any

from tools.kit.declare import Difference, aligned, apply, differences, flatten, parse, unflatten
from tools.kit.french import format_date, join_words
from tools.kit.link import LinkError, Opened, lost_words, open_text
from tools.kit.tool import load
from tools.kit.write import Block, Prose, Table, escape

SIDES = ("Lien 1", "Lien 2")
FLIPS = "change la réponse"


@dataclass(frozen=True)
class Yardstick:
    """Une mesure d'un désaccord : son nom de colonne, ce qu'elle mesure, comment la lire et l'écrire.

    `value` rend `None` quand le résultat ne permet pas la mesure.
    """

    column: str
    label: str
    value: Callable[[Any], float | None]
    show: Callable[[float], str]


@dataclass(frozen=True)
class Scale:
    """Ce qu'un outil compare entre deux situations : sa réponse en quelques mots, et ses mesures, la première d'abord.

    `answer` est du Markdown.
    """

    answer: Callable[[Any], str]
    yardsticks: Sequence[Yardstick]

    def measure(self, result: Any) -> tuple[float | None, ...]:
        """Chaque mesure de ce résultat."""
        return tuple(yardstick.value(result) for yardstick in self.yardsticks)


@dataclass(frozen=True)
class Effect:
    """Ce qu'une différence, seule, fait à chaque mesure, et si elle change la réponse ; `None` : ne s'essaie pas."""

    difference: Difference
    changes: tuple[float | None, ...]
    flips: bool

    @property
    def weight(self) -> tuple[float, ...]:
        """De quoi classer : ce qui change la réponse d'abord, puis par mesure."""
        return (float(self.flips), *(abs(change or 0) for change in self.changes))


@dataclass(frozen=True)
class Disagreement:
    """Deux liens ouverts, la réponse de chacun, l'effet de toutes les différences ensemble, et de chacune seule.

    `changed` : la réponse n'est pas la même, un autre nom pour la même ligne mis à part.
    """

    tool: str
    opened: tuple[Opened, Opened]
    scale: Scale
    answers: tuple[str, str]
    changed: bool
    together: tuple[float | None, ...]
    effects: tuple[Effect, ...]

    @property
    def foremost(self) -> tuple[Effect, ...]:
        """Ce qui, seul, compte le plus : une différence, ou plusieurs à égalité."""
        top = max((effect.weight for effect in self.effects), default=())
        return tuple(effect for effect in self.effects if any(top) and effect.weight == top)


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
    scale: Scale = load(tool, "view").scale(first.inputs, base)
    other = model.compute(aligned(first.inputs, second.inputs))
    effects = [_alone(tool, first.inputs, base, d, scale) for d in differences(first.inputs, second.inputs)]
    return Disagreement(
        tool,
        (first, second),
        scale,
        answers=(scale.answer(base), scale.answer(model.compute(second.inputs))),
        changed=scale.answer(base) != scale.answer(other),
        together=_moved(scale, base, other),
        effects=tuple(effects),
    )


def _open(side: str, text: str) -> Opened:
    try:
        return open_text(text)[0]
    except LinkError as error:
        raise LinkError(f"{side} : {error}") from error


def _moved(scale: Scale, before: Any, after: Any) -> tuple[float | None, ...]:
    pairs = zip(scale.measure(before), scale.measure(after), strict=True)
    return tuple(None if a is None or b is None else b - a for a, b in pairs)


def _alone(tool: str, inputs: Any, base: Any, difference: Difference, scale: Scale) -> Effect:
    """Met la seule réponse du second lien dans le premier, et refait le calcul."""
    parsed = parse(type(inputs), unflatten(apply(flatten(inputs), difference.changes)))
    if parsed.errors:
        return Effect(difference, tuple(None for _ in scale.yardsticks), flips=False)
    result = load(tool, "model").compute(aligned(inputs, parsed.inputs))
    return Effect(difference, _moved(scale, base, result), flips=scale.answer(result) != scale.answer(base))


def disagreement_blocks(found: Disagreement) -> list[Block]:
    """La page de désaccord en blocs : ce qui compte le plus, le tableau, puis les deux réponses."""
    if not found.effects:
        return [Prose("**Ces deux liens portent les mêmes réponses.**"), *_sides(found)]
    return [Prose(_verdict(found)), _table(found), Prose(_interaction(found)), *_sides(found)]


def _verdict(found: Disagreement) -> str:
    one, two = found.answers
    same = f"Les deux liens donnent la même réponse : {one}."
    change = f"**La réponse change** : {one} dans le lien 1, {two} dans le lien 2."
    count = len(found.effects)
    differ = f"{count} réponses saisies diffèrent." if count > 1 else "Une réponse saisie diffère."
    return " ".join([change if found.changed else same, differ, _most(found)])


def _most(found: Disagreement) -> str:
    """Celle, ou celles, qui comptent le plus, et ce qu'elles font."""
    foremost = found.foremost
    if not foremost:
        return "Aucune, seule, ne change le résultat."
    labels = join_words(f"**{escape(effect.difference.label)}**" for effect in foremost)
    moved = [
        f"{yardstick.label} de {_signed(yardstick, change)}"
        for yardstick, change in zip(found.scale.yardsticks, foremost[0].changes, strict=True)
        if change and any(digit in yardstick.show(change) for digit in "123456789")
    ]
    what = [*(["la réponse"] if foremost[0].flips else []), *moved]
    head, who = ("Celle qui compte le plus", "elle")
    if len(foremost) > 1:
        head, who = ("Celles qui comptent le plus, à égalité", "chacune")
    return f"{head} : {labels} ; seule, {who} change {join_words(what)}." if what else f"{head} : {labels}."


def _signed(yardstick: Yardstick, change: float | None) -> str:
    if change is None:
        return "ne se mesure pas"
    shown = yardstick.show(change)
    return f"+ {shown}" if change > 0 and any(digit in shown for digit in "123456789") else shown


def _table(found: Disagreement) -> Table:
    ordered = sorted(found.effects, key=lambda effect: effect.weight, reverse=True)
    columns = [yardstick.column for yardstick in found.scale.yardsticks]
    rows = [
        [
            escape(e.difference.label) + (f" (**{FLIPS}**)" if e.flips else ""),
            *map(_signed, found.scale.yardsticks, e.changes),
            escape(e.difference.before),
            escape(e.difference.after),
        ]
        for e in ordered
    ]
    rows.append(["**Toutes ensemble**", *map(_signed, found.scale.yardsticks, found.together), "", ""])
    return Table("Les réponses qui diffèrent, la plus décisive d'abord", ["Réponse", *columns, *SIDES], rows)


def _interaction(found: Disagreement) -> str:
    """Ce que dit chaque effet, et de combien l'ensemble s'écarte de leur somme, sur la première mesure."""
    yardstick = found.scale.yardsticks[0]
    known = [e.changes[0] for e in found.effects if e.changes[0] is not None]
    sense = "Chaque effet est celui de la réponse du lien 2 mise, seule, dans le lien 1."
    if found.together[0] is None or len(known) < 2:
        return sense
    rest = found.together[0] - math.fsum(known)
    shown = _signed(yardstick, rest)
    return f"{sense} Ensemble, elles se renforcent ou se compensent : {shown} au-delà de leur somme."


def _sides(found: Disagreement) -> list[Block]:
    blocks: list[Block] = []
    for side, opened in zip(SIDES, found.opened, strict=True):
        view, model = load(found.tool, "view"), load(found.tool, "model")
        board = view.board(opened.inputs, model.compute(opened.inputs))
        day = format_date(date.fromisoformat(opened.record.jour))
        notes = [f"**{side}**, du {day} (modèle {opened.record.version}) : {board.verdict}"]
        if opened.outdated:
            why = " ".join(step.pourquoi for step in opened.steps)
            notes += [f"Recalculé avec le modèle {model.VERSION} : {why}", lost_words(opened)]
        elif not opened.matches:
            notes.append("Les chiffres joints à ce lien ne correspondent pas à ces données : fiez-vous au calcul.")
        blocks.append(Prose(" ".join(notes)))
    return blocks
