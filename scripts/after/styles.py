"""Une seule feuille de style par page : les nôtres et celles du thème, réunies, sans ce qu'aucune page n'emploie.

Le thème pèse 138 ko pour tout ce qu'il sait faire ; ce site en emploie la moitié. Neuf demandes en deviennent une.
Les nôtres restent à côté : « Réunir un dossier » les met dans le fichier qu'il enregistre.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from scripts.paths import ROOT

LINK = re.compile(r'[ \t]*<link rel="stylesheet" href="([^"]+\.css)"[^>]*>\n?')
MERGED = "site.css"


def merge_styles(site: Path, root: Path = ROOT) -> None:
    """Écrit `assets/css/site.css` et le met, dans chaque page, à la place de toutes ses feuilles."""
    ours, pages = site / "assets" / "css", sorted(site.rglob("*.html"))
    linked = LINK.findall((site / "index.html").read_text(encoding="utf-8"))
    order = [(site / name.removeprefix("./")).resolve() for name in linked]
    command = ["node", str(Path(__file__).with_suffix(".mjs")), str(site), str(ours / MERGED), *map(str, order)]
    subprocess.run(command, check=True, cwd=root)
    options = ["--minify", f"--outdir={ours}", "--allow-overwrite", "--log-level=error"]
    subprocess.run(["npx", "esbuild", *map(str, sorted(ours.glob("*.css"))), *options], check=True, cwd=root)
    shutil.rmtree(site / "assets" / "stylesheets", ignore_errors=True)
    for page in pages:
        text = page.read_text(encoding="utf-8")
        page.write_text(_one_sheet(text), encoding="utf-8")


def _one_sheet(html: str) -> str:
    """Rend la page avec une seule feuille, à la place de la première.

    >>> one, two = (f'<link rel="stylesheet" href="../assets/{name}.css">' for name in ("theme", "css/nous"))
    >>> _one_sheet(f"{one}<title>x</title>{two}").split()
    ['<link', 'rel="stylesheet"', 'href="../assets/css/site.css">', '<title>x</title>']
    """
    links = LINK.findall(html)
    base = next((name[: name.index("assets/css/")] for name in links if "assets/css/" in name), None)
    if base is None:
        return html
    merged = f'<link rel="stylesheet" href="{base}assets/css/{MERGED}">\n'
    first, rest = LINK.split(html, maxsplit=1)[0], LINK.sub("", html)
    return rest[: len(first)] + merged + rest[len(first) :]
