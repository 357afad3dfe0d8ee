"""La veille : dates passées, pages et références anciennes, adresses mortes ou déplacées, ce qu'on n'a pas pu voir."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest
from tools.kit.french import INSECABLE, format_date

from scripts.paths import ROOT
from scripts.sitegen.content import load_graph
from scripts.sitegen.references import load_references
from scripts.veille.__main__ import addresses, main, say
from scripts.veille.dates import Deadline, deadlines, load_deadlines, read_on, readings, reviews
from scripts.veille.links import links
from scripts.veille.note import COMING, FINE, NOT_RUN, NOT_SEEN, TO_DO, Note
from scripts.veille.packages import _behind, asked, npm, python
from tests.outside import CLOSED, OFFLINE

DAY = date(2026, 11, 27)


def test_a_deadline_counts_days_and_asks_once_passed() -> None:
    """Avant : les jours qui restent ; ce jour-là et après : à faire."""
    one = Deadline(le=date(2027, 5, 5), quoi="Fin.", references=("S1-1",), voir="x.md", ensuite="chaque mai")
    known = [one, replace(one, le=DAY), replace(one, le=date(2026, 11, 20), references=(), voir="", ensuite="")]
    assert [(note.state, note.text.replace(INSECABLE, " ")) for note in deadlines(DAY, known)] == [
        (COMING, "5 mai 2027, dans 159 jours. Fin. (relire S1-1 ; voir x.md ; puis chaque mai)"),
        (TO_DO, "27 novembre 2026, aujourd'hui. Fin. (relire S1-1 ; voir x.md ; puis chaque mai)"),
        (TO_DO, "20 novembre 2026, depuis 7 jours. Fin."),
    ]


def test_deadlines_name_what_exists() -> None:
    """Chaque échéance est nommée dans l'ordre des jours ; ses références et ses fichiers existent."""
    known = load_deadlines()
    assert {ref for one in known for ref in one.references} <= set(load_references())
    assert all((ROOT / one.voir).is_file() for one in known if one.voir)
    said = {ref for one in known for ref in one.references}
    assert {"S2-7", "S2-11", "S3-1"} <= said  # NIS 2, Data Act, Insee
    end = next(one for one in known if "Material" in one.quoi)
    assert format_date(end.le).replace(INSECABLE, " ") in (ROOT / end.voir).read_text(encoding="utf-8")


def test_an_old_page_says_so() -> None:
    """Douze mois jour pour jour : en ordre ; un jour de plus : à faire, la plus ancienne d'abord."""
    one = load_graph().pages[0]
    old = [replace(one, path="b.md", revue=date(2025, 11, 26)), replace(one, path="a.md", revue=date(2024, 2, 29))]
    kept = replace(one, revue=date(2025, 11, 27))
    assert [(note.state, note.text.split(" : ")[0]) for note in reviews(DAY, [kept, *old])] == [
        (TO_DO, "a.md"),
        (TO_DO, "b.md"),
    ]
    assert [note.state for note in reviews(DAY, [kept])] == [FINE]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("consulté en novembre 2025", date(2025, 11, 1)),
        ("commentaires lus en août 2024", date(2024, 8, 1)),
        ("pages lues en février 2025", date(2025, 2, 1)),
        ("3 décembre 2010", None),
        ("version en vigueur en avril 2026", None),
    ],
)
def test_a_reading_date_is_read(said: str, day: date | None) -> None:
    """Le mois de lecture, quand la date de la référence le dit ; lue il y a plus de douze mois, elle est à relire."""
    one = replace(load_references()["S1-1"], date=said)
    assert read_on(one) == day
    assert [note.text.split(" : ")[0] for note in readings(DAY, [one]) if note.state == TO_DO] == ["S1-1"] * bool(day)


