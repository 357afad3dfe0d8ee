"""Comment chaque chiffre de la dépendance est calculé, avec les réponses du lecteur."""

from __future__ import annotations

import math

from tools.dependance.inputs import Inputs
from tools.dependance.model import POIDS_LIBRES, Resultat, leaving, steps
from tools.dependance.model.leaving import Defaillance, Sortie, Sorties
from tools.dependance.model.scores import BLOCAGES, Concentration, Ebios, Intervalle, bounds
from tools.dependance.questions import CRITERES, ETAPES, QUESTIONS, criterion_of
from tools.dependance.view.words import BANDES, ZONES, held_by, interval
from tools.kit.french import format_digits, format_euros, format_number, format_value
from tools.kit.write import Formula


def all_formulas(inputs: Inputs, result: Resultat) -> list[Formula]:
    """Une formule par chiffre montré."""
    found = [_criterion(inputs, result, criterion) for criterion in CRITERES]
    if result.indice and result.sortie and result.bande and result.robustesse:
        found += [_index(inputs, result, result.indice), _band(result, result.indice, result.bande)]
        found.append(_robustness(result.robustesse.indice))
        found += _exits(inputs, result, result.sortie)
        found.append(_plan(inputs))
    if result.ebios:
        found.append(_ebios(inputs, result.ebios))
    if result.concentration:
        found.append(_concentration(inputs, result.concentration))
    return found


def _criterion(inputs: Inputs, result: Resultat, criterion: str) -> Formula:
    answers = {key: inputs.answers()[key] for key in QUESTIONS if criterion_of(key) == criterion}
    pairs = [bounds(answer) for answer in answers.values()]
    shown = [f"{QUESTIONS[key].libelle} {_answer(key, answer)}" for key, answer in answers.items()]
    low, high = (sum(values) for values in zip(*pairs, strict=True))
    total = str(low) if low == high else f"{low} à {high}"
    return Formula(
        f"critere-{criterion}",
        f"Score du critère « {CRITERES[criterion]} »",
        [
            "100 × somme des trois réponses (0 à 3 chacune) ÷ 9 ; une réponse inconnue vaut de 0 à 3",
            *shown,
            f"100 × {total} ÷ 9 = {interval(result.criteres[criterion], 1)}",
        ],
    )


def _answer(key: str, answer: object) -> str:
    if isinstance(answer, int):
        return f"**{answer}** ({QUESTIONS[key].reponses[answer]})"
    return "**0 à 3** (je ne sais pas)" if answer else "**0 à 3** (sans réponse)"


def _index(inputs: Inputs, result: Resultat, index: Intervalle) -> Formula:
    weights = inputs.weights()
    parts = " + ".join(f"{format_value(weights[c])} × {interval(result.criteres[c], 1)}" for c in CRITERES)
    total = format_value(math.fsum(weights.values()))
    return Formula(
        "indice",
        "Indice de dépendance, sur 100",
        ["Somme des poids × scores ÷ somme des poids", f"({parts}) ÷ {total} = {interval(index, 1)}"],
    )


def _band(result: Resultat, index: Intervalle, band: tuple[int, int]) -> Formula:
    sure = [QUESTIONS[key].libelle for key in result.blocages]
    possible = [QUESTIONS[key].libelle for key in result.blocages_possibles]
    return Formula(
        "bande",
        "Bande de l'indice",
        [
            "Maîtrisée sous 25, surveillée sous 50, forte sous 75, critique au-delà",
            f"Trois réponses bloquent quel que soit l'indice : {' '.join(QUESTIONS[key].libelle for key in BLOCAGES)}",
            "Une seule au pire : « forte » au moins ; deux ou trois : « critique »",
            f"À coup sûr : {' '.join(sure) or 'aucune'}",
            f"Possibles, faute de réponse : {' '.join(possible) or 'aucune'}",
            f"Indice {interval(index, 1)} : {BANDES[band[0]]}{'' if band[0] == band[1] else f' à {BANDES[band[1]]}'}",
        ],
    )


