"""Quitter un contrat : travail de sortie, pénalité d'engagement, double marche ; et le meilleur mois pour le faire."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from operator import mul

from tools.couts.inputs import PARTIR, Inputs
from tools.couts.model.lines import LIGNES, Mois, calendrier, forfait, hausse, mensuels, options
from tools.couts.offre import Offre
from tools.kit.declare import Typed

REVISEES = frozenset(ligne.cle for ligne in LIGNES if ligne.revisee)


def actuelle(inputs: Inputs) -> Offre | None:
    """Rend l'offre que l'entreprise a aujourd'hui ; nulle s'il n'y en a pas."""
    return next((offre for offre in inputs.offres if offre.actuelle), None)


def quittee(inputs: Inputs, offre: Offre) -> Offre | None:
    """Rend le contrat que l'on quitte pour prendre cette offre ; nul sans contrat actuel ou avec son prestataire."""
    return None if offre.actuelle or offre.meme_prestataire else actuelle(inputs)


def penalite(inputs: Inputs, offre: Offre, mois: int, debut: int = 0) -> float:
    """Rend ce que l'engagement fait payer en partant après `mois` mois, en euros.

    `pénalité = part due × Σ forfait(t)`, t de `mois + 1` à la fin de l'engagement ; nulle une fois l'engagement fini.
    Une offre prise au mois `debut` a l'âge 0 ce mois-là : ses prix suivent son âge, les personnes le calendrier.
    """
    end = offre.engagement_mois
    if mois >= end or not offre.penalite_pct:
        return 0.0
    people, prices = hausse(inputs.croissance_pct, debut + end), hausse(offre.revision_pct, end)
    due = [forfait(offre, Mois(inputs.postes * people[debut + age], 0, prices[age], 1)) for age in range(mois, end)]
    return offre.penalite_pct / 100 * math.fsum(due)


def sortir(inputs: Inputs, offre: Offre, mois: int, debut: int = 0) -> float:
    """Rend le coût attendu de quitter une offre après `mois` mois : `L(s) = travail de sortie + pénalité`, en euros."""
    return offre.sortie_eur.moyenne + penalite(inputs, offre, mois, debut)


def double_marche(inputs: Inputs, offre: Offre, mois: int = 0) -> float:
    """Rend le forfait et les options du contrat quitté, de `mois + 1` à `mois + recouvrement`, dans la période."""
    left = quittee(inputs, offre)
    last = min(mois + offre.recouvrement_mois, inputs.horizon_mois)
    if not left or last <= mois:
        return 0.0
    months = calendrier(inputs, left.revision_pct, last)[mois:]
    return math.fsum(amount for m in months for amount in (forfait(left, m), options(left, m)))


def changement(inputs: Inputs, offre: Offre) -> float:
    """Rend le coût attendu de quitter le contrat actuel aujourd'hui pour cette offre, en euros.

    `changement = double marche + L(recouvrement)` ; 0 pour le contrat actuel, pour une offre du même prestataire, ou
    sans contrat actuel.
    """
    left = quittee(inputs, offre)
    return double_marche(inputs, offre) + sortir(inputs, left, offre.recouvrement_mois) if left else 0.0


@dataclass(frozen=True)
class Depart:
    """Quand quitter le contrat actuel pour `vers` (de rang `rang`) : T(s), s = 0…N, et le mois où T est le plus bas.

    `mois` vaut N s'il faut rester ; `mois_actualise` est ce mois quand chaque flux est actualisé.
    """

    vers: Typed
    rang: int
    mois: int
    mois_actualise: int
    courbe_eur: tuple[float, ...]


def depart(inputs: Inputs) -> Depart | None:
    """Rend le meilleur départ ; nul sans contrat actuel ou sans offre d'un autre prestataire.

    `vers` est l'offre dont le plus bas T(s), s < N, est le plus petit ; `mois`, le plus petit s de 0 à N qui rend T
    minimal, T(N) étant le coût de rester.
    """
    left = actuelle(inputs)
    if left is None:
        return None
    staying = Garder(inputs, left)
    curves = {i: staying.courbe(i) for i, offre in enumerate(inputs.offres) if quittee(inputs, offre)}
    if not curves:
        return None
    best = min(curves, key=lambda i: min(curves[i][:-1]))
    later = staying.courbe(best, 1 + inputs.actualisation_pct / 100) if inputs.actualisation_pct else curves[best]
    return Depart(inputs.offres[best].nom, best, lowest(curves[best]), lowest(later), curves[best])


