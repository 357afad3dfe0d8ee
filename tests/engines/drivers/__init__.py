"""Ce qu'un parcours demande à un moteur de navigateur : le même geste, les mêmes mots, trois façons de l'obtenir."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Protocol

from playwright.sync_api import Browser


class AwayError(Exception):
    """La page a été quittée pendant qu'on l'interrogeait."""


class Driver(Protocol):
    """Une fenêtre d'un moteur. `unheard` : ce que sa console ne dit pas, ou rien."""

    unheard: str

    def goto(self, url: str) -> None:
        """Ouvre cette adresse."""

    def run(self, expression: str) -> Any:
        """La valeur d'une expression JavaScript de la page, promesse tenue."""

    def click(self, selector: str) -> None:
        """Clique à la souris sur le premier élément visible de ce sélecteur."""

    def fill(self, selector: str, text: str) -> None:
        """Efface un champ, et y tape."""

    def back(self) -> None:
        """Revient en arrière."""

    def forward(self) -> None:
        """Avance."""

    def console(self) -> list[str]:
        """Les avertissements et les erreurs que la console a dits depuis la dernière fois."""


ENGINES = ("chromium", "firefox", "webkit")


@contextmanager
def window(engine: str, shared: Browser | None = None) -> Generator[Driver]:
    """Une fenêtre de ce moteur, fermée à la fin ; Chromium est celui de la suite, qui ne peut en ouvrir deux."""
    from tests.engines.drivers import chromium, firefox, webkit  # ruff: ignore[import-outside-top-level]

    if engine == "chromium":
        assert shared, "Chromium se prend à la fixture « browser »"
        opened = chromium.window(shared)
    else:
        opened = {"firefox": firefox.window, "webkit": webkit.window}[engine]()
    with opened as driver:
        yield driver
