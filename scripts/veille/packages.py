"""Les dépendances en retard : ce que pip et npm disent de celles que le dépôt demande lui-même."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from packaging.version import Version

from scripts.audit import run
from scripts.paths import ROOT
from scripts.veille.note import FINE, NOT_RUN, TO_DO, Note

ONCE = ("--retries", "0", "--timeout", "15")
PIP = ("python", "-m", "pip")
WANTED = re.compile(r"^([A-Za-z0-9-]+)", re.MULTILINE)


def asked() -> set[str]:
    """Les paquets Python que le dépôt demande, sans ceux qu'ils tirent."""
    files = ("requirements.in", "requirements-dev.in")
    return {name.lower() for file in files for name in WANTED.findall((ROOT / file).read_text(encoding="utf-8"))}


def python(env: Mapping[str, str] | None = None) -> Iterator[Note]:
    """Les paquets Python en retard. Sans registre, `pip list --outdated` dit « aucun » : on s'assure d'abord de lui."""
    reached = run([*PIP, "index", "versions", "mkdocs", *ONCE], env)
    listed = run([*PIP, "list", "--outdated", "--format", "json", *ONCE], env)
    if reached.returncode or listed.returncode:
        yield Note(NOT_RUN, "paquets Python : le registre n'a pas répondu.")
        return
    found = {one["name"].lower(): (one["version"], one["latest_version"]) for one in json.loads(listed.stdout)}
    yield from _behind("paquets Python", {name: found[name] for name in sorted(found) if name in asked()})


def npm(env: Mapping[str, str] | None = None) -> Iterator[Note]:
    """Les paquets npm en retard."""
    done = run(("npm", "outdated", "--json", "--fetch-retries=0", "--fetch-timeout=15000"), env)
    said = json.loads(done.stdout or "{}")
    if "error" in said or (done.returncode and not said):
        yield Note(NOT_RUN, "paquets npm : le registre n'a pas répondu.")
        return
    yield from _behind("paquets npm", {name: (one["current"], one["latest"]) for name, one in said.items()})


def _behind(kind: str, found: Mapping[str, tuple[str, str]]) -> Iterator[Note]:
    late = {name: pair for name, pair in found.items() if Version(pair[1]) > Version(pair[0])}
    for name, (current, latest) in late.items():
        yield Note(TO_DO, f"{name} {current} : la version {latest} est parue.")
    if not late:
        yield Note(FINE, f"{kind} : aucun en retard.")
