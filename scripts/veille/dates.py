"""Ce que les dates disent : échéances de `veille.toml`, pages et références relues il y a plus d'un an."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tools.kit.french import format_date

from scripts.paths import ROOT
from scripts.sitegen.content import Page
from scripts.sitegen.references import Reference
from scripts.veille.note import COMING, FINE, TO_DO, TO_KNOW, Note

FILE = ROOT / "veille.toml"
MONTHS = tuple(format_date(date(2026, month, 2)).split()[1] for month in range(1, 13))
READ = re.compile(rf"\b(?:lue?s?|consultée?s?) en ({'|'.join(MONTHS)}) (\d{{4}})")
"""Une référence dit parfois, dans sa date, quand nous l'avons lue."""


@dataclass(frozen=True)
class Deadline:
    """Un jour où quelque chose est à relire ; les clés sont celles de `veille.toml`."""

    le: date
    quoi: str
    ensuite: str = ""
    references: tuple[str, ...] = ()
    voir: str = ""


def load_deadlines() -> list[Deadline]:
    """Lit les échéances, dans l'ordre des jours ; lève `TypeError` si une clé manque ou est inconnue."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))["echeance"]
    found = [Deadline(**{**one, "references": tuple(one.get("references", ()))}) for one in read]
    return sorted(found, key=lambda one: one.le)


def deadlines(today: date, known: Iterable[Deadline]) -> Iterator[Note]:
    """Chaque échéance, avec les jours qui restent ou qui ont passé."""
    for one in known:
        left = (one.le - today).days
        when = f"depuis {-left} jours" if left < 0 else f"dans {left} jours" if left else "aujourd'hui"
        said = [("relire", ", ".join(one.references)), ("voir", one.voir), ("puis", one.ensuite)]
        where = " ; ".join(f"{word} {told}" for word, told in said if told)
        text = f"{format_date(one.le)}, {when}. {one.quoi}" + (f" ({where})" if where else "")
        yield Note(COMING if left > 0 else TO_DO, text)


def is_old(day: date, today: date) -> bool:
    """Vrai si douze mois ont passé depuis ce jour.

    >>> is_old(date(2025, 11, 27), date(2026, 11, 27)), is_old(date(2025, 11, 26), date(2026, 11, 27))
    (False, True)
    """
    return (today.year - 1, today.month, today.day) > (day.year, day.month, day.day)


def reviews(today: date, pages: Iterable[Page]) -> Iterator[Note]:
    """Les pages dont la dernière relecture a plus de douze mois."""
    read = list(pages)
    old = [page for page in read if is_old(page.revue, today)]
    for page in sorted(old, key=lambda page: page.revue):
        yield Note(TO_DO, f"{page.path} : revue le {format_date(page.revue)}, il y a plus de douze mois.")
    if not old:
        oldest = min(page.revue for page in read)
        yield Note(
            FINE, f"{len(read)} pages revues depuis moins de douze mois, la plus ancienne le {format_date(oldest)}."
        )


def readings(today: date, references: Iterable[Reference]) -> Iterator[Note]:
    """Les références que nous avons lues il y a plus de douze mois, quand leur date le dit ; celles à rouvrir."""
    known = list(references)
    dated = {one.ref: read_on(one) for one in known}
    for ref, day in dated.items():
        if day and is_old(day, today):
            yield Note(TO_DO, f"{ref} : lue en {MONTHS[day.month - 1]} {day.year}, il y a plus de douze mois.")
    relayed = [one.ref for one in known if one.reserve]
    yield Note(TO_KNOW, f"{len(relayed)} références lues chez un tiers, à rouvrir : {', '.join(relayed)}.")
    undated = sum(day is None for day in dated.values())
    yield Note(TO_KNOW, f"{undated} références sur {len(known)} ne disent pas quand elles ont été lues.")


def read_on(reference: Reference) -> date | None:
    """Le premier jour du mois où une référence dit avoir été lue ; rien si elle ne le dit pas.

    >>> one = Reference("S1-1", "A", "B", "brève lue en novembre 2026", "C", "lu", ("https://a/",))
    >>> read_on(one)
    datetime.date(2026, 11, 1)
    """
    found = READ.search(reference.date)
    return date(int(found[2]), MONTHS.index(found[1]) + 1, 1) if found else None
