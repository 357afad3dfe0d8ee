"""La grille d'accessibilité : 106 critères, rien de conforme sans preuve, et une déclaration qui ne promet rien."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from scripts.paths import ROOT, SITE
from scripts.sitegen import rgaa
from scripts.sitegen.content import ContentError

GRID = rgaa.load_grid()
PAGE = (SITE / "reperes" / "accessibilite" / "index.html").read_text(encoding="utf-8")


def test_grid_has_the_106_criteria() -> None:
    """Treize thèmes, 106 critères, dans l'ordre du référentiel."""
    assert sum(rgaa.THEMES.values()) == 106
    assert len(rgaa.THEMES) == 13
    assert [one.numero for one in GRID] == rgaa.NUMBERS
    assert (rgaa.NUMBERS[0], rgaa.NUMBERS[-1]) == ("1.1", "13.12")


@pytest.mark.parametrize("test", sorted({test for one in GRID for test in one.tests}))
def test_named_test_exists(test: str) -> None:
    """Chaque test nommé est une fonction d'un fichier de tests."""
    path, _, name = test.partition("::")
    tree = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_nothing_is_claimed_without_proof(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Un statut sans test ni relecture, ou un critère oublié, arrête la construction."""
    text = rgaa.FILE.read_text(encoding="utf-8")
    bare = tmp_path / "rgaa.toml"
    monkeypatch.setattr(rgaa, "FILE", bare)
    bare.write_text(text.replace('statut = "non évalué"', 'statut = "conforme"', 1), encoding="utf-8")
    with pytest.raises(ContentError, match="sans test ni relecture"):
        rgaa.load_grid()
    for right, wrong, said in (
        ('"13.12" =', '"13.13" =', "106"),
        ('statut = "non évalué"', 'statut = "presque"', "« statut » doit être l'un de conforme"),
        ('statut = "non évalué"', 'statu = "non évalué"', "statu"),
    ):
        bare.write_text(text.replace(right, wrong, 1), encoding="utf-8")
        with pytest.raises(ContentError, match=said):
            rgaa.load_grid()


def test_page_shows_the_grid_and_claims_nothing() -> None:
    """La page montre chaque critère, et dit toujours qu'aucun audit n'a été réalisé."""
    for one in GRID:
        assert f"<td>{one.numero}</td>" in PAGE
    assert "Non conforme" in PAGE
    assert "audit non réalisé" in PAGE
    assert "totalement conforme" not in PAGE
