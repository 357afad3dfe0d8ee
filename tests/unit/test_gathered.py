"""Plusieurs liens à la fois : le désaccord de deux, le dossier de plusieurs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tools.kit.declare import aligned, parse, preset_inputs
from tools.kit.link import LinkError, Record, encode, payload
from tools.kit.share import disagreement, dossier
from tools.kit.tool import get_tool
from tools.kit.tool import names as tool_names
from tools.kit.write import blocks_markdown

from tests import couts_oracle as oracle
from tests.links import DAY, DEEP, old_link


@pytest.mark.parametrize("tool", tool_names())
def test_two_links_one_disagreement(tool: str) -> None:
    """Deux liens : chaque différence a son effet, refait à part ; ensemble, c'est l'écart entre les deux réponses."""
    presets = list(preset_inputs(get_tool(tool).inputs).values())
    one, two = (payload(get_tool(tool).answer(inputs), DAY) for inputs in presets[:2])
    found = disagreement.compare(f"https://exemple.fr/#{one}", f"https://exemple.fr/tools/x/%23{two}).")
    model = get_tool(tool)
    renamed = aligned(*presets[:2])
    first, second = (found.scale.measure(model.compute(inputs)) for inputs in (presets[0], renamed))
    assert found.together == pytest.approx([b - a for a, b in zip(first, second, strict=True)])
    assert found.answers == tuple(found.scale.answer(model.compute(inputs)) for inputs in presets[:2])
    assert found.foremost
    assert all(effect.weight <= found.foremost[0].weight for effect in found.effects)
    assert disagreement.compare(one, one).effects == ()


def test_single_difference_is_the_whole_effect() -> None:
    """Une seule réponse changée : son effet seul est l'effet d'ensemble, calculé à la main."""
    cls = get_tool("couts").inputs
    offers = [{"nom": "A", "forfait_fixe_eur": 1000}, {"nom": "B", "forfait_fixe_eur": 1100}]
    base = {"postes": 1, "horizon_mois": 10, "offres": offers}
    changed = {**base, "offres": [offers[0], {**offers[1], "forfait_fixe_eur": 1500}]}
    sides = [parse(cls, oracle.whole(data)).inputs for data in (base, changed)]
    one, two = (payload(get_tool("couts").answer(inputs), DAY) for inputs in sides)
    found = disagreement.compare(one, two)
    assert [e.difference.label for e in found.effects] == ["Forfait fixe mensuel de « B »"]
    assert found.effects[0].changes == pytest.approx([4000])
    assert not found.effects[0].flips
    assert found.together == pytest.approx([4000])


def _offers(*rows: dict[str, Any]) -> str:
    cls = get_tool("couts").inputs
    data = {"postes": 1, "horizon_mois": 10, "offres": list(rows)}
    return payload(get_tool("couts").answer(parse(cls, oracle.whole(data)).inputs), DAY)


A, B, C = ({"nom": name, "forfait_fixe_eur": fee} for name, fee in (("A", 1000), ("B", 1100), ("C", 900)))


def test_offers_are_compared_by_name() -> None:
    """Le même contenu dans un autre ordre ne diffère pas ; une offre retirée du milieu est la seule différence."""
    assert disagreement.compare(_offers(A, B, C), _offers(C, B, A)).effects == ()
    found = disagreement.compare(_offers(A, B, C), _offers(A, C))
    assert [e.difference.label for e in found.effects] == ["Offre « B »"]
    renamed = disagreement.compare(_offers(A, B), _offers(A, {**B, "nom": "Bis"}))
    assert [e.changes for e in renamed.effects] == [(0.0,)]


def test_new_winner_is_said_first() -> None:
    """Une offre ajoutée qui gagne : la réponse change, c'est dit en tête, et c'est elle qui compte le plus."""
    found = disagreement.compare(_offers(A, B), _offers(A, {**B, "forfait_fixe_eur": 1500}, C))
    said = blocks_markdown(disagreement.disagreement_blocks(found))
    assert said.startswith("**La réponse change** : « A » est la moins chère dans le lien 1, « C » est la moins chère")
    assert [e.difference.label for e in found.foremost] == ["Offre « C »"]
    assert "elle change la réponse" in said


def test_ties_are_named_together() -> None:
    """Deux réponses qui comptent autant sont nommées toutes les deux."""
    cls = get_tool("dependance").inputs
    one = preset_inputs(cls)["service"]
    two = replace(one, acces_1=3, acces_3=3)
    found = disagreement.compare(*(payload(get_tool("dependance").answer(inputs), DAY) for inputs in (one, two)))
    assert len(found.effects) == 2
    assert len(found.scale.yardsticks) == 4
    longer = replace(one, preavis_mois=12)
    notice = disagreement.compare(*(payload(get_tool("dependance").answer(inputs), DAY) for inputs in (one, longer)))
    assert notice.effects[0].changes[0] == 0
    assert (notice.effects[0].changes[1] or 0) > 100


@pytest.mark.parametrize(
    ("one", "two", "sentence"),
    [
        ("", "", "Lien 1 : il n'y a pas de lien"),
        ("couts", "dependance", "deux calculateurs différents"),
        ("couts", "#1.AAAA.00000000", "Lien 2 : Ce lien est incomplet"),
    ],
)
def test_impossible_comparison_is_one_sentence(one: str, two: str, sentence: str) -> None:
    """Deux liens qu'on ne peut comparer : une phrase qui dit lequel et pourquoi."""
    links = [
        payload(get_tool(text).answer(get_tool(text).inputs()), DAY) if text in tool_names() else text
        for text in (one, two)
    ]
    with pytest.raises(LinkError, match=sentence):
        disagreement.compare(*links)


