"""Le rapport d'un outil : des blocs, écrits en Markdown. La page, l'impression et les fichiers en sont tirés.

Un texte saisi (`Typed`) entre tel quel dans une phrase ou une cellule : il s'y écrit échappé.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode

from tools.kit.declare import Words

_ACCENTS_GRAVES = re.compile(r"`+")
CALCULS = "Comment ces chiffres sont calculés"


def figure_link(text: Words, formula: str) -> str:
    """Un chiffre qui s'ouvre sur son calcul (`formula` est la clé d'une `Formula` du rapport)."""
    return f"[{text}](calcul:{formula})"


def try_link(text: Words, changes: Mapping[str, str]) -> str:
    """Un bouton qui essaie d'autres valeurs dans le formulaire : nom de champ → texte (« et si »)."""
    return f"[{text}](essayer:{urlencode(changes)})"


def confirm_link(text: Words, name: str) -> str:
    """Un bouton qui confirme la valeur de ce champ : « C'est bien le nôtre »."""
    return f"[{text}](reconnaitre:{name})"


def edit_link(text: Words, name: str) -> str:
    """Un bouton qui mène à ce champ du formulaire."""
    return f"[{text}](modifier:{name})"


def open_link(text: Words, tool: str, values: Mapping[str, str]) -> str:
    """Un lien qui ouvre un autre outil avec ces valeurs ; l'outil dit dans `receive` ce qu'il en fait."""
    return f"[{text}](ouvrir:{tool}?{urlencode(values)})"


def page_only(markdown: str) -> str:
    """Un morceau de phrase qui n'a de sens que dans la page (« et si … ? ») : absent du papier et des fichiers."""
    return f"{{{markdown}}}"


class Block(Protocol):
    """Un morceau de rapport."""

    def to_markdown(self) -> str:
        """Le bloc en Markdown du site (blocs `:::` et liens à schéma compris)."""


@dataclass(frozen=True)
class Letter:
    """Un texte prêt à envoyer : on le copie ou on le télécharge. `text` est du texte, pas du Markdown."""

    key: str
    title: str
    text: str

    @property
    def fence(self) -> str:
        """La clôture du texte : plus longue que toute suite d'accents graves qu'il contient."""
        return "`" * max(3, *(1 + len(run) for run in _ACCENTS_GRAVES.findall(self.text)), 0)

    def to_markdown(self) -> str:
        return f"{self.fence}modele {self.key} {self.title}\n{self.text}\n{self.fence}"


@dataclass(frozen=True)
class Prose:
    """Un ou plusieurs paragraphes de Markdown."""

    text: Words

    def to_markdown(self) -> str:
        return f"{self.text}"


@dataclass(frozen=True)
class Owned:
    """Ce qu'il faut savoir des valeurs : à qui elles sont, lesquelles décident."""

    text: Words

    def to_markdown(self) -> str:
        return f"::: valeurs\n\n{self.text}\n\n:::"


@dataclass(frozen=True)
class Table:
    """Un tableau ; la première colonne nomme les lignes, les autres sont alignées à droite si `numeric`."""

    caption: str
    header: Sequence[Words]
    rows: Sequence[Sequence[Words]]
    numeric: bool = True

    @property
    def lines(self) -> list[Sequence[Words]]:
        """Les lignes du tableau Markdown : titres, alignement, puis le corps."""
        align = "---:" if self.numeric else "---"
        return [self.header, ["---"] + [align] * (len(self.header) - 1), *self.rows]

    def to_markdown(self) -> str:
        table = "\n".join(f"| {' | '.join(f'{cell}' for cell in cells)} |" for cells in self.lines)
        return f"::: tableau {self.caption}\n\n{table}\n\n:::"


@dataclass(frozen=True)
class Figure:
    """Un graphique (`svg`), sa légende, et le tableau de ses données, replié sous lui si `folded`."""

    key: str
    caption: str
    table: Table
    svg: str = field(repr=False)
    folded: bool = True

    def to_markdown(self) -> str:
        return f":::: graphique {self.key} {self.caption}\n\n{self.table.to_markdown()}\n\n::::"


@dataclass(frozen=True)
class Formula:
    """Comment un chiffre est calculé : l'équation en mots, puis avec les nombres du lecteur."""

    key: str
    title: str
    steps: Sequence[str]

    def to_markdown(self) -> str:
        steps = "\n".join(f"- {step}" for step in self.steps)
        return f"::: calcul {self.key} {self.title}\n\n{steps}\n\n:::"


@dataclass(frozen=True)
class Fold:
    """Des blocs repliés sous un titre."""

    title: str
    blocks: Sequence[Block]

    def to_markdown(self) -> str:
        inside = "\n\n".join(block.to_markdown() for block in self.blocks)
        return f":::: depliant {self.title}\n\n{inside}\n\n::::"


@dataclass(frozen=True)
class Section:
    """Une partie du rapport : la question que le lecteur se pose, sa réponse en une ligne, puis le détail replié."""

    key: str
    title: str
    answer: Words
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Summary:
    """Ce qui se lit d'abord : à qui sont les valeurs (`head`), la phrase du verdict, l'image qui le dit, les chiffres.

    `short` est le verdict en une ligne, pour la barre d'un téléphone. L'image est aussi sur la page du conseil.
    """

    verdict: str
    blocks: Sequence[Block]
    picture: Figure | None = None
    short: str = ""
    head: Sequence[Block] = ()

    @property
    def all_blocks(self) -> list[Block]:
        """Tout, dans l'ordre où on le lit."""
        picture = [self.picture] if self.picture else []
        return [*self.head, Verdict(self.verdict, self.short), *picture, *self.blocks]


@dataclass(frozen=True)
class Verdict:
    """La phrase que l'on retient, et la même en une ligne pour la barre d'un téléphone."""

    text: str
    short: str = ""

    def to_markdown(self) -> str:
        return f"::: verdict {self.short}".rstrip() + f"\n\n{self.text}\n\n:::"


@dataclass(frozen=True)
class Details:
    """Le reste : les parties, et les calculs qu'ouvrent les chiffres."""

    sections: Sequence[Section]
    formulas: Sequence[Formula]


def figures_of(blocks: Iterable[Block]) -> Iterator[Figure]:
    """Les graphiques de ces blocs, ceux des replis compris."""
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Fold):
            yield from figures_of(block.blocks)


def blocks_markdown(blocks: Iterable[Block]) -> str:
    """Écrit une suite de blocs en Markdown."""
    return "\n\n".join(block.to_markdown() for block in blocks) + "\n"


def details_markdown(details: Details) -> str:
    """Écrit les parties puis les calculs en Markdown."""
    parts = []
    for section in details.sections:
        parts.append(f"### {section.title} {{#{section.key}}}\n\n{section.answer}")
        parts.extend(block.to_markdown() for block in section.blocks)
    parts.append(f"### {CALCULS} {{#calculs}}")
    parts.extend(formula.to_markdown() for formula in details.formulas)
    return "\n\n".join(parts) + "\n"
