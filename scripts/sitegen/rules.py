"""Ce qu'une page doit être, selon son genre : dit pendant qu'on l'écrit (`make dev`), et non par les tests seuls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.sitegen.content import Page

HORIZONS = ("30 jours", "90 jours", "180 jours")
PLANS = {
    "erreur": (
        "Le symptôme", "Pourquoi cela arrive", "Ce que cela coûte", "Cinq questions à se poser",
        "30, 90, 180 jours", "À demander au prestataire", "Le cas, le remède, le calculateur",
    ),
    "cas": ("Ce que le récit ne dit pas", "Ce qu'on aurait pu mesurer"),
    "guide": ("En bref", "À copier", "Aller plus loin"),
}  # fmt: skip
"""Les titres de niveau 2 d'une page de ce genre, dans l'ordre ; d'autres peuvent s'y ajouter."""
NUMBER = re.compile(
    r"\b\d[\d\u202f ]*(?:,\d+)?[\u00a0\u202f ]?(?:%|€|euros?\b|k€|personnes\b|salariés\b|pour cent\b)", re.IGNORECASE
)
"""Un montant, une part ou un effectif."""
_TITLE = re.compile(r"^(#{1,2}) (.+?)(?: \{#[^}]+\})?$", re.MULTILINE)
_FENCED = re.compile(r"^(`{3,}).*?^\1`*$", re.MULTILINE | re.DOTALL)
_REFERENCE = re.compile(r"\[S\d+-\d+\]")


def page_faults(page: Page) -> list[str]:
    """Ce qui ne va pas dans une page, une phrase par faute ; vide si tout va."""
    titles = _TITLE.findall(_FENCED.sub("", page.body))
    faults = []
    if [level for level, _ in titles].count("#") != 1:
        faults.append("il faut un titre « # », et un seul.")
    if '<p class="chapeau"' not in page.body:
        faults.append('il manque le chapeau : <p class="chapeau" markdown>…</p>, sous le titre.')
    return faults + _plan_faults(page, [title for level, title in titles if level == "##"]) + _typed_figures(page)


def _plan_faults(page: Page, found: list[str]) -> list[str]:
    expected = PLANS.get(page.genre, ())
    if not expected:
        return []
    faults = []
    if tuple(title for title in found if title in expected) != expected:
        faults.append(f"une page de genre « {page.genre} » a ces titres, dans cet ordre : {' · '.join(expected)}.")
    if page.genre != "guide" and "**Selon l'article.**" not in page.body:
        faults.append("il manque ce que dit l'article fondateur : « **Selon l'article.** ».")
    if "[[suite]]" not in page.body:
        faults.append("il manque le repère [[suite]], qui mène au cas, au remède et au calculateur.")
    return faults + (_mistake_faults(page) if page.genre == "erreur" else [])


def _mistake_faults(page: Page) -> list[str]:
    """Cinq questions, trois horizons, un message à copier, un chiffre calculé."""
    faults = []
    _, _, after = page.body.partition("## Cinq questions à se poser")
    questions = re.findall(r"^\d\. ", after.partition("\n## ")[0], re.MULTILINE)
    if len(questions) != 5:
        faults.append(f"« Cinq questions à se poser » en a {len(questions)}.")
    faults += [f"il manque « ### {horizon} »." for horizon in HORIZONS if f"### {horizon}" not in page.body]
    if "```modele demande-" not in page.body:
        faults.append("il manque le message à copier : « ```modele demande-… Titre ».")
    if "[[chiffre couts " not in page.body:
        faults.append("il manque un chiffre calculé : [[chiffre couts SITUATION NOM]].")
    return faults


def _typed_figures(page: Page) -> list[str]:
    """Un montant tapé ne se vérifie pas : il vient d'un modèle (un repère) ou d'une référence, sur la même ligne."""
    return [
        f"« {typed[0].strip()} » est tapé à la main : citer une référence [S1-1] sur cette ligne, ou [[chiffre …]]."
        for line in page.body.splitlines()
        if (typed := NUMBER.findall(line)) and not _REFERENCE.search(line)
    ]
