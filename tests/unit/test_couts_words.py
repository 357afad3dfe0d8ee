"""Les phrases de la comparaison : elles disent ce qui est calculé, dans les cas ordinaires comme aux bords."""

from __future__ import annotations

from typing import Any

import pytest
from tools.couts import model, view
from tools.couts.inputs import Inputs
from tools.couts.view import decision as decision_view
from tools.kit.declare import parse, preset_inputs
from tools.kit.write import Place, Setting, block_markdown, to_text

PRESETS = preset_inputs(Inputs)


def _inputs(*offers: dict[str, Any], **company: Any) -> Inputs:
    base = {"postes": 10, "horizon_mois": 12, "revision_pct": 0, "actualisation_pct": 0}
    parsed = parse(Inputs, {**base, **company, "offres": list(offers)})
    assert parsed.errors == {}
    inputs: Inputs = parsed.inputs
    return inputs


def _plain(text: str) -> str:
    return to_text(text).replace("\u00a0", " ").replace("\u202f", " ")


def _verdict(inputs: Inputs) -> str:
    return _plain(view.summary(inputs, model.compute(inputs)).verdict)


def _notes(inputs: Inputs) -> str:
    return _plain(block_markdown(view.summary(inputs, model.compute(inputs)).blocks[0], Setting(Place.FILE)))


def _next_step(inputs: Inputs) -> str:
    return _plain(view.board(inputs, model.compute(inputs)).next_step)


CURRENT = {"nom": "Actuelle", "actuelle": True, "forfait_fixe_eur": 100, "sortie_eur": 500}
OTHER = {"nom": "Autre", "forfait_fixe_eur": 60, "mise_en_place_eur": 300}


def test_next_step_follows_the_verdict() -> None:
    """Rester coûte plus cher par mois, mais changer n'est pas remboursé : on ne presse pas de changer."""
    inputs = _inputs(CURRENT, OTHER, horizon_mois=6)
    result = model.compute(inputs)
    assert result.attente is not None
    assert result.attente.cout_mois_eur > 0
    assert inputs.offres[result.rang[0]].actuelle
    assert "Garder l’option actuelle" in _next_step(inputs)
    assert "attente" not in _next_step(inputs)
    longer = _inputs(CURRENT, OTHER, horizon_mois=36)
    assert "chaque mois d’attente coûte 40 €" in _next_step(longer)
    assert "remboursé au mois 20" in _next_step(longer)


def test_crossover_names_who_was_cheaper_and_when() -> None:
    """Celle qui coûtait moins est nommée au mois où c'est vrai, et non « au début »."""
    inputs = PRESETS["quarantecinq"]
    result = model.compute(inputs)
    crossing = result.croisement
    assert crossing is not None
    costs = {offer.nom: offer.cumul_eur for offer in result.offres}
    assert costs[crossing.de][crossing.mois - 1] == min(c[crossing.mois - 1] for c in costs.values())
    assert f"Au mois {crossing.mois - 1}, « {crossing.de} » coûte moins ; dès le mois {crossing.mois}" in _notes(inputs)


def test_gap_is_the_true_one() -> None:
    """L'écart montré est l'écart vrai, arrondi une fois : jamais la différence de deux arrondis."""
    inputs = _inputs({"nom": "A", "forfait_fixe_eur": 1000}, {"nom": "B", "forfait_fixe_eur": 1003})
    assert "écart attendu de 36 € avec « B »." in _verdict(inputs)
    for preset in PRESETS.values():
        result = model.compute(preset)
        step = view.step_of(result)
        shown = _verdict(preset).partition("écart attendu de ")[2].partition(" €")[0].replace(" ", "")
        assert abs(float(shown) - result.ecart[0]) <= step / 2


def test_no_range_when_nothing_is_uncertain() -> None:
    """Sans incertitude, pas de fourchette ; à égalité, ni gagnant ni croisement."""
    assert "huit cas sur dix" not in _verdict(_inputs({"nom": "A", "forfait_fixe_eur": 10}, OTHER))
    same = _inputs({"nom": "A", "forfait_fixe_eur": 10}, {"nom": "B", "forfait_fixe_eur": 10})
    assert "coûtent autant" in _verdict(same)
    assert "dès le départ" not in _notes(same)
    assert "Ce qui décide" not in _notes(same)


def test_rare_losses_are_explained() -> None:
    """Quand la moyenne sort de la fourchette, la phrase dit pourquoi."""
    rare = {"nom": "A", "forfait_poste_eur": 40, "sinistre_pct_an": 5, "sinistre_eur": 100_000}
    inputs = _inputs(rare, {"nom": "B", "forfait_poste_eur": 49}, postes=40, horizon_mois=24)
    _, low, high = model.compute(inputs).ecart
    assert not low <= model.compute(inputs).ecart[0] <= high
    assert "des pertes rares et lourdes y pèsent" in _verdict(inputs)


def test_every_tipping_point_is_shown_or_counted() -> None:
    """Chaque valeur bascule dans un tableau, ou est comptée parmi celles qui ne basculent pas."""
    for inputs in PRESETS.values():
        result = model.compute(inputs)
        section = decision_view.section(inputs, result, view.step_of(result))
        blocks = [_plain(block_markdown(block, Setting(Place.FILE))) for block in section.blocks[1:]]
        shown = " ".join(text for text in blocks if "| Bascule à |" in text)
        tips = [p for p in result.bascules if p.seuil is not None]
        assert [shown.count(f"| {_plain(decision_view.about(p))} |") for p in tips] == [1] * len(tips)
        still = len(result.bascules) - len(tips)
        counted = {0: "", 1: "Une valeur, seule"}.get(still, f"{still} valeurs")
        assert counted in " ".join(blocks)


def test_tipping_point_never_reads_as_its_own_value() -> None:
    """Une bascule proche de la valeur s'écrit avec assez de chiffres pour s'en distinguer."""
    assert decision_view.apart(10.0, 10.0004, "€") == ("10\u00a0€", "10,0004\u00a0€")
    assert decision_view.apart(20, 4, "h") == ("20\u00a0h", "4\u00a0h")


@pytest.mark.parametrize(("fee", "words"), [(1137, "coûte 137 €"), (7615, "coûte 6 620 €")])
def test_waiting_cost_keeps_three_digits(fee: float, words: str) -> None:
    """Le coût d'un mois d'attente ne prend pas l'arrondi d'un écart sur trois ans."""
    uncertain = {"nom": "Autre", "forfait_fixe_eur": 1000, "sinistre_pct_an": 10, "sinistre_eur": [0, 0, 900_000]}
    inputs = _inputs({**CURRENT, "forfait_fixe_eur": fee}, {**uncertain, "sinistre_pct_an": 0}, horizon_mois=36)
    result = model.compute(inputs)
    section = decision_view.section(inputs, result, 10_000)
    assert words in _plain(block_markdown(section.blocks[0], Setting(Place.FILE))).replace(
        "Attendre un mois de plus ", ""
    )


def test_odds_never_say_ten_or_zero_out_of_ten() -> None:
    """« 10 cas sur 10 » et « 0 cas sur 10 » n'existent pas : il reste un doute, ou il n'y en a plus."""
    from tools.kit.french import format_odds  # ruff: ignore[import-outside-top-level]

    said = {format_odds(k / 1000) for k in range(1001)}
    assert not any("10 cas" in text or "dans 0 cas" in text for text in said)
    assert format_odds(1) == "dans tous les cas simulés"
