"""Les fichiers : ceux qu'une réponse donne (classeur, CSV, JSON, Markdown), et le JSON qu'on rouvre.

Rien n'est écrit sur un disque : la page reçoit un texte ou des octets, et les propose à l'enregistrement.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from typing import Any

from tools.kit.declare import Parsed, parse
from tools.kit.french import format_date, join_words
from tools.kit.link import MigrationError, bring_up, known_versions, load_json
from tools.kit.tool import load
from tools.kit.write import board_markdown, to_csv, to_markdown

MAX_FILE = 1_000_000
UNREADABLE = "Ce fichier n'est pas un JSON lisible : choisissez celui que « Enregistrer » a donné."
FOREIGN = "Ce fichier vient d'un autre calculateur de ce site, ou d'ailleurs."
DEEPEST = 16
UNKNOWN_VERSION = "Ce fichier vient d'une version du modèle que cette page ne connaît pas : rechargez-la."
TOO_BIG = "Ce fichier est trop gros pour être un résultat de ce site."


class FileError(ValueError):
    """Un fichier refusé ; le message est la phrase à montrer."""


def has_workbook(tool: str) -> bool:
    """Vrai si l'outil sait écrire un classeur."""
    return find_spec(f"tools.{tool}.workbook") is not None


def result_of(tool: str, inputs: Any) -> dict[str, Any]:
    """Le résultat complet en données JSON, avec le nom de l'outil : de quoi le rouvrir."""
    return {"outil": tool, **load(tool, "view").to_json(inputs, load(tool, "model").compute(inputs))}


@dataclass(frozen=True)
class Read:
    """Un fichier lu : sa situation (ou ses erreurs), et ce qu'il faut dire de sa version."""

    parsed: Parsed
    note: str = ""


def read_text(tool: str, text: str) -> Read:
    """Lit un fichier JSON : un résultat enregistré, de n'importe quelle version connue, ou une situation.

    Lève `FileError` s'il n'est pas lisible ou vient d'ailleurs.
    """
    if len(text) > MAX_FILE:
        raise FileError(TOO_BIG)
    try:
        data = load_json(text.removeprefix("\ufeff"), DEEPEST)
    except ValueError as error:
        raise FileError(UNREADABLE) from error
    cls = load(tool, "inputs").Inputs
    if not isinstance(data, Mapping) or not {"version", "entrees"} <= set(data):
        return Read(parse(cls, data))
    if data.get("outil", tool) != tool:
        raise FileError(FOREIGN)
    return _read_result(tool, cls, data["version"], data["entrees"])


def _read_result(tool: str, cls: type, version: Any, entries: Any) -> Read:
    """Lit un résultat enregistré, mené de sa version à celle d'aujourd'hui."""
    if str(version) not in known_versions(tool):
        raise FileError(UNKNOWN_VERSION)
    try:
        data, done, lost = bring_up(tool, version, entries)
    except MigrationError as error:
        raise FileError(str(error)) from error
    if not done:
        return Read(parse(cls, entries))
    note = f"Le modèle a changé depuis la version {version} : " + " ".join(step.pourquoi for step in done)
    if lost:
        note += " Non repris : " + join_words(f"« {key} » ({value})" for key, value in lost.items()) + "."
    return Read(parse(cls, data), note)


def export(tool: str, inputs: Any, kind: str, address: str) -> dict[str, str]:
    """Un fichier de la réponse : son nom, son type, et son texte ou ses octets en base 64.

    `address` est le lien de la situation, écrit dans ce qui se lit. Lève `KeyError` pour une sorte inconnue.
    """
    suffix, mime, write = _KINDS[kind]
    content = write(tool, inputs, address)
    name = f"{tool}-{date.today().isoformat()}.{suffix}"  # ruff: ignore[call-date-today] — le jour du lecteur
    if isinstance(content, bytes):
        return {"nom": name, "type": mime, "base64": base64.b64encode(content).decode()}
    return {"nom": name, "type": mime, "texte": content}


def origin(tool: str, address: str) -> str:
    """D'où vient un fichier : le modèle, sa version, le jour, le lien."""
    day = format_date(date.today())  # ruff: ignore[call-date-today] — le jour du lecteur
    version = load(tool, "model").VERSION
    link = f" Lien : {address}" if address else ""
    return f"Calculé le {day}, version {version} du modèle : une estimation pour décider, pas un devis.{link}"


def _json(tool: str, inputs: Any, address: str) -> str:
    data = {**result_of(tool, inputs), "lien": address}
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _csv(tool: str, inputs: Any, address: str) -> str:
    return to_csv({**result_of(tool, inputs), "lien": address})


def _markdown(tool: str, inputs: Any, address: str) -> str:
    view, result = load(tool, "view"), load(tool, "model").compute(inputs)
    title, said = view.TITRE, origin(tool, f"<{address}>" if address else "")
    text = to_markdown(title, said, view.summary(inputs, result), view.details(inputs, result))
    return text.replace(
        "](../../", f"]({address.partition('tools/')[0]}"
    )  # hors du site, une référence garde son adresse


def _minutes(tool: str, inputs: Any, address: str) -> str:
    return board_markdown(tool, inputs, date.today(), address)  # ruff: ignore[call-date-today] — le jour du lecteur


def _workbook(tool: str, inputs: Any, address: str) -> bytes:
    content: bytes = load(tool, "workbook").write(inputs, load(tool, "model").compute(inputs), address)
    return content


_KINDS: dict[str, tuple[str, str, Callable[[str, Any, str], str | bytes]]] = {
    "json": ("json", "application/json", _json),
    "csv": ("csv", "text/csv;charset=utf-8", _csv),
    "markdown": ("md", "text/markdown;charset=utf-8", _markdown),
    "conseil": ("conseil.md", "text/markdown;charset=utf-8", _minutes),
    "classeur": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook),
}
