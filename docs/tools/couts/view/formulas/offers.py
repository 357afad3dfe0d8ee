"""Le calcul des chiffres d'une offre, avec les nombres du lecteur."""

from __future__ import annotations

import math

from tools.couts.inputs import Inputs
from tools.couts.model import TIRAGES, OffreResultat
from tools.couts.model.lines import LIGNES
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


def offer_formulas(inputs: Inputs, i: int, o: OffreResultat) -> list[Formula]:
    """Le calcul de chaque chiffre de l'offre de rang `i` dans le tableau qui compare les offres."""
    name = f"« {o.nom} »"
    return [
        _total(i, name, o),
        _spread(i, name, o),
        _odds(i, name, o),
        _per_person(inputs, i, name, o),
        _visible(i, name, o),
        _discounted(inputs, i, name, o),
    ]


def _total(i: int, name: str, o: OffreResultat) -> Formula:
    parts = " + ".join(eur(o.lignes[ligne.cle]) for ligne in LIGNES)
    words = " + ".join(ligne.nom.lower() for ligne in LIGNES)
    return Formula(f"total-{i}", f"Coût total attendu de {name}", [words, f"{parts} = {eur(o.total_eur)}"])


def _spread(i: int, name: str, o: OffreResultat) -> Formula:
    steps = [
        f"{format_number(TIRAGES)} cas simulés : toutes les valeurs incertaines, les interruptions et les sinistres y "
        "sont tirés au hasard, à graine fixe",
        f"1 cas sur 10 coûte moins de {eur(o.p10_eur)}, la moitié moins de {eur(o.p50_eur)}, "
        f"1 sur 10 plus de {eur(o.p90_eur)}",
    ]
    return Formula(f"fourchette-{i}", f"Fourchette de {name}", steps)


def _odds(i: int, name: str, o: OffreResultat) -> Formula:
    steps = [
        "Cas simulés où son coût total est le plus bas ÷ nombre de cas simulés",
        f"{format_number(o.proba_moins_chere * TIRAGES)} ÷ {format_number(TIRAGES)} = "
        f"{format_share(o.proba_moins_chere, 1)}, soit {format_odds(o.proba_moins_chere)}",
    ]
    return Formula(f"proba-{i}", f"Chance que {name} soit la moins chère", steps)


def _per_person(inputs: Inputs, i: int, name: str, o: OffreResultat) -> Formula:
    steps = [
        "Coût total ÷ mois ÷ personnes",
        f"{eur(o.total_eur)} ÷ {inputs.horizon_mois} ÷ {format_number(inputs.postes)} = "
        f"{format_value(o.par_poste_mois_eur, '€', 2)}",
    ]
    return Formula(f"poste-{i}", f"Coût par personne et par mois de {name}", steps)


def _visible(i: int, name: str, o: OffreResultat) -> Formula:
    shown = [ligne for ligne in LIGNES if ligne.visible]
    visible = math.fsum(o.lignes[ligne.cle] for ligne in shown)
    steps = [
        f"({' + '.join(ligne.nom.lower() for ligne in shown)}) ÷ coût total",
        f"{eur(visible)} ÷ {eur(o.total_eur)} = {format_share(o.part_visible, 1)}",
    ]
    return Formula(f"visible-{i}", f"Part visible du coût de {name}", steps)


def _discounted(inputs: Inputs, i: int, name: str, o: OffreResultat) -> Formula:
    amounts = zip(period_labels(inputs.horizon_mois), o.annees_eur, o.annees_actualisees_eur, strict=True)
    steps = [
        "Chaque montant du mois t est divisé par (1 + taux)^(t/12) ; "
        f"taux {format_value(inputs.actualisation_pct, '%/an')}",
        " ; ".join(f"{label} : {eur(value)} → {eur(today)}" for label, value, today in amounts),
        f"Somme de ce que valent ces montants aujourd'hui : {eur(o.actualise_eur)}",
    ]
    return Formula(f"actualise-{i}", f"Coût actualisé de {name}", steps)
