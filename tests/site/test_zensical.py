"""Le même dépôt se construit avec Zensical, le successeur du thème (voir `adr/0005`)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.paths import ROOT


def test_builds_with_zensical(tmp_path: Path) -> None:
    """Zensical lit notre `mkdocs.yml` et notre extension : pages, calculateur et réponse par défaut sont là."""
    for name in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "runtime-*"))
    for name in ("mkdocs.yml", "editeur.toml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")  # versions et licences y sont lues
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(tmp_path / "docs")])}
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "site" / "tools" / "couts" / "index.html").read_text(encoding="utf-8")
    assert 'data-outil="couts"' in page
    assert '<div class="verdict"' in page
    assert "require-trusted-types-for" in page
