"""Un lecteur devant le site : ce qu'il fait et ce qu'il voit, dit une fois pour tous les moteurs."""

from __future__ import annotations

import json
import re
import time
from typing import Any

from tests.engines.drivers import AwayError, Driver
from tests.hosts import Host
from tests.pages import DONE, LONG

PATIENCE = LONG / 1000
STEP = 0.1
HEARD = 'JSON.parse(localStorage.getItem("oreille") ?? "[]")'

REST = """new Promise((done) => {
  let timer = setTimeout(done, 250);
  new PerformanceObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(done, 250);
  }).observe({ type: "resource" });
})"""
"""Un quart de seconde sans que rien n'arrive."""

PATIENT = "document.querySelectorAll('[data-outil]').forEach((tool) => { tool.dataset.limiteMs = '60000'; })"
"""Une machine chargée ne fait pas un calcul trop long : une attente n'est jamais une mesure."""
NOTICES = re.compile(
    r"link preload (?:but|was) not used"  # une police déjà en mémoire
    r"|WebAssembly exception handling 'try' instruction is deprecated"  # Firefox, à qui compile Pyodide
    r"|ResizeObserver loop completed with undelivered notifications"  # les mesures du thème, remises à l'image suivante
)
"""Des avis du moteur sur son propre travail, dont aucun ne vient de nos scripts : rien n'y est à corriger ici."""


class Visit:
    """Une visite : une fenêtre, un site."""

    def __init__(self, driver: Driver, host: Host) -> None:
        self.driver, self.host = driver, host
        self.fill, self.run = driver.fill, driver.run

    def fresh(self, path: str = "") -> None:
        """Ouvre une page comme au premier jour : rien de gardé d'un parcours d'avant."""
        self.leave()
        self.open(path)

    def leave(self) -> None:
        """Quitte le site une fois la page au repos : interrompue, elle le dirait dans la console de Firefox."""
        if self.run("location.protocol") == "http:":
            self.run(REST)
            self.run("sessionStorage.clear()")
            self.driver.goto("about:blank")

    def open(self, path: str = "") -> None:
        """Ouvre une adresse du site."""
        if self.run("location.protocol") == "http:":
            self.run(REST)
        self.driver.goto(self.host.address + path)
        self.run(PATIENT)

    def until(self, expression: str, patience: float = PATIENCE) -> Any:
        """Attend que la page rende une valeur vraie ; la rend."""
        end, said = time.monotonic() + patience, None
        while time.monotonic() < end:
            try:
                said = self.run(expression)
            except AwayError as away:
                said = away
            else:
                if said:
                    return said
            time.sleep(STEP)
        raise AssertionError(f"jamais vrai : {expression} (rendait {said!r} ; à l'écran : {self._state()})")

    def _state(self) -> Any:
        return self.run("[location.href, document.querySelector('h1')?.innerText, "
                        "document.querySelector('[data-etat]')?.innerText]")  # fmt: skip

    def see(self, selector: str, text: str = "", patience: float = PATIENCE) -> str:
        """Attend que ce texte soit visible ; rend tout celui de l'élément."""
        return str(
            self.until(
                f"[...document.querySelectorAll({json.dumps(selector)})].filter((one) => one.checkVisibility())"
                f".map((one) => one.textContent.trim() || ' ').find((one) => one.includes({json.dumps(text)})) || ''",
                patience,
            )
        )

    def click(self, selector: str) -> None:
        """Attend un élément visible, et y clique."""
        self.see(selector)
        self.driver.click(selector)

    def text(self, selector: str) -> str:
        """Le texte d'un élément."""
        return str(self.run(f"document.querySelector({json.dumps(selector)}).textContent.trim()"))

    def value(self, selector: str, value: str) -> None:
        """Attend que ce champ ait cette valeur."""
        self.until(f"document.querySelector({json.dumps(selector)})?.value === {json.dumps(value)}")

    def count(self, selector: str) -> int:
        """Combien d'éléments."""
        return int(self.run(f"document.querySelectorAll({json.dumps(selector)}).length"))

    def computed(self) -> str:
        """Attend que Python ait répondu à tout ; rend le verdict."""
        self.until("document.querySelector('[data-outil][data-pret] .conseil:not(.perime)') !== null")
        self.see("[data-etat]", DONE)
        return self.text(".verdict")

    def settled(self, postes: str) -> str:
        """Attend les champs et les chiffres de cette taille d'entreprise ; rend le verdict."""
        self.value('[name="postes"]', postes)
        self.until(f"document.querySelector('#r-calcul-poste-0 li:last-child')?.textContent.includes('÷ {postes} =')")
        return self.computed()

    def console(self) -> list[str]:
        """Ce que la console a dit depuis la dernière fois : ce que le moteur en montre, et ce que l'oreille entend."""
        self.run(REST)
        heard = self.run(HEARD)
        self.run('localStorage.removeItem("oreille")')
        return [one for one in [*self.driver.console(), *heard] if not NOTICES.search(one)]
