"""La passerelle : ce que la page demande à Python, et ce que Python lui répond. Du texte dans les deux sens.

Le même code sert à la construction du site (résultat par défaut), dans le navigateur et sur la ligne de commande.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from tools.kit import files, paste
from tools.kit.fields import Rows, fields_of
from tools.kit.html import render_details, render_summary
from tools.kit.link import LinkError, Record, decode, encode, from_link, to_link
from tools.kit.parse import Parsed, flatten, parse, to_json, unflatten
from tools.kit.provenance import preset_inputs
from tools.kit.tool import load

__all__ = ["answer", "details_html", "load", "open_link", "payload", "summary_html"]

PREFIX = "r-"
EPOCH = date(2026, 11, 24)
"""Le jour d'un lien fait par la page, pas par une personne : le même à chaque construction."""
INTERNE = "Le calcul a échoué. Vos valeurs sont gardées ; dites-le-nous avec le lien « Signaler une erreur »."


def answer(request: str) -> str:
    """Répond à une question JSON `{outil, action, …}` par un JSON, sans jamais lever d'exception.

    Actions : `chiffres` (verdict et chiffres), `details` (le reste), `lien` (la charge utile à partager),
    `ouvrir` (lire une charge utile), `exporter` (un fichier), `lire` (rouvrir un fichier), `coller` (lire une ligne
    collée d'un tableur). Réponse : `{ok: true, …}`, ou `{ok: false, erreurs, message}`.
    """
    try:
        question = json.loads(request)
        reply = _ACTIONS[question["action"]](question)
    except ModuleNotFoundError:
        raise  # l'ouvrier va chercher le reste de la bibliothèque standard, puis repose la question
    except Exception:  # ruff: ignore[blind-except] — une trace ne doit jamais atteindre le lecteur
        reply = {"ok": False, "erreurs": {}, "message": INTERNE}
    return json.dumps(reply, ensure_ascii=False)


def _parsed(question: dict[str, Any]) -> Parsed:
    return parse(load(question["outil"], "inputs").Inputs, unflatten(question["champs"]))


def _refused(parsed: Parsed) -> dict[str, Any]:
    count = len(parsed.errors)
    message = "Une valeur est à corriger." if count == 1 else f"{count} valeurs sont à corriger."
    return {"ok": False, "erreurs": parsed.errors, "message": message}


def _with_inputs(work: Callable[[str, Any], dict[str, Any]]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def action(question: dict[str, Any]) -> dict[str, Any]:
        parsed = _parsed(question)
        return {"ok": True, **work(question["outil"], parsed.inputs)} if not parsed.errors else _refused(parsed)

    return action


def summary_html(tool: str, inputs: Any) -> str:
    """Le HTML du verdict et des chiffres."""
    result = load(tool, "model").compute(inputs)
    return render_summary(load(tool, "view").summary(inputs, result), PREFIX, open_elsewhere)


def details_html(tool: str, inputs: Any) -> str:
    """Le HTML des parties et des calculs."""
    result = load(tool, "model").compute(inputs)
    return render_details(load(tool, "view").details(inputs, result), PREFIX, open_elsewhere)


def open_elsewhere(tool: str, values: dict[str, str]) -> str:
    """L'adresse d'un autre outil ouvert avec ces valeurs ; il dit dans `inputs.receive` ce qu'il en fait."""
    return f"../{tool}/#{payload(tool, load(tool, 'inputs').receive(values), EPOCH)}"


def payload(tool: str, inputs: Any, day: date) -> str:
    """La charge utile la plus courte du lien de cette situation, datée de `day`."""
    model, view, cls = load(tool, "model"), load(tool, "view"), load(tool, "inputs").Inputs
    numbers = tuple(view.headline(model.compute(inputs)))

    def write(base: Any, name: str) -> str:
        changed = to_link(inputs, base, by_rank=bool(name))
        return encode(Record(tool, model.VERSION, day.isoformat(), changed, numbers, name))

    written = [write(cls(), ""), *(write(base, name) for name, base in preset_inputs(tool, cls).items())]
    return min(written, key=len)


def open_link(tool: str, charge: str) -> tuple[Record, Any]:
    """Lit un lien de cet outil : ce qu'il porte, et les entrées ; lève `LinkError` avec une phrase."""
    record, cls = decode(charge), load(tool, "inputs").Inputs
    if record.outil != tool:
        raise LinkError("Ce lien vient d'un autre calculateur de ce site.")
    presets = preset_inputs(tool, cls)
    if record.base and record.base not in presets:
        raise LinkError("Ce lien part d'une situation type que cette version ne connaît pas.")
    data = from_link(record.entrees, to_json(presets[record.base])) if record.base else record.entrees
    parsed = parse(cls, data)
    if parsed.errors:
        first = next(iter(parsed.errors.values()))
        raise LinkError(f"Ce lien porte une valeur que l'outil n'accepte pas. {first}")
    return record, parsed.inputs


def _open(question: dict[str, Any]) -> dict[str, Any]:
    try:
        record, inputs = open_link(question["outil"], question["charge"])
    except LinkError as error:
        return {"ok": False, "erreurs": {}, "message": str(error)}
    return {"ok": True, "champs": flatten(inputs), "jour": record.jour, "version": record.version}


def _export(question: dict[str, Any]) -> dict[str, Any]:
    parsed = _parsed(question)
    if parsed.errors:
        return _refused(parsed)
    address = question.get("adresse", "")
    if address:
        address += f"#{payload(question['outil'], parsed.inputs, date.today())}"  # ruff: ignore[call-date-today] — le jour du lecteur
    return {"ok": True, **files.export(question["outil"], parsed.inputs, question["sorte"], address)}


def _read_file(question: dict[str, Any]) -> dict[str, Any]:
    try:
        parsed = files.read_text(question["outil"], question["texte"])
    except files.FileError as error:
        return {"ok": False, "erreurs": {}, "message": str(error)}
    if parsed.errors:
        first = next(iter(parsed.errors.values()))
        return {
            "ok": False,
            "erreurs": {},
            "message": f"Ce fichier porte une valeur que l'outil n'accepte pas. {first}",
        }
    return {"ok": True, "champs": flatten(parsed.inputs)}


def _paste(question: dict[str, Any]) -> dict[str, Any]:
    spec = fields_of(load(question["outil"], "inputs").Inputs)[question["liste"]]
    if not isinstance(spec, Rows):
        raise TypeError(spec)
    read = paste.read_row(spec, question["texte"])
    lines = {"compris": read.understood, "refus": read.refused, "manque": read.missing}
    return {"ok": bool(read.fields), "erreurs": {}, "champs": read.fields, **lines}


_ACTIONS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "chiffres": _with_inputs(lambda tool, inputs: {"html": summary_html(tool, inputs)}),
    "details": _with_inputs(lambda tool, inputs: {"html": details_html(tool, inputs)}),
    "lien": _with_inputs(lambda tool, inputs: {"charge": payload(tool, inputs, date.today())}),  # ruff: ignore[call-date-today] — le jour du lecteur
    "ouvrir": _open,
    "exporter": _export,
    "lire": _read_file,
    "coller": _paste,
}
