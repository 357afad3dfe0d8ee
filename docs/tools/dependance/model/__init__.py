"""Tout ce que la mesure de dépendance calcule. Des nombres seulement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from tools.dependance.inputs import Inputs
from tools.dependance.model import plan, scores
from tools.dependance.model.gains import Action, Gains
from tools.dependance.model.leaving import Sorties, leave
from tools.dependance.model.scores import ASSEZ, BLOCAGES, PIRE, Concentration, Ebios, Intervalle
from tools.dependance.model.steps import Base, factors
from tools.dependance.questions import QUESTIONS, criterion_of

VERSION = "2.0.0"
POIDS_LIBRES = (2.0, 8.0)
PREMIERES = 3
INCERTAIN = 2
"""L'intervalle de l'indice couvre trois bandes ou plus : on ne peut pas conclure."""


@dataclass(frozen=True)
class Robustesse:
    """L'étendue de l'indice quand tous les poids varient entre 2 et 8 ; si les trois premières actions résistent.

    `actions_stables` : les mêmes, dans le même ordre, que la chance de partir et celle d'une défaillance soient
    divisées par deux, gardées ou doublées, l'une et l'autre ou l'une sans l'autre.
    """

    indice: Intervalle
    actions_stables: bool


@dataclass(frozen=True)
class Resultat:
    """Les scores, puis, dès dix-huit réponses, l'indice, la bande (rangs 0 à 3), les deux sorties et le plan.

    `manquantes` : les questions sans réponse. `inconnues` : celles dont la réponse est « je ne sais pas ».
    """

    donnees: int
    criteres: dict[str, Intervalle]
    repondus: frozenset[str]
    faibles: tuple[str, ...]
    blocages: tuple[str, ...]
    blocages_possibles: tuple[str, ...]
    ebios: Ebios | None
    concentration: Concentration | None
    indice: Intervalle | None
    bande: tuple[int, int] | None
    sortie: Sorties | None
    actions_cible: int | None
    manquantes: tuple[str, ...]
    inconnues: tuple[str, ...]
    preuves: tuple[str, ...]
    entrees: Inputs
    gains: Gains = field(repr=False, compare=False)

    @property
    def maillon_faible(self) -> str | None:
        """Le critère le plus faible."""
        return self.faibles[0] if self.faibles else None

    @property
    def incertain(self) -> bool:
        """Vrai si l'on ne peut pas encore conclure : l'indice couvre trois bandes ou plus."""
        return self.bande is not None and self.bande[1] - self.bande[0] >= INCERTAIN

    @cached_property
    def plan(self) -> tuple[Action, ...]:
        """Le plan entier, dans l'ordre ; vide sous dix-huit réponses."""
        return plan.make_plan(self.entrees, self.gains) if self.sortie else ()

    @cached_property
    def a_savoir(self) -> tuple[str, ...]:
        """Les questions dont la réponse n'est pas sue, dans l'ordre où l'apprendre compte : voir `learn_first`."""
        return tuple(learn_first(self.gains, (*self.inconnues, *self.manquantes), by_weight=self.incertain))

    @cached_property
    def indice_apres(self) -> Intervalle | None:
        """L'indice une fois les trois premières actions faites."""
        if not self.indice:
            return None
        answers = plan.applied(self.entrees.answers(), self.plan[:PREMIERES])
        return scores.weighted_index(scores.criterion_scores(answers), self.entrees.weights())

    @cached_property
    def heures_manquantes(self) -> float:
        """Les heures qui manquent pour lever les blocages en trente jours."""
        return plan.missing_hours(self.plan, self.entrees.capacite_h_mois)

    @cached_property
    def robustesse(self) -> Robustesse | None:
        """Ce que changent les poids et les chances, que personne ne mesure ; nul sous dix-huit réponses."""
        if not self.indice:
            return None
        return Robustesse(scores.free_weights(self.criteres, *POIDS_LIBRES), stable(self.entrees, self.plan))


def compute(inputs: Inputs) -> Resultat:
    """Calcule la situation entière ; sous dix-huit réponses, ni indice, ni bande, ni sortie."""
    answers, weights = inputs.answers(), inputs.weights()
    criteria = scores.criterion_scores(answers)
    given = sum(answer is not None for answer in answers.values())
    sure, possible = scores.blocked(answers)
    enough = given >= ASSEZ
    index = scores.weighted_index(criteria, weights) if enough else None
    base = Base(inputs)
    return Resultat(
        donnees=given,
        criteres=criteria,
        repondus=frozenset(criterion_of(key) for key, answer in answers.items() if answer is not None),
        faibles=tuple(scores.weakest_first(criteria, answers, weights)),
        blocages=tuple(sure),
        blocages_possibles=tuple(key for key in possible if key not in sure),
        ebios=scores.ebios(inputs),
        concentration=scores.concentration(inputs.fonctions),
        indice=index,
        bande=scores.bands(index, answers) if index else None,
        sortie=leave(base, factors(inputs, answers)) if enough else None,
        actions_cible=plan.fewest_actions(inputs.cible_indice, index.haut, inputs) if index else None,
        manquantes=tuple(key for key, answer in answers.items() if answer is None),
        inconnues=tuple(key for key, answer in answers.items() if answer == "nsp"),
        preuves=tuple(
            key for key, answer in answers.items() if isinstance(answer, int) and answer > 1 and QUESTIONS[key].preuve
        ),
        entrees=inputs,
        gains=Gains(base, answers),
    )


def stable(inputs: Inputs, actions: Sequence[Action]) -> bool:
    """Vrai si les trois premières actions restent les mêmes, chaque chance divisée par deux, gardée ou doublée.

    Dans le même ordre : le verdict n'en nomme qu'une.
    """
    likely = plan.chances(inputs)

    def first(found: Sequence[Action]) -> list[tuple[str, int]]:
        return [(action.cle, action.vers) for action in found[:PREMIERES]]

    tried = (plan.ordered(actions, likely.times(*factors)) for factors in product((0.5, 1, 2), repeat=2))
    return all(first(found) == first(actions) for found in tried)


def learn_first(gains: Gains, unknown: Sequence[str], *, by_weight: bool) -> list[str]:
    """Rend les réponses à apprendre, celles qui peuvent bloquer d'abord, puis selon ce qu'elles cachent de dépense.

    Ce que cache une réponse : l'allongement de son étape au pire, en euros attendus, `(F(3) − F(0)) × travail`.
    `by_weight` : c'est l'indice qui empêche de conclure, et ce que chacune y cache est proportionnel à son poids.
    """
    base, weights = gains.base, gains.base.inputs.weights()

    def hidden(key: str) -> float:
        step = QUESTIONS[key].etape
        hours = base.heures[step]
        return gains.less(key, PIRE, 0) * sum(hours) / len(hours)

    def rank(key: str) -> tuple[float, ...]:
        weight = weights[criterion_of(key)]
        return (key not in BLOCAGES, -weight if by_weight else not weight, -hidden(key))

    return sorted(unknown, key=rank)
