"""Chaque page, rendue ici par la même extension : son texte est celui de la page construite ; les fautes s'y disent."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.config import load_config

from scripts.build import set_environment
from scripts.paths import DOCS, ROOT, SITE
from scripts.sitegen import examples, extension, references
from scripts.sitegen.content import ContentError, Graph, Page, check_graph, find_page, load_graph, read_page
from scripts.sitegen.examples import _examples
from scripts.sitegen.expand import expand, plan

set_environment()
CONFIG = load_config(str(ROOT / "mkdocs.yml"))
GRAPH = load_graph()
_TAG = re.compile(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->|<[^>]+>", re.DOTALL)


def rendered(body: str) -> str:
    """Le HTML d'une page, tel que MkDocs le demande à Python-Markdown."""
    return Markdown(extensions=CONFIG.markdown_extensions, extension_configs=CONFIG.mdx_configs).convert(body)


def texts(html: str) -> list[str]:
    """Les textes d'un HTML, entre deux balises, sans leurs blancs : l'allégement d'une page ne change que ceux-là."""
    return [text for part in _TAG.sub("\0", html).split("\0") if (text := re.sub(r"\s+", "", unescape(part)))]


@pytest.mark.parametrize("page", GRAPH.pages, ids=lambda page: page.path)
def test_a_page_says_what_it_was_built_to_say(page: Page) -> None:
    """Chaque texte rendu est dans la page construite."""
    built = "\n".join(texts((SITE / page.url / "index.html").read_text(encoding="utf-8")))
    found = texts(rendered(page.body))
    assert found
    assert [text for text in found if text not in built and "__A_RECEVOIR__" not in text] == []  # pesé ensuite


E1 = GRAPH.by_code("e1")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("[[vrai couts deuxcents ecart < zero]]", "n'est plus vrai"),
        ("[[vrai couts deuxcents titre < zero]]", "n'est pas un montant"),
        ("[[rapport couts deuxcents ecart zero]]", "rien ne s'y rapporte"),
        ("[[chiffre couts deuxcents total_0]] et [[chiffre couts deuxcents total_1]]", "sans comparaison vérifiée"),
        ("```modele", "un modèle s'écrit"),
    ],
)
def test_what_a_figure_says_must_stay_true(line: str, sentence: str) -> None:
    """Une comparaison fausse, sans objet ou absente arrête la construction, par une phrase."""
    with pytest.raises(ContentError, match=re.escape(sentence)):
        expand(E1, [line])


def test_a_page_without_lead_has_no_head() -> None:
    """L'en-tête suit le chapeau ; sans chapeau, rien ne s'écrit à sa place."""
    assert not any("minute" in line for line in expand(E1, ["Un texte."]))


def test_an_unknown_marker_stops_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Un repère que le site ne connaît pas est une faute, non du texte."""
    graph = Graph((replace(E1, body="[[inconnu]]"),))
    monkeypatch.setattr(extension, "find_page", lambda _: graph.pages[0])
    with pytest.raises(ValueError, match="Repère inconnu"):
        rendered("[[inconnu]]")


def test_a_right_aligned_cell_has_a_class(monkeypatch: pytest.MonkeyPatch) -> None:
    """L'alignement d'une colonne s'écrit en classe : la politique de sécurité refuse un style."""
    monkeypatch.setattr(extension, "find_page", lambda _: E1)
    html = rendered("| A | B |\n| --- | ---: |\n| a | 2 |")
    assert '<td class="nombre">2</td>' in html
    assert "style=" not in html


def _changed(code: str, /, **changes: object) -> list[Page]:
    return [replace(page, **changes) if page.code == code else page for page in GRAPH.pages]


@pytest.mark.parametrize(
    ("pages", "sentence"),
    [
        (_changed("c2", code="c1"), "le code « c1 » est déjà pris"),
        (_changed("c1", erreurs={"e99": ""}), "qui n'est le code d'aucune erreur"),
        (_changed("g1", outils=("rien",)), "qui n'est le code d'aucun outil"),
        ([page for page in GRAPH.pages if page.genre != "cas"], "aucune page de genre « cas » ne nomme"),
    ],
)
def test_a_broken_graph_is_one_sentence(pages: list[Page], sentence: str) -> None:
    """Un code pris deux fois, un nom inconnu, une erreur sans suite : une phrase qui nomme la page."""
    with pytest.raises(ContentError, match=re.escape(sentence)):
        check_graph(pages)


def test_what_is_nowhere_is_refused() -> None:
    """Un code, un texte, une partie qui n'existent pas."""
    with pytest.raises(ContentError, match="Aucune page n'a le code « e99 »"):
        GRAPH.by_code("e99")
    with pytest.raises(ContentError, match="celui d'aucune page"):
        find_page("Un texte que personne n'a écrit.")
    with pytest.raises(ContentError, match="il manque la partie « 30 jours »"):
        plan(replace(E1, body="# Titre"), "30 jours")


def test_an_optional_key_has_its_shape(tmp_path: Path) -> None:
    """Une clé facultative d'une autre forme que la sienne : une phrase qui la nomme."""
    text = (DOCS / E1.path).read_text(encoding="utf-8")
    path = tmp_path / "page.md"
    path.write_text(text.replace("---\n", "---\nhide: 12\n", 1), encoding="utf-8")
    with pytest.raises(ContentError, match="la clé « hide » n'est pas"):
        read_page(path, tmp_path)


GOOD = '["S1-1"]\nediteur = "E"\ntitre = "T"\ndate = "2026"\nappuie = "A"\nlecture = "lu"\nadresses = ["https://a"]\n'


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ('titre = "T"\n', "", "titre"),
        ('["https://a"]', "[]", "n'a pas d'adresse"),
        ('"lu"', '"vu"', "« lecture » doit être l'un de"),
    ],
)
def test_a_broken_reference_is_one_sentence(
    before: str, after: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Une référence mal décrite : une phrase qui la nomme ; bien décrite, elle se lit."""
    path = tmp_path / "references.toml"
    monkeypatch.setattr(references, "FILE", path)
    read = references.load_references.__wrapped__
    path.write_text(GOOD, encoding="utf-8")
    assert list(read()) == ["S1-1"]
    assert before in GOOD
    path.write_text(GOOD.replace(before, after), encoding="utf-8")
    with pytest.raises(ContentError, match=f"S1-1.*{re.escape(sentence)}"):
        read()


def test_a_broken_example_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Un exemple que l'outil refuse : son nom, et pourquoi."""
    path = tmp_path / "exemples.toml"
    path.write_text('[faux]\ntitre = "F"\n[faux.entrees]\npostes = -1\n', encoding="utf-8")
    monkeypatch.setattr(examples, "FILE", path)
    with pytest.raises(ValueError, match="faux"):
        _examples.__wrapped__()
