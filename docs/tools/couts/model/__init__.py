"""Tout ce que la comparaison calcule, à partir des flux attendus et des tirages. Des nombres seulement."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

from tools.couts.inputs import Inputs
from tools.couts.model.decision import Barre, Bascule, Paire, Rendu, heures_perdues, rendre
from tools.couts.model.equal import SEUIL_EGAL, ranked
from tools.couts.model.flows import Flux, actualise, annees, cumul, flux
from tools.couts.model.leaving import Depart, actuelle, depart
from tools.couts.model.lines import GROUPES, LIGNES, personnes_moyennes
from tools.couts.model.simulation import Fourchette, Simulation
from tools.couts.offre import Offre
from tools.kit.compute import TroisPoints
from tools.kit.declare import Typed, load_params

VERSION = "2.0.0"
TIRAGES = int(load_params("couts")["tirages"].nombre)


@dataclass(frozen=True)
class Sinistre:
    """Ce qui s'ajoute si le sinistre arrive, en euros, et la chance qu'il arrive au moins une fois (0 à 1)."""

    cout: TroisPoints
    chance: float


@dataclass(frozen=True)
class OffreResultat:
    """Les chiffres d'une offre, en euros ; `chance` (la plus basse et la plus haute des trois cas) va de 0 à 1."""

    nom: Typed
    total_eur: float
    actualise_eur: float
    p10_eur: float
    p50_eur: float
    p90_eur: float
    par_poste_mois_eur: float
    groupes: dict[str, float]
    lignes: dict[str, float]
    cumul_eur: tuple[float, ...]
    annees_eur: tuple[float, ...]
    annees_actualisees_eur: tuple[float, ...]
    sortie_fin_eur: float
    heures_perdues_an: float
    chance: tuple[float, float]
    sinistre: Sinistre


@dataclass(frozen=True)
class Croisement:
    """Le mois à partir duquel `vers` reste la moins chère ; `de` l'était le mois d'avant."""

    mois: int
    de: Typed
    vers: Typed
    par_la_sortie: bool


@dataclass(frozen=True)
class Resultat:
    """Tout ce que la comparaison calcule. `rang` donne les index des offres, de la moins chère à la plus chère.

    `inputs` n'a que les offres complètes ; `places` donne le rang de chacune parmi les offres saisies.

    `ecart` : l'écart attendu entre les deux moins chères, et l'enveloppe des trois cas (P10, P90). `chance` : celle de
    la première contre la seconde, la plus basse et la plus haute des trois cas. Ce qui demande plus de calcul
    (bascules, bandes, valeur de l'information) n'est fait que si on le lit.
    """

    inputs: Inputs
    places: tuple[int, ...]
    offres: tuple[OffreResultat, ...]
    rang: tuple[int, ...]
    rang_actualise: tuple[int, ...]
    ecart: tuple[float, float, float]
    chance: tuple[float, float]
    croisement: Croisement | None
    a_rendre: Rendu | None
    a_rendre_actuelle: Rendu | None
    depart: Depart | None
    tornade: tuple[Barre, ...]
    simulation: Simulation = field(repr=False)
    paire: Paire = field(repr=False)

    @cached_property
    def bascules(self) -> tuple[Bascule, ...]:
        """Les points de bascule entre les deux moins chères."""
        return self.paire.tipping_points()

    @cached_property
    def bandes(self) -> tuple[tuple[tuple[int, float, float], ...], ...]:
        """Par offre, `(mois, P10, P90)` du coût cumulé."""
        return tuple(self.simulation.bande(rank) for rank in range(len(self.offres)))

    @property
    def evpi_eur(self) -> tuple[float, float]:
        """La valeur de l'information parfaite, la plus basse et la plus haute des trois cas, en euros."""
        return self.simulation.evpi

    @property
    def tranche(self) -> bool:
        """Vrai si la première coûte moins, et dans plus d'un cas sur deux quelle que soit la chance partagée."""
        return self.ecart[0] >= SEUIL_EGAL and self.chance[0] > 0.5

    @cached_property
    def rang_sortie(self) -> tuple[int, ...]:
        """L'ordre des offres si chacune payait aussi sa sortie à la fin."""
        costs = [o.total_eur + (o.sortie_fin_eur - o.lignes["sortie"]) for o in self.offres]
        return ranked(costs, self.rang)


