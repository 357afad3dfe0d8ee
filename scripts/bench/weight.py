"""Ce que pèsent nos fichiers, une fois compressés."""

from __future__ import annotations

import re
from pathlib import Path

LIBRARY = "inflate-"
"""Une bibliothèque, que seul un navigateur ancien demande : ce n'est pas un de nos scripts."""


def _size(path: Path) -> int:
    packed = path.with_name(path.name + ".br")
    return (packed if packed.exists() else path).stat().st_size


def _received(page: Path) -> int:
    """Les octets d'une page et de tout ce qu'elle demande d'elle-même."""
    html = page.read_text(encoding="utf-8")
    linked = set(re.findall(r"<(?:link|script)\b[^>]*(?<!data-)(?:href|src)=\"([^\"#]+\.(?:css|js|woff2))\"", html))
    return _size(page) + sum(_size((page.parent / name).resolve()) for name in linked)


def measure(site: Path) -> list[tuple[str, float, float | None]]:
    """Nos scripts, la plus lourde page de lecture avant tout geste, l'environnement Python ; en ko, avec leur barre.

    Le script du thème (`data-src`) n'est demandé qu'au premier geste : il est donné à part, sans barre.
    """
    ours = (path for path in (site / "assets").glob("js.*/**/*.js") if not path.name.startswith(LIBRARY))
    scripts = sum(map(_size, ours))
    late = re.findall(r"data-src=\"([^\"]+\.js)\"", (site / "index.html").read_text(encoding="utf-8"))
    reading = [page for page in site.rglob("index.html") if page.relative_to(site).parts[0] != "tools"]
    guidance = max(map(_received, reading))
    glue = next((site / "assets" / "runtime").glob("pyodide-*"))
    archives = (next(glue.parent.glob(f"{name}-*.zip")) for name in ("coeur", "outils"))
    runtime = sum(map(_size, (*(path for path in glue.iterdir() if path.suffix != ".br"), *archives)))
    return [
        ("nos scripts", scripts / 1000, 25),
        ("la plus lourde page de lecture, avant tout geste", guidance / 1000, 80),
        ("le script du thème, au premier geste", sum(_size(site / name) for name in late) / 1000, None),
        ("environnement Python", runtime / 1000, 4000),
    ]
