"""Les phrases de la comparaison : elles disent ce qui est calculé, dans les cas ordinaires comme aux bords."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from tools.couts import model, view
from tools.couts.inputs import Inputs
from tools.couts.model.lines import PAYE
from tools.couts.view import decision as decision_view
from tools.couts.view import departure
from tools.couts.view.board import RECU
from tools.couts.view.verdict import give_back, verdict
from tools.couts.view.words import step_of
from tools.kit.declare import flatten, parse, preset_inputs
from tools.kit.french import format_odds
from tools.kit.link.received import choose, fill
from tools.kit.write import Place, Setting, block_markdown, to_text

from tests import couts_oracle as oracle
from tests.couts_oracle import DEUX

PRESETS = preset_inputs(Inputs)
VERDICTS = {
    "minimale": ("Offre pilotée", "plus"),
    "quinze": ("Contrat court et référent", "plus"),
    "quarantecinq": ("", ""),
    "deuxcents": ("Reprendre le noyau", "moins"),
    "memequalite": ("Offre sobre", "moins"),
    "garder": ("Contrat actuel", "moins"),
    "engagement": ("", ""),
}
"""Situation type → l'offre qui l'emporte (vide : on ne départage pas), et si elle est la plus ou la moins payée."""


def _inputs(*offers: dict[str, Any], **company: Any) -> Inputs:
    calm = {"actualisation_pct": 0, "croissance_pct": 0, "revision_salaires_pct": 0, "arrivees_an": 0}
    rows = [{"revision_pct": 0, **offer} for offer in offers]
    parsed = parse(Inputs, oracle.whole({"postes": 10, "horizon_mois": 12, **calm, **company, "offres": rows}))
    assert parsed.errors == {}
    return parsed.inputs


def _plain(text: str) -> str:
    return to_text(text).replace("\u00a0", " ").replace("\u202f", " ")


def _verdict(inputs: Inputs) -> str:
    return _plain(verdict(model.compute(inputs)))


def _notes(inputs: Inputs) -> str:
    blocks = view.summary(inputs, model.compute(inputs)).blocks
    return " ".join(_plain(block_markdown(block, Setting(Place.FILE))) for block in blocks)


def _next_step(inputs: Inputs) -> str:
    return _plain(view.board(inputs, model.compute(inputs)).next_step)


CURRENT = {"nom": "Actuelle", "actuelle": True, "forfait_fixe_eur": 100, "sortie_eur": 500}
OTHER = {"nom": "Autre", "forfait_fixe_eur": 60, "mise_en_place_eur": 300}


@pytest.mark.parametrize("key", PRESETS)
def test_presets_do_not_all_lean_one_way(key: str) -> None:
    """Le verdict de chaque situation type est épinglé, avec le sens où penche ce qui est payé."""
    winner, side = VERDICTS[key]
    result = model.compute(PRESETS[key])
    said = _verdict(PRESETS[key])
    if not winner:
        assert not result.tranche
        assert "On ne peut pas les départager" in said
        return
    best, second = (result.offres[i] for i in result.rang[:2])
    assert result.tranche
    assert f"« {winner} » revient à" in said
    assert (best.groupes[PAYE] > second.groupes[PAYE]) == (side == "plus")


def test_presets_cover_what_a_board_meets() -> None:
    """Deux où la plus payée ou le changement gagne, deux où l'on garde ou paie moins, une indécise, une qui attend."""
    results = {key: model.compute(preset) for key, preset in PRESETS.items()}
    assert len(PRESETS) >= 6
    assert sum(side == "plus" for _, side in VERDICTS.values()) >= 2
    assert sum(side == "moins" for _, side in VERDICTS.values()) >= 2
    assert not results["quarantecinq"].tranche
    leaving = results["engagement"].depart
    assert leaving is not None
    assert 0 < leaving.mois < PRESETS["engagement"].horizon_mois
    assert _verdict(PRESETS["engagement"]).startswith(
        "Le moins cher est d’attendre : garder « Contrat actuel » 12 mois"
    )


def test_odds_at_half_or_below_never_name_a_winner() -> None:
    """Une chance la plus basse de 0,5 ou moins, sans arrondi : les premiers mots sont « On ne peut pas »."""
    for inputs in PRESETS.values():
        result = replace(model.compute(inputs), chance=(0.5, 0.9), depart=None)
        assert _plain(verdict(result)).startswith("On ne peut pas les départager")
        result = replace(result, chance=(0.5001, 0.9))
        tiny = not round(result.ecart[0] / step_of(result))
        assert _plain(verdict(result)).startswith("On ne peut pas") == tiny


