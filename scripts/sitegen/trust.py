"""La page « Confiance » : ce que le site promet, et ce que chaque essai dit de lui-même, lu dans son code."""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass
from functools import cache

from scripts.paths import DOCS, ROOT
from scripts.sitegen.content import ContentError
from scripts.sitegen.render import render

FILE = DOCS / "reperes" / "confiance.toml"


@dataclass(frozen=True)
class Proof:
    """Un essai : son nom complet, et la phrase par laquelle il dit ce qu'il vérifie."""

    nom: str
    phrase: str


@dataclass(frozen=True)
class Promise:
    """Une promesse, la page qui en dit plus (vide s'il n'y en a pas), et les essais qui la tiennent."""

    dit: str
    lien: str
    preuves: tuple[Proof, ...]


@cache
def load_promises() -> tuple[Promise, ...]:
    """Lit les promesses ; lève `ContentError` si l'une n'a pas d'essai, ou si un essai n'existe pas."""
    lines = tomllib.loads(FILE.read_text(encoding="utf-8"))["lignes"]
    for line in lines:
        if not line["preuves"]:
            raise ContentError(f"confiance.toml : « {line['dit']} » n'a aucun essai.")
    return tuple(Promise(one["dit"], one["lien"], tuple(map(find_proof, one["preuves"]))) for one in lines)


def find_proof(name: str) -> Proof:
    """L'essai `fichier::fonction` et la première phrase de sa docstring ; lève `ContentError` s'il n'existe pas.

    >>> find_proof("tests/site/test_site.py::test_pages_exist").nom
    'tests/site/test_site.py::test_pages_exist'
    """
    path, _, function = name.partition("::")
    source = ROOT / path
    tree = ast.parse(source.read_text(encoding="utf-8")) if source.is_file() else ast.Module([], [])
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            said = ast.get_docstring(node) or ""
            return Proof(name, said.partition("\n\n")[0].replace("\n", " "))
    raise ContentError(f"confiance.toml : l'essai « {name} » n'existe pas.")


def render_trust(_argument: str) -> str:
    """Rend les promesses et leurs essais."""
    return render("confiance.html.j2", promises=load_promises())
