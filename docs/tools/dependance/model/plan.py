"""Le plan : dans quel ordre faire les actions écrites, et avant quelle date."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import starmap

from tools.dependance.inputs import Inputs
from tools.dependance.model.gains import Action, Gains, index_gain
from tools.kit.declare import Reponse

ANS = 3
"""L'espérance de gain d'une action se compte sur trois ans."""
HORIZONS = (30, 90, 180)
MOIS = 30
PRESQUE = 1e-9
"""Un indice n'est sous une valeur que s'il l'est plus que l'arrondi de la machine."""


@dataclass(frozen=True)
class Chances:
    """La chance de partir d'ici trois ans, et celle que le prestataire fasse défaut en un an, de 0 à 1."""

    choisie: float
    defaillance_an: float

    @property
    def defaillance(self) -> float:
        """La chance d'au moins une défaillance en trois ans : `1 − (1 − p)³`."""
        return 1 - (1 - self.defaillance_an) ** ANS

    def times(self, choisie: float, defaillance: float) -> Chances:
        """Les deux chances multipliées, chacune par le sien, sans dépasser la certitude."""
        return Chances(min(1.0, self.choisie * choisie), min(1.0, self.defaillance_an * defaillance))


def chances(inputs: Inputs) -> Chances:
    """Les chances saisies."""
    return Chances(inputs.part_choisie_pct / 100, inputs.defaillance_pct_an / 100)


def written(answers: Mapping[str, Reponse]) -> list[tuple[str, int, int]]:
    """Rend les actions possibles, `(clé, de, vers)` : de 2 ou 3 à 1, puis de 1 à 0 ; une réponse inconnue n'en a pas.

    >>> written({"acces_1": 3, "acces_2": 1, "acces_3": 0, "donnees_1": "nsp"})
    [('acces_1', 3, 1), ('acces_1', 1, 0), ('acces_2', 1, 0)]
    """
    found = []
    for key, answer in answers.items():
        if isinstance(answer, int) and answer > 1:
            found.append((key, answer, 1))
        if isinstance(answer, int) and answer:
            found.append((key, 1, 0))
    return found


def per_hour(action: Action, likely: Chances) -> float:
    """Rend les euros attendus par heure d'effort, sur trois ans.

    `(Δ coût choisie × chance de partir + Δ coût défaillance × (1 − (1 − p)³)) / heures`.
    """
    gained = action.gain_cout_eur * likely.choisie + action.gain_defaillance_eur * likely.defaillance
    return gained / action.effort_h


def ordered(actions: Sequence[Action], likely: Chances) -> list[Action]:
    """Rend les actions dans l'ordre : ce qui lève un blocage, le moins long d'abord ; puis les euros par heure.

    À égalité, les jours gagnés, puis l'indice. De 1 à 0 vient toujours après ce qui mène à 1.
    """

    def worth(action: Action) -> tuple[float, ...]:
        if action.leve_blocage:
            return (0, action.effort_h)
        return (1, -per_hour(action, likely), -action.gain_jours, -action.gain_indice)

    first = {action.cle: worth(action) for action in actions if action.vers}

    def rank(action: Action) -> tuple[tuple[float, ...], int]:
        own = worth(action)
        return (own, 0) if action.vers else (max(own, first.get(action.cle, own)), 1)

    return sorted(actions, key=rank)


def make_plan(inputs: Inputs, gains: Gains) -> tuple[Action, ...]:
    """Rend toutes les actions, dans l'ordre, chacune avec son échéance."""
    found = list(starmap(gains.action, written(gains.answers)))
    return tuple(_scheduled(ordered(found, chances(inputs)), inputs.capacite_h_mois))


def _scheduled(actions: Sequence[Action], capacity: float) -> list[Action]:
    """L'échéance vient de l'effort cumulé ; ce qui lève un blocage est toujours à trente jours."""
    spent, dated = 0.0, []
    for action in actions:
        spent += action.effort_h
        horizon = next((days for days in HORIZONS if spent <= capacity * days / MOIS), 0)
        dated.append(replace(action, horizon=HORIZONS[0] if action.leve_blocage else horizon))
    return dated


def missing_hours(actions: Sequence[Action], capacity: float) -> float:
    """Rend les heures qui manquent pour lever les blocages en trente jours ; 0 s'il y en a assez."""
    return max(0.0, math.fsum(a.effort_h for a in actions if a.leve_blocage) - capacity)


def fewest_actions(target: float, high: float, inputs: Inputs) -> int | None:
    """Rend le plus petit nombre d'actions pour que l'indice haut passe sous `target` ; nul si c'est hors d'atteinte.

    La première action d'une question gagne au moins autant que la seconde : prendre d'abord les plus grands gains est
    optimal. Déjà sous la cible : 0.
    """
    weights = inputs.weights()
    gains = sorted(
        (index_gain(key, start - end, weights) for key, start, end in written(inputs.answers())), reverse=True
    )
    reached, count = high, 0
    while reached >= target - PRESQUE:
        if count == len(gains) or gains[count] == 0:
            return None
        reached -= gains[count]
        count += 1
    return count


def applied(answers: Mapping[str, Reponse], actions: Sequence[Action]) -> dict[str, Reponse]:
    """Les réponses une fois ces actions faites."""
    return {**answers, **{action.cle: action.vers for action in actions}}
