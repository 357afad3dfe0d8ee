"""Un lien est une trace : il se rouvre quelle que soit sa version, et dit s'il tient encore."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tools
from tools.__main__ import tool_names
from tools.kit import bridge, disagreement, dossier, record
from tools.kit.link import LinkError, Record, encode
from tools.kit.provenance import preset_inputs
from tools.kit.record import open_record, payload
from tools.kit.report import blocks_markdown
from tools.kit.versions import current, known_versions, order, steps

from scripts.publish_version import LINKS, SEALS, seal

DAY = date(2026, 11, 23)
GOLDEN = sorted(LINKS.glob("*.jsonl"))
OUTILS = Path(__file__).with_name("outils")


@pytest.fixture
def essai() -> Iterator[str]:
    """L'outil qui n'existe que pour les tests, visible le temps d'un test."""
    tools.__path__.append(str(OUTILS))
    yield "essai"
    tools.__path__.remove(str(OUTILS))


def _old(entries: dict[str, Any], number: float, version: str = "1.0.0", base: str = "") -> str:
    """Un lien tel que la version 1.0.0 de l'outil d'essai l'écrivait."""
    return encode(Record("essai", version, "2026-03-12", entries, (number,), base))


def _said(charge: str) -> str:
    return blocks_markdown(record.report(open_record("essai", charge)))


def test_old_link_keeps_what_it_said(essai: str) -> None:
    """Clé renommée, défaut changé : le lien garde les 12 heures saisies, et les 40 € d'alors."""
    opened = open_record(essai, _old({"heures": 12, "taches": [{"nom": "Devis"}]}, 6720))
    assert (opened.inputs.heures_mois, opened.inputs.taux_eur) == (12, 40)
    assert (opened.inputs.taches[0].nom, opened.inputs.taches[0].heures) == ("Devis", 2)  # le défaut d'alors, non 3
    assert opened.outdated
    assert opened.now == (11 * 14 * 40, 0)
    by_preset = open_record(essai, _old({"taux_eur": 50}, 1800, base="petit"))
    assert (by_preset.inputs.heures_mois, by_preset.inputs.taux_eur) == (1, 50)


def test_changed_model_is_told(essai: str) -> None:
    """Ce que l'expéditeur voyait, ce qu'on calcule, et pourquoi ; la phrase d'alors est celle de sa version."""
    said = _said(_old({"heures": 12}, 6720)).replace("\\", "").replace("\u202f", " ").replace("\u00a0", " ")
    assert "Le modèle a changé" in said
    assert "1.0.0 → 1.1.0" in said
    assert "12 mars 2026" in said
    assert "Ancien modèle : 12 heures par mois, soit 6 720 € par an" in said
    assert "Une année coûte 6 160 €" in said
    assert "onze mois travaillés" in said


def test_lost_entry_is_named(essai: str) -> None:
    """Une entrée que le modèle ne connaît plus n'est pas tue : son nom et sa valeur sont dits."""
    said = _said(_old({"remise_pct": 15}, 4500)).replace("\\", "")
    assert "« remise_pct » (15)" in said


def test_edited_figures_are_contradicted(essai: str) -> None:
    """Des chiffres retouchés : la page dit ce que le lien annonçait, et ce qu'on calcule."""
    inputs = bridge.load(essai, "inputs").Inputs()
    honest = payload(essai, inputs, DAY)
    assert "identique" in _said(honest)
    edited = encode(Record("essai", "1.1.0", "2026-11-23", {}, (1_000_000, 0)))
    said = _said(edited).replace("\u202f", " ").replace("\\", "")
    assert "ne correspondent pas" in said
    assert "1 000 000" in said
    assert "6 440" in said
    missing = encode(Record("essai", "1.1.0", "2026-11-23", {}, (1.0,)))
    assert "ne correspondent pas" in _said(missing)


@pytest.mark.parametrize("version", ["0.9.0", "9.0.0"])
def test_unknown_version_is_one_sentence(essai: str, version: str) -> None:
    """Une version inconnue, plus récente ou jamais publiée : une phrase, rien d'à moitié lu."""
    with pytest.raises(LinkError, match="version du modèle"):
        open_record(essai, _old({}, 1, version))


@pytest.mark.parametrize("tool", tool_names())
def test_published_versions_do_not_move(tool: str) -> None:
    """La version d'aujourd'hui, si elle est publiée, est celle du code ; chaque suivante a son pas et sa raison."""
    published = json.loads((Path(tools.__path__[0]) / tool / "versions.json").read_text(encoding="utf-8"))
    now = current(tool)
    assert now.version in published, f"python -m scripts.publish_version {tool}"
    assert json.loads(json.dumps(now.to_json())) == published[now.version], "changer un défaut : nouvelle version"
    stepped = {step.version for step in steps(tool)}
    assert {v for v in published if order(v) > min(map(order, published))} == stepped
    assert all(step.pourquoi for step in steps(tool))


