"""La comparaison de coûts refaite mois par mois, d'après la page du modèle : aucun calcul du site n'y sert.

Tout est lu dans le JSON d'une situation complète. Lent et bavard exprès : c'est ce qui le rend relisible.
"""

from __future__ import annotations

from typing import Any

from tools.couts.offre import Offre
from tools.kit.declare import said_as_zero

Data = dict[str, Any]

PLAT = {"croissance_pct": 0, "revision_salaires_pct": 0, "actualisation_pct": 0}
UN: Data = {
    "postes": 50,
    "cout_horaire_eur": 40,
    "horizon_mois": 24,
    **PLAT,
    "arrivees_an": 0,
    "fin": "partir",
    "offres": [
        {
            "nom": "A",
            "mise_en_place_eur": 1000,
            "forfait_poste_eur": 30,
            "forfait_fixe_eur": 100,
            "hors_forfait_h_mois": 4,
            "hors_forfait_eur_h": 90,
            "pilotage_h_mois": 6,
            "incidents_an": 12,
            "duree_h": 3,
            "part_touchee_pct": 50,
            "perte_pct": 60,
            "gene_min_mois": 30,
            "sinistre_pct_an": 2,
            "sinistre_eur": 60000,
            "sortie_eur": 5000,
            "revision_pct": 0,
        },
        {"nom": "B", "forfait_poste_eur": 60, "revision_pct": 0},
    ],
}
DEUX: Data = {
    "postes": 20,
    "cout_horaire_eur": 40,
    "horizon_mois": 24,
    **PLAT,
    "arrivees_an": 6,
    "fin": "rester",
    "offres": [
        {
            "nom": "Actuelle",
            "actuelle": True,
            "forfait_poste_eur": 50,
            "engagement_mois": 10,
            "penalite_pct": 100,
            "sortie_eur": 4000,
            "gene_min_mois": 90,
            "arrivee_eur": 100,
            "revision_pct": 0,
        },
        {
            "nom": "Renégocier",
            "meme_prestataire": True,
            "forfait_poste_eur": 48,
            "gene_min_mois": 45,
            "arrivee_eur": 100,
            "revision_pct": 0,
        },
        {
            "nom": "Changer",
            "forfait_poste_eur": 55,
            "licences_poste_eur": 5,
            "mise_en_place_eur": 2000,
            "recouvrement_mois": 1,
            "gene_min_mois": 15,
            "revision_pct": 0,
        },
    ],
}
"""Les deux exemples calculés à la main de la page du modèle."""


def whole(data: Data) -> Data:
    """La même situation, où ce qu'une offre ne dit pas vaut zéro, comme en ligne de commande."""
    return {**data, "offres": [said_as_zero(Offre, row)[0] for row in data["offres"]]}


def mean(value: Any) -> float:
    """La moyenne PERT d'une valeur en trois points, ou la valeur même."""
    return (value["bas"] + 4 * value["probable"] + value["haut"]) / 6 if isinstance(value, dict) else value


class Month:
    """Un mois : personnes et coût horaire du calendrier, prix selon l'âge de l'offre."""

    def __init__(self, data: Data, offer: Data, t: int, age: int) -> None:
        year, old = (t - 1) // 12, (age - 1) // 12
        self.people = data["postes"] * (1 + data["croissance_pct"] / 100) ** year
        self.wage = data["cout_horaire_eur"] * (1 + data["revision_salaires_pct"] / 100) ** year
        self.ratio = (1 + data["revision_salaires_pct"] / 100) ** year
        self.price = (1 + offer["revision_pct"] / 100) ** old


def fee(data: Data, offer: Data, t: int, age: int) -> float:
    """Le forfait d'un mois."""
    m = Month(data, offer, t, age)
    return max(offer["plancher_eur_mois"], offer["forfait_fixe_eur"] + m.people * offer["forfait_poste_eur"]) * m.price


def extras(data: Data, offer: Data, t: int, age: int) -> float:
    """Les options d'un mois."""
    m = Month(data, offer, t, age)
    per_person = offer["licences_poste_eur"] + offer["securite_poste_eur"]
    return (offer["serveurs_eur_mois"] + m.people * per_person) * m.price


