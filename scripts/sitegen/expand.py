"""Ce qu'une page demande en une ligne et que le graphe sait : cartes, suite, plans, citations, chiffres, modèles.

Tout se fait sur le texte Markdown, avant sa conversion ; les adresses sont relatives à la page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from tools.kit.declare import Situation
from tools.kit.french import typeset
from tools.kit.link import payload
from tools.kit.reading import parse_number
from tools.kit.tool import get_tool
from tools.kit.write import letter_html

from scripts.sitegen.content import ContentError, Page, load_graph, sections
from scripts.sitegen.examples import shown
from scripts.sitegen.references import cited
from scripts.sitegen.render import render
from scripts.sitegen.rules import HORIZONS

MENTION = "Information générale, ni conseil juridique ni devis."
_FENCE = re.compile(r"^```(\w*)(?: ([a-z0-9-]+) (.+))?$")
_LINE = re.compile(r"^\[\[(cartes|suite|plans|symptomes)(?: ([a-z]+))?\]\]$")
_CITE = re.compile(r"\[(S\d+-\d+)\](?![(:])")
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
_TAG = re.compile(r"<[^>]+>")
WORDS_PER_MINUTE = 220
_SOURCED = {"article", "erreur", "cas", "remede", "guide"}
NAMED = {
    "cas": "Les erreurs en cause",
    "remede": "Les erreurs que ce remède corrige",
    "guide": "Les erreurs que ce guide aide à ne pas refaire",
}
"""Ce que sont, pour une page de ce genre, les erreurs qu'elle nomme."""


def expand(page: Page, lines: Iterable[str]) -> list[str]:
    """Rend les lignes de la page, ses repères développés ; lève `ContentError` si l'un ne va pas."""
    refs: list[str] = []
    output: list[str] = []
    opening = 0
    for line in _models(page, lines):
        marker = _LINE.match(line)
        if marker:
            output += ["", *MARKERS[marker[1]](page, marker[2] or "").splitlines(), ""]
            continue
        refs += _CITE.findall(line)
        text = _CITE.sub(lambda match: _citation(page, match[1]), line)
        _check_comparisons(page, text)
        text = _TRUE.sub("", _RATIO.sub(lambda match: ratio(page, *match.groups()), text))
        output.append(_FIGURE.sub(lambda match: figure(page, *match.groups()), text))
        if line.startswith('<p class="chapeau"'):
            opening = len(output)
    found = cited(refs, page.path)
    if found and page.genre in _SOURCED:
        output += ["", "## Sources", "", *render("citees.html.j2", page=page, references=found).splitlines()]
    if opening:
        told_apart = '"repere article"' in page.body
        head = render("entete.html.j2", page=page, minutes=reading_minutes(output), told_apart=told_apart)
        output[opening:opening] = ["", head, ""]
    if page.genre in _SOURCED:
        output += ["", f'<p class="mention">{MENTION}</p>']
    return output


def reading_minutes(lines: Iterable[str]) -> int:
    """Le temps de lecture d'une page développée, arrondi, une minute au moins.

    >>> reading_minutes(["<p class='chapeau'>" + "mot " * 500 + "</p>"])
    2
    """
    return max(1, round(len(_TAG.sub(" ", "\n".join(lines)).split()) / WORDS_PER_MINUTE))


def _citation(page: Page, ref: str) -> str:
    return f'<a class="ref" href="{page.to_root}reperes/references/#{ref.lower()}">{ref}</a>'


def figure(page: Page, tool: str, preset: str, name: str) -> str:
    """Un chiffre d'un modèle, calculé à la construction pour une situation type."""
    title, inputs = _situation(page, tool, preset)
    if name == "titre":
        return title
    figures = get_tool(tool).answer(inputs).figures
    if name not in figures:
        raise ContentError(f"{page.path} : chiffre « {name} » inconnu ; connus : {', '.join(figures)}.")
    return str(figures[name])


def _situation(page: Page, tool: str, name: str) -> tuple[str, Situation]:
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


def _models(page: Page, lines: Iterable[str]) -> Iterable[str]:
    """Remplace chaque bloc « ```modele clé Titre » par un texte à copier ; le reste passe tel quel."""
    inside, key, title = "", "", ""
    kept: list[str] = []
    for line in lines:
        fence = _FENCE.match(line)
        if inside == "modele" and line == "```":
            yield from [
                "",
                *letter_html(key, title, typeset("\n".join(kept))).splitlines(),
                "",
            ]
            inside, kept = "", []
        elif inside == "modele":
            kept.append(line)
        elif fence and not inside and fence[1] == "modele":
            if not fence[2]:
                raise ContentError(f"{page.path} : un modèle s'écrit « ```modele clé Titre ».")
            inside, key, title = "modele", fence[2], fence[3]
        else:
            yield line


