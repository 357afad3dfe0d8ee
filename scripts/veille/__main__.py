"""Le compte rendu de veille : ce qui est à relire, à rouvrir ou à mettre à jour, et ce qu'on n'a pas pu voir.

python -m scripts.veille [--date AAAA-MM-JJ] [--strict]

Il se lit, et n'arrête rien ; avec `--strict`, ce qui est à faire ou n'a pas pu être exécuté est un échec.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date

from tools.kit.french import format_date, today

from scripts.sitegen.content import load_graph
from scripts.sitegen.references import load_references
from scripts.veille import dates, links, packages
from scripts.veille.note import FAILING, Note


def addresses() -> dict[str, list[str]]:
    """Les adresses des références, chacune une fois, et ce qui la cite."""
    cited: dict[str, list[str]] = {}
    for one in load_references().values():
        for address in one.adresses:
            cited.setdefault(address, []).append(one.ref)
    return cited


def report(day: date) -> dict[str, Iterable[Note]]:
    """Les parties du compte rendu, chacune calculée quand on la lit."""
    return {
        "Échéances": dates.deadlines(day, dates.load_deadlines()),
        "Pages": dates.reviews(day, load_graph().pages),
        "Références": dates.readings(day, load_references().values()),
        "Adresses": links.links(addresses()),
        "Paquets Python": packages.python(),
        "Paquets npm": packages.npm(),
    }


def say(day: date, parts: dict[str, Iterable[Note]], strict: bool) -> int:
    """Écrit le compte rendu, une partie après l'autre ; rend le code de sortie."""
    failing = 0
    sys.stdout.write(f"Veille du {format_date(day)}\n")
    for title, notes in parts.items():
        sys.stdout.write(f"\n{title}\n")
        for note in notes:
            sys.stdout.write(f"{note}\n")
            failing += note.state in FAILING
    return int(strict and failing > 0)


def main(arguments: Sequence[str]) -> int:
    """Lit les options et rend le code de sortie."""
    parser = argparse.ArgumentParser(prog="python -m scripts.veille", description="Ce qui vieillit dans le site.")
    parser.add_argument("--date", type=date.fromisoformat, default=today(), help="le jour de la veille (AAAA-MM-JJ)")
    parser.add_argument("--strict", action="store_true", help="échoue s'il reste à faire, ou à exécuter")
    options = parser.parse_args(arguments)
    return say(options.date, report(options.date), options.strict)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
