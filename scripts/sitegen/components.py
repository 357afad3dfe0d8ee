"""Ce que le site livre et que d'autres ont écrit : `docs/reperes/licences.toml`, complété par les paquets eux-mêmes."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import distribution
from itertools import starmap
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from scripts.paths import DOCS, NODE_MODULES, ROOT
from scripts.sitegen.content import ContentError

FILE = DOCS / "reperes" / "licences.toml"
LICENCES = ROOT / "scripts" / "licences"
"""Les textes que les paquets ne portent pas, recopiés tels quels de ceux qui les portent."""
TEXT = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
"""Le nom d'un fichier qui porte une licence, ou ceux qui l'ont accordée."""
CLASSIFIERS = {"License :: OSI Approved :: MIT License": "MIT"}
"""Ce qu'un paquet Python ancien dit de sa licence, quand cela n'en désigne qu'une."""
PAGES = ("Source", "Repository", "Homepage")


@dataclass(frozen=True)
class Package:
    """Ce qu'un paquet dit de lui : version, licence en SPDX (ou rien), adresse, purl, textes, droits."""

    version: str
    licence: str
    source: str
    purl: str
    texts: tuple[Path, ...] = ()
    rights: str = ""
    root: Path = ROOT


@dataclass(frozen=True)
class Component:
    """Un composant livré : son nom, ce qu'il fait ici, et ce qu'il embarque (nom → licence)."""

    key: str
    nom: str
    version: str
    licence: str
    source: str
    purl: str
    emploi: str
    rights: str
    texts: tuple[Path, ...] = field(repr=False)
    embarque: Mapping[str, str] = field(default_factory=dict)


def _npm(name: str) -> Package:
    root = NODE_MODULES / name
    said = json.loads((root / "package.json").read_text(encoding="utf-8"))
    source = said["repository"] if isinstance(said["repository"], str) else said["repository"]["url"]
    return Package(
        version=said["version"],
        licence=said["license"],
        source=source.removeprefix("git+").removesuffix(".git"),
        purl=f"pkg:npm/{name.replace('@', '%40')}@{said['version']}",
        texts=tuple(path for path in sorted(root.iterdir()) if TEXT.match(path.name)),
        rights=_font_rights(root),
        root=root,
    )


def _font_rights(root: Path) -> str:
    """À qui est une police : son paquet ne le dit que dans la police, et nos sous-ensembles l'en ôtent."""
    fonts = sorted(root.glob("files/*-latin-wght-normal.woff2"))
    return str(TTFont(fonts[0])["name"].getDebugName(0)) if fonts else ""


def _pypi(name: str) -> Package:
    found = distribution(name)
    said = found.metadata
    classified = [CLASSIFIERS[one] for one in said.get_all("Classifier", []) if one in CLASSIFIERS]
    links = dict(link.split(", ", 1) for link in said.get_all("Project-URL", []))
    files = [Path(str(found.locate_file(path))) for path in found.files or () if TEXT.match(path.name)]
    return Package(
        version=found.version,
        licence=next(iter([*said.get_all("License-Expression", []), *classified]), ""),
        source=next(links[page] for page in PAGES if page in links),
        purl=f"pkg:pypi/{name}@{found.version}",
        texts=tuple(sorted(path for path in files if path.suffix != ".svg" and ".icons" not in path.parts)),
        root=Path(str(found.locate_file(""))),
    )


def _inside_pyodide(name: str) -> Package:
    said = json.loads((NODE_MODULES / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    return Package(said[name], licence="", source="", purl=f"pkg:generic/{name}@{said[name]}")


READERS: dict[str, Callable[[str], Package]] = {"npm": _npm, "pypi": _pypi, "pyodide": _inside_pyodide}


@cache
def shipped() -> tuple[Component, ...]:
    """Les composants livrés, dans l'ordre du fichier ; lève `ContentError` si une licence ou un texte manque."""
    return tuple(starmap(_component, tomllib.loads(FILE.read_text(encoding="utf-8")).items()))


def _component(key: str, entry: dict[str, Any]) -> Component:
    kind, _, name = entry["paquet"].partition(":")
    package = READERS[kind](name)
    if package.licence and "licence" in entry:
        raise ContentError(f"licences.toml : « {key} » : le paquet dit sa licence ({package.licence}), la retirer.")
    texts = [*package.texts, *(_text(name, package) for name in entry.get("textes", ()))]
    found = Component(
        key=key,
        nom=entry.get("nom", key),
        version=package.version,
        licence=package.licence or entry.get("licence", ""),
        source=package.source or entry["source"],
        purl=package.purl,
        emploi=entry["emploi"],
        rights=package.rights,
        texts=tuple(texts),
        embarque=entry.get("embarque", {}),
    )
    if not found.licence or not texts or not all(path.exists() for path in texts):
        raise ContentError(f"licences.toml : « {key} » : il manque sa licence, ou le texte de sa licence.")
    return found


def _text(name: str, package: Package) -> Path:
    ours = LICENCES / name
    return ours if ours.exists() else package.root / name


def notice(component: Component) -> str:
    """Le texte à livrer avec un composant : ce qu'il est, puis chaque fichier de licence, tel quel."""
    head = f"{component.nom} {component.version}\n{component.source}\nSPDX: {component.licence}\n{component.rights}\n"
    inside = "".join(f"  {name}: {licence}\n" for name, licence in component.embarque.items())
    bodies = (f"\n\n{'=' * 72}\n\n{path.read_text(encoding='utf-8').strip()}\n" for path in component.texts)
    return head.rstrip() + "\n" + (f"\nIncludes:\n{inside}" if inside else "") + "".join(bodies)
