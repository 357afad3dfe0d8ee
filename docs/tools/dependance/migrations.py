"""De 1.0.0 à 2.0.0 : ce que disait un lien ancien, dans les mots d'aujourd'hui."""

from __future__ import annotations

from tools.kit.declare import Data
from tools.kit.link import Step

POURQUOI = (
    "la réponse dit des jours, des euros et une première action. Les retards d'une étape s'ajoutent, sous un plafond, "
    "au lieu de se multiplier, et les durées suivent la taille de l'entreprise. Une défaillance compte désormais "
    "l'arrêt du travail et le dépannage. Le plan est fait d'actions écrites, ce qui lève un blocage d'abord. "
    "Comme dans la version 1, ce lien ne compte pas le solde du forfait en partant avant la fin de l'engagement : "
    "donnez « Part due en partant avant » pour le compter. Une pénalité que le préavis rendait sans effet est à zéro."
)


def _to_2_0(data: Data) -> Data:
    """Les clés gardent leur nom ; une pénalité que l'ancienne règle du préavis rendait sans effet devient nulle."""
    kept = data["engagement_restant_mois"] > data["preavis_mois"]
    new = {
        "solde_pct": 0,
        "penalite_eur": data["penalite_eur"] if kept else 0,
        "part_arretee_pct": 60,
        "marge_horaire_eur": 0,
        "depannage_eur_jour": 1200,
        "defaillance_pct_an": 3,
        "part_choisie_pct": 30,
        "facteur_max": 3,
        "sans_aide": 1.5,
        "exposant_taille": 0.25,
        "urgence_acces_j": {"bas": 0.5, "probable": 1, "haut": 2},
        "urgence_donnees_j": {"bas": 0.5, "probable": 1, "haut": 3},
        "urgence_max_j": 30,
        "heures_jour": 7,
    }
    return {**data, **new}


STEPS = (Step("2.0.0", POURQUOI, _to_2_0),)
