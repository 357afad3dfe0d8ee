"""Les fichiers nommés par leur contenu d'une publication passée, gardés un temps à côté des nouveaux.

Une page ouverte avant une livraison demande encore les fichiers d'alors : un script qui n'était pas encore arrivé,
Python au premier calcul. Sans eux, elle ne répond plus avant d'être rechargée.
"""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

from scripts.hosting import rules

LEDGER = "anciens.json"
"""À côté du site, jamais dedans : chaque fichier remplacé, et le jour où il l'a été."""
KEPT_FOR = timedelta(days=60)


def carry(previous: Path, target: Path, today: date) -> None:
    """Ajoute au site de `target` ce que celui de `previous` avait seul, remplacé depuis moins de `KEPT_FOR`."""
    ledger = previous / LEDGER
    since = json.loads(ledger.read_text(encoding="utf-8")) if ledger.exists() else {}
    kept = {}
    for path in sorted((previous / "site").rglob("*")):
        name = path.relative_to(previous / "site").as_posix()
        copy = target / "site" / name
        replaced = date.fromisoformat(since.get(name, today.isoformat()))
        old = rules.cache_control(name) == rules.KEPT and path.is_file() and not copy.exists()
        if old and today - replaced <= KEPT_FOR:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)
            kept[name] = replaced.isoformat()
    (target / LEDGER).write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
