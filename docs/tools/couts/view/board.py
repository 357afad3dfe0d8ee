"""La comparaison pour le conseil : la page d'une feuille, la phrase d'un lien, et la mesure d'un désaccord."""

from __future__ import annotations

from tools.couts.inputs import Inputs
from tools.couts.model import OffreResultat, Resultat
from tools.couts.view.decision import about, decisive_bars, range_words
from tools.couts.view.words import finer, format_month
from tools.kit.declare import Words
from tools.kit.french import format_euros, format_odds, format_span, format_value, join_words, rounding_step
from tools.kit.link import Sentence
from tools.kit.share import Scale, Yardstick
from tools.kit.write import Board, Table

RECU = (
    Sentence(
        7,
        "Sur {champ:horizon_mois} mois, « {0:nom:offres.nom} » est l'option la moins chère en moyenne, et dans {2:pct} "
        "des cas simulés ; écart attendu de {3:euros:4:5} avec « {1:nom:offres.nom} » (huit cas sur dix : de "
        "{4:euros:4:5} à {5:euros:4:5}).",
    ),
)
"""La phrase d'un lien reçu ; les rangs sont ceux de `headline`."""


def board(inputs: Inputs, result: Resultat, verdict: str, step: float) -> Board:
    """La page du conseil : options de la moins chère à la plus chère, ce qui décide, la suite à donner."""
    rows = [_option(result.offres[i], step) for i in result.rang]
    header = ["Option", "Coût attendu", "Huit cas sur dix", "La moins chère", "Par personne et par mois"]
    months = format_value(inputs.horizon_mois, "mois")
    return Board(
        question=f"Quelle option pour notre informatique, sur {months} et {format_value(inputs.postes, 'personnes')} ?",
        verdict=verdict,
        options=Table("Les options, en euros HT sur toute la durée", header, rows),
        decide=[
            f"{about(bar)} : {range_words(inputs, bar)} ; fait bouger l'écart de {format_euros(bar.effet_eur, step)}."
            for bar in decisive_bars(result, step)
        ],
        next_step=_next_step(inputs, result, step),
    )


def _option(offer: OffreResultat, step: float) -> list[Words]:
    return [
        offer.nom,
        format_euros(offer.total_eur, step),
        format_span(offer.p10_eur, offer.p90_eur, step),
        format_odds(offer.proba_moins_chere),
        format_value(offer.par_poste_mois_eur, "€", 0),
    ]


def _next_step(inputs: Inputs, result: Resultat, step: float) -> str:
    parts: list[str] = []
    waiting = result.attente
    if inputs.offres[result.rang[0]].actuelle:
        parts.append("Garder l'option actuelle, et refaire ce calcul à la prochaine échéance du contrat.")
    elif waiting and waiting.mois_rembourse and waiting.cout_mois_eur > 0:
        cost = format_month(waiting.cout_mois_eur)
        parts.append(
            f"Fixer la date de la décision : chaque mois d'attente coûte {cost}, et le changement est remboursé au "
            f"mois {waiting.mois_rembourse}."
        )
    bars = decisive_bars(result, step)[:2]
    if bars and 10 * result.evpi_eur > step / 2:
        doubts = join_words(about(bar, lower=True) for bar in bars)
        worth = format_euros(result.evpi_eur, finer(step))
        parts.append(
            f"Faire préciser par écrit, avant de choisir : {doubts}. Lever tout doute vaudrait au plus {worth}."
        )
    return " ".join(parts) or "Décider : lever les derniers doutes ne changerait presque rien au choix."


def scale(inputs: Inputs, result: Resultat) -> Scale[Resultat]:
    """Ce qu'on compare entre deux situations : qui gagne, et l'écart entre les deux moins chères de la première."""
    best, second = (result.offres[i].nom for i in result.rang[:2])

    def gap(other: Resultat) -> float | None:
        totals = {offer.nom: offer.total_eur for offer in other.offres}
        return totals[second] - totals[best] if {best, second} <= totals.keys() else None

    step = rounding_step(*result.ecart[1:])
    measure = Yardstick(
        column="Effet sur l'écart",
        label=f"l'écart de coût attendu en faveur de « {best} » face à « {second} »",
        value=gap,
        show=lambda value: format_euros(value, step),
    )
    return Scale(lambda other: f"« {other.offres[other.rang[0]].nom} » est la moins chère", [measure])
