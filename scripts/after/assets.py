"""Nos scripts et nos feuilles construits : allégés, puis nommés par leur contenu."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from scripts.paths import ROOT


def lighten_scripts(site: Path, root: Path = ROOT) -> None:
    """Retire de nos scripts construits commentaires, espaces et longs noms locaux ; chaque fichier reste un fichier."""
    source, target = root / "docs" / "assets" / "js", site / "assets" / "js"
    files = [str(path) for path in sorted(source.rglob("*.js"))]
    options = ["--minify", "--target=es2023", f"--outbase={source}", f"--outdir={target}", "--log-level=warning"]
    subprocess.run(["npx", "esbuild", *files, *options], check=True, cwd=root)
    _join_worker(target / "engine", root)


def _join_worker(folder: Path, root: Path) -> None:
    """Met dans l'ouvrier ce qu'il importe : chaque module de plus serait un aller-retour avant Python."""
    worker = str(folder / "worker.js")
    options = ["--bundle", "--minify", "--format=esm", "--target=es2023", "--allow-overwrite", "--log-level=warning"]
    subprocess.run(["npx", "esbuild", worker, *options, f"--outfile={worker}"], check=True, cwd=root)
    (folder / "memory.js").unlink()  # lui seul l'importait


def fingerprint(site: Path) -> None:
    """Donne aux dossiers de nos feuilles et de nos scripts un nom qui dit leur contenu : ils se gardent sans question.

    Sans cela, la navigation instantanée, qui réécrit les adresses de la page, redemande chaque feuille, et la page
    s'affiche un instant sans style. Les scripts se nomment entre eux par des chemins relatifs, qui restent vrais.
    """
    for name in ("css", "js"):
        folder = site / "assets" / name
        content = b"".join(
            path.relative_to(folder).as_posix().encode() + path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        )
        marked = f"{name}.{hashlib.sha256(content).hexdigest()[:10]}"
        folder.rename(folder.with_name(marked))
        for page in site.rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace(f"assets/{name}/", f"assets/{marked}/"), encoding="utf-8")
