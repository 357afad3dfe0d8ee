"""Ce que les moteurs de recherche lisent d'une page (JSON-LD), écrit après MkDocs : données inertes, aucun script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scripts.sitegen.content import Page, load_graph
from scripts.sitegen.expand import plan
from scripts.sitegen.rules import HORIZONS

PATH_CODE = "r1"
"""Le parcours en trois temps : la seule page qui soit vraiment une marche à suivre."""


def describe(page: Page, site_url: str) -> dict[str, Any]:
    """Rend la description d'une page de fond : un article, ou une marche à suivre et ses étapes."""
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "description": page.description,
        "inLanguage": "fr",
        "dateModified": page.revue.isoformat(),
        "mainEntityOfPage": site_url + page.url,
        "image": f"{site_url}assets/carte.png",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    if page.code == PATH_CODE:
        described |= {"@type": "HowTo", "name": described.pop("headline"), "step": [_step(h) for h in HORIZONS]}
    return described


def _step(horizon: str) -> dict[str, Any]:
    actions = [action for error in load_graph().of_kind("erreur") for action in plan(error, horizon)]
    return {
        "@type": "HowToSection",
        "name": horizon,
        "itemListElement": [{"@type": "HowToStep", "text": action} for action in actions],
    }


def write_metadata(site: Path, site_url: str) -> None:
    """Ajoute sa description à chaque page de fond."""
    for page in load_graph().of_kind("article", "erreur", "cas", "remede", "guide"):
        path = site / page.url / "index.html"
        data = json.dumps(describe(page, site_url), ensure_ascii=False).replace("<", "\\u003c")
        script = f'<script type="application/ld+json">{data}</script>\n</head>'
        path.write_text(path.read_text(encoding="utf-8").replace("</head>", script, 1), encoding="utf-8")
