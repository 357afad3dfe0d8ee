"""Les flux attendus d'une offre : ses lignes de chaque mois, ce qu'elle paie au départ et à la fin, ses cumuls."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate, chain

from tools.couts.inputs import PARTIR, Inputs
from tools.couts.model.leaving import changement, sortir
from tools.couts.model.lines import LIGNES, mensuels, par_annee
from tools.couts.offre import Offre


@dataclass(frozen=True)
class Flux:
    """Les flux attendus d'une offre : les lignes de chaque mois (t = 1…N), et les montants uniques, en euros.

    `fin_eur` est ce qu'il en coûterait de la quitter à la fin, payé ou non ; `sortie` ce qui en est payé.
    """

    mois: dict[str, tuple[float, ...]]
    mise_en_place: float
    changement: float
    sortie: float
    fin_eur: float

    def monthly(self, t: int) -> float:
        """R(t) : la somme des lignes du mois t (1…N), en euros."""
        return math.fsum(amounts[t - 1] for amounts in self.mois.values())

    def totals(self) -> dict[str, float]:
        """Le total de chaque ligne sur la période, en euros, dans l'ordre de `LIGNES`."""
        once = {"mise_en_place": self.mise_en_place, "changement": self.changement, "sortie": self.sortie}
        found = {cle: math.fsum(amounts) for cle, amounts in self.mois.items()} | once
        return {ligne.cle: found[ligne.cle] for ligne in LIGNES}


def flux(inputs: Inputs, offre: Offre) -> Flux:
    """Rend les flux attendus de l'offre, mois par mois ; `sortie` n'est payée que si l'on part à la fin."""
    end = sortir(inputs, offre, inputs.horizon_mois)
    return Flux(
        mensuels(inputs, offre),
        offre.mise_en_place_eur.moyenne,
        changement(inputs, offre),
        end if inputs.fin == PARTIR else 0.0,
        end,
    )


def cumul(f: Flux) -> tuple[float, ...]:
    """Rend le coût cumulé C(t), t = 0…N, en euros.

    `C(0) = mise en place + changement`, `C(t) = C(t − 1) + R(t)` ; C(N) compte aussi la sortie.
    """
    monthly = map(math.fsum, zip(*f.mois.values(), strict=True))
    totals = list(accumulate(monthly, initial=f.mise_en_place + f.changement))
    totals[-1] = math.fsum([f.mise_en_place, f.changement, *chain(*f.mois.values()), f.sortie])
    return tuple(totals)


def actualise(inputs: Inputs, f: Flux) -> float:
    """Rend le coût actualisé, en euros : `Σ flux(t) × (1 + a)^(−t/12)` (S6-2).

    Un taux nul rend le coût total.
    """
    rate = 1 + inputs.actualisation_pct / 100
    n = inputs.horizon_mois
    flows = [f.monthly(t) * rate ** (-t / 12) for t in range(1, n + 1)]
    return math.fsum([f.mise_en_place, f.changement, *flows, f.sortie * rate ** (-n / 12)])


def annees(f: Flux, rate: float = 1) -> tuple[float, ...]:
    """Départ, puis chaque année (la dernière peut être incomplète), puis la sortie ; actualisés au taux `rate − 1`."""
    months = len(next(iter(f.mois.values())))
    flows = [f.monthly(t) * rate ** (-t / 12) for t in range(1, months + 1)]
    years = [math.fsum(flows[start : start + 12]) for start in range(0, months, 12)]
    return (f.mise_en_place + f.changement, *years, f.sortie * rate ** (-months / 12))


def total_attendu(inputs: Inputs, index: int) -> float:
    """Rend le coût total attendu d'une offre, en euros, année par année : le dernier terme de `cumul`, plus vite."""
    offre, n = inputs.offres[index], inputs.horizon_mois
    terms = [offre.mise_en_place_eur.moyenne, changement(inputs, offre)]
    if inputs.fin == PARTIR:
        terms.append(sortir(inputs, offre, n))
    for length, month in par_annee(inputs, offre.revision_pct, n):
        terms += [length * ligne.mois(inputs, offre, month) for ligne in LIGNES if ligne.mois]
    return math.fsum(terms)
