"""Un nouvel outil ne coûte qu'un dossier : créé par le script, il passe le contrat tel quel."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.new_tool import create
from scripts.paths import DOCS, ROOT
from scripts.sitegen.content import check_graph, load_graph, read_page


def test_new_tool_passes_the_contract(tmp_path: Path) -> None:
    """Dans une copie des outils, le dossier créé passe tous les tests de contrat et ses doctests."""
    home = tmp_path / "tools"
    shutil.copytree(DOCS / "tools", home, ignore=shutil.ignore_patterns("__pycache__"))
    folder = create("essai", "L'essai", home)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-vv",
        "--no-header",
        "-p",
        "no:cacheprovider",
        "-o",
        f"pythonpath=. {tmp_path}",
    ]
    env = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        [*command, "tests/test_contract.py", str(folder), "-k", "essai"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "[essai] PASSED" in done.stdout
    page = read_page(folder / "index.md", tmp_path)  # son en-tête est celui que le graphe des pages attend
    assert (page.genre, page.code) == ("outil", "essai")
    check_graph([*load_graph().pages, page])


@pytest.mark.parametrize("name", ["Essai", "deux mots", "été", "kit", "couts"])
def test_bad_name_is_refused(name: str, tmp_path: Path) -> None:
    """Un nom impossible ou pris est refusé par une phrase."""
    (tmp_path / "couts").mkdir()
    with pytest.raises(ValueError, match=r"«|existe déjà"):
        create(name, "Titre", tmp_path)