def _robustness(spread: Intervalle) -> Formula:
    low, high = map(format_value, POIDS_LIBRES)
    return Formula(
        "robustesse",
        "Ce que changent les poids",
        [
            f"Si tous les poids variaient librement de {low} à {high}, l'un grand quand l'autre est petit",
            f"L'indice irait de {format_number(spread.bas, 1)} à {format_number(spread.haut, 1)}",
        ],
    )


def _exits(inputs: Inputs, result: Resultat, sorties: Sorties) -> list[Formula]:
    shared = [
        "Accès, puis documentation et données ; choix d'un remplaçant en parallèle ; puis transfert",
        "Facteur d'une étape : 1 + ce que chaque réponse y ajoute, réduit pour ne pas dépasser "
        f"{format_value(inputs.facteur_max)} au pire : {_factors(inputs, result)}",
        "Durées de la documentation, des données et du transfert × "
        f"({format_value(inputs.postes, 'personnes')} ÷ {steps.TAILLE})^{format_value(inputs.exposant_taille)} = "
        f"{format_digits(result.gains.base.taille, 3)}",
    ]
    return [
        Formula("sortie-choisie", "Sortie choisie", [*shared, *_chosen(inputs, sorties.choisie)]),
        Formula("sortie-defaillance", "Défaillance", [*shared, *_failure(inputs, sorties.defaillance)]),
        Formula("service-minimal", "Retour à un service minimal", _minimal(inputs, sorties.defaillance)),
    ]


def _factors(inputs: Inputs, result: Resultat) -> str:
    shown = []
    for step, factor in result.gains.found.items():
        most = 1 + factor.su + steps.PIRE * factor.inconnu
        span = f" à {format_value(most)}" if factor.inconnu else ""
        shown.append(f"{ETAPES[step]}, {format_value(1 + factor.su)}{span}")
    return " ; ".join(shown)


def _chosen(inputs: Inputs, sortie: Sortie) -> list[str]:
    left = max(0.0, inputs.engagement_restant_mois - inputs.preavis_mois)
    balance = leaving.solde(inputs)
    return [
        f"Jours : le plus long du chemin et du préavis ({format_value(sortie.preavis_j, 'jours', 0)})",
        f"Travail : heures × {format_value(inputs.cout_horaire_eur, '€')}, soit {_quantiles(sortie, 'travail')}",
        f"Double marche : {format_value(sortie.double_p50_j, 'jours', 0)} en médiane, au forfait de "
        f"{format_euros(inputs.forfait_mensuel_eur)} par mois",
        f"Solde, un plafond, compté de la fin du préavis : {format_value(inputs.solde_pct, '%')} × "
        f"{format_value(inputs.forfait_mensuel_eur, '€')} × {format_value(left, 'mois')} = "
        f"{format_value(balance, '€')}",
        f"Solde et pénalité fixe : {format_value(balance, '€')} + {format_value(inputs.penalite_eur, '€')} = "
        f"{format_value(sortie.fixe_eur, '€')}",
        _drawn(sortie),
    ]


def _failure(inputs: Inputs, sortie: Defaillance) -> list[str]:
    return [
        f"Ni préavis, ni double marche, ni pénalité ; sans aide, accès, documents et données × "
        f"{format_value(inputs.sans_aide)}",
        f"Travail : heures × {format_value(inputs.cout_horaire_eur, '€')}, soit {_quantiles(sortie, 'travail')}",
        f"Arrêt du travail, en médiane : {format_euros(sortie.arret_p50_eur, 100)}",
        f"Dépannage, en médiane : {format_euros(sortie.depannage_p50_eur, 100)}",
        _drawn(sortie),
    ]


