"""Les deux sorties, en jours et en euros : celle que l'on choisit, et la défaillance du prestataire."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields

from tools.dependance.inputs import Inputs
from tools.dependance.model.steps import AIDEES, Base, Column, Facteur, chain
from tools.dependance.questions import ETAPES
from tools.kit.compute import quantile
from tools.kit.declare import load_params

_PARAMS = load_params("dependance")
JOURS_PAR_MOIS = _PARAMS["jours_par_mois"].nombre
URGENCE_PENTE = _PARAMS["urgence_pente"].nombre
URGENTES = ("acces", "donnees")
"""Les étapes qui commandent le retour à un service minimal."""
OUVRES = 5 / 7
"""Jours travaillés par jour de calendrier."""


@dataclass(frozen=True)
class Sortie:
    """Jours et coût d'une sortie, en quantiles ; `travail` est notre travail seul, `fixe_eur` ce qui est dû au contrat.

    `chemin` : les étapes qui commandent la durée, le plus souvent ; `etapes` : le P50 du début et de la fin de chacune.
    """

    jours_p10: float
    jours_p50: float
    jours_p90: float
    cout_p10_eur: float
    cout_p50_eur: float
    cout_p90_eur: float
    travail_p10_eur: float
    travail_p50_eur: float
    travail_p90_eur: float
    fixe_eur: float
    preavis_j: float
    double_p50_j: float
    chemin: tuple[str, ...]
    etapes: dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Defaillance(Sortie):
    """La sortie que l'on subit : en plus, le retour à un service minimal, l'arrêt et le dépannage jusque-là."""

    service_minimal_p10_j: float
    service_minimal_p50_j: float
    service_minimal_p90_j: float
    urgence_acces_p50_j: float
    arret_p50_eur: float
    depannage_p50_eur: float


@dataclass(frozen=True)
class Sorties:
    """Les deux cas."""

    choisie: Sortie
    defaillance: Defaillance

    def cas(self) -> tuple[tuple[str, Sortie], ...]:
        """Les deux, chacune sous sa clé."""
        return (("choisie", self.choisie), ("defaillance", self.defaillance))


@dataclass(frozen=True)
class Tirage:
    """Une sortie, tirage par tirage : jours de chaque étape, travail et coût en euros."""

    jours: dict[str, Column]
    travail: Column
    cout: Column


@dataclass(frozen=True)
class Urgence:
    """Le retour à un service minimal, tirage par tirage : accès retrouvés, service rétabli (jours), arrêt (euros)."""

    acces: Column
    service: Column
    arret: Column


def solde(inputs: Inputs) -> float:
    """Rend ce que l'engagement fait payer, compté de la fin du préavis : `part due × forfait × mois restants`.

    Un plafond, jamais négatif : nul si le préavis couvre l'engagement.
    """
    left = max(0.0, inputs.engagement_restant_mois - inputs.preavis_mois)
    return inputs.solde_pct / 100 * inputs.forfait_mensuel_eur * left


def alone(inputs: Inputs, found: Mapping[str, Facteur], base: Base) -> dict[str, Column]:
    """Rend les facteurs quand le prestataire a disparu : accès, documents et données × `sans_aide`, rien de double."""
    columns = {step: found[step].column(base.inconnu) for step in ETAPES}
    for step in AIDEES:
        columns[step] = [inputs.sans_aide * f for f in columns[step]]
    return {**columns, "double": [0.0] * base.tirages}


def _drawn(inputs: Inputs, base: Base, columns: Mapping[str, Column]) -> Tirage:
    days = {s: [d * f for d, f in zip(base.jours[s], columns[s], strict=True)] for s in ETAPES}
    hours = [[h * f for h, f in zip(base.heures[s], columns[s], strict=True)] for s in ETAPES]
    work = [inputs.cout_horaire_eur * math.fsum(each) for each in zip(*hours, strict=True)]
    return Tirage(days, work, work)


def draw_chosen(base: Base, found: Mapping[str, Facteur]) -> Tirage:
    """Tire la sortie choisie : `coût = travail + jours de double marche × forfait par jour + pénalité + solde`."""
    inputs = base.inputs
    drawn = _drawn(inputs, base, {step: found[step].column(base.inconnu) for step in ETAPES})
    fee, fixed = inputs.forfait_mensuel_eur / JOURS_PAR_MOIS, inputs.penalite_eur + solde(inputs)
    costs = [w + d * fee + fixed for w, d in zip(drawn.travail, drawn.jours["double"], strict=True)]
    return Tirage(drawn.jours, drawn.travail, costs)


def draw_failure(base: Base, found: Mapping[str, Facteur], urgent: Urgence) -> Tirage:
    """Tire la défaillance : `coût = travail + jours ouvrés d'urgence × dépannage + arrêt` ; ni préavis, ni pénalité."""
    inputs = base.inputs
    drawn = _drawn(inputs, base, alone(inputs, found, base))
    help_ = OUVRES * inputs.depannage_eur_jour
    costs = [w + d * help_ + stop for w, d, stop in zip(drawn.travail, urgent.service, urgent.arret, strict=True)]
    return Tirage(drawn.jours, drawn.travail, costs)


def draw_urgency(base: Base, found: Mapping[str, Facteur]) -> Urgence:
    """Tire le retour à un service minimal : les accès, puis les données, chacun sous son plafond.

    `urgence × (1 + 3 (F − 1))`, les données suivant aussi la taille ; F est celui d'une sortie préparée.
    """
    inputs, top = base.inputs, base.inputs.urgence_max_j
    parts = []
    for step, quick in zip(URGENTES, base.urgence, strict=True):
        column = found[step].column(base.inconnu)
        long = [q * (1 + URGENCE_PENTE * (f - 1)) for q, f in zip(quick, column, strict=True)]
        parts.append([min(top, d) for d in long])
    service = [a + d for a, d in zip(*parts, strict=True)]
    day = stopped_day(inputs)
    return Urgence(parts[0], service, [day * equivalent_days(d) for d in service])


def stopped_day(inputs: Inputs) -> float:
    """Rend ce que coûte un jour de calendrier d'arrêt entier, en euros.

    `heures par jour × 5/7 × part arrêtée × (personnes × coût d'une heure + marge perdue par heure)`.
    """
    hours = inputs.heures_jour * OUVRES
    lost = inputs.postes * inputs.cout_horaire_eur + inputs.marge_horaire_eur
    return hours * inputs.part_arretee_pct / 100 * lost


def equivalent_days(days: float) -> float:
    """Rend les jours d'arrêt entier qui valent un premier jour entier, puis une reprise régulière jusqu'au jour D.

    `E = D si D < 1, sinon (D + 1) / 2`.

    >>> equivalent_days(0.5), equivalent_days(1), equivalent_days(9)
    (0.5, 1.0, 5.0)
    """
    return days if days < 1 else (days + 1) / 2


def leave(base: Base, found: Mapping[str, Facteur]) -> Sorties:
    """Rend les deux sorties pour ces facteurs.

    Choisie : le préavis court pendant que l'on s'organise, `jours = max(préavis, chemin le plus long)`. Défaillance :
    ni préavis, ni double exploitation, ni pénalité, mais un arrêt, un dépannage, et moins d'aide.
    """
    urgent = draw_urgency(base, found)
    chosen = summed(draw_chosen(base, found), base.inputs.preavis_mois * JOURS_PAR_MOIS, fixe(base.inputs))
    lost = summed(draw_failure(base, found, urgent), 0.0, 0.0)
    low, mid, high = quantiles(urgent.service)
    return Sorties(
        chosen,
        Defaillance(
            **{field.name: getattr(lost, field.name) for field in fields(lost)},
            service_minimal_p10_j=low,
            service_minimal_p50_j=mid,
            service_minimal_p90_j=high,
            urgence_acces_p50_j=median(urgent.acces),
            arret_p50_eur=median(urgent.arret),
            depannage_p50_eur=OUVRES * base.inputs.depannage_eur_jour * mid,
        ),
    )


def fixe(inputs: Inputs) -> float:
    """Rend ce que le contrat fait payer à qui part : pénalité et solde du forfait, en euros."""
    return inputs.penalite_eur + solde(inputs)


def quantiles(column: Column) -> tuple[float, float, float]:
    """P10, P50 et P90 d'une colonne."""
    ordered = sorted(column)
    return quantile(ordered, 0.1), quantile(ordered, 0.5), quantile(ordered, 0.9)


