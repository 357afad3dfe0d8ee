"""Comment de vrais tarifs nomment les entrées d'un outil : son `mots.toml`, et ce que sa déclaration dit déjà."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tools.kit.declare import AnyField, Rows, Text, load_toml, tool_of
from tools.kit.quote.words import (
    QuoteError,
    Unit,
    changes_meaning,
    data,
    field_unit,
    has_digit,
    ignored,
    scan,
    stem,
    tokens,
)

FILE = "mots.toml"
HOURLY = frozenset({"heure", "horaire"})
GENERIC = frozenset({
    "pri",
    "tarif",
    "cout",
    "montant",
    "poste",
    "utilisateur",
    "personne",
    "pu",
    "mensuel",
    "unitaire",
})
"""Les mots d'un libellé qui dit un prix sans dire de quoi : sous un titre, ce peut être le prix de ce titre."""
_PARENTHESES = re.compile(r"\(([^)]*)\)")
Words = frozenset[str]


@dataclass(frozen=True)
class Entry:
    """Ce qu'un fichier de mots dit d'un champ.

    `chacun` : le champ est déjà par personne (vrai) ; « multiplier » : un montant par personne s'y compte pour toutes ;
    un autre champ : c'est là qu'il va ; vide : il est refusé. `unitaire` : le prix d'une unité, non le total. `part` :
    un nombre de personnes s'y lit comme une part. `sans_libelle` : sa seule unité le désigne. `mensuel` : sans rythme
    dit, il est mensuel ; ailleurs, il faut le dire. `inclus` : « inclus » y vaut zéro.
    """

    mots: list[str] = field(default_factory=list)
    chacun: bool | str = False
    unitaire: bool = False
    part: bool = False
    sans_libelle: bool = False
    mensuel: bool = False
    inclus: bool = False


@dataclass(frozen=True)
class Label:
    """Un libellé lu : les champs qu'il peut désigner, et l'unité qu'il dit.

    `aside` : une parenthèse qu'on n'a pas lue, et qui ne change rien. `exact` : c'est le libellé ou la clé d'un champ.
    `each` : ses mots disent « par personne », ou « prix unitaire » ; `hourly` : l'heure. `generic` : il ne dit qu'un
    prix, pas de quoi. `refused` : ce qui empêche de le lire.
    """

    keys: tuple[str, ...]
    unit: Unit = Unit()
    aside: str = ""
    exact: bool = False
    each: bool = False
    hourly: bool = False
    generic: bool = False
    refused: str = ""


