"""La comparaison pour le conseil : la page d'une feuille, la phrase d'un lien, et la mesure d'un désaccord."""

from __future__ import annotations

from tools.couts.inputs import Inputs
from tools.couts.model import OffreResultat, Resultat
from tools.couts.model.lines import GROUPES
from tools.couts.view.completeness import declared
from tools.couts.view.decision import about, decisive_bars, field_of, is_uncertain, range_words, worth_of_knowing
from tools.couts.view.verdict import asked_back, given, rival, waiting
from tools.couts.view.words import months, quoted, settled
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
    given_back = [given(result, one) for one in asked_back(result) if one is result.a_rendre]
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
    if worth := worth_of_knowing(result):
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
    doubts = _doubts(result, step)
    if not settled(result):
        parts.append("Ne pas choisir sur le seul coût." + (f" Faire préciser d'abord : {doubts}." if doubts else ""))
    elif doubts:
        parts.append(f"Mesurer ou faire préciser par écrit, avant de décider : {doubts}.")
    return " ".join(parts) or _decide(result)


def _doubts(result: Resultat, step: float) -> str:
    """Ce qu'il faut savoir mieux : les deux valeurs qui décident, et l'offre que leur écart ne montre pas."""
    found = [about(bar, lower=True) for bar in decisive_bars(result, step)[:2]]
    other = rival(result)
    if other and is_uncertain(result.inputs.offres[result.offres.index(other)]):
        found.append(f"ce qui est incertain de {quoted(other.nom)}")
    return join_words(found) if found else ""


def _decide(result: Resultat) -> str:
    """La suite quand rien n'est à préciser : le hasard, s'il en reste, n'est pas un doute que l'on lève."""
    if result.ecart[1] == result.ecart[2] and result.offres[result.rang[0]].chance[0] >= 1:
        return "Décider : aucune valeur incertaine ne ferait bouger l'écart."
    return (
        "Décider sur la moyenne : aucune valeur à préciser, seule, ne ferait bouger l'écart ; le reste tient au hasard "
        "(interruptions, sinistres)."
    )


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
    return Scale(_answer, [measure])


def _answer(result: Resultat) -> str:
    """La réponse en quelques mots, dans une phrase : celle du verdict."""
    leaving = result.depart
    if leaving and waiting(result):
        return f"attendre {months(leaving.mois)}, puis passer à {quoted(leaving.vers)}, est le moins cher"
    one, two = (result.offres[i].nom for i in sorted(result.rang[:2]))
    if not settled(result):
        return f"on ne peut pas départager {quoted(one)} et {quoted(two)}"
    return f"{quoted(result.offres[result.rang[0]].nom)} est la moins chère"
