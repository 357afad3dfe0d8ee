"""Ce que gagne chaque action écrite, sur l'indice et sur les deux sorties."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tools.dependance.model import leaving
from tools.dependance.model.leaving import OUVRES, URGENTES, Tirage, Urgence, median
from tools.dependance.model.scores import BLOCAGES, PIRE
from tools.dependance.model.steps import AIDEES, Base, Column, Facteur, factors, shrink
from tools.dependance.questions import QUESTIONS, criterion_of
from tools.kit.declare import Reponse

PAR_CRITERE = 3


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


def index_gain(key: str, notches: int, weights: Mapping[str, float]) -> float:
    """Rend ce que l'indice haut perd pour tant de crans : `100 / 9 × crans × poids du critère / Σ poids`."""
    return 100 / (PIRE * PAR_CRITERE) * notches * weights[criterion_of(key)] / math.fsum(weights.values())


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
