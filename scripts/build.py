"""Construit le site : polices, environnement Python du navigateur, pages, versions compressées.

python -m scripts.build              construit dans site/
python -m scripts.build --serre      de même, chaque fichier compressé au plus serré : pour publier ou mesurer
python -m scripts.build --arret      de même, mais efface chez les lecteurs ce qu'ils gardaient hors ligne
python -m scripts.build --dev        prépare, puis sert avec rechargement à chaque modification
python -m scripts.build --zensical   construit le même site avec Zensical, dans build/zensical/ (adr/0024)
"""

from __future__ import annotations

import calendar
import gc
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from click import ClickException
from mkdocs.__main__ import cli

from scripts.after import zensical
from scripts.after.assets import fingerprint, lighten_scripts
from scripts.after.compress import compress_site
from scripts.after.feed import write_feed
from scripts.after.html import correct_site
from scripts.after.metadata import write_metadata
from scripts.after.offline import write_offline
from scripts.after.search import enrich_site
from scripts.after.styles import merge_styles
from scripts.before.fonts import build_fonts
from scripts.before.inflate import write_inflate
from scripts.before.licences import write_licences
from scripts.before.quote_model import write_models
from scripts.before.runtime.build import build_runtime
from scripts.before.runtime.locked import AlteredError, check_pyodide
from scripts.before.shapes import write_shapes
from scripts.paths import DOCS, ROOT, SITE, ZENSICAL
from scripts.sitegen.components import shipped
from scripts.sitegen.content import DRAFT, FROM_FILE, ContentError, load_graph
from scripts.sitegen.references import load_references


def set_environment() -> None:
    """Écrit ce que MkDocs lit de l'environnement : l'adresse du site, l'éditeur, la date des pages.

    Cette date est celle de la dernière relecture, non celle du jour : deux constructions donnent les mêmes octets.
    """
    editeur = tomllib.loads((ROOT / "editeur.toml").read_text(encoding="utf-8"))
    os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000/")
    latest = max(page.revue for page in load_graph().pages)
    os.environ |= {
        "EDITEUR_COURRIEL": editeur["courriel"],
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": str(calendar.timegm(latest.timetuple())),
    }


def prepare() -> None:
    """Écrit ce que les pages supposent dans `docs/assets`."""
    build_fonts()
    write_shapes()
    build_runtime()
    write_models()
    write_inflate()
    write_licences()


def run_mkdocs(*arguments: str) -> None:
    """Lance MkDocs, ici même : nos modules et nos pages sont déjà lus. Une page fautive arrête la construction."""
    os.chdir(ROOT)
    try:
        cli(list(arguments), standalone_mode=False)
    except ClickException as error:
        error.show()
        sys.exit(error.exit_code)


def run_zensical() -> None:
    """Lance Zensical, dans un dossier vide : il n'efface pas ce qu'une construction précédente y a renommé."""
    shutil.rmtree(ZENSICAL, ignore_errors=True)
    command = [sys.executable, "-m", "zensical", "build", "--config-file", "zensical.yml", "--strict", "--clean"]
    env = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{DOCS}", FROM_FILE: "1"}
    subprocess.run(command, check=True, cwd=ROOT, env=env)


def main(arguments: list[str]) -> None:
    """Construit, ou sert en mode édition avec `--dev`, où une page fautive se montre et se dit fautive."""
    if "--dev" in arguments:
        os.environ[DRAFT] = "1"
    else:
        gc.disable()  # le temps d'une construction, rien n'est à reprendre : un dixième du temps
    try:
        load_graph()
        load_references()
        shipped()
        check_pyodide()
    except (ContentError, AlteredError) as error:
        sys.exit(str(error))
    set_environment()
    prepare()
    if "--dev" in arguments:
        run_mkdocs("serve", "--strict")
        return
    if "--zensical" in arguments:
        run_zensical()
        finish(ZENSICAL, arguments)
    else:
        run_mkdocs("build", "--strict", "--clean")
        finish(SITE, arguments)


def finish(site: Path, arguments: list[str]) -> None:
    """Les étapes qui suivent la construction ; seule la recherche de Zensical demande les siennes."""
    correct_site(site)
    lighten_scripts(site)
    if site == ZENSICAL:
        zensical.put_script(site)
    merge_styles(site)
    fingerprint(site)
    site_url = os.environ["SITE_URL"]
    write_metadata(site, site_url)
    write_feed(site, site_url)
    if site == ZENSICAL:
        zensical.enrich_site(site)
    else:
        enrich_site(site)
    tight = "--serre" in arguments
    compress_site(site, tight=tight)  # ce qui est gardé hors ligne se pèse tel qu'il sera reçu
    write_offline(site, stop="--arret" in arguments)
    compress_site(site, tight=tight)
    sys.stdout.write(f"Site construit dans {site}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
