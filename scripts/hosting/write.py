"""Les fichiers que chaque hébergeur lit, tirés de `rules.py` : nginx, Caddy, conteneur, GitHub Pages, GitLab Pages.

Netlify et Cloudflare Pages lisent `_headers`, dans le site même : voir `headers_file.py`.
"""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scripts.hosting import rules

TEMPLATES = Path(__file__).parent / "templates"
COPIED = ("github-pages.yml", "gitlab-ci.yml")
"""Les fichiers qui ne disent aucun en-tête : ces hébergeurs n'en envoient pas."""
BROTLI = Path("/usr/share/nginx/modules/ngx_http_brotli_static_module.so")
"""Ce que `libnginx-mod-http-brotli-static` installe : sans lui, nginx refuse le fichier."""
PLACE = "/srv/site"
LISTEN = "8080"
HOME = "/tmp"  # ruff: ignore[hardcoded-temp-file] — le seul dossier où un conteneur sans droits écrit


@cache
def environment() -> Environment:
    """Les gabarits : du texte, sans échappement, où tout nom inconnu est une erreur."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # ruff: ignore[jinja2-autoescape-false] — ni HTML, ni rien de saisi
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _render(template: str, base: str, **context: Any) -> str:
    return (
        environment()
        .get_template(template)
        .render(
            base=base,
            base_pattern=re.escape(base),
            cache=rules.CACHE,
            checked=rules.CHECKED,
            common=rules.COMMON.items(),
            html_type=rules.content_type(rules.MISSING),
            missing=rules.MISSING,
            other_type=rules.OTHER_TYPE,
            page_policy=rules.page_policy(),
            script=rules.SCRIPT,
            script_policy=rules.SCRIPT_POLICY,
            types=[(suffix.lstrip("."), rules.with_charset(kind)) for suffix, kind in rules.TYPES.items()],
            **context,
        )
    )


def base_of(site_url: str) -> str:
    """Rend le chemin du site sur son hôte.

    >>> base_of("https://exemple.fr/"), base_of("https://exemple.fr/projet/")
    ('/', '/projet/')
    """
    return urlsplit(site_url).path


def address_of(site_url: str) -> str:
    """Rend l'hôte du site, tel que Caddy l'écrit.

    >>> address_of("https://exemple.fr/projet/")
    'https://exemple.fr'
    """
    return site_url.removesuffix(base_of(site_url))


def write_nginx(folder: Path, base: str, root: str = PLACE, listen: str = LISTEN, home: str = HOME) -> None:
    """Écrit `nginx-site.conf`, à inclure dans un nginx déjà là, et `nginx.conf`, un nginx entier."""
    site = _render("nginx-site.conf.j2", base, root=root, listen=listen)
    (folder / "nginx-site.conf").write_text(site, encoding="utf-8")
    (folder / "nginx.conf").write_text(_render("nginx.conf.j2", base, home=home), encoding="utf-8")


def write_caddy(folder: Path, base: str, address: str, root: str = PLACE) -> None:
    """Écrit `Caddyfile`."""
    text = _render("Caddyfile.j2", base, address=address, root=root)
    (folder / "Caddyfile").write_text(text, encoding="utf-8")


def write_hosts(folder: Path, site_url: str) -> None:
    """Écrit les fichiers de tous les hébergeurs pour un site publié à cette adresse."""
    base = base_of(site_url)
    write_nginx(folder, base)
    write_caddy(folder, base, address_of(site_url))
    (folder / "Containerfile").write_text(
        _render("Containerfile.j2", base, root=PLACE, listen=LISTEN), encoding="utf-8"
    )
    for name in COPIED:
        shutil.copyfile(TEMPLATES / name, folder / name)
