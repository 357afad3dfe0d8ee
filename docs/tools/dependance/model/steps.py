"""Les étapes d'une sortie : leur réseau, ce qui les allonge, leurs durées et leurs efforts tirés."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tools.dependance.inputs import Inputs
from tools.dependance.questions import ETAPES, QUESTIONS, Question
from tools.kit.compute import draw_pert, uniforms
from tools.kit.declare import Reponse, load_params

_PARAMS = load_params("dependance")
TIRAGES = int(_PARAMS["tirages"].nombre)
TAILLE = 40
"""Les durées des paramètres sont celles d'une entreprise de quarante personnes."""
PIRE = 3
AIDEES = ("acces", "documentation", "donnees")
"""Les étapes que le prestataire aide à faire, et qui s'allongent s'il a disparu."""
GRANDIES = ("documentation", "donnees", "transfert")
"""Les étapes dont la durée suit la taille de l'entreprise."""
AVANT: dict[str, tuple[str, ...]] = {
    "acces": (),
    "choix": (),
    "documentation": ("acces",),
    "donnees": ("acces",),
    "transfert": ("documentation", "donnees", "choix"),
    "double": ("transfert",),
}
"""Chaque étape et celles qui la précèdent."""

Column = list[float]


@dataclass(frozen=True)
class Facteur:
    """Ce par quoi une étape est multipliée : `1 + su + inconnu × x`, x de 0 à 3 valant pour toute réponse inconnue."""

    su: float
    inconnu: float

    def column(self, unknown: Column) -> Column:
        """Le facteur de chaque tirage."""
        if not self.inconnu:
            return [1 + self.su] * len(unknown)
        return [1 + self.su + self.inconnu * x for x in unknown]


def asked_of(step: str) -> dict[str, Question]:
    """Les questions dont la réponse allonge une étape."""
    return {key: question for key, question in QUESTIONS.items() if question.etape == step}


def shrink(inputs: Inputs, step: str) -> float:
    """Rend ce par quoi l'allongement d'une étape est réduit pour tenir sous son plafond : `min(1, (plafond − 1) / S)`.

    S est l'allongement si toutes les réponses sont au pire. Ainsi la même semaine n'est pas perdue six fois, et aucune
    action n'est sans effet. Cas dégénéré : rien n'allonge l'étape, 1.
    """
    worst = math.fsum(question.lengthening(PIRE) for question in asked_of(step).values())
    return min(1.0, (inputs.facteur_max - 1) / worst) if worst else 1.0


def factors(inputs: Inputs, answers: Mapping[str, Reponse]) -> dict[str, Facteur]:
    """Rend le facteur de chaque étape : `F = 1 + Σ (f_q(a) − 1) × min(1, (plafond − 1) / S)`."""
    found = {}
    for step in ETAPES:
        small = shrink(inputs, step)
        known, unknown = [], []
        for key, question in asked_of(step).items():
            answer = answers[key]
            if isinstance(answer, int):
                known.append(question.lengthening(answer))
            else:
                unknown.append(question.lengthening(1))
        found[step] = Facteur(small * math.fsum(known), small * math.fsum(unknown))
    return found


@dataclass(frozen=True)
class Base:
    """Ce qui est tiré et que les réponses ne changent pas : durées et efforts quand tout est en ordre."""

    inputs: Inputs
    tirages: int = TIRAGES

    @cached_property
    def taille(self) -> float:
        """Ce par quoi la taille de l'entreprise multiplie les durées : `(personnes / 40)^exposant`."""
        return math.pow(self.inputs.postes / TAILLE, self.inputs.exposant_taille)

    @cached_property
    def inconnu(self) -> Column:
        """La valeur, de 0 à 3, de toutes les réponses inconnues d'un tirage.

        La même pour toutes : tirées séparément, elles se compenseraient et cacheraient ce que l'on ne sait pas.
        """
        return [PIRE * u for u in uniforms("nsp", self.tirages)]

    @cached_property
    def jours(self) -> dict[str, Column]:
        """La durée de chaque étape, en jours de calendrier."""
        found = {}
        for step in ETAPES:
            drawn = draw_pert(f"duree-{step}", getattr(self.inputs, f"duree_{step}_j"), self.tirages)
            found[step] = [self.taille * d for d in drawn] if step in GRANDIES else drawn
        return found

    @cached_property
    def heures(self) -> dict[str, Column]:
        """L'effort de chaque étape, en heures ; celui du transfert compte aussi chaque personne."""
        inputs, n = self.inputs, self.tirages
        found = {step: draw_pert(f"effort-{step}", getattr(inputs, f"effort_{step}_h"), n) for step in ETAPES}
        each = draw_pert("effort-poste", inputs.effort_poste_h, n)
        found["transfert"] = [h + inputs.postes * p for h, p in zip(found["transfert"], each, strict=True)]
        return found

    @cached_property
    def urgence(self) -> tuple[Column, Column]:
        """Les jours qu'il faut, en urgence et tout étant en ordre, pour les accès, puis pour les données."""
        inputs, n = self.inputs, self.tirages
        data = draw_pert("urgence-donnees", inputs.urgence_donnees_j, n)
        return draw_pert("urgence-acces", inputs.urgence_acces_j, n), [self.taille * d for d in data]


def chain(days: Mapping[str, Column]) -> dict[str, tuple[Column, Column]]:
    """Rend le début et la fin de chaque étape, par tirage : une étape commence quand ses précédentes finissent."""
    n = len(days["acces"])
    found: dict[str, tuple[Column, Column]] = {}
    for step, before in AVANT.items():
        ends = [found[one][1] for one in before]
        start = [max(values) for values in zip(*ends, strict=True)] if ends else [0.0] * n
        found[step] = start, [s + d for s, d in zip(start, days[step], strict=True)]
    return found