def test_published_links_are_sealed() -> None:
    """Les liens publiés ne changent pas : cinquante au moins par outil et version, sous empreinte."""
    seals = json.loads(SEALS.read_text(encoding="utf-8"))
    assert {path.name for path in GOLDEN} == set(seals)
    for path in GOLDEN:
        assert seal(path) == seals[path.name], path.name
        assert len(path.read_text(encoding="utf-8").splitlines()) >= 50
    assert {path.stem for path in GOLDEN} == {f"{t}-{v}" for t in tool_names() for v in known_versions(t)}


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_published_links_give_their_figures(path: Path) -> None:
    """Chaque lien publié se rouvre et redonne ses chiffres."""
    tool = path.stem.partition("-")[0]
    for line in path.read_text(encoding="utf-8").splitlines():
        link = json.loads(line)
        opened = open_record(tool, link["charge"])
        assert opened.matches or opened.outdated
        if not opened.outdated:
            assert opened.now == pytest.approx(link["chiffres"], rel=1e-12, abs=1e-9)
            assert opened.sent


@pytest.mark.parametrize("tool", tool_names())
def test_two_links_one_disagreement(tool: str) -> None:
    """Deux liens : chaque différence a son effet, refait à part ; ensemble, c'est l'écart entre les deux réponses."""
    presets = list(preset_inputs(tool, bridge.load(tool, "inputs").Inputs).values())
    one, two = (payload(tool, inputs, DAY) for inputs in presets[:2])
    found = disagreement.compare(f"https://exemple.fr/#{one}", f"https://exemple.fr/tools/x/%23{two}).")
    model = bridge.load(tool, "model")
    first, second = (found.yardstick.value(model.compute(inputs)) for inputs in presets[:2])
    assert first is not None
    assert second is not None
    assert found.together == pytest.approx(second - first)
    assert found.foremost is not None
    assert abs(found.foremost.change or 0) == max(abs(e.change or 0) for e in found.effects)
    assert disagreement.compare(one, one).effects == ()


def test_single_difference_is_the_whole_effect() -> None:
    """Une seule réponse changée : son effet seul est l'effet d'ensemble, calculé à la main."""
    cls = bridge.load("couts", "inputs").Inputs
    offers = [{"nom": "A", "forfait_fixe_eur": 1000}, {"nom": "B", "forfait_fixe_eur": 1100}]
    base = {"postes": 1, "horizon_mois": 10, "revision_pct": 0, "offres": offers}
    changed = {**base, "offres": [offers[0], {**offers[1], "forfait_fixe_eur": 1500}]}
    one, two = (payload("couts", bridge.parse(cls, data).inputs, DAY) for data in (base, changed))
    found = disagreement.compare(one, two)
    assert [e.difference.label for e in found.effects] == ["Forfait fixe mensuel de « B »"]
    assert found.effects[0].change == pytest.approx(4000)
    assert found.together == pytest.approx(4000)


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
        payload(text, bridge.load(text, "inputs").Inputs(), DAY) if text in tool_names() else text
        for text in (one, two)
    ]
    with pytest.raises(LinkError, match=sentence):
        disagreement.compare(*links)


def test_links_of_two_versions_compare(essai: str) -> None:
    """Un lien d'une version ancienne est mené à celle d'aujourd'hui, puis comparé ; la page le dit."""
    new = payload(essai, bridge.load(essai, "inputs").Inputs(heures_mois=12), DAY)
    found = disagreement.compare(_old({"heures": 12}, 6720), new)
    said = blocks_markdown(disagreement.report(found))
    assert {e.difference.label for e in found.effects} == {"Coût d'une heure", "Heures de la tâche de « Relances »"}
    assert "onze mois" in said


def test_dossier_opens_without_network() -> None:
    """Le dossier est un seul fichier : ni script, ni adresse chargée, ni bouton mort ; chaque calcul y est déplié."""
    links = []
    for tool in tool_names():
        presets = preset_inputs(tool, bridge.load(tool, "inputs").Inputs)
        links += [payload(tool, inputs, DAY) for inputs in list(presets.values())[:2]]
    document = dossier.gather(links, "https://exemple.fr/", "body{}</style><script>")["document"]
    assert document.count("</style>") == 1
    body = document.partition("<body")[2]
    for word in ("<script", " src=", "<link", "<button", "popover", "data-essayer", "<img"):
        assert word not in body, word
    ids = [part.partition('"')[0] for part in body.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    assert {part.partition('"')[0] for part in body.split('href="#')[1:]} <= set(ids)
    assert body.count('class="qr"') == len(links)
