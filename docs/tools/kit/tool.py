"""Ce qu'est un outil, et le seul endroit qui sait lesquels existent.

Un outil est un paquet de `tools` qui déclare des entrées ; son module `tool` donne l'objet `TOOL`, qui dit tout ce que
la trousse lui demande. Rien d'autre ne nomme un outil ni ses modules.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import tools

if TYPE_CHECKING:
    from tools.kit.declare import Data, Situation
    from tools.kit.link import Sentence, Step
    from tools.kit.share import Scale
    from tools.kit.write import Board, Details, Summary

S = TypeVar("S", bound="Situation")
R = TypeVar("R")
MODEL, WORKBOOK = "model", "workbook"


class UnknownTool(LookupError):  # ruff: ignore[error-suffix-on-exception-name] — le nom dit déjà l'erreur
    """Un nom qui n'est celui d'aucun outil du site."""


@dataclass(frozen=True, kw_only=True)
class Tool(Generic[S, R]):
    """Un outil : sa déclaration, son calcul, et la façon dont il se dit. mypy en vérifie chaque fonction.

    `mention` se lit sous la réponse (unités, portée). `headline` rend les quelques nombres qu'un lien annonce, que les
    phrases `recu` remplissent. `figures` donne les chiffres qu'une page peut citer. `scale` dit ce qui se compare entre
    deux situations. `deciding` nomme les champs des valeurs qui décident, trois au plus ; sans elle, ce sont les champs
    montrés d'emblée. `receive` rend la situation à ouvrir avec des valeurs d'un autre outil, mises dans celle que le
    lecteur a dans cet onglet s'il y en a une, et la phrase qui dit où ; `steps` mène ses liens d'une version à la
    suivante. `advice` : adresse d'une page du site → ce que l'outil peut conseiller et que cette page explique.
    """

    title: str
    version: str
    mention: str
    inputs: type[S]
    compute: Callable[[S], R]
    summary: Callable[[S, R], Summary]
    details: Callable[[S, R], Details]
    board: Callable[[S, R], Board]
    figures: Callable[[S, R], Mapping[str, str]]
    headline: Callable[[R], Sequence[float]]
    recu: Sequence[Sentence]
    scale: Callable[[S, R], Scale[R]]
    to_json: Callable[[S, R], Data]
    deciding: Callable[[S, R], Sequence[str]] | None = None
    receive: Callable[[Mapping[str, str], S | None], tuple[S, str]] | None = None
    steps: Sequence[Step] = ()
    advice: Callable[[], Mapping[str, Sequence[str]]] | None = None

    @property
    def name(self) -> str:
        """Le nom de l'outil : celui de son paquet, de son adresse et de ses fichiers."""
        return self.inputs.__module__.split(".")[1]

    @property
    def has_workbook(self) -> bool:
        """Vrai si l'outil sait écrire un classeur."""
        return find_spec(f"tools.{self.name}.{WORKBOOK}") is not None

    def write_workbook(self, answer: Answer[S, R], address: str, owned: str) -> bytes:
        """Le classeur de cette réponse ; son module, et la bibliothèque qu'il lui faut, ne sont chargés qu'ici.

        `owned` dit à qui sont les valeurs : un classeur se détache de la page, il le dit lui aussi.
        """
        module = importlib.import_module(f"tools.{self.name}.{WORKBOOK}")
        content: bytes = module.write(answer.inputs, answer.result, address, owned)
        return content

    def answer(self, inputs: S) -> Answer[S, R]:
        """La réponse à une situation ; la même, déjà calculée, si on la redemande."""
        return _answer(self, inputs)


@dataclass(frozen=True)
class Answer(Generic[S, R]):
    """Une situation et tout ce qui s'en dit. Chaque part n'est faite qu'une fois, quand on la demande."""

    tool: Tool[S, R]
    inputs: S

    @cached_property
    def result(self) -> R:
        """Ce que le modèle calcule."""
        return self.tool.compute(self.inputs)

    @cached_property
    def summary(self) -> Summary:
        """Le verdict et les chiffres."""
        return self.tool.summary(self.inputs, self.result)

    @cached_property
    def details(self) -> Details:
        """Les parties et les calculs."""
        return self.tool.details(self.inputs, self.result)

    @cached_property
    def board(self) -> Board:
        """La page du conseil."""
        return self.tool.board(self.inputs, self.result)

    @cached_property
    def headline(self) -> tuple[float, ...]:
        """Les nombres qu'un lien annonce."""
        return tuple(self.tool.headline(self.result))

    @cached_property
    def figures(self) -> Mapping[str, str]:
        """Les chiffres qu'une page peut citer."""
        return self.tool.figures(self.inputs, self.result)

    @cached_property
    def data(self) -> Data:
        """Le résultat complet en données JSON, avec le nom de l'outil : de quoi le rouvrir."""
        return {"outil": self.tool.name, **self.tool.to_json(self.inputs, self.result)}


AnyTool = Tool[Any, Any]
AnyAnswer = Answer[Any, Any]
"""Un outil, une réponse, dont les entrées et le résultat n'importent pas à qui les manie."""


@lru_cache(maxsize=32)
def _answer(tool: Tool[S, R], inputs: S) -> Answer[S, R]:
    # La page pose trois questions sur les mêmes valeurs (chiffres, détails, page du conseil) : le calcul, le plus long,
    # n'est fait qu'à la première.
    return Answer(tool, inputs)


def names() -> list[str]:
    """Les outils du site, par ordre alphabétique : les paquets de `tools` qui déclarent des entrées."""
    return sorted(
        module.name for module in pkgutil.iter_modules(tools.__path__) if module.ispkg and exists(module.name)
    )


def exists(name: str) -> bool:
    """Vrai si ce nom est celui d'un outil du site."""
    try:
        return name.isidentifier() and find_spec(f"tools.{name}.inputs") is not None
    except ModuleNotFoundError:
        return False


def get_tool(name: str) -> AnyTool:
    """L'outil de ce nom, dont les entrées et le résultat ne se connaissent qu'à l'exécution ; lève `UnknownTool`."""
    if not exists(name):
        raise UnknownTool(name)
    found: AnyTool = importlib.import_module(f"tools.{name}.tool").TOOL
    return found
