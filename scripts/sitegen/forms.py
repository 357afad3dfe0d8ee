"""Le formulaire d'un outil, tiré de sa déclaration, et son résultat par défaut, calculé par le même Python."""

from __future__ import annotations

import json
import os
from itertools import groupby

from markupsafe import Markup
from tools.kit import bridge
from tools.kit.declare import (
    MISSING,
    Answer,
    AnyField,
    Numeric,
    Text,
    fields_of,
    flatten,
    is_marked,
    lists_of,
    load_presets,
    preset_inputs,
    raw_text,
    simple_fields,
)
from tools.kit.french import format_value, typeset
from tools.kit.link import known_versions
from tools.kit.share import MOST, AnyRows, blank_row
from tools.kit.tool import AnyTool, get_tool
from tools.kit.write import board_html

from scripts.sitegen.render import render

INVENTED = "Exemple : valeurs inventées pour illustrer."
NEW_ROW = "__rang__"
"""Le rang, dans le modèle d'une ligne à ajouter ; le script le remplace."""


def render_tool(name: str) -> str:
    """Rend le formulaire et la réponse de l'exemple ; lève `UnknownTool` si l'outil n'existe pas."""
    tool = get_tool(name)
    answer, known = tool.answer(tool.inputs()), known_versions(name)
    return render(
        "outil.html.j2",
        tool=tool,
        fields=fields_of(tool.inputs),
        essentials=_grouped(tool.inputs, essential=True),
        refinements=_grouped(tool.inputs, essential=False),
        steps=len(_grouped(tool.inputs, essential=True)),
        values=flatten(answer.inputs),
        rows={key: list(getattr(answer.inputs, key)) for key in lists_of(tool.inputs)},
        blank=_blank,
        folded=_folded,
        marked=is_marked,
        new_row=NEW_ROW,
        presets=load_presets(name).values(),
        data=json.dumps(_data(tool), ensure_ascii=False),
        summary=Markup(bridge.summary_html(answer)),
        details=Markup(bridge.details_html(answer)),
        accepted=_accepted,
        received={version: one.recu for version, one in known.items()},
        most_gathered=MOST,
        board=Markup(default_board(name)),
    )


def _data(tool: AnyTool) -> dict[str, object]:
    """Ce que les scripts savent de l'outil : ses situations types, sa version, les anciennes."""
    return {
        "presets": {key: flatten(preset) for key, preset in preset_inputs(tool.inputs).items()},
        "version": tool.version,
        "mention": typeset(tool.mention),
        "anciennes": {
            version: one.to_texts() for version, one in known_versions(tool.name).items() if version != tool.version
        },
    }


def default_board(name: str) -> str:
    """La page du conseil de l'exemple, avec l'adresse de l'outil."""
    root = os.environ.get("SITE_URL", "http://127.0.0.1:8000/")
    tool = get_tool(name)
    return board_html(tool.answer(tool.inputs()), bridge.EPOCH, f"{root}tools/{name}/", note=INVENTED)


def render_preview(name: str) -> str:
    """Rend la vraie page du conseil de l'exemple d'un outil, telle qu'elle s'imprime."""
    return render("apercu.html.j2", board=Markup(default_board(name)))


def render_inputs(name: str) -> str:
    """Rend le tableau des entrées de l'outil : clé, libellé, bornes ou réponses, défaut, origine."""
    cls = get_tool(name).inputs
    default, lists = cls(), lists_of(cls)
    rows = []
    for key, spec in fields_of(cls).items():
        if key not in lists:
            rows.append((key, spec.label, _bounds(spec), _shown(spec, getattr(default, key)), spec.source))
            continue
        rows.append((key, spec.label, f"{lists[key].min_rows} à {lists[key].max_rows} lignes", "", ""))
        rows += [
            (f"{key}[].{k}", s.label, _bounds(s), "—" if k == lists[key].key else _shown(s, s.default), s.source)
            for k, s in lists[key].fields.items()
        ]
    return render("entrees.html.j2", rows=rows)


def _bounds(spec: AnyField) -> str:
    if isinstance(spec, Numeric):
        return f"{format_value(spec.min)} à {format_value(spec.max)} {spec.unit}".strip()
    if isinstance(spec, Answer):
        return f"{spec.first} à {spec.first + len(spec.answers) - 1}{', nsp' if spec.unknown else ''}"
    return f"1 à {spec.max_length} caractères" if isinstance(spec, Text) else "oui ou non"


def _shown(spec: AnyField, value: object) -> str:
    return "—" if value is None or value is MISSING else raw_text(spec.show(value))


def _grouped(cls: type, *, essential: bool) -> list[tuple[str, list[tuple[str, AnyField]]]]:
    """Les champs simples, par groupe, dans l'ordre de la déclaration."""
    chosen = [(key, spec) for key, spec in simple_fields(cls).items() if spec.essential == essential]
    return [(title, list(group)) for title, group in groupby(chosen, key=lambda item: item[1].group)]


def _folded(spec: AnyRows) -> list[tuple[str, list[tuple[str, AnyField]]]]:
    """Les champs d'une ligne qui ne sont pas montrés d'emblée, par groupe : un repli chacun."""
    rest = [(key, sub) for key, sub in spec.fields.items() if key != spec.key and not sub.essential]
    return [(title, list(group)) for title, group in groupby(rest, key=lambda item: item[1].group)]


def _blank(spec: AnyRows, prefix: str) -> dict[str, str]:
    return {prefix + name: text for name, text in blank_row(spec).items()}


def _accepted(field: AnyField) -> str:
    return typeset(f"Saisissez {field.accepted}.") if isinstance(field, Numeric) else ""
