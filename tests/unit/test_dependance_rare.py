"""Les réponses rares de la dépendance : presque rien de répondu, rien à prouver."""

from __future__ import annotations

import pytest
from tools.dependance.view import _handover
from tools.dependance.view.details import _letter
from tools.dependance.view.verdict import _robustness
from tools.kit.tool import get_tool

from tests.dependance import every

DEPENDANCE = get_tool("dependance")


def test_without_answers_nothing_is_promised() -> None:
    """Sans assez de réponses : ni sortie à remettre à la comparaison, ni solidité d'un indice qui n'existe pas."""
    result = DEPENDANCE.answer(every(None)).result
    assert _robustness(result) == []
    with pytest.raises(LookupError):
        _handover(result)


def test_a_letter_asks_only_for_what_is_missing() -> None:
    """Tout au plus bas et su : rien à prouver, donc rien à recevoir ; tout ignoré : des questions."""
    assert "recevoir" not in _letter(DEPENDANCE.answer(every(0)).result).text
    assert "Ce que nous ne savons pas" in _letter(DEPENDANCE.answer(every("nsp")).result).text
