"""Le plan : ce que gagne chaque réponse améliorée d'un cran, dans quel ordre, et jusqu'à quelle cible."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tools.dependance.inputs import Inputs
from tools.dependance.model.leaving import Sorties, leave
from tools.dependance.model.scores import PIRE
from tools.dependance.questions import QUESTIONS, criterion_of
from tools.kit.declare import Reponse

PAR_CRITERE = 3
HORIZONS = (30, 90, 180)


@dataclass(frozen=True)
class Action:
    """Améliorer une réponse d'un cran : ce que l'indice haut, les jours et le coût y gagnent, pour quel effort.

    `horizon` est l'échéance en jours (30, 90, 180), ou 0 au-delà.
    """

    cle: str
    de: int
    vers: int
    gain_indice: float
    gain_jours: float
    gain_cout_eur: float
    effort_h: float
    horizon: int


def notch_gain(key: str, weights: Mapping[str, float]) -> float:
    """Rend ce que l'indice haut perd pour un cran : `100 / 9 × poids du critère / Σ poids`."""
    return 100 / (PIRE * PAR_CRITERE) * weights[criterion_of(key)] / math.fsum(weights.values())


def improvable(answers: Mapping[str, Reponse]) -> dict[str, int]:
    """Rend les réponses sues que l'on peut améliorer, avec leur valeur."""
    return {key: answer for key, answer in answers.items() if isinstance(answer, int) and answer > 0}


def rank_by_index(answers: Mapping[str, Reponse], weights: Mapping[str, float]) -> list[str]:
    """Rend les leviers par gain d'indice et par heure d'effort, sans simuler la sortie : pour la robustesse."""
    gains = {k: notch_gain(k, weights) / QUESTIONS[k].effort[a - 1] for k, a in improvable(answers).items()}
    return sorted(gains, key=lambda key: -gains[key])


def make_plan(inputs: Inputs, now: Sorties) -> tuple[Action, ...]:
    """Rend toutes les actions d'un cran, la plus rentable d'abord.

    Classées par baisse de l'indice haut et par heure d'effort ; à égalité, par jours puis par coût gagnés. L'échéance
    vient du temps disponible : une action est à 30 jours si l'effort cumulé y tient.
    """
    answers, weights = inputs.answers(), inputs.weights()
    found = []
    for key, answer in improvable(answers).items():
        after = leave(inputs, {**answers, key: answer - 1})
        found.append(
            Action(
                cle=key,
                de=answer,
                vers=answer - 1,
                gain_indice=notch_gain(key, weights),
                gain_jours=now.choisie.jours_p50 - after.choisie.jours_p50,
                gain_cout_eur=now.choisie.cout_p50_eur - after.choisie.cout_p50_eur,
                effort_h=QUESTIONS[key].effort[answer - 1],
                horizon=0,
            )
        )
    found.sort(key=lambda a: (-a.gain_indice / a.effort_h, -a.gain_jours, -a.gain_cout_eur))
    return tuple(_scheduled(found, inputs.capacite_h_mois))


def _scheduled(actions: list[Action], capacity: float) -> list[Action]:
    spent, dated = 0.0, []
    for action in actions:
        spent += action.effort_h
        horizon = next((days for days in HORIZONS if spent <= capacity * days / 30), 0)
        dated.append(replace(action, horizon=horizon))
    return dated


def notches_to(target: float, high: float, inputs: Inputs) -> int | None:
    """Rend le plus petit nombre de crans pour que l'indice haut passe sous `target` ; nul si c'est hors d'atteinte.

    Tous les crans d'un critère valent le même gain : prendre d'abord les critères qui pèsent le plus est optimal.
    Déjà sous la cible : 0.
    """
    weights = inputs.weights()
    gains = sorted(
        (notch_gain(key, weights) for key, answer in improvable(inputs.answers()).items() for _ in range(answer)),
        reverse=True,
    )
    reached, count = high, 0
    while reached >= target:
        if count == len(gains) or gains[count] == 0:
            return None
        reached -= gains[count]
        count += 1
    return count
