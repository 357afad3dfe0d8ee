"""Ce que la dépendance remet à la comparaison des coûts : le travail de sortie, en trois points."""

from __future__ import annotations

from tools.dependance.model.leaving import Sortie
from tools.kit.compute import TroisPoints, fit_pert


def handed_work(chosen: Sortie, penalty: float) -> TroisPoints:
    """Rend les trois points dont la loi PERT a les P10, P50 et P90 du travail, plus la pénalité fixe, en euros.

    La double marche et le solde du forfait n'y sont pas : la comparaison les compte d'elle-même. Si aucune loi ne
    convient, les trois points sont les quantiles.
    """
    quantiles = (chosen.travail_p10_eur, chosen.travail_p50_eur, chosen.travail_p90_eur)
    found = fit_pert(*quantiles) or TroisPoints(*quantiles)
    return TroisPoints(*(point + penalty for point in found))
