"""Chromium, par Playwright."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Error, Page

from tests.engines.drivers import AwayError


class Chromium:
    """Une page de Playwright."""

    unheard = ""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.said.append(message.text)

    def goto(self, url: str) -> None:
        self.page.goto(url)

    def run(self, expression: str) -> Any:
        try:
            return self.page.evaluate(f"async () => ({expression})")
        except Error as error:
            if "navigation" in str(error):
                raise AwayError from error
            raise

    def click(self, selector: str) -> None:
        self.page.locator(selector).filter(visible=True).first.click()

    def fill(self, selector: str, text: str) -> None:
        self.page.locator(selector).first.fill("")
        self.page.locator(selector).first.press_sequentially(text)

    def back(self) -> None:
        self.page.go_back()

    def forward(self) -> None:
        self.page.go_forward()

    def console(self) -> list[str]:
        said, self.said = self.said, []
        return said


@contextmanager
def window(browser: Browser) -> Generator[Chromium]:
    """Une fenêtre d'un profil neuf de ce navigateur."""
    context = browser.new_context()
    try:
        yield Chromium(context.new_page())
    finally:
        context.close()
