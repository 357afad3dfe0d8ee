"""Le classeur, recalculé par LibreOffice : mêmes totaux au centime, et aucune formule que les nôtres."""

from __future__ import annotations

import csv
import io
import random
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tools.couts import model, workbook
from tools.couts.inputs import Inputs
from tools.couts.model.leaving import Garder, quittee
from tools.couts.model.lines import GROUPES, LIGNES
from tools.kit.declare import parse, preset_inputs

from tests import couts_oracle as oracle
from tests.conftest import GRAINE, WHOLE
from tests.couts import situation
from tests.outside import required
from tests.situations import generate

GENERATED = 50 if WHOLE else 10
CENT = 0.01
OWNED = "Esquisse : tout est inventé."
FLOTTANT = 1e-14
"""Ce qu'un CSV garde d'un nombre de plus de treize chiffres."""
HOSTILE = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", '=HYPERLINK("http://x")', "{=1}", "http://example.org")
_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"[^>]*><f[^>]*>(.*?)</f>')
_CACHED = re.compile(r"(</f>)<v>[^<]*</v>")
CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1033,false,false,false,false,false,1"


def _book(inputs: Any, address: str = "") -> bytes:
    return workbook.write(inputs, model.compute(inputs), address, OWNED)


def _formulas(content: bytes) -> dict[str, set[str]]:
    """Feuille → cellules qui portent une formule."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        return {n: {cell for cell, _ in _FORMULA.findall(archive.read(n).decode())} for n in names}


def _forget_values(content: bytes) -> bytes:
    """Le même classeur sans les valeurs écrites d'avance : ce qu'on lira ensuite aura été recalculé."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/"):
                data = _CACHED.sub(r"\1", data.decode()).encode()
            new.writestr(name, data)
    return output.getvalue()


def _convert(folder: Path, kind: str, files: list[Path]) -> None:
    soffice = required("soffice")
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "sortie")]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)


def _situations() -> list[Any]:
    rng = random.Random(GRAINE)
    drawn = [parse(Inputs, generate(Inputs, rng)).inputs.comparees() for _ in range(GENERATED)]
    split = [{"nom": "A", "forfait_poste_eur": 92}, {"nom": "B", "forfait_poste_eur": 87, "licences_poste_eur": 5}]
    return [*preset_inputs(Inputs).values(), situation(*split, postes=25, horizon_mois=36, croissance_pct=3), *drawn]


@pytest.mark.corpus
def test_libreoffice_recomputes_the_same_totals(tmp_path: Path) -> None:
    """Situations types et 50 tirées : totaux, actualisé, groupes, lignes, sorties, rangs, meilleur mois, au centime."""
    asked = _situations()
    files = []
    for rank, inputs in enumerate(asked):
        path = tmp_path / f"situation-{rank:03}.xlsx"
        path.write_bytes(_forget_values(_book(inputs)))
        files.append(path)
    _convert(tmp_path, CSV, files)
    for rank, inputs in enumerate(asked):
        text = next((tmp_path / "sortie").glob(f"situation-{rank:03}*.csv")).read_text(encoding="utf-8")
        rows = list(csv.reader(io.StringIO(text), delimiter=";"))[3:]
        result = model.compute(inputs)
        for column, offer in enumerate(result.offres, 1):
            assert [float(rows[k][column]) for k in (0, 1, 2, 4, 5, 6, 7)] == pytest.approx(
                [
                    offer.total_eur,
                    offer.actualise_eur,
                    offer.par_poste_mois_eur,
                    *(offer.groupes[groupe] for groupe in GROUPES),
                    offer.sortie_fin_eur,
                ],
                rel=FLOTTANT,
                abs=CENT,
            ), (rank, offer.nom)
            assert int(rows[3][column]) == 1 + result.rang.index(column - 1)
            _check_departure(result, column - 1, rows[8][column])
            lines = [float(rows[9 + k][column]) for k in range(len(LIGNES))]
            assert lines == pytest.approx([offer.lignes[ligne.cle] for ligne in LIGNES], rel=FLOTTANT, abs=CENT)


def _check_departure(result: model.Resultat, rank: int, shown: str) -> None:
    """Le meilleur mois du classeur : celui du modèle, ou un mois qui coûte autant au centime."""
    inputs = result.inputs
    if quittee(inputs, inputs.offres[rank]) is None:
        assert not shown
        return
    current = next(offre for offre in inputs.offres if offre.actuelle)
    curve = Garder(inputs, current).courbe(rank)
    assert curve[int(shown)] == pytest.approx(min(curve), rel=FLOTTANT, abs=CENT)
    if result.depart and result.depart.rang == rank:
        assert curve[int(shown)] == pytest.approx(result.depart.courbe_eur[result.depart.mois], rel=FLOTTANT, abs=CENT)


def test_typed_text_is_never_a_formula(tmp_path: Path) -> None:
    """Un nom d'offre qui ressemble à une formule reste du texte, même rouvert et réécrit par LibreOffice."""
    plain = [{"nom": f"Offre {k}"} for k in range(len(HOSTILE[:5]))]
    usual = _formulas(_book(parse(Inputs, oracle.whole({"offres": plain})).inputs))
    for names in (HOSTILE[:5], HOSTILE[2:]):
        content = _book(parse(Inputs, oracle.whole({"offres": [{"nom": name} for name in names]})).inputs, "=2+2")
        assert _formulas(content) == usual
        path = tmp_path / "hostile.xlsx"
        path.write_bytes(content)
        _convert(tmp_path, "xlsx", [path])
        rewritten = (tmp_path / "sortie" / "hostile.xlsx").read_bytes()
        assert sorted(map(len, _formulas(rewritten).values())) == sorted(map(len, usual.values()))


def test_written_values_are_those_of_the_model() -> None:
    """Sans recalcul (aperçu d'un téléphone), le classeur montre déjà les chiffres du modèle."""
    result = model.compute(Inputs())
    with zipfile.ZipFile(io.BytesIO(_book(Inputs()))) as archive:
        text = archive.read("xl/worksheets/sheet1.xml").decode()
    shown = re.findall(r'<c r="[BC]4"[^>]*><f>[^<]*</f><v>([^<]*)</v>', text)
    assert [float(v) for v in shown] == pytest.approx([o.total_eur for o in result.offres])
