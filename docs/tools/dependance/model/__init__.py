"""Tout ce que la mesure de dépendance calcule. Des nombres seulement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tools.dependance.inputs import Inputs
from tools.dependance.model import scores
from tools.dependance.model.leaving import Sorties, leave
from tools.dependance.model.plan import Action, make_plan, notches_to, rank_by_index
from tools.dependance.model.scores import ASSEZ, Concentration, Ebios, Intervalle
from tools.dependance.questions import criterion_of

VERSION = "1.0.0"
VARIATION = 0.2
LEVIERS = 3


@dataclass(frozen=True)
class Robustesse:
    """L'étendue de l'indice quand chaque poids varie de ±20 %, et si les trois premiers leviers restent les mêmes."""

    indice: Intervalle
    leviers_stables: bool


@dataclass(frozen=True)
class Resultat:
    """Les scores, puis, dès dix-huit réponses, l'indice, la bande (rangs 0 à 3), les deux sorties et le plan."""

    donnees: int
    criteres: dict[str, Intervalle]
    repondus: frozenset[str]
    maillon_faible: str | None
    blocages: tuple[str, ...]
    blocages_possibles: tuple[str, ...]
    ebios: Ebios | None
    concentration: Concentration | None
    indice: Intervalle | None
    bande: tuple[int, int] | None
    robustesse: Robustesse | None
    sortie: Sorties | None
    crans: int | None
    inconnues: tuple[str, ...]
    preuves: tuple[str, ...]
    entrees: Inputs

    @cached_property
    def plan(self) -> tuple[Action, ...]:
        """Le plan, calculé à la demande : il refait la sortie pour chaque action, et le verdict ne l'attend pas."""
        return make_plan(self.entrees, self.sortie) if self.sortie else ()


def compute(inputs: Inputs) -> Resultat:
    """Calcule la situation entière ; sous dix-huit réponses, ni indice, ni bande, ni sortie."""
    answers, weights = inputs.answers(), inputs.weights()
    criteria = scores.criterion_scores(answers)
    given = sum(answer is not None for answer in answers.values())
    sure, possible = scores.blocked(answers)
    enough = given >= ASSEZ
    index = scores.weighted_index(criteria, weights) if enough else None
    leaving = leave(inputs, answers) if enough else None
    return Resultat(
        donnees=given,
        criteres=criteria,
        repondus=frozenset(criterion_of(key) for key, answer in answers.items() if answer is not None),
        maillon_faible=scores.weakest_link(criteria, answers),
        blocages=tuple(sure),
        blocages_possibles=tuple(key for key in possible if key not in sure),
        ebios=scores.ebios(inputs),
        concentration=scores.concentration(inputs.fonctions),
        indice=index,
        bande=scores.bands(index, answers) if index else None,
        robustesse=_robustness(inputs, criteria) if enough else None,
        sortie=leaving,
        crans=notches_to(inputs.cible_indice, index.haut, inputs) if index else None,
        inconnues=tuple(key for key, answer in answers.items() if answer == "nsp"),
        preuves=tuple(key for key, answer in answers.items() if isinstance(answer, int) and answer > 1),
        entrees=inputs,
    )


def _robustness(inputs: Inputs, criteria: dict[str, Intervalle]) -> Robustesse:
    weights, answers = inputs.weights(), inputs.answers()
    first = rank_by_index(answers, weights)[:LEVIERS]
    stable = all(
        set(rank_by_index(answers, {**weights, c: weights[c] * factor})[:LEVIERS]) == set(first)
        for c in weights
        for factor in (1 - VARIATION, 1 + VARIATION)
        if any({**weights, c: weights[c] * factor}.values())
    )
    return Robustesse(scores.index_range(criteria, weights, VARIATION), stable)
