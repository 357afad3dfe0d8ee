"""Des situations tirées au hasard de la déclaration d'un outil, quelles que soient ses entrées."""

from __future__ import annotations

import random
from typing import Any

from tools.kit.declare import (
    NSP,
    Answer,
    AnyField,
    Choice,
    Integer,
    Marks,
    Numeric,
    Rows,
    Sibling,
    Situation,
    Text,
    ThreePoint,
    YesNo,
    clean_text,
    fields_of,
    parse,
)
from tools.kit.share import AnyRows

LETTRES = "abcéàœ ZÉ'’-_*|<>&\"[](){}#`=+@$0123456789\u202e\u200bא中"


def generate(cls: type[Situation], rng: random.Random) -> dict[str, Any]:
    """Rend une situation valide, telle qu'un JSON la porterait.

    Des champs que l'outil refuse ensemble (`check`) reviennent à leur défaut, avec ceux du même préfixe.
    """
    situation = _object(cls, rng)
    for wrong in parse(cls, situation).errors:
        if "." in wrong:
            head, rank, part, *_ = wrong.split(".")
            situation[head][int(rank)].pop(part, None)
            continue
        prefix = wrong.partition("_")[0]
        situation = {key: value for key, value in situation.items() if not key.startswith(f"{prefix}_")}
    return situation


def _object(cls: type, rng: random.Random) -> dict[str, Any]:
    return {key: _value(spec, rng) for key, spec in fields_of(cls).items()}


def _value(spec: AnyField, rng: random.Random) -> Any:
    draw = next(draw for kind, draw in _DRAWS if isinstance(spec, kind))
    return draw(spec, rng)


def _integer(spec: Integer, rng: random.Random) -> int:
    return rng.choice([int(spec.min), int(spec.max), rng.randint(int(spec.min), int(spec.max))])


def _text(spec: Text, rng: random.Random) -> str:
    return "x" + "".join(rng.choice(LETTRES) for _ in range(rng.randrange(spec.max_length)))


def _three(spec: ThreePoint, rng: random.Random) -> dict[str, float]:
    return dict(zip(spec.parts, sorted(_number(spec, rng) for _ in spec.parts), strict=True))


def _answer(spec: Answer, rng: random.Random) -> int | str | None:
    return rng.choice([None, *(key if key == NSP else int(key) for key, _ in spec.options)])


def _number(spec: Numeric[Any], rng: random.Random) -> float:
    """Souvent une borne, sinon une valeur de n'importe quel ordre de grandeur entre les deux."""
    if rng.random() < 0.2:
        return rng.choice([spec.min, spec.max])
    return round(spec.min + (spec.max - spec.min) * rng.random() ** rng.choice([1, 4]), 2)


def _rows(spec: AnyRows, rng: random.Random) -> list[dict[str, Any]]:
    rows = [_object(spec.row, rng) for _ in range(rng.randint(spec.min_rows, spec.max_rows))]
    if spec.at_most_one:
        chosen = rng.randrange(len(rows) + 1)
        for index, row in enumerate(rows):
            row[spec.at_most_one] = index == chosen
    for row in rows[2:]:  # les deux premières sont complètes : une situation en demande deux
        for key, sub in fields_of(spec.row).items():
            if isinstance(sub, Sibling) and _name(spec, row) != _name(spec, rows[0]) and rng.random() < 0.2:
                row[key] = rows[0][spec.key]
            elif sub.asked and not row.get(spec.at_most_one) and rng.random() < 0.02:
                row[key] = None
    return rows


def _name(spec: AnyRows, row: dict[str, Any]) -> str:
    return clean_text(row[spec.key])


_DRAWS: tuple[tuple[type[AnyField], Any], ...] = (
    (Rows, _rows),
    (ThreePoint, _three),
    (Integer, _integer),
    (Numeric, _number),
    (YesNo, lambda _, rng: rng.random() < 0.5),
    (Answer, _answer),
    (Choice, lambda spec, rng: rng.choice([key for key, _ in spec.options])),
    (Text, _text),
    (Sibling, lambda *_: ""),
    (Marks, lambda _, rng: rng.choice(["", "postes", "duree_h forfait_poste_eur", "sortie_eur:dependance"])),
)
"""Comment tirer une valeur de chaque sorte de champ ; la première sorte qui convient l'emporte."""
