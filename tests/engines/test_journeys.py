"""Les parcours et les attaques, dans trois moteurs, sous les en-têtes et sous la seule balise `<meta>`."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import GRAINE, WHOLE
from tests.engines.drivers import ENGINES, window
from tests.engines.journeys import JOURNEYS
from tests.engines.served import PROBES, VARIANTS, elsewhere, site
from tests.engines.visit import Visit
from tests.hosts import in_process, plain

HERE = Path(__file__).parent
BOTH = list(product(ENGINES, VARIANTS))
TURNS = BOTH if WHOLE else [(one, VARIANTS[(GRAINE + rank) % 2]) for rank, one in enumerate(ENGINES)]
"""Chaque moteur sous les deux habits avec TOUT=1 ; sinon sous un seul, selon le jour."""
REAL = 20
"""Combien d'attaques passent au moins sur une page sans politique."""
WORKER = """document.querySelector('script[src$="/boot.js"]').src.replace("boot.js", "engine/worker.js")"""


def worker_is_silent(visit: Visit) -> None:
    """L'ouvrier démarre sans un mot."""
    visit.fresh("tools/couts/")
    assert _heard(visit, fault=False) == []
    assert visit.console() == []


def worker_is_heard(visit: Visit) -> None:
    """Une faute faite exprès dans l'ouvrier s'entend : son silence veut dire quelque chose."""
    visit.fresh("tools/couts/")
    heard = _heard(visit, fault=True) + visit.console()
    if not heard:
        pytest.skip(f"non exécuté : {visit.driver.unheard}")


def _heard(visit: Visit, *, fault: bool) -> list[str]:
    listen = f"(async () => (await import('/{PROBES}/ouvrier.js')).heardIn({WORKER}, {json.dumps(fault)}))()"
    reply = visit.run(listen)
    assert reply["said"] == "prêt"
    return list(reply["heard"])


def _passed(visit: Visit, other: str, asked: list[str]) -> set[str]:
    attempt = f"(async () => (await import('/{PROBES}/sondes.js')).NAME({json.dumps(other)}))()"
    found = {one for name in ("attempt", "attemptInWorker") for one in visit.run(attempt.replace("NAME", name))}
    return found | set(asked)


def attacks_are_refused(visit: Visit) -> None:
    """Rien ne passe sur une page du site, ni dans un ouvrier parti de là comme le nôtre."""
    visit.fresh("agir/")
    with elsewhere() as (other, asked):
        assert _passed(visit, other, asked) == set()
    assert visit.console()  # la console, elle, en parle


def attacks_are_real(visit: Visit) -> None:
    """Les mêmes attaques passent sur une page sans politique : c'est la nôtre qui les refuse."""
    with elsewhere() as (other, asked), in_process(plain(HERE)) as bare:
        visit.leave()
        visit.driver.goto(f"{bare}{PROBES}/nu.html")
        passed = _passed(visit, other, asked)
    assert len(passed) >= REAL, sorted(passed)


TRIALS = (worker_is_silent, worker_is_heard, attacks_are_refused, attacks_are_real)


@pytest.mark.moteurs
@pytest.mark.parametrize(("engine", "variant"), TURNS)
def test_journeys_and_attacks(
    engine: str, variant: str, browser: Browser, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    """Chaque parcours aboutit sans un mot de la console ; chaque attaque est refusée ; une seule fenêtre pour tout."""
    with site(tmp_path / "site", variant) as host, window(engine, browser) as driver:
        visit = Visit(driver, host)
        for journey in JOURNEYS:
            with subtests.test(journey.__name__):
                journey(visit)
                assert visit.console() == []
        for trial in TRIALS:
            with subtests.test(trial.__name__):
                trial(visit)
        if driver.unheard:
            with subtests.test("console"):
                pytest.skip(f"non exécuté : {driver.unheard}")
