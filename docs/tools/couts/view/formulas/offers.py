"""Le calcul des chiffres d'une offre, avec les nombres du lecteur."""

from __future__ import annotations

import math

from tools.couts.inputs import PARTIR, Inputs
from tools.couts.model import TIRAGES, OffreResultat, Resultat
from tools.couts.model.leaving import penalite
from tools.couts.model.lines import GROUPES, LIGNES, heures_arret, personnes_moyennes
from tools.kit.french import format_number, format_odds, format_share, format_value
from tools.kit.write import Formula


def eur(value: float) -> str:
    """Un montant, au centime s'il est petit."""
    return format_value(value, "€", 0 if abs(value) >= 100 or value == 0 else 2)


def period_labels(months: int) -> list[str]:
    """Le départ, chaque année (la dernière peut être incomplète), la sortie.

    >>> period_labels(18)
    ['Au départ', 'Année 1', 'Année 2 (6 mois)', 'À la sortie']
    """
    labels = [f"Année {year}" for year in range(1, math.ceil(months / 12) + 1)]
    if months % 12:
        labels[-1] += f" ({months % 12} mois)"
    return ["Au départ", *labels, "À la sortie"]


def offer_formulas(result: Resultat, i: int) -> list[Formula]:
    """Le calcul de chaque chiffre de l'offre de rang `i` dans le tableau qui compare les offres."""
    o, inputs = result.offres[i], result.inputs
    name = f"« {o.nom} »"
    return [
        *(_group(i, name, o, groupe) for groupe in GROUPES),
        _total(i, name, o),
        _spread(i, name, o),
        _odds(result, i, name),
        _per_person(inputs, i, name, o),
        _discounted(inputs, i, name, o),
        _end(inputs, i, name, o),
        _hours(inputs, i, name, o),
        _disaster(inputs, i, name, o),
    ]


def _group(i: int, name: str, o: OffreResultat, groupe: str) -> Formula:
    lines = [ligne for ligne in LIGNES if ligne.groupe == groupe]
    words = " + ".join(ligne.nom.lower() for ligne in lines)
    parts = " + ".join(eur(o.lignes[ligne.cle]) for ligne in lines)
    return Formula(f"{groupe}-{i}", f"{GROUPES[groupe]}, {name}", [words, f"{parts} = {eur(o.groupes[groupe])}"])


def _total(i: int, name: str, o: OffreResultat) -> Formula:
    words = " + ".join(groupe.lower() for groupe in GROUPES.values())
    parts = " + ".join(eur(o.groupes[groupe]) for groupe in GROUPES)
    return Formula(f"total-{i}", f"Coût total attendu de {name}", [words, f"{parts} = {eur(o.total_eur)}"])


def _spread(i: int, name: str, o: OffreResultat) -> Formula:
    steps = [
        f"{format_number(TIRAGES)} cas simulés : toutes les valeurs incertaines, les interruptions et les sinistres y "
        "sont tirés au hasard, à graine fixe, les malheurs de l'offre allant ensemble",
        f"1 cas sur 10 coûte moins de {eur(o.p10_eur)}, la moitié moins de {eur(o.p50_eur)}, "
        f"1 sur 10 plus de {eur(o.p90_eur)}",
    ]
    return Formula(f"fourchette-{i}", f"Fourchette de {name}", steps)


def _odds(result: Resultat, i: int, name: str) -> Formula:
    shares = result.simulation.par_cas(range(len(result.offres)), i)
    low, high = result.offres[i].chance
    steps = [
        "Cas simulés où son coût total est le plus bas de tous ÷ nombre de cas simulés, pour chacune des trois façons "
        "de partager la chance ; une égalité se partage",
        " ; ".join(format_share(share, 1) for share in shares.values()) + f", soit {format_odds(low, high)}",
    ]
    return Formula(f"chance-{i}", f"Chance que {name} soit la moins chère de toutes", steps)


def _per_person(inputs: Inputs, i: int, name: str, o: OffreResultat) -> Formula:
    people = personnes_moyennes(inputs)
    steps = [
        "Coût total ÷ mois ÷ nombre moyen de personnes",
        f"{eur(o.total_eur)} ÷ {inputs.horizon_mois} ÷ {format_value(people)} = "
        f"{format_value(o.par_poste_mois_eur, '€', 2)}",
    ]
    return Formula(f"poste-{i}", f"Coût par personne et par mois de {name}", steps)


def _discounted(inputs: Inputs, i: int, name: str, o: OffreResultat) -> Formula:
    amounts = zip(period_labels(inputs.horizon_mois), o.annees_eur, o.annees_actualisees_eur, strict=True)
    steps = [
        "Chaque montant du mois t est divisé par (1 + taux)^(t/12) ; "
        f"taux {format_value(inputs.actualisation_pct, '%/an')}",
        " ; ".join(f"{label} : {eur(value)} → {eur(today)}" for label, value, today in amounts),
        f"Somme de ce que valent ces montants aujourd'hui : {eur(o.actualise_eur)}",
    ]
    return Formula(f"actualise-{i}", f"Coût actualisé de {name}", steps)


def _end(inputs: Inputs, i: int, name: str, o: OffreResultat) -> Formula:
    offre, n = inputs.offres[i], inputs.horizon_mois
    due = penalite(inputs, offre, n)
    counted = "comptée : nous partons" if inputs.fin == PARTIR else "non comptée : nous restons"
    steps = [
        f"Travail de sortie + part due du forfait des mois d'engagement restants ; {counted} à la fin",
        f"{eur(offre.sortie_eur.moyenne)} + {eur(due)} = {eur(o.sortie_fin_eur)}",
    ]
    return Formula(f"fin-{i}", f"Sortir de {name} à la fin de la période", steps)


def _hours(inputs: Inputs, i: int, name: str, o: OffreResultat) -> Formula:
    offre = inputs.offres[i]
    people = personnes_moyennes(inputs)
    stops = 12 * heures_arret(offre) * people * offre.perte_pct.moyenne / 100
    minutes = 12 * people * offre.gene_min_mois.moyenne / 60
    steps = [
        "En un an : temps de pilotage + travail perdu pendant les interruptions + petites gênes",
        f"{format_value(12 * offre.pilotage_h_mois.moyenne, 'h')} + {format_value(stops, 'h')} + "
        f"{format_value(minutes, 'h')} = {format_value(o.heures_perdues_an, 'h')}",
    ]
    return Formula(f"heures-{i}", f"Heures que prend {name} en un an", steps)


def _disaster(inputs: Inputs, i: int, name: str, o: OffreResultat) -> Formula:
    yearly = format_value(inputs.offres[i].sinistre_pct_an.moyenne, "%")
    steps = [
        f"Chance d'au moins un sinistre en {inputs.horizon_mois} mois, à {yearly} par an : "
        f"{format_share(o.sinistre.chance, 1)}",
        f"Ce qu'il coûterait alors : {eur(o.sinistre.cout.moyenne)} en moyenne, de {eur(o.sinistre.cout.bas)} à "
        f"{eur(o.sinistre.cout.haut)}",
    ]
    return Formula(f"sinistre-si-{i}", f"Si un sinistre arrive avec {name}", steps)
