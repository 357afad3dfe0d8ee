"""Tout ce que la comparaison calcule, à partir des flux attendus et des tirages. Des nombres seulement."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tools.couts.inputs import Inputs, Offre
from tools.couts.model import decision, simulation
from tools.couts.model.lines import LIGNES, Flux, actualise, cumul, flux, total_attendu
from tools.kit.declare import Typed, load_params

VERSION = "1.0.0"
TIRAGES = int(load_params("couts")["tirages"].nombre)


@dataclass(frozen=True)
class OffreResultat:
    """Les figures d'une offre, en euros sauf `part_visible` et `proba_moins_chere` (0 à 1)."""

    nom: Typed
    total_eur: float
    actualise_eur: float
    p10_eur: float
    p50_eur: float
    p90_eur: float
    par_poste_mois_eur: float
    part_visible: float | None
    lignes: dict[str, float]
    cumul_eur: tuple[float, ...]
    bande: tuple[tuple[int, float, float], ...]
    annees_eur: tuple[float, ...]
    annees_actualisees_eur: tuple[float, ...]
    proba_moins_chere: float


@dataclass(frozen=True)
class Croisement:
    """Le mois à partir duquel `vers` reste la moins chère ; `de` l'était le mois d'avant."""

    mois: int
    de: Typed
    vers: Typed
    par_la_sortie: bool


@dataclass(frozen=True)
class Resultat:
    """Tout ce que la comparaison calcule. `rang` donne les index des offres, de la moins chère à la plus chère."""

    offres: tuple[OffreResultat, ...]
    rang: tuple[int, ...]
    rang_actualise: tuple[int, ...]
    ecart: tuple[float, float, float]
    croisement: Croisement | None
    bascules: tuple[decision.Bascule, ...]
    tornade: tuple[decision.Barre, ...]
    attente: decision.Attente | None
    evpi_eur: float
    savoir: tuple[float, float]
    """Le coût moyen sans savoir, et en sachant : leur différence est `evpi_eur`."""


def find_crossover(inputs: Inputs, cumuls: list[tuple[float, ...]], best: int) -> Croisement | None:
    """Rend le croisement : le premier mois dès lequel l'offre la moins chère à la fin l'est jusqu'au bout.

    `m = min{m ≥ 1 : C_v(t) = min_j C_j(t) pour tout t ≥ m}`, égalités comprises. Nul si elle l'est dès le départ.
    """
    cheapest = [min(c[t] for c in cumuls) for t in range(inputs.horizon_mois + 1)]
    month = inputs.horizon_mois
    while month > 0 and cumuls[best][month - 1] <= cheapest[month - 1]:
        month -= 1
    if month == 0:
        return None
    rival = next(i for i, c in enumerate(cumuls) if c[month - 1] == cheapest[month - 1])
    return Croisement(
        mois=month,
        de=inputs.offres[rival].nom,
        vers=inputs.offres[best].nom,
        par_la_sortie=month == inputs.horizon_mois and _only_by_exit(inputs, cumuls, best),
    )


def _only_by_exit(inputs: Inputs, cumuls: list[tuple[float, ...]], best: int) -> bool:
    before = [c[-1] - o.sortie_eur.moyenne for c, o in zip(cumuls, inputs.offres, strict=True)]
    return before[best] > min(before)


def _years(f: Flux, rate: float = 1) -> tuple[float, ...]:
    """Départ, puis chaque année (la dernière peut être incomplète), puis la sortie ; actualisés au taux `rate − 1`."""
    months = len(next(iter(f.mois.values())))
    flows = [f.monthly(t) * rate ** (-t / 12) for t in range(1, months + 1)]
    years = [math.fsum(flows[start : start + 12]) for start in range(0, months, 12)]
    return (f.mise_en_place + f.changement, *years, f.sortie * rate ** (-months / 12))


def _offer(
    inputs: Inputs, offre: Offre, f: Flux, c: tuple[float, ...], range_: simulation.Fourchette, share: float
) -> OffreResultat:
    lignes, total = f.totals(), c[-1]
    visible = math.fsum(lignes[ligne.cle] for ligne in LIGNES if ligne.visible)
    return OffreResultat(
        nom=offre.nom,
        total_eur=total,
        actualise_eur=actualise(inputs, f),
        p10_eur=range_.p10,
        p50_eur=range_.p50,
        p90_eur=range_.p90,
        par_poste_mois_eur=total / inputs.horizon_mois / inputs.postes,
        part_visible=visible / total if total else None,
        lignes=lignes,
        cumul_eur=c,
        bande=range_.bande,
        annees_eur=_years(f),
        annees_actualisees_eur=_years(f, 1 + inputs.actualisation_pct / 100),
        proba_moins_chere=share,
    )


def compute(inputs: Inputs, tirages: int = TIRAGES) -> Resultat:
    """Calcule toute la comparaison : coûts attendus exacts, fourchettes simulées, aides à la décision."""
    all_flux = [flux(inputs, offre) for offre in inputs.offres]
    cumuls = [cumul(f) for f in all_flux]
    discounted = [actualise(inputs, f) for f in all_flux]
    indices = range(len(inputs.offres))
    rang = tuple(sorted(indices, key=lambda i: cumuls[i][-1]))
    simulated = simulation.simulate(inputs, tirages)
    ranges = simulated.fourchettes()
    shares = simulated.probabilities()
    best, second = rang[:2]
    return Resultat(
        offres=tuple(
            _offer(inputs, offre, all_flux[i], cumuls[i], ranges[i], shares[i]) for i, offre in enumerate(inputs.offres)
        ),
        rang=rang,
        rang_actualise=tuple(sorted(indices, key=lambda i: discounted[i])),
        ecart=(cumuls[second][-1] - cumuls[best][-1], *simulated.gap(best, second)),
        croisement=find_crossover(inputs, cumuls, best),
        bascules=decision.tipping_points(inputs, (best, second), total_attendu),
        tornade=decision.tornado(inputs, (best, second), total_attendu),
        attente=decision.waiting_cost(inputs, all_flux, rang),
        evpi_eur=simulated.evpi(),
        savoir=simulated.knowing,
    )
