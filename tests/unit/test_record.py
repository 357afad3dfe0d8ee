"""Un lien est une trace : il se rouvre quelle que soit sa version, et dit s'il tient encore."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import tools
from tools.kit.compute import TroisPoints
from tools.kit.declare import Numeric, ThreePoint, Typed, fields_of, lists_of, parse, preset_inputs, to_json
from tools.kit.link import LinkError, Record, current, encode, known_versions, open_record, order, payload, record
from tools.kit.share import files
from tools.kit.tool import get_tool
from tools.kit.tool import names as tool_names
from tools.kit.write import blocks_markdown

from scripts import publish_version
from scripts.paths import ROOT
from scripts.publish_version import LINKS, SEALS, expected_path, published, seal, seal_version
from tests.conftest import OUTILS
from tests.links import DAY, old_link

GOLDEN = [path for tool in tool_names() for path in published(tool)]
PUBLISHED = datetime(2026, 11, 25, 3, tzinfo=UTC)
"""Avant ce jour, les liens des premières versions ont été refaits : rien n'en était encore public."""


def _said(charge: str) -> str:
    return blocks_markdown(record.outcome_blocks(open_record("essai", charge)))


def test_old_link_keeps_what_it_said(essai: str) -> None:
    """Clé renommée, défaut changé : le lien garde les 12 heures saisies, et les 40 € d'alors."""
    opened = open_record(essai, old_link({"heures": 12, "taches": [{"nom": "Devis"}]}, 6720))
    assert (opened.inputs.heures_mois, opened.inputs.taux_eur) == (12, 40)
    assert (opened.inputs.taches[0].nom, opened.inputs.taches[0].heures) == (
        Typed("Devis"),
        2,
    )  # le défaut d'alors, non 3
    assert opened.outdated
    assert opened.answer.headline == (11 * 14 * 40, 0)
    by_preset = open_record(essai, old_link({"taux_eur": 50}, 1800, base="petit"))
    assert (by_preset.inputs.heures_mois, by_preset.inputs.taux_eur) == (1, 50)


def test_changed_model_is_told(essai: str) -> None:
    """Ce que l'expéditeur voyait, ce qu'on calcule, et pourquoi ; la phrase d'alors est celle de sa version."""
    said = _said(old_link({"heures": 12}, 6720)).replace("\\", "").replace("\u202f", " ").replace("\u00a0", " ")
    assert "Le modèle a changé" in said
    assert "1.0.0 → 1.1.0" in said
    assert "12 mars 2026" in said
    assert "Ancien modèle : 12 heures par mois, soit 6 720 € par an" in said
    assert "Une année coûte 6 160 €" in said
    assert "onze mois travaillés" in said


def test_a_changed_model_may_give_the_same_figures() -> None:
    """Les chiffres d'un lien ancien n'ont pas changé : la phrase ne donne pas de cause à ce qui n'est pas arrivé."""
    charge = encode(Record("dependance", "1.0.0", "2026-03-12", {"acces_1": 2}, (1.0,)))
    said = blocks_markdown(record.outcome_blocks(open_record("dependance", charge))).replace("’", "'")
    assert "les chiffres annoncés sont les mêmes. Ce que change cette version :" in said
    assert "Parce que" not in said
    assert "Une pénalité que le préavis rendait sans effet est à zéro." in said


def test_lost_entry_is_named(essai: str) -> None:
    """Une entrée que le modèle ne connaît plus n'est pas tue : son nom et sa valeur sont dits."""
    said = _said(old_link({"remise_pct": 15}, 4500)).replace("\\", "")
    assert "« remise_pct » (15)" in said


