"""Ce qu'un devis dit, et ce qui pourrait être une autre valeur : lu, ou demandé, jamais choisi en silence.

Les entrées viennent de l'avis des relecteurs et de plaintes publiques d'utilisateurs d'outils semblables.
"""

from __future__ import annotations

import pytest
from tools.kit.quote import Reader, lexicon_of

from tests.quote import FORFAIT, GENS, MISE, OFFRES, alone, only, values

TITLES = "Désignation\tQté\tPU HT\tTotal HT\n"
ASKED = [
    "Licences par personne\tnon inclus",
    "Licences par personne\tinclus la première année",
    "Part du travail perdue\tinclus",
    "Engagement\tinclus",
    "Forfait par personne\tcompris",
    TITLES + "Mise en place\t3\t1500\t4500\t2026",
    "Désignation\tTotal HT\t\nMise en place\t1500\t50",
    "Désignation\tMontant HT\nLicences\t12",
    "Désignation\tQté\tPrix mensuel HT\nAntivirus\t30\t45",
    "Licences\t1\t468\t468",
    "Nombre de postes : 40",
    "Nombre de serveurs\t2",
    "Nombre d'interventions\t12",
    "Postes : 40",
    "Coût des interruptions\t12",
    "Prix d'une panne bloquante\t150",
    "Forfait annuel : 540 €",
    TITLES + "Heures hors forfait\t4\t85\t340",
    "Désignation\tMontant\nPilotage\t600",
    "Heures hors forfait\t4\t85\t340",
    "Désignation\tUnité\tPU HT\nIntervention\tjour\t850",
    "Forfait par poste (prix annuel)\t540",
    "Forfait par poste (12 mois)\t540",
    "Mise en place (€ TTC, hors pose)\t1200",
    "Mise en place (phase 1) (option)\t12",
    "Antivirus (40 postes)\t120",
    "Serveur (achat)\t4500",
    "Mise en service\t1 500 €\tofferte",
    "Mise en place\t1 500 €\tTVA incluse",
    "Mise en service (offerte)\t1 500 €",
    TITLES + "Mise en service\t1\t1500\tOffert",
    "Montants en TTC\nDésignation\tTotal\nMise en service\t1200",
    "Montants en CHF\nMise en place\t60",
    "Serveurs ($)\t60",
    "Mise en place\t60\t$",
    "Désignation\tPrix en $\nMise en place\t60",
    "Option EDR\t5 €",
    "Installation (option)\t50 €",
    "Matériel\t24 000 €",
    "Serveur\t4500",
    "Licences annuelles\t6000",
    "Sauvegarde externalisée (500 Go)\t80 €",
    "Sauvegarde externalisée\t80 €/mois",
    "Poste de travail\t950",
    "Intervention\t150",
    "Durée du contrat\t3",
    "Mise en place\t60 € / unité",
    "Mise en place\t50 € l'unité",
    "Désignation\tUnité\tPU HT\nServeurs\tU\t60",
    "Désignation\tTarif horaire\nMise en service\t85",
    "Désignation\tUnité\tPrix HT\nServeurs\tserveur\t60",
    "Mise en place\t2\t3\t6",
    "Projets\t10\t20\t200",
    "Désignation\tPU HT\tTotal HT\nLicences par personne\t12\t99999",
    "Mise en place : 11/12/26",
    "Durée d'une interruption\t8 (7/24)",
    "Mise en place\t1½",
    "Heures hors forfait : 1,125 (de 1,100 à 1,250)",
    "Forfait par poste et par serveur\t45",
    "Forfait mensuel ou annuel\t45",
    "Mise en place : " + "9" * 400,
    "Alpha HT\t12",
    "Mise en place\t2\t1.250\t2.500",
    "Désignation\tQté\tPrix mensuel HT\nForfait par poste\t40\t1800",
    "Désignation\tQté\tPrix mensuel HT\nInfogérance poste de travail\t40\t45,00",
    "Désignation\tQté\tMensuel HT\nServeurs\t2\t60",
    "Postes de coût\tAlpha\tBeta\tGamma\nMise en service\t1500\t2000\t2500",
    "Mise en service\t1\t1 500\t1 800",
    "Mise en service\t2\t800\t1 500",
    "Projets\t1000\t1200\t1440",
    "Tarifs TTC 2026\nMise en service : 1 500 €",
    "Mise en service : 1 500 €\nMontants exprimés en euros TTC",
    "Désignation\tQté\tPU HT\tRemise (%)\nMise en service\t1\t1500\t10",
    "Désignation\tMontant HT\tOption\nMise en service\t1500\tX",
    "En option :\nSécurité et sauvegarde par personne : 4 €/mois",
    "Non compris dans cette offre :\nMise en service : 1 500 €",
    "Antivirus\nPrix par poste : 3 €/mois",
    "Désignation\tDurée\tMontant HT\nForfait par poste\t12 mois\t540",
    "Désignation\tPériode\tMontant HT\nForfait fixe\tannée 2026\t21 600",
    "Forfait par poste\t540 €\tà l'année",
    "Forfait fixe (facturation semestrielle)\t10 800 €",
    "Désignation\tUnité\tPU HT\nForfait par poste\tlot de 10 postes\t450",
    "Désignation\tUnité\tPU HT\nTaux horaire\tdemi-journée\t350",
    "Télémaintenance\t1\t300 €\t300 €",
    "Intervention hors forfait : 150 €",
    "Forfait global : 21 600 €",
    "Désignation\tQté\tUnité\tPU HT\tTotal HT\nServeurs\t2\tmois\t60\t120",
    "Mise en service 2027",
    "Installation 2",
    "Mise en service (facultatif)\t1 500 €",
    "\tAlpha\tBeta\nEn option\nMise en service\t1 500 €\t2 000 €",
    "Mise en service\t1 500 €\tfacultatif",
    "Libellé\tBas\tProbable\tHaut\nMise en place\t10\t20\t#REF!",
    TITLES + "Mise en place\t2\t#########\t20",
    TITLES + "Mise en place\t2\t\t",
    "Mise en place − 100 €",
    "Désignation\tTotal HT\tDevise\nMise en place\t123\tCHF",
    "Désignation\tPU HT (CHF)\nMise en place\t123",
    "Désignation\tPrix mensuel\tPrix annuel\nServeurs\t10\t96",
    "Désignation\tPrix\t\n\tTTC\tHT\nMise en place\t120\t100",
]


