"""Les pages : en-têtes, plan de chaque genre, références, chiffres, liens calculés."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from tools.kit import bridge
from tools.kit.declare import differences, load_presets
from tools.kit.link import open_record
from tools.kit.tool import names

from scripts import publish_check
from scripts.paths import DOCS, SITE
from scripts.sitegen import publisher
from scripts.sitegen.content import DRAFT, ContentError, Page, load_graph, read_page
from scripts.sitegen.examples import shown
from scripts.sitegen.expand import expand, plan
from scripts.sitegen.references import load_references
from scripts.sitegen.rules import HORIZONS, page_faults

GRAPH = load_graph()
PAGES = {page.path: page for page in GRAPH.pages}
LEGAL = "Information générale, ni conseil juridique ni devis"


@pytest.mark.parametrize("path", PAGES)
def test_each_page_follows_its_rules(path: str) -> None:
    """Un titre, un chapeau, le plan de son genre, aucun chiffre tapé, une date de revue passée."""
    page = PAGES[path]
    assert page_faults(page) == []
    assert page.revue <= date.today()  # ruff: ignore[call-date-today]


@pytest.mark.parametrize("page", GRAPH.of_kind("erreur"), ids=lambda p: p.code)
def test_each_mistake_is_linked(page: Page) -> None:
    """Trois horizons non vides, et des liens vers cas, remède, outil."""
    assert all(plan(page, horizon) for horizon in HORIZONS)
    for kind in ("cas", "remede", "guide", "outil"):
        assert GRAPH.naming(page.code, kind)


@pytest.mark.parametrize("page", GRAPH.of_kind("guide"), ids=lambda p: p.code)
def test_each_guide_is_reached_from_mistakes_and_tools(page: Page) -> None:
    """Les erreurs et les outils qu'un guide nomme y mènent, une fois construits, et il y ramène."""
    for named in (*page.erreurs, *page.outils):
        other = GRAPH.by_code(named)
        assert f'/{page.url}">' in (SITE / other.url / "index.html").read_text(encoding="utf-8")
    html = (SITE / page.url / "index.html").read_text(encoding="utf-8")
    assert all(f'/{GRAPH.by_code(named).url}">' in html for named in page.erreurs)
    assert all(f"/{GRAPH.by_code(tool).url}" in html for tool in page.outils)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ('<p class="chapeau"', "<p", "il manque le chapeau"),
        ("\n# ", "\n## ", "il faut un titre"),
        ("## Le symptôme", "## Un symptôme", "dans cet ordre : Le symptôme"),
        ("**Selon l'article.**", "**L'article.**", "ce que dit l'article"),
        ("[[suite]]", "", "[[suite]]"),
        ("1. ", "- ", "« Cinq questions à se poser » en a 4"),
        ("### 90 jours", "### Plus tard", "« ### 90 jours »"),
        ("```modele demande-", "```modele autre-", "message à copier"),
        ("[[chiffre couts ", "[[chiffre autre ", "chiffre calculé"),
        ("## Le symptôme", "Cela coûte 12 000 € par an.\n\n## Le symptôme", "« 12 000 € » est tapé"),
    ],
)
def test_broken_rule_is_one_sentence(before: str, after: str, sentence: str) -> None:
    """Une règle enfreinte se dit pendant qu'on écrit, par une phrase qui dit quoi faire."""
    page = GRAPH.by_code("e1")
    assert before in f"\n{page.body}"
    broken = replace(page, body=f"\n{page.body}".replace(before, after))
    assert any(sentence in fault for fault in page_faults(broken))


