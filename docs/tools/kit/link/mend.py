"""Retrouver un lien tel que le courriel, un PDF ou le papier l'ont rendu : espaces, retours, traits d'union en trop.

Un lien porte sa somme de contrôle : une réparation n'est gardée que si elle redonne exactement le lien parti. Ce qui
en manque (« … », une fin coupée) ne se répare pas.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import combinations, islice
from urllib.parse import unquote

from tools.kit.link.codec import DAMAGED, FORM, MAX_TEXT, LinkError

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\\]")
_HYPHENS = re.compile(r"[\u2010\u2011]")
_BREAK = re.compile(r"=?[\s\u00a0][\s\u00a0>]*|=(?=[A-Za-z0-9_.-])")
_CODED = re.compile(r"=([0-9A-F]{2})")
_CUT = re.compile(r"(?:^|[#/\s])1\.[A-Za-z0-9_-]{8,}", re.ASCII)
"""Le début d'un lien, dont la suite manque."""
_WHOLE = re.compile(rf"(?=({FORM.pattern}))", re.ASCII)
"""Une charge où qu'elle commence, même dans ce qui ressemblait au début d'une autre."""
_LOOSE = re.compile(r"1-?\n?\.-?[A-Za-z0-9_\n-]{8,}\.-?[0-9a-f\n-]{8,}")
"""Un lien où des traits d'union ont pu s'ajouter, ou se perdre ; un retour y marque chaque coupe."""
MOST_BREAKS = 24
MOST = 2
"""Combien de traits d'union, parmi combien, on essaie de rendre : au-delà, ce serait long, et rare."""
MOST_LINKS = 8
"""Combien de liens abîmés de la sorte on essaie de rendre dans un texte."""
LINE = range(30, 250)
"""Les longueurs de ligne d'un PDF, en signes."""


def charges_in(text: str) -> list[str]:
    r"""Les charges utiles intactes d'un texte, dans l'ordre, une fois chacune ; réparées s'il le faut.

    >>> charges_in("voir #1.q1bKVbJSSs4vLSl2MNQz0DNQqgUA.66b73743, merci")
    ['1.q1bKVbJSSs4vLSl2MNQz0DNQqgUA.66b73743']
    >>> charges_in("> #1.q1bKVbJSSs4v=\n> LSl2MNQz0DN QqgUA.66b7\u200b3743")
    ['1.q1bKVbJSSs4vLSl2MNQz0DNQqgUA.66b73743']
    >>> charges_in("#1.q1bKVbJSSs4vLSl2MN…")
    []
    """
    cleaned = text[:MAX_TEXT]
    for _ in range(4):
        cleaned = unquote(cleaned)
    cleaned = _HYPHENS.sub("-", _INVISIBLE.sub("", unescape(cleaned)))
    found: dict[str, int] = {}
    for way in (cleaned, _CODED.sub(lambda code: chr(int(code[1], 16)), cleaned)):
        marked = _BREAK.sub("\n", way)
        for match in _WHOLE.finditer(marked.replace("\n", "")):
            if holds(match[1]):
                found.setdefault(match[1], match.start())
        for match in islice(_LOOSE.finditer(marked), MOST_LINKS):
            joined = match[0].replace("\n", "")
            if not any(charge in joined for charge in found) and (charge := _rehyphenated(marked, match)):
                found.setdefault(charge, match.start())
    return sorted(found, key=lambda charge: found[charge])


def find_charges(text: str) -> list[str]:
    """Les mêmes ; lève `LinkError`, avec une phrase, s'il n'y en a aucune."""
    if found := charges_in(text):
        return found
    bare = unquote(unquote(text[:MAX_TEXT]))
    damaged = _CUT.search(bare) or FORM.search(bare)
    raise LinkError(DAMAGED if damaged else "il n'y a pas de lien de ce site dans ce texte.")


def find_charge(text: str) -> str:
    """La première charge utile d'un lien collé, entier ou non, abîmé ou non par le chemin ; lève `LinkError`."""
    return find_charges(text)[0]


def holds(charge: str) -> bool:
    """Vrai si la somme de contrôle d'une charge est juste."""
    body, _, checksum = charge.rpartition(".")
    return f"{zlib.crc32(body.encode()):08x}" == checksum


def _rehyphenated(text: str, match: re.Match[str]) -> str:
    """La charge, une fois rendus les traits d'union qu'une coupe de ligne a ajoutés ou perdus ; vide sinon."""
    pieces = match[0].split("\n")
    for candidate in _candidates(text[: match.start()], pieces, "".join(pieces)):
        if (found := FORM.match(candidate)) and holds(found[0]):
            return found[0]
    return ""


def _candidates(before: str, pieces: list[str], joined: str) -> Iterator[str]:
    ends = [rank for rank, piece in enumerate(pieces[:-1]) if piece.endswith("-")]
    bare = [piece.removesuffix("-") for piece in pieces[:-1]] + pieces[-1:]
    for kept in _subsets(ends):  # ajoutés à chaque ligne, sauf où il était du lien
        yield "".join(f"{piece}-" if rank in kept else piece for rank, piece in enumerate(bare))
    for lost in _subsets(range(len(pieces) - 1)):
        yield "".join(f"{piece}-" if rank in lost else piece for rank, piece in enumerate(pieces))
    parts = joined.split("-")
    for added in _subsets(range(len(parts) - 1)):
        yield "".join(part if rank in added else f"{part}-" for rank, part in enumerate(parts)).removesuffix("-")
    yield from _evenly(len(before) - max(before.rfind("http"), 0), joined)


def _evenly(offset: int, joined: str) -> Iterator[str]:
    """Une barre d'adresse a mangé les retours : les traits ajoutés sont à intervalles réguliers."""
    hyphens = {rank for rank, char in enumerate(joined) if char == "-"}
    for length in LINE:
        places = set(range((-offset - 1) % (length + 1), len(joined), length + 1))
        if places and places <= hyphens:
            yield "".join(char for rank, char in enumerate(joined) if rank not in places)


def _subsets(ranks: Iterable[int]) -> Iterator[set[int]]:
    """Les ensembles d'au plus `MOST` de ces rangs, le vide d'abord."""
    known = list(ranks)[:MOST_BREAKS]
    return (set(chosen) for size in range(MOST + 1) for chosen in combinations(known, size))
