"""La sortie : un petit réseau d'étapes, des durées et des efforts tirés, le chemin critique et le coût."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tools.dependance.inputs import Inputs
from tools.dependance.questions import ETAPES, QUESTIONS
from tools.kit.compute import draw_pert, quantile, uniforms
from tools.kit.declare import Reponse, load_params

_PARAMS = load_params("dependance")
TIRAGES = int(_PARAMS["tirages"].nombre)
JOURS_PAR_MOIS = _PARAMS["jours_par_mois"].nombre
SANS_AIDE = _PARAMS["sans_aide"].nombre
AIDEES = ("acces", "documentation", "donnees")
"""Les étapes que le prestataire aide à faire, et qui s'allongent s'il a disparu."""
AVANT: dict[str, tuple[str, ...]] = {
    "acces": (),
    "choix": (),
    "documentation": ("acces",),
    "donnees": ("acces",),
    "transfert": ("documentation", "donnees", "choix"),
    "double": ("transfert",),
}
"""Chaque étape et celles qui la précèdent."""

Column = list[float]


@dataclass(frozen=True)
class Sortie:
    """Jours et coût d'une sortie : quantiles, chemin critique le plus fréquent, durée médiane de chaque étape."""

    jours_p10: float
    jours_p50: float
    jours_p90: float
    cout_p10_eur: float
    cout_p50_eur: float
    cout_p90_eur: float
    chemin: tuple[str, ...]
    etapes: dict[str, float]


@dataclass(frozen=True)
class Sorties:
    """Les deux cas : la sortie que l'on choisit, et la défaillance du prestataire."""

    choisie: Sortie
    defaillance: Sortie

    def cas(self) -> tuple[tuple[str, Sortie], ...]:
        """Les deux, chacune sous sa clé."""
        return (("choisie", self.choisie), ("defaillance", self.defaillance))


def step_factors(answers: Mapping[str, Reponse], n: int) -> dict[str, Column]:
    """Rend, par étape et par tirage, le produit des facteurs de ses questions : `Π (1 + (f − 1) × réponse / 3)`.

    Une réponse inconnue est tirée uniformément dans 0…3, avec le même aléa quelle que soit la situation.
    """
    factors = {step: [1.0] * n for step in ETAPES}
    for key, question in QUESTIONS.items():
        answer = answers[key]
        if isinstance(answer, int):
            factor = question.factor(answer)
            drawn = [factor] * n if factor != 1 else None
        else:
            levels = [question.factor(level) for level in range(4)]
            drawn = [levels[int(4 * u)] for u in uniforms(f"nsp-{key}", n)]
        if drawn is not None:
            factors[question.etape] = [f * d for f, d in zip(factors[question.etape], drawn, strict=True)]
    return factors


@lru_cache(maxsize=32)
def _base(inputs: Inputs, kind: str, n: int) -> dict[str, Column]:
    """Les durées (`duree_…_j`) ou efforts (`effort_…_h`) tirés, quand tout est en ordre."""
    suffix = "j" if kind == "duree" else "h"
    return {step: draw_pert(f"{kind}-{step}", getattr(inputs, f"{kind}_{step}_{suffix}"), n) for step in ETAPES}


def leave(inputs: Inputs, answers: Mapping[str, Reponse], n: int = TIRAGES) -> Sorties:
    """Rend les deux sorties pour ces réponses (celles de la situation, ou d'autres : « et si »).

    Choisie : `jours = max(préavis, chemin le plus long)`, `coût = heures × coût horaire + jours de double
    exploitation / jours par mois × forfait + pénalité`, celle-ci si l'engagement dépasse le préavis.

    Défaillance : ni préavis, ni double exploitation, ni pénalité ; les étapes que le prestataire aidait s'allongent.
    """
    factors = step_factors(answers, n)
    return Sorties(_chosen(inputs, factors, n), _failure(inputs, factors, n))


def _chosen(inputs: Inputs, factors: Mapping[str, Column], n: int) -> Sortie:
    """Le préavis court pendant que l'on s'organise ; le prestataire aide."""
    days = _scaled(_base(inputs, "duree", n), factors)
    hours = _hours(inputs, factors, n)
    notice = inputs.preavis_mois * JOURS_PAR_MOIS
    fine = inputs.penalite_eur if inputs.engagement_restant_mois > inputs.preavis_mois else 0.0
    fee = inputs.forfait_mensuel_eur / JOURS_PAR_MOIS
    costs = [h * inputs.cout_horaire_eur + d * fee + fine for h, d in zip(hours, days["double"], strict=True)]
    return summed(days, costs, notice)


def _failure(inputs: Inputs, factors: Mapping[str, Column], n: int) -> Sortie:
    """Le prestataire s'arrête demain : ni préavis, ni aide, ni double exploitation, ni pénalité."""
    alone = {s: [f * SANS_AIDE for f in factors[s]] if s in AIDEES else factors[s] for s in ETAPES}
    days = {**_scaled(_base(inputs, "duree", n), alone), "double": [0.0] * n}
    hours = _hours(inputs, {**alone, "double": [0.0] * n}, n)
    return summed(days, [h * inputs.cout_horaire_eur for h in hours], 0.0)


def _scaled(base: Mapping[str, Column], factors: Mapping[str, Column]) -> dict[str, Column]:
    return {step: [b * f for b, f in zip(base[step], factors[step], strict=True)] for step in ETAPES}


def _hours(inputs: Inputs, factors: Mapping[str, Column], n: int) -> Column:
    efforts = _scaled(_base(inputs, "effort", n), factors)
    per_person = draw_pert("effort-poste", inputs.effort_poste_h, n)
    transfer = [inputs.postes * h * f for h, f in zip(per_person, factors["transfert"], strict=True)]
    return [math.fsum(hours) for hours in zip(*efforts.values(), transfer, strict=True)]


def summed(days: Mapping[str, Column], costs: Column, notice: float) -> Sortie:
    """Le plus long chemin du réseau des étapes, écrit à plat : il est refait pour chaque tirage et chaque action.

    `chemin = max(accès + max(documentation, données), choix) + transfert + double exploitation`
    """
    totals: Column = []
    paths: Counter[tuple[str, ...]] = Counter()
    acces, choix, documentation, donnees, transfert, double = (
        days[s] for s in ("acces", "choix", "documentation", "donnees", "transfert", "double")
    )
    for a, c, doc, don, t, d in zip(acces, choix, documentation, donnees, transfert, double, strict=True):
        by_access, middle = (a + don, "donnees") if don > doc else (a + doc, "documentation")
        end = max(by_access, c) + t + d
        path = ("choix", "transfert", "double") if c > by_access else ("acces", middle, "transfert", "double")
        totals.append(max(end, notice))
        paths[path if end >= notice else ("preavis",)] += 1
    totals.sort()
    ordered = sorted(costs)
    medians = {step: quantile(sorted(days[step]), 0.5) for step in ETAPES}
    best = max(sorted(paths), key=paths.__getitem__)
    return Sortie(
        jours_p10=quantile(totals, 0.1),
        jours_p50=quantile(totals, 0.5),
        jours_p90=quantile(totals, 0.9),
        cout_p10_eur=quantile(ordered, 0.1),
        cout_p50_eur=quantile(ordered, 0.5),
        cout_p90_eur=quantile(ordered, 0.9),
        chemin=tuple(step for step in best if step != "double" or medians["double"]),
        etapes=medians,
    )
