"""Ce que les tests de la comparaison partagent : situations types, offres écrites en deux lignes, phrases."""

from __future__ import annotations

from typing import Any

from tools.couts import model, view
from tools.couts.inputs import Inputs
from tools.couts.view.verdict import verdict
from tools.kit.declare import parse, preset_inputs
from tools.kit.write import Place, Setting, block_markdown

from tests import couts_oracle as oracle
from tests.words import plain

PRESETS = preset_inputs(Inputs)


def situation(*offers: dict[str, Any], **company: Any) -> Inputs:
    """Une entreprise de dix postes, sur douze mois, dont rien ne change, et ces offres."""
    calm = {"actualisation_pct": 0, "croissance_pct": 0, "revision_salaires_pct": 0, "arrivees_an": 0}
    rows = [{"revision_pct": 0, **offer} for offer in offers]
    parsed = parse(Inputs, oracle.whole({"postes": 10, "horizon_mois": 12, **calm, **company, "offres": rows}))
    assert parsed.errors == {}
    return parsed.inputs


def verdict_of(inputs: Inputs) -> str:
    """La phrase du verdict."""
    return plain(verdict(model.compute(inputs)))


def notes_of(inputs: Inputs) -> str:
    """Ce qui se lit sous le verdict."""
    blocks = view.summary(inputs, model.compute(inputs)).blocks
    return " ".join(plain(block_markdown(block, Setting(Place.FILE))) for block in blocks)


def next_step_of(inputs: Inputs) -> str:
    """La suite que la page du conseil propose."""
    return plain(view.board(inputs, model.compute(inputs)).next_step)
