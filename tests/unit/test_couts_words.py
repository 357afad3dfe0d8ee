"""Les phrases de la comparaison : elles disent ce qui est calculé, dans les cas ordinaires comme aux bords."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tools.couts import model, view
from tools.couts.inputs import Inputs
from tools.couts.model.lines import PAYE
from tools.couts.view import departure
from tools.couts.view.board import RECU
from tools.couts.view.verdict import verdict
from tools.couts.view.words import step_of
from tools.kit.declare import flatten, parse
from tools.kit.link.received import choose, fill

from tests import couts_oracle as oracle
from tests.couts import PRESETS, next_step_of, notes_of, situation, verdict_of
from tests.couts_oracle import DEUX
from tests.words import plain

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


CURRENT = {"nom": "Actuelle", "actuelle": True, "forfait_fixe_eur": 100, "sortie_eur": 500}
OTHER = {"nom": "Autre", "forfait_fixe_eur": 60, "mise_en_place_eur": 300}


@pytest.mark.parametrize("key", PRESETS)
def test_presets_do_not_all_lean_one_way(key: str) -> None:
    """Le verdict de chaque situation type est épinglé, avec le sens où penche ce qui est payé."""
    winner, side = VERDICTS[key]
    result = model.compute(PRESETS[key])
    said = verdict_of(PRESETS[key])
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
    assert verdict_of(PRESETS["engagement"]).startswith(
        "Le moins cher est d’attendre : garder « Contrat actuel » 12 mois"
    )


def test_odds_at_half_or_below_never_name_a_winner() -> None:
    """Une chance la plus basse de 0,5 ou moins, sans arrondi : les premiers mots sont « On ne peut pas »."""
    for inputs in PRESETS.values():
        result = replace(model.compute(inputs), chance=(0.5, 0.9), depart=None)
        assert plain(verdict(result)).startswith("On ne peut pas les départager")
        result = replace(result, chance=(0.5001, 0.9))
        tiny = not round(result.ecart[0] / step_of(result))
        assert plain(verdict(result)).startswith("On ne peut pas") == tiny


def test_equal_totals_are_not_told_apart() -> None:
    """À égalité, ni gagnant ni croisement ; rien n'est à rendre."""
    same = situation({"nom": "A", "forfait_fixe_eur": 10}, {"nom": "B", "forfait_fixe_eur": 10})
    assert "On ne peut pas les départager : sur 12 mois, « A » et « B » coûtent autant." in verdict_of(same)
    assert "dès le départ" not in notes_of(same)
    assert "Ce qui décide" not in notes_of(same)
    assert "rend" not in notes_of(same)


def test_all_equal_offers_are_named() -> None:
    """Trois offres au même coût : aucune n'est tue."""
    said = verdict_of(situation(*({"nom": name, "forfait_fixe_eur": 10} for name in "ABC")))
    assert "sur 12 mois, « A », « B » et « C » coûtent autant." in said


def test_a_received_link_says_to_wait() -> None:
    """Ce qu'un lien peint avant Python dit la même réponse que le verdict : attendre, et ce qu'on y gagne."""
    inputs = PRESETS["engagement"]
    result = model.compute(inputs)
    numbers = view.headline(result)
    said = plain(fill(choose(RECU, numbers), numbers, {key: str(v) for key, v in flatten(inputs).items()}))
    assert said.startswith(
        "Le moins cher est d’attendre : partir dans 12 mois pour « Changer de prestataire » coûte 21 000 € de moins"
    )
    assert "21 000 € de moins" in verdict_of(inputs)
    for other in PRESETS.values():
        numbers = view.headline(model.compute(other))
        assert choose(RECU, numbers).startswith("Le moins cher") == ("attendre" in verdict_of(other))


