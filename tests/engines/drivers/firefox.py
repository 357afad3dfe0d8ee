"""Firefox, par WebDriver BiDi ; la console entière, celle de l'ouvrier comprise, se lit depuis le navigateur."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import websocket

from tests.engines.drivers import AwayError
from tests.outside import required

PREFERENCES = {
    "devtools.console.stdout.content": True,  # `console.error` d'une page ou d'un ouvrier s'écrit sur la sortie
}
START = 30.0
"""Ce qu'on laisse à Firefox pour partir, en secondes."""
READY = re.compile(r"BiDi listening on (ws://\S+)")
SAID = re.compile(r"^console\.(?:error|warn): (?!RSLoader)(.*)", re.MULTILINE)
"""Ce que `console` a écrit ; `RSLoader` est à Firefox, qui demande ses essais à son éditeur."""
LISTEN = """(() => {
  const said = Services.console.getMessageArray()
    .filter((one) => one instanceof Ci.nsIScriptError && !/^(chrome|resource|moz-extension):/.test(one.sourceName))
    .map((one) => `${one.errorMessage} (${one.sourceName})`);
  Services.console.reset();
  return said;
})()"""
POINT = """(async () => {
  const shown = [...document.querySelectorAll(SELECTOR)].find((one) => one.checkVisibility() && one.offsetParent);
  if (!shown) return null;
  shown.scrollIntoView({ block: "center", behavior: "instant" });
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const box = shown.getClientRects()[0];
  return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
})()"""


class Firefox:
    """Un onglet, par la prise de WebDriver BiDi."""

    unheard = ""

    def __init__(self, url: str, output: Path) -> None:
        self.socket = websocket.create_connection(f"{url}/session", suppress_origin=True, timeout=300)
        self.output, self.read = output, 0
        self.numbers = count(1)
        self.call("session.new", capabilities={})
        self.page = self._context()
        self.browser = self._context(**{"moz:scope": "chrome"})

    def _context(self, **scope: str) -> str:
        return str(self.call("browsingContext.getTree", **scope)["contexts"][0]["context"])

    def call(self, method: str, **params: Any) -> Any:
        """Demande, et rend la réponse."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            reply = json.loads(self.socket.recv())
            if reply.get("id") != number:
                continue
            if reply["type"] == "error":
                raise AwayError(f"{method} : {reply['error']}, {reply['message']}")
            return reply["result"]

    def goto(self, url: str) -> None:
        self.call("browsingContext.navigate", context=self.page, url=url, wait="complete")

    def run(self, expression: str) -> Any:
        return self._evaluate(self.page, expression)

    def _evaluate(self, context: str, expression: str) -> Any:
        script = f"(async () => JSON.stringify((await ({expression})) ?? null))()"
        reply = self.call("script.evaluate", expression=script, target={"context": context}, awaitPromise=True)
        if reply["type"] == "exception":
            raise AssertionError(reply["exceptionDetails"]["text"])
        return json.loads(reply["result"]["value"])

    def click(self, selector: str) -> None:
        point = self.run(POINT.replace("SELECTOR", json.dumps(selector)))
        assert point, f"rien de visible : {selector}"
        moves = [{"type": "pointerMove", "x": point[0], "y": point[1]}]
        press = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        self._act("pointer", [*moves, *press])

    def fill(self, selector: str, text: str) -> None:
        self.run(f"(() => {{ const it = document.querySelector({json.dumps(selector)}); it.focus(); it.select(); }})()")
        keys = ["\ue017", *text]  # la touche Suppr efface ce qui est choisi
        self._act("key", [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")])

    def _act(self, kind: str, actions: list[dict[str, Any]]) -> None:
        source = {"type": kind, "id": kind, "actions": actions}
        self.call("input.performActions", context=self.page, actions=[source])

    def back(self) -> None:
        self.call("browsingContext.traverseHistory", context=self.page, delta=-1)

    def forward(self) -> None:
        self.call("browsingContext.traverseHistory", context=self.page, delta=1)

    def console(self) -> list[str]:
        written = self.output.read_text(encoding="utf-8", errors="replace")
        printed, self.read = SAID.findall(written[self.read :]), len(written)
        return [*printed, *self._evaluate(self.browser, LISTEN)]


@contextmanager
def window() -> Generator[Firefox]:
    """Une fenêtre d'un profil neuf."""
    command = [required("firefox-esr"), "--headless", "--no-remote", "--remote-debugging-port=0"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        (Path(profile) / "user.js").write_text("\n".join(lines), encoding="utf-8")
        output = Path(profile) / "sortie.txt"
        options = ["--remote-allow-system-access", "--profile", profile]
        with (
            output.open("wb") as written,
            subprocess.Popen([*command, *options], stdout=written, stderr=subprocess.STDOUT) as process,
        ):
            try:
                yield Firefox(_address(output), output)
            finally:
                process.terminate()


def _address(output: Path) -> str:
    """L'adresse de la prise, que Firefox écrit une fois prêt."""
    end = time.monotonic() + START
    while not (found := READY.search(output.read_text(encoding="utf-8", errors="replace"))):
        assert time.monotonic() < end, output.read_text(encoding="utf-8", errors="replace")
        time.sleep(0.1)
    return found[1]
