"""Ce qu'un hébergeur envoie avec chaque fichier : la seule source, pour `scripts/serve.py` et pour tous les autres.

Un motif se lit depuis la racine du site, sans `/` devant. Il n'emploie que ce que Python, nginx (PCRE) et Caddy (RE2)
comprennent de la même façon. Dans une liste, le premier qui convient l'emporte.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath

from mkdocs.config import load_config

from scripts.paths import ROOT

TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".py": "text/plain",
    ".toml": "text/plain",
    ".txt": "text/plain",
    ".xml": "application/xml",
    ".json": "application/json",
    ".map": "application/json",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
    ".gz": "application/gzip",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OTHER_TYPE = "application/octet-stream"
"""Le type de tout autre fichier : `.bin`, et ce qu'un navigateur ne demande pas."""

KEPT = "public, max-age=31536000, immutable"
CHECKED = "no-cache"
CACHE = (
    (r"sw\.js$", CHECKED),  # le nom d'un service worker ne change jamais : gardé, il bloquerait la version suivante
    (r"assets/(?:runtime/|(?:css|js)\.[0-9a-f]{10}/|(?:stylesheets|javascripts)/.+\.[0-9a-f]{8}\.min\.)", KEPT),
)
"""Les fichiers dont le nom dit le contenu ne changent jamais ; tout autre se revérifie à chaque demande."""

SCRIPT = r".*\.m?js$"
SCRIPT_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
MISSING = "404.html"
"""La page d'une adresse inconnue : ce sont ses en-têtes à elle qui partent alors."""


@cache
def page_policy() -> str:
    """La politique des pages : celle de `mkdocs.yml`, plus ce qu'une balise `<meta>` ne peut pas dire."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return f"{config.extra['csp']}; frame-ancestors 'none'"


def content_type(path: str) -> str:
    """Rend le type d'un fichier du site.

    >>> content_type("index.html"), content_type("assets/runtime/a.wasm")
    ('text/html; charset=utf-8', 'application/wasm')
    """
    return with_charset(TYPES.get(PurePosixPath(path).suffix, OTHER_TYPE))


def with_charset(kind: str) -> str:
    """Ajoute à un type de texte son codage : nos fichiers sont tous en UTF-8."""
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def cache_control(path: str) -> str:
    """Rend combien de temps un fichier du site se garde.

    >>> cache_control("assets/js.0123456789/main.js") == KEPT, cache_control("index.html"), cache_control("sw.js")
    (True, 'no-cache', 'no-cache')
    """
    return next((value for pattern, value in CACHE if re.match(pattern, path)), CHECKED)


def policy(path: str) -> str:
    """Rend la politique d'un fichier : celle des scripts pour un ouvrier, qui n'hérite pas de celle de sa page."""
    return SCRIPT_POLICY if re.match(SCRIPT, path) else page_policy()


def headers_for(path: str) -> dict[str, str]:
    """Rend tous les en-têtes d'un fichier du site (`tools/couts/index.html`), sauf sa taille et son empreinte."""
    return {
        "Content-Type": content_type(path),
        "Cache-Control": cache_control(path),
        "Vary": "Accept-Encoding",
        "Content-Security-Policy": policy(path),
        **COMMON,
    }