def lines(data: Data, offer: Data, t: int, age: int) -> dict[str, float]:
    """Les douze lignes d'un mois."""
    m = Month(data, offer, t, age)
    stopped = mean(offer["incidents_an"]) / 12 * mean(offer["duree_h"]) * mean(offer["part_touchee_pct"]) / 100
    return {
        "forfait": fee(data, offer, t, age),
        "options": extras(data, offer, t, age),
        "hors_forfait": mean(offer["hors_forfait_h_mois"]) * offer["hors_forfait_eur_h"] * m.price,
        "projets": mean(offer["projets_eur_an"]) / 12,
        "materiel": offer["materiel_eur_an"] / 12,
        "arrivees": data["arrivees_an"] / 12 * offer["arrivee_eur"] * m.price,
        "equipe": offer["equipe_interne_eur_an"] / 12 * m.ratio,
        "pilotage": mean(offer["pilotage_h_mois"]) * m.wage,
        "interruptions": stopped * m.people * mean(offer["perte_pct"]) / 100 * m.wage,
        "gene": m.people * mean(offer["gene_min_mois"]) / 60 * m.wage,
        "marge": stopped * data["marge_horaire_eur"],
        "sinistre": mean(offer["sinistre_pct_an"]) / 1200 * mean(offer["sinistre_eur"]),
    }


def leaving(data: Data, offer: Data, after: int, start: int = 0) -> float:
    """L(s) d'une offre commencée au mois `start`."""
    due = sum(fee(data, offer, start + age, age) for age in range(after + 1, offer["engagement_mois"] + 1))
    return mean(offer["sortie_eur"]) + offer["penalite_pct"] / 100 * due


def current(data: Data) -> Data | None:
    """L'offre actuelle."""
    return next((offer for offer in data["offres"] if offer["actuelle"]), None)


def leaves(data: Data, offer: Data) -> Data | None:
    """Le contrat que cette offre fait quitter."""
    return None if offer["actuelle"] or offer["meme_prestataire"] else current(data)


def overlap(data: Data, offer: Data, since: int) -> float:
    """Le forfait et les options de l'ancien contrat pendant la double marche, dans la période."""
    old = leaves(data, offer)
    if old is None:
        return 0.0
    months = range(since + 1, min(since + offer["recouvrement_mois"], data["horizon_mois"]) + 1)
    return sum(fee(data, old, t, t) + extras(data, old, t, t) for t in months)


def totals(data: Data, offer: Data) -> dict[str, float]:
    """Les quinze lignes sur la période."""
    n, old = data["horizon_mois"], leaves(data, offer)
    found: dict[str, float] = {}
    for t in range(1, n + 1):
        for key, amount in lines(data, offer, t, t).items():
            found[key] = found.get(key, 0.0) + amount
    found["mise_en_place"] = mean(offer["mise_en_place_eur"])
    found["changement"] = overlap(data, offer, 0) + leaving(data, old, offer["recouvrement_mois"]) if old else 0.0
    found["sortie"] = leaving(data, offer, n) if data["fin"] == "partir" else 0.0
    return found


def departure(data: Data, offer: Data, s: int) -> float:
    """T(s) : le contrat actuel jusqu'au mois s, puis cette offre ; T(N) : rester."""
    old, n = current(data), data["horizon_mois"]
    assert old is not None
    if s == n:
        return sum(totals(data, old).values())
    kept = sum(sum(lines(data, old, t, t).values()) for t in range(1, s + 1))
    new = sum(sum(lines(data, offer, s + age, age).values()) for age in range(1, n - s + 1))
    end = leaving(data, offer, n - s, s) if data["fin"] == "partir" else 0.0
    setups = mean(offer["mise_en_place_eur"]) + (mean(old["mise_en_place_eur"]) if s else 0.0)
    out = overlap(data, offer, s) + leaving(data, old, s + offer["recouvrement_mois"])
    return kept + new + end + setups + out
