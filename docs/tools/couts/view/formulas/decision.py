"""Le calcul de ce qui ferait changer d'avis, avec les nombres du lecteur."""

from __future__ import annotations

from tools.couts.inputs import Inputs
from tools.couts.model import TIRAGES, Resultat
from tools.couts.model.decision import COURBES, Barre, Rendu, paye
from tools.couts.model.flows import flux
from tools.couts.model.leaving import Depart
from tools.couts.model.lines import heure_moyenne, personnes_moyennes
from tools.couts.view.decision import MONTREES, about, apart, rounded, spec_of, tips, value_of
from tools.couts.view.formulas.offers import eur
from tools.couts.view.words import current_of, format_hours
from tools.kit.compute import pert_quantile
from tools.kit.french import format_digits, format_euros, format_number, format_value
from tools.kit.write import Formula


def all_formulas(result: Resultat) -> list[Formula]:
    """Les calculs de cette partie, avec les nombres du lecteur."""
    gap = format_euros(result.ecart[0])
    found: list[Formula] = []
    rendus = {"rendre": result.a_rendre, "rendre-actuelle": result.a_rendre_actuelle}
    found += [_given(result.inputs, key, one) for key, one in rendus.items() if one]
    if result.depart:
        found.append(_departure(result, result.depart))
    if result.tornade:
        steps = ["écart + pente × (valeur − moyenne), les autres valeurs à leur moyenne ; la pente est exacte"]
        steps += [_swing_step(result.inputs, bar, gap) for bar in result.tornade[:MONTREES]]
        found.append(Formula("tornade", "Tornade : l'écart quand une valeur bouge seule", steps))
    return [*found, _tipping_formula(result, gap), _knowing(result)]


def _given(inputs: Inputs, key: str, one: Rendu) -> Formula:
    more, less = (next(o for o in inputs.offres if o.nom == name) for name in (one.offre, one.contre))
    wages, count = format_value(heure_moyenne(inputs), "€"), format_value(personnes_moyennes(inputs))
    return Formula(
        key,
        f"Ce que « {more.nom} » doit rendre, face à « {less.nom} »",
        [
            "Différence de ce qui est payé ÷ coût horaire moyen ÷ années, pertes égales par ailleurs",
            f"{eur(paye(flux(inputs, more)))} − {eur(paye(flux(inputs, less)))} = {eur(one.paye_eur)}",
            f"{eur(one.paye_eur)} ÷ {wages} ÷ ({inputs.horizon_mois} ÷ 12) = {format_value(one.heures_an, 'h', 0)}",
            f"{format_value(one.heures_an, 'h', 2)} ÷ {count} personnes en moyenne = "
            f"{format_hours(one.heures_personne_an)}",
        ],
    )


def _departure(result: Resultat, leaving: Depart) -> Formula:
    current = current_of(result)
    months = sorted({0, max(0, leaving.mois - 1), leaving.mois, min(leaving.mois + 1, result.inputs.horizon_mois)})
    shown = " ; ".join(f"après {format_value(s, 'mois')} : {eur(leaving.courbe_eur[s])}" for s in months)
    return Formula(
        "depart",
        f"Quitter « {current.nom} » pour « {leaving.vers} » après s mois",
        [
            "Ce que coûte le contrat actuel jusqu'au mois s + sa double marche + sa sortie et sa pénalité + la mise en "
            "place de l'autre offre + ses lignes jusqu'à la fin",
            f"{shown} ; rester jusqu'au bout : {eur(leaving.courbe_eur[-1])}",
            f"Le plus petit de ces coûts est au mois {leaving.mois} ; ils ne sont pas actualisés",
        ],
    )


def _knowing(result: Resultat) -> Formula:
    steps = [
        "Le plus petit coût moyen − la moyenne du plus petit coût de chaque cas simulé, les hasards à leur moyenne",
        f"{format_number(TIRAGES)} cas simulés pour chacune des trois façons de partager la chance :",
        *(
            f"{eur(blind)} − {eur(known)} = {eur(max(0.0, blind - known))}"
            for blind, known in result.simulation.savoir.values()
        ),
    ]
    return Formula("evpi", "Valeur de l'information parfaite", steps)


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
    steps = [
        "valeur − écart ÷ pente ; retenue si elle reste dans les bornes du champ. Forfait, minimum et révision des "
        "prix : la valeur se cherche en recalculant",
        f"Écart attendu : {gap}",
    ]
    for point in tips(result):
        unit, threshold = spec_of(point.cle).unit, point.seuil or 0
        if threshold == point.actuel:
            steps.append(f"{about(point)} : {format_value(rounded(point.actuel), unit)}, l'écart est déjà nul")
            continue
        now, then = apart(point.actuel, threshold, unit)
        if point.cle in COURBES:
            steps.append(f"{about(point)} : {now} aujourd'hui, l'écart est nul à {then}")
            continue
        steep = format_digits(result.ecart[0] / (point.actuel - threshold), 5, "€")
        steps.append(f"{about(point)} : {now} − {gap} ÷ {steep} par unité = {then}")
    return Formula("bascule", "Bascule : la valeur où l'écart est nul", steps)
