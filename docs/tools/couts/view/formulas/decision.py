"""Le calcul de ce qui ferait changer d'avis, avec les nombres du lecteur."""

from __future__ import annotations

import math

from tools.couts.inputs import Inputs, Offre
from tools.couts.model import TIRAGES, Resultat
from tools.couts.model.decision import Attente, Barre
from tools.couts.model.lines import actuelle, bases
from tools.couts.view.decision import MONTREES, about, apart, rounded, spec_of, tips, value_of
from tools.kit.compute import pert_quantile
from tools.kit.french import format_digits, format_euros, format_number, format_value
from tools.kit.write import Formula


def all_formulas(inputs: Inputs, result: Resultat) -> list[Formula]:
    """Les calculs de cette partie, avec les nombres du lecteur."""
    gap = format_euros(result.ecart[0])
    found: list[Formula] = []
    if result.tornade:
        steps = ["écart + pente × (valeur − moyenne), les autres valeurs à leur moyenne ; la pente est exacte"]
        steps += [_swing_step(inputs, bar, gap) for bar in result.tornade[:MONTREES]]
        found.append(Formula("tornade", "Tornade : l'écart quand une valeur bouge seule", steps))
    found.append(_tipping_formula(result, gap))
    current = actuelle(inputs)
    if result.attente and current:
        found.append(_waiting_formula(inputs, result.attente, current))
    blind, known = map(format_euros, result.savoir)
    found.append(
        Formula(
            "evpi",
            "Valeur de l'information parfaite",
            [
                "Le plus petit coût moyen − la moyenne du plus petit coût de chaque cas simulé",
                f"{format_number(TIRAGES)} cas simulés, les hasards à leur moyenne : {blind} − {known} "
                f"= {format_euros(result.evpi_eur)}",
            ],
        )
    )
    return found


def _swing_step(inputs: Inputs, bar: Barre, gap: str) -> str:
    _, value = value_of(inputs, bar)
    unit = spec_of(bar.cle).unit
    low, high = (pert_quantile(value, q) for q in (0.1, 0.9))
    steep = format_digits((bar.p90_eur - bar.p10_eur) / (high - low), 5, "€")
    ends = f"{format_value(rounded(low), unit)} (un cas sur dix en dessous) → {format_euros(bar.p10_eur)}"
    ends += f" ; {format_value(rounded(high), unit)} (un sur dix au-dessus) → {format_euros(bar.p90_eur)}"
    mean = format_value(rounded(value.moyenne), unit)
    return f"{about(bar)} : {gap} + {steep} par unité × (valeur − {mean}) ; {ends}"


def _tipping_formula(result: Resultat, gap: str) -> Formula:
    steps = ["valeur − écart ÷ pente ; retenue si elle reste dans les bornes du champ", f"Écart attendu : {gap}"]
    for point in tips(result):
        unit, threshold = spec_of(point.cle).unit, point.seuil or 0
        if threshold == point.actuel:
            steps.append(f"{about(point)} : {format_value(rounded(point.actuel), unit)}, l'écart est déjà nul")
            continue
        now, then = apart(point.actuel, threshold, unit)
        steep = format_digits(result.ecart[0] / (point.actuel - threshold), 5, "€")
        steps.append(f"{about(point)} : {now} − {gap} ÷ {steep} par unité = {then}")
    return Formula("bascule", "Bascule : la valeur où l'écart est nul", steps)


def _waiting_formula(inputs: Inputs, waiting: Attente, current: Offre) -> Formula:
    other = next(offre for offre in inputs.offres if offre.nom == waiting.vers)
    months = [math.fsum(bases(inputs, offre).values()) for offre in (current, other)]
    due = [other.mise_en_place_eur.moyenne, current.sortie_eur.moyenne]
    paid = f"mois {waiting.mois_rembourse}" if waiting.mois_rembourse else "jamais sur la période"
    return Formula(
        "attente",
        "Coût d'attendre un mois",
        [
            "Coût du premier mois de l'offre actuelle − coût du premier mois de la meilleure autre",
            f"« {current.nom} » − « {other.nom} » : "
            f"{format_euros(months[0])} − {format_euros(months[1])} = {format_euros(waiting.cout_mois_eur)}",
            f"À rembourser, mise en place de l'autre et sortie de l'actuelle : {format_euros(due[0])} + "
            f"{format_euros(due[1])} = {format_euros(math.fsum(due))}",
            f"Premier mois où les gains de chaque mois, cumulés, couvrent cette somme : {paid}",
        ],
    )
