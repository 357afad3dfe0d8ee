"""Les liens publiés, de toutes les versions, dans Firefox et WebKitGTK, une page chacun."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts.paths import ROOT
from tests.engines.bench import bench, check, published
from tests.outside import required

HERE = Path(__file__).parent
DRIVERS = {
    "firefox": ("firefox-esr", ["node", str(HERE / "firefox.mjs")]),
    "webkit": ("WebKitWebDriver", [sys.executable, str(HERE / "webkit.py")]),
}


PATIENCE_S = 600


def visit(engine: str, address: str) -> dict[str, Any]:
    """Ce que cette page du banc a trouvé dans ce moteur."""
    needed, command = DRIVERS[engine]
    browser = required(needed)
    if engine == "webkit":
        command = [required("xvfb-run"), "-a", required("dbus-run-session"), "--", *command]
    env = {**os.environ, "NAVIGATEUR": browser}
    done = subprocess.run(
        [*command, address], cwd=ROOT, env=env, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    result: dict[str, Any]
    result, _ = json.JSONDecoder().raw_decode(done.stdout[done.stdout.index('{"') :])  # d'autres y écrivent aussi
    return result


@pytest.mark.moteurs
@pytest.mark.parametrize("engine", DRIVERS)
def test_published_links(engine: str) -> None:
    """Chaque lien publié se lit de même, et redonne ses chiffres, dans ce moteur."""
    links = published()
    with bench(f"{engine}.json", links) as address:
        check(visit(engine, address), links)
