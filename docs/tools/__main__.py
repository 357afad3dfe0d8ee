"""La ligne de commande : `PYTHONPATH=docs python -m tools couts < situation.json > resultat.json`."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from tools.kit.parse import parse


def tool_names() -> list[str]:
    """Les outils présents : un dossier qui a un modèle."""
    return sorted(path.parent.name for path in Path(__file__).parent.glob("*/model.py"))


def main(arguments: list[str]) -> int:
    """Lit une situation sur l'entrée standard, écrit le résultat ; rend 2 et une ligne par erreur sinon."""
    if len(arguments) != 1 or arguments[0] not in tool_names():
        sys.stderr.write(f"Usage : python -m tools OUTIL < situation.json ; outils : {', '.join(tool_names())}.\n")
        return 2
    inputs, model, view = (importlib.import_module(f"tools.{arguments[0]}.{m}") for m in ("inputs", "model", "view"))
    try:
        data = json.loads(sys.stdin.buffer.read().decode("utf-8"))
    except (ValueError, RecursionError):
        sys.stderr.write("L'entrée n'est pas un JSON lisible : attendu un objet, en UTF-8.\n")
        return 2
    parsed = parse(inputs.Inputs, data)
    if parsed.errors:
        sys.stderr.write("".join(f"{name} : {text}\n" if name else f"{text}\n" for name, text in parsed.errors.items()))
        return 2
    result = view.to_json(parsed.inputs, model.compute(parsed.inputs))
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=2, allow_nan=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
