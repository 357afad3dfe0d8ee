"""Les nombres dont plusieurs modèles ont besoin : valeur en trois points, tirages, quantiles."""

from tools.kit.compute.draws import (
    draw_pert,
    draw_poisson,
    normal_scores,
    permutation,
    pert_units,
    poisson_quantile,
    uniforms,
)
from tools.kit.compute.pert import TroisPoints, fit_pert, pert_quantile
from tools.kit.compute.quantiles import quantile
from tools.kit.compute.steps import nice_step, rounded_range

__all__ = [
    "TroisPoints",
    "draw_pert",
    "draw_poisson",
    "fit_pert",
    "nice_step",
    "normal_scores",
    "permutation",
    "pert_quantile",
    "pert_units",
    "poisson_quantile",
    "quantile",
    "rounded_range",
    "uniforms",
]
