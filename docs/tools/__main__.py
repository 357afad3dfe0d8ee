"""La ligne de commande : `python -m tools couts < situation.json > resultat.json`.

L'entrée est une situation, ou un résultat enregistré : ses entrées sont recalculées. Une réponse attendue et absente
vaut zéro, et le résultat la nomme (`comptees_a_zero`).
"""

from __future__ import annotations

import json
import sys

from tools.kit.share import FileError, read_text
from tools.kit.tool import get_tool, names
from tools.kit.write import owned_data


def main(arguments: list[str]) -> int:
    """Lit une situation sur l'entrée standard, écrit le résultat ; rend 2 et une ligne par erreur sinon."""
    if len(arguments) != 1 or arguments[0] not in names():
        sys.stderr.write(f"Usage : python -m tools OUTIL < situation.json ; outils : {', '.join(names())}.\n")
        return 2
    tool = get_tool(arguments[0])
    try:
        read = read_text(tool, sys.stdin.buffer.read().decode("utf-8"), absent_is_zero=True)
    except UnicodeDecodeError:
        sys.stderr.write("L'entrée n'est pas en UTF-8 : attendu un JSON lisible.\n")
        return 2
    except FileError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if read.parsed.errors:
        errors = read.parsed.errors.items()
        sys.stderr.write("".join(f"{name} : {text}\n" if name else f"{text}\n" for name, text in errors))
        return 2
    if read.note:
        sys.stderr.write(f"{read.note}\n")
    data = owned_data(tool.answer(read.parsed.inputs))
    if read.supposed:
        data = {**data, "comptees_a_zero": read.supposed}
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
