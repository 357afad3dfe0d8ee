"""Les entrées de la mesure de dépendance : réponses, poids, cote EBIOS, et de quoi chiffrer la sortie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tools.dependance.questions import CRITERES, ETAPES, QUESTIONS, criterion_of
from tools.kit.compute import TroisPoints
from tools.kit.declare import Answer, Integer, Number, Rows, Text, ThreePoint, declare, load_params

Reponse = int | str | None
"""0 (maîtrisé) à 3 (dépendant), « nsp », ou `None` : sans réponse."""

_PARAMS = load_params("dependance")
EBIOS = "Cote EBIOS Risk Manager du prestataire"
SORTIE = "Notre contrat, pour chiffrer la sortie"
_SCALES = {
    "dependance": (
        "Dépendance",
        "Ce que nous perdrions sans lui.",
        (
            "Relation non nécessaire à nos fonctions stratégiques",
            "Relation utile",
            "Indispensable, mais remplaçable",
            "Indispensable et unique, sans remplaçant à court terme",
        ),
    ),
    "penetration": (
        "Pénétration",
        "Ce à quoi il accède chez nous.",
        (
            "Aucun accès, ou simple utilisateur de postes",
            "Administrateur de postes, ou accès physique aux sites",
            "Administrateur de serveurs métier",
            "Administrateur de l'infrastructure, ou accès aux salles serveurs",
        ),
    ),
    "maturite": (
        "Maturité en sécurité",
        "Ce qu'il peut prouver : politiques, audits, incidents traités.",
        (
            "Hygiène ponctuelle, réaction incertaine",
            "Hygiène et réglementation prises en compte, mode réactif",
            "Politique globale appliquée, recherche d'anticipation",
            "Gestion des risques intégrée et proactive",
        ),
    ),
    "confiance": (
        "Confiance",
        "Ce que l'on sait de ses intentions.",
        (
            "Intentions impossibles à évaluer",
            "Intentions jugées neutres",
            "Intentions connues, probablement positives",
            "Intentions parfaitement connues et compatibles",
        ),
    ),
}


def _question(key: str) -> Any:
    question = QUESTIONS[key]
    return declare(
        Answer(
            label=question.libelle,
            help=question.aide,
            source=question.source,
            answers=question.reponses,
            unknown=True,
            essential=True,
            group=CRITERES[criterion_of(key)],
        )
    )


def _scale(key: str) -> Any:
    label, text, answers = _SCALES[key]
    return declare(Answer(label=label, help=text, source="S1-30", answers=answers, first=1, group=EBIOS))


def _threshold(key: str, label: str) -> Any:
    return _param(key, label, "Seuil de l'exemple du guide, à adapter.", "", 0, 16, EBIOS)


def _weight(criterion: str) -> Any:
    text = "De 0 (ignoré) à 10. Le même poids partout est un choix du site."
    return _param("poids", f"Poids : {CRITERES[criterion].lower()}", text, "", 0, 10, "Poids des critères")


def _param(key: str, label: str, text: str, unit: str, low: float, high: float, group: str) -> Any:
    param = _PARAMS[key]
    more: dict[str, Any] = {"source": param.source, "why": param.note}
    return declare(
        Number(label=label, help=text, unit=unit, min=low, max=high, default=param.valeur, group=group, **more)
    )


def _three(key: str, label: str, unit: str, high: float) -> Any:
    low, mid, top = (_PARAMS[f"{key}_{part}"].valeur for part in TroisPoints._fields)
    return declare(
        ThreePoint(
            label=label,
            help="Hypothèse du site, quand tout est en ordre ; vos réponses l'allongent.",
            unit=unit,
            min=0,
            max=high,
            default=TroisPoints(low, mid, top),
            group="Durée et effort de chaque étape",
        )
    )


def _duration(step: str) -> Any:
    return _three(f"duree_{step}_j", f"Durée : {ETAPES[step]}", "jours", 730)


def _effort(step: str) -> Any:
    return _three(f"effort_{step}_h", f"Effort : {ETAPES[step]}", "h", 5_000)


@dataclass(frozen=True)
class Fonction:
    """Une fonction vitale, et le prestataire sur qui elle repose."""

    nom: str = declare(Text(label="Fonction vitale", help="Messagerie, paie, facturation, production…", max_length=60))
    prestataire: str = declare(Text(label="Prestataire", help="Ou « nous-mêmes ».", max_length=60))
    poids: float = declare(
        Number(label="Importance", help="De 0 à 10, à votre jugement.", min=0, max=10, default=5, essential=True)
    )


@dataclass(frozen=True)
class Inputs:
    """Une situation complète. Une réponse absente pèse comme « je ne sais pas »."""

    competences_1: Reponse = _question("competences_1")
    competences_2: Reponse = _question("competences_2")
    competences_3: Reponse = _question("competences_3")
    acces_1: Reponse = _question("acces_1")
    acces_2: Reponse = _question("acces_2")
    acces_3: Reponse = _question("acces_3")
    documentation_1: Reponse = _question("documentation_1")
    documentation_2: Reponse = _question("documentation_2")
    documentation_3: Reponse = _question("documentation_3")
    donnees_1: Reponse = _question("donnees_1")
    donnees_2: Reponse = _question("donnees_2")
    donnees_3: Reponse = _question("donnees_3")
    contrat_1: Reponse = _question("contrat_1")
    contrat_2: Reponse = _question("contrat_2")
    contrat_3: Reponse = _question("contrat_3")
    substitution_1: Reponse = _question("substitution_1")
    substitution_2: Reponse = _question("substitution_2")
    substitution_3: Reponse = _question("substitution_3")
    concentration_1: Reponse = _question("concentration_1")
    concentration_2: Reponse = _question("concentration_2")
    concentration_3: Reponse = _question("concentration_3")
    pilotage_1: Reponse = _question("pilotage_1")
    pilotage_2: Reponse = _question("pilotage_2")
    pilotage_3: Reponse = _question("pilotage_3")
    fonctions: tuple[Fonction, ...] = declare(
        Rows(
            label="Fonctions vitales",
            help="Facultatif : qui tient quoi, pour mesurer la concentration.",
            row=Fonction,
            min_rows=0,
            max_rows=20,
            singular="Fonction",
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
            default=int(_PARAMS["postes"].valeur),
            why=_PARAMS["postes"].note,
            group=SORTIE,
        )
    )
    cout_horaire_eur: float = _param(
        "cout_horaire_eur", "Coût d'une heure de travail", "Salaire et charges d'une heure.", "€/h", 5, 500, SORTIE
    )
    preavis_mois: float = _param("preavis_mois", "Préavis", "Il est au contrat.", "mois", 0, 36, SORTIE)
    engagement_restant_mois: float = _param(
        "engagement_restant_mois", "Engagement restant", "Jusqu'à la fin du contrat en cours.", "mois", 0, 120, SORTIE
    )
    forfait_mensuel_eur: float = _param(
        "forfait_mensuel_eur", "Forfait mensuel", "Ce que nous payons chaque mois.", "€ HT/mois", 0, 1_000_000, SORTIE
    )
    penalite_eur: float = _param(
        "penalite_eur",
        "Pénalité de départ anticipé",
        "Due si l'engagement dépasse le préavis.",
        "€ HT",
        0,
        10_000_000,
        SORTIE,
    )
    cible_indice: float = _param(
        "cible_indice", "Indice visé", "Passer sous cette valeur.", "sur 100", 1, 100, "Plan d'action"
    )
    capacite_h_mois: float = _param(
        "capacite_h_mois", "Temps disponible", "Heures par mois pour agir.", "h/mois", 1, 500, "Plan d'action"
    )
    ebios_dependance: int | None = _scale("dependance")
    ebios_penetration: int | None = _scale("penetration")
    ebios_maturite: int | None = _scale("maturite")
    ebios_confiance: int | None = _scale("confiance")
    seuil_veille: float = _threshold("seuil_veille", "Seuil de veille")
    seuil_controle: float = _threshold("seuil_controle", "Seuil de contrôle")
    seuil_danger: float = _threshold("seuil_danger", "Seuil de danger")
    poids_competences: float = _weight("competences")
    poids_acces: float = _weight("acces")
    poids_documentation: float = _weight("documentation")
    poids_donnees: float = _weight("donnees")
    poids_contrat: float = _weight("contrat")
    poids_substitution: float = _weight("substitution")
    poids_concentration: float = _weight("concentration")
    poids_pilotage: float = _weight("pilotage")
    duree_acces_j: TroisPoints = _duration("acces")
    duree_documentation_j: TroisPoints = _duration("documentation")
    duree_donnees_j: TroisPoints = _duration("donnees")
    duree_choix_j: TroisPoints = _duration("choix")
    duree_transfert_j: TroisPoints = _duration("transfert")
    duree_double_j: TroisPoints = _duration("double")
    effort_acces_h: TroisPoints = _effort("acces")
    effort_documentation_h: TroisPoints = _effort("documentation")
    effort_donnees_h: TroisPoints = _effort("donnees")
    effort_choix_h: TroisPoints = _effort("choix")
    effort_transfert_h: TroisPoints = _effort("transfert")
    effort_double_h: TroisPoints = _effort("double")
    effort_poste_h: TroisPoints = _three("effort_poste_h", "Effort de transfert par personne", "h/personne", 40)

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
