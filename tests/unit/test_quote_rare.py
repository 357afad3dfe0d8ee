"""Les refus rares de la lecture d'un devis : chacun dit ce qu'il faut donner, aucun ne devine."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tools.kit.declare import lists_of
from tools.kit.quote import read_quote, table_of_text
from tools.kit.tool import get_tool

OFFRES = lists_of(get_tool("couts").inputs)["offres"]


def problems(text: str, people: int | None = 40) -> str:
    """Tout ce que la lecture d'un texte collé demande."""
    found = read_quote(OFFRES, [table_of_text(text)], None if people is None else Fraction(people))
    return "\n".join(line.problem for offer in found.offers for line in offer.lines if line.problem)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Désignation\tBas\tHaut\nMise en place\t100 €\t300 €", "il manque le plus probable"),
        ("Désignation\tTTC\nMise en place\t1 200 €", "seul un montant TTC est donné"),
        ("Désignation\tPrix\tPrix\nMise en place\t100 €\t200 €", "plusieurs colonnes"),
        ("Désignation\tQuantité\tPrix unitaire\nMise en place\t2 / 3 / 4\t100 €", "un seul nombre est attendu"),
        ("Désignation\tPrix unitaire\nMise en place\t100 / 200 / 300 €", "un seul nombre est attendu"),
        ("Mise en place (sauf 2 jours)\t1 200 €", "peut changer la valeur"),
        ("Mise en place\t1 200 €\nMise en place\t1 300 €", "déjà lu avec"),
        ("Mise en place\t1.5 / 2.500 / 3.000 €", "deux façons"),
        ("Mise en place\t2\t100\t150", "bas, probable, haut, ou quantité"),
        ("Mise en place\t10\t20\t200", "Donnez des titres aux colonnes"),
    ],
)
def test_what_is_doubtful_is_asked(text: str, sentence: str) -> None:
    """Une colonne de trop, une qui manque, une réserve : la phrase dit quoi donner."""
    assert sentence in problems(text)


def test_a_price_for_each_asks_for_people() -> None:
    """Sans personnes couvertes, ni prix par personne ni part ne se calculent."""
    assert "combien de personnes" in problems("Mise en place\t120 € HT / poste", None)
