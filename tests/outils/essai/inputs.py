"""Les entrées de la version 1.1.0 : `heures` est devenue `heures_mois`, `remise_pct` n'existe plus, le taux a monté."""

from __future__ import annotations

from dataclasses import dataclass

from tools.kit.declare import Number, Rows, Situation, Text, Typed, declare


@dataclass(frozen=True)
class Tache:
    """Une tâche, et ses heures."""

    nom: Typed = declare(Text(label="Tâche", help="Son nom.", max_length=30))
    heures: float = declare(Number(label="Heures de la tâche", help="Par mois.", unit="h", min=0, max=100, default=3))


@dataclass(frozen=True)
class Inputs(Situation):
    """Une situation."""

    heures_mois: float = declare(
        Number(
            label="Heures par mois", help="Le temps passé.", unit="h/mois", min=0, max=500, default=10, essential=True
        )
    )
    taux_eur: float = declare(
        Number(label="Coût d'une heure", help="En moyenne.", unit="€/h", min=0, max=500, default=45, essential=True)
    )
    taches: tuple[Tache, ...] = declare(
        Rows(
            label="Tâches", help="De une à trois.", row=Tache, min_rows=1, max_rows=3, singular="Tâche", feminine=True,
            key="nom", default=(Tache(Typed("Relances")),),
        )
    )  # fmt: skip
