"""La passerelle : ce que la page demande à Python, et ce que Python lui répond. Du JSON dans les deux sens.

Les formes sont dans `kit/protocol.py`. Le même code sert à la construction du site (réponse de l'exemple), dans le
navigateur et sur la ligne de commande.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import parse_qsl

from tools.kit.declare import Data, flatten, parse, unflatten
from tools.kit.draw import qr_svg
from tools.kit.french import today, typeset
from tools.kit.link import (
    LinkError,
    elsewhere,
    find_charge,
    find_charges,
    open_record,
    outcome_blocks,
    payload,
    state_words,
)
from tools.kit.lists import on_rows, read_quote, take_quote
from tools.kit.protocol import (
    Compared,
    DossierQuestion,
    ExportForm,
    FileOpened,
    FileQuestion,
    Form,
    Handed,
    HandQuestion,
    LinkOpened,
    LinkQuestion,
    Mended,
    PairQuestion,
    QuoteForm,
    Refused,
    Reply,
    RowForm,
    Shared,
    Shown,
    TakeForm,
    TextQuestion,
)
from tools.kit.reading import readings
from tools.kit.share import (
    Dossier,
    FileError,
    Saved,
    add_row,
    compare,
    copy_row,
    disagreement_blocks,
    export,
    gather,
    read_text,
    write_mail,
)
from tools.kit.tool import AnyAnswer, UnknownTool, get_tool
from tools.kit.write import (
    Place,
    Setting,
    board_html,
    computed,
    foot_html,
    headed,
    origin,
    ownership,
    render_blocks,
    render_details,
    render_summary,
    to_text,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

EPOCH = date(2026, 11, 24)
"""Le jour d'un lien fait par la page, pas par une personne : le même à chaque construction."""
INTERNE = "Le calcul a échoué. Vos valeurs sont gardées ; dites-le-nous avec le lien « Signaler une erreur »."
ABSENT = "Ce calculateur n'existe pas ici."


def answer(request: str) -> str:
    """Répond à une question JSON `{action, …}` par un JSON `{ok, …}`, sans jamais lever d'exception.

    `ModuleNotFoundError` seule passe : l'ouvrier va chercher le reste de la bibliothèque, puis repose la question.
    """
    reply: Reply
    try:
        question = json.loads(request)
        reply = ACTIONS[question.pop("action")].reply(question)
    except ModuleNotFoundError:
        raise
    except (LinkError, FileError) as error:
        reply = Refused(typeset(str(error)))
    except UnknownTool:
        reply = Refused(typeset(ABSENT))
    except Exception:  # ruff: ignore[blind-except] — une trace ne doit jamais atteindre le lecteur
        reply = Refused(typeset(INTERNE))
    return json.dumps({"ok": True, **asdict(reply)}, ensure_ascii=False)


Q = TypeVar("Q", bound="DataclassInstance")


@dataclass(frozen=True)
class Action(Generic[Q]):
    """Une question que la page peut poser : sa forme, et qui y répond."""

    question: type[Q]
    work: Callable[[Q], Reply]

    def reply(self, data: Data) -> Reply:
        """Répond, en laissant de côté ce que la question n'a pas à savoir."""
        known = {f.name for f in fields(self.question)}
        return self.work(self.question(**{key: value for key, value in data.items() if key in known}))


F = TypeVar("F", bound=Form)


def _answering(work: Callable[[F, AnyAnswer], Reply]) -> Callable[[F], Reply]:
    """Lit les champs, puis répond ; des champs fautifs sont refusés, chacun par sa phrase."""

    def reply(question: F) -> Reply:
        tool = get_tool(question.outil)
        parsed = parse(tool.inputs, unflatten(question.champs))
        if parsed.errors:
            count = len(parsed.errors)
            message = "Une valeur est à corriger." if count == 1 else f"{count} valeurs sont à corriger."
            return Refused(typeset(message), parsed.errors, _readings(question.champs, parsed.errors))
        return work(question, tool.answer(parsed.inputs))

    return reply


def _readings(texts: Mapping[str, str], errors: Mapping[str, str]) -> dict[str, list[str]]:
    """Les façons de lire les nombres fautifs qui en ont deux, pour que le lecteur choisisse."""
    found = {name: readings(texts.get(name, "")) for name in errors}
    return {name: ways for name, ways in found.items() if len(ways) > 1}


def open_elsewhere(tool: str, values: Mapping[str, str]) -> str:
    """L'adresse d'un autre outil, ouvert avec ces valeurs."""
    return f"../{tool}/#{elsewhere(tool, values, EPOCH)}"


