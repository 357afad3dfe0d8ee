"""Un lien est une trace : il se rouvre quelle que soit sa version, et dit s'il tient encore."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tools
from tools.__main__ import tool_names
from tools.kit import bridge, disagreement, dossier, files, record
from tools.kit.differences import aligned
from tools.kit.link import LinkError, Record, encode
from tools.kit.parse import to_json
from tools.kit.provenance import preset_inputs
from tools.kit.record import open_record, payload
from tools.kit.report import blocks_markdown
from tools.kit.versions import current, order, steps

from scripts import publish_version
from scripts.paths import ROOT
from scripts.publish_version import LINKS, SEALS, expected_path, published, seal, seal_version

DAY = date(2026, 11, 23)
GOLDEN = [path for tool in tool_names() for path in published(tool)]
OUTILS = Path(__file__).with_name("outils")
BEFORE_PUBLICATION = {"ed60d5cce0111362469cd28e15f450e6883b3b85"}
"""Les commits qui ont refait les liens avant que la première version du site soit rendue publique."""


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


def _versions(tool: str) -> dict[str, Any]:
    """Les versions publiées d'un outil ; aucune tant que `scripts.publish_version` n'a pas été lancé."""
    path = Path(tools.__path__[0]) / tool / "versions.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


@pytest.mark.parametrize("tool", tool_names())
def test_published_versions_do_not_move(tool: str) -> None:
    """Une version publiée est sous empreinte ; si c'est celle d'aujourd'hui, elle est celle du code."""
    versions, now = _versions(tool), current(tool)
    seals = json.loads(SEALS.read_text(encoding="utf-8"))
    for version, kept in versions.items():
        assert seal_version(kept) == seals[f"{tool}@{version}"], "une version publiée ne se réécrit pas"
    if now.version in versions:
        written = json.loads(json.dumps(now.to_json()))
        assert written == versions[now.version], "changer un défaut ou une situation type : nouvelle version"
    elif versions:
        assert now.version in {step.version for step in steps(tool)}, "une nouvelle version a son pas de migration"
    assert {v for v in versions if order(v) > min(map(order, versions))} <= {step.version for step in steps(tool)}
    assert all(step.pourquoi for step in steps(tool))


def test_published_links_are_sealed() -> None:
    """Les liens publiés ne changent pas : cinquante au moins par outil et version, sous empreinte."""
    seals = json.loads(SEALS.read_text(encoding="utf-8"))
    files = sorted(LINKS.glob("*.jsonl"))
    assert {path.name for path in files} == {name for name in seals if name.endswith(".jsonl")}
    for path in files:
        assert seal(path.read_bytes()) == seals[path.name], path.name
        assert len(path.read_text(encoding="utf-8").splitlines()) >= 50
    assert {path.stem for path in GOLDEN} == {f"{t}-{v}" for t in tool_names() for v in _versions(t)}


