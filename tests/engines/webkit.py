"""Ouvre la page du banc dans WebKitGTK et écrit ce qu'elle a trouvé. Usage : python webkit.py ADRESSE."""

from __future__ import annotations

import sys
from shutil import which

from selenium.webdriver import WebKitGTK, WebKitGTKOptions
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.service import Service

MINI = ("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser", "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser")


def main(address: str) -> None:
    """Attend la fin du banc, puis en écrit le texte."""
    options = WebKitGTKOptions()
    options.binary_location = next(path for path in MINI if which(path))
    options.add_argument("--automation")
    driver = WebKitGTK(options=options, service=Service(which("WebKitWebDriver")))
    try:
        driver.get(address)
        WebDriverWait(driver, 580).until(lambda d: d.title == "fini")
        sys.stdout.write(driver.find_element(By.ID, "sortie-banc").get_attribute("textContent") or "")
    finally:
        driver.quit()


if __name__ == "__main__":
    main(sys.argv[1])
