"""Un texte saisi est inerte où qu'on l'écrive, et s'y lit tel quel : page, dessin, feuille, fichiers, courriel."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tools.kit import bridge
from tools.kit.declare import Typed, clean_text, flatten, lists_of
from tools.kit.french import typeset
from tools.kit.link import payload
from tools.kit.share import compare, disagreement_blocks, export, gather
from tools.kit.tool import AnyAnswer, get_tool, names
from tools.kit.write import (
    Fold,
    Formula,
    Letter,
    Place,
    Prose,
    Setting,
    Table,
    board_html,
    figures_of,
    render_blocks,
    to_text,
)
from tools.kit.write.html import render_cell
from tools.kit.write.table import table_html

from tests.links import DAY
from tests.unit.test_contract import active_parts
from tests.unit.test_textes import hostile_inputs, text_limit

ADDRESS = "https://exemple.fr/tools/x/"


class _Text(HTMLParser):
    """Le texte d'un HTML, attributs exclus, titres d'accessibilité compris."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Un morceau de texte."""
        self.parts.append(data)


def text_of(html: str) -> str:
    """Ce qu'un lecteur lit."""
    reader = _Text()
    reader.feed(html)
    return "".join(reader.parts)


def _texts(answer: AnyAnswer) -> list[str]:
    """Les textes saisis de cette situation."""
    return sorted({text for name, text in flatten(answer.inputs).items() if text_limit(answer.tool, name) and text})


def _bare(text: str) -> str:
    """Sans les marques de sens de lecture ni la différence des espaces et des apostrophes."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", typeset(text.replace("\u2068", "").replace("\u2069", "")))


def _page(answer: AnyAnswer) -> str:
    return bridge.summary_html(answer) + bridge.details_html(answer)


def _read_elsewhere(markdown: str) -> str:
    """Un fichier Markdown lu par un lecteur ordinaire : HTML brut permis, pour qu'il trahisse ce qui serait actif."""
    html = str(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))
    return re.sub(r' style="text-align:\w+"', "", html)  # l'alignement qu'il donne de lui-même à un tableau


def _markdown(answer: AnyAnswer) -> str:
    return _read_elsewhere(export(answer, "markdown", ADDRESS).texte)


def _minutes(answer: AnyAnswer) -> str:
    return _read_elsewhere(export(answer, "conseil", ADDRESS).texte)


def _dossier(answer: AnyAnswer) -> str:
    return gather([payload(answer, DAY)], "https://exemple.fr/", "").html


def _disagreement(answer: AnyAnswer) -> str:
    tool = answer.tool
    pair = (payload(answer, DAY), payload(tool.answer(tool.inputs()), DAY))
    return render_blocks(disagreement_blocks(compare(*pair)), Setting(Place.SHEET))


def _opened(answer: AnyAnswer) -> str:
    reply = json.loads(
        bridge.answer(json.dumps({"action": "ouvrir", "outil": answer.tool.name, "charge": payload(answer, DAY)}))
    )
    return str(reply["html"])


PLACES: dict[str, Callable[[AnyAnswer], str]] = {
    "page": _page,
    "feuille": lambda answer: board_html(answer, DAY, ADDRESS),
    "markdown": _markdown,
    "compte rendu": _minutes,
    "dossier": _dossier,
    "désaccord": _disagreement,
    "lien reçu": _opened,
}
PARTIAL = {"feuille", "compte rendu"}
"""Ces places ne disent pas toute la situation : un texte peut n'y être pas, mais jamais y être autrement."""


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", names())
def test_hostile_text_is_read_literally(name: str, place: str) -> None:
    """Chaque texte hostile se lit tel quel, et rien de lui n'agit."""
    answer = get_tool(name).answer(hostile_inputs(get_tool(name)))
    html = PLACES[place](answer)
    found = [part for part in active_parts(html) if not part.startswith("a https://exemple.fr/")]
    assert found == []
    read = _bare(text_of(html))
    assert "\\" not in read
    assert _texts(answer) or not lists_of(answer.tool.inputs), "rien d'hostile n'est éprouvé"
    for text in _texts(answer):
        assert _bare(text) in read or place in PARTIAL, text
    if place in PARTIAL and name == "couts":
        assert any(_bare(text) in read for text in _texts(answer))


