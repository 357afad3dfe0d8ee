"""Ce qu'une relecture hostile a fait dire de faux à la comparaison : chaque phrase, et le calcul qui la démentait."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.couts import model, view
from tools.couts.inputs import Inputs
from tools.couts.offre import QUALITE
from tools.couts.view.board import RECU
from tools.couts.view.decision import deciding
from tools.kit.declare import flatten
from tools.kit.link import payload
from tools.kit.link.received import choose, fill
from tools.kit.share import compare, disagreement_blocks
from tools.kit.tool import get_tool
from tools.kit.write import Place, Setting, block_markdown

from tests.couts import next_step_of, notes_of, situation, verdict_of
from tests.words import plain

CENTIMES = st.integers(1, 50_000).map(lambda cents: cents / 100)


def _received(inputs: Inputs) -> str:
    numbers = view.headline(model.compute(inputs))
    return plain(fill(choose(RECU, numbers), numbers, {key: str(v) for key, v in flatten(inputs).items()}))


def _compared(one: Inputs, two: Inputs) -> str:
    tool = get_tool("couts")
    links = [payload(tool.answer(inputs), date(2026, 11, 28)) for inputs in (one, two)]
    blocks = disagreement_blocks(compare(*links))
    return plain(" ".join(block_markdown(block, Setting(Place.FILE)) for block in blocks))


def test_a_shared_quality_decides_nothing_but_luck_remains() -> None:
    """Des valeurs communes à deux offres n'en font pas bouger l'écart ; le hasard de chacune, si."""
    bad: dict[str, Any] = {
        "incidents_an": [4, 8, 16], "duree_h": [1, 3, 6], "gene_min_mois": [10, 30, 60],
        "part_touchee_pct": [20, 35, 60], "perte_pct": [40, 60, 80], "sinistre_pct_an": 2, "sinistre_eur": 50_000,
    }  # fmt: skip
    worse = {"nom": "B", "forfait_poste_eur": 44, "meme_qualite": "A", "sinistre_eur": 50_000}
    offers = ({"nom": "A", "forfait_poste_eur": 40, **bad}, worse)
    inputs = situation(*offers, postes=40, horizon_mois=36)
    result = model.compute(inputs)
    assert result.tornade == ()
    assert result.ecart[1] < 0 < result.ecart[2]
    assert not set(QUALITE) & {name.rpartition(".")[2] for name in deciding(inputs, result)}, deciding(inputs, result)
    assert next_step_of(inputs).startswith("Décider sur la moyenne : aucune valeur à préciser, seule,")
    sure = situation({"nom": "A", "forfait_fixe_eur": 40}, {"nom": "B", "forfait_fixe_eur": 44})
    assert next_step_of(sure) == "Décider : aucune valeur incertaine ne ferait bouger l’écart."


def test_a_third_offer_that_often_wins_is_named() -> None:
    """L'écart de A et B est certain ; C, plus chère en moyenne, l'emporte près d'une fois sur deux."""
    third = {"nom": "C", "forfait_fixe_eur": 1000, "gene_min_mois": [0, 10, 70]}
    inputs = situation(
        {"nom": "A", "forfait_fixe_eur": 2000}, {"nom": "B", "forfait_fixe_eur": 2100}, third, postes=100
    )
    result = model.compute(inputs)
    assert [offer.nom.raw for offer in (result.offres[i] for i in result.rang)] == ["A", "B", "C"]
    assert "Plus chère en moyenne, « C » est pourtant la moins chère de toutes dans 4 cas simulés" in verdict_of(inputs)
    assert next_step_of(inputs).endswith("avant de décider : ce qui est incertain de « C ».")
    assert "Tout savoir avant de choisir vaudrait" in " ".join(view.board(inputs, result).unknown)
    tied = [{"nom": name, "forfait_fixe_eur": 2000} for name in "AB"]
    even = situation(*tied, {**third, "gene_min_mois": [0, 15, 30]}, postes=100, cout_horaire_eur=40)
    assert verdict_of(even).endswith("« A », « B » et « C » coûtent autant.")
    never = situation(*({"nom": name, "forfait_fixe_eur": fee} for name, fee in zip("ABC", (10, 20, 30), strict=True)))
    assert "pourtant" not in verdict_of(never)


def test_what_waiting_saves_is_counted_from_the_best_of_today() -> None:
    """Attendre épargne 200 € sur « Renégocier », et non sur le contrat gardé ni sur un départ aujourd'hui."""
    old = {"nom": "Actuelle", "actuelle": True, "forfait_poste_eur": 50, "engagement_mois": 10, "sortie_eur": 4000}
    again = {"nom": "Renégocier", "meme_prestataire": True, "forfait_poste_eur": 48, "gene_min_mois": 78}
    away = {"nom": "Changer", "forfait_poste_eur": 55, "licences_poste_eur": 5, "mise_en_place_eur": 2000}
    offers = ({**old, "gene_min_mois": 90}, again, {**away, "recouvrement_mois": 1, "gene_min_mois": 15})
    inputs = situation(*offers, postes=20, horizon_mois=24, cout_horaire_eur=40)
    saved = "soit 200 € de moins que la moins chère des décisions prises aujourd’hui, « Renégocier »"
    assert saved in verdict_of(inputs)
    assert "200 € de moins que toute décision prise aujourd’hui" in _received(inputs).replace("'", "’")


