"""Les liens publiés, de toutes les versions, dans Firefox et WebKitGTK, une page chacun."""

from __future__ import annotations

import pytest

from tests.engines.bench import bench, check, output, published
from tests.engines.drivers import ENGINES, window


@pytest.mark.moteurs
@pytest.mark.parametrize("engine", ENGINES[1:])
def test_published_links(engine: str) -> None:
    """Chaque lien publié se lit de même, et redonne ses chiffres, dans ce moteur."""
    links = published()
    with bench(f"{engine}.json", links) as address, window(engine) as driver:
        check(output(driver, address), links)
