"""Les scores : critères, indice, bande, maillon faible, cote EBIOS et concentration. Des nombres seulement."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tools.dependance.inputs import Fonction, Inputs
from tools.dependance.questions import CRITERES, QUESTIONS, criterion_of
from tools.kit.declare import Reponse

BANDES = ("maitrisee", "surveillee", "forte", "critique")
LIMITES = (25, 50, 75)
BLOCAGES = ("acces_1", "acces_2", "donnees_2")
"""Les questions dont la pire réponse bloque : aucun accès à nous, domaines au prestataire, aucune restauration."""
ASSEZ = 18
"""Il faut ce nombre de réponses, « je ne sais pas » comprises, pour montrer l'indice."""
PIRE = 3
ZONES = ("hors", "veille", "controle", "danger")


@dataclass(frozen=True)
class Intervalle:
    """Deux bornes, de 0 à 100 : ce que l'on sait, et ce qu'un doute peut cacher."""

    bas: float
    haut: float


@dataclass(frozen=True)
class Ebios:
    """La cote EBIOS RM (S1-31) : exposition et fiabilité (1 à 16), dangerosité (0,0625 à 16), zone."""

    exposition: int
    fiabilite: int
    dangerosite: float
    zone: str


@dataclass(frozen=True)
class Concentration:
    """L'indice de Herfindahl-Hirschman (S5-2, 0 à 10 000) et le nombre de prestataires équivalent."""

    hhi: float
    equivalent: float


def bounds(answer: Reponse) -> tuple[int, int]:
    """Rend les valeurs qu'une réponse peut cacher : elle-même, ou 0 à 3 si elle manque ou n'est pas sue.

    >>> bounds(2), bounds("nsp"), bounds(None)
    ((2, 2), (0, 3), (0, 3))
    """
    return (answer, answer) if isinstance(answer, int) else (0, PIRE)


def criterion_scores(answers: Mapping[str, Reponse]) -> dict[str, Intervalle]:
    """Rend le score de chaque critère, sur 100 : `100 × somme des trois réponses / 9`, aux deux bornes."""
    scores = {}
    for criterion in CRITERES:
        pairs = [bounds(answers[key]) for key in QUESTIONS if criterion_of(key) == criterion]
        scores[criterion] = Intervalle(
            *(100 * sum(values) / (PIRE * len(pairs)) for values in zip(*pairs, strict=True))
        )
    return scores


def weighted_index(scores: Mapping[str, Intervalle], weights: Mapping[str, float]) -> Intervalle:
    """Rend l'indice, moyenne pondérée des critères : `Σ poids × score / Σ poids`, aux deux bornes.

    Cas dégénéré : tous les poids à zéro sont refusés à la saisie.
    """
    total = math.fsum(weights.values())
    low = math.fsum(weights[c] * score.bas for c, score in scores.items()) / total
    high = math.fsum(weights[c] * score.haut for c, score in scores.items()) / total
    return Intervalle(min(low, 100.0), min(high, 100.0))


def band_of(index: float) -> int:
    """Rend le rang de la bande : `[0, 25[`, `[25, 50[`, `[50, 75[`, `[75, 100]`.

    >>> band_of(24.9), band_of(25), band_of(100)
    (0, 1, 3)
    """
    return sum(index >= limit for limit in LIMITES)


def blocked(answers: Mapping[str, Reponse]) -> tuple[list[str], list[str]]:
    """Rend les règles bloquantes qui jouent à coup sûr, et celles qui peuvent jouer."""
    sure = [key for key in BLOCAGES if bounds(answers[key])[0] == PIRE]
    possible = [key for key in BLOCAGES if bounds(answers[key])[1] == PIRE]
    return sure, possible


def bands(index: Intervalle, answers: Mapping[str, Reponse]) -> tuple[int, int]:
    """Rend les rangs de bande, bas et haut : une règle bloquante vaut « forte » au moins, deux valent « critique »."""
    floors = [0 if not count else 2 if count == 1 else 3 for count in map(len, blocked(answers))]
    return max(band_of(index.bas), floors[0]), max(band_of(index.haut), floors[1])


def weakest_first(
    scores: Mapping[str, Intervalle], answers: Mapping[str, Reponse], weights: Mapping[str, float]
) -> list[str]:
    """Rend les critères qui comptent, ont une réponse sue et ne sont pas maîtrisés, le plus faible d'abord.

    Par le milieu de l'intervalle, puis sa borne haute, puis l'ordre du questionnaire : le même sur toutes les pages.
    """
    known = {criterion_of(key) for key, answer in answers.items() if isinstance(answer, int)}
    fragile = [c for c, score in scores.items() if c in known and score.haut > 0 and weights[c]]
    return sorted(fragile, key=lambda c: (-(scores[c].bas + scores[c].haut), -scores[c].haut))


def free_weights(scores: Mapping[str, Intervalle], low: float, high: float) -> Intervalle:
    """Rend l'étendue de l'indice quand tous les poids varient librement entre `low` et `high` : exacte.

    `Σ w s / Σ w` est extrême quand chaque poids est à une borne, les grands poids aux scores les plus hauts (ou les
    plus bas) : il suffit d'essayer les coupures de la liste triée.
    """

    def extreme(values: list[float], pick: Callable[[Iterable[float]], float]) -> float:
        n = len(values)
        means = []
        for cut in range(n + 1):
            weights = [low] * cut + [high] * (n - cut)
            means.append(math.fsum(w * s for w, s in zip(weights, values, strict=True)) / math.fsum(weights))
        return pick(means)

    lows = sorted((score.bas for score in scores.values()), reverse=True)
    highs = sorted(score.haut for score in scores.values())
    return Intervalle(extreme(lows, min), extreme(highs, max))


def ebios(inputs: Inputs) -> Ebios | None:
    """Rend la cote EBIOS RM : `(dépendance × pénétration) / (maturité × confiance)` ; nulle si une note manque.

    Une zone commence à son seuil.
    """
    marks = (inputs.ebios_dependance, inputs.ebios_penetration, inputs.ebios_maturite, inputs.ebios_confiance)
    if any(mark is None for mark in marks):
        return None
    d, p, m, c = (int(mark or 0) for mark in marks)
    level = d * p / (m * c)
    limits = (inputs.seuil_veille, inputs.seuil_controle, inputs.seuil_danger)
    return Ebios(d * p, m * c, level, ZONES[sum(level >= limit for limit in limits)])


def concentration(functions: Sequence[Fonction]) -> Concentration | None:
    """Rend le HHI des parts pondérées par prestataire : `Σ (100 × part)²`, et `10 000 / HHI`.

    Nul sans fonction ou si tous les poids sont nuls.

    >>> from tools.kit.declare import Typed
    >>> concentration([Fonction(Typed("a"), Typed("X"), 60), Fonction(Typed("b"), Typed("Y"), 40)])
    Concentration(hhi=5200.0, equivalent=1.9230769230769231)
    """
    weights: dict[str, float] = {}
    for function in functions:
        provider = function.prestataire.raw.casefold()
        weights[provider] = weights.get(provider, 0) + function.poids
    total = math.fsum(weights.values())
    if total == 0:
        return None
    shares = [100 * weight / total for weight in weights.values()]
    hhi = math.fsum(share * share for share in shares)
    return Concentration(hhi, 10_000 / hhi)
