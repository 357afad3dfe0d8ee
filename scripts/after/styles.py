"""Une feuille de style par page : les nôtres et celles du thème, réunies, sans ce qu'aucune page n'emploie.

Le thème pèse 138 ko pour tout ce qu'il sait faire ; ce site en emploie la moitié. Neuf demandes en deviennent une ;
celle de l'impression vient à part, et la page ne l'attend pas.
Les nôtres restent à côté : « Réunir un dossier » les met dans le fichier qu'il enregistre.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from scripts.esbuild import esbuild
from scripts.paths import CACHE, ROOT

LINK = re.compile(r'[ \t]*<link rel="stylesheet" href="([^"]+\.css)"[^>]*>\n?')
MERGED, PRINTED = "site.css", "print.css"
SCRIPT = Path(__file__).with_suffix(".mjs")
WORD = re.compile(rb"[A-Za-z0-9_-]+")
"""Ce que PurgeCSS tient pour un mot, dans une page comme dans une feuille."""


def merge_styles(site: Path, root: Path = ROOT) -> None:
    """Écrit `assets/css/site.css` ; dans chaque page, elle et celle de l'impression remplacent toutes les autres."""
    ours, pages = site / "assets" / "css", sorted(site.rglob("*.html"))
    linked = LINK.findall((site / "index.html").read_text(encoding="utf-8"))
    order = [(site / name.removeprefix("./")).resolve() for name in linked]
    built = _built(site, root, order)
    shutil.rmtree(ours)
    shutil.copytree(built, ours)
    shutil.rmtree(site / "assets" / "stylesheets", ignore_errors=True)
    for page in pages:
        text = page.read_text(encoding="utf-8")
        page.write_text(_one_sheet(text), encoding="utf-8")


def _built(site: Path, root: Path, sheets: list[Path]) -> Path:
    """Le dossier des feuilles, repris du cache si ni elles, ni ce que les pages en emploient n'ont changé."""
    ours = sorted((site / "assets" / "css").glob("*.css"))
    cached = CACHE / "css" / _digest(site, root, [*sheets, *ours])
    if not (cached / MERGED).exists():
        cached.mkdir(parents=True, exist_ok=True)
        options = ["--minify", "--log-level=error"]
        esbuild(*ours, *options, f"--outdir={cached}", root=root)
        whole = cached / "entier.css"
        command = ["node", str(SCRIPT), str(site), str(whole), *map(str, sheets)]
        subprocess.run(command, check=True, cwd=root)
        esbuild(whole, *options, f"--outfile={cached / MERGED}", root=root)
        whole.unlink()
    return cached


def _digest(site: Path, root: Path, sheets: list[Path]) -> str:
    """L'empreinte de ce dont les feuilles dépendent : elles-mêmes, et leurs mots que les pages ou le code emploient."""
    css = {path.name: path.read_bytes() for path in sheets}
    known = set(WORD.findall(b" ".join(css.values())))
    read = [*site.rglob("*.html"), *(site / "assets").glob("js*/**/*.js"), *(root / "docs" / "tools").rglob("*.py")]
    read += (root / "scripts" / "sitegen" / "templates").glob("*.j2")
    used: set[bytes] = set()
    for path in read:
        used |= known.intersection(WORD.findall(path.read_bytes()))
    digest = hashlib.sha256(b" ".join(sorted(used)))
    for maker in (SCRIPT, Path(__file__), root / "package-lock.json"):
        digest.update(maker.read_bytes())
    for name, text in css.items():
        digest.update(name.encode() + text)
    return digest.hexdigest()[:16]


def _one_sheet(html: str) -> str:
    """Rend la page avec une seule feuille, à la place de la première, et celle de l'impression.

    >>> one, two = (f'<link rel="stylesheet" href="../assets/{name}.css">' for name in ("theme", "css/nous"))
    >>> _one_sheet(f"{one}<title>x</title>{two}").split()
    ['<link', 'rel="stylesheet"', 'href="../assets/css/site.css">', '<link', 'rel="stylesheet"', \
'href="../assets/css/print.css"', 'media="print">', '<title>x</title>']
    """
    links = LINK.findall(html)
    base = next((name[: name.index("assets/css/")] for name in links if "assets/css/" in name), None)
    if base is None:
        return html
    merged = f'<link rel="stylesheet" href="{base}assets/css/{MERGED}">\n'
    merged += f'<link rel="stylesheet" href="{base}assets/css/{PRINTED}" media="print">\n'
    first, rest = LINK.split(html, maxsplit=1)[0], LINK.sub("", html)
    return rest[: len(first)] + merged + rest[len(first) :]
