"""Portage partiel du calcul des coûts, dans le Python que MicroPython sait lire ; `portage.js` est le même.

Pour une situation sans contrat actuel, où l'on reste à la fin : le total attendu de chaque offre, et la médiane de
2 000 tirages de ce total, lois PERT et de Poisson, aléas indépendants entre eux. Ni sortie, ni malchance groupée, ni
chances, ni points de bascule, ni phrases, ni vérification de ce qui est saisi. Toute valeur d'une offre est en trois
points ; une offre a moins de 700 interruptions attendues, au-delà `exp(−moyenne)` est nul.
"""

import math

TIRAGES = 2000
MAILLES = 512
TIREES = (
    "mise_en_place_eur",
    "hors_forfait_h_mois",
    "projets_eur_an",
    "pilotage_h_mois",
    "gene_min_mois",
    "incidents_an",
    "duree_h",
    "part_touchee_pct",
    "perte_pct",
    "sinistre_pct_an",
    "sinistre_eur",
)
PAS = [k / (2 * MAILLES) for k in range(2 * MAILLES + 1)]
NOEUDS = [(s * s * (3 - 2 * s), 6 * s * (1 - s)) for s in PAS]


def moyenne(valeur: list[float]) -> float:
    """Rend la moyenne de la loi PERT."""
    return (valeur[0] + 4 * valeur[1] + valeur[2]) / 6


def pentes(entreprise: dict[str, float], offre: dict[str, list[float]]) -> dict[str, float]:
    """Rend ce que multiplie chaque valeur incertaine dans le total ; `sur`, en euros, ne dépend d'aucune."""
    sure = {cle: valeur[1] for cle, valeur in offre.items()}
    n = int(entreprise["horizon_mois"])
    found = {"sur": 0.0, "heures": 0.0, "pilotage": 0.0, "travail": 0.0}
    for t in range(n):
        people, wages, prices = (
            (1 + taux / 100) ** (t // 12)
            for taux in (entreprise["croissance_pct"], entreprise["revision_salaires_pct"], sure["revision_pct"])
        )
        people *= entreprise["postes"]
        billed = max(sure["plancher_eur_mois"], sure["forfait_fixe_eur"] + people * sure["forfait_poste_eur"])
        billed += sure["serveurs_eur_mois"] + people * (sure["licences_poste_eur"] + sure["securite_poste_eur"])
        billed += entreprise["arrivees_an"] / 12 * sure["arrivee_eur"]
        found["sur"] += billed * prices + (sure["materiel_eur_an"] + sure["equipe_interne_eur_an"] * wages) / 12
        found["heures"] += sure["hors_forfait_eur_h"] * prices
        found["pilotage"] += entreprise["cout_horaire_eur"] * wages
        found["travail"] += people * entreprise["cout_horaire_eur"] * wages
    return found


def total(entreprise: dict[str, float], p: dict[str, float], valeurs: list[float], arret: float, perte: float) -> float:
    """Rend le total d'une offre : ses valeurs dans l'ordre de `TIREES`, ses heures d'arrêt, ses pertes en euros."""
    setup, hours, projects, steering, friction = valeurs[:5]
    n = entreprise["horizon_mois"]
    stopped = arret * (entreprise["marge_horaire_eur"] + valeurs[8] / 100 * p["travail"] / n)
    paid = p["sur"] + setup + p["heures"] * hours + n / 12 * projects
    return paid + p["pilotage"] * steering + p["travail"] / 60 * friction + stopped + perte


def attendu(entreprise: dict[str, float], offre: dict[str, list[float]]) -> float:
    """Rend le total attendu d'une offre, en euros : chaque valeur à sa moyenne."""
    means = [moyenne(offre[cle]) for cle in TIREES]
    years = entreprise["horizon_mois"] / 12
    stopped = years * means[5] * means[6] * means[7] / 100
    return total(entreprise, pentes(entreprise, offre), means, stopped, years * means[9] / 100 * means[10])


def ordre(graine: int) -> list[float]:
    """Rend les aléas `(k + ½)/n`, mélangés par le générateur de Wichmann et Hill : aucun grand entier."""
    found = [(k + 0.5) / TIRAGES for k in range(TIRAGES)]
    a, b, c = graine + 1, graine + 1001, graine + 2001
    for last in range(TIRAGES - 1, 0, -1):
        a, b, c = a * 171 % 30269, b * 172 % 30307, c * 170 % 30323
        k = int((a / 30269 + b / 30307 + c / 30323) % 1 * (last + 1))
        found[last], found[k] = found[k], found[last]
    return found


def tires(valeur: list[float], hasards: list[float]) -> list[float]:
    """Rend les tirages d'une valeur : le quantile de sa loi PERT (Simpson sur 512 mailles) à chaque aléa."""
    low, width = valeur[0], valeur[2] - valeur[0]
    if width == 0:
        return [low] * TIRAGES
    left = 4 * (valeur[1] - low) / width
    density = [slope * x**left * (1 - x) ** (4 - left) for x, slope in NOEUDS]
    cdf = [0.0]
    for k in range(0, 2 * MAILLES, 2):
        cdf.append(cdf[-1] + density[k] + 4 * density[k + 1] + density[k + 2])
    units: list[float] = []
    for cell in range(MAILLES):
        x, after = NOEUDS[2 * cell][0], NOEUDS[2 * cell + 2][0]
        before, here = cdf[cell] / cdf[-1], cdf[cell + 1] / cdf[-1]
        while len(units) < TIRAGES and (len(units) + 0.5) / TIRAGES <= here:
            share = ((len(units) + 0.5) / TIRAGES - before) / (here - before)
            units.append(low + width * (x + share * (after - x)))
    return [units[int(hasard * TIRAGES)] for hasard in hasards]


def nombre(hasard: float, mean: float) -> int:
    """Rend le quantile d'une loi de Poisson, par cumul des probabilités."""
    count, term = 0, math.exp(-mean)
    cumulated = term
    while cumulated < hasard:
        count += 1
        term *= mean / count
        cumulated += term
    return count


def mediane(entreprise: dict[str, float], offre: dict[str, list[float]], hasards: list[list[float]]) -> float:
    """Rend la médiane des tirages du total d'une offre, en euros."""
    n, p, costs = int(entreprise["horizon_mois"]), pentes(entreprise, offre), []
    columns = [tires(offre[cle], hasards[rank]) for rank, cle in enumerate(TIREES)]
    strikes = [(min(12, n - start) / 1200, hasards[len(TIREES) + 1 + start // 12]) for start in range(0, n, 12)]
    for draw, chance in enumerate(hasards[len(TIREES)]):
        values = [column[draw] for column in columns]
        stopped = nombre(chance, values[5] * n / 12) * values[6] * values[7] / 100
        struck = sum(values[10] for share, year in strikes if year[draw] < values[9] * share)
        costs.append(total(entreprise, p, values, stopped, struck))
    costs.sort()
    return (costs[TIRAGES // 2 - 1] + costs[TIRAGES // 2]) / 2


def reponse(entreprise: dict[str, float], offres: list[tuple[str, dict[str, list[float]]]]) -> str:
    """Rend ce que la page montre, une ligne par offre ; les aléas d'une clé sont les mêmes pour toutes les offres."""
    years = (int(entreprise["horizon_mois"]) + 11) // 12
    hasards = [ordre(graine) for graine in range(len(TIREES) + 1 + years)]
    found = []
    for nom, offre in offres:
        mean, middle = attendu(entreprise, offre), mediane(entreprise, offre, hasards)
        found.append(f"{nom} : {mean:.0f} € attendus, {middle:.0f} € en médiane")
    return "\n".join(found)
