"""La comparaison pour le conseil : la page d'une feuille, la phrase d'un lien, et la mesure d'un désaccord."""

from __future__ import annotations

from tools.couts.inputs import Inputs
from tools.couts.model import OffreResultat, Resultat
from tools.couts.model.lines import GROUPES
from tools.couts.view.completeness import declared
from tools.couts.view.decision import about, decisive_bars, field_of, range_words
from tools.couts.view.verdict import given, settled, waiting
from tools.couts.view.words import finer, months, quoted, step_of
from tools.kit.declare import Words
from tools.kit.french import format_euros, format_span, format_value, join_words, rounding_step
from tools.kit.link import Sentence
from tools.kit.share import Scale, Yardstick
from tools.kit.write import Board, Reason, Table

_ECART = (
    "{10:mots:10:on ne peut pas les départager ; en moyenne, |}« {0:nom:offres.nom} » revient à {4:montant:11} de "
    "moins que « {1:nom:offres.nom} » (de {5:montant:11} à {6:montant:11}), dans {2:pct} à {3:pct} des cas simulés."
)
RECU = (
    Sentence(12, "Sur {champ:horizon_mois} mois, " + _ECART),
    Sentence(
        15,
        "Le moins cher est d'attendre : partir dans {12:nombre} mois pour « {13:nom:offres.nom} » coûte "
        "{14:montant:11} de moins que toute décision prise aujourd'hui. Sur {champ:horizon_mois} mois, " + _ECART,
    ),
)
"""Les phrases d'un lien reçu, selon qu'il vaut mieux attendre ou non ; les rangs sont ceux de `headline`."""


def board(inputs: Inputs, result: Resultat, verdict: str, step: float) -> Board:
    """La page du conseil : options de la moins chère à la plus chère, ce qui décide, la suite à donner."""
    rows = [_option(result.offres[i], step) for i in result.rang]
    header = ["Option", *GROUPES.values(), "Total attendu", "Fourchette"]
    owed = result.a_rendre
    given_back = [given(result, owed)] if owed and owed.heures_an >= 1 else []
    people = format_value(inputs.postes, "personnes")
    return Board(
        question=f"Quelle option pour notre informatique, sur {months(inputs.horizon_mois)} et {people} ?",
        verdict=verdict,
        then=" ".join(given_back),
        options=Table(
            f"Les options, en euros HT sur toute la durée ; chaque somme est arrondie à {format_euros(step)}",
            header,
            rows,
        ),
        decide=[
            Reason(
                f"{about(bar)} : {range_words(result.inputs, bar)} ; fait bouger l'écart de "
                f"{format_euros(bar.effet_eur, step)}",
                [field_of(result, bar)],
            )
            for bar in decisive_bars(result, step)
        ],
        unknown=_unknown(inputs, result),
        next_step=_next_step(result, step),
    )


def _unknown(inputs: Inputs, result: Resultat) -> list[str]:
    """Ce qu'aucune offre n'a dit, ce qui n'est pas compté, et ce que vaudrait d'en savoir plus."""
    found = declared(inputs)
    if result.depart:
        found.append("La tacite reconduction et le préavis du contrat actuel ne sont pas comptés.")
    if result.tornade:
        worth = format_span(*result.evpi_eur, finer(step_of(result)))
        found.append(f"Tout savoir avant de choisir vaudrait {worth}.")
    return found


def _option(offer: OffreResultat, step: float) -> list[Words]:
    return [
        offer.nom,
        *(format_euros(offer.groupes[groupe], step) for groupe in GROUPES),
        format_euros(offer.total_eur, step),
        format_span(offer.p10_eur, offer.p90_eur, step),
    ]


def _next_step(result: Resultat, step: float) -> str:
    parts: list[str] = []
    leaving, best = result.depart, result.inputs.offres[result.rang[0]]
    if leaving and waiting(result):
        parts.append(f"Préparer le départ vers {quoted(leaving.vers)} pour le mois {leaving.mois}.")
    elif best.actuelle and settled(result):
        parts.append("Garder l'option actuelle, et refaire ce calcul à la prochaine échéance du contrat.")
    bars = decisive_bars(result, step)[:2]
    doubts = join_words(about(bar, lower=True) for bar in bars) if bars else ""
    if not settled(result):
        parts.append("Ne pas choisir sur le seul coût." + (f" Faire préciser d'abord : {doubts}." if doubts else ""))
    elif doubts:
        parts.append(f"Mesurer ou faire préciser par écrit, avant de décider : {doubts}.")
    return " ".join(parts) or "Décider : aucune valeur incertaine ne ferait bouger l'écart."


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
