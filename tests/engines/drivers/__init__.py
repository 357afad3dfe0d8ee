"""Ce qu'un parcours demande à un moteur de navigateur : le même geste, les mêmes mots, trois façons de l'obtenir."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Protocol


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
def window(engine: str) -> Generator[Driver]:
    """Une fenêtre de ce moteur, fermée à la fin."""
    from tests.engines.drivers import chromium, firefox, webkit  # ruff: ignore[import-outside-top-level]

    opened = {"chromium": chromium.window, "firefox": firefox.window, "webkit": webkit.window}
    with opened[engine]() as driver:
        yield driver
