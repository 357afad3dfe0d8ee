"""La page « Confiance » : aucune promesse sans essai, et aucun essai qui n'existe pas."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.sitegen import trust
from scripts.sitegen.content import ContentError
from scripts.sitegen.trust import find_proof, load_promises


@pytest.mark.parametrize("name", ["tests/site/test_site.py::test_absent", "tests/absent.py::test_pages_exist"])
def test_a_promise_without_its_test_stops_the_build(name: str) -> None:
    """Un essai renommé ou retiré : la page « Confiance » ne se construit plus, et dit lequel."""
    with pytest.raises(ContentError, match=f"« {re.escape(name)} » n'existe pas"):
        find_proof(name)


def test_each_promise_shows_its_tests() -> None:
    """Dix promesses, chacune avec au moins un essai, et la phrase que cet essai dit de lui-même."""
    promises = load_promises()
    assert len(promises) == 10
    assert all(proof.phrase.endswith((".", "?")) for promise in promises for proof in promise.preuves)


def test_a_promise_without_a_test_stops_the_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Une promesse qui ne nomme aucun essai arrête la construction, et dit laquelle."""
    bare = tmp_path / "confiance.toml"
    bare.write_text('[[lignes]]\ndit = "Tout va bien."\nlien = ""\npreuves = []\n', encoding="utf-8")
    monkeypatch.setattr(trust, "FILE", bare)
    load_promises.cache_clear()
    with pytest.raises(ContentError, match=re.escape("« Tout va bien. » n'a aucun essai")):
        load_promises()
