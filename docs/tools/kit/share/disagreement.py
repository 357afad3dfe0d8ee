"""Deux liens d'un même outil : ce qui diffère, ce que chaque différence fait au résultat, celle qui compte."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import Any, Generic, TypeVar

from tools.kit.declare import Difference, aligned, apply, differences, flatten, parse, unflatten
from tools.kit.french import format_date, join_words
from tools.kit.link import LinkError, Opened, lost_words, open_text
from tools.kit.tool import AnyAnswer, AnyTool
from tools.kit.write import Block, Prose, Table, ownership

SIDES = ("Lien 1", "Lien 2")
FLIPS = "change la réponse"

R = TypeVar("R")


@dataclass(frozen=True)
class Yardstick(Generic[R]):
    """Une mesure d'un désaccord : son nom de colonne, ce qu'elle mesure, comment la lire et l'écrire.

    `value` rend `None` quand le résultat ne permet pas la mesure ; `show` écrit une valeur, à l'arrondi de la réponse.
    """

    column: str
    label: str
    value: Callable[[R], float | None]
    show: Callable[[float], str]

    def is_nothing(self, change: float | None) -> bool:
        """Vrai si ce changement s'écrit comme zéro."""
        return change is None or self.show(abs(change)) == self.show(0.0)

    def signed(self, change: float | None) -> str:
        """Le changement avec son signe."""
        if change is None:
            return "ne se mesure pas"
        return self.show(change) if change < 0 or self.is_nothing(change) else f"+ {self.show(change)}"


@dataclass(frozen=True)
class Scale(Generic[R]):
    """Ce qu'un outil compare entre deux situations : sa réponse en quelques mots, et ses mesures, la première d'abord.

    `answer` est du Markdown.
    """

    answer: Callable[[R], str]
    yardsticks: Sequence[Yardstick[R]]

    def measure(self, result: R) -> tuple[float | None, ...]:
        """Chaque mesure de ce résultat."""
        return tuple(yardstick.value(result) for yardstick in self.yardsticks)

    def moved(self, before: R, after: R) -> tuple[float | None, ...]:
        """Ce dont chaque mesure change d'un résultat à l'autre."""
        pairs = zip(self.measure(before), self.measure(after), strict=True)
        return tuple(None if a is None or b is None else b - a for a, b in pairs)


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

    opened: tuple[Opened, Opened]
    scale: Scale[Any]  # le résultat d'un outil que seul le lien nomme
    answers: tuple[str, str]
    changed: bool
    together: tuple[float | None, ...]
    effects: tuple[Effect, ...]

    @property
    def tool(self) -> AnyTool:
        """L'outil des deux liens."""
        return self.opened[0].tool

    @property
    def foremost(self) -> tuple[Effect, ...]:
        """Ce qui, seul, compte le plus : une différence, ou plusieurs à égalité."""
        top = max((effect.weight for effect in self.effects), default=())
        return tuple(effect for effect in self.effects if any(top) and effect.weight == top)


def compare(one: str, two: str) -> Disagreement:
    """Ouvre deux liens et mesure leurs différences ; lève `LinkError` avec une phrase."""
    first, second = starmap(_open, zip(SIDES, (one, two), strict=True))
    tool = first.tool
    if second.tool != tool:
        names = join_words(f"« {opened.tool.title} »" for opened in (first, second))
        raise LinkError(f"Ces liens viennent de deux calculateurs différents : {names}. Choisissez-en deux du même.")
    base, other = first.answer, tool.answer(aligned(first.inputs, second.inputs))
    scale = tool.scale(base.inputs, base.result)
    answers = [scale.answer(answer.result) for answer in (base, second.answer, other)]
    effects = [_alone(base, d, scale) for d in differences(first.inputs, second.inputs)]
    return Disagreement(
        (first, second),
        scale,
        answers=(answers[0], answers[1]),
        changed=answers[0] != answers[2],
        together=scale.moved(base.result, other.result),
        effects=tuple(effects),
    )


def _open(side: str, text: str) -> Opened:
    try:
        return open_text(text)[0]
    except LinkError as error:
        raise LinkError(f"{side} : {error}") from error


def _alone(base: AnyAnswer, difference: Difference, scale: Scale[Any]) -> Effect:
    """Met la seule réponse du second lien dans le premier, et refait le calcul."""
    inputs = base.inputs
    parsed = parse(base.tool.inputs, unflatten(apply(flatten(inputs), difference.changes)))
    if parsed.errors:
        return Effect(difference, tuple(None for _ in scale.yardsticks), flips=False)
    result = base.tool.compute(aligned(inputs, parsed.inputs))
    return Effect(difference, scale.moved(base.result, result), scale.answer(result) != scale.answer(base.result))


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
    labels = join_words(f"**{effect.difference.label}**" for effect in foremost)
    moved = [
        f"{yardstick.label} de {yardstick.signed(change)}"
        for yardstick, change in zip(found.scale.yardsticks, foremost[0].changes, strict=True)
        if not yardstick.is_nothing(change)
    ]
    what = [*(["la réponse"] if foremost[0].flips else []), *moved]
    head, who = ("Celle qui compte le plus", "elle")
    if len(foremost) > 1:
        head, who = ("Celles qui comptent le plus, à égalité", "chacune")
    return f"{head} : {labels} ; seule, {who} change {join_words(what)}." if what else f"{head} : {labels}."


def _signed(found: Disagreement, changes: Sequence[float | None]) -> list[str]:
    return [y.signed(change) for y, change in zip(found.scale.yardsticks, changes, strict=True)]


def _table(found: Disagreement) -> Table:
    ordered = sorted(found.effects, key=lambda effect: effect.weight, reverse=True)
    columns = [yardstick.column for yardstick in found.scale.yardsticks]
    rows = [
        [
            e.difference.label + (f" (**{FLIPS}**)" if e.flips else ""),
            *_signed(found, e.changes),
            e.difference.before,
            e.difference.after,
        ]
        for e in ordered
    ]
    rows.append(["**Toutes ensemble**", *_signed(found, found.together), "", ""])
    return Table("Les réponses qui diffèrent, la plus décisive d'abord", ["Réponse", *columns, *SIDES], rows)


def _interaction(found: Disagreement) -> str:
    """Ce que dit chaque effet, et de combien l'ensemble s'écarte de leur somme, sur la première mesure."""
    yardstick = found.scale.yardsticks[0]
    known = [e.changes[0] for e in found.effects if e.changes[0] is not None]
    sense = "Chaque effet est celui de la réponse du lien 2 mise, seule, dans le lien 1."
    if found.together[0] is None or len(known) < 2:
        return sense
    beyond = found.together[0] - math.fsum(known)
    if yardstick.is_nothing(beyond):
        return f"{sense} Leurs effets s'ajoutent."
    return f"{sense} Ensemble, elles se renforcent ou se compensent : {yardstick.signed(beyond)} au-delà de leur somme."


def _sides(found: Disagreement) -> list[Block]:
    blocks: list[Block] = []
    for side, opened in zip(SIDES, found.opened, strict=True):
        verdict = f"{ownership(opened.answer).short} {opened.answer.board.verdict}"
        notes = [f"**{side}**, du {format_date(opened.day)} (modèle {opened.record.version}) : {verdict}"]
        if opened.outdated:
            why = " ".join(step.pourquoi for step in opened.steps)
            notes += [f"Recalculé avec le modèle {opened.tool.version} : {why}", lost_words(opened)]
        elif not opened.matches:
            notes.append("Les chiffres joints à ce lien ne correspondent pas à ces données : fiez-vous au calcul.")
        blocks.append(Prose(" ".join(notes)))
    return blocks