def lowest(curve: tuple[float, ...]) -> int:
    """Rend le premier mois où la courbe est la plus basse, au millionième d'euro près."""
    least = min(curve)
    return next(s for s, cost in enumerate(curve) if cost <= least + 1e-6)


@dataclass(frozen=True)
class Garder:
    """Le contrat actuel gardé quelque temps, puis quitté : ses lignes de chaque mois, et ce que coûte d'en sortir."""

    inputs: Inputs
    left: Offre

    @cached_property
    def kept(self) -> list[float]:
        """Ses lignes de chaque mois 1…N, en euros."""
        return [math.fsum(amounts) for amounts in zip(*mensuels(self.inputs, self.left).values(), strict=True)]

    @cached_property
    def billed(self) -> list[float]:
        """Son forfait et ses options cumulés, de 0 à N mois, en euros."""
        months = calendrier(self.inputs, self.left.revision_pct, self.inputs.horizon_mois)
        return [0.0, *accumulate(forfait(self.left, m) + options(self.left, m) for m in months)]

    @cached_property
    def penalties(self) -> list[float]:
        """Sa pénalité en partant après 0, 1, 2… mois, jusqu'à la fin de l'engagement, en euros."""
        months = calendrier(self.inputs, self.left.revision_pct, self.left.engagement_mois)
        due = accumulate((forfait(self.left, m) for m in reversed(months)), initial=0.0)
        return [self.left.penalite_pct / 100 * amount for amount in reversed(list(due))]

    def leaving(self, s: int, overlap: int) -> float:
        """Double marche à partir du mois s, puis L(s + recouvrement), en euros."""
        n = self.inputs.horizon_mois
        last = s + overlap
        penalty = self.penalties[last] if last < len(self.penalties) else 0.0
        return self.billed[min(last, n)] - self.billed[s] + self.left.sortie_eur.moyenne + penalty

    def courbe(self, index: int, rate: float = 1) -> tuple[float, ...]:
        """Rend T(s), s = 0…N : garder le contrat actuel s mois, puis passer à l'offre `index`, en euros.

        `T(s) = lignes actuelles jusqu'à s + double marche + L(s + recouvrement) + mise en place + lignes de l'offre,
        âges 1…N − s` ; `T(N)` est le coût de rester. Si l'on part à la fin, l'offre paie aussi sa sortie. `rate`
        actualise chaque flux ; 1 : aucun ne l'est.
        """
        inputs, offre = self.inputs, self.inputs.offres[index]
        n, leaves = inputs.horizon_mois, inputs.fin == PARTIR
        value = [rate ** (-t / 12) for t in range(n + 1)]
        spent = list(accumulate(map(mul, self.kept, value[1:]), initial=0.0))
        priced, steady = _parts(inputs, offre)
        steady_left = list(accumulate(map(mul, reversed(steady), reversed(value[1:])), initial=0.0))
        worth = list(map(mul, priced, value[1:]))
        prices, start = hausse(offre.revision_pct, n), self.left.mise_en_place_eur.moyenne
        costs = []
        for s in range(n):
            once = (offre.mise_en_place_eur.moyenne + self.leaving(s, offre.recouvrement_mois)) * value[s]
            end = sortir(inputs, offre, n - s, s) * value[n] if leaves else 0.0
            lines = math.fsum(map(mul, worth[s:], prices)) + steady_left[n - s]
            costs.append(math.fsum([start if s else 0.0, spent[s], once, lines, end]))
        end = sortir(inputs, self.left, n) * value[n] if leaves else 0.0
        return (*costs, math.fsum([start, spent[n], end]))


def _parts(inputs: Inputs, offre: Offre) -> tuple[list[float], list[float]]:
    """Les lignes d'une offre au mois t du calendrier : celles que ses prix révisent, avant révision, et les autres.

    Les prix d'une offre suivent son âge ; les personnes et les salaires, le calendrier.
    """
    bare = mensuels(inputs, replace(offre, revision_pct=0.0))
    priced = [math.fsum(month) for month in zip(*(bare[cle] for cle in REVISEES), strict=True)]
    steady = [math.fsum(month) for month in zip(*(a for cle, a in bare.items() if cle not in REVISEES), strict=True)]
    return priced, steady
