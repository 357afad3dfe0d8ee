"""Une offre : une façon de faire tourner l'informatique, telle qu'un devis, une facture et l'expérience la disent."""

from __future__ import annotations

from dataclasses import dataclass

from tools.kit.compute import TroisPoints
from tools.kit.declare import Integer, Marked, Number, Sibling, Text, ThreePoint, Typed, YesNo, declare

PART_MAX = 100
EUROS_MAX = 10_000_000
MOIS_MAX = 120
CONTRAT, A_PART, TEMPS, RISQUES, SORTIR = (
    "Le contrat",
    "Facturé à part",
    "Notre temps",
    "Ce qui peut arriver",
    "En sortir",
)
"""Les parties repliées d'une offre : une par question du lecteur."""
QUALITE = (
    "hors_forfait_h_mois",
    "incidents_an",
    "duree_h",
    "gene_min_mois",
    "pilotage_h_mois",
    "part_touchee_pct",
    "perte_pct",
    "sinistre_pct_an",
)
"""Ce qui fait la qualité d'une offre : tant qu'une de ces réponses manque, elle n'est pas classée."""


def _euros(label: str, text: str, group: str, unit: str = "€ HT") -> float:
    return declare(Number(label=label, help=text, unit=unit, min=0, max=EUROS_MAX, group=group))


def _monthly(label: str, text: str, group: str, unit: str = "€ HT/mois") -> float:
    return declare(Number(label=label, help=text, unit=unit, min=0, max=5_000, group=group))


def _uncertain(
    label: str, text: str, group: str, unit: str = "€ HT", most: float = EUROS_MAX, *, asked: bool = False
) -> TroisPoints:
    return declare(ThreePoint(label=label, help=text, unit=unit, min=0, max=most, group=group, asked=asked))


