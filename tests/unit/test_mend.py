"""Ce que le courriel, un PDF ou le papier font d'un lien : réparé s'il est entier, refusé sinon."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from unittest import mock
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.kit.link import LinkError, charges_in, find_charge, mend
from tools.kit.link.codec import FORM
from tools.kit.link.mend import MOST, MOST_BREAKS

BASE = "https://www.exemple.fr/tools/couts/#"
FILES = sorted(Path("tests/liens").glob("*.jsonl"))
LINKS = sorted({found for path in FILES for found in FORM.findall(path.read_text(encoding="utf-8"))})


def _wrapped(width: int, mark: str) -> Callable[[str], str]:
    return lambda link: re.sub(rf"(.{{{width}}})(?=.)", rf"\g<1>{mark}", link)


DAMAGE: dict[str, Callable[[str], str]] = {
    "retours à 72": _wrapped(72, "\n"),
    "retours à 76": _wrapped(76, "\r\n"),
    "coupé à 998": _wrapped(998, "\r\n"),
    "espaces": _wrapped(85, " "),
    "insécables": _wrapped(85, "\u00a0"),
    "espaces codées": _wrapped(85, "%20"),
    "traits d'union invisibles": _wrapped(85, "\u00ad"),
    "cité": _wrapped(70, "\n> "),
    "cité deux fois": _wrapped(70, "\n>> "),
    "coupures douces": _wrapped(75, "=\n"),
    "coupures douces sans retour": _wrapped(75, "="),
    "largeur nulle": lambda link: re.sub(r"([_-])", "\\1\u200b", link),
    "trait d'union insécable": lambda link: link.replace("-", "\u2011"),
    "échappé": lambda link: link.replace("_", "\\_"),
    "codé": lambda link: quote(link, safe=""),
    "codé deux fois": lambda link: quote(quote(link, safe=""), safe=""),
    "QP": lambda link: link.replace("_", "=5F").replace("#", "=23"),
    "entité": lambda link: link.replace("#", "&#35;"),
    "« # » codé": lambda link: link.replace("#", "%23"),
    "filtre": lambda link: f"https://eur01.safelinks.protection.outlook.com/?url={quote(link, safe='')}&data=05A",
    "filtre à étoile": lambda link: f"https://urldefense.com/v3/__{link.replace('#', '*')}__;Iw!!abc!xyz$",
    "phrase": lambda link: f"Voir <{link}>, et me dire.",
    "deux fois": lambda link: f"{link}\n{link}",
    "suivi d'un texte": lambda link: f"{link}&utm_source=x",
    "espace après le dièse": lambda link: link.replace("#", "# "),
    "marque au début": lambda link: "\ufeff" + link + "\u200e",
}


@pytest.mark.parametrize("name", DAMAGE)
def test_every_golden_link_survives_its_way(name: str) -> None:
    """Toutes les formes abîmées mais entières de tous les liens publiés redonnent exactement la charge partie."""
    for charge in LINKS:
        assert find_charge(DAMAGE[name](BASE + charge)) == charge
        assert charges_in(DAMAGE[name](BASE + charge)) == [charge]


LONG = max(LINKS, key=len)


@pytest.mark.parametrize("charge", [LONG, *LINKS[::40]])
def test_hyphens_added_or_lost_at_line_ends(charge: str) -> None:
    """Un trait d'union ajouté à chaque ligne, ou perdu en fin de ligne, se retrouve par la somme de contrôle."""
    whole = BASE + charge
    for width in (85, 90, 120):
        added = _wrapped(width, "-\n")(whole)
        assert find_charge(added) == charge
        assert find_charge(added.replace("\n", " ")) == charge
        assert find_charge(added.replace("\n", "")) == charge  # la barre d'adresse mange les retours
        lines = _wrapped(width, "\n")(whole).splitlines()
        if len(lines) <= MOST_BREAKS and sum(line.endswith("-") for line in lines) <= MOST:
            assert find_charge("\n".join(line.removesuffix("-") for line in lines)) == charge


CUTS: dict[str, Callable[[str], str]] = {
    "points": lambda link: f"{link[:120]}...{link[-40:]}",
    "crochets": lambda link: f"{link[:120]}[...]{link[-40:]}",
    "suspension": lambda link: f"{link[:-9]}…",
    "étoiles": lambda link: f"{link[:60]}***=",
    "minuscules": str.lower,
    "tiret long": lambda link: link.replace("-", "\u2014") if "-" in link else link[:-1],
    "collé deux fois": lambda link: link[:-1] + link,
}


@pytest.mark.parametrize("name", [*CUTS][:-1])
def test_what_is_missing_is_not_made_up(name: str) -> None:
    """Un lien abrégé, coupé ou récrit est refusé d'une phrase : jamais un autre lien."""
    for charge in LINKS[::20]:
        with pytest.raises(LinkError):
            find_charge(CUTS[name](BASE + charge))


def test_every_cut_is_refused() -> None:
    """Quelle que soit la longueur qui manque à la fin, le lien est refusé."""
    for cut in (*range(1, 12), *range(12, len(LONG), 37)):
        assert charges_in(BASE + LONG[:-cut]) == []


@settings(deadline=None, max_examples=40)  # le plus long lien, et une machine occupée
@given(st.integers(2, len(LONG) - 2), st.sampled_from("AZaz09-_"))
def test_one_wrong_sign_never_passes(place: int, sign: str) -> None:
    """Un signe changé, deux signes échangés : jamais un autre lien que celui parti."""
    body = LONG.rpartition(".")[0]
    place %= len(body)
    changed = LONG[:place] + sign + LONG[place + 1 :]
    swapped = LONG[: place - 1] + LONG[place] + LONG[place - 1] + LONG[place + 1 :]
    for text in (changed, swapped):
        assert charges_in(BASE + text) in ([], [LONG])


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    """N'importe quel texte : une phrase, vite."""
    with pytest.raises(LinkError):
        find_charge(text)


def test_two_links_are_both_found_whatever_their_state() -> None:
    """Un lien intact et un lien abîmé dans le même texte : les deux, dans l'ordre."""
    one, two = LINKS[0], LINKS[40]
    for damage in (_wrapped(85, "-\n"), DAMAGE["QP"], DAMAGE["cité"]):
        assert charges_in(f"{BASE}{one}\n\npuis {damage(BASE + two)}\n") == [one, two]
    both = f"{_wrapped(85, '-' + chr(10))(BASE + one)}\n\n{_wrapped(85, '-' + chr(10))(BASE + two)}\n"
    assert charges_in(both) == [one, two]


@pytest.mark.parametrize(
    "text",
    ["version 1.N.3 sortie\n" * 1500, "1. point\n" * 3000, "# " * 15000, "1. " * 13000, "1.a-b.deadbeef " * 2600],
)
def test_ordinary_text_costs_little(text: str) -> None:
    """Un long texte sans lien ne fait pas des milliers d'essais : le nombre de sommes calculées est borné."""
    with mock.patch.object(mend, "holds", wraps=mend.holds) as holds, pytest.raises(LinkError):
        find_charge(text)
    assert holds.call_count < 10_000
