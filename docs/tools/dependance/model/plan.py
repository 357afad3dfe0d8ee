"""Le plan : ce que gagne chaque action écrite, dans quel ordre la faire, et avant quelle date."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import starmap

from tools.dependance.inputs import Inputs
from tools.dependance.model import leaving
from tools.dependance.model.leaving import OUVRES, URGENTES, Tirage, Urgence, median
from tools.dependance.model.scores import BLOCAGES
from tools.dependance.model.steps import AIDEES, Base, Column, Facteur, factors, shrink
from tools.dependance.questions import QUESTIONS, criterion_of
from tools.kit.declare import Reponse

PIRE = 3
PAR_CRITERE = 3
ANS = 3
"""L'espérance de gain d'une action se compte sur trois ans."""
HORIZONS = (30, 90, 180)
MOIS = 30


@dataclass(frozen=True)
class Action:
    """Mener une réponse de `de` à `vers` : ce qu'on y gagne sur l'indice haut et sur chaque sortie, pour quel effort.

    `horizon` est l'échéance en jours (30, 90, 180), ou 0 au-delà. Les gains sont des différences de P50.
    """

    cle: str
    de: int
    vers: int
    leve_blocage: bool
    gain_indice: float
    gain_jours: float
    gain_cout_eur: float
    gain_defaillance_eur: float
    gain_service_minimal_j: float
    effort_h: float
    horizon: int = 0


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


def index_gain(key: str, notches: int, weights: Mapping[str, float]) -> float:
    """Rend ce que l'indice haut perd pour tant de crans : `100 / 9 × crans × poids du critère / Σ poids`."""
    return 100 / (PIRE * PAR_CRITERE) * notches * weights[criterion_of(key)] / math.fsum(weights.values())


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


def effort(key: str, start: int) -> float:
    """Les heures d'une action qui part de cette réponse."""
    return QUESTIONS[key].effort[start - 1]


@dataclass(frozen=True)
class Medianes:
    """Ce que l'on compare avant et après une action : des P50, en jours et en euros."""

    jours: float
    cout: float
    defaillance: float
    service: float


@dataclass(frozen=True)
class Gains:
    """Ce que chaque action fait gagner : seule la colonne de l'étape que sa question allonge est refaite."""

    base: Base
    answers: Mapping[str, Reponse]
    faits: dict[tuple[str, float], Medianes] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def found(self) -> dict[str, Facteur]:
        """Les facteurs d'aujourd'hui."""
        return factors(self.base.inputs, self.answers)

    @cached_property
    def choisie(self) -> Tirage:
        """La sortie choisie, aujourd'hui."""
        return leaving.draw_chosen(self.base, self.found)

    @cached_property
    def urgence(self) -> Urgence:
        """Le retour à un service minimal, aujourd'hui."""
        return leaving.draw_urgency(self.base, self.found)

    @cached_property
    def defaillance(self) -> Tirage:
        """La défaillance, aujourd'hui."""
        return leaving.draw_failure(self.base, self.found, self.urgence)

    @cached_property
    def aujourdhui(self) -> Medianes:
        """Les médianes d'aujourd'hui."""
        costs = median(self.choisie.cout), median(self.defaillance.cout)
        return Medianes(self._days(self.choisie.jours), *costs, median(self.urgence.service))

    def medians(self, step: str, less: float) -> Medianes:
        """Les médianes, le facteur d'une étape baissé de `less`."""
        if not less:
            return self.aujourdhui
        if (step, less) not in self.faits:
            self.faits[step, less] = self._lowered(step, less)
        return self.faits[step, less]

    def _lowered(self, step: str, less: float) -> Medianes:
        inputs, base, now = self.base.inputs, self.base, self.aujourdhui
        saved = [inputs.cout_horaire_eur * less * h for h in base.heures[step]]
        chosen = [c - w for c, w in zip(self.choisie.cout, saved, strict=True)]
        shorter = [d - less * b for d, b in zip(self.choisie.jours[step], base.jours[step], strict=True)]
        days = self._days({**self.choisie.jours, step: shorter})
        if step == "double":  # une défaillance n'a rien de double
            fee = inputs.forfait_mensuel_eur / leaving.JOURS_PAR_MOIS * less
            cost = median([c - fee * d for c, d in zip(chosen, base.jours["double"], strict=True)])
            return Medianes(days, cost, now.defaillance, now.service)
        share = inputs.sans_aide if step in AIDEES else 1.0
        failed = [c - share * w for c, w in zip(self.defaillance.cout, saved, strict=True)]
        if step not in URGENTES:
            return Medianes(days, median(chosen), median(failed), now.service)
        known = self.found[step]
        lowered = {**self.found, step: Facteur(max(0.0, known.su - less), known.inconnu)}
        before, after = self.urgence, leaving.draw_urgency(base, lowered)
        help_ = OUVRES * inputs.depannage_eur_jour
        columns = (failed, before.service, after.service, before.arret, after.arret)
        failed = [c - help_ * (d - e) - (stop - left) for c, d, e, stop, left in zip(*columns, strict=True)]
        return Medianes(days, median(chosen), median(failed), median(after.service))

    def _days(self, jours: Mapping[str, Column]) -> float:
        """La durée médiane d'une sortie choisie."""
        return median(leaving.lengths(jours, self.base.inputs.preavis_mois * leaving.JOURS_PAR_MOIS))

    def less(self, key: str, start: int, end: int) -> float:
        """De combien une action baisse le facteur de son étape."""
        question = QUESTIONS[key]
        fall = question.lengthening(start) - question.lengthening(end)
        return shrink(self.base.inputs, question.etape) * fall

    def action(self, key: str, start: int, end: int) -> Action:
        """Une action et ses gains ; de 1 à 0, ils sont comptés depuis 1, les autres réponses étant ce qu'elles sont."""
        step, answer = QUESTIONS[key].etape, self.answers[key]
        done = self.less(key, answer, start) if isinstance(answer, int) and answer > start else 0.0
        before, after = self.medians(step, done), self.medians(step, done + self.less(key, start, end))
        return Action(
            cle=key,
            de=start,
            vers=end,
            leve_blocage=key in BLOCAGES and start == PIRE,
            gain_indice=index_gain(key, start - end, self.base.inputs.weights()),
            gain_jours=before.jours - after.jours,
            gain_cout_eur=before.cout - after.cout,
            gain_defaillance_eur=before.defaillance - after.defaillance,
            gain_service_minimal_j=before.service - after.service,
            effort_h=effort(key, start),
        )


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
    while reached >= target:
        if count == len(gains) or gains[count] == 0:
            return None
        reached -= gains[count]
        count += 1
    return count


def applied(answers: Mapping[str, Reponse], actions: Sequence[Action]) -> dict[str, Reponse]:
    """Les réponses une fois ces actions faites."""
    return {**answers, **{action.cle: action.vers for action in actions}}
