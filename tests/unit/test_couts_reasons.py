"""Ce que la comparaison dit de l'écart : d'où il vient, ce qui l'inverserait, dans combien de cas."""

from __future__ import annotations

import re
from dataclasses import replace

from tools.couts import model
from tools.couts.view import decision as decision_view
from tools.couts.view.verdict import give_back, verdict
from tools.couts.view.words import step_of
from tools.kit.french import format_odds
from tools.kit.write import Place, Setting, block_markdown

from tests.couts import PRESETS, notes_of, situation, verdict_of
from tests.words import plain


def test_crossover_names_who_was_cheaper_and_when() -> None:
    """Celle qui coûtait moins est nommée au mois où c'est vrai, et non « au début »."""
    inputs = PRESETS["quarantecinq"]
    result = model.compute(inputs)
    crossing = result.croisement
    assert crossing is not None
    costs = {offer.nom: offer.cumul_eur for offer in result.offres}
    assert costs[crossing.de][crossing.mois - 1] == min(c[crossing.mois - 1] for c in costs.values())
    assert f"Au mois {crossing.mois - 1}, « {crossing.de} » coûte moins ; dès le mois {crossing.mois}" in notes_of(
        inputs
    )


def test_gap_is_the_true_one_and_its_parts_make_it() -> None:
    """L'écart montré est l'écart vrai, arrondi une fois ; payé, temps et pertes en font la somme, au pas près."""
    inputs = situation({"nom": "A", "forfait_fixe_eur": 1000}, {"nom": "B", "forfait_fixe_eur": 1003})
    assert "revient à 36 € de moins que « B », dans tous les cas simulés : 36 € de moins à payer." in verdict_of(inputs)
    for preset in PRESETS.values():
        result = model.compute(preset)
        if not result.tranche:
            continue
        said = plain(verdict(replace(result, depart=None)))
        shown = said.partition("revient à ")[2].partition(" €")[0].replace(" ", "")
        assert abs(float(shown) - result.ecart[0]) <= step_of(result) / 2
        told = re.findall(r"(?:sur 10|ou plus|simulés) : (.*?)\.(?: |$)", said)[0]
        parts = [
            float(found[1].replace(" ", "")) * (-1 if re.search(r"plus|moins", told[found.end() :])[0] == "plus" else 1)  # type: ignore[index]
            for found in re.finditer(r"([\d ]+) €", told)
        ]
        assert abs(sum(parts) - result.ecart[0]) <= 2 * step_of(result), said


def test_lock_in_is_never_silent() -> None:
    """Restés, une sortie qui changerait l'ordre est dite avec ses sommes ; partis, elle est déjà comptée."""
    held = {"nom": "Tenue", "forfait_fixe_eur": 100, "sortie_eur": 5_000}
    free = {"nom": "Libre", "forfait_fixe_eur": 110}
    said = verdict_of(situation(held, free))
    assert (
        "La sortie n’est pas comptée : partir à la fin coûterait 5 000 € pour « Tenue » et 0 € pour « Libre »" in said
    )
    assert "la compter mettrait « Libre » en tête" in said
    assert "La sortie n’est pas comptée" not in verdict_of(situation(held, free, fin="partir"))


def test_order_that_discounting_changes_is_said() -> None:
    """Payer au départ ou plus tard : si l'actualisation change la première, le verdict le dit."""
    now = {"nom": "Maintenant", "mise_en_place_eur": 10_000}
    later = {"nom": "Plus tard", "forfait_fixe_eur": 280}
    said = verdict_of(situation(now, later, horizon_mois=36, actualisation_pct=10))
    assert "Actualisé, l’ordre change : « Plus tard » devient la moins chère." in said


def test_rare_losses_are_explained() -> None:
    """Quand la moyenne sort de la fourchette, la phrase dit pourquoi."""
    rare = {"nom": "A", "forfait_poste_eur": 40, "sinistre_pct_an": 5, "sinistre_eur": 100_000}
    inputs = situation(rare, {"nom": "B", "forfait_poste_eur": 49}, postes=40, horizon_mois=24)
    _, low, high = model.compute(inputs).ecart
    assert not low <= model.compute(inputs).ecart[0] <= high
    assert "des pertes rares et lourdes y pèsent" in verdict_of(inputs)


def test_what_the_dearer_must_give_back_is_said_once_for_each_pair() -> None:
    """Une phrase pour la paire, une seconde face au contrat actuel s'il n'en est pas ; aucune à paiement égal."""
    result = model.compute(PRESETS["quarantecinq"])
    assert give_back(result).count("Pertes égales par ailleurs") == 2
    assert give_back(model.compute(PRESETS["minimale"])).count("Pertes égales par ailleurs") == 1


def test_every_tipping_point_is_shown_or_counted() -> None:
    """Chaque valeur bascule dans un tableau, ou est comptée parmi celles qui ne basculent pas."""
    for inputs in PRESETS.values():
        result = model.compute(inputs)
        section = decision_view.section(result, step_of(result))
        blocks = [plain(block_markdown(block, Setting(Place.FILE))) for block in section.blocks[1:]]
        shown = " ".join(text for text in blocks if "| Bascule à |" in text)
        tips = [p for p in result.bascules if p.seuil is not None]
        assert [shown.count(f"| {plain(decision_view.about(p))} |") for p in tips] == [1] * len(tips)
        still = len(result.bascules) - len(tips)
        counted = {0: "", 1: "Une valeur, seule"}.get(still, f"{still} valeurs")
        assert counted in " ".join(blocks)


def test_tipping_point_never_reads_as_its_own_value() -> None:
    """Une bascule proche de la valeur s'écrit avec assez de chiffres pour s'en distinguer."""
    assert decision_view.apart(10.0, 10.0004, "€") == ("10\u00a0€", "10,0004\u00a0€")
    assert decision_view.apart(20, 4, "h") == ("20\u00a0h", "4\u00a0h")


def test_odds_never_say_ten_or_zero_out_of_ten() -> None:
    """« 10 sur 10 » et « 0 sur 10 » n'existent pas : il reste un doute, ou il n'y en a plus."""
    shares = [k / 200 for k in range(201)]
    said = {format_odds(low, high) for low in shares for high in shares if low <= high}
    assert not any(re.search(r"\b(10|0) cas|à 10\b", text) for text in said)
    assert all("simulé" in text for text in said)
    assert format_odds(1, 1) == "dans tous les cas simulés"


def test_odds_are_always_of_simulated_cases() -> None:
    """« cas sur 10 » ne s'écrit jamais sans « simulés » ; et une phrase n'a pas deux fois « huit cas sur dix »."""
    for inputs in PRESETS.values():
        said = verdict_of(inputs) + notes_of(inputs)
        assert r"cas sur" not in said
        assert "cas sur dix" not in verdict_of(inputs)
