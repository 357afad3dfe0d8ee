"""Les gestes sur une liste : ajouter, copier une ligne ; lire un devis, puis en ajouter les offres relues."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace

from tools.kit.declare import lists_of
from tools.kit.french import typeset
from tools.kit.protocol import QuoteForm, QuoteLine, QuoteOffer, QuoteRead, Refused, Reply, RowForm, TakeForm
from tools.kit.share import AnyRows, Changed
from tools.kit.tool import get_tool


def _list(question: RowForm | QuoteForm | TakeForm) -> AnyRows:
    return lists_of(get_tool(question.outil).inputs)[question.liste]


def on_rows(work: Callable[[AnyRows, RowForm], Changed]) -> Callable[[RowForm], Reply]:
    """Un geste sur une liste ; ce qu'il faut en dire est composé à la française."""
    return lambda question: _composed(work(_list(question), question))


def _composed(changed: Changed) -> Changed:
    said = {key: [typeset(text) for text in getattr(changed, key)] for key in ("compris", "repris", "inventes")}
    wrong = {place: _sentence(text) for place, text in changed.fautes.items()}
    return replace(changed, message=typeset(changed.message), fautes=wrong, **said)  # type: ignore[arg-type]


def read_quote(question: QuoteForm) -> Reply:
    """Lit un devis ; ses modules, et openpyxl pour un classeur, ne sont chargés qu'ici."""
    from tools.kit import quote  # ruff: ignore[import-outside-top-level]
    from tools.kit.share import quotes  # ruff: ignore[import-outside-top-level]

    try:
        content = base64.b64decode(question.base64)
        tables = quote.tables_of_file(question.nom, content) if content else [quote.table_of_text(question.texte)]
        read = quotes.read_rows(_list(question), question.champs, tables)
    except quote.QuoteError as error:
        return Refused(typeset(str(error)))
    offers = [
        QuoteOffer(
            offer.name,
            [
                QuoteLine(line.source, line.key, typeset(line.text), _sentence(line.note), _sentence(line.problem))
                for line in offer.lines
            ],
        )
        for offer in read.offers
    ]
    return QuoteRead(offers, [typeset(note) for note in read.notes])


def _sentence(text: str) -> str:
    return typeset(text[:1].upper() + text[1:])


def take_quote(question: TakeForm) -> Reply:
    """Ajoute les offres relues d'un devis."""
    from tools.kit.share import quotes  # ruff: ignore[import-outside-top-level]

    offers = [quotes.Taken(offer["nom"], offer["valeurs"]) for offer in question.offres]
    return _composed(quotes.take_rows(_list(question), question.champs, offers, replacing=question.remplacer))
