"""La comparaison pour le conseil : la page d'une feuille, la phrase d'un lien, et la mesure d'un désaccord."""

from __future__ import annotations

from tools.couts.decision_view import DECISIVES, about, range_words
from tools.couts.inputs import Inputs
from tools.couts.model import OffreResultat, Resultat
from tools.kit.board import Board
from tools.kit.disagreement import Yardstick
from tools.kit.format import format_euros, format_odds, format_value, join_words, rounding_step
from tools.kit.received import Sentence
from tools.kit.report import Table, escape

RECU = (
    Sentence(
        7,
        "Sur {champ:horizon_mois} mois, « {0:nom:offres.nom} » est l'option la moins chère en moyenne, et dans {2:pct} "
        "des tirages ; écart attendu de {3:euros:4:5} avec « {1:nom:offres.nom} » (de {4:euros:4:5} à {5:euros:4:5}).",
    ),
)
"""La phrase d'un lien reçu ; les rangs sont ceux de `headline`."""


def board(inputs: Inputs, result: Resultat, verdict: str) -> Board:
    """La page du conseil : options de la moins chère à la plus chère, ce qui décide, la suite à donner."""
    step = rounding_step(*result.ecart[1:])
    rows = [_option(result.offres[i], step) for i in result.rang]
    header = ["Option", "Coût attendu", "Huit cas sur dix", "La moins chère", "Par personne et par mois"]
    months = format_value(inputs.horizon_mois, "mois")
    return Board(
        question=f"Quelle option pour notre informatique, sur {months} et {format_value(inputs.postes)} personnes ?",
        verdict=verdict,
        options=Table("Les options, en euros HT sur toute la durée", header, rows),
        decide=[
            f"{about(bar)} : {range_words(inputs, bar)} ; fait bouger l'écart de {format_euros(bar.effet_eur, step)}."
            for bar in result.tornade[:DECISIVES]
        ],
        next_step=_next_step(result, step),
    )


def _option(offer: OffreResultat, step: float) -> list[str]:
    low = format_value(round(offer.p10_eur / step) * step, "", 0)
    return [
        escape(offer.nom),
        format_euros(offer.total_eur, step),
        f"{low} à {format_euros(offer.p90_eur, step)}",
        format_odds(offer.proba_moins_chere),
        format_value(offer.par_poste_mois_eur, "€", 0),
    ]


def _next_step(result: Resultat, step: float) -> str:
    parts = []
    waiting = result.attente
    if waiting and waiting.cout_mois_eur > 0:
        cost = format_euros(waiting.cout_mois_eur, step / 10 or 1)
        paid = f", et le changement est remboursé au mois {waiting.mois_rembourse}" if waiting.mois_rembourse else ""
        parts.append(f"Fixer la date de la décision : chaque mois d'attente coûte {cost}{paid}.")
    if result.tornade:
        doubts = join_words(about(bar, lower=True) for bar in result.tornade[:2])
        parts.append(
            f"Faire préciser par écrit, avant de choisir : {doubts}. Lever tous les doutes vaudrait au plus "
            f"{format_euros(result.evpi_eur, max(1, step / 100))}."
        )
    return " ".join(parts) or "Décider : aucune valeur saisie n'est incertaine."


def yardstick(inputs: Inputs, result: Resultat) -> Yardstick:
    """Ce qu'on compare entre deux situations : l'écart entre les deux offres les moins chères de la première."""
    best, second = result.rang[:2]
    names = [escape(result.offres[i].nom) for i in (best, second)]

    def gap(other: Resultat) -> float | None:
        if max(best, second) >= len(other.offres):
            return None
        return other.offres[second].total_eur - other.offres[best].total_eur

    step = rounding_step(*result.ecart[1:])
    return Yardstick(
        label=f"l'écart de coût attendu en faveur de « {names[0]} » face à « {names[1]} »",
        value=gap,
        show=lambda value: format_euros(value, step),
    )
