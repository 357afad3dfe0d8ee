"""La passerelle : chaque question a sa réponse ou son refus, par une phrase ; jamais une trace."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest
from tools.kit import bridge
from tools.kit.declare import flatten, preset_inputs
from tools.kit.french import typeset
from tools.kit.link import encode, payload
from tools.kit.link.codec import decode
from tools.kit.share import mail
from tools.kit.tool import get_tool

from tests.hostile import DAY, content, pack

COUTS = get_tool("couts")
PRESETS = preset_inputs(COUTS.inputs)
ADDRESS = "https://exemple.fr/tools/couts/"


def ask(action: str, **question: Any) -> dict[str, Any]:
    """La réponse à une question, comme la page la pose."""
    reply: dict[str, Any] = json.loads(bridge.answer(json.dumps({"action": action, **question})))
    return reply


def link(name: str) -> str:
    """Le lien d'une situation type."""
    return f"{ADDRESS}#{payload(COUTS.answer(PRESETS[name]), DAY)}"


def test_a_link_is_opened_mended_compared_and_gathered() -> None:
    """Les gestes sur des liens : ouvrir, réparer, comparer, réunir."""
    one, two = link("minimale"), link("deuxcents")
    opened = ask("ouvrir", outil="couts", charge=one.partition("#")[2])
    assert (opened["ok"], opened["champs"]) == (True, dict(flatten(PRESETS["minimale"])))
    assert ask("reparer", texte=f"Voir {one} puis {two}.")["charges"] == [u.partition("#")[2] for u in (one, two)]
    compared = ask("comparer", liens=[one, two], adresse="https://exemple.fr/comparer/")
    assert compared["fragment"] == f"deux.{one.partition('#')[2]}.{two.partition('#')[2]}"
    assert f"https://exemple.fr/comparer/#{compared['fragment']}" in re.sub(r"</?span[^>]*>", "", compared["html"])
    gathered = ask("dossier", liens=[one, two], racine="https://exemple.fr/", style="")
    assert gathered["ok"]


def test_a_refusal_is_one_sentence() -> None:
    """Un lien coupé, un outil absent, un outil qui ne reçoit rien, une action inconnue : une phrase, pas une trace."""
    assert ask("ouvrir", outil="couts", charge="1.zero")["message"].startswith("Ce lien")
    form = {"champs": {}, "adresse": ADDRESS}
    assert ask("chiffres", outil="rien", **form)["message"] == typeset(bridge.ABSENT)
    assert ask("chiffres", outil="un nom", **form)["message"] == typeset(bridge.ABSENT)
    assert ask("remettre", outil="dependance", valeurs="", champs={})["message"] == typeset(bridge.ABSENT)
    assert ask("rien")["message"] == typeset(bridge.INTERNE)


def test_a_missing_module_goes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """L'ouvrier va chercher le reste de la bibliothèque : c'est la seule exception qu'il voit."""

    def miss(_question: object) -> None:
        raise ModuleNotFoundError("segno")

    monkeypatch.setitem(bridge.ACTIONS, "reparer", bridge.Action(bridge.TextQuestion, miss))  # type: ignore[arg-type]
    with pytest.raises(ModuleNotFoundError, match="segno"):
        ask("reparer", texte="")


def test_a_mail_never_cuts_a_link() -> None:
    """Un lien qu'un courriel couperait n'y est pas ; c'est le fichier que l'on joint, et le verdict qui se coupe."""
    form = {"outil": "couts", "champs": flatten(PRESETS["minimale"])}
    short, long = ask("partager", adresse=ADDRESS, **form), ask("partager", adresse=ADDRESS + "a" * 1_000, **form)
    assert (short["long"], long["long"]) == (False, True)
    assert short["lien"] in unquote(short["courriel"])
    assert long["lien"] not in unquote(long["courriel"])
    assert typeset(mail.ATTACHED) in unquote(long["courriel"])


def test_a_long_verdict_is_cut_before_the_link() -> None:
    """Le courriel tient dans ce que les messageries acceptent ; sa suite reste entière."""
    address = mail.fitted("Sujet", "verdict " * 400, f"{ADDRESS}\n\nCalculé hier.")
    assert len(address) <= mail.MAIL_LIMIT
    assert unquote(address).endswith(f"…\n\n{ADDRESS}\n\nCalculé hier.")


def test_a_tool_that_receives_nothing_has_no_address() -> None:
    """Une vue qui enverrait vers un tel outil se voit à la construction."""
    with pytest.raises(LookupError, match="dependance"):
        bridge.open_elsewhere("dependance", {})


def test_a_link_of_another_tool_or_of_another_shape_is_refused() -> None:
    """Un lien bien scellé, mais d'un autre outil, d'une base inconnue, ou dont le contenu n'a pas la forme."""
    charge = link("minimale").partition("#")[2]
    assert not ask("ouvrir", outil="dependance", charge=charge)["ok"]
    wrong = replace(decode(charge), base="rien")
    assert not ask("ouvrir", outil="couts", charge=encode(wrong))["ok"]
    honest = content(m=f"couts@{COUTS.version}")
    assert ask("ouvrir", outil="couts", charge=pack(honest))["ok"]
    spoilt = [{}, [], {**honest, "d": 12}, {**honest, "d": "2026-02-30"}, {**honest, "e": {"rien": 1}}]
    for wrong_content in [*spoilt, {**honest, "e": {"offres": [{"rien": 1}]}}, {**honest, "m": "couts@9.9.9"}]:
        assert not ask("ouvrir", outil="couts", charge=pack(wrong_content))["ok"]
    for raw in ('{"m":NaN}', "a" * 100_000):
        assert not ask("ouvrir", outil="couts", charge=pack(None, raw=raw))["ok"]
    assert not ask("ouvrir", outil="couts", charge="1." + "a" * 20_000 + ".00000000")["ok"]
