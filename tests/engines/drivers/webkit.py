"""WebKitGTK, par selenium : MiniBrowser, sous un écran et un bus qui ne durent que le temps de l'essai."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from shutil import which
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import WebKitGTKOptions
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from scripts.hosting.run import free_port
from tests.engines.drivers import AwayError
from tests.outside import required

MINI = ("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser", "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser")
START = 20.0
"""Ce qu'on laisse à l'écran, au bus et au pilote pour partir, en secondes."""
RUN = """const done = arguments[arguments.length - 1];
(async () => (EXPRESSION))().then((value) => done([value ?? null]), (error) => done(String(error)));"""


class WebKit:
    """Une fenêtre de MiniBrowser."""

    unheard = "la console : MiniBrowser n'en écrit rien dans une session d'automatisation"

    def __init__(self, driver: webdriver.Remote) -> None:
        self.driver = driver
        driver.set_script_timeout(120)

    def goto(self, url: str) -> None:
        self.driver.get(url)

    def run(self, expression: str) -> Any:
        try:
            reply = self.driver.execute_async_script(RUN.replace("EXPRESSION", expression))
        except WebDriverException as error:
            raise AwayError(error.msg) from error
        assert isinstance(reply, list), reply
        return reply[0]

    def _shown(self, selector: str) -> WebElement:
        return next(one for one in self.driver.find_elements(By.CSS_SELECTOR, selector) if one.is_displayed())

    def click(self, selector: str) -> None:
        shown = self._shown(selector)
        self.driver.execute_script("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", shown)
        shown.click()

    def fill(self, selector: str, text: str) -> None:
        field = self._shown(selector)
        self.driver.execute_script("arguments[0].select()", field)
        field.send_keys(Keys.DELETE + text)

    def back(self) -> None:
        self.driver.back()

    def forward(self) -> None:
        self.driver.forward()

    def console(self) -> list[str]:
        return []


@contextmanager
def window() -> Generator[WebKit]:
    """Une fenêtre neuve."""
    port = free_port()
    command = [required("xvfb-run"), "-a", required("dbus-run-session"), "--", required("WebKitWebDriver")]
    options = WebKitGTKOptions()
    options.binary_location = next(path for path in MINI if which(path))
    options.add_argument("--automation")
    process = subprocess.Popen(
        [*command, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait(port)
        driver = webdriver.Remote(f"http://127.0.0.1:{port}", options=options)
        yield WebKit(driver)
        driver.quit()
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # l'écran, le bus et le pilote
        process.wait()


def _wait(port: int) -> None:
    """Attend que le pilote ait ouvert son port."""
    end = time.monotonic() + START
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return
