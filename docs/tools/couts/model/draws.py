"""Les tirages d'une offre, en colonnes que la taille de l'entreprise et les prix ne changent pas : faits une fois."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tools.couts.offre import Offre
from tools.kit.compute import TroisPoints, draw_pert, draw_poisson, normal_scores, permutation, pert_units, uniforms

Column = Sequence[float]
GROUPEES = ("incidents_an", "duree_h", "part_touchee_pct", "perte_pct", "gene_min_mois")
"""Les valeurs d'une offre que la même malchance tire ensemble."""
CORRELATION = 0.5


@dataclass(frozen=True)
class Colonnes:
    """Les tirages d'une offre.

    `touche` est le nombre d'heures d'arrêt × la part touchée, sur la période ; `perdu` ce même nombre × la part de
    travail perdue. `sinistres` : `(tirage, mois, montant)`.
    """

    mise_en_place: Column
    heures: Column
    projets: Column
    pilotage: Column
    gene: Column
    touche: Column
    perdu: Column
    sinistres: tuple[tuple[int, int, float], ...]
    sortie: Column

    def struck(self, month: int) -> list[float]:
        """Les pertes des sinistres de chaque tirage jusqu'au mois donné, en euros."""
        losses = [0.0] * len(self.heures)
        for draw, when, loss in self.sinistres:
            if when <= month:
                losses[draw] += loss
        return losses


@dataclass(frozen=True)
class Attendues:
    """Les heures d'arrêt, le travail perdu et les sinistres d'une offre à leur nombre moyen, tirage par tirage."""

    touche: Column
    perdu: Column
    sinistre: Column


@lru_cache(maxsize=64)
def colonnes(offre: Offre, months: int, n: int, *, grouped: bool) -> Colonnes:
    """Tire n fois l'offre sur la période ; `grouped` : ses cinq valeurs de malchance sont corrélées."""

    def drawn(key: str) -> Column:
        return _drawn(offre, key, n, grouped=grouped)

    counts = nombres(offre.incidents_an, months, n, grouped=grouped)
    columns = counts, drawn("duree_h"), drawn("part_touchee_pct")
    hours = [count * (duration * part / 100) for count, duration, part in zip(*columns, strict=True)]
    losses = drawn("sinistre_eur")
    return Colonnes(
        mise_en_place=drawn("mise_en_place_eur"),
        heures=drawn("hors_forfait_h_mois"),
        projets=drawn("projets_eur_an"),
        pilotage=drawn("pilotage_h_mois"),
        gene=drawn("gene_min_mois"),
        touche=hours,
        perdu=[hour * part / 100 for hour, part in zip(hours, drawn("perte_pct"), strict=True)],
        sinistres=tuple((draw, month, losses[draw]) for draw, month in _strikes(offre.sinistre_pct_an, months, n)),
        sortie=drawn("sortie_eur"),
    )


@lru_cache(maxsize=64)
def attendues(offre: Offre, months: int, n: int, *, grouped: bool) -> Attendues:
    """Les mêmes tirages, les hasards à leur moyenne ; la réponse s'en passe, la valeur de l'information non."""

    def drawn(key: str) -> Column:
        return _drawn(offre, key, n, grouped=grouped)

    rates, durations, touched, lost = (drawn(key) for key in GROUPEES[:4])
    stops = [duration * part / 100 for duration, part in zip(durations, touched, strict=True)]
    hours = [rate * months / 12 * stop for rate, stop in zip(rates, stops, strict=True)]
    struck = zip(drawn("sinistre_pct_an"), drawn("sinistre_eur"), strict=True)
    return Attendues(
        touche=hours,
        perdu=[hour * part / 100 for hour, part in zip(hours, lost, strict=True)],
        sinistre=[months * chance / 1200 * loss for chance, loss in struck],
    )


def _drawn(offre: Offre, key: str, n: int, *, grouped: bool) -> Column:
    return colonne(key, getattr(offre, key), n, grouped=grouped and key in GROUPEES)


@lru_cache(maxsize=128)
def colonne(key: str, value: TroisPoints, n: int, *, grouped: bool) -> Column:
    """Tire n fois une valeur ; une valeur changée ne fait pas retirer les autres."""
    return tuple(_placed(value, ensemble(key, n)) if grouped else draw_pert(key, value, n))


@lru_cache(maxsize=32)
def nombres(value: TroisPoints, months: int, n: int, *, grouped: bool) -> Sequence[int]:
    """Tire n fois le nombre d'interruptions de la période ; gardé tant que leur nombre par an ne change pas."""
    return draw_poisson(
        "incidents", [rate * months / 12 for rate in colonne("incidents_an", value, n, grouped=grouped)]
    )


@lru_cache(maxsize=16)
def ensemble(key: str, n: int) -> tuple[int, ...]:
    """Rend le rang de chaque tirage d'une clé groupée : celui de `z = √ρ·F + √(1 − ρ)·e` (copule gaussienne).

    F est commun aux cinq clés, e propre à chacune ; remplacer z par son rang garde la loi de chaque valeur.
    """
    scores = normal_scores(n)
    shared, own = permutation("malchance", n), permutation(f"malchance-{key}", n)
    a, b = math.sqrt(CORRELATION), math.sqrt(1 - CORRELATION)
    marks = [a * scores[f] + b * scores[e] for f, e in zip(shared, own, strict=True)]
    ranks = [0] * n
    for rank, draw in enumerate(sorted(range(n), key=marks.__getitem__)):
        ranks[draw] = rank
    return tuple(ranks)


def _placed(value: TroisPoints, ranks: tuple[int, ...]) -> Column:
    """Les quantiles de la loi PERT d'une valeur, dans l'ordre de ces rangs."""
    low, width = value.bas, value.haut - value.bas
    if width == 0:
        return [low] * len(ranks)
    units = pert_units((value.probable - low) / width, len(ranks))
    return [low + width * units[rank] for rank in ranks]


@lru_cache(maxsize=32)
def _strikes(value: TroisPoints, months: int, n: int) -> Sequence[tuple[int, int]]:
    """Les sinistres `(tirage, mois)` : une période de k ≤ 12 mois est frappée avec la chance p·k/12.

    Le mois est uniforme dans la période : un même aléa u dit si elle est frappée (u < p·k/12) et quand.
    """
    strikes: list[tuple[int, int]] = []
    rates = colonne("sinistre_pct_an", value, n, grouped=False)
    if not any(rates):
        return strikes
    for start in range(0, months, 12):
        k = min(12, months - start)
        share = k / 1200
        strikes += [
            (draw, start + 1 + min(k - 1, int(u / (rate * share) * k)))
            for draw, (u, rate) in enumerate(zip(uniforms(f"sinistre-{start // 12}", len(rates)), rates, strict=True))
            if u < rate * share
        ]
    return strikes
