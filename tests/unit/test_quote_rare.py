"""Les refus rares de la lecture d'un devis : chacun dit ce qu'il faut donner, aucun ne devine."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tools.kit.declare import lists_of
from tools.kit.quote import QuoteError, Reader, lexicon_of, read_quote, table_of_text
from tools.kit.quote.cells import Cells
from tools.kit.quote.columns import columns_of
from tools.kit.quote.lines import _plain
from tools.kit.quote.quantity import resolve
from tools.kit.quote.words import changes_meaning
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
        ("Désignation\tPonctuel\tMensuel\nForfait par poste\t1 200 €\t45 €", "montant payé une fois"),
        ("Révision\t1\t2\t3", "attendu : un seul nombre"),
        ("Désignation\tQuantité\tPrix unitaire\nNouvel utilisateur\t2 sites\t100 €", "donnez le prix en"),
        ("Mise en place\t2\t100\t150", "bas, probable, haut, ou quantité"),
        ("Mise en place\t10\t20\t200", "Donnez des titres aux colonnes"),
    ],
)
def test_what_is_doubtful_is_asked(text: str, sentence: str) -> None:
    """Une colonne de trop, une qui manque, une réserve : la phrase dit quoi donner."""
    assert sentence in problems(text)


def test_a_price_for_each_asks_for_people() -> None:
    """Sans personnes couvertes, ni prix par personne ni part ne se calculent."""
    assert "combien de personnes" in problems("Poste touché\t12 personnes", None)
    assert "combien de personnes" in problems("Mise en place\t120 € HT / poste", None)


def test_what_a_quote_says_is_taken() -> None:
    """Un prix se déduit d'un total ; une remarque sans portée n'empêche rien ; un montant payé une fois est demandé."""
    (line,) = (
        read_quote(OFFRES, [table_of_text("Désignation\tQuantité\tTotal\nNouvel utilisateur\t2\t100 €")], None)
        .offers[0]
        .lines
    )
    assert set(line.fields.values()) == {"50"}
    assert problems("Mise en place (dans nos locaux)\t1 200 €") == ""


def test_pieces_alone() -> None:
    """Les pièces, interrogées seules : une entrée inconnue, un mot pour un nombre, deux rythmes pour un prix."""
    reader = Reader(lexicon_of(OFFRES), None)
    assert reader.value("rien", "1").problem == "entrée inconnue."
    with pytest.raises(QuoteError, match="pas un nombre"):
        resolve(("un", "2", "3"), money=True)
    assert changes_meaning("par mois par an")
    assert columns_of(["Désignation", "Hébergement"], lexicon_of(OFFRES)) is None
    with pytest.raises(QuoteError, match="il manque la valeur"):
        _plain("nom", OFFRES.fields["nom"], Cells())