@pytest.mark.parametrize("name", names())
def test_hostile_text_in_drawings_mail_and_sheets(name: str) -> None:
    """Dans un dessin, un courriel, un classeur, un JSON : le texte saisi, sans échappement visible."""
    answer = get_tool(name).answer(hostile_inputs(get_tool(name)))
    sections = (block for section in answer.details.sections for block in section.blocks)
    charts = [figure.svg for figure in figures_of([*answer.summary.all_blocks, *sections])]
    for svg in charts:
        drawn = [text.text or "" for text in ET.fromstring(f"<g>{svg}</g>").iter("text")]
        assert not any("\\" in text for text in drawn)
    if name == "couts":
        labels = [text for svg in charts for text in ET.fromstring(f"<g>{svg}</g>").itertext()]
        assert all(any(_bare(text)[:25] in _bare(label) for label in labels) for text in _texts(answer))
        assert any(_bare(text) in _bare(to_text(answer.board.verdict)) for text in _texts(answer))
    assert "\\" not in to_text(answer.board.verdict)
    data = json.dumps(answer.data, ensure_ascii=False)
    assert all(json.dumps(text, ensure_ascii=False)[1:-1] in data for text in _texts(answer))
    if answer.tool.has_workbook:
        with zipfile.ZipFile(io.BytesIO(answer.tool.write_workbook(answer, ADDRESS, ""))) as archive:
            shared = ET.fromstring(archive.read("xl/sharedStrings.xml"))
        cells = {"".join(cell.itertext()) for cell in shared}
        assert set(_texts(answer)) <= cells


@given(st.text(max_size=60))
def test_any_text_is_literal_in_every_block(raw: str) -> None:
    """Un texte quelconque, mis dans chaque sorte de bloc sans précaution, s'y lit tel quel."""
    text = clean_text(raw)
    if not text:
        return
    typed = Typed(text)
    blocks: list[Any] = [
        Prose(f"Dit « {typed} »."),
        Table(f"Tableau {typed}", ["A", typed], [[typed, f"{typed}"]]),
        Fold(f"Repli {typed}", [Prose(typed)]),
        Formula("cle", f"Calcul {typed}", [f"{typed} = 1"]),
        Letter("lettre", "Titre", typed.raw),
    ]
    html = render_blocks(blocks, Setting(Place.PAGE, "p-"))
    assert active_parts(html) == []
    assert _bare(text_of(html)).count(_bare(text).strip()) >= 8


def test_typed_text_cannot_be_joined_by_mistake() -> None:
    """Le joindre ou l'ajouter à un texte, sans phrase, est une erreur : rien ne passe sans être échappé."""
    typed = Typed("<b>")
    for wrong in (lambda: ", ".join([typed] * 2), lambda: "a" + typed, lambda: typed + "a"):
        with pytest.raises(TypeError):
            wrong()
    assert f"{typed}" == "\\<b\\>"
    assert (str(typed), typed.raw) == ("\\<b\\>", "<b>")
    with pytest.raises(AttributeError):
        typed.raw = "autre"


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=30), st.booleans())
def test_a_cell_reads_the_same_by_the_short_way(text: str, linked: bool) -> None:
    """Une case nue, ou un chiffre qui s'ouvre, s'écrit comme le lecteur de Markdown l'écrirait."""
    setting = Setting(Place.PAGE, "r-")
    cell = f"[{text}](calcul:total-0)" if linked else text
    try:
        expected = render_cell(cell.strip(), setting)
    except ValueError:  # une accolade seule : refusée par l'un comme par l'autre
        return
    shown = table_html(Table("Légende", ["a"], [[cell.strip()]]), setting)
    assert f'<th scope="row">{expected}</th>' in shown
