"""Comment le temps grandit avec les tirages et les offres."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tools.kit.declare import preset_inputs
from tools.kit.tool import MODEL, get_tool


def _seconds(work: Callable[[], Any]) -> float:
    work()  # le premier tour prépare les tirages gardés
    times = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def _work(offers: int, draws: int) -> Callable[[], Any]:
    tool = get_tool("couts")
    base: Any = preset_inputs(tool.inputs)["quarantecinq"]
    simulation = importlib.import_module(f"tools.{tool.name}.{MODEL}.simulation")
    turn = [0]

    def run() -> Any:
        turn[0] += 1  # une valeur neuve à chaque fois : rien n'est repris de la fois d'avant
        rows = tuple(
            replace(base.offres[k % 3], nom=str(k), hors_forfait_eur_h=turn[0] + k / 10) for k in range(offers)
        )
        return simulation.Simulation(replace(base, offres=rows), draws).fourchettes

    return run


def measure() -> list[tuple[str, float, float | None]]:
    """Temps par tirage à 20 000 tirages ÷ à 500 ; temps par offre à 5 offres ÷ à 2."""
    few, many = _seconds(_work(2, 500)) / 500, _seconds(_work(2, 20_000)) / 20_000
    two, five = _seconds(_work(2, 2_000)) / 2, _seconds(_work(5, 2_000)) / 5
    return [("temps par tirage, 20 000 ÷ 500", many / few, 1.5), ("temps par offre, 5 ÷ 2", five / two, 1.5)]
