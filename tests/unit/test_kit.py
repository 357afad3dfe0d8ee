"""La trousse : nombres français, lecture des entrées, rapport, liens."""

from __future__ import annotations

import json
import math
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.couts.inputs import Inputs
from tools.kit import bridge
from tools.kit.compute import normal_scores, poisson_quantile
from tools.kit.declare import clean_text, flatten, parse, preset_inputs, unflatten
from tools.kit.french import format_number
from tools.kit.link import LinkError, decode, open_record, payload
from tools.kit.reading import parse_number
from tools.kit.tool import get_tool

from tests import couts_oracle as oracle

PRESETS = preset_inputs(Inputs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10,50", 10.5),
        ("1 500", 1500),
        ("1\u202f500,25", 1500.25),
        ("1\u00a0500", 1500),
        ("\u22123", -3),
        ("44.7", 44.7),
        ("1.500,50", 1500.5),
        ("1,500.50", 1500.5),
        ("1.500.000", 1_500_000),
        ("1'500", 1500),
        ("0,125", 0.125),
        ("1,1250", 1.125),
    ],
)
def test_french_numbers_are_understood(text: str, expected: float) -> None:
    """Ce qu'un lecteur français tape ou colle est lu sans surprise."""
    assert parse_number(text) == expected


@pytest.mark.parametrize(
    "text", ["", "abc", "1e999", "1.500", "25,000", "-1.500", "1.50.000", "1 500.000,5", "15 00", "inf", "nan", "0x10"]
)
def test_ambiguous_numbers_are_refused(text: str) -> None:
    """Ce qui n'est pas un nombre écrit ainsi n'en devient pas un."""
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        parse_number(text)


def test_thousands_are_not_english() -> None:
    """Tranches par espace fine, virgule décimale."""
    assert format_number(18000.5, 1) == "18\u202f000,5"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ({"postes": 0}, "postes"),
        ({"postes": 1.5}, "postes"),
        ({"postes": 10**400}, "postes"),
        ({"postes": float("nan")}, "postes"),
        ({"postes": True}, "postes"),
        ({"inconnue": 1}, "inconnue"),
        ({"__proto__": 1}, "__proto__"),
        ({"offres": [{"nom": "A"}]}, "offres"),
        ({"offres": [{"nom": str(i)} for i in range(6)]}, "offres"),
        ({"offres": [{"nom": "A"}, {"nom": "B", "duree_h": [3, 2, 4]}]}, "offres.1.duree_h.0"),
        ({"offres": [{"nom": "A"}, {"nom": "x" * 61}]}, "offres.1.nom"),
        ({"offres": [{"nom": "A", "actuelle": True}, {"nom": "B", "actuelle": True}]}, "offres.1.actuelle"),
    ],
)
def test_bad_input_names_its_field(data: dict[str, object], name: str) -> None:
    """Une entrée refusée l'est par une phrase attachée au bon champ."""
    assert list(parse(Inputs, data).errors) == [name]


@given(st.text(alphabet="aé e\u0301\u200b\u202e\t\n\u00a0\u2000", max_size=30))
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    """Un texte nettoyé l'est une fois pour toutes, même quand un signe invisible séparait deux espaces."""
    once = clean_text(raw)
    assert clean_text(once) == once
    assert "  " not in once


def test_homonyms_are_told_apart() -> None:
    """Deux offres de même nom, une fois nettoyé, deviennent « A » et « A (copie) »."""
    offres = parse(Inputs, oracle.whole({"offres": [{"nom": "A"}, {"nom": " A\u200b"}]})).inputs.offres
    assert [o.nom.raw for o in offres] == ["A", "A (copie)"]


@pytest.mark.parametrize("key", PRESETS)
def test_form_and_link_round_trips(key: str) -> None:
    """Formulaire et lien rendent exactement la situation, et le lien d'une situation type tient en 300 caractères."""
    inputs = PRESETS[key]
    assert parse(Inputs, unflatten(flatten(inputs))).inputs == inputs

    charge = payload(get_tool("couts").answer(inputs), date(2026, 11, 23))
    opened = open_record("couts", charge)
    assert opened.inputs == inputs
    assert opened.matches
    assert opened.record.jour == "2026-11-23"
    assert len(charge) <= 300
    assert set(charge) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_damaged_link_is_one_sentence(cut: int) -> None:
    """Un lien coupé ou altéré est refusé par une phrase, jamais lu à moitié."""
    charge = payload(get_tool("couts").answer(PRESETS["quinze"]), date(2026, 11, 23))
    with pytest.raises(LinkError):
        decode(charge[:-cut])
    with pytest.raises(LinkError):
        decode(charge.replace(charge[cut + 2], "A" if charge[cut + 2] != "A" else "B", 1))


def test_answer_never_raises() -> None:
    """Une question fautive reçoit une phrase, pas une trace."""
    reply = json.loads(bridge.answer(json.dumps({"outil": "couts", "action": "chiffres", "champs": {"postes": "x"}})))
    assert not reply["ok"]
    assert "Personnes couvertes" in reply["erreurs"]["postes"]
    assert not json.loads(bridge.answer("pas du json"))["ok"]


def test_poisson_quantile_against_exact_sum() -> None:
    """Au-delà du seuil, l'approximation reste à une unité du quantile exact."""
    n = 400
    for mean in (12.0, 36.0, 150.0):
        total, k, term = math.exp(-mean), 0, math.exp(-mean)
        for rank, score in enumerate(normal_scores(n)):
            q = (rank + 0.5) / n
            while total < q:
                k += 1
                term *= mean / k
                total += term
            assert abs(poisson_quantile(q, mean, score) - k) <= 1