def test_every_fault_is_told_and_a_draft_still_shows(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Deux pages fautives : les deux fautes d'un coup ; pendant qu'on écrit, elles n'arrêtent rien."""
    for path in DOCS.rglob("*.md"):
        copy = tmp_path / path.relative_to(DOCS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    wrong = [GRAPH.by_code(code).path for code in ("e1", "e2")]
    for name in wrong:
        (tmp_path / name).write_text(f"{(DOCS / name).read_text(encoding='utf-8')}\n# De trop\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_graph(tmp_path)
    assert all(f"{name} : " in str(caught.value) for name in wrong)
    monkeypatch.setenv(DRAFT, "1")
    assert len(load_graph(tmp_path).pages) == len(GRAPH.pages)
    assert capsys.readouterr().err == f"{caught.value}\n"


def test_publisher_is_never_invented(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Une ligne vide d'`editeur.toml` se voit dans la page et empêche la publication ; complète, elle la permet."""
    path = tmp_path / "editeur.toml"
    monkeypatch.setattr(publisher, "FILE", path)
    path.write_text('nom = "A"\n', encoding="utf-8")
    unpublished = publish_check.unpublished
    monkeypatch.setattr(publish_check, "unpublished", list)  # une version en chantier se dit plus bas
    unfinished = publish_check.unfinished
    monkeypatch.setattr(publish_check, "unfinished", list)  # et une page inachevée aussi
    assert publish_check.main() == 1
    assert publisher.MISSING in publisher.render_publisher("")
    path.write_text("\n".join(f'{key} = "x"' for key in publisher.LABELS), encoding="utf-8")
    assert publish_check.main() == 0
    assert publisher.MISSING not in publisher.render_publisher("")
    monkeypatch.setattr(publish_check, "unpublished", unpublished)
    monkeypatch.setattr(publish_check, "DOCS", tmp_path)  # aucun outil n'y a de version publiée
    assert publish_check.unpublished() == names()
    monkeypatch.setattr(publish_check, "unfinished", unfinished)
    assert publish_check.unfinished() == []
    (tmp_path / "page.md").write_text(f"Financement : {publisher.MISSING}.\n", encoding="utf-8")
    assert publish_check.unfinished() == ["page.md"]
    assert publish_check.main() == 1


def test_seven_mistakes_two_cases_five_remedies_seven_guides() -> None:
    """Le compte y est."""
    assert [p.code for p in GRAPH.of_kind("erreur")] == [f"e{n}" for n in range(1, 8)]
    assert [p.code for p in GRAPH.of_kind("cas")] == ["c1", "c2"]
    assert len(GRAPH.of_kind("remede")) == 5
    assert [p.code for p in GRAPH.of_kind("guide")] == [f"g{n}" for n in range(1, 8)]
    indicators = GRAPH.by_code("r3").body.split("| --- | --- | --- |\n")[1].split("\n\n")[0]
    assert len(indicators.splitlines()) == 11


@pytest.mark.parametrize(
    "page",
    [p for p in GRAPH.pages if p.genre in {"erreur", "remede", "article", "guide", "repere"}],
    ids=lambda p: p.path,
)
def test_legal_pages_say_they_are_no_advice(page: Page) -> None:
    """Une page de fond, ou qui cite le droit, dit qu'elle n'est pas un conseil."""
    html = (SITE / page.url / "index.html").read_text(encoding="utf-8")
    if page.genre != "repere" or "[S2-" in page.body:
        assert LEGAL in html.replace("\u202f", " ")


def test_every_reference_is_cited_or_declared() -> None:
    """Aucune référence inutile : chacune est citée par une page ou par un outil."""
    cited = {ref for page in GRAPH.pages for ref in re.findall(r"\[(S\d+-\d+)\]", page.body)}
    tools = "".join(
        p.read_text(encoding="utf-8")
        for p in Path(bridge.__file__).parents[1].rglob("*.*")
        if p.suffix in {".py", ".toml"}
    )
    cited |= set(re.findall(r"S\d+-\d+", tools))
    assert sorted(set(load_references()) - cited) == []


@pytest.mark.parametrize(
    "page", [p for p in GRAPH.pages if p.genre in {"erreur", "cas", "remede", "guide"}], ids=lambda p: p.path
)
def test_situation_links_open(page: Page) -> None:
    """Chaque lien vers un calculateur porte une situation que l'outil sait rouvrir."""
    html = (SITE / page.url / "index.html").read_text(encoding="utf-8")
    charges = re.findall(r'href="[^"]*tools/([a-z]+)/#(1\.[^"]+)"', html)
    assert charges
    for tool, charge in charges:
        assert open_record(tool, charge).inputs


def test_examples_of_the_pages_say_what_they_change() -> None:
    """Chaque exemple est montré par une page ; « à une ligne près », « le même contrat » : rien d'autre ne change."""
    known = {key: inputs for key, (_, inputs) in shown("couts").items() if key not in load_presets("couts")}
    bodies = "".join(page.body for page in GRAPH.pages)
    assert all(f"[[chiffre couts {key} " in bodies for key in known)
    changed = [difference.label for difference in differences(known["urgence"], known["secours"])]
    assert changed == ["Engagement de « Signé après la panne »"]
    alone, watched, rewarded = (asdict(offer) for offer in known["pilotage"].offres)
    assert {key for key in alone if alone[key] != watched[key]} == {
        "nom",
        "actuelle",
        "meme_prestataire",
        "pilotage_h_mois",
    }
    assert {key for key in alone if watched[key] != rewarded[key]} == {"nom", "hors_forfait_h_mois", "incidents_an"}


def fingerprints(text: str, size: int = 8) -> set[str]:
    """L'empreinte de chaque suite de `size` mots, sans accent ni ponctuation."""
    plain = unicodedata.normalize("NFD", text.lower())
    words = re.findall(r"[a-z0-9]+", "".join(char for char in plain if not unicodedata.combining(char)))
    runs = (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:12] for run in runs}


@pytest.mark.parametrize("path", PAGES)
def test_no_sentence_of_the_article_is_copied(path: str) -> None:
    """Aucune suite de huit mots de l'article fondateur ne se retrouve dans une page."""
    known = set(Path(__file__).with_name("article_empreintes.txt").read_text(encoding="utf-8").split())
    assert not fingerprints(PAGES[path].body) & known


HEAD = "---\ntitle: T\ndescription: D\ngenre: article\nrevue: 2026-11-24\n---\n# T\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# T", "il manque l'en-tête"),
        (HEAD.replace("genre: article", "genre: roman"), "« genre » doit être l'un de"),
        (HEAD.replace("revue: 2026-11-24\n", ""), "la clé « revue » manque"),
        (HEAD.replace("revue: 2026-11-24", "revue: hier"), "la clé « revue » manque ou n'est pas une date"),
        (HEAD.replace("genre:", "auteur: X\ngenre:"), "la clé « auteur » est inconnue"),
        (HEAD.replace("title: T", "title: [a"), "n'est pas un YAML lisible"),
        (
            HEAD.replace("title: T", "title: L'art"),
            "« title », que le thème copie tel quel, s'écrit avec l'apostrophe ’",
        ),
        (HEAD.replace("description: D", "description: L'art"), "« description », que le thème copie"),
        (HEAD.replace("title: T", "title: Renouveler ?"), "ses espaces insécables"),
    ],
)
def test_bad_front_matter_is_one_sentence(text: str, sentence: str, tmp_path: Path) -> None:
    """Un en-tête fautif : une phrase qui nomme le fichier et la clé."""
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(sentence)) as caught:
        read_page(path, tmp_path)
    assert str(caught.value).startswith("page.md : ")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Un fait [S99-9].", "la référence « S99-9 »"),
        ("[[chiffre couts minimale rien]]", "chiffre « rien » inconnu"),
        ("[[chiffre couts rien ecart]]", "situation type « rien »"),
        ("[[cartes rien]]", "aucune page de genre « rien »"),
    ],
)
def test_bad_marker_is_one_sentence(line: str, sentence: str) -> None:
    """Un repère fautif : une phrase qui nomme la page."""
    page = GRAPH.by_code("e1")
    with pytest.raises(ContentError, match=re.escape(sentence)):
        expand(page, [line])
