"""Le fichier `_headers` de Netlify et de Cloudflare Pages, écrit d'après les fichiers du site.

Toutes les règles qui conviennent s'appliquent, et ce que devient un en-tête dit deux fois dépend de l'hébergeur.
Aucune adresse n'en reçoit donc deux fois le même : hors ce qui vaut partout, deux règles ne se recouvrent jamais. Un
dossier dont tous les fichiers se servent de même n'a qu'une règle, et « * » ne vient qu'à la fin.
"""

from __future__ import annotations

from pathlib import Path

from scripts.hosting import rules

NAME = "_headers"
Values = tuple[tuple[str, str], ...]
EVERYWHERE: Values = (*rules.COMMON.items(), ("X-Frame-Options", "DENY"))
"""Ce qui vaut partout ; le dernier pour la page d'une adresse inconnue, que nulle règle ne désigne."""
MOST_RULES, LONGEST_LINE = 100, 2000
"""Ce que Cloudflare Pages lit au plus."""


def _values(path: str) -> Values:
    return (("Cache-Control", rules.cache_control(path)), ("Content-Security-Policy", rules.policy(path)))


def _served(folder: Path) -> list[Path]:
    """Ce qui se demande dans ce dossier : ni `_headers`, ni les `.br`, que ces hébergeurs ne servent pas."""
    return [path for path in sorted(folder.iterdir()) if path.name != NAME and path.suffix != ".br"]


def _rules(folder: Path, site: Path) -> list[tuple[str, Values]]:
    found: list[tuple[str, Values]] = []
    for path in _served(folder):
        name = path.relative_to(site).as_posix()
        if path.is_dir():
            found += _rules(path, site)
        else:
            found.append((f"/{name}", _values(name)))
            if path.name == "index.html":
                found.append((f"/{name.removesuffix('index.html')}", _values(name)))
    if folder != site and len({values for _, values in found}) == 1:
        return [(f"/{folder.relative_to(site).as_posix()}/*", found[0][1])]
    return found


def write_headers(site: Path) -> bool:
    """Écrit `_headers` dans ce site ; rend faux si Cloudflare Pages n'en lirait qu'une partie."""
    blocks = [("/*", EVERYWHERE), *_rules(site, site)]
    lines = ["# Écrit par scripts/hosting : ne pas modifier."]
    for pattern, values in blocks:
        lines += [pattern, *(f"  {name}: {value}" for name, value in values)]
    (site / NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(blocks) <= MOST_RULES and max(map(len, lines)) <= LONGEST_LINE
