"""Le calcul de chaque ligne de coût d'une offre, avec les nombres du lecteur."""

from __future__ import annotations

from tools.couts.inputs import PARTIR, Inputs
from tools.couts.model import OffreResultat, Resultat
from tools.couts.model.leaving import double_marche, penalite, quittee
from tools.couts.model.lines import LIGNES, Ligne, hausse, premier_mois
from tools.couts.offre import Offre
from tools.couts.view.formulas.offers import eur
from tools.kit.compute import TroisPoints
from tools.kit.french import format_number, format_value
from tools.kit.write import Formula


def line_formulas(result: Resultat, i: int) -> list[Formula]:
    """Une formule par ligne de l'offre de rang `i`."""
    offre, o = result.inputs.offres[i], result.offres[i]
    steps = {**_monthly(result.inputs, offre), **_once(result.inputs, offre, o)}
    return [
        Formula(
            f"{ligne.cle.replace('_', '-')}-{i}",
            f"{ligne.nom} de « {offre.nom} »",
            [ligne.mots, *steps[ligne.cle], *_over_time(result.inputs, offre, ligne, o)],
        )
        for ligne in LIGNES
    ]


def mean(value: TroisPoints, unit: str) -> str:
    """« 25 h » ou « (10 + 4 × 20 + 60)/6 = 25 h »."""
    if value.bas == value.haut:
        return format_value(value.bas, unit)
    low, mid, high = (format_value(v) for v in value)
    return f"({low} + 4 × {mid} + {high})/6 = {format_value(value.moyenne, unit)}"


def _short(value: TroisPoints, unit: str) -> str:
    """La moyenne seule, telle que `mean` l'a donnée."""
    return format_value(value.moyenne, unit)


def _monthly(inputs: Inputs, offre: Offre) -> dict[str, list[str]]:
    """Pour chaque ligne : les moyennes dont elle part, puis son premier mois, calculé avec elles."""
    wage, people = format_value(inputs.cout_horaire_eur, "€"), format_number(inputs.postes)
    stops = f"{_short(offre.incidents_an, 'par an')} ÷ 12 × {_short(offre.duree_h, 'h')}"
    stops += f" × {_short(offre.part_touchee_pct, '%')}"
    sums = {
        "forfait": _fee(inputs, offre),
        "options": f"{eur(offre.serveurs_eur_mois)} + {people} × ({eur(offre.licences_poste_eur)} + "
        f"{eur(offre.securite_poste_eur)})",
        "hors_forfait": f"{_short(offre.hors_forfait_h_mois, 'h')} × {eur(offre.hors_forfait_eur_h)}",
        "projets": f"{_short(offre.projets_eur_an, '€')} ÷ 12",
        "materiel": f"{eur(offre.materiel_eur_an)} ÷ 12",
        "arrivees": f"{format_value(inputs.arrivees_an, 'par an')} ÷ 12 × {eur(offre.arrivee_eur)}",
        "equipe": f"{eur(offre.equipe_interne_eur_an)} ÷ 12",
        "pilotage": f"{_short(offre.pilotage_h_mois, 'h')} × {wage}",
        "interruptions": f"{stops} × {people} × {_short(offre.perte_pct, '%')} × {wage}",
        "gene": f"{people} × {_short(offre.gene_min_mois, 'min')} ÷ 60 × {wage}",
        "marge": f"{stops} × {eur(inputs.marge_horaire_eur)}",
        "sinistre": f"{_short(offre.sinistre_pct_an, '%')} ÷ 12 × {_short(offre.sinistre_eur, '€')}",
    }
    means, month = _uncertain(offre), premier_mois(inputs, offre)
    return {
        cle: [
            *(f"{label} : {mean(value, unit)}" for label, value, unit in means.get(cle, ())),
            f"Le premier mois : {words} = {eur(month[cle])}",
        ]
        for cle, words in sums.items()
    }


