"""Comment chaque chiffre est calculé, avec les nombres du lecteur."""

from __future__ import annotations

import math

from tools.couts.model import TIRAGES, OffreResultat, Resultat
from tools.couts.model.lines import premier_mois
from tools.couts.view.formulas.lines import line_formulas
from tools.couts.view.formulas.offers import eur, offer_formulas, period_labels
from tools.kit.french import format_number, format_share, format_value
from tools.kit.write import Formula


def all_formulas(result: Resultat) -> list[Formula]:
    """Une formule par chiffre montré, toutes offres confondues."""
    found = [_gap(result), _odds(result)]
    if result.croisement:
        found.append(_crossover(result))
    for i, figures in enumerate(result.offres):
        found += offer_formulas(result, i)
        found += line_formulas(result, i)
        found += [_years(result, i, figures), _cumulated(result, i, figures)]
    return found


def _gap(result: Resultat) -> Formula:
    best, second = (result.offres[i] for i in result.rang[:2])
    _, low, high = result.ecart
    return Formula(
        "ecart",
        "Écart attendu entre les deux offres les moins chères",
        [
            f"Coût total de « {second.nom} » − coût total de « {best.nom} »",
            f"{eur(second.total_eur)} − {eur(best.total_eur)} = {eur(result.ecart[0])}",
            f"Enveloppe des trois façons de partager la chance, sur {format_number(TIRAGES)} cas simulés chacune : "
            f"dans la plus basse, un cas sur dix est sous {eur(low)} ; dans la plus haute, un sur dix au-dessus de "
            f"{eur(high)}.",
            f"Durée : {result.inputs.horizon_mois} mois ; montants hors taxes, non actualisés.",
        ],
    )


NOMS_DES_CAS = {
    "partagee": "la même chance pour les deux",
    "separee": "à chacune la sienne",
    "groupee": "à chacune la sienne, et les malheurs vont ensemble",
}
"""Les trois façons de partager la chance, en mots."""


def _odds(result: Resultat) -> Formula:
    best, second = (result.offres[i] for i in result.rang[:2])
    cases = result.simulation.par_cas(result.rang[:2])
    steps = [
        f"Part des {format_number(TIRAGES)} cas simulés où « {best.nom} » coûte moins que « {second.nom} »",
        *(f"{NOMS_DES_CAS[cas][0].upper()}{NOMS_DES_CAS[cas][1:]} : {format_share(cases[cas], 1)}" for cas in cases),
        "Nul ne sait laquelle des trois est vraie : la chance est donc un intervalle.",
    ]
    return Formula("chance", "Chance que la première coûte moins que la seconde", steps)


def _crossover(result: Resultat) -> Formula:
    crossing = result.croisement
    best = result.offres[result.rang[0]]
    if crossing is None:
        raise ValueError(result.croisement)
    rival = next(o for o in result.offres if o.nom == crossing.de)
    before, at = crossing.mois - 1, crossing.mois
    return Formula(
        "croisement",
        "Mois où les courbes se croisent",
        [
            f"Premier mois à partir duquel « {best.nom} » reste la moins chère jusqu'au bout",
            f"Au mois {before} : {eur(best.cumul_eur[before])}, contre {eur(rival.cumul_eur[before])} "
            f"pour « {rival.nom} »",
            f"Au mois {at} : {eur(best.cumul_eur[at])}, contre {eur(rival.cumul_eur[at])}",
        ],
    )


def _years(result: Resultat, i: int, o: OffreResultat) -> Formula:
    inputs, offre = result.inputs, result.inputs.offres[i]
    parts = zip(period_labels(inputs.horizon_mois), o.annees_eur, strict=True)
    month = math.fsum(premier_mois(inputs, offre).values())
    return Formula(
        f"annees-{i}",
        f"Coût par année de « {o.nom} »",
        [
            "Au départ : mise en place et changement ; chaque année : somme de ses mois ; à la fin : sortie comptée",
            f"Le premier mois coûte {eur(month)} ; ensuite, chaque année, ses prix changent de "
            f"{format_value(offre.revision_pct, '%')}, les salaires de "
            f"{format_value(inputs.revision_salaires_pct, '%')}, le nombre de personnes de "
            f"{format_value(inputs.croissance_pct, '%')}",
            " ; ".join(f"{label} : {eur(value)}" for label, value in parts),
            f"La somme est le coût total : {eur(o.total_eur)}",
        ],
    )


def _cumulated(result: Resultat, i: int, o: OffreResultat) -> Formula:
    dates = " ; ".join(f"mois {t} : {eur(o.cumul_eur[t])}" for t, _, _ in result.bandes[i])
    return Formula(
        f"cumul-{i}",
        f"Coût cumulé de « {o.nom} »",
        [
            "Mise en place et changement, puis la somme des mois écoulés ; la sortie comptée s'ajoute au dernier mois",
            dates,
            f"La fourchette vient de {format_number(TIRAGES)} cas simulés où les malheurs d'une offre vont ensemble, "
            "arrêtés à cette date : un sur dix est en dessous, un sur dix au-dessus",
        ],
    )
