"""La nomenclature gardée est celle des verrous d'aujourd'hui, et la même d'une fois sur l'autre."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scripts.paths import ROOT
from scripts.sbom import FILE, NPM_LOCK, PYTHON_LOCK, sbom, sbom_text

PYTHON, NPM = ((ROOT / name).read_text(encoding="utf-8") for name in (PYTHON_LOCK, NPM_LOCK))


def _by_ref(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["bom-ref"]: one for one in found["components"]}


def test_kept_sbom_is_the_one_of_the_locks() -> None:
    """Un verrou change : `make sbom`, et la différence se relit."""
    assert FILE.read_text(encoding="utf-8") == sbom_text(), "sbom.json n'est plus celui des verrous : make sbom"


@pytest.mark.parametrize(
    ("python", "npm"),
    [
        (PYTHON.replace("babel==", "babel==9", 1), NPM),
        (PYTHON.replace("--hash=sha256:", "--hash=sha256:0", 1), NPM),
        (PYTHON, NPM.replace('"version": "', '"version": "9', 1)),
        (PYTHON, NPM.replace('"integrity": "sha512-', '"integrity": "sha512-AAAA', 1)),
    ],
    ids=["version Python", "empreinte Python", "version npm", "empreinte npm"],
)
def test_any_change_of_a_lock_shows(python: str, npm: str) -> None:
    """Une version ou une empreinte de plus ou de moins ne donne plus la même nomenclature."""
    assert (python, npm) != (PYTHON, NPM)
    assert sbom(python, npm) != sbom(PYTHON, NPM)


def test_what_is_shipped_is_told_from_what_builds() -> None:
    """Livré, avec licence et ce qu'il embarque ; outil de construction ; rien qui dépende du jour."""
    found = sbom(PYTHON, NPM)
    known = _by_ref(found)
    assert len(known) == len(found["components"])
    assert not {"serialNumber", "timestamp"} & {*found, *found["metadata"]}
    pyodide = known["pkg:npm/pyodide@" + json.loads(NPM)["packages"]["node_modules/pyodide"]["version"]]
    assert (pyodide["scope"], pyodide["licenses"]) == ("required", [{"expression": "MPL-2.0"}])
    assert {"zlib", "SQLite"} <= {one["name"] for one in pyodide["components"]}
    assert pyodide["hashes"][0]["alg"] == "SHA-512"
    scopes = {ref.rpartition("@")[0]: one["scope"] for ref, one in known.items()}
    assert scopes["pkg:generic/python"] == scopes["pkg:pypi/segno"] == "required"
    assert scopes["pkg:pypi/mkdocs"] == scopes["pkg:npm/esbuild"] == "excluded"
    assert all(one["licenses"] for one in known.values() if one["scope"] == "required")
