"""Les réponses rares de la comparaison : offres égales, départ d'un an à peine, ordre qui change en actualisant."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from tools.couts.inputs import Inputs
from tools.couts.model.decision import find_root
from tools.couts.model.leaving import Garder, lowest, quittee
from tools.couts.offre import MOIS_MAX
from tools.couts.view.decision import _tipping, apart
from tools.couts.view.formulas import _crossover
from tools.couts.view.verdict import _discounted
from tools.couts.view.words import current_of
from tools.kit.declare import Typed, preset_inputs
from tools.kit.tool import get_tool
from tools.kit.write import blocks_markdown

COUTS = get_tool("couts")
CLS: Any = Inputs
PRESETS = preset_inputs(CLS)


def test_a_jump_is_found_where_it_is() -> None:
    """Une fonction qui saute n'a pas de zéro : la recherche s'arrête, au saut."""
    assert find_root(lambda x: -1.0 if x < 0.3 else 1.0, (0, -1), (1, 1)) == pytest.approx(0.3, abs=1e-6)


def test_two_equal_offers_give_nothing_back() -> None:
    """Deux fois la même offre : rien à rendre, aucun mois où les courbes se croisent, aucun contrat à quitter."""
    one = replace(PRESETS["minimale"].offres[0], actuelle=False)
    answer = COUTS.answer(replace(PRESETS["minimale"], offres=(one, replace(one, nom=Typed("Jumelle")))))
    assert answer.result.a_rendre is None
    assert "rendre" not in answer.figures
    assert answer.result.croisement is None
    with pytest.raises(ValueError, match="None"):
        _crossover(answer.result)
    with pytest.raises(LookupError):
        current_of(answer.result)


def test_a_year_is_not_waited_in_less() -> None:
    """Sur moins d'un an, ce que coûte une année d'attente n'existe pas."""
    long = COUTS.answer(PRESETS["garder"])
    short = COUTS.answer(replace(PRESETS["garder"], horizon_mois=6))
    assert ("attente_an" in long.figures, "attente_an" in short.figures) == (True, False)
    assert "depart" in short.figures


def test_discounting_may_change_the_others_only() -> None:
    """L'ordre des suivantes change, la première reste ; ou la première change : c'est ce qui est dit."""
    result = COUTS.answer(next(inputs for inputs in PRESETS.values() if len(inputs.offres) > 2)).result
    first, *others = result.rang
    said = [_discounted(replace(result, rang_actualise=(*one,))) for one in ([first, *others[::-1]], result.rang[::-1])]
    assert said[0] == "Actualisé, l'ordre des suivantes change."
    assert said[1].startswith("**Actualisé, l'ordre change**")
    assert _discounted(replace(result, rang_actualise=result.rang)) == ""


def test_every_value_may_tip() -> None:
    """Quand chaque valeur fait basculer l'ordre, rien n'est dit de celles qui ne le font pas."""
    result = COUTS.answer(PRESETS["quarantecinq"]).result
    tipping = tuple(one for one in result.bascules if one.seuil is not None)
    assert tipping
    assert "Ne bascule pas" in blocks_markdown(_tipping(result))
    vars(every := replace(result))["bascules"] = tipping  # la part calculée une fois, telle qu'elle serait
    assert "Ne bascule pas" not in blocks_markdown(_tipping(every))
    assert apart(1.0, 1.0, "h") == ("1\u00a0h", "1\u00a0h")


@pytest.mark.parametrize("key", [key for key, inputs in PRESETS.items() if COUTS.answer(inputs).result.depart])
def test_the_workbook_says_when_to_leave(key: str) -> None:
    """Le classeur d'un départ écrit d'avance les mêmes coûts, mois par mois, que le modèle."""
    inputs = PRESETS[key]
    content = COUTS.write_workbook(COUTS.answer(inputs), "", "")
    sheets = load_workbook(io.BytesIO(content), data_only=True).worksheets
    sheet = next(one for one in sheets if str(one["A1"].value).startswith("Quand partir"))
    current = next(offer for offer in inputs.offres if offer.actuelle)
    elsewhere = [i for i, offer in enumerate(inputs.offres) if quittee(inputs, offer)]
    for column, index in enumerate(elsewhere, 2):
        curve = Garder(inputs, current).courbe(index)
        written = [sheet.cell(5 + month, column).value for month in range(inputs.horizon_mois + 1)]
        assert written == pytest.approx(curve)
        assert written.index(min(written)) == lowest(curve)


def test_the_longest_horizon_has_its_workbook() -> None:
    """Sur la plus longue durée, partir tout de suite ne laisse plus de mois à payer après la fin."""
    longest = COUTS.answer(replace(PRESETS["garder"], horizon_mois=MOIS_MAX))
    assert COUTS.write_workbook(longest, "", "").startswith(b"PK")