def test_edited_figures_are_contradicted(essai: str) -> None:
    """Des chiffres retouchés : la page dit ce que le lien annonçait, et ce qu'on calcule."""
    inputs = get_tool(essai).inputs()
    honest = payload(get_tool(essai).answer(inputs), DAY)
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
        open_record(essai, old_link({}, 1, version))


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
        assert now.version in {step.version for step in get_tool(tool).steps}, (
            "une nouvelle version a son pas de migration"
        )
    assert {v for v in versions if order(v) > min(map(order, versions))} <= {
        step.version for step in get_tool(tool).steps
    }
    assert all(step.pourquoi for step in get_tool(tool).steps)


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
    command = ["git", "log", "--diff-filter=MDR", "--format=%at", "--", "tests/liens/*.jsonl"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("non exécuté : pas de dépôt git ici")
    rewritten = [datetime.fromtimestamp(int(stamp), UTC) for stamp in done.stdout.split()]
    assert [day for day in rewritten if day > PUBLISHED] == []


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_published_links_give_their_figures(path: Path) -> None:
    """Chaque lien publié se rouvre et redonne ses chiffres ; d'une version ancienne, ceux qu'elle doit donner ici."""
    tool = path.stem.partition("-")[0]
    now = get_tool(tool).version
    draft = not (LINKS / f"{tool}-{now}.jsonl").exists()
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    target = expected_path(path, now)
    led = target.read_text(encoding="utf-8").splitlines() if target.exists() else [json.dumps({})] * len(lines)
    for link, wanted in zip(lines, map(json.loads, led), strict=True):
        opened = open_record(tool, link["charge"])
        assert opened.sent
        assert not opened.lost
        if draft:
            continue  # ce qu'un lien ancien donne à une version se fige en la publiant
        assert opened.outdated == bool(wanted)
        assert opened.outdated or opened.matches
        assert opened.answer.headline == pytest.approx(wanted.get("chiffres", link["chiffres"]), rel=1e-12, abs=1e-9)
        assert not wanted or json.loads(json.dumps(to_json(opened.inputs))) == wanted["entrees"]


def test_publishing_a_second_version(essai: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publier 1.1.0 après 1.0.0 : les liens d'alors gardent leur fichier, et ce qu'ils donnent ici est écrit."""
    shutil.copytree(OUTILS / essai, tmp_path / essai)
    monkeypatch.setattr(publish_version, "LINKS", tmp_path)
    monkeypatch.setattr(publish_version, "SEALS", tmp_path / "empreintes.json")
    older = tmp_path / "essai-1.0.0.jsonl"
    older.write_text(
        json.dumps({"charge": old_link({"heures": 12}, 6720), "chiffres": [6720]}) + "\n", encoding="utf-8"
    )
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


def test_added_row_takes_the_defaults_of_its_version(essai: str) -> None:
    """Une ligne ajoutée à une situation type, dans un lien ancien, garde les défauts d'alors."""
    opened = open_record(essai, old_link({"taches": [{}, {"nom": "Devis"}]}, 1800, base="petit"))
    assert [tache.heures for tache in opened.inputs.taches] == [2, 2]


@pytest.mark.parametrize("entries", [{"taches": [1, 2]}, {"heures": "douze"}, {"heures": [1, 2]}, {"jamais_vue": 1}])
def test_spoilt_old_link_is_one_sentence(essai: str, entries: dict[str, Any]) -> None:
    """Un lien ancien dont une valeur n'a pas la forme attendue : une phrase, jamais une erreur interne."""
    with pytest.raises(LinkError, match=r"[Ll]ien"):
        open_record(essai, old_link(entries, 1))


def test_old_file_is_brought_up_to_date(essai: str) -> None:
    """Un JSON enregistré sous 1.0.0 se rouvre : clé renommée, raison dite, entrée perdue nommée."""
    entries = {"heures": 12, "taux_eur": 40, "remise_pct": 15, "taches": [{"nom": "Devis", "heures": 2}]}
    read = files.read_text(get_tool(essai), json.dumps({"outil": essai, "version": "1.0.0", "entrees": entries}))
    assert read.parsed.inputs.heures_mois == 12
    assert "onze mois" in read.note
    assert "remise_pct" in read.note
    with pytest.raises(files.FileError, match="version du modèle"):
        files.read_text(get_tool(essai), json.dumps({"version": "9.0.0", "entrees": {}}))


def _typed(spec: Numeric[Any], rng: random.Random) -> float:
    """Une valeur telle qu'une personne la saisit : quatre chiffres au plus."""
    return min(spec.max, float(f"{rng.uniform(spec.min, min(spec.max, 200_000)):.4g}"))


def test_links_stay_short() -> None:
    """Trois offres toutes en trois points : mille signes ; une situation type, six changements : trois cents."""
    cls, rng = get_tool("couts").inputs, random.Random(8)
    for _ in range(20):
        offers: list[dict[str, Any]] = []
        for rank in range(3):
            offer: dict[str, Any] = {"nom": f"Offre du prestataire {rank + 1}"}
            for key, spec in fields_of(fields_of(cls)["offres"].row).items():  # type: ignore[attr-defined]
                if isinstance(spec, ThreePoint):
                    offer[key] = sorted(_typed(spec, rng) for _ in spec.parts)
            offer["forfait_poste_eur"] = round(rng.uniform(20, 120), 2)
            offers.append(offer)
        inputs = parse(cls, {"postes": rng.randint(5, 300), "horizon_mois": 48, "offres": offers}).inputs
        assert len(payload(get_tool("couts").answer(inputs), DAY)) <= 1000
    for tool in tool_names():
        for preset in preset_inputs(get_tool(tool).inputs).values():
            assert len(payload(get_tool(tool).answer(preset), DAY)) <= 300
    base = preset_inputs(cls)["quarantecinq"]
    first = replace(
        base.offres[0], forfait_poste_eur=51.5, duree_h=TroisPoints(1.5, 4, 9), nom=Typed("Contrat de 2024")
    )
    changed = replace(base, postes=52, horizon_mois=36, cout_horaire_eur=38.25, offres=(first, *base.offres[1:]))
    assert len(payload(get_tool("couts").answer(parse(cls, to_json(changed)).inputs), DAY)) <= 300


def test_an_old_row_keeps_its_name() -> None:
    """Le nom d'une ligne se lit d'un lien ancien, même si aucune situation type de sa version n'avait de ligne."""
    for tool in tool_names():
        for version, known in known_versions(tool).items():
            texts = known.to_texts()["lignes"]
            for key, rows in lists_of(get_tool(tool).inputs).items():
                assert rows.key in texts[key], (tool, version)