@dataclass(frozen=True)
class Lexicon:
    """Les mots d'une liste d'un outil ; `people` nomme le champ qui compte les personnes."""

    spec: Rows[Any]
    entries: Mapping[str, Entry]
    known: tuple[tuple[Words, tuple[str, ...]], ...]
    people: str = ""

    @property
    def fields(self) -> Mapping[str, AnyField]:
        """Les champs d'une ligne."""
        return self.spec.fields

    def entry(self, key: str) -> Entry:
        """Ce qu'on sait d'un champ ; rien de plus que sa déclaration s'il n'est pas nommé."""
        return self.entries.get(key, Entry())

    def label(self, text: str) -> Label:
        """Lit un libellé : égal à des mots connus, à des mots d'unité près ; jamais le plus proche.

        « Remise sur forfait » n'est pas un forfait : un mot de plus, qui n'est ni une unité ni un mot neutre, suffit.
        « Nombre de… » n'est pas un montant, « coût de… » n'est pas un compte.
        """
        try:
            return self._label(text)
        except QuoteError as error:
            return Label((), refused=str(error))

    def _label(self, text: str) -> Label:
        cleaned = text.strip(" :*").casefold()
        exact = [key for key, spec in self.fields.items() if cleaned in {key, spec.label.casefold()}]
        if exact:
            said = scan(tokens(text), alone=False)[0]
            return Label((exact[0],), said, exact=True, each=said.each == "personne", hourly=True)
        outside = _PARENTHESES.sub(" ", text)
        unit, aside, refused = _aside(text)
        said, rest = scan(tokens(outside), alone=False)
        unit = unit.merged(said)
        whole = bare_words(outside)
        money, counted = whole & _said("montant"), whole & _said("compte")
        bare = frozenset(map(stem, rest)) - ignored("libelle") - money - counted
        found = [(words, keys) for words, keys in self.known if bare <= words <= whole]
        most = max((len(words) for words, _ in found), default=0)
        keys = dict.fromkeys(key for words, keys in found if len(words) == most for key in keys)
        kept = tuple(key for key in keys if self._suits(key, money=bool(money), counted=bool(counted)))
        if counted and kept and all(self.entry(key).part for key in kept):
            unit = unit.merged(Unit("personne"))
        same = len(kept) == 1 and whole == bare_words(self.fields[kept[0]].label)
        each = unit.each == "personne" or bool(whole & {"pu", "unitaire"})
        hourly, generic = bool(whole & HOURLY), whole <= GENERIC
        return Label(kept, unit, aside, same, each, hourly, generic, refused)

    def _suits(self, key: str, *, money: bool, counted: bool) -> bool:
        kind = field_unit(self.fields[key]).kind
        counts = kind in {"", "personne"} or self.entry(key).part
        return not (money and kind != "€") and not (counted and not counts)

    def unlabelled(self, unit: Unit) -> tuple[str, ...]:
        """Les champs qu'une unité seule désigne (« 45 € par mois et par poste »)."""
        by_unit = Unit("€", "mois", "personne")
        alone = Unit(unit.kind, unit.per, unit.each) == by_unit
        return tuple(key for key, entry in self.entries.items() if entry.sans_libelle and alone)


def _aside(text: str) -> tuple[Unit, str, str]:
    """L'unité que disent les parenthèses d'un libellé, celle qu'on n'a pas lue, et ce qui empêche de la passer."""
    unit, left, refused = Unit(), "", ""
    for inside in _PARENTHESES.findall(text):
        said, rest = scan(tokens(inside), alone=True)
        if not rest:
            unit = unit.merged(said)
        elif changes_meaning(inside) or has_digit(inside):
            refused = f"« ({inside}) » peut changer la valeur : donnez-la sans réserve, dans l'unité demandée."
        else:
            left = inside
    return unit, left, refused


@cache
def _said(kind: str) -> Words:
    """Les mots par lesquels un libellé annonce un montant, ou un compte."""
    return frozenset(map(stem, data()["dits"][kind]))


def bare_words(text: str) -> Words:
    """Les mots d'un libellé, sans ceux qui n'en disent rien."""
    return frozenset(stem(word) for word in tokens(text)) - ignored("libelle") - {"/"}


def lexicon_of(spec: Rows[Any]) -> Lexicon:
    """Les mots d'une liste ; un outil sans fichier de mots n'a que ses libellés."""
    return _lexicon(tool_of(spec.row), spec)


@cache
def _lexicon(tool: str, spec: Rows[Any]) -> Lexicon:
    try:
        found = load_toml(f"tools.{tool}", FILE) if tool else {}
    except OSError:  # pas de fichier de mots, sur disque ou dans une archive
        found = {}
    entries = {key: Entry(**said) for key, said in found.get(spec.name, {}).items()}
    known = [(bare_words(one.label), (key,)) for key, one in spec.fields.items() if not isinstance(one, Text)]
    known += [(words - _said("montant"), keys) for words, keys in known if words & _said("montant")]
    known += [(bare_words(words), (key,)) for key, entry in entries.items() for words in entry.mots]
    known += [
        (bare_words(words), tuple(choice["entre"]))
        for choice in found.get("choix", {}).get(spec.name, [])
        for words in choice["mots"]
    ]
    return Lexicon(spec, entries, tuple(known), found.get("personnes", ""))
