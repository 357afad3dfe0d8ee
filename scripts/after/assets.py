"""Nos scripts : réunis par page, allégés, demandés d'avance ; scripts et feuilles nommés selon leur contenu."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

from scripts.esbuild import esbuild
from scripts.paths import CACHE, ROOT

MINIFY = Path(__file__).with_name("minify.mjs")
ENTRIES = ("main.js", "boot.js", "engine/engine.js")
"""Ce qu'une page demande par son nom, et le moteur, que les essais interrogent ; le reste se réunit en parts."""
PAGE = "assets/js/main.js"
TOOL = ("assets/js/boot.js", "assets/js/tool/live.js")
_MODULE = re.compile(r'<script [^>]*?src="([^"]*?assets/js[^/"]*/)(?:boot|main)\.js"')
HEAD = ("trusted", "theme", "index")
"""Les scripts que chaque page demande l'un après l'autre, avant tout : le site construit les a en un seul."""
_HEAD = re.compile(rf'(?:<script src="[^"]*/head/(?:{"|".join(HEAD)})\.js"[^>]*></script>\s*){{{len(HEAD)}}}')
_PRELOAD = re.compile(r'<link rel="modulepreload" href="[^"]*">')
_OPTIONS = ["--minify", "--target=es2023", "--charset=utf8", "--log-level=warning"]


def lighten_scripts(site: Path, root: Path = ROOT) -> None:
    """Met à la place de nos scripts leurs parts, allégées, et dit à chaque page celles qu'il lui faut.

    Un module importé par un autre attend que celui-ci soit lu : demandés d'avance, ils arrivent ensemble.
    """
    source, target = root / "docs" / "assets" / "js", site / "assets" / "js"
    built = _built(source, root)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(built, target, ignore=shutil.ignore_patterns("parts.json"))
    parts = json.loads((built / "parts.json").read_text(encoding="utf-8"))
    for page in site.rglob("*.html"):
        page.write_text(preload(page.read_text(encoding="utf-8"), parts), encoding="utf-8")


def preload(html: str, parts: dict[str, list[str]]) -> str:
    """Rend la page avec une demande d'avance par part ; `parts` : sorte de page (`page`, `outil`) → parts, en ordre.

    >>> preload('<script src="../assets/js/main.js"></script>', {"page": ["part/a.js"], "outil": []})
    '<link rel="modulepreload" href="../assets/js/part/a.js"><script src="../assets/js/main.js"></script>'
    """
    html = _HEAD.sub(_one_head, _PRELOAD.sub("", html))
    first = _MODULE.search(html)
    if first is None:
        return html
    wanted = parts["outil" if "boot.js" in first[0] else "page"]
    links = "".join(f'<link rel="modulepreload" href="{first[1]}{name}">' for name in wanted)
    return html[: first.start()] + links + html[first.start() :]


def _one_head(found: re.Match[str]) -> str:
    r"""La balise de l'ensemble, avec les marques du second.

    >>> place = "../assets/js/head"
    >>> tags = f'<script src="{place}/trusted.js"></script><script src="{place}/theme.js" data-base=".."></script>'
    >>> _HEAD.sub(_one_head, f'{tags}<script src="{place}/index.js"></script>').strip()
    '<script src="../assets/js/head/tete.js" data-base=".."></script>'
    """
    tag = next(tag for tag in found[0].split("</script>") if "data-base" in tag)
    return f"{tag.strip().replace('theme.js', 'tete.js')}</script>\n"


def _built(source: Path, root: Path) -> Path:
    """Le dossier des scripts réunis, repris du cache si aucun n'a changé."""
    makers = (Path(__file__), MINIFY, root / "package-lock.json", root / "tsconfig.json")
    cached = CACHE / "js" / _digest(source, [*sorted(source.rglob("*.js")), *makers])
    if not (cached / "parts.json").exists():
        shutil.rmtree(cached, ignore_errors=True)
        parts = _join(source, cached, root)
        (cached / "parts.json").write_text(json.dumps(parts), encoding="utf-8")
    return cached


