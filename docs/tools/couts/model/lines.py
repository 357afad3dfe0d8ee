"""Les lignes de coût d'une offre, mois par mois ; voir la page « Méthode ».

`LIGNES` est le seul tableau des lignes : modèle, phrases, graphiques et classeur le lisent. Le classeur récrit les
formules dans sa langue : c'est ce qui permet de vérifier le modèle.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tools.couts.inputs import Inputs
from tools.couts.offre import Offre

PAYE, TEMPS, PERTES = "paye", "temps", "pertes"
GROUPES = {PAYE: "Payé", TEMPS: "Temps de nos équipes", PERTES: "Pertes possibles"}
"""Les trois groupes d'un total : ce qui est payé, le temps perdu ou passé, ce qui peut se perdre."""


class Mois(NamedTuple):
    """Un mois vu des lignes : `personnes` p(t), `heure` w(t) en euros, `prix` i(k), `salaires` w(t)/w(1)."""

    personnes: float
    heure: float
    prix: float
    salaires: float


@dataclass(frozen=True)
class Ligne:
    """Une ligne de coût : sa clé, son nom, son groupe, ce qu'elle multiplie, et son montant d'un mois en euros.

    `revisee` : le prestataire la révise chaque année. `mois` rend son coût attendu ; `None` : elle se paie une fois.
    """

    cle: str
    nom: str
    groupe: str
    mots: str
    revisee: bool = False
    mois: Callable[[Inputs, Offre, Mois], float] | None = None


