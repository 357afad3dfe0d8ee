"""Une réponse en fichiers de texte : Markdown pour un compte rendu, CSV pour un tableur. Les nombres y sont entiers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from tools.kit.declare import Data
from tools.kit.french import format_input, typeset
from tools.kit.write.inline import Setting, write_inline
from tools.kit.write.report import Block, Details, Figure, Fold, Letter, Owned, Prose, Summary, Table, Verdict

_ACTIVE = tuple("=+-@\t\r")
"""Ce qui, au début d'une cellule, serait une formule pour un tableur."""
_NAMES = ("nom", "offre", "cle")


def _table(table: Table, setting: Setting) -> str:
    body = "\n".join(f"| {' | '.join(write_inline(f'{cell}', setting) for cell in cells)} |" for cells in table.lines)
    return f"**{write_inline(table.caption, setting)}**\n\n{body}"


def block_markdown(block: Block, setting: Setting) -> str:
    """Un bloc en Markdown ordinaire, sans ce qui n'agit que dans la page."""
    match block:
        case Fold():
            inside = (block_markdown(one, setting) for one in block.blocks)
            return "\n\n".join([f"**{write_inline(block.title, setting)}**", *inside])
        case Figure():
            return _table(block.table, setting)
        case Table():
            return _table(block, setting)
        case Letter():
            return f"**{block.title}**\n\n{block.fence}\n{block.text}\n{block.fence}"
        case Prose() | Owned() | Verdict():
            return write_inline(f"{block.text}", setting)
    raise TypeError(block)


def to_markdown(title: str, origin: str, summary: Summary, details: Details, setting: Setting) -> str:
    """La réponse entière en Markdown ordinaire : valeurs, verdict, parties, puis le calcul de chaque chiffre."""
    parts = [f"# {title}", origin, *(block_markdown(block, setting) for block in summary.all_blocks)]
    for section in details.sections:
        parts += [f"## {section.title}", write_inline(f"{section.answer}", setting)]
        parts += [block_markdown(block, setting) for block in section.blocks]
    parts.append("## Comment ces chiffres sont calculés")
    for formula in details.formulas:
        steps = (f"- {write_inline(step, setting)}" for step in formula.steps)
        parts.append("\n".join([f"**{write_inline(formula.title, setting)}**", "", *steps]))
    return typeset("\n\n".join(parts)) + "\n"


def to_csv(data: Data) -> str:
    """Le résultat en CSV français (point-virgule, virgule décimale, marque UTF-8) : un tableau par liste d'objets.

    Les nombres sont ceux du JSON, sans arrondi. Un texte qui commencerait une formule est précédé d'une apostrophe.
    """
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    scalars, tables = _split(data)
    writer.writerow(["cle", "valeur"])
    writer.writerows([key, _cell(value)] for key, value in scalars)
    for name, items in tables:
        writer.writerow([])
        writer.writerows(_transposed(name, items))
    return "\ufeff" + output.getvalue()


def _split(data: Data) -> tuple[list[tuple[str, object]], list[tuple[str, list[Data]]]]:
    """Les valeurs simples, en clés pointées, et à part les listes d'objets."""
    scalars: list[tuple[str, object]] = []
    tables: list[tuple[str, list[Data]]] = []
    for key, value in _walk(data, ""):
        if isinstance(value, list):
            tables.append((key, value))
        else:
            scalars.append((key, value))
    return scalars, tables


def _walk(node: Mapping[str, object], prefix: str) -> Iterator[tuple[str, object]]:
    for key, value in node.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _walk(value, f"{name}.")
        elif isinstance(value, list | tuple) and value and all(isinstance(item, Mapping) for item in value):
            yield name, list(value)
        elif isinstance(value, list | tuple):
            yield from ((f"{name}.{rank}", item) for rank, item in enumerate(value))
        else:
            yield name, value


def _transposed(name: str, items: Sequence[Data]) -> Iterator[list[str]]:
    """Une colonne par objet, nommée par lui ; une ligne par valeur."""
    columns = [dict(_flat(item, "")) for item in items]
    titles = [next((str(c[key]) for key in _NAMES if key in c), str(rank)) for rank, c in enumerate(columns, 1)]
    yield [name, *map(_cell, titles)]
    for key in dict.fromkeys(key for column in columns for key in column):
        yield [key, *(_cell(column.get(key)) for column in columns)]


def _flat(node: Mapping[str, object], prefix: str) -> Iterator[tuple[str, object]]:
    for key, value in _walk(node, prefix):
        if isinstance(value, list):
            for rank, item in enumerate(value):
                yield from _flat(item, f"{key}.{rank}.")
        else:
            yield key, value


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        return format_input(value)
    text = str(value)
    return f"'{text}" if text.startswith(_ACTIVE) else text