@given(CENTIMES, CENTIMES, st.integers(1, 300), st.integers(6, 60), st.floats(0, 10), st.booleans())
@settings(max_examples=30, deadline=None)
def test_one_price_in_two_lines_is_the_same_price(
    one: float, two: float, people: int, months: int, growth: float, swapped: bool
) -> None:
    """Un même prix, facturé en une ligne ou en deux : autant, dans cet ordre, et rien ne l'inverse."""
    offers = [
        {"nom": "A", "forfait_poste_eur": one + two},
        {"nom": "B", "forfait_poste_eur": one, "licences_poste_eur": two},
    ]
    changing = {"croissance_pct": growth, "actualisation_pct": 5}
    inputs = situation(*offers[:: -1 if swapped else 1], postes=people, horizon_mois=months, **changing)
    result = model.compute(inputs)
    assert result.rang == result.rang_actualise == result.rang_sortie == (0, 1)
    assert result.ecart == pytest.approx((0, 0, 0), abs=0.005)
    assert result.ecart[0] == 0
    assert result.croisement is None
    assert "coûtent autant." in verdict_of(inputs)
    assert "l’ordre change" not in verdict_of(inputs)
    assert "dès le départ" not in notes_of(inputs)


def test_exits_are_compared_with_the_gap_they_exceed() -> None:
    """La sortie de C dépasse l'écart de A et B, non celui des totaux de C et A ; 100 et 300 € ne s'écrivent pas 0."""
    apart = {"nom": "C", "forfait_fixe_eur": 5000, "sortie_eur": 1000}
    inputs = situation({"nom": "A", "forfait_fixe_eur": 1000}, {"nom": "B", "forfait_fixe_eur": 1010}, apart)
    assert "l’écart de ces sommes dépasse celui des deux options les moins chères" in verdict_of(inputs)
    blurred = {"gene_min_mois": [0, 60, 120]}
    for first, second in ((100, 300), (300, 100)):
        one = {"nom": "A", "forfait_fixe_eur": 1000, "sortie_eur": first, **blurred}
        two = {"nom": "B", "forfait_fixe_eur": 1002, "sortie_eur": second, **blurred}
        said = verdict_of(situation(one, two, postes=100))
        assert "100 € pour" in said
        assert "300 € pour" in said


def test_what_cannot_be_told_apart_has_no_winner_anywhere() -> None:
    """Un écart qui s'écrit zéro : le croisement et le désaccord ne nomment pas de gagnante non plus."""
    blurred = {"gene_min_mois": [0, 60, 120]}
    one = {"nom": "A", "forfait_fixe_eur": 1000, "sortie_eur": 100, **blurred}
    inputs = situation(one, {"nom": "B", "forfait_fixe_eur": 1002, "sortie_eur": 300, **blurred}, postes=100)
    assert model.compute(inputs).tranche
    assert "**On ne peut pas" in f"**{verdict_of(inputs)}"
    assert "dès le départ, en moyenne." in notes_of(inputs)
    same = [{"nom": name, "forfait_fixe_eur": 1000} for name in "AB"]
    said = _compared(situation(*same), situation(*same, horizon_mois=24))
    assert "la même réponse : on ne peut pas départager « A » et « B »." in said


def test_the_disagreement_page_waits_when_the_verdict_does() -> None:
    """« Le moins cher est d'attendre » d'un côté : c'est la réponse que le désaccord compare."""
    old = {"nom": "Actuelle", "actuelle": True, "forfait_poste_eur": 50, "engagement_mois": 10, "sortie_eur": 100}
    offers = [old, {"nom": "Changer", "forfait_poste_eur": 30}]
    said = _compared(situation(*offers, horizon_mois=24), situation({**old, "engagement_mois": 0}, offers[1]))
    assert said.startswith("La réponse change : attendre 10 mois, puis passer à « Changer », est le moins cher")


def test_a_sum_written_zero_is_not_asked_back() -> None:
    """« Payée 0 € de plus, se rembourse si elle rend 6 h » : 240 € que la page écrit zéro ne se demandent pas."""
    one = {"nom": "A", "forfait_fixe_eur": 1000, "gene_min_mois": [0, 60, 120]}
    inputs = situation(one, {"nom": "B", "forfait_fixe_eur": 1020, "gene_min_mois": [0, 30, 120]}, postes=100)
    result = model.compute(inputs)
    assert result.a_rendre
    assert round(result.a_rendre.paye_eur) == 240
    assert "se rembourse" not in notes_of(inputs) + view.board(inputs, result).then


@pytest.mark.parametrize(("yearly", "said"), [(90, "plus de 99 % de"), (0.01, "moins de 0,1 % de"), (100, "100 % de")])
def test_a_chance_is_certain_only_when_it_is(yearly: float, said: str) -> None:
    """1 − 0,1³ n'est pas 100 % ; trois dix-millièmes ne sont pas 0,0 %."""
    rare = {"nom": "A", "forfait_fixe_eur": 10, "sinistre_pct_an": yearly, "sinistre_eur": 50_000}
    inputs = situation(rare, {"nom": "B", "forfait_fixe_eur": 12}, horizon_mois=36)
    table = view.offers_table(model.compute(inputs))
    assert f", {said} chances" in plain(block_markdown(table, Setting(Place.FILE)))


def test_effects_that_add_up_are_said_to() -> None:
    """+ 120 et − 360 font − 240, sans rien qui se renforce."""
    one, two = {"nom": "A", "forfait_fixe_eur": 1000}, {"nom": "B", "forfait_fixe_eur": 900}
    more = ({**one, "serveurs_eur_mois": 10}, {**two, "serveurs_eur_mois": 30})
    said = _compared(situation(one, two), situation(*more))
    assert "Leurs effets s’ajoutent." in said
    assert "se renforcent" not in said
