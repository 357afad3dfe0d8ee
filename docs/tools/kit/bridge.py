"""La passerelle : ce que la page demande à Python, et ce que Python lui répond. Du texte dans les deux sens.

Le même code sert à la construction du site (résultat par défaut), dans le navigateur et sur la ligne de commande.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from tools.kit.declare import Parsed, Rows, fields_of, flatten, parse, unflatten
from tools.kit.draw import qr_svg
from tools.kit.french import typeset
from tools.kit.link import LinkError, elsewhere, find_charge, open_record, outcome_blocks, payload, state_words
from tools.kit.share import FileError, compare, disagreement_blocks, export, gather, read_row, read_text
from tools.kit.tool import load
from tools.kit.write import (
    board_html,
    board_of,
    compared,
    foot_html,
    origin,
    render_blocks,
    render_details,
    render_summary,
    to_text,
)

Question = dict[str, Any]
Reply = dict[str, Any]
Action = Callable[[Question], Reply]

PREFIX = "r-"
EPOCH = date(2026, 11, 24)
"""Le jour d'un lien fait par la page, pas par une personne : le même à chaque construction."""
LONG_LINK = 1_000
"""Au-delà, des messageries coupent le lien : la page propose aussi un fichier."""
INTERNE = "Le calcul a échoué. Vos valeurs sont gardées ; dites-le-nous avec le lien « Signaler une erreur »."


def answer(request: str) -> str:
    """Répond à une question JSON `{outil, action, …}` par un JSON, sans jamais lever d'exception.

    Actions : `chiffres` (verdict et chiffres), `details` (le reste), `conseil` (la page du conseil), `partager` (le
    lien, son code QR, le courriel), `exporter` (un fichier), `ouvrir` (lire un lien), `comparer` (deux liens),
    `dossier` (plusieurs liens), `lire` (rouvrir un fichier), `coller` (lire une ligne collée d'un tableur).
    Réponse : `{ok: true, …}`, ou `{ok: false, erreurs, message}`.
    """
    try:
        question = json.loads(request)
        reply = _ACTIONS[question["action"]](question)
    except ModuleNotFoundError:
        raise  # l'ouvrier va chercher le reste de la bibliothèque standard, puis repose la question
    except (LinkError, FileError) as error:
        reply = _said(str(error))
    except Exception:  # ruff: ignore[blind-except] — une trace ne doit jamais atteindre le lecteur
        reply = _said(INTERNE)
    return json.dumps(reply, ensure_ascii=False)


def _parsed(question: Question) -> Parsed:
    return parse(load(question["outil"], "inputs").Inputs, unflatten(question["champs"]))


def _refused(parsed: Parsed) -> Reply:
    count = len(parsed.errors)
    message = "Une valeur est à corriger." if count == 1 else f"{count} valeurs sont à corriger."
    return {**_said(message), "erreurs": parsed.errors}


def _with_inputs(
    work: Callable[[dict[str, Any], str, Any], dict[str, Any]],
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def action(question: Question) -> Reply:
        parsed = _parsed(question)
        return (
            {"ok": True, **work(question, question["outil"], parsed.inputs)} if not parsed.errors else _refused(parsed)
        )

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
    """L'adresse d'un autre outil, ouvert avec ces valeurs."""
    return f"../{tool}/#{elsewhere(tool, values, EPOCH)}"


def _said(message: str) -> Reply:
    """Un refus dit en une phrase."""
    return {"ok": False, "erreurs": {}, "message": typeset(message)}


def _open(question: Question) -> Reply:
    opened = open_record(question["outil"], question["charge"])
    html = render_blocks(outcome_blocks(opened), "l-")
    said = {"etat": typeset(state_words(opened)), "conteste": not (opened.matches or opened.outdated)}
    return {"ok": True, "champs": flatten(opened.inputs), "html": html, "identique": opened.matches, **said}


def _address(question: Question, inputs: Any) -> str:
    """L'adresse complète du lien de cette situation, daté du jour du lecteur."""
    return f"{question['adresse']}#{payload(question['outil'], inputs, date.today())}"  # ruff: ignore[call-date-today]


def _share(question: Question, tool: str, inputs: Any) -> Reply:
    """De quoi partager : le lien, son code QR, et un courriel avec le verdict dans son texte."""
    address = _address(question, inputs)
    board = board_of(tool, inputs)
    body = f"{to_text(board.verdict)}\n\n{address}\n\n{to_text(origin(tool, date.today()))}"  # ruff: ignore[call-date-today]
    return {
        "lien": address,
        "qr": qr_svg(address),
        "sujet": to_text(board.question),
        "verdict": to_text(board.verdict),
        "corps": body,
        "long": len(address.partition("#")[2]) > LONG_LINK,
    }


def _export(question: Question, tool: str, inputs: Any) -> Reply:
    return export(tool, inputs, question["sorte"], _address(question, inputs))


def _board(question: Question, tool: str, inputs: Any) -> Reply:
    day = date.today()  # ruff: ignore[call-date-today] — le jour du lecteur
    return {"html": board_html(tool, inputs, day, _address(question, inputs))}


def _compare(question: Question) -> Reply:
    found = compare(*question["liens"])
    html = render_blocks(disagreement_blocks(found), "d-")
    charges = [find_charge(text) for text in question["liens"]]
    fragment = f"deux.{charges[0]}.{charges[1]}"
    foot = foot_html(compared(found.tool, date.today()), f"{question['adresse']}#{fragment}")  # ruff: ignore[call-date-today]
    return {"ok": True, "html": f"{html}{foot}", "fragment": fragment, "outil": found.tool}


def _dossier(question: Question) -> Reply:
    return {"ok": True, **gather(question["liens"], question["racine"], question["style"])}


def _read_file(question: Question) -> Reply:
    read = read_text(question["outil"], question["texte"])
    if read.parsed.errors:
        first = next(iter(read.parsed.errors.values()))
        return _said(f"Ce fichier porte une valeur que l'outil n'accepte pas. {first}")
    return {"ok": True, "champs": flatten(read.parsed.inputs), "note": typeset(read.note)}


def _paste(question: Question) -> Reply:
    spec = fields_of(load(question["outil"], "inputs").Inputs)[question["liste"]]
    if not isinstance(spec, Rows):
        raise TypeError(spec)
    read = read_row(spec, question["texte"])
    lines = {"compris": read.understood, "refus": read.refused, "manque": read.missing}
    return {"ok": bool(read.fields), "erreurs": {}, "champs": read.fields, **lines}


_ACTIONS: dict[str, Action] = {
    "chiffres": _with_inputs(lambda _, tool, inputs: {"html": summary_html(tool, inputs)}),
    "details": _with_inputs(lambda _, tool, inputs: {"html": details_html(tool, inputs)}),
    "conseil": _with_inputs(_board),
    "partager": _with_inputs(_share),
    "exporter": _with_inputs(_export),
    "ouvrir": _open,
    "comparer": _compare,
    "dossier": _dossier,
    "lire": _read_file,
    "coller": _paste,
}