@lru_cache(maxsize=64)
def hausse(taux_pct: float, months: int) -> tuple[float, ...]:
    """Rend le coefficient de hausse annuelle des mois 1…n : `(1 + taux)^⌊(t − 1)/12⌋`. Un taux nul rend 1.

    >>> hausse(10, 13)[11:]
    (1.0, 1.1)
    """
    return tuple(float((1 + taux_pct / 100) ** (t // 12)) for t in range(months))


def calendrier(inputs: Inputs, revision_pct: float, months: int) -> list[Mois]:
    """Rend les mois 1…n d'une offre qui commence aujourd'hui : son âge est le mois même."""
    people = hausse(inputs.croissance_pct, months)
    wages = hausse(inputs.revision_salaires_pct, months)
    prices = hausse(revision_pct, months)
    return [
        Mois(inputs.postes * p, inputs.cout_horaire_eur * w, i, w)
        for p, w, i in zip(people, wages, prices, strict=True)
    ]


def par_annee(inputs: Inputs, revision_pct: float, months: int) -> list[tuple[int, Mois]]:
    """Rend, pour chaque année, son nombre de mois et l'un d'eux : rien ne change au sein d'une année."""
    found = []
    for start in range(0, months, 12):
        year = start // 12
        people, wages, prices = (
            (1 + rate / 100) ** year for rate in (inputs.croissance_pct, inputs.revision_salaires_pct, revision_pct)
        )
        month = Mois(inputs.postes * people, inputs.cout_horaire_eur * wages, prices, wages)
        found.append((min(12, months - start), month))
    return found


def forfait(offre: Offre, m: Mois) -> float:
    """Rend l'abonnement d'un mois : `forfait = max(plancher ; forfait fixe + personnes × forfait par personne) × i`."""
    return max(offre.plancher_eur_mois, offre.forfait_fixe_eur + m.personnes * offre.forfait_poste_eur) * m.prix


def options(offre: Offre, m: Mois) -> float:
    """Rend ce qui est facturé à part en un mois : `options = (serveurs + personnes × (licences + sécurité)) × i`."""
    return (offre.serveurs_eur_mois + m.personnes * (offre.licences_poste_eur + offre.securite_poste_eur)) * m.prix


def hors_forfait(offre: Offre, m: Mois) -> float:
    """Rend ce qui est facturé en plus, en un mois : `hors forfait = heures hors forfait × prix de l'heure × i`."""
    return offre.hors_forfait_h_mois.moyenne * offre.hors_forfait_eur_h * m.prix


def arrivees(inputs: Inputs, offre: Offre, m: Mois) -> float:
    """Rend la mise en service des nouveaux postes : `arrivées = arrivées par an / 12 × coût d'une arrivée × i`."""
    return inputs.arrivees_an / 12 * offre.arrivee_eur * m.prix


def equipe(offre: Offre, m: Mois) -> float:
    """Rend notre équipe informatique d'un mois : `équipe = équipe par an / 12 × w(t)/w(1)`."""
    return offre.equipe_interne_eur_an / 12 * m.salaires


def pilotage(offre: Offre, m: Mois) -> float:
    """Rend notre temps de pilotage d'un mois : `pilotage = heures × coût horaire`."""
    return offre.pilotage_h_mois.moyenne * m.heure


def heures_arret(offre: Offre) -> float:
    """Rend les heures d'arrêt d'un mois, ramenées à toute l'activité : `h = interruptions / 12 × durée × part touchée`.

    Chaque valeur à sa moyenne : h est un produit de valeurs indépendantes, sa moyenne est le produit des moyennes.
    """
    return offre.incidents_an.moyenne / 12 * offre.duree_h.moyenne * offre.part_touchee_pct.moyenne / 100


def interruptions(offre: Offre, m: Mois) -> float:
    """Rend le travail perdu en un mois d'arrêts : `interruptions = h × personnes × part perdue × coût horaire`."""
    return heures_arret(offre) * m.personnes * offre.perte_pct.moyenne / 100 * m.heure


def gene(offre: Offre, m: Mois) -> float:
    """Rend le travail perdu d'un mois de petites gênes : `gêne = personnes × minutes / 60 × coût horaire`."""
    return m.personnes * offre.gene_min_mois.moyenne / 60 * m.heure


def marge(inputs: Inputs, offre: Offre) -> float:
    """Rend la marge perdue d'un mois d'interruptions : `marge = h × marge horaire`."""
    return heures_arret(offre) * inputs.marge_horaire_eur


def sinistre(offre: Offre) -> float:
    """Rend le coût attendu d'un sinistre en un mois : `sinistre = risque sur un an / 12 × coût du sinistre`."""
    return offre.sinistre_pct_an.moyenne / 1200 * offre.sinistre_eur.moyenne


LIGNES = (
    Ligne(
        "forfait",
        "Forfait",
        PAYE,
        "Le plus haut du minimum mensuel et de forfait fixe + personnes × forfait par personne",
        revisee=True,
        mois=lambda _, offre, m: forfait(offre, m),
    ),
    Ligne(
        "options",
        "Licences, sécurité, serveurs",
        PAYE,
        "Serveurs + personnes × (licences + sécurité)",
        revisee=True,
        mois=lambda _, offre, m: options(offre, m),
    ),
    Ligne(
        "hors_forfait",
        "Hors forfait",
        PAYE,
        "Heures hors forfait × prix de l'heure",
        revisee=True,
        mois=lambda _, offre, m: hors_forfait(offre, m),
    ),
    Ligne("projets", "Projets", PAYE, "Projets par an ÷ 12", mois=lambda _, o, __: o.projets_eur_an.moyenne / 12),
    Ligne("materiel", "Matériel", PAYE, "Matériel par an ÷ 12", mois=lambda _, o, __: o.materiel_eur_an / 12),
    Ligne("arrivees", "Nouveaux postes", PAYE, "Nouveaux postes par an ÷ 12 × coût d'un poste", True, arrivees),
    Ligne("equipe", "Équipe interne", PAYE, "Équipe interne par an ÷ 12", mois=lambda _, o, m: equipe(o, m)),
    Ligne("mise_en_place", "Mise en place", PAYE, "Une fois, au départ"),
    Ligne("changement", "Quitter le contrat actuel", PAYE, "Une fois, au départ : double marche, sortie et pénalité"),
    Ligne("sortie", "Sortie en fin de période", PAYE, "Une fois, à la fin, si nous partons : sortie et pénalité"),
    Ligne(
        "pilotage",
        "Temps de pilotage",
        TEMPS,
        "Heures de pilotage × coût horaire",
        mois=lambda _, offre, m: pilotage(offre, m),
    ),
    Ligne(
        "interruptions",
        "Interruptions de travail",
        TEMPS,
        "Interruptions par an ÷ 12 × durée × part touchée × personnes × part perdue × coût horaire",
        mois=lambda _, offre, m: interruptions(offre, m),
    ),
    Ligne(
        "gene",
        "Petites gênes",
        TEMPS,
        "Personnes × minutes ÷ 60 × coût horaire",
        mois=lambda _, offre, m: gene(offre, m),
    ),
    Ligne(
        "marge",
        "Marge perdue",
        PERTES,
        "Interruptions par an ÷ 12 × durée × part touchée × marge horaire",
        mois=lambda inputs, offre, _: marge(inputs, offre),
    ),
    Ligne(
        "sinistre",
        "Sinistre majeur",
        PERTES,
        "Chance par an ÷ 12 × coût du sinistre",
        mois=lambda _, offre, __: sinistre(offre),
    ),
)
"""Les quinze lignes d'une offre, dans l'ordre où elles se lisent, par groupe."""
MENSUELLES = tuple(ligne for ligne in LIGNES if ligne.mois)


def mensuels(inputs: Inputs, offre: Offre) -> dict[str, tuple[float, ...]]:
    """Rend le coût attendu de chaque ligne mensuelle, mois par mois (1…N), en euros.

    Chaque valeur en trois points est remplacée par sa moyenne : exact tant que ces valeurs sont indépendantes.
    """
    firsts = [month for _, month in par_annee(inputs, offre.revision_pct, inputs.horizon_mois)]
    found = {}
    for ligne in LIGNES:
        if ligne.mois:
            yearly = [ligne.mois(inputs, offre, m) for m in firsts]
            found[ligne.cle] = tuple(yearly[t // 12] for t in range(inputs.horizon_mois))
    return found


def premier_mois(inputs: Inputs, offre: Offre) -> dict[str, float]:
    """Rend les lignes mensuelles du premier mois au coût attendu, en euros."""
    first = calendrier(inputs, offre.revision_pct, 1)[0]
    return {ligne.cle: ligne.mois(inputs, offre, first) for ligne in LIGNES if ligne.mois}


def personnes_moyennes(inputs: Inputs) -> float:
    """Rend le nombre de personnes, en moyenne sur les mois de la période."""
    return _moyenne([m.personnes for m in calendrier(inputs, 0, inputs.horizon_mois)])


def heure_moyenne(inputs: Inputs) -> float:
    """Rend le coût d'une heure de travail, en moyenne sur les mois de la période, en euros."""
    return _moyenne([m.heure for m in calendrier(inputs, 0, inputs.horizon_mois)])


def _moyenne(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
