"""Le calcul de la version 1.1.0 : onze mois travaillés au lieu de douze."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tools.essai.inputs import Inputs

VERSION = "1.1.0"


@dataclass(frozen=True)
class Resultat:
    """Le coût d'une année, en euros, et le rang de la tâche la plus longue."""

    cout_eur: float
    plus_longue: int


def compute(inputs: Inputs) -> Resultat:
    """Rend le coût d'une année : `11 × (heures + tâches) × taux`."""
    hours = math.fsum([inputs.heures_mois, *(t.heures for t in inputs.taches)])
    longest = max(range(len(inputs.taches)), key=lambda i: inputs.taches[i].heures)
    return Resultat(11 * hours * inputs.taux_eur, longest)
