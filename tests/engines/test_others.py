"""Les liens publiés, de toutes les versions, dans Firefox et WebKitGTK, une page chacun."""

from __future__ import annotations

import pytest

from tests.engines.bench import bench, check, output
from tests.engines.drivers import ENGINES, window
from tests.engines.test_chromium import PUBLISHED


@pytest.mark.moteurs
@pytest.mark.parametrize("engine", ENGINES[1:])
def test_published_links(engine: str) -> None:
    """Chaque lien publié se lit de même, et redonne ses chiffres, dans ce moteur."""
    with bench(f"{engine}.json", PUBLISHED) as address, window(engine) as driver:
        check(output(driver, address), PUBLISHED)