class Pages(BaseHTTPRequestHandler):
    """Un site : une page qui répond, une qui a déménagé, une de passage, une qui refuse, et rien d'autre."""

    ANSWERS: ClassVar = {"/ok": (200, ""), "/demenagee": (301, "/ok"), "/passage": (302, "/ok"), "/refus": (403, "")}

    def do_GET(self) -> None:
        """Répond selon le chemin."""
        code, place = self.ANSWERS.get(self.path, (404, ""))
        self.send_response(code)
        if place:
            self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Ne dit rien."""


@pytest.fixture
def site() -> Iterator[str]:
    """L'adresse d'un site local, le temps d'un test."""
    server = HTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_dead_moved_and_fine_addresses_are_told_apart(site: str) -> None:
    """Morte, déménagée, de passage, refusée, muette, en ordre : chacune son état, et qui la cite."""
    paths = ("/ok", "/demenagee", "/passage", "/refus", "/perdue")
    cited = {f"{site}{path}": [f"S1-{rank}"] for rank, path in enumerate(paths)} | {f"{CLOSED}/x": ["S2-1", "S2-2"]}
    assert list(links(cited)) == [
        Note(TO_DO, f"S1-1 : {site}/demenagee a changé d'adresse : {site}/ok"),
        Note(NOT_SEEN, f"S1-3 : {site}/refus a répondu 403 : à rouvrir à la main."),
        Note(TO_DO, f"S1-4 : {site}/perdue n'existe plus (404)."),
        Note(NOT_SEEN, f"S2-1, S2-2 : {CLOSED}/x n'a pas répondu."),
        Note(FINE, "2 adresses sur 6 répondent, là où elles sont écrites."),
    ]


def test_without_network_no_address_is_fine() -> None:
    """Aucun hôte ne répond : une phrase, et pas un lien déclaré mort ou vivant."""
    assert list(links({f"{CLOSED}/a": ["S1-1"], f"{CLOSED}/b": ["S1-2"]})) == [
        Note(NOT_SEEN, "pas de réseau (2 adresses).")
    ]


def test_every_address_is_asked_once() -> None:
    """Toutes les adresses des références, avec toutes celles qui les citent."""
    cited = addresses()
    assert {(ref, address) for address, refs in cited.items() for ref in refs} == {
        (one.ref, address) for one in load_references().values() for address in one.adresses
    }


def test_without_registry_no_package_is_up_to_date() -> None:
    """Les vrais pip et npm, sans registre : « non exécuté », alors que pip, lui, ne trouverait rien en retard."""
    assert [note.state for note in (*python(OFFLINE), *npm(OFFLINE))] == [NOT_RUN, NOT_RUN]


def test_only_a_later_version_is_late() -> None:
    """Une version « latest » plus ancienne que la nôtre n'est pas un retard."""
    assert [note.text for note in _behind("npm", {"a": ("2.0.0", "2.1.0"), "b": ("25.16.0", "24.43.1")})] == [
        "a 2.0.0 : la version 2.1.0 est parue."
    ]
    assert [note.state for note in _behind("npm", {"b": ("2", "1")})] == [FINE]
    assert {"mkdocs", "pytest", "types-pyyaml"} <= asked()


@pytest.mark.parametrize(
    ("states", "codes"),
    [((COMING, FINE), (0, 0)), ((FINE, TO_DO), (0, 1)), ((NOT_RUN,), (0, 1)), ((NOT_SEEN,), (0, 1))],
)
def test_the_report_only_fails_when_asked(
    states: tuple[str, ...], codes: tuple[int, int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Un compte rendu se lit ; avec `--strict`, ce qui est à faire ou n'a pas été vu est un échec."""
    parts = {"Partie": [Note(state, "x") for state in states]}
    assert (say(DAY, parts, strict=False), say(DAY, parts, strict=True)) == codes
    assert f"Veille du 27{INSECABLE}novembre 2026\n\nPartie\n  {states[0]} : x\n" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--date", "hier"], ["--inconnue"]])
def test_bad_use_is_an_error(arguments: list[str]) -> None:
    """Une option inconnue, une date illisible : l'usage, et un échec."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
