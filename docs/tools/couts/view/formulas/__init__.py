"""Comment chaque chiffre est calculé, avec les nombres du lecteur."""

from __future__ import annotations

import math

from tools.couts.inputs import Inputs, Offre
from tools.couts.model import TIRAGES, OffreResultat, Resultat
from tools.couts.model.lines import LIGNES, Ligne, bases, quittee, revision
from tools.couts.view.formulas.offers import eur, offer_formulas, period_labels
from tools.kit.compute import TroisPoints
from tools.kit.french import format_number, format_value
from tools.kit.write import Formula


def all_formulas(inputs: Inputs, result: Resultat) -> list[Formula]:
    """Une formule par chiffre montré, toutes offres confondues."""
    found = [_gap(inputs, result)]
    if result.croisement:
        found.append(_crossover(result))
    for i, (offre, figures) in enumerate(zip(inputs.offres, result.offres, strict=True)):
        found += offer_formulas(inputs, i, figures)
        found += _line_formulas(inputs, offre, i, figures)
        found += [_years(inputs, offre, i, figures), _cumulated(offre, i, figures)]
    return found


def _mean(value: TroisPoints, unit: str) -> str:
    """« 25 h » ou « (10 + 4 × 20 + 60)/6 = 25 h »."""
    if value.bas == value.haut:
        return format_value(value.bas, unit)
    low, mid, high = (format_value(v) for v in value)
    return f"({low} + 4 × {mid} + {high})/6 = {format_value(value.moyenne, unit)}"


def _gap(inputs: Inputs, result: Resultat) -> Formula:
    best, second = (result.offres[i] for i in result.rang[:2])
    _, low, high = result.ecart
    return Formula(
        "ecart",
        "Écart attendu entre les deux offres les moins chères",
        [
            f"Coût total de « {second.nom} » − coût total de « {best.nom} »",
            f"{eur(second.total_eur)} − {eur(best.total_eur)} = {eur(result.ecart[0])}",
            f"Sur {format_number(TIRAGES)} cas simulés, 8 écarts sur 10 tombent entre {eur(low)} et {eur(high)}.",
            f"Durée : {inputs.horizon_mois} mois ; montants hors taxes, non actualisés.",
        ],
    )


def _crossover(result: Resultat) -> Formula:
    crossing = result.croisement
    best = result.offres[result.rang[0]]
    if crossing is None:
        raise ValueError(result.croisement)
    rival = next(o for o in result.offres if o.nom == crossing.de)
    before, at = crossing.mois - 1, crossing.mois
    return Formula(
        "croisement",
        "Mois où les courbes se croisent",
        [
            f"Premier mois à partir duquel « {best.nom} » reste la moins chère jusqu'au bout",
            f"Au mois {before} : {eur(best.cumul_eur[before])}, contre {eur(rival.cumul_eur[before])} "
            f"pour « {rival.nom} »",
            f"Au mois {at} : {eur(best.cumul_eur[at])}, contre {eur(rival.cumul_eur[at])}",
        ],
    )


def _line_formulas(inputs: Inputs, offre: Offre, i: int, o: OffreResultat) -> list[Formula]:
    steps = {**_monthly_steps(inputs, offre), **_one_off_steps(inputs, offre)}
    return [
        Formula(
            f"{ligne.cle.replace('_', '-')}-{i}",
            f"{ligne.nom} de « {offre.nom} »",
            [ligne.mots, *steps[ligne.cle], *_over_time(inputs, offre, ligne, o)],
        )
        for ligne in LIGNES
    ]


