"""Les lignes de coût d'une offre, leurs flux attendus et leurs totaux ; voir la page « Méthode ».

`LIGNES` est le seul tableau des lignes : modèle, phrases, graphiques et classeur le lisent. Le classeur récrit les
formules dans sa langue : c'est ce qui permet de vérifier le modèle.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from tools.couts.inputs import Inputs, Offre


class Entreprise(Protocol):
    """Ce que les lignes demandent à l'entreprise ; les entrées d'une situation le donnent."""

    @property
    def postes(self) -> int:
        """Les personnes couvertes."""

    @property
    def cout_horaire_eur(self) -> float:
        """Le coût d'une heure de travail, en euros."""

    @property
    def marge_horaire_eur(self) -> float:
        """La marge perdue par heure d'arrêt total, en euros."""


@dataclass(frozen=True)
class Ligne:
    """Une ligne de coût : sa clé, son nom, si le prestataire la révise chaque année, si un devis la montre.

    `mois` rend son coût attendu du premier mois, en euros ; `None` : elle se paie une fois. `mots` dit ce qu'elle
    multiplie.
    """

    cle: str
    nom: str
    mots: str
    revisee: bool = False
    visible: bool = False
    mois: Callable[[Inputs, Offre], float] | None = None


@dataclass(frozen=True)
class Flux:
    """Les flux attendus d'une offre : les lignes de chaque mois (t = 1…N), et les montants uniques, en euros.

    `changement` est le coût de sortie de l'offre actuelle, payé au départ par toute autre offre.
    """

    mois: dict[str, tuple[float, ...]]
    mise_en_place: float
    sortie: float
    changement: float

    def monthly(self, t: int) -> float:
        """R(t) : la somme des lignes du mois t (1…N), en euros."""
        return math.fsum(amounts[t - 1] for amounts in self.mois.values())

    def totals(self) -> dict[str, float]:
        """Le total de chaque ligne sur la période, en euros."""
        once = {"mise_en_place": self.mise_en_place, "sortie": self.sortie + self.changement}
        return {cle: math.fsum(amounts) for cle, amounts in self.mois.items()} | once


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


def forfait(entreprise: Entreprise, offre: Offre) -> float:
    """Rend l'abonnement d'un mois : `forfait = forfait fixe + postes × forfait par personne`."""
    return offre.forfait_fixe_eur + entreprise.postes * offre.forfait_poste_eur


def hors_forfait(offre: Offre, heures: float) -> float:
    """Rend ce qui est facturé en plus, en un mois : `hors forfait = heures hors forfait × prix de l'heure`."""
    return heures * offre.hors_forfait_eur_h


def interne(entreprise: Entreprise, offre: Offre, pilotage_h: float) -> float:
    """Rend notre temps d'un mois : `interne = temps de pilotage × coût horaire + équipe interne / 12`."""
    return pilotage_h * entreprise.cout_horaire_eur + offre.equipe_interne_eur_an / 12


def cout_interruption(entreprise: Entreprise, duree_h: float, part_pct: float, perte_pct: float) -> float:
    """Rend le coût d'une interruption, en euros.

    `durée × part touchée × (postes × perte × coût horaire + marge horaire)`.

    >>> cout_interruption(Inputs(postes=50, cout_horaire_eur=40), 3, 50, 60)
    1800.0
    """
    par_heure = entreprise.postes * perte_pct / 100 * entreprise.cout_horaire_eur + entreprise.marge_horaire_eur
    return duree_h * part_pct / 100 * par_heure


def interruptions(incidents_an: float, une_eur: float) -> float:
    """Rend le coût d'un mois d'interruptions : `interruptions = interruptions par an / 12 × coût d'une`."""
    return incidents_an / 12 * une_eur


def gene(entreprise: Entreprise, minutes: float) -> float:
    """Rend le coût d'un mois de petites gênes : `gêne = postes × minutes / 60 × coût horaire`."""
    return entreprise.postes * minutes / 60 * entreprise.cout_horaire_eur


def sinistre(risque_pct_an: float, cout_eur: float) -> float:
    """Rend le coût attendu d'un sinistre en un mois : `sinistre = risque sur un an / 12 × coût du sinistre`."""
    return risque_pct_an / 100 / 12 * cout_eur


def _interruptions(inputs: Inputs, offre: Offre) -> float:
    """À la moyenne : la ligne est un produit de valeurs indépendantes, sa moyenne est le produit des moyennes."""
    une = cout_interruption(inputs, offre.duree_h.moyenne, offre.part_touchee_pct.moyenne, offre.perte_pct.moyenne)
    return interruptions(offre.incidents_an.moyenne, une)


