"""Le français des pages et de l'interface : orthographe (hunspell) et grammaire (grammalecte)."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from scripts.paths import ROOT, SITE
from scripts.sitegen.glossary import load_terms
from tests.outside import required

WORDS = Path(__file__).with_name("mots.txt")
ACCEPTED = Path(__file__).with_name("grammaire.txt")
IDEAS = Path(__file__).with_name("vocabulaire.toml")
SKIPPED = {"script", "style", "code", "svg", "cite", "template", "noscript"}
OPTIONS = ("typo", "apos", "esp", "nbsp", "tab", "unit", "num", "liga", "maj", "chim", "mapos", "poncfin", "nf", "ocr")
"""Ce que l'extension de typographie règle déjà, ou que le découpage en lignes fausse."""
BLOCKS = {"p", "li", "td", "th", "h1", "h2", "h3", "dt", "dd", "summary", "legend", "label", "button", "caption", "pre"}
INLINE = re.compile(r"\b(?:terme|chiffre|essayer)\b")
"""Les boutons qui sont dans une phrase : les couper fausserait la grammaire."""


class Reader(HTMLParser):
    """Lit le texte de `<article>`, un paragraphe par bloc, sans code, citation de titre ni formulaire saisi."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.inside = False
        self.inline = False
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Entre dans l'article, ou dans ce qu'on ne lit pas."""
        if tag == "article":
            self.inside = True
        if tag in SKIPPED:
            self.depth += 1
        self.inline = tag == "button" and bool(INLINE.search(dict(attrs).get("class") or ""))
        if (tag in BLOCKS or tag == "br") and not self.inline:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Sort de l'article, ou de ce qu'on ne lit pas."""
        if tag == "article":
            self.inside = False
        if tag in SKIPPED:
            self.depth -= 1
        if tag in BLOCKS and not (tag == "button" and self.inline):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Garde le texte."""
        if self.inside and not self.depth:
            self.parts.append(data)


def page_text(path: Path) -> str:
    """Le texte d'une page construite, un paragraphe par ligne."""
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    text = "".join(reader.parts).replace("\u00ad", "")
    text = re.sub(r"https?://\S+|\b[SER]\d+(?:-\d+)?\b|\.txt\b", "", text)
    return "\n".join(line for line in (" ".join(part.split()) for part in text.split("\n")) if line)


def interface_text() -> str:
    """Les phrases que les scripts montrent."""
    scripts = (ROOT / "docs" / "assets" / "js").rglob("*.js")
    strings = (re.findall(r'"([^"\n]*[a-zéèà] [^"\n]*)"', path.read_text(encoding="utf-8")) for path in scripts)
    return "\n".join(text for found in strings for text in found if re.search(r"[.!?…]$", text))


@cache
def all_text() -> dict[str, str]:
    """Chaque page, et l'interface."""
    pages = {path.relative_to(SITE).as_posix(): page_text(path) for path in sorted(SITE.rglob("*.html"))}
    return pages | {"scripts": interface_text()}


def test_one_word_for_one_idea() -> None:
    """Aucune page n'emploie, pour une idée du glossaire, une expression que la liste relue écarte."""
    ideas = tomllib.loads(IDEAS.read_text(encoding="utf-8"))["idee"]
    assert {idea["glossaire"] for idea in ideas} <= set(load_terms())
    found = [
        f"{name} : « {at[0]} », dire « {idea['mot']} »"
        for name, text in all_text().items()
        if name not in {"reperes/references/index.html", "reperes/glossaire/index.html"}
        for idea in ideas
        for wrong in idea["ecarte"]
        for at in re.finditer(wrong, text, re.IGNORECASE)
    ]
    assert found == []


def test_cloud_is_said_beside_its_french_name() -> None:
    """À sa première venue dans une page, « nuage » est suivi de « (cloud) » : le mot que cherche le lecteur."""
    first = {name: text[text.index("nuage") :][:13] for name, text in all_text().items() if "nuage" in text}
    assert len(first) > 3
    assert {name: said for name, said in first.items() if said != "nuage (cloud)"} == {}


def test_spelling() -> None:
    """Aucun mot inconnu de hunspell hors de la liste relue du projet."""
    command = [required("hunspell"), "-d", "fr", "-l", "-i", "utf-8"]
    known = {line.strip() for line in WORDS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")}
    unknown = {}
    for name, text in all_text().items():
        plain = text.replace("’", "'").replace("\u202f", " ").replace("\u00a0", " ")
        done = subprocess.run(command, input=plain, capture_output=True, text=True, check=True)
        words = sorted({word for word in done.stdout.split() if word.rstrip(".") not in known})
        if words:
            unknown[name] = words
    assert unknown == {}


def test_grammar(tmp_path: Path) -> None:
    """Aucune remarque de grammalecte hors de celles qui ont été relues et écartées."""
    command = [required("grammalecte-cli"), "-j", "-off", *OPTIONS, "-f"]
    accepted = {line.strip() for line in ACCEPTED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")}
    lines = [(name, line) for name, text in all_text().items() for line in text.splitlines()]
    path = tmp_path / "texte.txt"
    path.write_text("\n".join(line for _, line in lines), encoding="utf-8")
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True)
    remarks = []
    for paragraph in json.loads(done.stdout)["data"]:
        name, line = lines[paragraph["iParagraph"] - 1]
        for error in paragraph["lGrammarErrors"]:
            fragment = line[error["nStart"] : error["nEnd"]]
            if f"{fragment} | {error['sRuleId']}" not in accepted:
                remarks.append(f"{name} : {fragment} | {error['sRuleId']} : {error['sMessage']}")
    assert remarks == []


class Shown(HTMLParser):
    """Tout ce qu'une page montre ou fait dire, gabarits du thème compris : textes, et noms des éléments."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Garde les noms ; passe ce qui n'est pas du texte."""
        self.depth += tag in {"script", "style", "code", "pre"}
        if tag in BLOCKS | {"div", "br", "option", "figcaption", "section", "header", "footer"}:
            self.parts.append("\n")
        if tag == "code":
            self.parts.append("x")  # un mot : ce qui le suit n'a pas d'espace de trop
        for name, value in attrs:
            if name in {"aria-label", "title", "placeholder", "alt"} and value:
                self.parts.append(f"\n{value}\n")

    def handle_endtag(self, tag: str) -> None:
        """Sort du code ; ferme un bloc."""
        self.depth -= tag in {"script", "style", "code", "pre"}
        if tag in BLOCKS | {"div"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Garde le texte."""
        if not self.depth:
            self.parts.append(data)


LOOSE = re.compile(r"[^\s] [;:!?»](?=\s|$|[.,)])|« |[^\s\d][;!?](?=\s|$)|\w:(?= )|\w'\w|\w\s+[.,](?=\s|$)")
"""Une espace ordinaire, ou aucune, là où le français veut une insécable ; une de trop ; une apostrophe de machine."""
LEFT = re.compile(r"https?:\S+|#1\.\S+|[€²]\?")


@pytest.mark.parametrize("page", sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html")))
def test_every_space_is_french(page: str) -> None:
    """Gabarits et thème compris : ni espace ordinaire avant « ; : ! ? » ou entre guillemets, ni avant une virgule."""
    shown = Shown()
    shown.feed((SITE / page).read_text(encoding="utf-8"))
    lines = LEFT.sub("", "".join(shown.parts)).split("\n")
    found = [line[max(0, at.start() - 30) : at.end() + 20] for line in lines for at in LOOSE.finditer(line)]
    assert found == []
