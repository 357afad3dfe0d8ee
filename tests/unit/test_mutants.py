"""La liste des fautes faites à la main suit le code : chacune s'applique encore, à un seul endroit."""

from __future__ import annotations

from scripts.mutants import mutants


def test_every_hand_made_fault_still_applies() -> None:
    """Une faute dont le texte juste a changé ne mesurerait plus rien."""
    found = mutants()
    assert len({one.nom for one in found}) == len(found) > 100
    assert all(one.applied() for one in found)
