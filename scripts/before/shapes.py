"""Les formes et les bornes que le navigateur partage avec Python, écrites une fois : `assets/js/shapes.js`.

Le second lecteur des liens (`assets/js/link/codec.js`) et la saisie en tirent leurs motifs, leurs limites et leurs
phrases ; rien n'en est recopié à la main.
"""

from __future__ import annotations

import json

from tools.kit import french, reading
from tools.kit.link import codec, record

from scripts.paths import ASSETS

FILE = ASSETS / "js" / "shapes.js"
LIMITS = ("MAX_ENCODED", "MAX_DECODED", "MOST_NUMBERS", "MOST_VALUES", "BIGGEST")


def patterns() -> dict[str, str]:
    """Nom → motif, tel que JavaScript le lit."""
    whole = {
        "PAYLOAD": codec.FORM.pattern,
        "MODEL": codec.MODEL.pattern,
        "NAME": codec.NAME.pattern,
        "BASE": codec.KEY.pattern,
        "DAY": codec.DAY.pattern,
        "NUMBER": reading.NOMBRE.pattern,
    }
    found = {name: f"^(?:{pattern})$" for name, pattern in whole.items()}
    part = f"({codec.FORM.pattern})"
    return found | {"PAIR": rf"^deux\.{part}\.{part}"}


def sentences() -> dict[str, str]:
    """Nom → phrase d'un lien refusé, composée à la française."""
    return {
        "TOO_LONG": codec.TOO_LONG,
        "DAMAGED": codec.DAMAGED,
        "UNREADABLE": codec.SHAPELESS,
        "FOREIGN": record.FOREIGN,
        "UNKNOWN_BASE": record.UNKNOWN_BASE,
    }


def write_shapes() -> None:
    """Écrit le module ; le même texte pour les mêmes constantes."""
    lines = [
        "// Écrit par scripts/before/shapes.py à partir de kit/link, kit/french.py et kit/reading.py. Ne pas modifier."
    ]
    lines += [f"export const {name} = {json.dumps(getattr(codec, name))};" for name in LIMITS]
    lines += [f"export const MONTHS = {json.dumps(french.MOIS, ensure_ascii=False)};"]
    lines += [f"export const {name} = new RegExp({json.dumps(pattern)});" for name, pattern in patterns().items()]
    lines += [
        f"export const {name} = {json.dumps(french.typeset(text), ensure_ascii=False)};"
        for name, text in sentences().items()
    ]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