def _monthly_steps(inputs: Inputs, offre: Offre) -> dict[str, list[str]]:
    """Pour chaque ligne : les moyennes dont elle part, puis son premier mois, calculé avec elles."""
    wage, people = format_value(inputs.cout_horaire_eur, "€"), format_number(inputs.postes)
    margin = f" + {eur(inputs.marge_horaire_eur)}" if inputs.marge_horaire_eur else ""
    stop = f"{people} × {_short(offre.perte_pct, '%')} × {wage}{margin}"
    touched = f"{_short(offre.duree_h, 'h')} × {_short(offre.part_touchee_pct, '%')}"
    sums = {
        "forfait": f"{eur(offre.forfait_fixe_eur)} + {people} × {eur(offre.forfait_poste_eur)}",
        "hors_forfait": f"{_short(offre.hors_forfait_h_mois, 'h')} × {eur(offre.hors_forfait_eur_h)}",
        "interne": f"{_short(offre.pilotage_h_mois, 'h')} × {wage} + {eur(offre.equipe_interne_eur_an)} ÷ 12",
        "interruptions": f"{_short(offre.incidents_an, 'par an')} ÷ 12 × {touched} × ({stop})",
        "gene": f"{people} × {_short(offre.gene_min_mois, 'min')} ÷ 60 × {wage}",
        "sinistre": f"{_short(offre.sinistre_pct_an, '%')} ÷ 12 × {_short(offre.sinistre_eur, '€')}",
    }
    means = {
        "hors_forfait": [("Heures hors forfait", offre.hors_forfait_h_mois, "h")],
        "interne": [("Heures de pilotage", offre.pilotage_h_mois, "h")],
        "interruptions": [
            ("Interruptions", offre.incidents_an, "par an"),
            ("Durée", offre.duree_h, "h"),
            ("Part touchée", offre.part_touchee_pct, "%"),
            ("Part perdue", offre.perte_pct, "%"),
        ],
        "gene": [("Minutes", offre.gene_min_mois, "min")],
        "sinistre": [("Chance par an", offre.sinistre_pct_an, "%"), ("Coût du sinistre", offre.sinistre_eur, "€")],
    }
    month = bases(inputs, offre)
    return {
        cle: [
            *(f"{label} : {_mean(value, unit)}" for label, value, unit in means.get(cle, ())),
            f"Le premier mois : {words} = {eur(month[cle])}",
        ]
        for cle, words in sums.items()
    }


def _short(value: TroisPoints, unit: str) -> str:
    """La moyenne seule, telle que `_mean` l'a donnée."""
    return format_value(value.moyenne, unit)


def _one_off_steps(inputs: Inputs, offre: Offre) -> dict[str, list[str]]:
    left, leaving = quittee(inputs, offre), [_mean(offre.sortie_eur, "€")]
    if left:
        leaving += [f"Plus le coût de quitter « {left.nom} » au départ : {_mean(left.sortie_eur, '€')}"]
    return {"mise_en_place": [_mean(offre.mise_en_place_eur, "€")], "sortie": leaving}


def _over_time(inputs: Inputs, offre: Offre, ligne: Ligne, o: OffreResultat) -> list[str]:
    total = eur(o.lignes[ligne.cle])
    if not ligne.mois:
        return [f"Au total : {total}"]
    month = eur(bases(inputs, offre)[ligne.cle])
    if ligne.revisee and inputs.revision_pct and inputs.horizon_mois > 12:
        last = format_value(revision(inputs, inputs.horizon_mois), "", 4)
        return [
            f"{month} le premier mois, puis + {format_value(inputs.revision_pct, '%')} par an "
            f"(× {last} la dernière année)",
            f"Sur {inputs.horizon_mois} mois : {total}",
        ]
    return [f"{month} par mois × {inputs.horizon_mois} mois = {total}"]


def _years(inputs: Inputs, offre: Offre, i: int, o: OffreResultat) -> Formula:
    parts = zip(period_labels(inputs.horizon_mois), o.annees_eur, strict=True)
    month = math.fsum(bases(inputs, offre).values())
    return Formula(
        f"annees-{i}",
        f"Coût par année de « {o.nom} »",
        [
            "Au départ : mise en place et changement ; chaque année : la somme de ses mois ; à la fin : la sortie",
            f"Le premier mois coûte {eur(month)} ; le forfait et le hors forfait augmentent ensuite chaque année "
            f"de {format_value(inputs.revision_pct, '%')}",
            " ; ".join(f"{label} : {eur(value)}" for label, value in parts),
            f"La somme est le coût total : {eur(o.total_eur)}",
        ],
    )


def _cumulated(offre: Offre, i: int, o: OffreResultat) -> Formula:
    dates = " ; ".join(f"mois {t} : {eur(o.cumul_eur[t])}" for t, _, _ in o.bande)
    return Formula(
        f"cumul-{i}",
        f"Coût cumulé de « {offre.nom} »",
        [
            "Mise en place et changement, puis la somme des mois écoulés ; la sortie s'ajoute au dernier mois",
            dates,
            f"La fourchette vient des mêmes {format_number(TIRAGES)} cas simulés, arrêtés à cette date : "
            "un sur dix est en dessous, un sur dix au-dessus",
        ],
    )
