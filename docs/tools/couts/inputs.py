"""Les entrées de la comparaison de coûts : l'entreprise, puis deux à cinq offres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tools.kit.compute import TroisPoints
from tools.kit.declare import (
    Integer,
    Number,
    Rows,
    Situation,
    Text,
    ThreePoint,
    Typed,
    YesNo,
    declare,
    load_presets,
    parse,
)

PART_MAX = 100
EUROS_MAX = 10_000_000


def _euros(label: str, text: str, unit: str = "€ HT") -> float:
    return declare(Number(label=label, help=text, unit=unit, min=0, max=EUROS_MAX))


def _uncertain_euros(label: str, text: str) -> TroisPoints:
    return declare(ThreePoint(label=label, help=text, unit="€ HT", min=0, max=EUROS_MAX))


@dataclass(frozen=True)
class Offre:
    """Une façon de faire tourner l'informatique. Une clé numérique absente vaut 0."""

    nom: Typed = declare(Text(label="Nom de l'offre", help="Tel que votre conseil le reconnaîtra.", max_length=60))
    actuelle: bool = declare(
        YesNo(
            label="C'est notre contrat actuel",
            help="Les autres offres supportent alors son coût de sortie : partir fait partie du changement.",
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
        )
    )
    forfait_fixe_eur: float = _euros("Forfait fixe mensuel", "Abonnement qui ne dépend pas de la taille.", "€ HT/mois")
    hors_forfait_eur_h: float = declare(
        Number(
            label="Prix de l'heure hors forfait",
            help="Il figure dans la grille tarifaire du contrat.",
            unit="€ HT/h",
            min=0,
            max=1_000,
        )
    )
    pilotage_h_mois: TroisPoints = declare(
        ThreePoint(
            label="Temps de pilotage",
            help="Nos propres heures : relances, réunions, contrôle des factures.",
            unit="h/mois",
            min=0,
            max=2_000,
        )
    )
    equipe_interne_eur_an: float = _euros(
        "Équipe informatique interne", "Salaires et charges, par an, dans cette option.", "€/an"
    )
    part_touchee_pct: TroisPoints = declare(
        ThreePoint(
            label="Part des personnes touchées",
            help="Par une interruption moyenne.",
            unit="%",
            min=0,
            max=PART_MAX,
        )
    )
    perte_pct: TroisPoints = declare(
        ThreePoint(
            label="Part du travail perdue",
            help="Pendant l'interruption : 100 % si l'on ne peut rien faire d'autre. Demandez aux équipes.",
            unit="%",
            min=0,
            max=PART_MAX,
        )
    )
    gene_min_mois: TroisPoints = declare(
        ThreePoint(
            label="Petites gênes",
            help="Minutes perdues par personne et par mois sans que personne le signale.",
            unit="min/mois",
            min=0,
            max=5_000,
        )
    )
    sinistre_pct_an: TroisPoints = declare(
        ThreePoint(
            label="Risque d'un sinistre majeur",
            help="Chance, sur un an, d'une perte grave : rançongiciel, sauvegardes perdues.",
            unit="% par an",
            min=0,
            max=PART_MAX,
        )
    )
    sinistre_eur: TroisPoints = _uncertain_euros("Coût de ce sinistre", "Remise en état, arrêt, pertes, une fois.")
    mise_en_place_eur: TroisPoints = _uncertain_euros("Mise en place", "Coût unique, au départ.")
    sortie_eur: TroisPoints = _uncertain_euros(
        "Sortie en fin de période", "Ce qu'il en coûtera de quitter cette option."
    )


@dataclass(frozen=True)
class Inputs(Situation):
    """Une situation complète : l'entreprise et les offres qu'elle compare."""

    postes: int = declare(
        Integer(
            label="Personnes couvertes",
            help="Celles qui travaillent sur un équipement que le service couvre.",
            unit="personnes",
            min=1,
            max=5_000,
            essential=True,
        )
    )
    horizon_mois: int = declare(
        Integer(
            label="Durée de la comparaison",
            help="Trois ans montrent ce qu'un devis d'un an cache.",
            unit="mois",
            min=6,
            max=120,
            essential=True,
        )
    )
    cout_horaire_eur: float = declare(
        Number(
            label="Coût d'une heure de travail",
            help="Salaire et charges d'une heure travaillée, en moyenne.",
            unit="€/h",
            min=5,
            max=500,
        )
    )
    actualisation_pct: float = declare(
        Number(
            label="Taux d'actualisation",
            help="Ce que vaut, pour vous, de payer plus tard plutôt que maintenant.",
            unit="%/an",
            min=0,
            max=30,
        )
    )
    revision_pct: float = declare(
        Number(
            label="Révision annuelle des prix",
            help="Hausse appliquée chaque année par le prestataire.",
            unit="%/an",
            min=0,
            max=20,
        )
    )
    marge_horaire_eur: float = declare(
        Number(
            label="Marge perdue par heure d'arrêt total",
            help="Si toute l'activité s'arrête. Zéro : non comptée.",
            unit="€/h",
            min=0,
            max=1_000_000,
        )
    )
    offres: tuple[Offre, ...] = declare(
        Rows(
            label="Offres comparées",
            help="De deux à cinq options, dont votre contrat actuel s'il y en a un.",
            row=Offre,
            min_rows=2,
            max_rows=5,
            singular="Offre",
            feminine=True,
            key="nom",
            at_most_one="actuelle",
            preset="minimale",
        )
    )


def receive(values: Mapping[str, str]) -> Inputs:
    """La situation à ouvrir depuis un autre outil : `sortie_eur` (« bas;probable;haut ») est celle du contrat actuel.

    Le reste vient de la situation type « quinze », avec les personnes et le coût horaire reçus.
    """
    entries = dict(load_presets("couts")["quinze"].entrees)
    entries |= {key: values[key] for key in ("postes", "cout_horaire_eur") if key in values}
    current, *others = entries["offres"]
    points = [min(float(point), EUROS_MAX) for point in values["sortie_eur"].split(";")]
    entries["offres"] = [{**current, "sortie_eur": points}, *others]
    parsed = parse(Inputs, entries)
    return parsed.inputs
