"""Un devis à lire : le calculateur de coûts, ses offres, et deux textes dont plusieurs tests se servent."""

from __future__ import annotations

from fractions import Fraction

from tools.kit.declare import lists_of
from tools.kit.quote import Line, Offer, read_quote, table_of_text
from tools.kit.reading import parse_number
from tools.kit.tool import get_tool

COUTS = get_tool("couts")
OFFRES = lists_of(COUTS.inputs)["offres"]
GENS = Fraction(40)
FORFAIT, MISE, DUREE = "forfait_poste_eur", "mise_en_place_eur", "duree_h"
ACROSS = "Nom\tAlpha\tBeta\tGamma\nMise en place\t1 000\t2 000\t3 000\nForfait par poste\t45\t50\t60"
CSV = "Désignation;Montant HT\nMise en place;1500,50\n"


def offers_of(text: str) -> list[Offer]:
    """Ce qui se comprend d'un texte collé, pour quarante personnes."""
    return read_quote(OFFRES, [table_of_text(text)], GENS).offers


def only(text: str) -> Line:
    """La seule ligne d'un texte collé."""
    (offer,) = offers_of(text)
    (line,) = offer.lines
    return line


def values(line: Line) -> tuple[float, ...]:
    """Les nombres qu'une ligne remplit."""
    found = tuple(map(parse_number, line.fields.values()))
    return found[:1] if len(set(found)) == 1 else found


def alone(text: str) -> list[Line]:
    """Toutes les lignes d'un texte, offres mêlées."""
    return [line for offer in offers_of(text) for line in offer.lines]
