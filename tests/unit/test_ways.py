"""Ce que les pages de comparaison des mesures montrent est ce que le modèle calcule, et rien d'autre ne passe."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tools.couts.inputs import RESTER, Inputs
from tools.couts.offre import Offre
from tools.kit import bridge
from tools.kit.compute import TroisPoints
from tools.kit.declare import Numeric, ThreePoint, fields_of, preset_inputs
from tools.kit.link import open_record

from scripts.bench.others import portage
from scripts.bench.ways import check_partial, check_whole, portable, sample, sample_link

HERE = Path(__file__).parent


def _unbound(inputs: Inputs) -> Inputs:
    """La même situation, dans ce que les portages savent faire : sans contrat à quitter, et l'on reste."""
    rows = tuple(replace(offre, actuelle=False) for offre in inputs.comparees().offres)
    return replace(inputs, offres=rows, fin=RESTER)


def _everything() -> Inputs:
    """Aucune valeur nulle : chaque ligne du total compte."""
    rows = []
    for offre in sample().offres:
        wanted: dict[str, Any] = {
            key: TroisPoints(500, 1000, 3000) if isinstance(spec, ThreePoint) else 7
            for key, spec in fields_of(Offre).items()
            if isinstance(spec, Numeric) and getattr(offre, key) in {0, TroisPoints(0, 0, 0)}
        }
        rows.append(replace(offre, **wanted))
    rows[0] = replace(rows[0], plancher_eur_mois=5_000)
    return replace(
        sample(), offres=tuple(rows), horizon_mois=43, croissance_pct=12, revision_salaires_pct=4, marge_horaire_eur=250
    )


@cache
def _situations() -> tuple[Inputs, ...]:
    return (sample(), _everything(), *map(_unbound, preset_inputs(Inputs).values()))


@cache
def _shown() -> dict[str, list[str]]:
    asked = json.dumps([portable(inputs) for inputs in _situations()])
    done = subprocess.run(
        ["node", str(HERE / "portages.mjs")], input=asked, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found | {"cpython": [portage.reponse(*portable(inputs)) for inputs in _situations()]}


@pytest.mark.parametrize("engine", ["cpython", "micropython", "javascript"])
def test_ports_agree_with_the_model(engine: str) -> None:
    """Dans chaque moteur : les totaux du modèle à l'euro près, ses médianes à 2 % près, et le même texte."""
    for shown, inputs in zip(_shown()[engine], _situations(), strict=True):
        check_partial(shown, inputs)
    assert _shown()[engine] == _shown()["cpython"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("188207 € attendus", "188209 € attendus"),
        ("178255 € en médiane", "171000 € en médiane"),
        ("Offre pilotée", "Offre minimale"),
        ("\n", " "),
    ],
)
def test_a_wrong_figure_stops_the_measure(right: str, wrong: str) -> None:
    """Deux euros de trop, une médiane à 3 % près, un autre nom, une ligne de moins : rien de cela ne passe."""
    shown = portage.reponse(*portable(sample()))
    check_partial(shown)
    assert right in shown
    with pytest.raises(ValueError, match="le modèle dit"):
        check_partial(shown.replace(right, wrong))


def test_a_whole_answer_is_exact() -> None:
    """La réponse entière se compare au signe près."""
    shown = bridge.summary_html(open_record("couts", sample_link()).answer)
    check_whole(shown)
    with pytest.raises(ValueError, match="autre réponse"):
        check_whole(shown.replace("1", "2", 1))