def test_what_has_no_price_is_said() -> None:
    """Des heures sans prix, un sinistre sans coût : l'offre ne l'emporte pas ainsi en silence."""
    free = {"nom": "A", "forfait_fixe_eur": 10, "hors_forfait_h_mois": 5, "sinistre_pct_an": 2}
    priced = {**free, "nom": "B", "hors_forfait_eur_h": 90, "sinistre_eur": 1000}
    inputs = situation(free, priced)
    said = "« A » ne paie rien pour ses heures hors forfait, sans prix de l’heure et son risque de sinistre, sans coût"
    assert said in notes_of(inputs)
    assert "« B » ne paie rien" not in notes_of(inputs)
    assert said in plain(view.board(inputs, model.compute(inputs)).unknown[0])


def test_second_worked_example_says_renegotiating_first() -> None:
    """Renégocier coûte moins que le meilleur départ : c'est dit d'abord, et le départ ensuite."""
    inputs = parse(Inputs, oracle.whole(DEUX)).inputs
    result = model.compute(inputs)
    assert verdict_of(inputs).startswith("Sur 24 mois, « Renégocier » revient à 11 000 € de moins que « Changer »")
    assert result.depart is not None
    said = plain(departure.words(result, result.depart))
    assert said.startswith(
        "D’abord : « Renégocier », 38 600 €, coûte moins que le meilleur départ. Pour passer à « Changer »"
    )
    assert "dans 9 mois" in said
    assert "L’engagement du contrat actuel finit dans 10 mois" in said


def test_next_step_follows_the_verdict() -> None:
    """Rester coûte moins : on garde ; mieux vaut partir plus tard : on le prépare ; indécis : on ne choisit pas."""
    assert next_step_of(situation(CURRENT, OTHER, horizon_mois=6)).startswith("Garder l’option actuelle")
    assert next_step_of(PRESETS["engagement"]).startswith(
        "Préparer le départ vers « Changer de prestataire » pour le mois 12."
    )
    assert "Ne pas choisir sur le seul coût" in next_step_of(PRESETS["quarantecinq"])


def test_what_a_hostile_reader_found() -> None:
    """Écart qui s'écrit zéro, attente mieux que tout, gain de trois euros : ni gagnant ni suite inventés."""
    rare = {"nom": "A", "forfait_poste_eur": 50, "sinistre_pct_an": 12.5, "sinistre_eur": 19_200}
    even = situation(rare, {"nom": "B", "forfait_poste_eur": 60}, postes=20, horizon_mois=24)
    assert verdict_of(even).startswith("On ne peut pas les départager : sur 24 mois, « A » et « B » coûtent autant")
    cents = situation({"nom": "A", "forfait_fixe_eur": 0.3}, {"nom": "B", "forfait_fixe_eur": 0.1 + 0.2})
    assert "coûtent autant." in verdict_of(cents)
    old = {"nom": "Actuelle", "actuelle": True, "forfait_poste_eur": 50, "engagement_mois": 10, "sortie_eur": 100}
    offers = [old, {"nom": "Renégocier", "meme_prestataire": True, "forfait_poste_eur": 49}]
    waiting = situation(*offers, {"nom": "Changer", "forfait_poste_eur": 30}, postes=20, horizon_mois=24)
    assert verdict_of(waiting).startswith("Le moins cher est d’attendre : garder « Actuelle » 10 mois")
    assert next_step_of(waiting) == "Préparer le départ vers « Changer » pour le mois 10."
    hardly = [{**old, "engagement_mois": 23}, {"nom": "Changer", "forfait_poste_eur": 49.9}]
    annoyed = [{**row, "gene_min_mois": [10, 100, 400]} for row in hardly]
    inputs = situation(*annoyed, postes=20, horizon_mois=24)
    assert "attendre" not in verdict_of(inputs)
    assert "Préparer" not in next_step_of(inputs)


def test_paid_comes_first_whatever_its_sign() -> None:
    """Les trois groupes se lisent toujours dans le même ordre : ce qui se paie, le temps, les pertes."""
    inputs = parse(Inputs, oracle.whole(DEUX)).inputs
    assert "20 600 € de moins à payer, 9 600 € de temps en plus." in verdict_of(inputs)