def _uncertain(offre: Offre) -> dict[str, list[tuple[str, TroisPoints, str]]]:
    """Les valeurs en trois points dont part chaque ligne : libellé, valeur, unité."""
    stopped = [
        ("Interruptions", offre.incidents_an, "par an"),
        ("Durée", offre.duree_h, "h"),
        ("Part touchée", offre.part_touchee_pct, "%"),
    ]
    return {
        "hors_forfait": [("Heures hors forfait", offre.hors_forfait_h_mois, "h")],
        "projets": [("Projets", offre.projets_eur_an, "€")],
        "pilotage": [("Heures de pilotage", offre.pilotage_h_mois, "h")],
        "interruptions": [*stopped, ("Part perdue", offre.perte_pct, "%")],
        "gene": [("Minutes", offre.gene_min_mois, "min")],
        "marge": stopped,
        "sinistre": [("Chance par an", offre.sinistre_pct_an, "%"), ("Coût du sinistre", offre.sinistre_eur, "€")],
    }


def _fee(inputs: Inputs, offre: Offre) -> str:
    """Le forfait du premier mois ; ou le minimum mensuel, s'il est plus haut."""
    people = format_number(inputs.postes)
    fee = offre.forfait_fixe_eur + inputs.postes * offre.forfait_poste_eur
    if offre.plancher_eur_mois > fee:
        return f"{eur(offre.plancher_eur_mois)}"
    return f"{eur(offre.forfait_fixe_eur)} + {people} × {eur(offre.forfait_poste_eur)}"


def _once(inputs: Inputs, offre: Offre, o: OffreResultat) -> dict[str, list[str]]:
    left, n = quittee(inputs, offre), inputs.horizon_mois
    leaving = ["Il n'y a rien à quitter."]
    if left:
        overlap = offre.recouvrement_mois
        parts = (double_marche(inputs, offre), left.sortie_eur.moyenne, penalite(inputs, left, overlap))
        leaving = [
            f"Double marche de {format_value(overlap, 'mois')}, forfait et options de « {left.nom} » : {eur(parts[0])}",
            f"Travail de sortie de « {left.nom} » : {mean(left.sortie_eur, '€')}",
            _penalty(inputs, left, overlap),
            f"{eur(parts[0])} + {eur(parts[1])} + {eur(parts[2])} = {eur(o.lignes['changement'])}",
        ]
    end = [
        f"Travail de sortie : {mean(offre.sortie_eur, '€')}",
        _penalty(inputs, offre, n),
        f"En partir à la fin coûterait {eur(o.sortie_fin_eur)}"
        + ("." if inputs.fin == PARTIR else " ; non compté, puisque nous restons."),
    ]
    return {"mise_en_place": [mean(offre.mise_en_place_eur, "€")], "changement": leaving, "sortie": end}


def _penalty(inputs: Inputs, offre: Offre, after: int) -> str:
    left = max(0, offre.engagement_mois - after)
    share = format_value(offre.penalite_pct, "%")
    due = eur(penalite(inputs, offre, after))
    return f"Pénalité : {share} du forfait des {format_value(left, 'mois')} d'engagement qui resteraient : {due}"


def _over_time(inputs: Inputs, offre: Offre, ligne: Ligne, o: OffreResultat) -> list[str]:
    total = eur(o.lignes[ligne.cle])
    if not ligne.mois:
        return [f"Au total : {total}"]
    month, n = premier_mois(inputs, offre)[ligne.cle], inputs.horizon_mois
    steady = eur(month)
    if abs(n * month - o.lignes[ligne.cle]) < 0.005:
        return [f"{steady} par mois × {n} mois = {total}"]
    rises = _rises(inputs, offre, ligne)
    floor = " ; jamais sous le minimum mensuel" if ligne.cle == "forfait" and offre.plancher_eur_mois else ""
    return [f"{steady} le premier mois, puis chaque année : {' ; '.join(rises)}{floor}", f"Sur {n} mois : {total}"]


def _rises(inputs: Inputs, offre: Offre, ligne: Ligne) -> list[str]:
    """Ce qui fait changer une ligne d'une année à l'autre, et jusqu'où la dernière année."""

    def rise(name: str, rate: float) -> str:
        last = format_value(hausse(rate, inputs.horizon_mois)[-1], "", 4)
        sign = "+" if rate > 0 else "−"
        return f"{name} {sign} {format_value(abs(rate), '%')} par an (× {last} la dernière année)"

    moving = {
        "prix": (offre.revision_pct, ligne.revisee),
        "salaires": (inputs.revision_salaires_pct, ligne.cle in {"equipe", "pilotage", "interruptions", "gene"}),
        "personnes": (inputs.croissance_pct, ligne.cle in {"forfait", "options", "interruptions", "gene"}),
    }
    return [rise(name, rate) for name, (rate, concerned) in moving.items() if rate and concerned]