def _minimal(inputs: Inputs, sortie: Defaillance) -> list[str]:
    day = leaving.stopped_day(inputs)
    slope = format_value(leaving.URGENCE_PENTE)
    return [
        f"Les accès, puis les données : durée d'urgence × (1 + {slope} × (facteur − 1)), "
        f"{format_value(inputs.urgence_max_j, 'jours')} au plus chacun ; les données suivent aussi la taille",
        f"{format_number(steps.TIRAGES)} tirages : de {format_value(sortie.service_minimal_p10_j, 'jours', 1)} à "
        f"{format_value(sortie.service_minimal_p90_j, 'jours', 1)} dans 8 cas sur 10",
        f"Un jour d'arrêt : {format_value(inputs.heures_jour, 'h')} × 5 ÷ 7 × "
        f"{format_value(inputs.part_arretee_pct, '%')} × ({format_value(inputs.postes, 'personnes')} × "
        f"{format_value(inputs.cout_horaire_eur, '€')} + {format_value(inputs.marge_horaire_eur, '€')}) = "
        f"{format_euros(day)}",
        "Arrêt : un premier jour entier, puis une reprise régulière jusqu'au service minimal, soit (jours + 1) ÷ 2 "
        "jours entiers ; sous un jour, sa seule durée ; en médiane "
        f"{format_euros(sortie.arret_p50_eur, 100)}",
        f"Dépannage : jours × 5 ÷ 7 × {format_euros(inputs.depannage_eur_jour)} ; en médiane "
        f"{format_euros(sortie.depannage_p50_eur, 100)}",
    ]


def _quantiles(sortie: Sortie, kind: str) -> str:
    low, high = (getattr(sortie, f"{kind}_{rank}_eur") for rank in ("p10", "p90"))
    return f"de {format_euros(low, 100)} à {format_euros(high, 100)}"


def _drawn(sortie: Sortie) -> str:
    return (
        f"{format_number(steps.TIRAGES)} tirages : de {format_value(sortie.jours_p10, 'jours', 0)} à "
        f"{format_value(sortie.jours_p90, 'jours', 0)}, {_quantiles(sortie, 'cout')} dans 8 cas sur 10"
    )


def _plan(inputs: Inputs) -> Formula:
    likely = format_value(inputs.part_choisie_pct, "%")
    failing = format_value(inputs.defaillance_pct_an, "%")
    return Formula(
        "plan",
        "Ordre du plan",
        [
            "Une action mène une réponse de 2 ou 3 à 1, puis de 1 à 0 ; les deux sorties sont refaites avec elle "
            "seule, ou avant et après elle si elle en suit une autre",
            "D'abord ce qui lève une règle bloquante, le moins long d'abord, toujours à trente jours",
            f"Puis par heure d'effort : coût d'une sortie choisie en moins × {likely} + coût d'une défaillance en "
            f"moins × (1 − (1 − {failing})³)",
            "À égalité : les jours gagnés, puis l'indice. Les gains sont des différences de médianes",
            f"Échéance : effort cumulé, à raison de {format_value(inputs.capacite_h_mois, 'h/mois')}",
        ],
    )


def _ebios(inputs: Inputs, mark: Ebios) -> Formula:
    limits = (inputs.seuil_veille, inputs.seuil_controle, inputs.seuil_danger)
    return Formula(
        "ebios",
        "Dangerosité EBIOS RM",
        [
            "(dépendance × pénétration) ÷ (maturité × confiance)",
            f"({inputs.ebios_dependance} × {inputs.ebios_penetration}) ÷ ({inputs.ebios_maturite} × "
            f"{inputs.ebios_confiance}) = {format_value(mark.dangerosite)} : {ZONES[mark.zone]}",
            f"Seuils : veille {format_value(limits[0])}, contrôle {format_value(limits[1])}, danger "
            f"{format_value(limits[2])} (exemple du guide, non une norme)",
        ],
    )


def _concentration(inputs: Inputs, found: Concentration) -> Formula:
    return Formula(
        "concentration",
        "Concentration des fonctions vitales",
        [
            "Somme des carrés des parts de chaque prestataire, en % ; 10 000 ÷ cette somme",
            f"{format_value(len(inputs.fonctions), 'fonctions')} : {format_number(found.hhi)}, {held_by(found)}",
        ],
    )
