"""Lire un devis, collé ou déposé : ligne par ligne, avec les mots de vrais tarifs, rien de deviné."""

from tools.kit.quote.grid import Table, table_of_text, tables_of_file
from tools.kit.quote.lexicon import lexicon_of
from tools.kit.quote.lines import Line, Reader
from tools.kit.quote.quantity import exact
from tools.kit.quote.read import Offer, Quote, read_quote
from tools.kit.quote.words import QuoteError, Unit

__all__ = [
    "Line",
    "Offer",
    "Quote",
    "QuoteError",
    "Reader",
    "Table",
    "Unit",
    "exact",
    "lexicon_of",
    "read_quote",
    "table_of_text",
    "tables_of_file",
]
