"""Un devis collé ou déposé : d'abord ce qu'on en comprend, à relire ; puis les lignes relues, ajoutées à la liste.

Hors de la façade : une page ne le charge qu'à la demande.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import starmap

from tools.kit.declare import (
    CONFIRMEES,
    MISSING,
    AnyField,
    Numeric,
    asked_of,
    clean_text,
    free_name,
    is_marked,
    raw_text,
)
from tools.kit.quote import Line, Quote, Reader, Table, exact, lexicon_of, read_quote
from tools.kit.reading import readings
from tools.kit.share.rows import AnyRows, Changed, added_row, blank_row, names_of, numbers_of, rows_in, with_rows

NOTHING = "Rien n'a été ajouté : aucune ligne n'est gardée."


@dataclass(frozen=True)
class Taken:
    """Une ligne relue et à ajouter : son nom, et ses valeurs (clé, texte)."""

    nom: str
    valeurs: Sequence[tuple[str, str]]


def people_in(spec: AnyRows, fields: Mapping[str, str]) -> Fraction | None:
    """Combien de personnes le formulaire couvre, si c'est saisi : ce par quoi un montant « par poste » se multiplie."""
    said = readings(fields.get(lexicon_of(spec).people, ""))
    return exact(said[0]) if len(said) == 1 else None


def read_rows(spec: AnyRows, fields: Mapping[str, str], tables: Sequence[Table]) -> Quote:
    """Ce qui est compris d'un devis, à relire : rien n'est encore ajouté."""
    return read_quote(spec, tables, people_in(spec, fields))


def take_rows(spec: AnyRows, fields: Mapping[str, str], offers: Sequence[Taken], *, replacing: bool = False) -> Changed:
    """Ajoute des lignes relues ; si l'une de leurs valeurs ne se lit pas, rien n'est ajouté, et chacune est nommée.

    Ce qu'elles ne disent pas reste à compléter si la ligne l'attend ; sinon c'est pris de la ligne d'avant, ou du
    défaut, et nommé. Un nom qui manque est inventé, et nommé ; tout autre texte reste vide.
    """
    rows = [] if replacing else rows_in(spec, fields)
    if not offers:
        return Changed(dict(fields), message=NOTHING)
    if len(rows) + len(offers) > spec.max_rows:
        return Changed(dict(fields), message=_too_many(spec, len(rows), len(offers)))
    if len(rows) + len(offers) < spec.min_rows:
        return Changed(
            dict(fields), message=f"{spec.label} : il en faut au moins {spec.min_rows}. Gardez celles déjà là."
        )
    reader = Reader(lexicon_of(spec), people_in(spec, fields))
    read = [list(starmap(reader.value, offer.valeurs)) for offer in offers]
    wrong = _twice(offers) | {
        f"{place}.{rank}": line.problem
        for place, lines in enumerate(read)
        for rank, line in enumerate(lines)
        if line.problem
    }
    if wrong:
        return Changed(dict(fields), message=f"Rien n'est encore ajouté : à corriger, {len(wrong)}.", fautes=wrong)
    changed = Changed(with_rows(spec, fields, rows), compris=[])
    for offer, lines in zip(offers, read, strict=True):
        changed = _taken(spec, changed, offer.nom, lines)
    return replace(changed, rang=len(rows))


def _twice(offers: Sequence[Taken]) -> dict[str, str]:
    """Deux lignes d'une offre pour une même entrée : la seconde ne remplace pas la première en silence."""
    said = "deux lignes pour la même entrée : additionnez-les, ou laissez-en une."
    return {
        f"{place}.{rank}": said
        for place, offer in enumerate(offers)
        for rank, (key, _) in enumerate(offer.valeurs)
        if key in {other for other, _ in offer.valeurs[:rank]}
    }


def _taken(spec: AnyRows, so_far: Changed, name: str, lines: Sequence[Line]) -> Changed:
    """Une offre de plus, avec ce qu'on en dit."""
    rows = rows_in(spec, so_far.champs)
    given = {part: text for line in lines for part, text in line.fields.items()}
    keys = {line.key for line in lines}
    row = blank_row(spec)
    taken = []
    if not asked_of(spec.row):
        row |= numbers_of(spec, rows[-1]) if rows else {}
        taken = [sub.label for key, sub in spec.fields.items() if isinstance(sub, Numeric) and key not in keys]
    row |= given
    if is_marked(spec.row):
        row[CONFIRMEES] = " ".join(sorted(keys))
    if name.strip():
        row[spec.key] = free_name(clean_text(name)[: spec.name_length], names_of(spec, rows), spec.name_length)
    done = added_row(spec, so_far.champs, rows, row, taken)
    if silent := _unsaid(spec, keys):
        done = replace(done, repris=[*done.repris, silent])
    shown = [f"{spec.fields[line.key].label} : {line.text}" for line in lines]
    return replace(
        done,
        compris=[*so_far.compris, *shown],
        repris=[*so_far.repris, *done.repris],
        inventes=[*so_far.inventes, *done.inventes],
    )


def _unsaid(spec: AnyRows, keys: set[str]) -> str:
    """Ce qu'un devis ne dit pas, et que la ligne compte à sa valeur de départ : jamais en silence."""
    asked = asked_of(spec.row)
    if not asked:
        return ""
    silent = [one for key, one in spec.fields.items() if _counted(one) and key not in {*keys, *asked}]
    left = ", ".join(f"{one.label} {raw_text(one.show(one.default))}" for one in silent)
    return f"Non dits par ce devis, comptés : {left}" if left else ""


def _counted(spec: AnyField) -> bool:
    return isinstance(spec, Numeric) and spec.default is not MISSING


def _too_many(spec: AnyRows, there: int, more: int) -> str:
    return f"Rien n'est ajouté : la liste en tient {spec.max_rows}, il y en a {there}, et {more} de plus. Retirez-en."
