"""Ce que la trousse refuse, et ce qui n'arrive que rarement : une phrase ou une erreur nommée."""

from __future__ import annotations

import copy
import io
import json
import math
import pkgutil
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import Workbook
from tools import __main__ as command
from tools.kit import tool as kit_tool
from tools.kit.compute import TroisPoints, fit_pert, pert_quantile
from tools.kit.declare import (
    Number,
    Typed,
    flatten,
    lists_of,
    params,
    parse,
    presets,
)
from tools.kit.declare.fields import Field
from tools.kit.declare.params import Param
from tools.kit.declare.presets import _parsed
from tools.kit.draw import Bar, Heading, Unit, bar_chart, qr
from tools.kit.draw.qr import _encoder
from tools.kit.link import (
    known_versions,
)
from tools.kit.quote import QuoteError, workbook
from tools.kit.quote.workbook import _number
from tools.kit.share import FileError, read_text
from tools.kit.share.rows import copy_row
from tools.kit.tool import exists, get_tool
from tools.kit.write import Setting, export, write_inline
from tools.kit.write.board import Reason, _whose

COUTS = get_tool("couts")
OFFRES = lists_of(COUTS.inputs)["offres"]
FIELDS = dict(flatten(COUTS.inputs()))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"offres": ["rien", {}]}, "la ligne 1 doit être un objet"),
        ({"offres": [{"meme_qualite": 3}, {}]}, "choisissez une autre ligne"),
        ({"offres": [{"actuelle": "peut-être"}, {}]}, "répondez par oui ou par non"),
        ({"fin": "rien"}, "choisissez parmi"),
        ({"offres": [{"duree_h": {"bas": 1, "moyen": 2}}, {}]}, "« moyen » est inconnu"),
        ({"rien": 1}, "cette entrée est inconnue"),
    ],
)
def test_a_wrong_value_names_its_field(changes: dict[str, Any], sentence: str) -> None:
    """Une valeur d'une autre forme : la phrase nomme le champ et dit ce qui est attendu."""
    found = parse(COUTS.inputs, changes)
    assert any(sentence in text for text in found.errors.values()), found.errors
    with pytest.raises(ValueError, match=r"offres|fin|rien"):
        _ = found.inputs


def test_a_declaration_is_checked_when_written() -> None:
    """Un défaut et un paramètre ; un paramètre absent ; une sorte sans lecture : dit à qui écrit l'outil."""
    number = Number(label="L", help="A", unit="h", min=0, max=1, default=1, param="p")
    with pytest.raises(ValueError, match="un seul des deux"):
        number.bound("n", "couts")
    with pytest.raises(LookupError, match="n'est pas dans params"):
        Number(label="L", help="A", unit="h", min=0, max=1, param="jamais").bound("n", "couts")
    with pytest.raises(NotImplementedError):
        Field.parse(number, 1)


def test_a_parameter_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Une valeur en trois points n'est pas un nombre ; un fichier absent, un nom pris deux fois : nommés."""
    three = Param({"bas": 1, "probable": 2, "haut": 3}, "h", "hypothèse", "2026-11-24")
    with pytest.raises(TypeError):
        _ = three.nombre
    monkeypatch.setattr(pkgutil, "get_data", lambda *_: None)
    with pytest.raises(FileNotFoundError, match=r"tools.couts/rien\.toml"):
        params.load_toml("tools.couts", "rien.toml")
    monkeypatch.setattr(params, "load_toml", lambda *_: {"deux": {}})
    with pytest.raises(ValueError, match="deux est déjà dans"):
        params.load_params.__wrapped__("couts")


def test_a_preset_must_be_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Une situation type que l'outil refuse est une faute de qui l'a écrite."""
    preset = next(iter(presets.load_presets("couts").values()))
    monkeypatch.setattr(presets, "load_presets", lambda _: {"fausse": replace(preset, entrees={"rien": 1})})
    with pytest.raises(ValueError, match="fausse"):
        _parsed.__wrapped__(COUTS.inputs)


def test_rows_are_named_and_shown() -> None:
    """Une liste montre les noms de ses lignes ; sans nom, elle ne se déclare pas."""
    inputs = COUTS.inputs()
    assert OFFRES.show(inputs.offres) == ", ".join(f"« {offer.nom} »" for offer in inputs.offres)
    assert OFFRES.show(()) == "aucune"
    with pytest.raises(TypeError, match="forfait"):
        _ = replace(OFFRES, key="forfait_poste_eur").name_length
    assert repr(Typed("a")) == "Typed('a')"
    assert copy.deepcopy(Typed("a")) == Typed("a")


def test_a_row_without_name_is_copied_without_name() -> None:
    """Copier une ligne dont le nom manque ne lui en invente pas ; une liste pleine, une ligne partie le disent."""
    changed = copy_row(OFFRES, {**FIELDS, "offres.0.nom": ""}, 0)
    assert (changed.champs["offres.1.nom"], changed.champs["offres.2.nom"]) == ("", FIELDS["offres.1.nom"])
    assert copy_row(OFFRES, FIELDS, 99).message
    full = FIELDS
    for _ in range(OFFRES.max_rows - 2):
        full = dict(copy_row(OFFRES, full, 0).champs)
    assert copy_row(OFFRES, full, 0) == replace(copy_row(OFFRES, full, 0), champs=full)
    assert copy_row(OFFRES, full, 0).message


def test_a_tool_is_looked_for_by_name_only() -> None:
    """Un dossier sans déclaration, un nom qui n'en est pas un : aucun outil."""
    assert not exists("jamais")
    assert not exists("deux mots")
    with pytest.raises(kit_tool.UnknownTool, match="jamais"):
        get_tool("jamais")


