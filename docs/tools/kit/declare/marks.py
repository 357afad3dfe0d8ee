"""Les valeurs que le lecteur a faites siennes sans les changer : confirmées, ou mesurées par un autre outil."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from tools.kit.declare.fields import Field, FieldError, declare, fields_of

CONFIRMEES = "confirmees"
_MARK = re.compile(r"([a-z][a-z0-9_]{0,59})(?::([a-z]{1,20}))?", re.ASCII)


ESQUISSE = "esquisse"
"""Ce qui tient lieu d'outil quand ce qu'il remet vient de réponses inventées."""


@dataclass(frozen=True, kw_only=True)
class Marks(Field[str]):
    """Des clés séparées par une espace ; « clé:outil » si la valeur vient d'un autre outil, qui l'a mesurée.

    « clé:esquisse » : il l'a tirée de réponses inventées, et elle l'est restée.
    """

    kind: ClassVar[str] = "marks"
    blank: ClassVar[object] = ""

    def parse(self, raw: object) -> str:
        words = raw.split() if isinstance(raw, str) else [""]
        if len(set(words)) < len(words) or not all(map(_MARK.fullmatch, words)):
            raise FieldError(f"{self.label} : ce n'est pas une suite de clés, chacune une fois.")
        return " ".join(words)


@dataclass(frozen=True)
class Marked:
    """Ce dont hérite une ligne dont les valeurs se confirment ; une situation en hérite aussi."""

    confirmees: str = declare(
        Marks(label="Valeurs confirmées", help="Les clés des valeurs que vous avez reconnues comme les vôtres.")
    )


def marks_of(owner: object) -> dict[str, str]:
    """Clé confirmée → l'outil qui l'a mesurée, ou vide si c'est le lecteur qui l'a confirmée."""
    words = getattr(owner, CONFIRMEES, "").split()
    return {key: tool for key, _, tool in (word.partition(":") for word in words)}


def is_marked(cls: type) -> bool:
    """Vrai si les valeurs de cette classe se confirment."""
    return CONFIRMEES in fields_of(cls)
