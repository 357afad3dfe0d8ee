"""Les cas simulés : tirages à graine fixe (S6-3), et les trois façons dont deux offres peuvent partager la chance.

Personne ne sait si la malchance d'une offre serait aussi celle de l'autre : chaque chance est donc un intervalle, du
plus bas au plus haut des trois cas.

- `partagee` : une même clé de deux offres a les mêmes aléas ;
- `separee` : chaque offre a les siens ; ce sont les colonnes de `partagee`, dans un ordre propre à chaque offre ;
- `groupee` : de même, et au sein d'une offre les interruptions, leur durée, leurs parts et les gênes vont ensemble
  (corrélation 0,5, copule gaussienne).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from operator import eq, lt

from tools.couts.inputs import PARTIR, Inputs
from tools.couts.model.drawn import Column, Pentes, Propre, Tire, tire
from tools.couts.model.leaving import double_marche, penalite, quittee
from tools.couts.model.lines import LIGNES, calendrier
from tools.couts.offre import Offre
from tools.kit.compute import quantile

CAS = ("partagee", "separee", "groupee")
SURES = ("forfait", "options", "materiel", "arrivees", "equipe")
"""Les lignes mensuelles que rien d'incertain ne change."""
DATES_DE_BANDE = 7


@dataclass(frozen=True)
class Fourchette:
    """P10, P50, P90 d'un coût, en euros."""

    p10: float
    p50: float
    p90: float


@dataclass(frozen=True)
class Offreur:
    """Une offre à tirer : ses pentes selon le mois, ses colonnes selon le cas, et son ordre propre."""

    inputs: Inputs
    rang: int
    tirages: int

    @property
    def offre(self) -> Offre:
        """L'offre."""
        return self.inputs.offres[self.rang]

    @cached_property
    def quittee(self) -> Offre | None:
        """Le contrat que cette offre fait quitter."""
        return quittee(self.inputs, self.offre)

    def part_a(self, month: int) -> bool:
        """Vrai si l'on part à la fin, et que ce mois l'est."""
        return self.inputs.fin == PARTIR and month == self.inputs.horizon_mois

    @cached_property
    def cumuls(self) -> list[Pentes]:
        """Les pentes du coût cumulé, t = 0…N, sortie non comprise."""
        inputs, offre, left = self.inputs, self.offre, self.quittee
        sure = double_marche(inputs, offre) + penalite(inputs, left, offre.recouvrement_mois) if left else 0.0
        return _pentes(replace(inputs, offres=()), offre, sure)

    def couts(self, cas: str, t: int | None = None, *, attendu: bool = False, seule: bool = False) -> Column:
        """Le coût cumulé de chaque tirage au mois t (la fin par défaut), en euros, dans l'ordre du cas.

        `seule` : l'ordre n'importe pas, cette offre n'est pas comparée tirage par tirage.

        `attendu` : les hasards (interruptions, sinistres) à leur moyenne, sachant les valeurs tirées.
        """
        return self.tire(cas, t, attendu=attendu, seule=seule).column

    def tire(self, cas: str, t: int | None = None, *, attendu: bool = False, seule: bool = False) -> Tire:
        """Les mêmes, gardés d'une réponse à l'autre avec leur tri : changer une offre ne refait pas les autres."""
        inputs, offre, n = self.inputs, self.offre, self.tirages
        month = inputs.horizon_mois if t is None else t
        ends = self.part_a(month)
        left = offre if offre.actuelle and ends else self.quittee
        ordered = cas != "partagee" and not (seule and left is None)
        return tire(
            Propre(self.cumuls[month], offre, month, inputs.horizon_mois, n, cas == "groupee", attendu),
            penalite(inputs, offre, inputs.horizon_mois) if ends else None,
            self.rang if ordered else None,
            left.sortie_eur if left else None,
        )


@lru_cache(maxsize=32)
def _pentes(company: Inputs, offre: Offre, sure: float) -> list[Pentes]:
    """Les pentes d'une offre dans cette entreprise, `sure` payé au départ ; gardées tant qu'elle ne change pas."""
    n = company.horizon_mois
    months = calendrier(company, offre.revision_pct, n)
    mean = math.fsum(m.personnes * m.heure for m in months) / n
    lines = [ligne.mois for ligne in LIGNES if ligne.cle in SURES and ligne.mois]
    sums = Pentes(sure, 0, 0, 0, 0, 0, 0)
    found = [sums]
    for t, m in enumerate(months, 1):
        sums = Pentes(
            sums.sur + math.fsum(line(company, offre, m) for line in lines),
            sums.heures + offre.hors_forfait_eur_h * m.prix,
            t / 12,
            sums.pilotage + m.heure,
            sums.gene + m.personnes * m.heure / 60,
            t / n * company.marge_horaire_eur,
            t / n * mean,
        )
        found.append(sums)
    return found


