"""L'image de la réponse : partir, ou perdre le prestataire, sur un même axe de jours."""

from __future__ import annotations

from tools.dependance.model.leaving import Sorties
from tools.dependance.view.words import leaving_days, service_days
from tools.kit.draw import Heading, Interval, Unit, interval_chart
from tools.kit.write import Figure, Table

HEADING = Heading(
    "g-sorties",
    "Partir, ou perdre notre prestataire : combien de temps",
    "Trois barres sur un même axe de jours : pleines jusqu'au plus court, claires jusqu'au plus long.",
)
JOURS = Unit("jours", "jours depuis aujourd'hui")
PARTIR, ESSENTIEL, PERDRE = "Partir : tout remplacer", "Perdre : rétablir l'essentiel", "Perdre : tout remplacer"
CHOISIE, DEFAILLANCE = 2, 4
"""Les couleurs : partir de notre gré n'est pas subir."""


def picture(sorties: Sorties, table: Table) -> Figure:
    """Trois durées, huit cas simulés sur dix ; `table` en donne les nombres et les coûts, à côté."""
    chosen, lost = sorties.choisie, sorties.defaillance
    bars = [
        Interval(PARTIR, chosen.jours_p10, chosen.jours_p90, CHOISIE, leaving_days(chosen)),
        Interval(ESSENTIEL, lost.service_minimal_p10_j, lost.service_minimal_p90_j, DEFAILLANCE, service_days(lost)),
        Interval(PERDRE, lost.jours_p10, lost.jours_p90, DEFAILLANCE, leaving_days(lost)),
    ]
    caption = "En plein, le plus court ; en clair, jusqu'au plus long : huit cas simulés sur dix finissent là"
    return Figure("sorties", caption, table, interval_chart(HEADING, bars, JOURS), folded=False)