@pytest.mark.parametrize("text", ASKED)
def test_what_could_be_another_value_is_asked(text: str) -> None:
    """Rien ne s'y remplit : ce que la ligne ne dit pas, ou dit de deux façons, se demande, avec une raison."""
    for line in alone(text):
        assert (line.fields, bool(line.problem)) == ({}, True), line


SURE = [
    ("Infogérance\nForfait par poste : 540 €\nTarifs annuels", FORFAIT, (45,)),
    ("Mise en service\t1500\nMontants en k€\nServeurs\t2\t€/mois", MISE, (1_500,)),
    ("Tarifs annuels 2026\nForfait par poste : 540 €", FORFAIT, (45,)),
    ("Forfait par poste : 540 €\nTarifs annuels", FORFAIT, (45,)),
    ("Prestations mensuelles\nInfogérance par poste\t45 €", FORFAIT, (45,)),
    ("Désignation\tPériodicité\tPrix HT\nForfait fixe\tsemestrielle\t10 800", "forfait_fixe_eur", (1_800,)),
    ("Nom\tAlpha Services\tFormule de base\nForfait par poste\t45 €\t50 €", FORFAIT, (45,)),
    ("Licence Microsoft 365 : 12,60 € HT/utilisateur/mois", "licences_poste_eur", (12.6,)),
    ("1. Mise en service : 1 500 €", MISE, (1_500,)),
    ("Heure supplémentaire 95 € HT", "hors_forfait_eur_h", (95,)),
    ("Désignation\tPU HT\tRemise\nMise en service\t1500\t0 %", MISE, (1_500,)),
    (TITLES + "Forfait par poste\t10\t45\t450", FORFAIT, (45,)),
    (TITLES + "Forfait par poste\t12\t45\t540", FORFAIT, (45,)),
    ("Désignation\tMontant HT\nForfait par poste\t45", FORFAIT, (45,)),
    (TITLES + "Microsoft 365\t40\t11,70\t468", "licences_poste_eur", None),
    ("Désignation\tDurée (mois)\tPrix mensuel\nServeurs\t36\t100", "serveurs_eur_mois", (100,)),
    ("Désignation\tUnité\tPU HT\nServeurs\tan\t1200", "serveurs_eur_mois", (100,)),
    ("Désignation\tUnité\tPU HT\nMatériel\tmois\t100", "materiel_eur_an", (1_200,)),
    ("Montants en k€\nDésignation\tTotal\nMise en service\t12", MISE, (12_000,)),
    ("Prix annuels\nDésignation\tPrix HT\nServeurs\t1200", "serveurs_eur_mois", (100,)),
    ("\tAlpha (€/an)\tBeta\nServeurs\t1200\t600 €/mois", "serveurs_eur_mois", (100,)),
    ("Nombre de personnes touchées\t12", "part_touchee_pct", (30,)),
    ("Désignation\tUnité\tQté\tPU HT\tTotal HT\nMise en service\tjour\t3\t800\t2400", MISE, (2_400,)),
]


@pytest.mark.parametrize(("text", "key", "numbers"), SURE)
def test_what_is_said_is_read(text: str, key: str, numbers: tuple[float, ...] | None) -> None:
    """Le rythme, l'unité, la quantité et les titres, dits n'importe où, donnent la bonne valeur."""
    line = next(line for line in alone(text) if line.key == key)
    if numbers is None:  # le rythme n'est dit nulle part
        assert (line.key, line.fields, "par mois" in line.problem) == (key, {}, True)
    else:
        assert (line.key, line.problem, values(line)) == (key, "", numbers)


def test_a_question_keeps_everything_that_was_said() -> None:
    """Ce qu'on propose au lecteur garde l'unité, le rythme et la taxe : répondre à la question ne les perd pas."""
    for text, kept in (
        ("Forfait annuel : 540 €", "540 € par an"),
        ("Forfait (k€)\t12", "12 k€"),
        ("Mise en place (TTC)\t1 200", "1 200 TTC"),
        ("Forfait\t30\t45\t1350", ""),
    ):
        assert only(text).text == kept
    reader = Reader(lexicon_of(OFFRES), GENS)
    assert values(reader.value(FORFAIT, "540 € par an")) == (45,)
    assert "TTC" in reader.value(MISE, "1 200 TTC").problem