def test_published_links_were_never_rewritten() -> None:
    """L'histoire du dépôt le confirme : aucun fichier de liens n'a été modifié ni retiré une fois publié."""
    command = ["git", "log", "--diff-filter=MDR", "--format=%H", "--", "tests/liens/*.jsonl"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("non exécuté : pas de dépôt git ici")
    rewritten = [commit for commit in done.stdout.split() if commit not in BEFORE_PUBLICATION]
    assert rewritten == []


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_published_links_give_their_figures(path: Path) -> None:
    """Chaque lien publié se rouvre et redonne ses chiffres ; d'une version ancienne, ceux qu'elle doit donner ici."""
    tool = path.stem.partition("-")[0]
    now = bridge.load(tool, "model").VERSION
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    target = expected_path(path, now)
    led = target.read_text(encoding="utf-8").splitlines() if target.exists() else [json.dumps({})] * len(lines)
    for link, wanted in zip(lines, map(json.loads, led), strict=True):
        opened = open_record(tool, link["charge"])
        assert opened.sent
        assert opened.outdated == bool(wanted)
        assert opened.outdated or opened.matches
        assert opened.now == pytest.approx(wanted.get("chiffres", link["chiffres"]), rel=1e-12, abs=1e-9)
        assert not wanted or json.loads(json.dumps(to_json(opened.inputs))) == wanted["entrees"]


def test_publishing_a_second_version(essai: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publier 1.1.0 après 1.0.0 : les liens d'alors gardent leur fichier, et ce qu'ils donnent ici est écrit."""
    shutil.copytree(OUTILS / essai, tmp_path / essai)
    monkeypatch.setattr(publish_version, "LINKS", tmp_path)
    monkeypatch.setattr(publish_version, "SEALS", tmp_path / "empreintes.json")
    older = tmp_path / "essai-1.0.0.jsonl"
    older.write_text(json.dumps({"charge": _old({"heures": 12}, 6720), "chiffres": [6720]}) + "\n", encoding="utf-8")
    path = publish_version.publish(essai, tmp_path)
    assert path.name == "essai-1.1.0.jsonl"
    assert len(path.read_text(encoding="utf-8").splitlines()) >= 50
    led = json.loads(expected_path(older, "1.1.0").read_text(encoding="utf-8"))
    assert led["chiffres"] == [11 * 14 * 40, 0]
    assert led["entrees"]["heures_mois"] == 12
    versions = json.loads((tmp_path / essai / "versions.json").read_text(encoding="utf-8"))
    assert list(versions) == ["1.0.0", "1.1.0"]
    with pytest.raises(FileExistsError, match="déjà publiée"):
        publish_version.publish(essai, tmp_path)


@pytest.mark.parametrize("tool", tool_names())
def test_two_links_one_disagreement(tool: str) -> None:
    """Deux liens : chaque différence a son effet, refait à part ; ensemble, c'est l'écart entre les deux réponses."""
    presets = list(preset_inputs(tool, bridge.load(tool, "inputs").Inputs).values())
    one, two = (payload(tool, inputs, DAY) for inputs in presets[:2])
    found = disagreement.compare(f"https://exemple.fr/#{one}", f"https://exemple.fr/tools/x/%23{two}).")
    model = bridge.load(tool, "model")
    renamed = aligned(*presets[:2])
    first, second = (found.scale.measure(model.compute(inputs)) for inputs in (presets[0], renamed))
    assert found.together == pytest.approx([b - a for a, b in zip(first, second, strict=True)])
    assert found.answers == tuple(found.scale.answer(model.compute(inputs)) for inputs in presets[:2])
    assert found.foremost
    assert all(effect.weight <= found.foremost[0].weight for effect in found.effects)
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
    assert found.effects[0].changes == pytest.approx([4000])
    assert not found.effects[0].flips
    assert found.together == pytest.approx([4000])


def _offers(*rows: dict[str, Any]) -> str:
    cls = bridge.load("couts", "inputs").Inputs
    data = {"postes": 1, "horizon_mois": 10, "revision_pct": 0, "offres": list(rows)}
    return payload("couts", bridge.parse(cls, data).inputs, DAY)


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
    said = blocks_markdown(disagreement.report(found))
    assert said.startswith("**La réponse change** : « A » est la moins chère dans le lien 1, « C » est la moins chère")
    assert [e.difference.label for e in found.foremost] == ["Offre « C »"]
    assert "elle change la réponse" in said


def test_ties_are_named_together() -> None:
    """Deux réponses qui comptent autant sont nommées toutes les deux."""
    cls = bridge.load("dependance", "inputs").Inputs
    one = preset_inputs("dependance", cls)["service"]
    two = replace(one, acces_1=3, acces_3=3)
    found = disagreement.compare(*(payload("dependance", inputs, DAY) for inputs in (one, two)))
    assert len(found.effects) == 2
    assert len(found.scale.yardsticks) == 3
    longer = replace(one, preavis_mois=12)
    notice = disagreement.compare(*(payload("dependance", inputs, DAY) for inputs in (one, longer)))
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


DEEP = "1.7cExAQAAAMKgoOvfwxR-QAEAAAAAbwM.bc202af0"
"""Cinq mille crochets ouverts : dans le navigateur, la pile du moteur n'y résisterait pas."""


@pytest.mark.parametrize("text", [DEEP, encode(Record("kit", "1.0.0", "2026-11-23", {}, (1.0,))), "1.AAAAAAAAAA"])
def test_bad_link_does_not_spoil_a_dossier(text: str) -> None:
    """Un lien trop profond, d'un outil inconnu ou coupé a sa phrase ; les autres réponses restent."""
    good = payload("couts", bridge.load("couts", "inputs").Inputs(), DAY)
    found = dossier.gather([text, good], "https://exemple.fr/", "")
    assert [bool(answer["refus"]) for answer in found["reponses"]] == [True, False]
    assert found["reponses"][0]["refus"].startswith("Réponse 1")
    assert found["html"].count('class="dossier-partie"') == 1
    with pytest.raises(LinkError, match="de 1 à 6"):
        dossier.gather([good] * 7, "https://exemple.fr/", "")


def test_dossier_dates_the_link_and_the_computation(essai: str) -> None:
    """Le dossier dit le jour du lien et celui du calcul, jamais l'un pour l'autre."""
    html = dossier.gather([_old({"heures": 12}, 6720)], "https://exemple.fr/", "")["html"].replace("\u00a0", " ")
    assert "Lien du 12 mars 2026, recalculé le" in html
    assert "version 1.1.0" in html


def test_added_row_takes_the_defaults_of_its_version(essai: str) -> None:
    """Une ligne ajoutée à une situation type, dans un lien ancien, garde les défauts d'alors."""
    opened = open_record(essai, _old({"taches": [{}, {"nom": "Devis"}]}, 1800, base="petit"))
    assert [tache.heures for tache in opened.inputs.taches] == [2, 2]


@pytest.mark.parametrize("entries", [{"taches": [1, 2]}, {"heures": "douze"}, {"heures": [1, 2]}, {"jamais_vue": 1}])
def test_spoilt_old_link_is_one_sentence(essai: str, entries: dict[str, Any]) -> None:
    """Un lien ancien dont une valeur n'a pas la forme attendue : une phrase, jamais une erreur interne."""
    with pytest.raises(LinkError, match=r"[Ll]ien"):
        open_record(essai, _old(entries, 1))


def test_lost_entry_is_named_in_a_comparison(essai: str) -> None:
    """Ce qu'un lien ancien disait et qui n'existe plus est nommé aussi dans la comparaison."""
    new = payload(essai, bridge.load(essai, "inputs").Inputs(heures_mois=12), DAY)
    found = disagreement.compare(_old({"heures": 12, "remise_pct": 15}, 6720), new)
    assert "remise" in blocks_markdown(disagreement.report(found))


def test_old_file_is_brought_up_to_date(essai: str) -> None:
    """Un JSON enregistré sous 1.0.0 se rouvre : clé renommée, raison dite, entrée perdue nommée."""
    entries = {"heures": 12, "taux_eur": 40, "remise_pct": 15, "taches": [{"nom": "Devis", "heures": 2}]}
    read = files.read_text(essai, json.dumps({"outil": essai, "version": "1.0.0", "entrees": entries}))
    assert read.parsed.inputs.heures_mois == 12
    assert "onze mois" in read.note
    assert "remise_pct" in read.note
    with pytest.raises(files.FileError, match="version du modèle"):
        files.read_text(essai, json.dumps({"version": "9.0.0", "entrees": {}}))


def test_dossier_opens_without_network() -> None:
    """Le dossier est un seul fichier : ni script, ni adresse chargée, ni bouton mort ; chaque calcul y est déplié."""
    links = []
    for tool in tool_names():
        presets = preset_inputs(tool, bridge.load(tool, "inputs").Inputs)
        links += [payload(tool, inputs, DAY) for inputs in list(presets.values())[-3:]]
    document = dossier.gather(links, "https://exemple.fr/", "body{}</style><script>")["document"]
    assert document.count("</style>") == 1
    body = document.partition("<body")[2]
    for word in ("<script", " src=", "<link", "<button", "popover", "data-essayer", "<img"):
        assert word not in body, word
    ids = [part.partition('"')[0] for part in body.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    assert {part.partition('"')[0] for part in body.split('href="#')[1:]} <= set(ids)
    assert body.count('class="qr"') == len(links)
