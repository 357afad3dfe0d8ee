"""Les entrées de la comparaison de coûts : l'entreprise, puis deux à cinq offres."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tools.couts.offre import MOIS_MAX, PART_MAX, Offre
from tools.kit.declare import (
    Choice,
    Integer,
    Number,
    Rows,
    Situation,
    ThreePoint,
    completed,
    covered,
    declare,
    missing,
)

RESTER, PARTIR = "rester", "partir"
MIN_OFFRES = 2


@dataclass(frozen=True)
class Inputs(Situation):
    """Une situation complète : l'entreprise et les offres qu'elle compare."""

    postes: int = declare(
        Integer(
            label="Personnes couvertes",
            help="Celles qui travaillent aujourd'hui sur un équipement que le service couvre.",
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
            max=MOIS_MAX,
            essential=True,
        )
    )
    fin: str = declare(
        Choice(
            label="À la fin de la période",
            help="Si nous partons, chaque offre paie sa sortie ; sinon aucune, et la réponse dit ce qu'elle coûterait.",
            options=((RESTER, "Nous restons"), (PARTIR, "Nous partons")),
            default=RESTER,
        )
    )
    croissance_pct: float = declare(
        Number(
            label="Évolution du nombre de personnes",
            help="Par an ; négatif si l'effectif baisse.",
            unit="%/an",
            min=-50,
            max=100,
        )
    )
    arrivees_an: float = declare(
        Number(
            label="Nouveaux postes par an",
            help="Postes mis en service dans l'année, remplacements compris.",
            unit="par an",
            min=0,
            max=2_000,
        )
    )
    cout_horaire_eur: float = declare(
        Number(
            label="Coût d'une heure de travail",
            help="Salaire et charges d'une heure travaillée, en moyenne. La valeur de départ est celle des entreprises "
            "de 10 salariés ou plus en 2025 (S3-1) ; de 10 à 49 salariés, 32,0 € contre 38,7 € pour l'ensemble en 2020 "
            "(S3-3).",
            unit="€/h",
            min=5,
            max=500,
        )
    )
    revision_salaires_pct: float = declare(
        Number(
            label="Hausse annuelle des salaires",
            help="Elle porte sur le coût d'une heure et sur l'équipe interne.",
            unit="%/an",
            min=0,
            max=20,
        )
    )
    actualisation_pct: float = declare(
        Number(
            label="Taux d'actualisation",
            help="Le taux auquel l'entreprise emprunte : le risque est déjà dans les montants.",
            unit="%/an",
            min=0,
            max=30,
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
            min_rows=MIN_OFFRES,
            max_rows=5,
            singular="Offre",
            feminine=True,
            key="nom",
            at_most_one="actuelle",
            preset="minimale",
        )
    )

    def check(self) -> dict[str, str]:
        """Une double marche tient dans la période, une pénalité porte sur un engagement, deux offres sont complètes."""
        wrong = {
            f"offres.{rank}.recouvrement_mois": (
                f"Offre {rank + 1}, Double marche : {offre.recouvrement_mois} mois, c'est plus que la durée de la "
                f"comparaison ({self.horizon_mois} mois). Saisissez {self.horizon_mois} mois au plus."
            )
            for rank, offre in enumerate(self.offres)
            if offre.recouvrement_mois > self.horizon_mois
        }
        wrong |= {
            f"offres.{rank}.penalite_pct": (
                f"Offre {rank + 1}, Part due en partant avant : sans engagement, elle ne porte sur rien. Saisissez les "
                f"mois d'engagement, ou remettez {PART_MAX} %."
            )
            for rank, offre in enumerate(self.offres)
            if offre.penalite_pct not in {0, PART_MAX} and not offre.engagement_mois
        }
        if wrong:
            return wrong
        whole = covered(self.offres, "nom")
        enough = sum(not missing(offre) for offre in whole) >= MIN_OFFRES
        return {
            f"offres.{rank}.{spec.name}{'.1' if isinstance(spec, ThreePoint) else ''}": (
                f"Offre {rank + 1}, {spec.label} : le champ est vide. Pour comparer, il faut deux offres complètes, "
                "dont le contrat actuel s'il y en a un."
            )
            for rank, offre in enumerate(whole)
            if offre.actuelle or not enough
            for spec in missing(offre)
        }

    def comparees(self) -> Inputs:
        """La même situation, réduite aux offres complètes, chaque renvoi remplacé par ce qu'il dit."""
        return replace(self, offres=tuple(completed(self.offres, "nom")))