class Simulation:
    """Les tirages de toutes les offres d'une situation ; rien n'est calculé avant qu'on le demande."""

    def __init__(self, inputs: Inputs, tirages: int) -> None:
        self.inputs = inputs
        self.offreurs = tuple(Offreur(inputs, rank, tirages) for rank in range(len(inputs.offres)))
        self._gagnees: dict[tuple[int, ...], dict[str, list[float]]] = {}

    @cached_property
    def totaux(self) -> dict[str, tuple[Column, ...]]:
        """Le coût total de chaque tirage : cas → offre → tirages, en euros."""
        return {cas: tuple(o.couts(cas) for o in self.offreurs) for cas in CAS}

    @cached_property
    def fourchettes(self) -> list[Fourchette]:
        """La fourchette du coût total de chaque offre, en malchance groupée."""
        ordered = [o.tire("groupee").tries for o in self.offreurs]
        return [Fourchette(*(quantile(costs, q) for q in (0.1, 0.5, 0.9))) for costs in ordered]

    def bande(self, rang: int) -> tuple[tuple[int, float, float], ...]:
        """`(mois, P10, P90)` du coût cumulé d'une offre, à sept dates au plus, en malchance groupée."""
        months = self.inputs.horizon_mois
        dates = sorted({round(k * months / (DATES_DE_BANDE - 1)) for k in range(DATES_DE_BANDE)})
        band = []
        for t in dates[:-1]:
            costs = self.offreurs[rang].tire("groupee", t, seule=True).tries
            band.append((t, quantile(costs, 0.1), quantile(costs, 0.9)))
        last = self.fourchettes[rang]
        return (*band, (months, last.p10, last.p90))

    def chances(self, rangs: Sequence[int]) -> list[tuple[float, float]]:
        """La chance que chaque offre, parmi `rangs`, soit la moins chère : la plus basse et la plus haute des cas."""
        return [(min(found), max(found)) for found in zip(*self._wins(tuple(rangs)).values(), strict=True)]

    def par_cas(self, rangs: Sequence[int], place: int = 0) -> dict[str, float]:
        """La chance, cas par cas, que celle de `rangs` en cette place soit la moins chère d'entre elles."""
        return {cas: found[place] for cas, found in self._wins(tuple(rangs)).items()}

    def _wins(self, rangs: tuple[int, ...]) -> dict[str, list[float]]:
        """Par cas, la part que gagne chacune de ces offres ; la réponse et ses calculs la demandent tour à tour."""
        if rangs not in self._gagnees:
            self._gagnees[rangs] = {cas: wins([self.totaux[cas][i] for i in rangs]) for cas in CAS}
        return self._gagnees[rangs]

    def gap(self, best: int, second: int) -> tuple[float, float]:
        """L'enveloppe des trois cas pour l'écart entre deux offres : P10 le plus bas, P90 le plus haut, en euros."""
        spans = []
        for cas in CAS:
            one, two = (self.totaux[cas][i] for i in (best, second))
            gaps = sorted(b - a for a, b in zip(one, two, strict=True))
            spans.append((quantile(gaps, 0.1), quantile(gaps, 0.9)))
        return min(low for low, _ in spans), max(high for _, high in spans)

    @cached_property
    def savoir(self) -> dict[str, tuple[float, float]]:
        """Par cas, le coût moyen si l'on choisit sans savoir, `min_j E[C_j]`, puis en sachant, `E[min_j C_j]`."""
        found = {}
        for cas in CAS:
            columns = [o.couts(cas, attendu=True) for o in self.offreurs]
            n = len(columns[0])
            least = min(math.fsum(column) for column in columns)
            found[cas] = (least / n, math.fsum(map(min, zip(*columns, strict=True))) / n)
        return found

    @property
    def evpi(self) -> tuple[float, float]:
        """Valeur de l'information parfaite (S6-12), la plus basse et la plus haute des trois cas, en euros.

        `min_j E[C_j] − E[min_j C_j]`, jamais négative ; C_j est le coût attendu de l'offre j sachant les valeurs
        tirées : les hasards (interruptions, sinistres) y restent à leur moyenne, car ils ne peuvent se savoir.
        """
        values = [max(0.0, blind - known) for blind, known in self.savoir.values()]
        return min(values), max(values)

    @cached_property
    def ensemble(self) -> list[float]:
        """De combien la moyenne des tirages monte quand la malchance est groupée, par offre, en part du coût (0,03)."""
        found = []
        for alone, together in zip(self.totaux["separee"], self.totaux["groupee"], strict=True):
            base = math.fsum(alone)
            found.append((math.fsum(together) - base) / base if base else 0.0)
        return found


def wins(columns: Sequence[Column]) -> list[float]:
    """Rend la part des tirages où chaque colonne est la plus basse ; une égalité se partage. Somme 1."""
    n = len(columns[0])
    if len(columns) == 2:
        first, second = (sum(map(lt, one, two)) for one, two in (columns, columns[::-1]))
        ties = (n - first - second) / 2
        return [(first + ties) / n, (second + ties) / n]
    least = list(map(min, *columns)) if len(columns) > 1 else list(columns[0])
    found: list[float] = [sum(map(eq, column, least)) for column in columns]
    if sum(found) > n:  # des égalités : chaque tirage compte une fois
        found = [0.0] * len(columns)
        for costs, lowest in zip(zip(*columns, strict=True), least, strict=True):
            share = 1 / costs.count(lowest)
            found = [won + share if cost == lowest else won for won, cost in zip(found, costs, strict=True)]
    return [won / n for won in found]