LIGNES = (
    Ligne("forfait", "Forfait", "Forfait fixe + personnes × forfait par personne", True, True, forfait),
    Ligne(
        "hors_forfait",
        "Hors forfait",
        "Heures hors forfait × prix de l'heure",
        revisee=True,
        mois=lambda _, offre: hors_forfait(offre, offre.hors_forfait_h_mois.moyenne),
    ),
    Ligne(
        "interne",
        "Temps et équipe internes",
        "Heures de pilotage × coût horaire + équipe interne ÷ 12",
        mois=lambda inputs, offre: interne(inputs, offre, offre.pilotage_h_mois.moyenne),
    ),
    Ligne(
        "interruptions",
        "Interruptions de travail",
        "Interruptions par an ÷ 12 × durée × part touchée × (personnes × part perdue × coût horaire + marge)",
        mois=_interruptions,
    ),
    Ligne(
        "gene",
        "Petites gênes",
        "Personnes × minutes ÷ 60 × coût horaire",
        mois=lambda inputs, offre: gene(inputs, offre.gene_min_mois.moyenne),
    ),
    Ligne(
        "sinistre",
        "Sinistre majeur",
        "Chance par an ÷ 12 × coût du sinistre",
        mois=lambda _, offre: sinistre(offre.sinistre_pct_an.moyenne, offre.sinistre_eur.moyenne),
    ),
    Ligne("mise_en_place", "Mise en place", "Une fois, au départ", visible=True),
    Ligne("sortie", "Sortie et changement", "Coût de sortie en fin de période"),
)
"""Les lignes d'une offre, dans l'ordre où elles se lisent."""
MENSUELLES = tuple(ligne for ligne in LIGNES if ligne.mois)


def bases(inputs: Inputs, offre: Offre) -> dict[str, float]:
    """Rend les lignes du premier mois au coût attendu, en euros par mois.

    Chaque valeur en trois points est remplacée par sa moyenne : les lignes y sont linéaires et les tirages
    indépendants, le coût attendu est donc exact.
    """
    return {ligne.cle: ligne.mois(inputs, offre) for ligne in LIGNES if ligne.mois}


def actuelle(inputs: Inputs) -> Offre | None:
    """Rend l'offre que l'entreprise a aujourd'hui ; nulle s'il n'y en a pas."""
    return next((offre for offre in inputs.offres if offre.actuelle), None)


def quittee(inputs: Inputs, offre: Offre) -> Offre | None:
    """Rend l'offre que l'on quitte pour prendre celle-ci : l'actuelle, sauf pour elle-même ; nulle sans actuelle."""
    return None if offre.actuelle else actuelle(inputs)


def changement(inputs: Inputs, offre: Offre) -> float:
    """Rend le coût attendu de quitter l'offre actuelle, en euros ; 0 pour elle-même ou sans offre actuelle."""
    left = quittee(inputs, offre)
    return left.sortie_eur.moyenne if left else 0.0


def flux(inputs: Inputs, offre: Offre) -> Flux:
    """Rend les flux attendus de l'offre, mois par mois.

    Le prestataire révise le forfait et le hors forfait : `ligne(t) = ligne(1) × (1 + i)^⌊(t − 1)/12⌋` ; les quatre
    autres lignes ne changent pas.
    """
    coefficients = revisions(inputs.revision_pct, inputs.horizon_mois)
    first = bases(inputs, offre)
    mois = {
        ligne.cle: tuple(first[ligne.cle] * (c if ligne.revisee else 1) for c in coefficients) for ligne in MENSUELLES
    }
    return Flux(mois, offre.mise_en_place_eur.moyenne, offre.sortie_eur.moyenne, changement(inputs, offre))


def cumul(f: Flux) -> tuple[float, ...]:
    """Rend le coût cumulé C(t), t = 0…N, en euros.

    `C(0) = mise en place + changement`, `C(t) = C(t − 1) + R(t)` ; C(N) compte aussi la sortie.
    """
    terms = [f.mise_en_place, f.changement]
    totals = [math.fsum(terms)]
    for amounts in zip(*f.mois.values(), strict=True):
        terms.extend(amounts)
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
    monthly = [first[ligne.cle] * (revised if ligne.revisee else inputs.horizon_mois) for ligne in MENSUELLES]
    ends = [offre.mise_en_place_eur.moyenne, offre.sortie_eur.moyenne, changement(inputs, offre)]
    return math.fsum([*monthly, *ends])
