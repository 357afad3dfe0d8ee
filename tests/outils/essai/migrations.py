"""De 1.0.0 à 1.1.0."""

from __future__ import annotations

from tools.kit.declare import Data
from tools.kit.link import Step


def _to_1_1(data: Data) -> Data:
    renamed = {key: value for key, value in data.items() if key != "heures"}
    return {**renamed, "heures_mois": data["heures"]}


STEPS = (Step("1.1.0", "une année compte désormais onze mois travaillés, et non douze.", _to_1_1),)
