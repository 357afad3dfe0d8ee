"""Construit le site : polices, environnement Python du navigateur, pages, versions compressées.

python -m scripts.build          construit dans site/
python -m scripts.build --serre  de même, chaque fichier compressé au plus serré : pour publier ou mesurer
python -m scripts.build --arret  de même, mais efface chez les lecteurs ce qu'ils gardaient hors ligne
python -m scripts.build --dev    prépare, puis sert avec rechargement à chaque modification
"""

from __future__ import annotations

import gc
import os
import sys
import tomllib

from click import ClickException
from mkdocs.__main__ import cli

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
from scripts.paths import ROOT, SITE
from scripts.sitegen.components import shipped
from scripts.sitegen.content import DRAFT, ContentError, load_graph
from scripts.sitegen.references import load_references


def set_environment() -> None:
    """Écrit ce que `mkdocs.yml` lit de l'environnement : l'adresse du site, et l'éditeur."""
    editeur = tomllib.loads((ROOT / "editeur.toml").read_text(encoding="utf-8"))
    os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000/")
    os.environ |= {"EDITEUR_COURRIEL": editeur["courriel"], "NO_MKDOCS_2_WARNING": "1"}


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
    run_mkdocs("build", "--strict", "--clean")
    correct_site(SITE)
    lighten_scripts(SITE)
    merge_styles(SITE)
    fingerprint(SITE)
    site_url = os.environ["SITE_URL"]
    write_metadata(SITE, site_url)
    write_feed(SITE, site_url)
    enrich_site(SITE)
    tight = "--serre" in arguments
    compress_site(tight=tight)  # ce qui est gardé hors ligne se pèse tel qu'il sera reçu
    write_offline(SITE, stop="--arret" in arguments)
    compress_site(tight=tight)
    sys.stdout.write(f"Site construit dans {SITE}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