def _join(source: Path, target: Path, root: Path) -> dict[str, list[str]]:
    """Écrit les parts, l'ouvrier, d'un seul fichier, et les scripts de l'en-tête ; rend les parts de chaque page."""
    head = [path for path in sorted((source / "head").glob("*.js")) if path.stem not in HEAD]
    esbuild(*head, f"--outdir={target / 'head'}", *_OPTIONS, root=root)
    join_head(target, source, root)
    # L'ouvrier d'un seul fichier : chaque module de plus serait un aller-retour avant Python.
    worker = source / "engine" / "worker.js"
    esbuild(worker, "--bundle", "--format=esm", f"--outdir={target / 'engine'}", *_OPTIONS, root=root)
    meta = target / "meta.json"
    entries = [source / name for name in ENTRIES]
    # Toutes les parts à un dossier de la racine : les adresses relatives que nos modules écrivent y restent vraies.
    options = ["--bundle", "--splitting", "--format=esm", "--chunk-names=part/[name]-[hash]", f"--metafile={meta}"]
    esbuild(*entries, *options, f"--outbase={source}", f"--outdir={target}", *_OPTIONS, root=root)
    outputs = {
        (root / name).resolve().relative_to(target.resolve()).as_posix(): one
        for name, one in json.loads(meta.read_text(encoding="utf-8"))["outputs"].items()
    }
    for one in outputs.values():
        for part in one["imports"]:
            part["path"] = (root / part["path"]).resolve().relative_to(target.resolve()).as_posix()
    meta.unlink()
    subprocess.run(["node", str(MINIFY), str(target)], check=True, cwd=root)
    by_entry = {one.get("entryPoint", "").removeprefix("docs/"): name for name, one in outputs.items()}
    page = _closure(by_entry[PAGE], outputs)
    tool = [part for name in TOOL for part in [by_entry[name], *_closure(by_entry[name], outputs)]]
    tool.remove(by_entry[TOOL[0]])  # la page le demande elle-même
    return {"page": page, "outil": list(dict.fromkeys([*tool, *page]))}


def join_head(target: Path, source: Path, root: Path, last: Path | None = None) -> None:
    """Réunit les premiers scripts de l'en-tête ; `last` : celui qui remplace le dernier, s'il y en a un."""
    files = [source / "head" / f"{name}.js" for name in HEAD]
    if last:
        files[-1] = last
    text = "".join(f'import "{path}";' for path in files)
    options = ["--bundle", "--format=iife", "--allow-overwrite", f"--outfile={target / 'head' / 'tete.js'}"]
    esbuild(*options, *_OPTIONS, root=root, text=text)


def _closure(name: str, outputs: dict[str, dict[str, list[dict[str, str]]]]) -> list[str]:
    """Ce que cette part importe avant de partir, et ce que cela importe, dans l'ordre des imports."""
    found: list[str] = []
    waiting = [name]
    while waiting:
        for one in outputs[waiting.pop(0)]["imports"]:
            if one["kind"] == "import-statement" and one["path"] not in found:
                found.append(one["path"])
                waiting.append(one["path"])
    return found


def _digest(folder: Path, files: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update((path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def fingerprint(site: Path) -> None:
    """Donne aux dossiers de nos feuilles et de nos scripts un nom qui dit leur contenu : ils se gardent sans question.

    Sans cela, la navigation instantanée, qui réécrit les adresses de la page, redemande chaque feuille, et la page
    s'affiche un instant sans style. Les scripts se nomment entre eux par des chemins relatifs, qui restent vrais.
    """
    for name in ("css", "js"):
        folder = site / "assets" / name
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        marked = f"{name}.{_digest(folder, files)[:10]}"
        folder.rename(folder.with_name(marked))
        for page in site.rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace(f"assets/{name}/", f"assets/{marked}/"), encoding="utf-8")
