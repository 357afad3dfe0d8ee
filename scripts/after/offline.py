"""`sw.js`, l'ouvrier qui garde le site hors ligne à la demande d'un lecteur, et la liste de ce qu'il garde."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from tools.kit.french import typeset

from scripts.esbuild import esbuild
from scripts.hosting import rules
from scripts.paths import ASSETS

WORKER = "sw.js"
SOURCE = ASSETS / "js" / "offline"
READ = (".html", ".css", ".js", ".mjs", ".wasm", ".zip", ".bin", ".woff2", ".svg", ".png", ".xlsx", ".txt")
"""Ce qu'un lecteur voit ou fait : pages, styles, scripts, Python, polices, images, modèles à remplir, licences."""
ALSO = ("search/search_index.json", "sitemap.xml")
"""La recherche, et ce que la navigation instantanée lit."""
NAMED = next(pattern for pattern, value in rules.CACHE if value == rules.KEPT)
"""Les fichiers dont le nom dit le contenu."""
BLOCK = re.compile(r'<div class="hors-ligne".*?</div>\n?', re.DOTALL)


def write_offline(site: Path, *, stop: bool = False) -> None:
    """Écrit `sw.js` et le poids de ce qu'il garde ; `stop` : l'arrêt à sa place, et plus rien n'est proposé."""
    files = kept_files(site)
    received, held = weigh(files)
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        if "data-hors-ligne" in html:
            page.write_text(BLOCK.sub("", html) if stop else _weighed(html, received, held), encoding="utf-8")
    if stop:
        _write(site, SOURCE / "stop.js", {})
        return
    prints = {address(site, path): hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in kept_files(site)}
    version = hashlib.sha256(json.dumps(prints).encode()).hexdigest()[:12]
    _write(site, SOURCE / WORKER, {"VERSION": version, "FILES": prints, "NAMED_PATTERN": f"^(?:{NAMED})"})


def kept_files(site: Path) -> list[Path]:
    """Les fichiers gardés, dans un ordre fixe."""
    names = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    kept = {name for name in names if name.endswith(READ) and name != WORKER} | {*ALSO} & names.keys()
    return [names[name] for name in sorted(kept)]


def address(site: Path, path: Path) -> str:
    """L'adresse d'un fichier, relative à celle du site : une page a celle de son dossier.

    >>> address(Path("site"), Path("site/tools/couts/index.html")), address(Path("site"), Path("site/index.html"))
    ('tools/couts/', '')
    """
    return re.sub(r"(^|/)index\.html$", r"\1", path.relative_to(site).as_posix())


def weigh(files: list[Path]) -> tuple[int, int]:
    """Les octets à recevoir, compressés quand ils le sont, et ceux que l'appareil gardera."""
    packed = [path.with_name(f"{path.name}.br") for path in files]
    received = sum((br if br.exists() else path).stat().st_size for path, br in zip(files, packed, strict=True))
    return received, sum(path.stat().st_size for path in files)


def _weighed(html: str, received: int, held: int) -> str:
    said = {"__A_RECEVOIR__": received, "__SUR_APPAREIL__": held}
    for mark, size in said.items():
        html = html.replace(mark, typeset(f"{max(1, round(size / 1e6))} Mo"))
    return html


def _write(site: Path, source: Path, values: dict[str, object]) -> None:
    defined = [f"--define:{name}={json.dumps(value)}" for name, value in values.items()]
    options = ["--minify", "--target=es2023", "--log-level=warning", f"--outfile={site / WORKER}"]
    esbuild(source, *defined, *options)
