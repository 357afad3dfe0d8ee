"""Le site construit, par MkDocs et par Zensical : aucune écriture en ligne, aucun autre hôte, la politique partout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.paths import ROOT, SITE, ZENSICAL
from tests.outside import required

SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8765/")
PAGES = {site: sorted(site.rglob("*.html")) for site in (SITE, ZENSICAL)}
BOTH = pytest.mark.parametrize("site", PAGES, ids=["mkdocs", "zensical"])
EXECUTABLE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", re.IGNORECASE)
INLINE = re.compile(r"<style\b|\sstyle=|\son[a-z]+=\"|javascript:", re.IGNORECASE)
RESOURCE = re.compile(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=\"(https?://[^\"]+)\"")


@BOTH
def test_pages_exist(site: Path) -> None:
    """Le site a été construit avant les tests (`make site zensical`)."""
    assert len(PAGES[site]) >= 30


@pytest.mark.parametrize("path", [*PAGES[SITE], *PAGES[ZENSICAL]], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_page_is_strict(path: Path) -> None:
    """Ni script, ni style, ni gestionnaire en ligne ; aucune ressource d'ailleurs ; la politique est dite."""
    html = path.read_text(encoding="utf-8")
    assert EXECUTABLE.findall(html) == []
    assert INLINE.findall(html) == []
    hosts = [url for url in RESOURCE.findall(html) if not url.startswith(SITE_URL)]
    assert hosts == []
    assert "require-trusted-types-for" in html
    assert "None" not in re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)


@BOTH
def test_html_is_valid(site: Path) -> None:
    """Nu, le vérificateur du W3C, ne trouve aucune erreur."""
    jar = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [required("java"), "-jar", str(jar), "--skip-non-html", "--errors-only", "--format", "gnu", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if ": error" in line] == []
    assert done.returncode == 0, done.stderr


@BOTH
def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    """Aucun lien interne mort, ancres comprises, gabarits compris."""
    lychee = Path(sys.executable).with_name("lychee")
    command = [str(lychee), "--offline", "--include-fragments", "--no-progress", "--index-files", "index.html"]
    command += ["--exclude", "#1[.]"]  # les situations remplies : éprouvées par test_situation_links_open
    done = subprocess.run(
        [*command, "--root-dir", str(site), *map(str, PAGES[site])], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


_IMPORT = re.compile(r"""(?:^|[;}])import\s*(?:[\w*{},$\s]+from\s*)?["'](\.[^"']+)["']""", re.MULTILINE)


def imported(home: Path, *entries: str) -> set[str]:
    """Ce que ces scripts importent avant de partir, et ce que cela importe."""
    closure: set[str] = set()
    waiting = [home / entry for entry in entries]
    while waiting:
        path = waiting.pop()
        for name in _IMPORT.findall(path.read_text(encoding="utf-8")):
            found = (path.parent / name).resolve()
            if found.relative_to(home).as_posix() not in closure:
                closure.add(found.relative_to(home).as_posix())
                waiting.append(found)
    return closure


def preloaded(site: Path, address: str) -> list[str]:
    """Les parts que cette page demande d'avance."""
    page = (site / address / "index.html").read_text(encoding="utf-8")
    return re.findall(r'<link rel="modulepreload" href="[^">]*/js\.[0-9a-f]+/([^">]+\.js)">', f"/{page}")


@BOTH
def test_what_a_page_imports_is_preloaded(site: Path) -> None:
    """Tout ce que les scripts d'une page importent est demandé d'avance, une fois, et rien d'autre."""
    home = next((site / "assets").glob("js.*"))
    tool = next(home.glob("part/live-*.js")).relative_to(home).as_posix()
    assert sorted(preloaded(site, "tools/couts")) == sorted(imported(home, "boot.js", "main.js", tool) | {tool})
    assert sorted(preloaded(site, "")) == sorted(imported(home, "main.js"))


@BOTH
def test_italics_are_asked_where_they_are_read(site: Path) -> None:
    """L'italique se demande d'avance sur les pages de lecture qui en ont, et sur elles seules."""
    for path in PAGES[site]:
        page = path.read_text(encoding="utf-8")
        article = page[page.index("<article") : page.index("</article>")] if "<article" in page else ""
        asked = ("<em>" in article or "<cite>" in article) and path.relative_to(site).parts[0] != "tools"
        assert ("source-sans-3-italique.woff2" in page[: page.index("</head>")]) == asked, path


@BOTH
def test_one_sheet_for_every_page(site: Path) -> None:
    """Chaque page n'attend qu'une feuille, la même ; l'impression a la sienne ; celle du thème ne part plus."""
    folder = next((site / "assets").glob("css.*"))
    for path in PAGES[site]:
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"([^>]*)>', path.read_text(encoding="utf-8"))
        assert [[*name.rsplit("/", 2)[1:], media.strip()] for name, media in sheets] == [
            [folder.name, "site.css", ""],
            [folder.name, "print.css", 'media="print"'],
        ]
    assert not (site / "assets" / "stylesheets").exists()
    css = (folder / "site.css").read_text(encoding="utf-8")
    defined = set(re.findall(r"(--[\w-]+):", css))
    assert defined >= set(re.findall(r"var\((--[\w-]+)\)", (folder / "print.css").read_text(encoding="utf-8")))
    searching = {SITE: ".md-search-result__link", ZENSICAL: "--color-background"}
    for kept in (searching[site], ".md-nav__link--active", "[data-lien-recu=impossible]", "@font-face"):
        assert kept in css  # le thème ou Python ne les met dans la page qu'ensuite
    for left in (".md-annotation", ".md-version", "admonition-icon--danger", '[dir="rtl"]', "[dir=rtl]"):
        assert left not in css
