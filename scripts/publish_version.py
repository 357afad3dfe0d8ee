"""Publie la version d'aujourd'hui d'un modèle : ce que ses liens supposent, et ses liens de référence.

python -m scripts.publish_version OUTIL

Ajoute la version à `docs/tools/OUTIL/versions.json` et écrit `tests/liens/OUTIL-VERSION.jsonl`. Une version publiée
ne se réécrit pas : changer une formule, un défaut ou une situation type demande une nouvelle version du modèle.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from datetime import date
from pathlib import Path

from tools.kit.declare import Data, Situation, parse, preset_inputs, to_json
from tools.kit.link import current, open_record, payload
from tools.kit.tool import get_tool, names

from scripts.paths import DOCS, ROOT
from scripts.samples import generate

LINKS = ROOT / "tests" / "liens"
SEALS = LINKS / "empreintes.json"
DAY = date(2026, 11, 24)
DRAWN = 50
"""Liens tirés au hasard, en plus des situations types et de leurs voisines."""


def neighbours(tool: str) -> list[Situation]:
    """Les situations types, et chacune avec un champ simple changé : les liens que l'on partage vraiment."""
    cls = get_tool(tool).inputs
    rng = random.Random(1)  # ruff: ignore[suspicious-non-cryptographic-random-usage] — reproductible, pas secret
    found = [cls(), *preset_inputs(cls).values()]
    for base in list(found):
        drawn = generate(cls, rng)
        for key in rng.sample(sorted(drawn), 3):
            parsed = parse(cls, {**to_json(base), key: drawn[key]})
            if not parsed.errors:
                found.append(parsed.inputs)
    return found


def golden(tool: str) -> list[Data]:
    """Les liens de référence de la version d'aujourd'hui, et les chiffres qu'ils doivent redonner."""
    found = get_tool(tool)
    cls = found.inputs
    rng = random.Random(2026)  # ruff: ignore[suspicious-non-cryptographic-random-usage] — reproductible, pas secret
    situations = neighbours(tool) + [parse(cls, generate(cls, rng)).inputs for _ in range(DRAWN)]
    answers = [found.answer(inputs) for inputs in situations]
    return [{"charge": payload(answer, DAY), "chiffres": list(answer.headline)} for answer in answers]


def led(tool: str, path: Path) -> list[Data]:
    """Ce que donnent aujourd'hui les liens d'un fichier plus ancien : leurs entrées menées ici, et leurs chiffres."""
    opened = [open_record(tool, json.loads(line)["charge"]) for line in path.read_text(encoding="utf-8").splitlines()]
    return [{"entrees": to_json(one.inputs), "chiffres": list(one.answer.headline)} for one in opened]


def expected_path(path: Path, version: str) -> Path:
    """Où sont écrits les résultats qu'un fichier de liens plus ancien doit donner à `version`."""
    return path.with_name(f"{path.stem}-vers-{version}.jsonl")


def published(tool: str) -> list[Path]:
    """Les fichiers de liens de l'outil, une version chacun, sans ceux qui disent ce qu'ils deviennent."""
    return sorted(path for path in LINKS.glob(f"{tool}-*.jsonl") if "-vers-" not in path.stem)


def seal(data: bytes) -> str:
    """L'empreinte de ce qui est publié : cela ne change plus."""
    return hashlib.sha256(data).hexdigest()


def seal_version(kept: Data) -> str:
    """L'empreinte d'une version de `versions.json`."""
    return seal(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode())


def publish(tool: str, home: Path = DOCS / "tools") -> Path:
    """Ajoute la version et ses liens, tout calculé avant d'écrire ; lève `FileExistsError` si elle est déjà publiée."""
    now = current(tool)
    kept = home / tool / "versions.json"
    versions = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    path = LINKS / f"{tool}-{now.version}.jsonl"
    if now.version in versions or path.exists():
        raise FileExistsError(f"La version {now.version} de « {tool} » est déjà publiée.")
    written = {path: golden(tool)}
    written |= {expected_path(older, now.version): led(tool, older) for older in published(tool)}
    versions[now.version] = now.to_json()
    seals = json.loads(SEALS.read_text(encoding="utf-8")) if SEALS.exists() else {}
    seals[f"{tool}@{now.version}"] = seal_version(versions[now.version])
    LINKS.mkdir(exist_ok=True)
    for target, lines in written.items():
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        target.write_text(text, encoding="utf-8")
        seals[target.name] = seal(text.encode())
    kept.write_text(json.dumps(versions, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    SEALS.write_text(json.dumps(seals, indent=1) + "\n", encoding="utf-8")
    return path


def main(arguments: list[str]) -> int:
    """Publie l'outil nommé, ou dit pourquoi non."""
    if len(arguments) != 1 or arguments[0] not in names():
        sys.stderr.write(f"Usage : python -m scripts.publish_version OUTIL ; outils : {', '.join(names())}.\n")
        return 2
    try:
        path = publish(arguments[0])
    except FileExistsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{path.relative_to(ROOT)} et versions.json sont écrits : à ne plus modifier.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
