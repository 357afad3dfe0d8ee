"""Les flux et les coûts attendus d'une offre. Des nombres seulement ; voir la page « Méthode »."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from tools.couts.inputs import Inputs, Offre

MENSUELLES = ("forfait", "hors_forfait", "interne", "interruptions", "gene", "sinistre")
REVISEES = frozenset({"forfait", "hors_forfait"})
"""Les lignes dont le prestataire révise le prix chaque année."""


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


def revision(inputs: Inputs, t: int) -> float:
    """Rend le coefficient de révision des prix du mois t (1…N).

    >>> revision(Inputs(revision_pct=10), 13)
    1.1
    """
    return revisions(inputs.revision_pct, inputs.horizon_mois)[t - 1]


@lru_cache(maxsize=64)
def revisions(revision_pct: float, months: int) -> tuple[float, ...]:
    """Rend les coefficients de révision des mois 1…N : `(1 + i)^⌊(t − 1)/12⌋`."""
    return tuple(float((1 + revision_pct / 100) ** (t // 12)) for t in range(months))


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

    `forfait = forfait fixe + postes × forfait par personne`

    `hors forfait = heures hors forfait × prix de l'heure`

    `interne = temps de pilotage × coût horaire + équipe interne / 12`

    `interruptions = interruptions par an / 12 × coût d'une interruption`

    `gêne = postes × minutes / 60 × coût horaire`

    `sinistre = risque sur un an / 12 × coût du sinistre`

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
    """Rend les flux attendus de l'offre, mois par mois.

    Le prestataire révise le forfait et le hors forfait : `ligne(t) = ligne(1) × (1 + i)^⌊(t − 1)/12⌋` ; les quatre
    autres lignes ne changent pas.
    """
    coefficients = revisions(inputs.revision_pct, inputs.horizon_mois)
    first = bases(inputs, offre)
    mois = {ligne: tuple(first[ligne] * (c if ligne in REVISEES else 1) for c in coefficients) for ligne in MENSUELLES}
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


def total_attendu(inputs: Inputs, index: int) -> float:
    """Rend le coût total attendu d'une offre, en euros, sans passer par les mois.

    Le même nombre que le dernier terme de `cumul` : `mise en place + changement + S·(forfait + hors forfait)
    + N·(interne + interruptions + gêne + sinistre) + sortie`, S étant la somme des coefficients de révision.
    """
    offre = inputs.offres[index]
    revised = math.fsum(revisions(inputs.revision_pct, inputs.horizon_mois))
    first = bases(inputs, offre)
    monthly = [amount * (revised if ligne in REVISEES else inputs.horizon_mois) for ligne, amount in first.items()]
    ends = [offre.mise_en_place_eur.moyenne, offre.sortie_eur.moyenne, changement(inputs, offre)]
    return math.fsum([*monthly, *ends])
