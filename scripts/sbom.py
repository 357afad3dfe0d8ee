"""La nomenclature CycloneDX du site (`sbom.json`) : ce qui est livré aux lecteurs, et ce dont la construction dépend.

python -m scripts.sbom     la refait, après un verrou changé ; un test la compare à ce qu'elle serait aujourd'hui

Écrite ici plutôt que par un outil : ceux qui lisent les verrous ne savent rien de ce qui est livré. Ni date, ni numéro
tiré : les mêmes verrous donnent le même fichier.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

from scripts.paths import ROOT
from scripts.sitegen.components import Component, shipped

FILE = ROOT / "sbom.json"
PYTHON_LOCK, NPM_LOCK = "requirements.lock", "package-lock.json"
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
SHIPPED, BUILD = "required", "excluded"
"""La portée d'un composant, dans les mots de CycloneDX : livré aux lecteurs, ou seulement utile à la construction."""


def _described(name: str, version: str, purl: str, licence: str, scope: str) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "library", "bom-ref": purl, "name": name, "version": version, "scope": scope}
    if licence:
        found["licenses"] = [{"expression": licence}]
    return {**found, "purl": purl}


def _shipped(one: Component) -> dict[str, Any]:
    found = _described(one.nom, one.version, one.purl, one.licence, SHIPPED)
    inside = [
        {"type": "library", "bom-ref": f"{one.purl}#{name}", "name": name, "licenses": [{"expression": licence}]}
        for name, licence in one.embarque.items()
    ]
    return {**found, "components": inside} if inside else found


def _from_python(lock: str) -> list[dict[str, Any]]:
    return [_described(name, version, f"pkg:pypi/{name}@{version}", "", BUILD) for name, version in PIN.findall(lock)]


def _from_npm(lock: str) -> list[dict[str, Any]]:
    found = []
    for path, package in json.loads(lock)["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            purl = f"pkg:npm/{name.replace('@', '%40')}@{package['version']}"
            described = _described(name, package["version"], purl, package.get("license", ""), BUILD)
            digest = base64.b64decode(package["integrity"].removeprefix("sha512-")).hex()
            found.append({**described, "hashes": [{"alg": "SHA-512", "content": digest}]})
    return found


def sbom(python_lock: str, npm_lock: str) -> dict[str, Any]:
    """La nomenclature de ces verrous : un composant livré y est une fois, avec ce que son verrou en dit."""
    found: dict[str, dict[str, Any]] = {}
    for one in (*_from_python(python_lock), *_from_npm(npm_lock), *map(_shipped, shipped())):
        found[one["bom-ref"]] = found.get(one["bom-ref"], {}) | one
    locks = {PYTHON_LOCK: python_lock, NPM_LOCK: npm_lock}
    digests = [
        {"name": f"sha256:{name}", "value": hashlib.sha256(text.encode()).hexdigest()} for name, text in locks.items()
    ]
    site = {"type": "application", "bom-ref": "infogerance-maitrisee", "name": "infogerance-maitrisee"}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**site, "licenses": [{"expression": "MIT"}]}, "properties": digests},
        "components": [found[key] for key in sorted(found)],
    }


def sbom_text() -> str:
    """Le texte de `sbom.json`, tel qu'il doit être aujourd'hui."""
    locks = ((ROOT / name).read_text(encoding="utf-8") for name in (PYTHON_LOCK, NPM_LOCK))
    return json.dumps(sbom(*locks), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(sbom_text(), encoding="utf-8")
