"""Les vulnérabilités connues de ce qui construit le site et de ce qu'il livre : pip-audit et npm audit.

python -m scripts.audit             dit ce qui est trouvé ; un service qu'on n'atteint pas est « non exécuté »
python -m scripts.audit --strict    ce qui n'a pas été exécuté est aussi un échec
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Any

from scripts.paths import ROOT

LOCK = "requirements-dev.lock"
PIP = ("pip-audit", "--requirement", LOCK, "--disable-pip", "--progress-spinner", "off", "--format", "json")
NPM = ("npm", "audit", "--json", "--fetch-retries=0", "--fetch-timeout=20000")


@dataclass(frozen=True)
class Audit:
    """Ce qu'un outil a dit : ce qu'il trouve, combien de paquets il a vus, et pourquoi il n'a pas vu le reste."""

    name: str
    found: Sequence[str]
    seen: int
    missed: str = ""

    def lines(self) -> list[str]:
        """Les phrases du compte rendu : jamais « rien » d'un paquet qui n'a pas été vu."""
        told = [f"{self.name} : {one}" for one in self.found]
        if self.seen and not self.found:
            told.append(f"{self.name} : aucune vulnérabilité connue dans les {self.seen} paquets vus.")
        return told + ([f"non exécuté : {self.name}, {self.missed}"] if self.missed else [])


def run(command: Sequence[str], env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Lance un outil, celui de l'environnement s'il y est ; son code ne dit pas s'il a pu regarder, seul son texte."""
    local = Path(sys.executable).with_name(command[0])
    asked = [str(local) if local.exists() else command[0], *command[1:]]
    return subprocess.run(
        asked, cwd=ROOT, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=False
    )


def _last_line(text: str) -> str:
    return shorten(next((line for line in reversed(text.splitlines()) if line.strip()), "sans réponse"), 120)


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def read_pip(done: subprocess.CompletedProcess[str]) -> Audit:
    """Ce que pip-audit a vu : un paquet que le service ne connaît pas est passé par lui, et compté ici comme manqué."""
    said = _json(done.stdout)
    if "dependencies" not in said:
        return Audit("pip-audit", (), 0, f"service injoignable ({_last_line(done.stderr)})")
    seen = [one for one in said["dependencies"] if "skip_reason" not in one]
    found = [f"{one['name']} {one['version']}, {vuln['id']}" for one in seen for vuln in one["vulns"]]
    missed = len(said["dependencies"]) - len(seen)
    reason = f"le service n'a rien dit de {missed} paquets sur {len(said['dependencies'])}" if missed else ""
    return Audit("pip-audit", found, len(seen), reason or ("" if seen else "aucun paquet vu"))


def read_npm(done: subprocess.CompletedProcess[str]) -> Audit:
    """Ce que npm a vu ; une erreur du service est un texte JSON aussi, sans liste de vulnérabilités."""
    said = _json(done.stdout)
    if "vulnerabilities" not in said:
        return Audit("npm audit", (), 0, f"service injoignable ({said.get('message') or _last_line(done.stderr)})")
    found = [f"{name}, gravité {one['severity']}" for name, one in said["vulnerabilities"].items()]
    return Audit("npm audit", found, said["metadata"]["dependencies"]["total"])


TOOLS: tuple[tuple[Sequence[str], Callable[[subprocess.CompletedProcess[str]], Audit]], ...] = (
    (PIP, read_pip),
    (NPM, read_npm),
)


def code(audits: Sequence[Audit], strict: bool) -> int:
    """Échec si quelque chose est trouvé ; en mode strict, aussi si quelque chose n'a pas été vu."""
    return int(any(one.found or (strict and one.missed) for one in audits))


def main(arguments: Sequence[str], env: Mapping[str, str] | None = None) -> int:
    """Lance les deux outils et dit ce qu'ils ont vu."""
    parser = argparse.ArgumentParser(prog="python -m scripts.audit", description="Vulnérabilités connues.")
    parser.add_argument("--strict", action="store_true", help="échoue aussi si un audit n'a pas pu être exécuté")
    strict = parser.parse_args(arguments).strict
    audits = [read(run(command, env)) for command, read in TOOLS]
    for audit in audits:
        sys.stdout.write("\n".join(audit.lines()) + "\n")
    return code(audits, strict)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
