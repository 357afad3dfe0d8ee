"""Combien coûte une construction : un texte changé, un outil changé, et page par page quand le site grandit.

python -m scripts.bench.rebuild

Tout se fait dans une copie du dépôt. Une page ajoutée est celle d'un article du site, sous un autre titre.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError

from scripts.bench.report import line
from scripts.elsewhere import build, copy_cache, copy_repository
from scripts.paths import CACHE, DOCS, ROOT

SIZES = (200, 800)
SECTION, PARTS = 20, 5
"""Un menu que l'on peut lire : vingt pages par partie, cinq parties par rubrique."""
TURNS = 3
LINEAR = 1.2
"""Ce qu'une page peut coûter de plus dans le grand site que dans le petit."""
MODEL = "comprendre/ce-que-c-est.md"
"""L'article recopié : ni le plus court, ni le plus long."""
NEIGHBOUR = re.compile(r"\]\((?!\.\./|https?:|#|mailto:)")
TOOL = "docs/tools/couts/view/words.py"
WRITING = "http://127.0.0.1:8000/comprendre/ce-que-c-est/"
"""La même page, servie par `make dev`."""
PATIENCE = 60


def _seconds(root: Path) -> float:
    """Construit, et rend les secondes."""
    start = time.perf_counter()
    build(root)
    return time.perf_counter() - start


def _grow(root: Path, pages: int) -> None:
    """Ajoute des articles jusqu'à ce que le site ait `pages` pages, et leur menu."""
    folder = root / "docs" / "grandeur"
    folder.mkdir(exist_ok=True)
    text = (DOCS / MODEL).read_text(encoding="utf-8")
    text = NEIGHBOUR.sub(f"](../{Path(MODEL).parent}/", text)
    before = sum(1 for path in DOCS.rglob("*.md"))
    names = [f"page-{rank}" for rank in range(pages - before)]
    for rank, name in enumerate(names):
        (folder / f"{name}.md").write_text(re.sub(r"(?m)^title: .*$", f"title: Page {rank}", text, count=1), "utf-8")
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    entries = [entry for rank, name in enumerate(names) for entry in _entries(rank, name)]
    (root / "mkdocs.yml").write_text(menu.replace("\nvalidation:", f"{''.join(entries)}\nvalidation:"), "utf-8")


def _entries(rank: int, name: str) -> list[str]:
    """Les lignes du menu d'une page : la sienne, et celles de sa rubrique et de sa partie, si elle les ouvre."""
    first = [f"  - Rubrique {rank}:\n"] if rank % (SECTION * PARTS) == 0 else []
    part = [f"      - Partie {rank}:\n"] if rank % SECTION == 0 else []
    return [*first, *part, f"          - Page {rank}: grandeur/{name}.md\n"]


def _after(root: Path, path: str, comment: str) -> float:
    """Change un fichier, trois fois, et rend la médiane des constructions."""
    times = []
    for turn in range(TURNS):
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(comment.format(turn))
        times.append(_seconds(root))
    return statistics.median(times)


def _until(words: str) -> float:
    """Attend que la page servie par `make dev` dise ces mots ; rend les secondes."""
    start = time.perf_counter()
    while time.perf_counter() - start < PATIENCE:
        with suppress(URLError, ConnectionError), urllib.request.urlopen(WRITING, timeout=PATIENCE) as answer:
            if words in answer.read().decode():
                return time.perf_counter() - start
        time.sleep(0.02)
    raise TimeoutError(words)


def _writing(root: Path) -> float:
    """Sous `make dev`, de l'enregistrement d'un texte à la page servie : la médiane de trois fois."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "docs")])}
    env.pop("SITE_URL", None)
    command = [sys.executable, "-m", "scripts.build", "--dev"]
    with subprocess.Popen(command, cwd=root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _until("</html>")
            times = []
            for turn in range(TURNS):
                time.sleep(1)  # un auteur ne réenregistre pas dans la seconde
                with (root / "docs" / MODEL).open("a", encoding="utf-8") as file:
                    file.write(f"\nUn texte de plus, {turn}.\n")
                times.append(_until(f"Un texte de plus, {turn}."))
        finally:
            server.terminate()
    return statistics.median(times)


def main() -> None:
    """Construit, mesure, écrit."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        copy_repository(root, shared=())
        copy_cache(root, (path.name for path in CACHE.iterdir()))
        _seconds(root)
        again = _seconds(root)
        pages = sum(1 for path in DOCS.rglob("*.md"))
        line(f"sans rien changer, {pages} pages", again, "s")
        line("un texte changé, sous make dev : de l'enregistrement à la page", _writing(root), "s", 3)
        line(
            "un texte changé, tout le site reconstruit", _after(root, f"docs/{MODEL}", "\nEt une phrase, {}.\n"), "s", 3
        )
        line("un outil changé, tout le site reconstruit", _after(root, TOOL, "\n_AJOUT = {}\n"), "s", 15)
        times = {pages: again}
        for size in SIZES:
            _grow(root, size)
            _seconds(root)
            times[size] = _seconds(root)
            line(f"sans rien changer, {size} pages", times[size], "s")
    (few, one), (more, two), (many, three) = times.items()
    line("une page de plus, du petit site au moyen", 1000 * (two - one) / (more - few), "ms")
    line("une page de plus, du moyen au grand", 1000 * (three - two) / (many - more), "ms")
    line("rapport", (three - two) / (many - more) / ((two - one) / (more - few)), "", LINEAR)


if __name__ == "__main__":
    main()
