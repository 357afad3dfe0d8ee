"""Un nouvel outil ne coûte qu'un dossier : créé par le script, une entrée de chaque sorte en plus, il passe tout."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from scripts.elsewhere import build, copy_repository, run
from scripts.new_tool import create

TITLE = "Combien de temps gagnerions-nous à tout réorganiser, dès demain ?"
IMPORTS = (
    "from tools.kit.declare import (\n    Answer,\n    Choice,\n    Integer,\n    Number,\n    Reponse,\n    Rows,\n"
    "    Situation,\n    Text,\n    ThreePoint,\n    Typed,\n    YesNo,\n    declare,\n)\n"
)
ROW = '''
@dataclass(frozen=True)
class Projet:
    """Un projet, et qui s'en charge."""

    nom: Typed = declare(Text(label="Projet", help="Son nom.", max_length=40))
    responsable: Typed = declare(Text(label="Responsable", help="Qui s'en charge.", max_length=30))
    prioritaire: bool = declare(YesNo(label="C'est la priorité", help="Un seul l'est."))
    semaines: TroisPoints = declare(ThreePoint(label="Durée", help="En semaines.", unit="semaines", min=0, max=200))


'''
FIELDS = """    personnes: int = declare(
        Integer(label="Personnes", help="Combien ?", unit="personnes", min=1, max=50, default=3, essential=True)
    )
    taux_pct: float = declare(Number(label="Part du temps", help="En moyenne.", unit="%", min=0, max=100, default=20))
    devise: Typed = declare(Text(label="Notre devise", help="En quelques mots.", max_length=40, default=Typed("Oser")))
    urgent: bool = declare(YesNo(label="C'est urgent", help="Oui ou non."))
    rythme: str = declare(
        Choice(label="Rythme", help="Lequel ?", options=(("lent", "Lent"), ("vif", "Vif")), default="lent")
    )
    avis: Reponse = declare(
        Answer(label="Qu'en pensez-vous ?", help="À votre jugement.", answers=("Du bien", "Du mal"), unknown=True)
    )
    projets: tuple[Projet, ...] = declare(
        Rows(
            label="Projets",
            help="De zéro à quatre.",
            row=Projet,
            min_rows=0,
            max_rows=4,
            singular="Projet",
            key="nom",
            at_most_one="prioritaire",
            default=(),
        )
    )
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Une copie du dépôt, où l'outil « zebre » a été créé comme CONTRIBUTING le dit, puis complété."""
    home = tmp_path_factory.mktemp("depot")
    copy_repository(home)
    done = run(home, sys.executable, "-m", "scripts.new_tool", "zebre", TITLE)
    nav = re.search(r"\n(      - .*tools/zebre/index\.md)", done)
    assert nav
    config = home / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    line = "      - Mesurer notre dépendance: tools/dependance/index.md\n"
    assert line in text
    config.write_text(text.replace(line, f"{line}{nav[1]}\n"), encoding="utf-8")
    return home


def tool(name: str) -> str:
    """Un outil de l'environnement."""
    return str(Path(sys.executable).with_name(name))


def check(home: Path) -> None:
    """Ce que fait `make check`, puis les tests que cet outil concerne."""
    run(home, tool("ruff"), "check", "docs/tools", "scripts", "tests")
    run(home, tool("ruff"), "format", "--check", "docs/tools", "scripts", "tests")
    run(home, tool("mypy"))
    run(home, "npx", "tsc", "-p", ".")
    run(home, "npx", "biome", "check")
    said = run(
        home, sys.executable, "-m", "pytest", "-n", "2", "-q", "-p", "no:cacheprovider", "tests/unit", "docs/tools"
    )
    assert "failed" not in said


@pytest.mark.longs
def test_new_tool_is_one_folder(home: Path) -> None:
    """Tel que créé, puis avec une entrée de chaque sorte : contrôles et tests passent, rien d'autre n'est touché."""
    run(home, tool("ruff"), "check", "docs/tools/zebre")
    run(home, tool("ruff"), "format", "--check", "docs/tools/zebre")
    inputs = home / "docs" / "tools" / "zebre" / "inputs.py"
    text = inputs.read_text(encoding="utf-8")
    text = text.replace("from tools.kit.declare import Number, Situation, ThreePoint, declare\n", IMPORTS)
    text = text.replace("\n\n@dataclass(frozen=True)\nclass Inputs", f"\n{ROW}@dataclass(frozen=True)\nclass Inputs")
    inputs.write_text(text + FIELDS, encoding="utf-8")
    check(home)
    site = "http://127.0.0.1:8765/"
    page = (build(home, SITE_URL=site) / "tools" / "zebre" / "index.html").read_text(encoding="utf-8")
    for words in ("Ajouter un projet", "Coller un projet", "Affiner ce projet", "Ajouter ce projet"):
        assert words in page, words
    assert "Une estimation pour décider, pas un devis." in page
    assert "euros hors taxes" not in page
    # La barre du pied, l'image, les questions repliées, le compte des valeurs et la feuille viennent de la trousse.
    for mark in ("data-pied-verdict", 'data-graphique="cout"', '<details class="question">', "data-court="):
        assert mark in page, mark
    board = page.partition('class="conseil-page"')[2]
    for mark in ('class="graphique"', "Ce qui décide", "Ce qu’on ne sait pas", "conseil-signatures", "conseil-pied"):
        assert mark in board, mark
    assert page.count("Esquisse") >= 2


@pytest.mark.parametrize("name", ["Essai", "deux mots", "été", "kit", "couts"])
def test_bad_name_is_refused(name: str, tmp_path: Path) -> None:
    """Un nom impossible ou pris est refusé par une phrase."""
    (tmp_path / "couts").mkdir()
    with pytest.raises(ValueError, match=r"«|existe déjà"):
        create(name, "Titre", tmp_path)