def test_links_of_two_versions_compare(essai: str) -> None:
    """Un lien d'une version ancienne est mené à celle d'aujourd'hui, puis comparé ; la page le dit."""
    new = payload(get_tool(essai).answer(get_tool(essai).inputs(heures_mois=12)), DAY)
    found = disagreement.compare(old_link({"heures": 12}, 6720), new)
    said = blocks_markdown(disagreement.disagreement_blocks(found))
    assert {e.difference.label for e in found.effects} == {"Coût d'une heure", "Heures de la tâche de « Relances »"}
    assert "onze mois" in said


@pytest.mark.parametrize("text", [DEEP, encode(Record("kit", "1.0.0", "2026-11-23", {}, (1.0,))), "1.AAAAAAAAAA"])
def test_bad_link_does_not_spoil_a_dossier(text: str) -> None:
    """Un lien trop profond, d'un outil inconnu ou coupé a sa phrase ; les autres réponses restent."""
    good = payload(get_tool("couts").answer(get_tool("couts").inputs()), DAY)
    found = dossier.gather([text, good], "https://exemple.fr/", "")
    assert [bool(answer.refus) for answer in found.reponses] == [True, False]
    assert found.reponses[0].refus.startswith("Réponse 1")
    assert found.html.count('class="dossier-partie"') == 1
    with pytest.raises(LinkError, match="de 1 à 6"):
        dossier.gather([good] * 7, "https://exemple.fr/", "")


def test_dossier_dates_the_link_and_the_computation(essai: str) -> None:
    """Le dossier dit le jour du lien et celui du calcul, jamais l'un pour l'autre."""
    html = dossier.gather([old_link({"heures": 12}, 6720)], "https://exemple.fr/", "").html.replace("\u00a0", " ")
    assert "Lien du 12 mars 2026, recalculé le" in html
    assert "version 1.1.0" in html


def test_lost_entry_is_named_in_a_comparison(essai: str) -> None:
    """Ce qu'un lien ancien disait et qui n'existe plus est nommé aussi dans la comparaison."""
    new = payload(get_tool(essai).answer(get_tool(essai).inputs(heures_mois=12)), DAY)
    found = disagreement.compare(old_link({"heures": 12, "remise_pct": 15}, 6720), new)
    assert "remise" in blocks_markdown(disagreement.disagreement_blocks(found))


def test_dossier_opens_without_network() -> None:
    """Le dossier est un seul fichier : ni script, ni adresse chargée, ni bouton mort ; chaque calcul y est déplié."""
    links: list[str] = []
    for tool in tool_names():
        presets = preset_inputs(get_tool(tool).inputs)
        links += [payload(get_tool(tool).answer(inputs), DAY) for inputs in list(presets.values())[-3:]]
    links = links[: dossier.MOST]
    document = dossier.gather(links, "https://exemple.fr/", "body{}</style><script>").document
    assert document.count("</style>") == 1
    body = document.partition("<body")[2]
    for word in ("<script", " src=", "<link", "<button", "popover", "data-essayer", "<img"):
        assert word not in body, word
    ids = [part.partition('"')[0] for part in body.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    assert {part.partition('"')[0] for part in body.split('href="#')[1:]} <= set(ids)
    assert body.count('class="qr"') == len(links)