def _hand(question: HandQuestion) -> Handed:
    """Remet des valeurs à un autre outil ; des champs fautifs, gardés dans l'onglet, n'y servent pas de départ."""
    tool = get_tool(question.outil)
    if tool.receive is None:
        raise UnknownTool(question.outil)
    own = parse(tool.inputs, unflatten(question.champs)) if question.champs else None
    inputs, said = tool.receive(dict(parse_qsl(question.valeurs)), own.inputs if own and not own.errors else None)
    return Handed(f"../{tool.name}/#{payload(tool.answer(inputs), today())}", typeset(said))


PAGE = Setting(Place.PAGE, "r-", opener=open_elsewhere)


def summary_html(found: AnyAnswer) -> str:
    """Le HTML du verdict et des chiffres, dans la page de l'outil."""
    return render_summary(headed(found), PAGE)


def details_html(found: AnyAnswer) -> str:
    """Le HTML des parties et des calculs, dans la page de l'outil."""
    return render_details(found.details, PAGE)


def _address(question: Form, found: AnyAnswer) -> str:
    """L'adresse complète du lien de cette situation, daté du jour du lecteur."""
    return f"{question.adresse}#{payload(found, today())}"


def _share(question: Form, found: AnyAnswer) -> Shared:
    address = _address(question, found)
    verdict = to_text(f"{ownership(found).short} {found.board.verdict}")
    said, subject = typeset(computed(found, today())), to_text(found.board.question)
    mail = write_mail(subject, verdict, address, question.adresse, said)
    return Shared(
        lien=address, qr=qr_svg(address), sujet=subject, verdict=verdict, courriel=mail.address, long=mail.long
    )


def _board(question: Form, found: AnyAnswer) -> Shown:
    return Shown(board_html(found, today(), _address(question, found)))


def _export(question: ExportForm, found: AnyAnswer) -> Saved:
    return export(found, question.sorte, _address(question, found))


def _open(question: LinkQuestion) -> LinkOpened:
    opened = open_record(question.outil, question.charge)
    html = render_blocks(outcome_blocks(opened), Setting(Place.SHEET, "l-"))
    disputed = not (opened.matches or opened.outdated)
    return LinkOpened(flatten(opened.inputs), html, typeset(state_words(opened)), opened.matches, disputed)


def _mend(question: TextQuestion) -> Mended:
    """Les liens intacts d'un texte, réparés s'il le faut ; lève `LinkError` s'il n'y en a aucun."""
    return Mended(find_charges(question.texte))


def _compare(question: PairQuestion) -> Compared:
    found = compare(*question.liens)
    html = render_blocks(disagreement_blocks(found), Setting(Place.SHEET, "d-"))
    one, two = map(find_charge, question.liens)
    fragment = f"deux.{one}.{two}"
    foot = foot_html(origin("Comparé", today(), found.tool), f"{question.adresse}#{fragment}")
    return Compared(f"{html}{foot}", fragment, found.tool.name)


def _dossier(question: DossierQuestion) -> Dossier:
    return gather(question.liens, question.racine, question.style)


def _read_file(question: FileQuestion) -> Reply:
    read = read_text(get_tool(question.outil), question.texte)
    if read.parsed.errors:
        first = next(iter(read.parsed.errors.values()))
        return Refused(typeset(f"Ce fichier porte une valeur que l'outil n'accepte pas. {first}"))
    return FileOpened(flatten(read.parsed.inputs), typeset(read.note))


ACTIONS: dict[str, Action[Any]] = {  # chaque action a sa forme de question : le dictionnaire les mêle
    "chiffres": Action(Form, _answering(lambda _, found: Shown(summary_html(found)))),
    "details": Action(Form, _answering(lambda _, found: Shown(details_html(found)))),
    "conseil": Action(Form, _answering(_board)),
    "partager": Action(Form, _answering(_share)),
    "exporter": Action(ExportForm, _answering(_export)),
    "ouvrir": Action(LinkQuestion, _open),
    "reparer": Action(TextQuestion, _mend),
    "remettre": Action(HandQuestion, _hand),
    "comparer": Action(PairQuestion, _compare),
    "dossier": Action(DossierQuestion, _dossier),
    "lire": Action(FileQuestion, _read_file),
    "ajouter": Action(RowForm, on_rows(lambda spec, q: add_row(spec, q.champs))),
    "dupliquer": Action(RowForm, on_rows(lambda spec, q: copy_row(spec, q.champs, q.rang))),
    "lire_devis": Action(QuoteForm, read_quote),
    "ajouter_devis": Action(TakeForm, take_quote),
}
