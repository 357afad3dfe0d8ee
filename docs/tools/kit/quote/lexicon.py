"""Comment de vrais tarifs nomment les entrées d'un outil : son `mots.toml`, et ce que sa déclaration dit déjà."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tools.kit.declare import AnyField, Rows, Text, load_toml, tool_of
from tools.kit.quote.words import Unit, ignored, scan, stem, tokens

FILE = "mots.toml"
_PARENTHESES = re.compile(r"\(([^)]*)\)")
Words = frozenset[str]


@dataclass(frozen=True)
class Entry:
    """Ce qu'un fichier de mots dit d'un champ.

    `chacun` : le champ est déjà par personne (vrai) ; « multiplier » : un montant par personne s'y compte pour toutes ;
    un autre champ : c'est là qu'il va ; vide : il est refusé. `unitaire` : le prix d'une unité, non le total. `part` :
    un nombre de personnes s'y lit comme une part. `sans_libelle` : sa seule unité le désigne.
    """

    mots: list[str] = field(default_factory=list)
    chacun: bool | str = False
    unitaire: bool = False
    part: bool = False
    sans_libelle: bool = False


@dataclass(frozen=True)
class Label:
    """Un libellé lu : les champs qu'il peut désigner, l'unité qu'il dit, et la parenthèse qu'on n'a pas lue."""

    keys: tuple[str, ...]
    unit: Unit = Unit()
    aside: str = ""


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
        """
        cleaned = text.strip(" :*").casefold()
        exact = [key for key, spec in self.fields.items() if cleaned in {key, spec.label.casefold()}]
        outside = _PARENTHESES.sub(" ", text)
        unit, aside = _aside(text)
        said, rest = scan(tokens(outside), alone=False)
        unit = unit.merged(said)
        if exact:
            return Label((exact[0],), unit, aside)
        whole, bare = bare_words(outside), frozenset(map(stem, rest)) - ignored("libelle")
        found = [(words, keys) for words, keys in self.known if bare <= words <= whole]
        most = max((len(words) for words, _ in found), default=0)
        keys = dict.fromkeys(key for words, keys in found if len(words) == most for key in keys)
        return Label(tuple(keys), unit, aside)

    def unlabelled(self, unit: Unit) -> tuple[str, ...]:
        """Les champs qu'une unité seule désigne (« 45 € par mois et par poste »)."""
        by_unit = Unit("€", "mois", "personne")
        alone = Unit(unit.kind, unit.per, unit.each) == by_unit
        return tuple(key for key, entry in self.entries.items() if entry.sans_libelle and alone)


def _aside(text: str) -> tuple[Unit, str]:
    """L'unité que disent les parenthèses d'un libellé, et celle qu'on n'a pas su lire."""
    unit = Unit()
    for inside in _PARENTHESES.findall(text):
        said, rest = scan(tokens(inside), alone=True)
        if rest:
            return unit, inside
        unit = unit.merged(said)
    return unit, ""


def bare_words(text: str) -> Words:
    """Les mots d'un libellé, sans ceux qui n'en disent rien."""
    return frozenset(stem(word) for word in tokens(text)) - ignored("libelle") - {"/"}


def lexicon_of(spec: Rows[Any]) -> Lexicon:
    """Les mots d'une liste ; un outil sans fichier de mots n'a que ses libellés."""
    return _lexicon(tool_of(spec.row), spec)


@cache
def _lexicon(tool: str, spec: Rows[Any]) -> Lexicon:
    try:
        data = load_toml(f"tools.{tool}", FILE) if tool else {}
    except OSError:  # pas de fichier de mots, sur disque ou dans une archive
        data = {}
    entries = {key: Entry(**said) for key, said in data.get(spec.name, {}).items()}
    known = [(bare_words(one.label), (key,)) for key, one in spec.fields.items() if not isinstance(one, Text)]
    known += [(bare_words(words), (key,)) for key, entry in entries.items() for words in entry.mots]
    known += [
        (bare_words(words), tuple(choice["entre"]))
        for choice in data.get("choix", {}).get(spec.name, [])
        for words in choice["mots"]
    ]
    return Lexicon(spec, entries, tuple(known), data.get("personnes", ""))