def test_the_command_line_says_its_use(capsys: pytest.CaptureFixture[str]) -> None:
    """Sans outil connu : comment l'appeler, et lesquels existent."""
    assert command.main(["jamais"]) == 2
    assert "couts, dependance" in capsys.readouterr().err


def test_quantiles_no_law_has() -> None:
    """Trois quantiles égaux sont leur valeur ; d'une loi qui passerait sous zéro, aucune."""
    assert pert_quantile(TroisPoints(3, 3, 3), 0.2) == 3
    assert fit_pert(1, 1, 1) == TroisPoints(1, 1, 1)
    law = TroisPoints(-10, 0, 20)
    assert fit_pert(*(pert_quantile(law, q) for q in (0.1, 0.5, 0.9))) is None


def test_a_negative_share_is_not_stacked() -> None:
    """Une part négative ne s'empile pas : mieux vaut aucun dessin."""
    with pytest.raises(ValueError, match="négative"):
        bar_chart(Heading("i", "t", "d"), ["a"], [Bar("x", [-1.0], "−1 €")], Unit("€"))


def test_a_code_too_dense_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Un code qu'un papier ne porterait pas n'est pas dessiné ; sans bibliothèque, l'ouvrier va la chercher."""
    assert qr.qr_svg("") == qr.qr_svg("a" * 2_000) == ""
    monkeypatch.setattr(qr, "WIDEST", 20)
    assert qr.qr_svg("https://a/") == ""
    monkeypatch.setattr(qr, "find_spec", lambda _: None)
    with pytest.raises(ModuleNotFoundError, match="segno"):
        _encoder.__wrapped__()


def test_a_spoilt_old_file_is_one_sentence(essai: str) -> None:
    """Un fichier ancien dont une valeur n'a pas la forme : une phrase ; ce qui n'existe plus est nommé."""
    tool = get_tool(essai)
    old = {"outil": essai, "version": "1.0.0", "entrees": {"heures": 12, "remise_pct": 5}}
    assert "Non repris : « remise" in read_text(tool, json.dumps(old)).note.replace("\\", "")
    with pytest.raises(FileError, match="forme attendue"):
        read_text(tool, json.dumps({**old, "entrees": {"heures": 12, "taches": [3]}}))


def test_a_tool_never_published_has_one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sans `versions.json`, seule la version d'aujourd'hui est connue."""

    def absent(*_: object) -> bytes:
        raise OSError

    monkeypatch.setattr(pkgutil, "get_data", absent)
    assert list(known_versions.__wrapped__("couts")) == [COUTS.version]


def test_a_mark_of_the_page_is_closed() -> None:
    """Une accolade de trop, un bloc d'une autre sorte, un outil qu'on n'ouvre pas d'ici : une erreur de qui écrit."""
    for phrase in ("un mot}", "un {mot", "un {mot} {de trop"):
        with pytest.raises(ValueError, match="accolade seule"):
            write_inline(phrase, Setting())
    with pytest.raises(TypeError):
        export.block_markdown(None, Setting())  # type: ignore[arg-type]
    with pytest.raises(LookupError, match="couts"):
        Setting().opener("couts", {})
    assert _whose(Reason("Durée"), []) == "Durée"


def _table_of(book: Workbook) -> Any:
    content = io.BytesIO()
    book.save(content)
    return workbook.sheets_of(content.getvalue())[0]


def test_a_workbook_is_read_as_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Oui et non, lignes vides une fois leurs colonnes masquées ; trop gros, il est refusé."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Nom", True, "caché"])
    sheet.append([None, None, "seul"])
    sheet.append(["A", False, "caché"])
    sheet.column_dimensions["C"].hidden = True
    assert [row[:2] for row in _table_of(book).rows] == [["Nom", "oui"], ["A", "non"]]
    assert _number(math.inf, "0") == "#nombre illisible"
    monkeypatch.setattr(workbook, "MAX_UNZIPPED", 10)
    with pytest.raises(QuoteError, match="trop gros"):
        _table_of(book)


def test_the_command_line_reads_bytes_and_old_files(
    essai: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Une entrée d'un autre codage : une phrase ; un fichier ancien : ce qui a changé se dit à côté du résultat."""

    def run(tool: str, data: bytes) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        code = command.main([tool])
        out, err = capsys.readouterr()
        return code, out, err

    assert run("couts", b"\xff") == (2, "", "L'entrée n'est pas en UTF-8 : attendu un JSON lisible.\n")
    old = {"outil": essai, "version": "1.0.0", "entrees": {"heures": 12, "taux_eur": 40}}
    code, out, err = run(essai, json.dumps(old).encode())
    assert (code, json.loads(out)["outil"]) == (0, essai)
    assert err.startswith("Le modèle a changé depuis la version 1.0.0")
    assert "Non repris" not in err