def median(column: Column) -> float:
    """Le P50 d'une colonne."""
    return quantile(sorted(column), 0.5)


def lengths(days: Mapping[str, Column], notice: float) -> Column:
    """Rend la durée de chaque tirage : le chemin le plus long (à plat : il est refait par action), ou le préavis.

    `max(accès + max(documentation, données), choix) + transfert + double exploitation`
    """
    columns = (days[step] for step in ("acces", "documentation", "donnees", "choix", "transfert", "double"))
    found = [
        (access + max(data, documents), choice, transfer + double)
        for access, documents, data, choice, transfer, double in zip(*columns, strict=True)
    ]
    ends = [max(other, one) + after for one, other, after in found]
    return [max(notice, end) for end in ends]


def summed(drawn: Tirage, notice: float, fixed: float) -> Sortie:
    """Réduit des tirages à leurs quantiles, au chemin qui commande et aux dates de chaque étape."""
    chained = chain(drawn.jours)
    days, costs, work = quantiles(lengths(drawn.jours, notice)), quantiles(drawn.cout), quantiles(drawn.travail)
    double = median(drawn.jours["double"])
    path = most_often(chained, notice)
    return Sortie(
        *days,
        *costs,
        *work,
        fixe_eur=fixed,
        preavis_j=notice,
        double_p50_j=double,
        chemin=tuple(step for step in path if step != "double" or double),
        etapes={step: (median(start), median(end)) for step, (start, end) in chained.items()},
    )


def most_often(chained: Mapping[str, tuple[Column, Column]], notice: float) -> tuple[str, ...]:
    """Le chemin le plus long du plus grand nombre de tirages ; « preavis » s'il commande dans la moitié au moins."""
    paths: Counter[tuple[str, ...]] = Counter()
    columns = (chained[step][1] for step in ("choix", "documentation", "donnees", "double"))
    for choice, documents, data, last in zip(*columns, strict=True):
        if last < notice:
            paths["preavis",] += 1
        elif choice > max(documents, data):
            paths["choix", "transfert", "double"] += 1
        else:
            middle = "donnees" if data > documents else "documentation"
            paths["acces", middle, "transfert", "double"] += 1
    if paths["preavis",] * 2 < paths.total():
        del paths["preavis",]
    return max(sorted(paths), key=paths.__getitem__)
