"""Les façons de faire le calcul que l'on mesure côte à côte, et la preuve que chaque page montre les bons chiffres."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from tools.kit import bridge
from tools.kit.compute import TroisPoints, quantile
from tools.kit.declare import Numeric, fields_of
from tools.kit.link import open_record, payload
from tools.kit.tool import get_tool

COMPANY = (
    "postes",
    "horizon_mois",
    "croissance_pct",
    "arrivees_an",
    "cout_horaire_eur",
    "revision_salaires_pct",
    "marge_horaire_eur",
)
CLOSE = 0.02
"""Une médiane de 2 000 tirages bouge de 0,3 % (écart type, 30 graines) ; d'un tirage à l'autre, 1 % se voit."""
HALF = 0.5 + 1e-6
"""L'arrondi à l'euro, et le bruit de la machine."""
LINE = re.compile(r"(.+) : (-?\d+) € attendus, (-?\d+) € en médiane")
WHOLE = "toute la réponse, sur le même modèle"
PARTIAL = (
    "portage partiel : total attendu et médiane de 2 000 tirages indépendants de chaque offre ; ni contrat à quitter, "
    "ni malchance groupée, ni chances, ni bascules, ni phrases"
)


@dataclass(frozen=True)
class Way:
    """Une façon de faire : son nom, ce qu'elle calcule, sa page, ce que son adresse porte, ce qu'elle doit montrer.

    `check` lève `ValueError` si le texte montré n'a pas les chiffres du modèle.
    """

    name: str
    scope: str
    path: str
    fragment: Callable[[], str]
    check: Callable[[str], None]


def sample() -> Any:
    """La situation mesurée : l'exemple, une valeur changée."""
    return get_tool("couts").inputs(postes=41)


@cache
def sample_link() -> str:
    """La charge de son lien."""
    return payload(get_tool("couts").answer(sample()), bridge.EPOCH)


def sample_text() -> str:
    """La même situation pour un portage, dans une adresse."""
    return quote(json.dumps(portable(sample())))


def portable(inputs: Any) -> tuple[dict[str, float], list[tuple[str, dict[str, list[float]]]]]:
    """Ce qu'un portage lit : l'entreprise, puis chaque offre, nommée, toute valeur en trois points."""
    specs = fields_of(type(inputs.offres[0]))
    numbers = [key for key, spec in specs.items() if isinstance(spec, Numeric)]
    rows = [(str(offre.nom), {key: _triple(getattr(offre, key)) for key in numbers}) for offre in inputs.offres]
    return {key: getattr(inputs, key) for key in COMPANY}, rows


def _triple(value: float | TroisPoints) -> list[float]:
    return list(value) if isinstance(value, TroisPoints) else [value] * 3


@cache
def _summary() -> str:
    return bridge.summary_html(open_record("couts", sample_link()).answer)


def check_whole(shown: str) -> None:
    """La réponse entière, au signe près : celle que CPython écrit pour le même lien."""
    if shown != _summary():
        raise ValueError(f"La page montre une autre réponse que le modèle : {shown[:200]}")


def check_partial(shown: str, inputs: Any = None) -> None:
    """Les totaux du modèle à l'euro près, et ses médianes, aléas non groupés, à 2 % près : les tirages sont autres."""
    inputs = inputs or sample()
    result = get_tool("couts").compute(inputs)
    drawn = result.simulation.totaux["partagee"]
    wanted = [
        (str(offre.nom), offre.total_eur, quantile(sorted(column), 0.5))
        for offre, column in zip(result.offres, drawn, strict=True)
    ]
    lines = shown.split("\n")
    if len(lines) != len(wanted) or not all(map(_agrees, lines, wanted)):
        raise ValueError(f"La page montre « {shown} » ; le modèle dit {wanted}.")


def _agrees(line: str, wanted: tuple[str, float, float]) -> bool:
    name, mean, median = wanted
    match = LINE.fullmatch(line)
    return (
        match is not None
        and match[1] == name
        and abs(int(match[2]) - mean) <= HALF
        and abs(int(match[3]) - median) <= CLOSE * median
    )


OURS = Way("nôtre", WHOLE, "tools/couts/", sample_link, lambda _: None)
NAIVE = Way("naïve", WHOLE, "naif/", sample_link, check_whole)
OTHERS = (
    Way("PyScript sur Pyodide", WHOLE, "autres/pyscript.html", sample_link, check_whole),
    Way("PyScript sur MicroPython", PARTIAL, "autres/micropython.html", sample_text, check_partial),
    Way("JavaScript", PARTIAL, "autres/javascript.html", sample_text, check_partial),
)