@dataclass(frozen=True)
class Offre(Marked):
    """Une façon de faire tourner l'informatique.

    Une clé numérique absente vaut 0, sauf la révision des prix (2) et la pénalité (100) ; le forfait par personne et la
    qualité, s'ils manquent, laissent l'offre « à compléter ».
    """

    nom: Typed = declare(Text(label="Nom de l'offre", help="Tel que votre conseil le reconnaîtra.", max_length=60))
    actuelle: bool = declare(
        YesNo(
            label="C'est notre contrat actuel",
            help="Les offres qui supposent de le quitter paient alors ce qu'il coûte d'en sortir.",
            essential=True,
        )
    )
    meme_prestataire: bool = declare(
        YesNo(
            label="Avec le prestataire d'aujourd'hui",
            help="Renégocier, changer de formule : rien à quitter. Sans effet sur le contrat actuel lui-même.",
            essential=True,
        )
    )
    forfait_poste_eur: float = declare(
        Number(
            label="Forfait par personne",
            help="Prix mensuel de l'abonnement, par personne couverte. Il est écrit sur le devis ou la facture.",
            unit="€ HT/mois",
            min=0,
            max=5_000,
            essential=True,
            asked=True,
            unless="forfait_fixe_eur",
        )
    )
    hors_forfait_h_mois: TroisPoints = declare(
        ThreePoint(
            label="Heures hors forfait",
            help="Heures facturées en plus chaque mois. Relisez douze mois de factures.",
            unit="h/mois",
            min=0,
            max=2_000,
            essential=True,
            asked=True,
        )
    )
    incidents_an: TroisPoints = declare(
        ThreePoint(
            label="Interruptions de travail",
            help="Combien de fois par an une partie de l'équipe ne peut plus travailler.",
            unit="par an",
            min=0,
            max=1_000,
            essential=True,
            asked=True,
        )
    )
    duree_h: TroisPoints = declare(
        ThreePoint(
            label="Durée d'une interruption",
            help="En heures de travail, du blocage à la reprise.",
            unit="h",
            min=0,
            max=500,
            essential=True,
            asked=True,
        )
    )
    gene_min_mois: TroisPoints = declare(
        ThreePoint(
            label="Petites gênes",
            help="Minutes perdues par personne et par mois sans que personne le signale.",
            unit="min/mois",
            min=0,
            max=5_000,
            essential=True,
            asked=True,
        )
    )
    meme_qualite: Typed = declare(
        Sibling(
            label="Même qualité que",
            help="Heures hors forfait, pilotage, interruptions, gênes et risque sont alors les siens.",
            covers=QUALITE,
            essential=True,
        )
    )
    forfait_fixe_eur: float = _euros(
        "Forfait fixe mensuel", "Abonnement qui ne dépend pas de la taille.", CONTRAT, "€ HT/mois"
    )
    plancher_eur_mois: float = _euros(
        "Minimum mensuel", "Ce que l'abonnement coûte au moins, même si l'effectif baisse.", CONTRAT, "€ HT/mois"
    )
    revision_pct: float = declare(
        Number(
            label="Révision annuelle des prix",
            help="Hausse de cette offre chaque année. Demandez la clause : indice, plancher, prix bloqué n années.",
            unit="%/an",
            min=0,
            max=20,
            group=CONTRAT,
        )
    )
    engagement_mois: int = declare(
        Integer(
            label="Engagement",
            help="Mois restant à courir pour le contrat actuel ; mois signés pour les autres offres.",
            unit="mois",
            min=0,
            max=MOIS_MAX,
            group=CONTRAT,
        )
    )
    penalite_pct: float = declare(
        Number(
            label="Part due en partant avant",
            help="Part du forfait des mois d'engagement restants qu'il faut payer si l'on part avant.",
            unit="%",
            min=0,
            max=PART_MAX,
            group=CONTRAT,
        )
    )
    mise_en_place_eur: TroisPoints = _uncertain("Mise en place", "Coût unique, au départ.", A_PART)
    licences_poste_eur: float = _monthly(
        "Licences par personne", "Abonnements logiciels facturés à part, par personne.", A_PART
    )
    securite_poste_eur: float = _monthly(
        "Sécurité et sauvegarde par personne", "Facturées à part du forfait, par personne.", A_PART
    )
    serveurs_eur_mois: float = _euros(
        "Serveurs, sites, stockage", "Facturés à part du forfait, par mois.", A_PART, "€ HT/mois"
    )
    materiel_eur_an: float = _euros("Matériel", "Loué ou renouvelé, par an.", A_PART, "€ HT/an")
    projets_eur_an: TroisPoints = _uncertain(
        "Projets", "Journées de projet : migrations, déménagements, évolutions.", A_PART, "€ HT/an"
    )
    arrivee_eur: float = _euros("Nouveau poste", "Mise en service d'un poste de plus, à l'unité.", A_PART)
    hors_forfait_eur_h: float = _monthly(
        "Prix de l'heure hors forfait", "Il figure dans la grille tarifaire du contrat.", A_PART, "€ HT/h"
    )
    pilotage_h_mois: TroisPoints = _uncertain(
        "Temps de pilotage",
        "Nos propres heures : relances, réunions, contrôle des factures.",
        TEMPS,
        "h/mois",
        2_000,
        asked=True,
    )
    equipe_interne_eur_an: float = _euros(
        "Équipe informatique interne", "Salaires et charges, par an, dans cette option.", TEMPS, "€/an"
    )
    part_touchee_pct: TroisPoints = _uncertain(
        "Part des personnes touchées", "Par une interruption moyenne.", RISQUES, "%", PART_MAX, asked=True
    )
    perte_pct: TroisPoints = _uncertain(
        "Part du travail perdue",
        "Pendant l'interruption : 100 % si l'on ne peut rien faire d'autre. Demandez aux équipes.",
        RISQUES,
        "%",
        PART_MAX,
        asked=True,
    )
    sinistre_pct_an: TroisPoints = _uncertain(
        "Risque d'un sinistre majeur",
        "Chance, sur un an, d'une perte grave : rançongiciel, sauvegardes perdues.",
        RISQUES,
        "% par an",
        PART_MAX,
        asked=True,
    )
    sinistre_eur: TroisPoints = _uncertain("Coût de ce sinistre", "Remise en état, arrêt, pertes, une fois.", RISQUES)
    recouvrement_mois: int = declare(
        Integer(
            label="Double marche",
            help="Mois pendant lesquels l'ancien contrat tourne encore à côté de cette offre.",
            unit="mois",
            min=0,
            max=12,
            group=SORTIR,
        )
    )
    sortie_eur: TroisPoints = _uncertain(
        "Travail de sortie", "Transfert et heures pour quitter cette option, hors pénalité et double marche.", SORTIR
    )
