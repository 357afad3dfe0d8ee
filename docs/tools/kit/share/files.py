"""Les fichiers : ceux qu'une réponse donne (classeur, CSV, JSON, Markdown), et le JSON qu'on rouvre.

Rien n'est écrit sur un disque : la page reçoit un texte ou des octets, et les propose à l'enregistrement.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tools.kit.declare import Data, Parsed, Situation, parse
from tools.kit.french import join_words, today, typeset
from tools.kit.link import MigrationError, bring_up, known_versions, load_json
from tools.kit.tool import AnyAnswer, AnyTool
from tools.kit.write import Place, Setting, board_markdown, computed, to_csv, to_markdown

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
    """Un fichier lu : sa situation (ou ses erreurs), et ce qu'il faut dire de sa version, en texte."""

    parsed: Parsed[Situation]
    note: str = ""


@dataclass(frozen=True)
class Saved:
    """Un fichier à enregistrer : son nom, son type, et son texte ou ses octets en base 64."""

    nom: str
    type: str
    texte: str = ""
    base64: str = ""


def read_text(tool: AnyTool, text: str) -> Read:
    """Lit un fichier JSON : un résultat enregistré, de n'importe quelle version connue, ou une situation.

    Lève `FileError` s'il n'est pas lisible ou vient d'ailleurs.
    """
    if len(text) > MAX_FILE:
        raise FileError(TOO_BIG)
    try:
        data = load_json(text.removeprefix("\ufeff"), DEEPEST)
    except ValueError as error:
        raise FileError(UNREADABLE) from error
    if not isinstance(data, Mapping) or not {"version", "entrees"} <= set(data):
        return Read(parse(tool.inputs, data))
    if data.get("outil", tool.name) != tool.name:
        raise FileError(FOREIGN)
    return _read_result(tool, str(data["version"]), data["entrees"])


def _read_result(tool: AnyTool, version: str, entries: Data) -> Read:
    """Lit un résultat enregistré, mené de sa version à celle d'aujourd'hui."""
    if version not in known_versions(tool.name):
        raise FileError(UNKNOWN_VERSION)
    try:
        data, done, lost = bring_up(tool.name, version, entries)
    except MigrationError as error:
        raise FileError(str(error)) from error
    if not done:
        return Read(parse(tool.inputs, entries))
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
    return json.dumps({**answer.data, "lien": address}, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _csv(answer: AnyAnswer, address: str) -> str:
    return to_csv({**answer.data, "lien": address})


def _markdown(answer: AnyAnswer, address: str) -> str:
    """Hors du site, une référence garde l'adresse du site."""
    said = computed(answer, today()) + (f" Lien : <{address}>" if address else "")
    setting = Setting(Place.FILE, root=address.partition("tools/")[0])
    return to_markdown(typeset(answer.tool.title), said, answer.summary, answer.details, setting)


def _minutes(answer: AnyAnswer, address: str) -> str:
    return board_markdown(answer, today(), address)


def _workbook(answer: AnyAnswer, address: str) -> bytes:
    return answer.tool.write_workbook(answer, address)


_KINDS: dict[str, tuple[str, str, Callable[[AnyAnswer, str], str | bytes]]] = {
    "json": ("json", "application/json", _json),
    "csv": ("csv", "text/csv;charset=utf-8", _csv),
    "markdown": ("md", "text/markdown;charset=utf-8", _markdown),
    "conseil": ("conseil.md", "text/markdown;charset=utf-8", _minutes),
    "classeur": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook),
}
