"""Ce qu'un lecteur d'écran ou un clavier reçoit d'une page, et les lectures de référence (`make lectures`)."""

from __future__ import annotations

import os
import re
from typing import Any

from playwright.sync_api import Page

from scripts.paths import ROOT

LECTURES = ROOT / "tests" / "lectures"
KEPT = {
    *("banner", "navigation", "main", "contentinfo", "search", "complementary"),
    *("dialog", "region", "form", "group", "heading", "table", "img", "figure"),
    *("button", "textbox", "searchbox", "checkbox", "radio", "combobox", "status", "alert"),
}
"""Ce qui fait la charpente : repères, titres, groupes, commandes, zones annoncées. La prose est ailleurs."""
STATES = re.compile(r"\[(?:level=\d|checked|disabled|expanded|pressed|selected)\]")
LINE = re.compile(r"^( *)- '?(\w+)(?: \"((?:[^\"\\]|\\.)*)\")?([^:]*)")
NUMBER = re.compile(r"\d+(?:[\s\u00a0\u202f.,]\d+)*")
LONGEST = 70

FOCUSED = """() => {
  const one = document.activeElement;
  // La case du thème clair ou sombre n'a pas de taille : son étiquette la montre.
  const seen = one.matches(".md-option") ? one.nextElementSibling : one;
  const [box] = seen.getClientRects(); // la première ligne d'un lien qui en prend deux
  if (!box) return { lost: false, text: one.outerHTML.slice(0, 120), outlined: false, colour: "", paper: "" };
  const style = getComputedStyle(seen);
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 12)];
  const within = (at, most) => Math.min(Math.max(at, 1), most - 1);
  const top = document.elementFromPoint(within(x, innerWidth), within(y, innerHeight));
  return {
    lost: one === document.body,
    text: one.outerHTML.slice(0, 120),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    colour: style.outlineColor,
    paper: getComputedStyle(document.body).backgroundColor,
    inside: box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
    covered: top !== null && !seen.contains(top) && !top.contains(seen),
  };
}"""


def same_as_reference(name: str, lines: list[str]) -> None:
    """Compare une lecture à celle de référence, ou la refait si on le demande."""
    path = LECTURES / f"{name}.txt"
    text = "\n".join(lines) + "\n"
    if os.environ.get("REFAIRE_LECTURES"):
        LECTURES.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"{path.name} manque : make lectures"
    assert text == path.read_text(encoding="utf-8"), f"{name} : voir `make lectures`"


def plain(text: str) -> str:
    """Un nom ou une annonce, sans ses nombres : un chiffre recalculé ne change pas la lecture."""
    words = " ".join(NUMBER.sub("#", text.replace("\u2060", "")).split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def structure(page: Page) -> list[str]:
    """La charpente de la page telle que l'arbre d'accessibilité du navigateur la rend : rôle, nom, état.

    Les chiffres qui s'ouvrent n'y sont pas, ni ce qui se répète à la suite : leur nombre est celui des lignes saisies.
    """
    found: list[str] = []
    above: list[tuple[int, bool]] = []
    for line in page.locator("body").aria_snapshot().splitlines():
        match = LINE.match(line)
        if not match:
            continue
        indent, kept = len(match[1]), match[2] in KEPT
        while above and above[-1][0] >= indent:
            above.pop()
        depth = sum(counted for _, counted in above)
        above.append((indent, kept))
        said = "  " * depth + named(match)
        if kept and not ("button" in said and "#" in said) and said != (found[-1] if found else ""):
            found.append(said)
    return found


def named(match: re.Match[str]) -> str:
    """Le rôle, le nom et les états d'une ligne de l'arbre."""
    name = f" « {plain(match[3])} »" if match[3] else ""
    return "".join([match[2], name, *(f" {state}" for state in STATES.findall(match[4]))])


def focused(page: Page) -> str:
    """Le rôle et le nom de ce qui a le focus, dans l'arbre d'accessibilité du navigateur."""
    client = page.context.new_cdp_session(page)
    held = client.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
    node = client.send("Accessibility.getPartialAXTree", {"objectId": held, "fetchRelatives": False})["nodes"][0]
    client.detach()
    states = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
    shown = [key for key in ("checked", "expanded", "disabled") if states.get(key) not in {None, False, "false"}]
    return " ".join([node["role"]["value"], f"« {plain(node['name']['value'])} »", *shown])


def seen(page: Page) -> str:
    """Ce qui a le focus ; refuse qu'il soit perdu, invisible, hors de l'écran ou recouvert."""
    state: dict[str, Any] = page.evaluate(FOCUSED)
    assert not state["lost"], "le focus est perdu"
    assert state["outlined"], f"focus sans contour : {state['text']}"
    assert contrast(state["colour"], state["paper"]) >= 3, f"contour trop pâle : {state['text']}"
    assert state["inside"], f"focus hors de l'écran : {state['text']}"
    assert not state["covered"], f"focus recouvert : {state['text']}"
    return focused(page)


def contrast(one: str, other: str) -> float:
    """Le rapport de contraste de deux couleurs `rgb(…)` (WCAG 2.2)."""
    dark, light = sorted(_luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
