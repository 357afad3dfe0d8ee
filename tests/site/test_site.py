"""Le site construit : aucune écriture en ligne, aucun autre hôte, la politique dans chaque page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.paths import ROOT, SITE
from tests.outside import required

SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8765/")
PAGES = sorted(SITE.rglob("*.html"))
EXECUTABLE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", re.IGNORECASE)
INLINE = re.compile(r"<style\b|\sstyle=|\son[a-z]+=\"|javascript:", re.IGNORECASE)
RESOURCE = re.compile(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=\"(https?://[^\"]+)\"")


def test_pages_exist() -> None:
    """Le site a été construit avant les tests."""
    assert len(PAGES) >= 30


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(SITE).as_posix())
def test_page_is_strict(path: Path) -> None:
    """Ni script, ni style, ni gestionnaire en ligne ; aucune ressource d'ailleurs ; la politique est dite."""
    html = path.read_text(encoding="utf-8")
    assert EXECUTABLE.findall(html) == []
    assert INLINE.findall(html) == []
    hosts = [url for url in RESOURCE.findall(html) if not url.startswith(SITE_URL)]
    assert hosts == []
    assert "require-trusted-types-for" in html
    assert "None" not in re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)


def test_html_is_valid() -> None:
    """Nu, le vérificateur du W3C, ne trouve aucune erreur."""
    jar = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [required("java"), "-jar", str(jar), "--skip-non-html", "--errors-only", "--format", "gnu", str(SITE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if ": error" in line] == []
    assert done.returncode == 0, done.stderr


def test_every_link_and_anchor_leads_somewhere() -> None:
    """Aucun lien interne mort, ancres comprises, gabarits compris."""
    lychee = Path(sys.executable).with_name("lychee")
    command = [str(lychee), "--offline", "--include-fragments", "--no-progress", "--index-files", "index.html"]
    command += ["--exclude", "#1[.]"]  # les situations remplies : éprouvées par test_situation_links_open
    done = subprocess.run(
        [*command, "--root-dir", str(SITE), *map(str, PAGES)], capture_output=True, text=True, check=False
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


def preloaded(address: str) -> list[str]:
    """Les parts que cette page demande d'avance."""
    page = (SITE / address / "index.html").read_text(encoding="utf-8")
    return re.findall(r'<link rel="modulepreload" href="[^">]*/js\.[0-9a-f]+/([^">]+\.js)">', f"/{page}")


def test_what_a_page_imports_is_preloaded() -> None:
    """Tout ce que les scripts d'une page importent est demandé d'avance, une fois, et rien d'autre."""
    home = next((SITE / "assets").glob("js.*"))
    tool = next(home.glob("part/tool-*.js")).relative_to(home).as_posix()
    assert sorted(preloaded("tools/couts")) == sorted(imported(home, "boot.js", "main.js", tool) | {tool})
    assert sorted(preloaded("")) == sorted(imported(home, "main.js"))


def test_one_sheet_for_every_page() -> None:
    """Chaque page n'a qu'une feuille, la même ; celle du thème ne part plus, les nôtres restent à côté."""
    folder = next((SITE / "assets").glob("css.*"))
    for path in SITE.rglob("*.html"):
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', path.read_text(encoding="utf-8"))
        assert [name.rsplit("/", 2)[1:] for name in sheets] == [[folder.name, "site.css"]]
    assert not (SITE / "assets" / "stylesheets").exists()
    css = (folder / "site.css").read_text(encoding="utf-8")
    for kept in (".md-search-result__link", ".md-nav__link--active", "[data-lien-recu=impossible]", "@font-face"):
        assert kept in css  # le thème ou Python ne les met dans la page qu'ensuite
    for left in (".md-annotation", ".md-version", '[dir="rtl"]', "[dir=rtl]"):
        assert left not in css
