"""Les liens publiés, de toutes les versions, dans Firefox et WebKitGTK, une page chacun."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.paths import ROOT
from tests.engines.bench import bench, check, published
from tests.outside import required

HERE = Path(__file__).parent
DRIVERS = {
    "firefox": ("firefox-esr", ["node", str(HERE / "firefox.mjs")]),
    "webkit": ("WebKitWebDriver", [sys.executable, str(HERE / "webkit.py")]),
}


def _links() -> list[dict[str, object]]:
    return published()


@pytest.mark.moteurs
@pytest.mark.parametrize("engine", DRIVERS)
def test_published_links(engine: str) -> None:
    """Chaque lien publié se lit de même, et redonne ses chiffres, dans ce moteur."""
    needed, command = DRIVERS[engine]
    browser = required(needed)
    if engine == "webkit":
        command = [required("xvfb-run"), "-a", required("dbus-run-session"), "--", *command]
    links = _links()
    with bench(f"{engine}.json", links) as address:
        env = {**os.environ, "NAVIGATEUR": browser}
        done = subprocess.run(
            [*command, address], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False
        )
    assert done.returncode == 0, done.stderr[-2000:]
    result, _ = json.JSONDecoder().raw_decode(done.stdout[done.stdout.index('{"') :])  # d'autres y écrivent aussi
    check(result, links)
