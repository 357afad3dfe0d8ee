"""Les adresses des références, rouvertes par lychee : peu à la fois, sans insister."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scripts.paths import ROOT
from scripts.veille.note import FINE, NOT_SEEN, TO_DO, Note

LYCHEE = ("--format", "json", "--verbose", "--no-progress", "--max-concurrency", "4", "--max-retries", "0")
DEAD = {404, 410}
MOVED = {301, 308}
"""Une redirection pour de bon ; les autres mènent à une langue ou à une page d'accueil de passage."""
SAMPLE = 4
"""Combien d'hôtes on essaie d'abord : si aucun ne répond, il n'y a pas de réseau, et on n'attend pas les autres."""


def ask(addresses: Sequence[str], timeout: int) -> dict[str, dict[str, Any]]:
    """Ce que lychee dit de chaque adresse ; celle dont il ne dit rien n'y est pas."""
    lychee = Path(sys.executable).with_name("lychee")
    command = [str(lychee), *LYCHEE, "--timeout", str(timeout), "-"]
    done = subprocess.run(command, input="\n".join(addresses), cwd=ROOT, capture_output=True, text=True, check=False)
    said = json.loads(done.stdout)
    groups = (said[name].get("stdin", ()) for name in ("success_map", "error_map", "timeout_map"))
    return {addresses[one["span"]["line"] - 1]: one for group in groups for one in group}


def links(cited: Mapping[str, Sequence[str]], timeout: int = 10) -> Iterator[Note]:
    """Chaque adresse qui n'est plus en ordre, et le compte des autres ; `cited` : adresse → ce qui la cite."""
    hosts = {urlsplit(address).netloc: address for address in cited}
    answered = [one for one in ask(list(hosts.values())[:SAMPLE], timeout).values() if "code" in one["status"]]
    if not answered:
        yield Note(NOT_SEEN, f"pas de réseau ({len(cited)} adresses).")
        return
    found = ask(list(cited), timeout)
    fine = 0
    for address, refs in cited.items():
        state, text = judged(found.get(address))
        fine += state == FINE
        if state != FINE:
            yield Note(state, f"{', '.join(refs)} : {address} {text}")
    yield Note(FINE, f"{fine} adresses sur {len(cited)} répondent, là où elles sont écrites.")


def judged(one: Mapping[str, Any] | None) -> tuple[str, str]:
    """L'état d'une adresse, et la phrase qui le dit."""
    if one is None:
        return NOT_SEEN, "n'a pas été essayée."
    code = one["status"].get("code")
    chain = one.get("redirects", {}).get("redirects", ())
    if code is None:
        return NOT_SEEN, "n'a pas répondu."
    if code in DEAD:
        return TO_DO, f"n'existe plus ({code})."
    if code >= 400:
        return NOT_SEEN, f"a répondu {code} : à rouvrir à la main."
    if any(step["code"] in MOVED for step in chain):
        return TO_DO, f"a changé d'adresse : {chain[-1]['url']}"
    return FINE, "répond."
