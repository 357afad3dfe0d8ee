"""Les chiffres d'une page : calculés à la construction, comparés en mots, vérifiés là où une phrase les commente."""

from __future__ import annotations

import re

from tools.kit.declare import Situation
from tools.kit.reading import parse_number
from tools.kit.tool import get_tool

from scripts.sitegen.content import ContentError, Page
from scripts.sitegen.examples import shown

_FIGURE = re.compile(r"\[\[chiffre ([a-z]+) ([a-z]+) ([a-z0-9_]+)\]\]")
_RATIO = re.compile(r"\[\[rapport ([a-z]+) ([a-z]+) ([a-z0-9_]+) ([a-z0-9_]+)\]\]")
_TRUE = re.compile(r"\[\[vrai ([a-z]+) ([a-z]+) ([a-z0-9_]+) ([<>]) ([a-z0-9_]+)\]\]")
ZERO = "zero"
"""Le nom du nombre zéro, dans une comparaison."""
RATIOS = (
    (0.3, "moins du tiers de"),
    (0.45, "moins de la moitié de"),
    (0.55, "à peu près la moitié de"),
    (0.9, "inférieure à"),
    (1.1, "à peu près égale à"),
    (1.8, "supérieure à"),
    (2.2, "à peu près le double de"),
    (3.3, "plus du double de"),
)
"""Rapport de deux sommes, au-dessous duquel elles se comparent en ces mots ; au-delà, « plus du triple de »."""


def fill_figures(page: Page, line: str) -> str:
    """La ligne, ses chiffres et ses rapports écrits ; lève `ContentError` si une comparaison n'est plus vraie."""
    _check_comparisons(page, line)
    line = _TRUE.sub("", _RATIO.sub(lambda match: ratio(page, *match.groups()), line))
    return _FIGURE.sub(lambda match: figure(page, *match.groups()), line)


def figure(page: Page, tool: str, preset: str, name: str) -> str:
    """Un chiffre d'un modèle, calculé à la construction pour une situation type."""
    title, inputs = situation(page, tool, preset)
    if name == "titre":
        return title
    figures = get_tool(tool).answer(inputs).figures
    if name not in figures:
        raise ContentError(f"{page.path} : chiffre « {name} » inconnu ; connus : {', '.join(figures)}.")
    return str(figures[name])


def situation(page: Page, tool: str, name: str) -> tuple[str, Situation]:
    """Le titre et les entrées d'une situation type, ou d'un exemple des pages."""
    known = shown(tool)
    if name not in known:
        raise ContentError(f"{page.path} : l'outil « {tool} » n'a pas de situation type « {name} ».")
    return known[name]


def _amount(page: Page, tool: str, preset: str, name: str) -> float:
    """Un chiffre tel que la page le montre, pour le comparer à un autre."""
    if name == ZERO:
        return 0.0
    shown = figure(page, tool, preset, name)
    try:
        return parse_number(shown)
    except ValueError as error:
        raise ContentError(f"{page.path} : « {name} » ({shown}) n'est pas un montant, il ne se compare pas.") from error


def ratio(page: Page, tool: str, preset: str, one: str, two: str) -> str:
    """Ce qu'un montant est à un autre, en mots calculés : « plus du double de »."""
    first, second = (_amount(page, tool, preset, name) for name in (one, two))
    if second <= 0:
        raise ContentError(f"{page.path} : « {two} » vaut {second} : rien ne s'y rapporte.")
    return next((words for limit, words in RATIOS if first / second < limit), "plus du triple de")


def _check_comparisons(page: Page, line: str) -> None:
    """Une phrase qui commente des chiffres doit rester vraie : ses comparaisons se refont à chaque construction."""
    for tool, preset, one, sign, two in _TRUE.findall(line):
        first, second = (_amount(page, tool, preset, name) for name in (one, two))
        if (first < second) != (sign == "<") or first == second:
            raise ContentError(f"{page.path} : « {one} {sign} {two} » n'est plus vrai ({first} et {second}).")
    checked = {found[:2] for found in (*_TRUE.findall(line), *_RATIO.findall(line))}
    amounts = [found for found in _FIGURE.findall(line) if found[2] not in {"titre", "duree"}]
    for tool, preset, name in amounts:
        together = sum(found[:2] == (tool, preset) for found in amounts)
        if together > 1 and (tool, preset) not in checked:
            raise ContentError(f"{page.path} : « {name} » voisine avec un autre chiffre, sans comparaison vérifiée.")
