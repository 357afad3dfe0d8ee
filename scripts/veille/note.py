"""Une ligne du compte rendu de veille : son état, et une phrase."""

from __future__ import annotations

from dataclasses import dataclass

TO_DO, NOT_RUN, NOT_SEEN = "à faire", "non exécuté", "non vérifié"
COMING, TO_KNOW, FINE = "à venir", "à savoir", "en ordre"
FAILING = {TO_DO, NOT_RUN, NOT_SEEN}
"""Ce qui fait échouer `--strict` : ce qui est à reprendre, et ce qu'on n'a pas pu voir."""


@dataclass(frozen=True)
class Note:
    """Ce que la veille a vu d'une chose."""

    state: str
    text: str

    def __str__(self) -> str:
        return f"  {self.state} : {self.text}"
