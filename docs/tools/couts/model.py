"""Les flux et les coûts attendus de la comparaison. Des nombres seulement ; voir la page « Méthode »."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from tools.couts import decision, simulation
from tools.couts.inputs import Inputs, Offre
from tools.kit.params import load_params

VERSION = "1.0.0"
MENSUELLES = ("forfait", "hors_forfait", "interne", "interruptions", "gene", "sinistre")
LIGNES = (*MENSUELLES, "mise_en_place", "sortie")
VISIBLES = ("forfait", "mise_en_place")
"""Les lignes qu'un devis montre ; le reste est la part cachée."""

TIRAGES = int(load_params("couts")["tirages"].valeur)


@dataclass(frozen=True)
class Flux:
    """Les flux attendus d'une offre : six lignes par mois (t = 1…N), et deux montants uniques, en euros.

    `changement` est le coût de sortie de l'offre actuelle, payé au départ par toute autre offre.
    """

    mois: dict[str, tuple[float, ...]]
    mise_en_place: float
    sortie: float
    changement: float

    def monthly(self, t: int) -> float:
        """R(t) : la somme des lignes du mois t (1…N), en euros."""
        return math.fsum(self.mois[ligne][t - 1] for ligne in MENSUELLES)


@dataclass(frozen=True)
class OffreResultat:
    """Les figures d'une offre, en euros sauf `part_visible` et `proba_moins_chere` (0 à 1)."""

    nom: str
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
    proba_moins_chere: float


@dataclass(frozen=True)
class Croisement:
    """Le mois à partir duquel `vers` reste la moins chère ; `de` l'était le mois d'avant."""

    mois: int
    de: str
    vers: str
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


