"""L'image de la réponse : ce que chaque offre fait payer, prend de temps et laisse de pertes, sur une même échelle."""

from __future__ import annotations

from tools.couts.model import Resultat
from tools.couts.model.lines import GROUPES
from tools.couts.view.words import MILLIERS, step_of
from tools.kit.draw import Bar, Heading, bar_chart
from tools.kit.french import format_euros
from tools.kit.write import Figure, Table

HEADING = Heading(
    "graphique-postes",
    "Coût total attendu : ce qui est payé, le temps, les pertes",
    "Une barre par offre, en milliers d'euros.",
)


def picture(result: Resultat, table: Table) -> Figure:
    """Une pile par offre, dans l'ordre du formulaire ; `table` en donne les nombres, à côté."""
    step = step_of(result)
    bars = [
        Bar(o.nom, [o.groupes[groupe] for groupe in GROUPES], format_euros(o.total_eur, step)) for o in result.offres
    ]
    caption = f"Coût total attendu sur {result.inputs.horizon_mois} mois, et ce dont il est fait"
    svg = bar_chart(HEADING, list(GROUPES.values()), bars, MILLIERS)
    return Figure("postes", caption, table, svg, folded=False)
