"""Les entrées de la mesure de dépendance : réponses, poids, cote EBIOS, et de quoi chiffrer la sortie."""

from __future__ import annotations

from dataclasses import dataclass

from tools.dependance.fields import (
    DEFAILLANCE,
    HYPOTHESES,
    PLAN,
    SORTIE,
    ask,
    duration,
    effort,
    param,
    scale,
    three,
    threshold,
    weight,
)
from tools.dependance.questions import CRITERES, QUESTIONS
from tools.kit.compute import TroisPoints
from tools.kit.declare import Integer, Marked, Number, Reponse, Rows, Situation, Text, Typed, declare


@dataclass(frozen=True)
class Fonction(Marked):
    """Une fonction vitale, et le prestataire sur qui elle repose."""

    nom: Typed = declare(
        Text(label="Fonction vitale", help="Messagerie, paie, facturation, production…", max_length=60)
    )
    prestataire: Typed = declare(Text(label="Prestataire", help="Ou « nous-mêmes ».", max_length=60))
    poids: float = declare(
        Number(label="Importance", help="De 0 à 10, à votre jugement.", min=0, max=10, default=5, essential=True)
    )


@dataclass(frozen=True)
class Inputs(Situation):
    """Une situation complète. Une réponse absente pèse comme « je ne sais pas »."""

    competences_1: Reponse = ask()
    competences_2: Reponse = ask()
    competences_3: Reponse = ask()
    acces_1: Reponse = ask()
    acces_2: Reponse = ask()
    acces_3: Reponse = ask()
    documentation_1: Reponse = ask()
    documentation_2: Reponse = ask()
    documentation_3: Reponse = ask()
    donnees_1: Reponse = ask()
    donnees_2: Reponse = ask()
    donnees_3: Reponse = ask()
    contrat_1: Reponse = ask()
    contrat_2: Reponse = ask()
    contrat_3: Reponse = ask()
    substitution_1: Reponse = ask()
    substitution_2: Reponse = ask()
    substitution_3: Reponse = ask()
    concentration_1: Reponse = ask()
    concentration_2: Reponse = ask()
    concentration_3: Reponse = ask()
    pilotage_1: Reponse = ask()
    pilotage_2: Reponse = ask()
    pilotage_3: Reponse = ask()
    fonctions: tuple[Fonction, ...] = declare(
        Rows(
            label="Fonctions vitales",
            help="Facultatif : qui tient quoi, pour mesurer la concentration.",
            row=Fonction,
            min_rows=0,
            max_rows=20,
            singular="Fonction",
            feminine=True,
            key="nom",
            default=(),
        )
    )
    postes: int = declare(
        Integer(
            label="Personnes couvertes",
            help="Celles qui travaillent sur un équipement que le service couvre.",
            unit="personnes",
            min=1,
            max=5_000,
            group=SORTIE,
        )
    )
    cout_horaire_eur: float = param(
        "Coût d'une heure de travail", "Salaire et charges d'une heure.", "€/h", 5, 500, SORTIE
    )
    preavis_mois: float = param("Préavis", "Il est au contrat.", "mois", 0, 36, SORTIE)
    engagement_restant_mois: float = param(
        "Engagement restant", "Jusqu'à la fin du contrat en cours.", "mois", 0, 120, SORTIE
    )
    forfait_mensuel_eur: float = param(
        "Forfait mensuel", "Ce que nous payons chaque mois.", "€ HT/mois", 0, 1_000_000, SORTIE
    )
    solde_pct: float = param(
        "Part due en partant avant",
        "Part du forfait des mois d'engagement restants qu'il faut payer si l'on part avant.",
        "%",
        0,
        100,
        SORTIE,
    )
    penalite_eur: float = param(
        "Autre pénalité de sortie", "Toute autre somme fixe due en partant.", "€ HT", 0, 10_000_000, SORTIE
    )
    part_arretee_pct: float = param(
        "Part du travail arrêtée", "Tant que rien n'est rétabli. Demandez aux équipes.", "%", 0, 100, DEFAILLANCE
    )
    marge_horaire_eur: float = param(
        "Marge perdue par heure d'arrêt total",
        "Si toute l'activité s'arrête. Zéro : non comptée.",
        "€/h",
        0,
        1_000_000,
        DEFAILLANCE,
    )
    depannage_eur_jour: float = param(
        "Dépannage d'urgence",
        "Prix d'une journée d'un prestataire appelé en urgence.",
        "€ HT/jour",
        0,
        10_000,
        DEFAILLANCE,
    )
    defaillance_pct_an: float = param(
        "Chance qu'il fasse défaut",
        "Qu'il s'arrête soudain, sur un an : liquidation, piratage, rupture.",
        "% par an",
        0,
        100,
        PLAN,
    )
    part_choisie_pct: float = param(
        "Chance que nous partions", "Que nous choisissions de partir d'ici trois ans.", "%", 0, 100, PLAN
    )
    cible_indice: float = param("Indice visé", "Passer sous cette valeur.", "sur 100", 1, 100, PLAN)
    capacite_h_mois: float = param("Temps disponible", "Heures par mois pour agir.", "h/mois", 1, 500, PLAN)
    ebios_dependance: Reponse = scale()
    ebios_penetration: Reponse = scale()
    ebios_maturite: Reponse = scale()
    ebios_confiance: Reponse = scale()
    seuil_veille: float = threshold("Seuil de veille")
    seuil_controle: float = threshold("Seuil de contrôle")
    seuil_danger: float = threshold("Seuil de danger")
    poids_competences: float = weight()
    poids_acces: float = weight()
    poids_documentation: float = weight()
    poids_donnees: float = weight()
    poids_contrat: float = weight()
    poids_substitution: float = weight()
    poids_concentration: float = weight()
    poids_pilotage: float = weight()
    duree_acces_j: TroisPoints = duration()
    duree_documentation_j: TroisPoints = duration()
    duree_donnees_j: TroisPoints = duration()
    duree_choix_j: TroisPoints = duration()
    duree_transfert_j: TroisPoints = duration()
    duree_double_j: TroisPoints = duration()
    effort_acces_h: TroisPoints = effort()
    effort_documentation_h: TroisPoints = effort()
    effort_donnees_h: TroisPoints = effort()
    effort_choix_h: TroisPoints = effort()
    effort_transfert_h: TroisPoints = effort()
    effort_double_h: TroisPoints = effort()
    effort_poste_h: TroisPoints = three("Effort de transfert par personne", "h/personne", 40)
    facteur_max: float = param(
        "Plafond d'une étape",
        "Les réponses les pires multiplient la durée et l'effort d'une étape par ce nombre, au plus.",
        "fois",
        1,
        10,
        HYPOTHESES,
    )
    sans_aide: float = param(
        "Sans l'aide du prestataire", "Ce par quoi accès, documents et données s'allongent.", "fois", 1, 5, HYPOTHESES
    )
    exposant_taille: float = param(
        "Effet de la taille", "Durée × (personnes ÷ 40) à cette puissance. Zéro : aucun.", "", 0, 1, HYPOTHESES
    )
    urgence_acces_j: TroisPoints = three("Urgence : retrouver les accès", "jours", 365, HYPOTHESES)
    urgence_donnees_j: TroisPoints = three("Urgence : retrouver les données", "jours", 365, HYPOTHESES)
    urgence_max_j: float = param(
        "Plafond de chacune", "Au-delà, on repart de zéro ailleurs.", "jours", 1, 365, HYPOTHESES
    )
    heures_jour: float = param("Heures travaillées par jour", "Du lundi au vendredi.", "h", 1, 24, HYPOTHESES)

    def check(self) -> dict[str, str]:
        """Ce que des valeurs valides ne peuvent dire qu'ensemble : un poids au moins, des seuils croissants."""
        errors = {}
        if not any(self.weights().values()):
            errors["poids_competences"] = "Poids des critères : un poids au moins doit être supérieur à zéro."
        if not self.seuil_veille < self.seuil_controle < self.seuil_danger:
            errors["seuil_controle"] = "Seuils EBIOS : l'ordre doit être veille < contrôle < danger."
        return errors

    def weights(self) -> dict[str, float]:
        """Le poids de chaque critère."""
        return {criterion: getattr(self, f"poids_{criterion}") for criterion in CRITERES}

    def answers(self) -> dict[str, Reponse]:
        """Les vingt-quatre réponses, par clé."""
        return {key: getattr(self, key) for key in QUESTIONS}
