"""La carte que montrent les messageries quand on partage une page ; refaite à la main si l'identité change.

python -m scripts.card        écrit docs/assets/carte.png (Chromium)
"""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from scripts.chromium import launch
from scripts.paths import ASSETS

PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><style>
@font-face { font-family: "Titre"; src: url("file://%(fonts)s/source-serif-4.woff2"); font-weight: 600; }
@font-face { font-family: "Sans"; src: url("file://%(fonts)s/source-sans-3.woff2"); font-weight: 400 700; }
body { margin: 0; width: 1200px; height: 630px; box-sizing: border-box; padding: 80px; background: #fbfaf6;
  color: #1c2a33;   font-family: Sans; border-top: 18px solid #0f4c5c; }
h1 { font: 600 76px/1.15 Titre; margin: 0 0 36px; max-width: 900px; }
p { font-size: 34px; line-height: 1.4; margin: 0; color: #4a5963; max-width: 900px; }
svg { position: absolute; left: 80px; bottom: 70px; }
</style><body><h1>Confier votre informatique sans perdre la main</h1>
<p>Sept erreurs, deux cas de terrain, des remèdes et des calculateurs pour décider avec votre conseil.</p>
<svg width="1040" height="150" fill="none" stroke-width="7">
<path d="M0 130 C300 120 700 60 1040 6" stroke="#b4531a" stroke-dasharray="22 10"/>
<path d="M0 96 C300 92 700 74 1040 44" stroke="#0f4c5c"/></svg></body></html>"""


def main() -> None:
    """Dessine la carte, 1 200 × 630."""
    source = ASSETS / "carte.html"
    source.write_text(PAGE % {"fonts": ASSETS / "fonts"}, encoding="utf-8")
    with sync_playwright() as playwright:
        page = launch(playwright).new_page(viewport={"width": 1200, "height": 630})
        page.goto(f"file://{source}")
        page.wait_for_timeout(300)
        page.screenshot(path=ASSETS / "carte.png")
    source.unlink()


if __name__ == "__main__":
    main()
