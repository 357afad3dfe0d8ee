"""Les mots d'un devis : ce qu'ils comptent, à quel rythme, par quoi ils se multiplient. Une donnée (`mots.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from tools.kit.declare import AnyField, load_toml
from tools.kit.french import fold

_DOTTED = re.compile(r"\b(?:[a-z]\.)+[a-z]?(?![a-z])")
_TOKEN = re.compile(r"[mk]?€|[%/$£]|[a-z0-9]+")
PER = {"par", "/"}
MONEY = frozenset({"€", "k€", "M€", "$", "CHF", "£"})
DURATIONS = frozenset({"h", "jour", "semaine", "mois", "trimestre", "semestre", "an"})


class QuoteError(ValueError):
    """Ce qu'on n'a pas pu lire ; le message est la phrase à montrer."""


@dataclass(frozen=True)
class Unit:
    """Ce qui est dit d'un nombre : la sorte (€, h…), le rythme (mois…), par quoi il se multiplie, la taxe."""

    kind: str = ""
    per: str = ""
    each: str = ""
    tax: str = ""

    def merged(self, other: Unit) -> Unit:
        """Les deux ensemble : libellé, colonne et case en disent chacun une part ; lève s'ils se contredisent."""
        found = {}
        for part in fields(self):
            said = {getattr(self, part.name), getattr(other, part.name)} - {""}
            if len(said) > 1:
                raise QuoteError(f"la ligne dit à la fois {' et '.join(sorted(said))}.")
            found[part.name] = said.pop() if said else ""
        return Unit(**found)

    @property
    def words(self) -> str:
        """« € par personne par mois », pour le dire, et que `scan` relit."""
        return " ".join(filter(None, (self.kind, *(f"par {part}" for part in (self.each, self.per) if part), self.tax)))

    @property
    def rhythm(self) -> Unit:
        """L'unité d'une colonne « unité », dite d'un prix : « mois » y veut dire par mois, « poste » par poste."""
        if self.kind in DURATIONS:
            return Unit(per={"h": "heure"}.get(self.kind, self.kind), each=self.each, tax=self.tax)
        each = "personne" if self.kind == "personne" else self.each
        return Unit(self.kind if self.kind in MONEY else "", self.per, each, self.tax)


@cache
def data() -> dict[str, Any]:
    """Le fichier des mots, tel quel."""
    return load_toml("tools.kit.quote", "mots.toml")


@cache
def named(group: str) -> Mapping[str, str]:
    """Mot → ce qu'il veut dire, dans un groupe."""
    return {stem(word): name for name, words in data()[group].items() for word in words}


@cache
def ignored(group: str) -> frozenset[str]:
    """Les mots d'un groupe qui ne changent rien au sens."""
    return frozenset(stem(word) for word in data()["neutres"][group])


def stem(word: str) -> str:
    """Un mot sans la marque du pluriel ; un mot de trois lettres reste entier."""
    return word.rstrip("sx") if len(word) > 3 else word


def tokens(text: str) -> list[str]:
    """Les mots d'un texte, sans accent ni majuscule ; « H.T. » est un mot.

    >>> tokens("45 € H.T./poste"), tokens("Prix de l'heure")
    (['45', '€', 'ht', '/', 'poste'], ['prix', 'de', 'l', 'heure'])
    """
    bare = _DOTTED.sub(lambda found: found[0].replace(".", ""), fold(text))
    bare = re.sub(r"hors (?:taxes?|tva)", "ht", bare).replace("toutes taxes comprises", "ttc")
    return _TOKEN.findall(bare)


def scan(words: Iterable[str], *, alone: bool) -> tuple[Unit, list[str]]:
    """L'unité que des mots disent, et les mots qui n'en disent rien.

    `alone` : le texte n'est qu'une unité (« h/poste/mois ») ; sinon c'est un libellé, où « poste » n'en est une
    qu'après « par » ou « / ».

    >>> scan(tokens("€ HT par poste et par mois"), alone=True)
    (Unit(kind='€', per='mois', each='personne', tax='HT'), [])
    >>> scan(tokens("Forfait annuel par personne"), alone=False)
    (Unit(kind='', per='an', each='personne', tax=''), ['forfait'])
    """
    unit, rest, per = Unit(), list[str](), False
    for word in words:
        found = _one(stem(word), unit, per=per, alone=alone)
        if found is not None:
            unit = unit.merged(found)
        elif word not in PER:
            rest.append(word)
        per = word in PER or (per and found is None and stem(word) in ignored("unite"))
    return unit, [word for word in rest if not alone or stem(word) not in ignored("unite")]


def _one(word: str, unit: Unit, *, per: bool, alone: bool) -> Unit | None:
    """Ce qu'un mot ajoute à l'unité ; `None` s'il n'en dit rien."""
    each, period, kind = named("chacun").get(word), named("periodes").get(word), named("sortes").get(word)
    if per or (alone and unit.kind):
        if each:
            return Unit(each=each)
        if period or kind in {"jour", "h"}:
            return Unit(per=period or {"h": "heure"}.get(str(kind), "jour"))
    for part, group in (("per", "rythmes"), ("tax", "taxes")):
        if word in named(group):
            return Unit(**{part: named(group)[word]})
    kinds = kind or (("personne" if each == "personne" else period) if alone else None)
    if kinds and (alone or kinds in MONEY):
        return Unit(kind=kinds)
    return Unit(each=each) if alone and each else None


def has_digit(text: str) -> bool:
    """Vrai si un chiffre se lit dans ce texte."""
    return any(map(str.isdigit, text))


def unit_said(title: str) -> Unit:
    """L'unité que dit un titre, parenthèses comprises : « Alpha (€/an) », « Montants en k€ ».

    S'il dit deux choses à la fois, rien de ce qu'il porte n'est sûr : c'est dit comme un montant TTC, toujours refusé.
    """
    try:
        return scan(tokens(title.replace("(", " ").replace(")", " ")), alone=False)[0]
    except QuoteError:
        return Unit(tax="TTC")


def field_unit(spec: AnyField) -> Unit:
    """L'unité d'un champ, telle que sa déclaration la dit."""
    return unit_of(spec.unit) or Unit()


def unit_of(text: str) -> Unit | None:
    """L'unité que dit un texte ; `None` si l'un de ses mots n'en est pas d'une."""
    unit, rest = scan(tokens(text), alone=True)
    return None if rest else unit


def changes_meaning(text: str) -> bool:
    """Vrai si une parenthèse ou une remarque qu'on ne lit pas peut changer une valeur : « (prix annuel) », « TTC ».

    >>> changes_meaning("à la commande"), changes_meaning("option"), changes_meaning("prix TTC")
    (False, True, True)
    """
    words = tokens(text)
    try:
        unit = scan(words, alone=False)[0].merged(Unit())
    except QuoteError:
        return True
    return unit != Unit() or is_reserved(text) or any(stem(word) in named("periodes") for word in words)


def is_reserved(text: str) -> bool:
    """Vrai si un texte fait une réserve : option, remise, hors, non compris."""
    return any(stem(word) in _reserves() for word in tokens(text))


@cache
def _reserves() -> frozenset[str]:
    return frozenset(stem(word) for word in data()["reserves"]["mots"])