def find_crossover(inputs: Inputs, cumuls: list[tuple[float, ...]], flows: list[Flux], best: int) -> Croisement | None:
    """Rend le croisement : le premier mois dès lequel l'offre la moins chère à la fin l'est jusqu'au bout.

    `m = min{m ≥ 1 : C_v(t) = min_j C_j(t) pour tout t ≥ m}`, égalités comprises, au centime près. Nul si elle l'est
    dès le départ.
    """
    cheapest = [min(c[t] for c in cumuls) for t in range(inputs.horizon_mois + 1)]
    month = inputs.horizon_mois
    while month > 0 and cumuls[best][month - 1] < cheapest[month - 1] + SEUIL_EGAL:
        month -= 1
    if month == 0:
        return None
    rival = next(i for i, c in enumerate(cumuls) if c[month - 1] == cheapest[month - 1])
    before = [c[-1] - f.sortie for c, f in zip(cumuls, flows, strict=True)]
    return Croisement(
        mois=month,
        de=inputs.offres[rival].nom,
        vers=inputs.offres[best].nom,
        par_la_sortie=month == inputs.horizon_mois and before[best] > min(before) + SEUIL_EGAL,
    )


def sinistre(offre: Offre, months: int) -> Sinistre:
    """Rend le sinistre d'une offre, et la chance d'au moins un : `1 − Π (1 − p·k/12)`, par période de k mois."""
    yearly = offre.sinistre_pct_an.moyenne / 100
    spared = math.prod(1 - yearly * min(12, months - start) / 12 for start in range(0, months, 12))
    return Sinistre(offre.sinistre_eur, 1 - spared)


def _offer(
    inputs: Inputs, offre: Offre, f: Flux, c: tuple[float, ...], range_: Fourchette, share: tuple[float, float]
) -> OffreResultat:
    lignes, total = f.totals(), c[-1]
    return OffreResultat(
        nom=offre.nom,
        total_eur=total,
        actualise_eur=actualise(inputs, f),
        p10_eur=range_.p10,
        p50_eur=range_.p50,
        p90_eur=range_.p90,
        par_poste_mois_eur=total / inputs.horizon_mois / personnes_moyennes(inputs),
        groupes={
            groupe: math.fsum(lignes[ligne.cle] for ligne in LIGNES if ligne.groupe == groupe) for groupe in GROUPES
        },
        lignes=lignes,
        cumul_eur=c,
        annees_eur=annees(f),
        annees_actualisees_eur=annees(f, 1 + inputs.actualisation_pct / 100),
        sortie_fin_eur=f.fin_eur,
        heures_perdues_an=heures_perdues(inputs, offre),
        chance=share,
        sinistre=sinistre(offre, inputs.horizon_mois),
    )


def compute(inputs: Inputs, tirages: int = TIRAGES) -> Resultat:
    """Calcule toute la comparaison : coûts attendus, fourchettes et chances simulées, aides à la décision.

    Une offre à qui il manque une réponse n'y entre pas.
    """
    places = {offre.nom: rank for rank, offre in enumerate(inputs.offres)}
    inputs = inputs.comparees()
    flows = [flux(inputs, offre) for offre in inputs.offres]
    cumuls = [cumul(f) for f in flows]
    discounted = [actualise(inputs, f) for f in flows]
    indices = range(len(inputs.offres))
    rang = ranked([c[-1] for c in cumuls])
    best, second = rang[:2]
    simulated = Simulation(inputs, tirages)
    ranges, shares = simulated.fourchettes, simulated.chances(indices)
    current, pair = actuelle(inputs), Paire(inputs, best, second)
    outside = inputs.offres.index(current) if current else best
    return Resultat(
        inputs=inputs,
        places=tuple(places[offre.nom] for offre in inputs.offres),
        offres=tuple(
            _offer(inputs, offre, flows[i], cumuls[i], ranges[i], shares[i]) for i, offre in enumerate(inputs.offres)
        ),
        rang=rang,
        rang_actualise=ranked(discounted, rang),
        ecart=(pair.gap(), *simulated.gap(best, second)),
        chance=simulated.chances((best, second))[0],
        croisement=find_crossover(inputs, cumuls, flows, best),
        a_rendre=rendre(inputs, flows, best, second),
        a_rendre_actuelle=None if outside in {best, second} else rendre(inputs, flows, best, outside),
        depart=depart(inputs),
        tornade=pair.tornado(),
        simulation=simulated,
        paire=pair,
    )