def test_equal_totals_are_not_told_apart() -> None:
    """À égalité, ni gagnant ni croisement ; rien n'est à rendre."""
    same = _inputs({"nom": "A", "forfait_fixe_eur": 10}, {"nom": "B", "forfait_fixe_eur": 10})
    assert "On ne peut pas les départager : sur 12 mois, « A » et « B » coûtent autant." in _verdict(same)
    assert "dès le départ" not in _notes(same)
    assert "Ce qui décide" not in _notes(same)
    assert "rend" not in _notes(same)


def test_all_equal_offers_are_named() -> None:
    """Trois offres au même coût : aucune n'est tue."""
    said = _verdict(_inputs(*({"nom": name, "forfait_fixe_eur": 10} for name in "ABC")))
    assert "sur 12 mois, « A », « B » et « C » coûtent autant." in said


def test_a_received_link_says_to_wait() -> None:
    """Ce qu'un lien peint avant Python dit la même réponse que le verdict : attendre, et ce qu'on y gagne."""
    inputs = PRESETS["engagement"]
    result = model.compute(inputs)
    numbers = view.headline(result)
    said = _plain(fill(choose(RECU, numbers), numbers, {key: str(v) for key, v in flatten(inputs).items()}))
    assert said.startswith(
        "Le moins cher est d’attendre : partir dans 12 mois pour « Changer de prestataire » coûte 21 000 € de moins"
    )
    assert "21 000 € de moins" in _verdict(inputs)
    for other in PRESETS.values():
        numbers = view.headline(model.compute(other))
        assert choose(RECU, numbers).startswith("Le moins cher") == ("attendre" in _verdict(other))


def test_what_has_no_price_is_said() -> None:
    """Des heures sans prix, un sinistre sans coût : l'offre ne l'emporte pas ainsi en silence."""
    free = {"nom": "A", "forfait_fixe_eur": 10, "hors_forfait_h_mois": 5, "sinistre_pct_an": 2}
    priced = {**free, "nom": "B", "hors_forfait_eur_h": 90, "sinistre_eur": 1000}
    inputs = _inputs(free, priced)
    said = "« A » ne paie rien pour ses heures hors forfait, sans prix de l’heure et son risque de sinistre, sans coût"
    assert said in _notes(inputs)
    assert "« B » ne paie rien" not in _notes(inputs)
    assert said in _plain(view.board(inputs, model.compute(inputs)).unknown[0])


def test_second_worked_example_says_renegotiating_first() -> None:
    """Renégocier coûte moins que le meilleur départ : c'est dit d'abord, et le départ ensuite."""
    inputs = parse(Inputs, oracle.whole(DEUX)).inputs
    result = model.compute(inputs)
    assert _verdict(inputs).startswith("Sur 24 mois, « Renégocier » revient à 11 000 € de moins que « Changer »")
    assert result.depart is not None
    said = _plain(departure.words(result, result.depart))
    assert said.startswith(
        "D’abord : « Renégocier », 38 600 €, coûte moins que le meilleur départ. Pour passer à « Changer »"
    )
    assert "dans 9 mois" in said
    assert "L’engagement du contrat actuel finit dans 10 mois" in said


def test_next_step_follows_the_verdict() -> None:
    """Rester coûte moins : on garde ; mieux vaut partir plus tard : on le prépare ; indécis : on ne choisit pas."""
    assert _next_step(_inputs(CURRENT, OTHER, horizon_mois=6)).startswith("Garder l’option actuelle")
    assert _next_step(PRESETS["engagement"]).startswith(
        "Préparer le départ vers « Changer de prestataire » pour le mois 12."
    )
    assert "Ne pas choisir sur le seul coût" in _next_step(PRESETS["quarantecinq"])


