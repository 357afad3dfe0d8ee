"""Des situations tirées au hasard de la déclaration d'un outil, quelles que soient ses entrées."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st
from tools.kit.fields import NSP, Answer, Choice, Field, Rows, Text, YesNo, fields_of
from tools.kit.numeric import Integer, Number, ThreePoint
from tools.kit.parse import parse

LETTRES = "abcéàœ ZÉ'’-_*|<>&\"[](){}#`=+@$0123456789\u202e\u200bא中"


def generate(cls: type, rng: random.Random) -> dict[str, Any]:
    """Rend une situation valide, telle qu'un JSON la porterait.

    Des champs que l'outil refuse ensemble (`check`) reviennent à leur défaut, avec ceux du même préfixe.
    """
    situation = {key: _value(spec, rng) for key, spec in fields_of(cls).items()}
    for wrong in parse(cls, situation).errors:
        prefix = wrong.partition("_")[0]
        situation = {key: value for key, value in situation.items() if not key.startswith(f"{prefix}_")}
    return situation


def situations(cls: type) -> st.SearchStrategy[dict[str, Any]]:
    """La même chose pour Hypothesis."""
    return st.builds(generate, st.just(cls), st.randoms(use_true_random=False))


def _value(spec: Field, rng: random.Random) -> Any:
    if isinstance(spec, Rows):
        return _rows(spec, rng)
    if isinstance(spec, ThreePoint):
        return dict(zip(spec.parts, sorted(_number(spec, rng) for _ in spec.parts), strict=True))
    if isinstance(spec, Integer):
        return rng.choice([int(spec.min), int(spec.max), rng.randint(int(spec.min), int(spec.max))])
    if isinstance(spec, Number):
        return _number(spec, rng)
    if isinstance(spec, YesNo):
        return rng.random() < 0.5
    if isinstance(spec, Answer):
        return rng.choice([None, *(key if key == NSP else int(key) for key, _ in spec.options)])
    if isinstance(spec, Choice):
        return rng.choice([key for key, _ in spec.options])
    if isinstance(spec, Text):
        return "x" + "".join(rng.choice(LETTRES) for _ in range(rng.randrange(spec.max_length)))
    raise TypeError(spec)


def _number(spec: Number, rng: random.Random) -> float:
    """Souvent une borne, sinon une valeur de n'importe quel ordre de grandeur entre les deux."""
    if rng.random() < 0.2:
        return rng.choice([spec.min, spec.max])
    return round(spec.min + (spec.max - spec.min) * rng.random() ** rng.choice([1, 4]), 2)


def _rows(spec: Rows, rng: random.Random) -> list[dict[str, Any]]:
    rows = [generate(spec.row, rng) for _ in range(rng.randint(spec.min_rows, spec.max_rows))]
    if spec.at_most_one:
        chosen = rng.randrange(len(rows) + 1)
        for index, row in enumerate(rows):
            row[spec.at_most_one] = index == chosen
    return rows