def _cards(page: Page, kind: str) -> str:
    folder = page.path.removesuffix("index.md")
    pages = [p for p in load_graph().of_kind(kind) if p != page and p.path.startswith(folder)]
    if not pages:
        raise ContentError(f"{page.path} : aucune page de genre « {kind} » pour ses cartes.")
    return render("cartes.html.j2", page=page, pages=pages)


def tool_link(page: Page, tool: Page, code: str) -> tuple[str, str]:
    """L'adresse d'un outil, situation remplie, et le titre de cette situation."""
    title, inputs = _situation(tool, tool.code, tool.erreurs[code])
    charge = payload(get_tool(tool.code).answer(inputs), tool.revue)
    return f"{page.to_root}{tool.url}#{charge}", title


def _next(page: Page, _kind: str) -> str:
    """Les liens calculés : d'une erreur vers ce qui la nomme, d'un outil vers ses guides, du reste vers ses erreurs."""
    graph = load_graph()
    if page.genre == "erreur":
        groups = [
            ("Le cas de terrain, rapproché par le site", graph.naming(page.code, "cas")),
            ("Le remède", graph.naming(page.code, "remede")),
            ("Le guide, pour s'y mettre", graph.naming(page.code, "guide")),
        ]
        tools = [(tool, *tool_link(page, tool, page.code)) for tool in graph.naming(page.code, "outil")]
    elif page.genre == "outil":
        groups, tools = [("Et ensuite ? Les guides", graph.naming(page.code, "guide"))], []
    else:
        named = [graph.by_code(code) for code in page.erreurs]
        groups = [(NAMED.get(page.genre, ""), named)]
        found: dict[str, tuple[Page, str]] = {}
        for code in page.erreurs:  # la première erreur nommée choisit la situation
            for tool in graph.naming(code, "outil"):
                found.setdefault(tool.code, (tool, code))
        tools = [(tool, *tool_link(page, tool, code)) for tool, code in found.values()]
    return render("suite.html.j2", page=page, groups=groups, tools=tools, advice=_advice(page))


def _advice(page: Page) -> list[tuple[Page, Sequence[str]]]:
    """Ce que chaque outil peut conseiller et que cette page explique."""
    found = []
    for tool in load_graph().of_kind("outil"):
        advice = get_tool(tool.code).advice
        actions = advice().get(page.url, ()) if advice else ()
        if actions:
            found.append((tool, actions))
    return found


def plan(page: Page, horizon: str) -> list[str]:
    """Les actions d'une page d'erreur à un horizon ; lève `ContentError` si la partie manque."""
    text = sections(page.body, 3).get(horizon)
    if not text:
        raise ContentError(f"{page.path} : il manque la partie « {horizon} ».")
    return [
        re.sub(r" ([.,])", r"\1", _CITE.sub("", line.removeprefix("- "))).strip()
        for line in text.splitlines()
        if line.startswith("- ")
    ]


def _symptoms(page: Page, _kind: str) -> str:
    """Les sept symptômes à cocher ; ce que l'on reconnaît mène à sa page, à une première action et à un calculateur."""
    graph = load_graph()
    mistakes = [
        (
            error,
            plan(error, HORIZONS[0])[0],
            [(tool, *tool_link(page, tool, error.code)) for tool in graph.naming(error.code, "outil")[:1]],
        )
        for error in graph.of_kind("erreur")
    ]
    return render("symptomes.html.j2", page=page, mistakes=mistakes)


def _plans(page: Page, _kind: str) -> str:
    parts = []
    for horizon in HORIZONS:
        parts += [f"### {horizon}", ""]
        for error in load_graph().of_kind("erreur"):
            parts += [f"**[{error.title}]({page.link_to(error.path)})**", ""]
            parts += [f"- {action}" for action in plan(error, horizon)] + [""]
    return "\n".join(parts)


MARKERS: dict[str, Callable[[Page, str], str]] = {
    "cartes": _cards,
    "suite": _next,
    "plans": _plans,
    "symptomes": _symptoms,
}
