"""Comment chaque chiffre de la dépendance est calculé, avec les réponses du lecteur."""

from __future__ import annotations

import math

from tools.dependance.inputs import Inputs
from tools.dependance.model import Resultat, leaving
from tools.dependance.model.leaving import Sortie
from tools.dependance.model.scores import BLOCAGES, Concentration, Ebios, Intervalle, bounds
from tools.dependance.questions import CRITERES, ETAPES, QUESTIONS, criterion_of
from tools.kit.french import format_euros, format_number, format_value, rounding_step
from tools.kit.write import Formula

MOTS = ("maîtrisée", "surveillée", "forte", "critique")
CAS = {"choisie": "Sortie choisie", "defaillance": "Défaillance"}
ZONES = {"hors": "hors zone", "veille": "veille", "controle": "contrôle", "danger": "danger"}


def interval(value: Intervalle, decimals: int = 0) -> str:
    """« 57 » ou « 22 à 76 ».

    >>> interval(Intervalle(22.2, 76.4))
    '22 à 76'
    """
    low, high = (format_number(bound, decimals) for bound in (value.bas, value.haut))
    return low if low == high else f"{low} à {high}"


def days(sortie: Sortie) -> str:
    """« 75 à 108 jours » : huit cas sur dix."""
    return f"{format_number(sortie.jours_p10)} à {format_value(sortie.jours_p90, 'jours', 0)}"


def cost(sortie: Sortie) -> str:
    """« 9 600 à 12 200 € » : huit cas sur dix, au pas que la fourchette permet."""
    step = rounding_step(sortie.cout_p10_eur, sortie.cout_p90_eur)
    low = format_value(round(sortie.cout_p10_eur / step) * step, "", 0)
    return f"{low} à {format_euros(sortie.cout_p90_eur, step)}"


def band_words(band: tuple[int, int]) -> str:
    """« forte », ou « forte à critique »."""
    return MOTS[band[0]] if band[0] == band[1] else f"{MOTS[band[0]]} à {MOTS[band[1]]}"


def all_formulas(inputs: Inputs, result: Resultat) -> list[Formula]:
    """Une formule par chiffre montré."""
    found = [_criterion(inputs, result, criterion) for criterion in CRITERES]
    if result.indice and result.sortie and result.bande and result.robustesse:
        found += [_index(inputs, result, result.indice), _band(result, result.indice, result.bande)]
        found.append(_robustness(result.robustesse.indice))
        found += [_leaving(inputs, name, sortie) for name, sortie in result.sortie.cas()]
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
            f"Indice {interval(index, 1)} : {MOTS[band[0]]}{'' if band[0] == band[1] else f' à {MOTS[band[1]]}'}",
        ],
    )


def _robustness(spread: Intervalle) -> Formula:
    return Formula(
        "robustesse",
        "Ce que changent les poids",
        [
            "Chaque poids, l'un après l'autre, est baissé puis haussé d'un cinquième ; l'indice est refait",
            f"Il reste entre {format_number(spread.bas, 1)} et {format_number(spread.haut, 1)}",
        ],
    )


def _leaving(inputs: Inputs, name: str, sortie: Sortie) -> Formula:
    chosen = name == "choisie"
    steps = " ; ".join(f"{ETAPES[s]} : {format_value(d, 'jours', 0)}" for s, d in sortie.etapes.items())
    notice = format_value(inputs.preavis_mois * leaving.JOURS_PAR_MOIS, "jours", 0)
    rule = (
        f"Jours : le plus long du chemin et du préavis ({notice}). Coût : heures × "
        f"{format_value(inputs.cout_horaire_eur, '€')}, double exploitation au forfait de "
        f"{format_euros(inputs.forfait_mensuel_eur)} par mois, pénalité éventuelle"
        if chosen
        else "Ni préavis, ni aide (accès, documents et données prennent "
        f"{format_value(leaving.SANS_AIDE)} fois plus), ni double exploitation. Coût : heures × "
        f"{format_value(inputs.cout_horaire_eur, '€')}"
    )
    return Formula(
        f"sortie-{name}",
        "Sortie choisie" if chosen else "Défaillance du prestataire",
        [
            "Accès, puis documentation et données ; choix d'un remplaçant en parallèle ; puis transfert, "
            "puis double exploitation",
            "La durée et l'effort d'une étape sont multipliés par un facteur d'au moins 1 pour chaque réponse "
            "qui la concerne",
            f"Durées médianes : {steps}",
            rule,
            f"{format_number(leaving.TIRAGES)} tirages : de {format_value(sortie.jours_p10, 'jours', 0)} à "
            f"{format_value(sortie.jours_p90, 'jours', 0)}, de {format_euros(sortie.cout_p10_eur, 100)} à "
            f"{format_euros(sortie.cout_p90_eur, 100)} dans 8 cas sur 10",
        ],
    )


def _plan(inputs: Inputs) -> Formula:
    return Formula(
        "plan",
        "Ordre du plan",
        [
            "Chaque réponse sue est améliorée d'un cran ; l'indice haut et la sortie sont refaits",
            "Ordre : baisse de l'indice haut par heure d'effort, puis jours, puis coût gagnés",
            "Cible : les crans des critères qui pèsent le plus d'abord, jusqu'à passer sous l'indice visé",
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
            f"{len(inputs.fonctions)} fonctions : {format_number(found.hhi)}, soit "
            f"{format_value(found.equivalent, '', 1)} prestataire équivalent",
        ],
    )
