"""Ce que le site livre et que d'autres ont écrit : nommé, daté d'une version, sous une licence dont le texte est là."""

from __future__ import annotations

import html
import json
import re
from importlib.metadata import packages_distributions

import pytest
from fontTools.ttLib import TTFont

from scripts.before.fonts import FACES
from scripts.before.runtime.build import PURE_PACKAGES
from scripts.paths import ROOT, SITE
from scripts.sitegen.components import Component, _component, notice, shipped
from scripts.sitegen.content import ContentError

PAGE = (SITE / "reperes" / "licences" / "index.html").read_text(encoding="utf-8")
ENTRIES = dict(re.findall(r'<dt id="([^"]+)">(.*?)</dt>', PAGE))
TOLD = dict(re.findall(r'<dt id="([^"]+)">.*?<dd>(.*?)</dd>', PAGE, re.DOTALL))


@pytest.mark.parametrize("component", shipped(), ids=lambda one: one.key)
def test_each_component_is_on_the_page_with_its_licence(component: Component) -> None:
    """Nom, version, licence, ce qu'il embarque ; le lien mène au texte livré, qui est celui des paquets, entier."""
    text = html.unescape(re.sub(r"<[^>]+>", "", ENTRIES[component.key]))
    assert text == f"{component.nom} {component.version} — {component.licence}"
    said = html.unescape(re.sub(r"<[^>]+>", "", TOLD[component.key]))
    assert all(f"{name} ({licence})" in said for name, licence in component.embarque.items())
    assert f'href="../../assets/licences/{component.key}.txt"' in TOLD[component.key]
    served = (SITE / "assets" / "licences" / f"{component.key}.txt").read_text(encoding="utf-8")
    assert served == notice(component)
    assert all(path.read_text(encoding="utf-8").strip() in served for path in component.texts)
    bodies = served.partition("=" * 72)[2].lower()
    assert all(name.lower().removesuffix("*").split()[0] in bodies for name in component.embarque)


def test_every_shipped_component_of_the_sbom_is_on_the_page() -> None:
    """Ce que la nomenclature dit livré, embarqué compris, est sur la page, avec la même licence."""
    known = json.loads((ROOT / "sbom.json").read_text(encoding="utf-8"))["components"]
    listed = [one for one in known if one["scope"] == "required"]
    text = html.unescape(re.sub(r"<[^>]+>", "", PAGE))
    for one in listed:
        assert f"{one['name']} {one['version']} — {one['licenses'][0]['expression']}" in text
        for inside in one.get("components", ()):
            assert f"{inside['name']} ({inside['licenses'][0]['expression']})" in text
    assert len(listed) == len(ENTRIES)


def test_nothing_else_is_on_the_page() -> None:
    """La page et le dossier des textes ne nomment que ce qui est livré."""
    assert list(ENTRIES) == [one.key for one in shipped()]
    assert {path.stem for path in (SITE / "assets" / "licences").glob("*.txt")} == set(ENTRIES)


def test_everything_shipped_is_declared() -> None:
    """Les paquets de l'archive du navigateur, les polices, les dépendances npm livrées, et ce que le thème embarque."""
    purls = {one.purl.rpartition("@")[0] for one in shipped()}
    names = {packages_distributions()[package][0].lower().replace("_", "-") for package in PURE_PACKAGES}
    assert {f"pkg:pypi/{name}" for name in names} <= purls
    assert {f"pkg:npm/%40fontsource-variable/{face.package}" for face in FACES} <= purls
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert {f"pkg:npm/{name.replace('@', '%40')}" for name in wanted} <= purls
    maps = (SITE / "assets" / "javascripts").rglob("*.map")
    sources = [source for path in maps for source in json.loads(path.read_text(encoding="utf-8"))["sources"]]
    inside = {found[1] for source in sources if (found := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)", source))}
    theme = next(one for one in shipped() if one.key == "mkdocs-material")
    assert {"lunr", "rxjs"} <= inside <= set(theme.embarque)
    scripts = {path.name for path in (SITE / "assets" / "javascripts" / "lunr").rglob("*.js")}
    assert scripts == {"lunr.fr.min.js", "lunr.stemmer.support.min.js"}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"licence": "MIT"}, "le paquet dit sa licence"),
        ({"paquet": "pyodide:python"}, "il manque sa licence"),
        ({"textes": ["absent.txt"]}, "le texte de sa licence"),
    ],
)
def test_a_component_without_licence_stops_the_build(changed: dict[str, object], sentence: str) -> None:
    """Une licence tapée que le paquet dit, une licence ou un texte qui manque : une phrase qui nomme le composant."""
    entry = {"paquet": "npm:fflate", "emploi": "x", "source": "https://a/", **changed}
    with pytest.raises(ContentError, match=f"« essai » : .*{sentence}"):
        _component("essai", entry)


def test_a_reduced_font_does_not_bear_the_reserved_name() -> None:
    """L'OFL réserve « Source » aux polices non modifiées : les nôtres et la feuille ont un autre nom, le même."""
    css = (ROOT / "docs" / "assets" / "css" / "tokens.css").read_text(encoding="utf-8")
    for face in FACES:
        table = TTFont(SITE / "assets" / "fonts" / face.name)["name"]
        assert {str(record) for record in table.names if record.nameID == 1} == {face.family}
        assert f'"{face.family}"; src: url("../fonts/{face.name}")' in css
    assert not any("Source" in face.family for face in FACES)
