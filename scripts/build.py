"""Construit le site : polices, environnement Python du navigateur, pages, versions compressées.

python -m scripts.build              construit dans site/
python -m scripts.build --dev        prépare, puis sert avec rechargement à chaque modification
python -m scripts.build --zensical   construit le même site avec Zensical, dans build/zensical/ (adr/0024)
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from scripts.after import zensical
from scripts.after.assets import fingerprint, lighten_scripts
from scripts.after.compress import compress_site
from scripts.after.feed import write_feed
from scripts.after.html import correct_site
from scripts.after.metadata import write_metadata
from scripts.after.search import enrich_site
from scripts.after.styles import merge_styles
from scripts.before.fonts import build_fonts
from scripts.before.inflate import write_inflate
from scripts.before.quote_model import write_models
from scripts.before.runtime.build import build_runtime
from scripts.before.shapes import write_shapes
from scripts.paths import ROOT, SITE, ZENSICAL
from scripts.sitegen.content import DRAFT, FROM_FILE, ContentError, load_graph
from scripts.sitegen.references import load_references


def environment() -> dict[str, str]:
    """Ce que `mkdocs.yml` lit de l'environnement : l'éditeur, et où trouver nos modules."""
    editeur = tomllib.loads((ROOT / "editeur.toml").read_text(encoding="utf-8"))
    paths = os.pathsep.join([str(ROOT), str(ROOT / "docs")])
    return {
        "SITE_URL": "http://127.0.0.1:8000/",
        **os.environ,
        "PYTHONPATH": paths,
        "EDITEUR_COURRIEL": editeur["courriel"],
        "NO_MKDOCS_2_WARNING": "1",
    }


def prepare() -> None:
    """Écrit ce que les pages supposent dans `docs/assets`."""
    build_fonts()
    write_shapes()
    build_runtime()
    write_models()
    write_inflate()


def run_mkdocs(*arguments: str) -> None:
    """Lance MkDocs ; lève `CalledProcessError` s'il échoue, avertissements compris."""
    mkdocs = Path(sys.executable).with_name("mkdocs")
    subprocess.run([str(mkdocs), *arguments], check=True, cwd=ROOT, env=environment())


def run_zensical() -> None:
    """Lance Zensical, dans un dossier vide : il n'efface pas ce qu'une construction précédente y a renommé."""
    shutil.rmtree(ZENSICAL, ignore_errors=True)
    command = [sys.executable, "-m", "zensical", "build", "--config-file", "zensical.yml", "--strict", "--clean"]
    subprocess.run(command, check=True, cwd=ROOT, env={**environment(), FROM_FILE: "1"})


def main(arguments: list[str]) -> None:
    """Construit, ou sert en mode édition avec `--dev`, où une page fautive se montre et se dit fautive."""
    if "--dev" in arguments:
        os.environ[DRAFT] = "1"
    try:
        load_graph()
        load_references()
    except ContentError as error:
        sys.exit(str(error))
    prepare()
    if "--dev" in arguments:
        run_mkdocs("serve", "--strict")
        return
    if "--zensical" in arguments:
        run_zensical()
        finish(ZENSICAL)
    else:
        run_mkdocs("build", "--strict", "--clean")
        finish(SITE)


def finish(site: Path) -> None:
    """Les étapes qui suivent la construction ; seule la recherche de Zensical demande les siennes."""
    correct_site(site)
    lighten_scripts(site)
    if site == ZENSICAL:
        zensical.put_script(site)
    merge_styles(site)
    fingerprint(site)
    site_url = environment()["SITE_URL"]
    write_metadata(site, site_url)
    write_feed(site, site_url)
    if site == ZENSICAL:
        zensical.enrich_site(site)
    else:
        enrich_site(site)
    compress_site(site)
    sys.stdout.write(f"Site construit dans {site}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
