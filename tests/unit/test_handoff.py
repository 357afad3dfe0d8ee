"""D'un outil à l'autre : le lien que la page montre porte les nombres de la réponse, et l'autre outil les reprend."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

import pytest
from tools.kit import bridge
from tools.kit.declare import preset_inputs
from tools.kit.link import open_record
from tools.kit.tool import get_tool
from tools.kit.write import summary_markdown

DEPENDANCE = get_tool("dependance")


@pytest.mark.parametrize("key", preset_inputs(DEPENDANCE.inputs))
def test_exit_cost_reaches_the_comparison(key: str) -> None:
    """Le coût de sortie, la taille et le coût d'une heure arrivent au contrat actuel de la comparaison, au centime."""
    answer = DEPENDANCE.answer(preset_inputs(DEPENDANCE.inputs)[key])
    [(tool, query)] = re.findall(r"\(ouvrir:(\w+)\?([^)]*)\)", summary_markdown(answer.summary))
    assert tool == "couts"
    address = bridge.open_elsewhere(tool, dict(parse_qsl(query)))
    opened: Any = open_record(tool, address.partition("#")[2]).inputs
    chosen = answer.result.sortie.choisie
    current = next(offre for offre in opened.offres if offre.actuelle)
    expected = (chosen.cout_p10_eur, chosen.cout_p50_eur, chosen.cout_p90_eur)
    assert current.sortie_eur == pytest.approx(expected, abs=0.006)
    assert opened.postes == answer.inputs.postes
    assert opened.cout_horaire_eur == answer.inputs.cout_horaire_eur
    others = [offre.sortie_eur for offre in opened.offres if not offre.actuelle]
    assert current.sortie_eur not in others
