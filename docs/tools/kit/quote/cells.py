"""Les cases d'une ligne, triées par ce qu'elles sont : quantités par rôle, unité dite à part, remarques, réserves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from tools.kit.declare import shorten
from tools.kit.quote.columns import UNKNOWN, UNTITLED
from tools.kit.quote.quantity import Quantity, read_quantity
from tools.kit.quote.words import (
    QuoteError,
    Unit,
    changes_meaning,
    data,
    has_digit,
    ignored,
    named,
    scan,
    stem,
    tokens,
    unit_of,
)

Cell = tuple[str, str, Unit]
"""Le rôle d'une case, son texte, et l'unité que dit son titre."""
SKIPPED = {"reference", "aide"}
"""Les colonnes qui ne disent rien d'une valeur."""
BARE = {*SKIPPED, "remarque", "unite", "remise", UNKNOWN}
"""Celles qui, seules, laissent une ligne sans valeur : un titre, une case à remplir."""
NOT_FIRM = "pas de montant ferme"
TTC = "montant TTC ; donnez-le hors taxes : le taux de TVA n'est pas deviné."


@dataclass
class Cells:
    """Les cases d'une ligne, une fois triées.

    `found` : les quantités, par rôle. `unit` : l'unité dite dans une case à elle. `free` : « inclus ». `refused` : ce
    qui empêche d'en prendre une valeur. `aside` : ce qui n'est pas lu, et ne change rien. `texts` : les autres textes.
    """

    found: dict[str, list[Quantity]] = field(default_factory=dict)
    unit: Unit = Unit()
    aside: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    free: bool = False
    refused: str = ""

    def refuse(self, why: str) -> None:
        """Retient la première raison de ne rien prendre."""
        self.refused = self.refused or why


def sort_cells(cells: Sequence[Cell]) -> Cells:
    """Trie les cases d'une ligne par ce qu'elles sont."""
    done = Cells(texts=[text for role, text, _ in cells if role not in {*SKIPPED, "remarque", "unite", UNKNOWN}])
    for role, text, unit in cells:
        if role in SKIPPED:
            continue
        if role == "unite":
            _add_unit(done, text)
        elif role in {"remarque", "taxe", UNKNOWN}:
            _add_aside(done, role, text)
        elif role == "remise":
            if text.strip(" 0,.%€-–"):
                done.refuse(f"« {shorten(text)} » : une remise ou une réserve est dite à part ; donnez le montant net.")
        elif has_digit(text):
            _add_number(done, role, text, unit)
        else:
            _add_words(done, text)
    if not done.found and any(role == "taxe" for role, _, _ in cells):
        done.refuse("seul un montant TTC est donné ; il le faut hors taxes.")
    return done


def _add_aside(cells: Cells, role: str, text: str) -> None:
    if role != "taxe" and changes_meaning(text):
        cells.refuse(f"« {shorten(text)} » peut changer la valeur : donnez-la sans réserve.")
    cells.aside.append(text)


def _add_unit(cells: Cells, text: str) -> None:
    words = [stem(word) for word in tokens(text)]
    unit = Unit(each=named("chacun")[words[0]]) if len(words) == 1 and words[0] in named("chacun") else unit_of(text)
    if unit is None:
        cells.refuse(f"« {shorten(text)} » n'est pas une unité connue.")
    else:
        cells.unit = cells.unit.merged(unit)


def _add_number(cells: Cells, role: str, text: str, unit: Unit) -> None:
    if role == UNTITLED:
        cells.refuse(f"« {shorten(text)} » : colonne sans titre.")
        return
    try:
        quantity = read_quantity(text)
        quantity = replace(quantity, unit=quantity.unit.merged(unit))
        cells.found.setdefault(role, []).append(quantity)
    except QuoteError as error:
        cells.refuse(str(error))


def _add_words(cells: Cells, text: str) -> None:
    """Un texte sans chiffre : « inclus », « sur devis », une unité, une remarque."""
    words = {stem(word) for word in tokens(text)}
    if text.startswith("#"):
        cells.refuse(f"« {shorten(text)} » : le tableur n'a pas de valeur dans cette case.")
    elif not words:
        cells.aside.append(text)
    elif scan(tokens(text), alone=True)[0].tax == "TTC":
        cells.refuse(TTC)
    elif words & ignored("gratuit"):
        if words <= ignored("gratuit") | ignored("dans"):
            cells.free = True
        cells.refuse("" if cells.free else f"« {shorten(text)} » : à préciser. Donnez le montant, ou 0.")
    elif " ".join(map(stem, tokens(text))) in _not_firm():
        cells.refuse(f"« {shorten(text)} » : {NOT_FIRM}.")
    elif unit_of(text) is not None:
        _add_unit(cells, text)
    elif changes_meaning(text):
        cells.refuse(f"« {shorten(text)} » peut changer la valeur : donnez-la sans réserve.")
    else:
        cells.aside.append(text)


@cache
def _not_firm() -> set[str]:
    return {" ".join(map(stem, tokens(one))) for one in data()["sans_prix"]["mots"]}
