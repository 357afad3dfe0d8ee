"""Des pas ronds : pour graduer un axe, ou écrire une plage à la précision qu'elle permet."""

from __future__ import annotations

from tools.kit.french import exponent


def nice_step(span: float, count: int) -> float:
    """Rend le pas d'une graduation « ronde » (1, 2 ou 5 × 10^k) d'au plus `count` intervalles.

    >>> nice_step(97, 5), nice_step(0, 5)
    (20.0, 1)
    """
    if span <= 0:
        return 1
    power = float(f"1e{exponent(span / count)}")
    return next(m * power for m in (1, 2, 5, 10, 20) if span / (m * power) <= count)


def rounded_range(low: float, high: float) -> tuple[float, float]:
    """Arrondit deux bornes au pas rond que leur écart permet : de la moitié au cinquième de cet écart.

    Deux bornes égales gardent trois chiffres significatifs.

    >>> rounded_range(1.9, 5.27), rounded_range(26.7, 59.2), rounded_range(14, 25), rounded_range(2.1713, 2.1713)
    ((2.0, 5.0), (30.0, 60.0), (15.0, 25.0), (2.17, 2.17))
    """
    if low == high:
        return float(f"{low:.3g}"), float(f"{high:.3g}")
    step = nice_step(high - low, 5)
    decimals = max(0, -exponent(step))
    return round(round(low / step) * step, decimals), round(round(high / step) * step, decimals)
