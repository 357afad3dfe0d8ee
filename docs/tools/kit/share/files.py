"""Les fichiers : ceux qu'une réponse donne (classeur, CSV, JSON, Markdown), et le JSON qu'on rouvre.

Rien n'est écrit sur un disque : la page reçoit un texte ou des octets, et les propose à l'enregistrement.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tools.kit.declare import Data, Parsed, Situation, lists_of, parse, said_as_zero
from tools.kit.french import join_words, today, typeset
from tools.kit.link import MigrationError, bring_up, known_versions, load_json
from tools.kit.share.rows import AnyRows
from tools.kit.tool import AnyAnswer, AnyTool
from tools.kit.write import (
    Place,
    Setting,
    board_markdown,
    computed,
    headed,
    owned_data,
    ownership,
    to_csv,
    to_markdown,
    to_text,
)

MAX_FILE = 1_000_000
UNREADABLE = "Ce fichier n'est pas un JSON lisible : choisissez celui que « Enregistrer » a donné."
FOREIGN = "Ce fichier vient d'un autre calculateur de ce site, ou d'ailleurs."
DEEPEST = 16
UNKNOWN_VERSION = "Ce fichier vient d'une version du modèle que cette page ne connaît pas : rechargez-la."
TOO_BIG = "Ce fichier est trop gros pour être un résultat de ce site."


class FileError(ValueError):
    """Un fichier refusé ; le message est la phrase à montrer."""


@dataclass(frozen=True)
class Read:
    """Un fichier lu : sa situation (ou ses erreurs), et ce qu'il faut dire de sa version, en texte.

    `supposed` : par ligne, les réponses absentes que l'on a prises pour zéro, si on l'a demandé.
    """

    parsed: Parsed[Situation]
    note: str = ""
    supposed: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Saved:
    """Un fichier à enregistrer : son nom, son type, et son texte ou ses octets en base 64."""

    nom: str
    type: str
    texte: str = ""
    base64: str = ""


def read_text(tool: AnyTool, text: str, *, absent_is_zero: bool = False) -> Read:
    """Lit un fichier JSON : un résultat enregistré, de n'importe quelle version connue, ou une situation.

    `absent_is_zero` : une réponse attendue et absente vaut zéro, et c'est dit ; sinon elle reste à donner.

    Lève `FileError` s'il n'est pas lisible ou vient d'ailleurs.
    """
    if len(text) > MAX_FILE:
        raise FileError(TOO_BIG)
    try:
        data = load_json(text.removeprefix("\ufeff"), DEEPEST)
    except ValueError as error:
        raise FileError(UNREADABLE) from error
    if not isinstance(data, Mapping) or not {"version", "entrees"} <= set(data):
        return _read_situation(tool, data, absent_is_zero=absent_is_zero)
    if data.get("outil", tool.name) != tool.name:
        raise FileError(FOREIGN)
    return _read_result(tool, str(data["version"]), data["entrees"], absent_is_zero=absent_is_zero)


def _read_situation(tool: AnyTool, data: object, *, absent_is_zero: bool) -> Read:
    supposed: dict[str, list[str]] = {}
    if absent_is_zero and isinstance(data, Mapping):
        data = dict(data)
        for key, rows in lists_of(tool.inputs).items():
            if isinstance(data.get(key), list):
                data[key] = [_as_said(rows, row, supposed) for row in data[key]]
    return Read(parse(tool.inputs, data), supposed=supposed)


def _as_said(rows: AnyRows, row: object, supposed: dict[str, list[str]]) -> object:
    if not isinstance(row, Mapping):
        return row
    said, keys = said_as_zero(rows.row, row)
    if keys:
        supposed[str(row.get(rows.key, ""))] = keys
    return said


def _read_result(tool: AnyTool, version: str, entries: Data, *, absent_is_zero: bool) -> Read:
    """Lit un résultat enregistré, mené de sa version à celle d'aujourd'hui."""
    if version not in known_versions(tool.name):
        raise FileError(UNKNOWN_VERSION)
    try:
        data, done, lost = bring_up(tool.name, version, entries)
    except MigrationError as error:
        raise FileError(str(error)) from error
    if not done:
        return _read_situation(tool, entries, absent_is_zero=absent_is_zero)
    note = f"Le modèle a changé depuis la version {version} : " + " ".join(step.pourquoi for step in done)
    if lost:
        note += " Non repris : " + join_words(f"« {key.raw} » ({value.raw})" for key, value in lost.items()) + "."
    return Read(parse(tool.inputs, data), note)


def export(answer: AnyAnswer, kind: str, address: str) -> Saved:
    """Un fichier de la réponse, d'une des sortes connues ; `address` est son lien, écrit dans ce qui se lit."""
    suffix, mime, write = _KINDS[kind]
    content = write(answer, address)
    name = f"{answer.tool.name}-{today().isoformat()}.{suffix}"
    if isinstance(content, bytes):
        return Saved(name, mime, base64=base64.b64encode(content).decode())
    return Saved(name, mime, texte=content)


def _json(answer: AnyAnswer, address: str) -> str:
    return json.dumps({**owned_data(answer), "lien": address}, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _csv(answer: AnyAnswer, address: str) -> str:
    return to_csv({**owned_data(answer), "lien": address})


def _markdown(answer: AnyAnswer, address: str) -> str:
    """Hors du site, une référence garde l'adresse du site."""
    said = computed(answer, today()) + (f" Lien : <{address}>" if address else "")
    setting = Setting(Place.FILE, root=address.partition("tools/")[0])
    return to_markdown(typeset(answer.tool.title), said, headed(answer), answer.details, setting)


def _minutes(answer: AnyAnswer, address: str) -> str:
    return board_markdown(answer, today(), address)


def _workbook(answer: AnyAnswer, address: str) -> bytes:
    return answer.tool.write_workbook(answer, address, to_text(ownership(answer).short))


_KINDS: dict[str, tuple[str, str, Callable[[AnyAnswer, str], str | bytes]]] = {
    "json": ("json", "application/json", _json),
    "csv": ("csv", "text/csv;charset=utf-8", _csv),
    "markdown": ("md", "text/markdown;charset=utf-8", _markdown),
    "conseil": ("conseil.md", "text/markdown;charset=utf-8", _minutes),
    "classeur": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook),
}