def revision(inputs: Inputs, t: int) -> float:
    """Rend le coefficient de révision des prix du mois t : (1 + i)^⌊(t − 1)/12⌋.

    >>> revision(Inputs(revision_pct=10), 13)
    1.1
    """
    return float((1 + inputs.revision_pct / 100) ** ((t - 1) // 12))


def cout_interruption(inputs: Inputs, duree_h: float, part_pct: float, perte_pct: float) -> float:
    """Rend le coût d'une interruption, en euros.

    `durée × part touchée × (postes × perte × coût horaire + marge horaire)`.

    >>> cout_interruption(Inputs(postes=50, cout_horaire_eur=40), 3, 50, 60)
    1800.0
    """
    par_heure = inputs.postes * perte_pct / 100 * inputs.cout_horaire_eur + inputs.marge_horaire_eur
    return duree_h * part_pct / 100 * par_heure


def bases(inputs: Inputs, offre: Offre) -> dict[str, float]:
    """Rend les six lignes du premier mois au coût attendu, en euros par mois.

    Chaque valeur en trois points est remplacée par sa moyenne : les lignes y sont linéaires et les tirages
    indépendants, le coût attendu est donc exact.
    """
    w = inputs.cout_horaire_eur
    interruption = cout_interruption(
        inputs, offre.duree_h.moyenne, offre.part_touchee_pct.moyenne, offre.perte_pct.moyenne
    )
    return {
        "forfait": offre.forfait_fixe_eur + inputs.postes * offre.forfait_poste_eur,
        "hors_forfait": offre.hors_forfait_h_mois.moyenne * offre.hors_forfait_eur_h,
        "interne": offre.pilotage_h_mois.moyenne * w + offre.equipe_interne_eur_an / 12,
        "interruptions": offre.incidents_an.moyenne / 12 * interruption,
        "gene": inputs.postes * offre.gene_min_mois.moyenne / 60 * w,
        "sinistre": offre.sinistre_pct_an.moyenne / 100 / 12 * offre.sinistre_eur.moyenne,
    }


def changement(inputs: Inputs, offre: Offre) -> float:
    """Rend le coût attendu de quitter l'offre actuelle, en euros ; 0 pour elle-même ou sans offre actuelle."""
    return math.fsum(o.sortie_eur.moyenne for o in inputs.offres if o.actuelle and o is not offre)


def flux(inputs: Inputs, offre: Offre) -> Flux:
    """Rend les flux attendus de l'offre, mois par mois. Le prestataire révise le forfait et le hors forfait."""
    months = range(1, inputs.horizon_mois + 1)
    coefficients = [revision(inputs, t) for t in months]
    first = bases(inputs, offre)
    mois = {
        ligne: tuple(first[ligne] * (c if ligne in {"forfait", "hors_forfait"} else 1) for c in coefficients)
        for ligne in MENSUELLES
    }
    return Flux(mois, offre.mise_en_place_eur.moyenne, offre.sortie_eur.moyenne, changement(inputs, offre))


def cumul(f: Flux) -> tuple[float, ...]:
    """Rend le coût cumulé C(t), t = 0…N, en euros.

    `C(0) = mise en place + changement`, `C(t) = C(t − 1) + R(t)` ; C(N) compte aussi la sortie.
    """
    months = len(f.mois["forfait"])
    terms = [f.mise_en_place, f.changement]
    totals = [math.fsum(terms)]
    for t in range(1, months + 1):
        terms.extend(f.mois[ligne][t - 1] for ligne in MENSUELLES)
        totals.append(math.fsum(terms))
    totals[-1] = math.fsum([*terms, f.sortie])
    return tuple(totals)


def actualise(inputs: Inputs, f: Flux) -> float:
    """Rend le coût actualisé, en euros : `Σ flux(t) × (1 + a)^(−t/12)` (S6-2).

    Un taux nul rend le coût total.
    """
    rate = 1 + inputs.actualisation_pct / 100
    n = inputs.horizon_mois
    flows = [f.monthly(t) * rate ** (-t / 12) for t in range(1, n + 1)]
    return math.fsum([f.mise_en_place, f.changement, *flows, f.sortie * rate ** (-n / 12)])


def find_crossover(inputs: Inputs, cumuls: list[tuple[float, ...]], best: int) -> Croisement | None:
    """Rend le premier mois m ≥ 1 dès lequel `best` est la moins chère (égalités comprises) jusqu'au bout.

    Nul si elle l'est dès le départ.
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


def _years(f: Flux) -> tuple[float, ...]:
    """Départ, puis chaque année (la dernière peut être incomplète), puis la sortie."""
    months = len(f.mois["forfait"])
    years = [math.fsum(f.monthly(t) for t in range(s, min(s + 12, months + 1))) for s in range(1, months + 1, 12)]
    return (f.mise_en_place + f.changement, *years, f.sortie)


def _offer(inputs: Inputs, offre: Offre, f: Flux, c: tuple[float, ...], range_: simulation.Fourchette) -> OffreResultat:
    lignes = {ligne: math.fsum(f.mois[ligne]) for ligne in MENSUELLES}
    lignes |= {"mise_en_place": f.mise_en_place, "sortie": f.sortie + f.changement}
    total = c[-1]
    return OffreResultat(
        nom=offre.nom,
        total_eur=total,
        actualise_eur=actualise(inputs, f),
        p10_eur=range_.p10,
        p50_eur=range_.p50,
        p90_eur=range_.p90,
        par_poste_mois_eur=total / inputs.horizon_mois / inputs.postes,
        part_visible=math.fsum(lignes[ligne] for ligne in VISIBLES) / total if total else None,
        lignes=lignes,
        cumul_eur=c,
        bande=range_.bande,
        annees_eur=_years(f),
        proba_moins_chere=range_.proba,
    )


@lru_cache(maxsize=16)
def compute(inputs: Inputs, tirages: int = TIRAGES) -> Resultat:
    """Calcule toute la comparaison : coûts attendus exacts, fourchettes simulées, aides à la décision."""
    all_flux = [flux(inputs, offre) for offre in inputs.offres]
    cumuls = [cumul(f) for f in all_flux]
    discounted = [actualise(inputs, f) for f in all_flux]
    indices = range(len(inputs.offres))
    rang = tuple(sorted(indices, key=lambda i: cumuls[i][-1]))
    simulated = simulation.simulate(inputs, tirages)
    ranges = simulated.fourchettes()
    best, second = rang[:2]
    return Resultat(
        offres=tuple(
            _offer(inputs, offre, all_flux[i], cumuls[i], ranges[i]) for i, offre in enumerate(inputs.offres)
        ),
        rang=rang,
        rang_actualise=tuple(sorted(indices, key=lambda i: discounted[i])),
        ecart=(cumuls[second][-1] - cumuls[best][-1], *simulated.gap(best, second)),
        croisement=find_crossover(inputs, cumuls, best),
        bascules=decision.tipping_points(inputs, (best, second), total_attendu),
        tornade=decision.tornado(inputs, (best, second), total_attendu),
        attente=decision.waiting_cost(inputs, all_flux, rang),
        evpi_eur=simulated.evpi(),
    )


def total_attendu(inputs: Inputs, index: int) -> float:
    """Rend le coût total attendu de l'offre `index`, en euros, sans passer par les mois.

    Le même nombre que le dernier terme de `cumul` : `mise en place + changement + S·(forfait + hors forfait)
    + N·(interne + interruptions + gêne + sinistre) + sortie`, S étant la somme des coefficients de révision.
    """
    offre = inputs.offres[index]
    revised = math.fsum(revision(inputs, t) for t in range(1, inputs.horizon_mois + 1))
    first = bases(inputs, offre)
    monthly = [
        amount * (revised if ligne in {"forfait", "hors_forfait"} else inputs.horizon_mois)
        for ligne, amount in first.items()
    ]
    ends = [offre.mise_en_place_eur.moyenne, offre.sortie_eur.moyenne, changement(inputs, offre)]
    return math.fsum([*monthly, *ends])

