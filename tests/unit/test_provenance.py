"""L'origine d'une valeur : ce que la personne a saisi est dit saisi, et rien d'autre ne l'est."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tools.couts.inputs import Inputs
from tools.kit.declare import preset_inputs, values_of

PRESETS = preset_inputs(Inputs)


@pytest.mark.parametrize("preset", PRESETS)
def test_only_what_was_typed_is_said_typed(preset: str) -> None:
    """Une situation type n'a rien de saisi ; un effectif changé, lui seul, l'est, et n'emprunte aucune raison."""
    inputs = PRESETS[preset]
    assert {value.origin for value in values_of(inputs)}.isdisjoint({"saisi"})
    typed = [value for value in values_of(replace(inputs, postes=inputs.postes + 1)) if value.origin == "saisi"]
    assert [(value.key, value.why) for value in typed] == [("postes", "")]


def test_typed_row_value_names_its_row() -> None:
    """Dans une liste, la valeur saisie garde le nom de sa ligne."""
    inputs = PRESETS["minimale"]
    first, *others = inputs.offres
    changed = replace(inputs, offres=(replace(first, forfait_poste_eur=first.forfait_poste_eur + 1), *others))
    typed = [value for value in values_of(changed) if value.origin == "saisi"]
    assert [(value.key, value.line) for value in typed] == [("forfait_poste_eur", first.nom)]
