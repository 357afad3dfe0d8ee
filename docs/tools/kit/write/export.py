"""Une réponse en fichiers de texte : Markdown pour un compte rendu, CSV pour un tableur. Les nombres y sont entiers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tools.kit.french import format_input, typeset
from tools.kit.write.report import Block, Details, Figure, Fold, Letter, Summary, Table

_CALCUL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\((?:calcul|essayer|ouvrir):[^)]*\)")
_STRONG = re.compile(r"(?<!\\)\*\*(.+?)(?<!\\)\*\*")
_ESCAPED = re.compile(r"\\(.)")
_ESSAI = re.compile(r" ; et si : .*? \?(?=\))")
_ACTIVE = tuple("=+-@\t\r")
"""Ce qui, au début d'une cellule, serait une formule pour un tableur."""
_NAMES = ("nom", "offre", "cle")


def plain(markdown: str) -> str:
    r"""Le Markdown d'un rapport sans ce qui n'agit que dans la page : calculs qui s'ouvrent, essais, autres outils.

    >>> plain("écart de [61 000 €](calcul:ecart) (et si : [4 h](essayer:a=4) ?)")
    'écart de 61 000 € (et si : 4 h ?)'
    """
    return _CALCUL.sub(r"\1", _ESSAI.sub("", markdown))


def to_text(markdown: str) -> str:
    """Une phrase sans aucune marque : pour un courriel ou un titre.

    >>> to_text("**« A »** est la moins chère [dans 8 cas](calcul:x)").replace("\u00a0", " ")
    '« A » est la moins chère dans 8 cas'
    """
    return typeset(_ESCAPED.sub(r"\1", _STRONG.sub(r"\1", plain(markdown))))


def _table(table: Table) -> str:
    align = "---:" if table.numeric else "---"
    lines = [table.header, ["---"] + [align] * (len(table.header) - 1), *table.rows]
    body = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return f"**{table.caption}**\n\n{body}"


def block_markdown(block: Block) -> str:
    """Un bloc en Markdown ordinaire, sans ce qui n'agit que dans la page."""
    if isinstance(block, Fold):
        return "\n\n".join([f"**{block.title}**", *map(block_markdown, block.blocks)])
    if isinstance(block, Figure):
        return _table(block.table)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Letter):
        return f"**{block.title}**\n\n```\n{block.text}\n```"
    return block.text


def to_markdown(title: str, origin: str, summary: Summary, details: Details) -> str:
    """La réponse entière en Markdown ordinaire : verdict, parties, puis le calcul de chaque chiffre."""
    parts = [f"# {title}", origin, summary.verdict, *map(block_markdown, summary.blocks)]
    for section in details.sections:
        parts += [f"## {section.title}", *map(block_markdown, section.blocks)]
    parts.append("## Comment ces chiffres sont calculés")
    for formula in details.formulas:
        parts.append("\n".join([f"**{formula.title}**", "", *(f"- {step}" for step in formula.steps)]))
    return typeset(plain("\n\n".join(parts))) + "\n"


def to_csv(data: Mapping[str, Any]) -> str:
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


def _split(data: Mapping[str, Any]) -> tuple[list[tuple[str, Any]], list[tuple[str, list[dict[str, Any]]]]]:
    """Les valeurs simples, en clés pointées, et à part les listes d'objets."""
    scalars: list[tuple[str, Any]] = []
    tables: list[tuple[str, list[dict[str, Any]]]] = []
    for key, value in _walk(data, ""):
        if isinstance(value, list):
            tables.append((key, value))
        else:
            scalars.append((key, value))
    return scalars, tables


def _walk(node: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
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


def _transposed(name: str, items: Sequence[Mapping[str, Any]]) -> Iterator[list[str]]:
    """Une colonne par objet, nommée par lui ; une ligne par valeur."""
    columns = [dict(_flat(item, "")) for item in items]
    titles = [next((str(c[key]) for key in _NAMES if key in c), str(rank)) for rank, c in enumerate(columns, 1)]
    yield [name, *map(_cell, titles)]
    for key in dict.fromkeys(key for column in columns for key in column):
        yield [key, *(_cell(column.get(key)) for column in columns)]


def _flat(node: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in _walk(node, prefix):
        if isinstance(value, list):
            for rank, item in enumerate(value):
                yield from _flat(item, f"{key}.{rank}.")
        else:
            yield key, value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        return format_input(value)
    text = str(value)
    return f"'{text}" if text.startswith(_ACTIVE) else text
