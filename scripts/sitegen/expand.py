"""Ce qu'une page demande en une ligne et que le graphe sait : cartes, suite, plans, citations, chiffres, modèles.

Tout se fait sur le texte Markdown, avant sa conversion ; les adresses sont relatives à la page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from tools.kit.french import typeset
from tools.kit.link import payload
from tools.kit.tool import get_tool
from tools.kit.write import letter_html

from scripts.sitegen.content import ContentError, Page, load_graph, sections
from scripts.sitegen.figures import fill_figures, situation
from scripts.sitegen.references import cited
from scripts.sitegen.render import render
from scripts.sitegen.rules import HORIZONS

MENTION = "Information générale, ni conseil juridique ni devis."
_FENCE = re.compile(r"^```(\w*)(?: ([a-z0-9-]+) (.+))?$")
_LINE = re.compile(r"^\[\[(cartes|suite|plans|symptomes)(?: ([a-z]+))?\]\]$")
_CITE = re.compile(r"\[(S\d+-\d+)\](?![(:])")
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
        output.append(fill_figures(page, text))
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
    title, inputs = situation(tool, tool.code, tool.erreurs[code])
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
        re.sub(r" +([.,])", r"\1", _CITE.sub("", line.removeprefix("- "))).strip()
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