def test_what_a_hostile_reader_found() -> None:
    """Écart qui s'écrit zéro, attente mieux que tout, gain de trois euros : ni gagnant ni suite inventés."""
    rare = {"nom": "A", "forfait_poste_eur": 50, "sinistre_pct_an": 12.5, "sinistre_eur": 19_200}
    even = _inputs(rare, {"nom": "B", "forfait_poste_eur": 60}, postes=20, horizon_mois=24)
    assert _verdict(even).startswith("On ne peut pas les départager : sur 24 mois, « A » et « B » coûtent autant")
    cents = _inputs({"nom": "A", "forfait_fixe_eur": 0.3}, {"nom": "B", "forfait_fixe_eur": 0.1 + 0.2})
    assert "coûtent autant." in _verdict(cents)
    old = {"nom": "Actuelle", "actuelle": True, "forfait_poste_eur": 50, "engagement_mois": 10, "sortie_eur": 100}
    offers = [old, {"nom": "Renégocier", "meme_prestataire": True, "forfait_poste_eur": 49}]
    waiting = _inputs(*offers, {"nom": "Changer", "forfait_poste_eur": 30}, postes=20, horizon_mois=24)
    assert _verdict(waiting).startswith("Le moins cher est d’attendre : garder « Actuelle » 10 mois")
    assert _next_step(waiting) == "Préparer le départ vers « Changer » pour le mois 10."
    hardly = [{**old, "engagement_mois": 23}, {"nom": "Changer", "forfait_poste_eur": 49.9}]
    annoyed = [{**row, "gene_min_mois": [10, 100, 400]} for row in hardly]
    inputs = _inputs(*annoyed, postes=20, horizon_mois=24)
    assert "attendre" not in _verdict(inputs)
    assert "Préparer" not in _next_step(inputs)


def test_paid_comes_first_whatever_its_sign() -> None:
    """Les trois groupes se lisent toujours dans le même ordre : ce qui se paie, le temps, les pertes."""
    inputs = parse(Inputs, oracle.whole(DEUX)).inputs
    assert "20 600 € de moins à payer, 9 600 € de temps en plus." in _verdict(inputs)


def test_crossover_names_who_was_cheaper_and_when() -> None:
    """Celle qui coûtait moins est nommée au mois où c'est vrai, et non « au début »."""
    inputs = PRESETS["quarantecinq"]
    result = model.compute(inputs)
    crossing = result.croisement
    assert crossing is not None
    costs = {offer.nom: offer.cumul_eur for offer in result.offres}
    assert costs[crossing.de][crossing.mois - 1] == min(c[crossing.mois - 1] for c in costs.values())
    assert f"Au mois {crossing.mois - 1}, « {crossing.de} » coûte moins ; dès le mois {crossing.mois}" in _notes(inputs)


def test_gap_is_the_true_one_and_its_parts_make_it() -> None:
    """L'écart montré est l'écart vrai, arrondi une fois ; payé, temps et pertes en font la somme, au pas près."""
    inputs = _inputs({"nom": "A", "forfait_fixe_eur": 1000}, {"nom": "B", "forfait_fixe_eur": 1003})
    assert "revient à 36 € de moins que « B », dans tous les cas simulés : 36 € de moins à payer." in _verdict(inputs)
    for preset in PRESETS.values():
        result = model.compute(preset)
        if not result.tranche:
            continue
        said = _plain(verdict(replace(result, depart=None)))
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
    said = _verdict(_inputs(held, free))
    assert (
        "La sortie n’est pas comptée : partir à la fin coûterait 5 000 € pour « Tenue » et 0 € pour « Libre »" in said
    )
    assert "la compter mettrait « Libre » en tête" in said
    assert "La sortie n’est pas comptée" not in _verdict(_inputs(held, free, fin="partir"))


def test_order_that_discounting_changes_is_said() -> None:
    """Payer au départ ou plus tard : si l'actualisation change la première, le verdict le dit."""
    now = {"nom": "Maintenant", "mise_en_place_eur": 10_000}
    later = {"nom": "Plus tard", "forfait_fixe_eur": 280}
    said = _verdict(_inputs(now, later, horizon_mois=36, actualisation_pct=10))
    assert "Actualisé, l’ordre change : « Plus tard » devient la moins chère." in said


def test_rare_losses_are_explained() -> None:
    """Quand la moyenne sort de la fourchette, la phrase dit pourquoi."""
    rare = {"nom": "A", "forfait_poste_eur": 40, "sinistre_pct_an": 5, "sinistre_eur": 100_000}
    inputs = _inputs(rare, {"nom": "B", "forfait_poste_eur": 49}, postes=40, horizon_mois=24)
    _, low, high = model.compute(inputs).ecart
    assert not low <= model.compute(inputs).ecart[0] <= high
    assert "des pertes rares et lourdes y pèsent" in _verdict(inputs)


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
        said = _verdict(inputs) + _notes(inputs)
        assert r"cas sur" not in said
        assert "cas sur dix" not in _verdict(inputs)
