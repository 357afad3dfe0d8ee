"""Le formulaire d'un outil, tiré de sa déclaration, et son résultat par défaut, calculé par le même Python."""

from __future__ import annotations

import json
import os
from itertools import groupby
from typing import Any

from markupsafe import Markup
from tools.kit import bridge
from tools.kit.declare import Answer, Field, Number, Rows, Text, fields_of, flatten, load_presets, preset_inputs
from tools.kit.french import format_value, typeset
from tools.kit.link import known_versions
from tools.kit.share import MOST, has_workbook
from tools.kit.tool import load
from tools.kit.write import board_html

from scripts.sitegen.render import render

INVENTED = "Exemple : valeurs inventées pour illustrer."
NEW_ROW = "__rang__"
"""Le rang, dans le modèle d'une ligne à ajouter ; le script le remplace."""


def render_tool(tool: str) -> str:
    """Rend le formulaire et le résultat par défaut de `tool` ; lève `ModuleNotFoundError` s'il n'existe pas."""
    cls = load(tool, "inputs").Inputs
    inputs = cls()
    now, known = load(tool, "model").VERSION, known_versions(tool)
    data = {
        "presets": {key: flatten(preset) for key, preset in preset_inputs(tool, cls).items()},
        "version": now,
        "anciennes": {version: one.to_texts() for version, one in known.items() if version != now},
    }
    return render(
        "outil.html.j2",
        tool=tool,
        title=load(tool, "view").TITRE,
        fields=fields_of(cls),
        essentials=_grouped(cls, essential=True),
        refinements=_grouped(cls, essential=False),
        steps=len(_grouped(cls, essential=True)),
        values=flatten(inputs),
        rows={key: list(getattr(inputs, key)) for key, spec in fields_of(cls).items() if isinstance(spec, Rows)},
        row_fields=fields_of,
        blank=_blank_row,
        new_row=NEW_ROW,
        presets=load_presets(tool).values(),
        data=json.dumps(data, ensure_ascii=False),
        summary=Markup(bridge.summary_html(tool, inputs)),
        details=Markup(bridge.details_html(tool, inputs)),
        accepted=_accepted,
        received={version: one.recu for version, one in known.items()},
        most_gathered=MOST,
        board=Markup(default_board(tool)),
        has_workbook=has_workbook(tool),
    )


def default_board(tool: str) -> str:
    """La page du conseil de l'exemple, avec l'adresse de l'outil."""
    root = os.environ.get("SITE_URL", "http://127.0.0.1:8000/")
    inputs = load(tool, "inputs").Inputs()
    return board_html(tool, inputs, bridge.EPOCH, f"{root}tools/{tool}/", note=INVENTED)


def render_preview(tool: str) -> str:
    """Rend la vraie page du conseil de l'exemple d'un outil, telle qu'elle s'imprime."""
    return render("apercu.html.j2", board=Markup(default_board(tool)))


def render_inputs(tool: str) -> str:
    """Rend le tableau des entrées de l'outil : clé, libellé, bornes ou réponses, défaut, origine."""
    cls = load(tool, "inputs").Inputs
    default = cls()
    rows = []
    for key, spec in fields_of(cls).items():
        if isinstance(spec, Rows):
            rows.append((key, spec.label, f"{spec.min_rows} à {spec.max_rows} lignes", "", ""))
            rows += [
                (f"{key}[].{k}", s.label, _bounds(s), _shown(s, s.default), s.source)
                for k, s in fields_of(spec.row).items()
            ]
        else:
            rows.append((key, spec.label, _bounds(spec), _shown(spec, getattr(default, key)), spec.source))
    return render("entrees.html.j2", rows=rows)


def _bounds(spec: Field) -> str:
    if isinstance(spec, Number):
        return f"{format_value(spec.min)} à {format_value(spec.max)} {spec.unit}".strip()
    if isinstance(spec, Answer):
        return f"{spec.first} à {spec.first + len(spec.answers) - 1}{', nsp' if spec.unknown else ''}"
    return f"1 à {spec.max_length} caractères" if isinstance(spec, Text) else "oui ou non"


def _shown(spec: Field, value: Any) -> str:
    return "—" if value is None else spec.show(value)


def _grouped(cls: type, *, essential: bool) -> list[tuple[str, list[tuple[str, Field]]]]:
    """Les champs simples, par groupe, dans l'ordre de la déclaration."""
    chosen = [(k, s) for k, s in fields_of(cls).items() if not isinstance(s, Rows) and s.essential == essential]
    return [(title, list(group)) for title, group in groupby(chosen, key=lambda item: item[1].group)]


def _blank_row(spec: Rows, prefix: str) -> dict[str, str]:
    """Les valeurs d'une ligne neuve : le défaut de chaque champ."""
    values: dict[str, str] = {}
    for key, field in fields_of(spec.row).items():
        values |= field.to_flat(prefix + key, "" if field.default is None else field.default)
    return values


def _accepted(field: Field) -> Any:
    return typeset(f"Saisissez {field.accepted}.") if isinstance(field, Number) else ""
