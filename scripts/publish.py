"""Prépare `publication/` : le site construit pour son adresse, et les fichiers de chaque hébergeur (PUBLIER.md).

SITE_URL=https://exemple.fr/ python -m scripts.publish
SITE_URL=https://exemple.fr/ python -m scripts.publish --arret   efface chez les lecteurs ce qu'ils gardaient hors ligne
SITE_URL=http://127.0.0.1:8080/ python -m scripts.publish --essai    ne refuse rien : personne ne lira ce site
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from scripts import build, publish_check
from scripts.hosting import headers_file, older, write
from scripts.paths import PUBLICATION, SITE

LOCAL = {"127.0.0.1", "localhost"}


def address_faults(site_url: str) -> list[str]:
    """Rend ce qui empêche de publier à cette adresse.

    >>> address_faults("https://exemple.fr/projet/")
    []
    >>> len(address_faults("http://127.0.0.1:8000")), len(address_faults("https://exemple.fr/?a=1"))
    (3, 1)
    """
    parts = urlsplit(site_url)
    found = []
    if parts.scheme != "https":
        found.append("elle doit commencer par « https:// » : make publish SITE_URL=https://exemple.fr/")
    if parts.hostname is None or parts.hostname in LOCAL:
        found.append("ce n'est pas celle d'un hôte public")
    if not parts.path.endswith("/") or parts.query or parts.fragment:
        found.append(
            "elle doit finir par « / », le dossier du site : https://exemple.fr/ ou https://exemple.fr/projet/"
        )
    return [f"SITE_URL ({site_url or 'vide'}) : {fault}." for fault in found]


def assemble(site: Path, target: Path, site_url: str, today: date | None = None) -> bool:
    """Écrit le dossier à envoyer, les fichiers remplacés compris ; rend faux si `_headers` est trop long."""
    fresh = target.with_name(f"{target.name}.neuf")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(site, fresh / "site")
    (fresh / "site" / ".nojekyll").touch()  # GitHub Pages, envoyé par une branche, écarterait `_headers`
    write.write_hosts(fresh, site_url)
    older.carry(target, fresh, today or date.today())  # ruff: ignore[call-date-today] — le jour d'ici suffit
    whole = headers_file.write_headers(fresh / "site")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    return whole


def main(arguments: list[str]) -> int:
    """Construit et prépare, ou dit ce qui l'empêche ; rend 1 si rien n'a été préparé."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--essai", action="store_true", help="permet une adresse de cette machine, sans rien refuser")
    parser.add_argument("--arret", action="store_true", help="efface chez les lecteurs ce qu'ils gardaient hors ligne")
    options = parser.parse_args(arguments)
    site_url = os.environ.get("SITE_URL", "")
    faults = address_faults(site_url) + publish_check.faults()
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    if faults and not (options.essai and urlsplit(site_url).hostname in LOCAL):
        sys.stdout.write("Rien n'a été préparé.\n")
        return 1
    build.main(["--serre", *(["--arret"] if options.arret else [])])
    if not assemble(SITE, PUBLICATION, site_url):
        sys.stderr.write(f"_headers : trop de règles pour Cloudflare Pages ; retirez {PUBLICATION} et recommencez.\n")
    sys.stdout.write(f"À envoyer : {PUBLICATION} ; PUBLIER.md dit quoi, chez chaque hébergeur.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
