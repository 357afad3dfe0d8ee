"""Exécuté *dans* Pyodide, sous Node : trace, compile et empaquette la bibliothèque que le navigateur charge.

Compiler ici, avec le CPython du navigateur, lui épargne une à deux secondes : la machine qui construit le site a
une autre version de Python. En deux fois. `write_library` compile ce qui n'est pas de nous, de `/lib/python3XX.zip` et
de `/src/paquets` : elle ne dépend que des versions, et se garde d'une construction à l'autre. `main`, dont elle est la
bibliothèque standard, y ajoute `/src/outils`, et écrit `/out/coeur.zip`, ce que Python importe pour démarrer,
`/out/outils.zip`, ce que les outils importent ensuite, `/out/complet.zip`, tout. `exercise` et `forget` servent aussi
à l'instantané (snapshot.mjs).
"""

import sys

STARTED = frozenset(sys.modules)
"""Ce que Python a importé pour démarrer, avant nous."""

# ruff: disable[module-import-not-at-top-of-file] — importer après, c'est ce qui sépare les deux archives
import base64
import gc
import json
import marshal
import random
import re
import zipimport
from importlib.util import MAGIC_NUMBER
from pathlib import Path

# ruff: enable[module-import-not-at-top-of-file]

OURS, PURE = Path("/src/outils"), Path("/src/paquets")
STDLIB = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip"
UNCHECKED_HASH = (1).to_bytes(4, "little") + bytes(8)
EPOCH = (1980, 1, 1, 0, 0, 0)
COMPUTING = re.compile(r"tools\.\w+\.model\b")
"""Là où une mémoire, même sans borne, n'est que le résultat d'un calcul ; les tirages ne dépendent d'aucune entrée."""
SKIPPED = ("test/", "idlelib/", "tkinter/", "turtledemo/", "lib2to3/", "ensurepip/")


def exercise() -> None:
    """Fait faire à chaque outil tout ce que la page lui demandera, pour importer ce qu'il lui faut."""
    # Importer, c'est ce qu'on trace.
    from tools.kit import bridge  # ruff: ignore[import-outside-top-level]
    from tools.kit.declare import flatten, lists_of  # ruff: ignore[import-outside-top-level]
    from tools.kit.tool import get_tool, names  # ruff: ignore[import-outside-top-level]

    def ask(**question: object) -> dict[str, object]:
        reply: dict[str, object] = json.loads(bridge.answer(json.dumps(question)))
        if not reply["ok"]:
            raise RuntimeError(question, reply)
        return reply

    for name in names():
        cls = get_tool(name).inputs
        form = {"outil": name, "champs": flatten(cls()), "adresse": "https://a/"}
        for action in ("chiffres", "details", "conseil"):
            ask(action=action, **form)
        ask(action="exporter", sorte="csv", **form)
        link = str(ask(action="partager", **form)["lien"])
        ask(action="ouvrir", outil=name, charge=link.partition("#")[2])
        ask(action="reparer", texte=link)
        ask(action="comparer", liens=[link, link], adresse="https://a/")
        ask(action="dossier", liens=[link], racine="https://a/", style="")
        ask(action="lire", outil=name, texte="{}")
        for key in lists_of(cls):
            ask(action="ajouter", liste=key, **form)
            ask(action="lire_devis", liste=key, texte="Forfait\t45 €", **form)
            for coding in ("utf-8-sig", "cp1252", "utf-16"):
                content = base64.b64encode("Désignation;Prix\n".encode(coding)).decode()
                ask(action="lire_devis", liste=key, nom="a.csv", base64=content, **form)
            ask(action="ajouter_devis", liste=key, offres=[{"nom": "A", "valeurs": []}], **form)


def forget() -> None:
    """Oublie ce que les outils gardent de leurs calculs ; ce qui est lu une fois (mémoires sans borne) reste.

    L'archive n'est plus là quand l'instantané revient : ce qui en est lu ne peut pas l'être de nouveau.
    """
    for name, module in list(sys.modules.items()):
        for value in list(vars(module).values()) if name.startswith("tools.") else ():
            if hasattr(value, "cache_parameters"):
                bounded = value.cache_parameters()["maxsize"] is not None
                if bounded or COMPUTING.match(value.__module__):
                    value.cache_clear()
    vars(zipimport)["_zip_directory_cache"].clear()  # ce qui n'est pas importé manque, et se dit
    random.seed(0)  # personne n'en tire rien ; sa graine changerait l'instantané à chaque construction
    for _ in range(3):
        gc.collect()


def compiled(source: bytes, name: str) -> bytes:
    """Le .pyc d'une source, sans date ni vérification : le même à chaque construction."""
    code = compile(source, name, "exec", dont_inherit=True, optimize=2)
    return MAGIC_NUMBER + UNCHECKED_HASH + marshal.dumps(code)


def read(archive: str) -> dict[str, bytes]:
    """Les fichiers d'une archive."""
    import zipfile  # ruff: ignore[import-outside-top-level] — hors de la trace

    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}


def compile_folder(folder: Path) -> dict[str, bytes]:
    """Les paquets d'un dossier, compilés, avec leurs données."""
    found = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    kept = [path for path in found if path.suffix in {".py", ".toml", ".json"}]
    return compile_all({path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(kept)})


def compile_all(files: dict[str, bytes]) -> dict[str, bytes]:
    """Ces fichiers, chaque source remplacée par son .pyc."""
    sources = {f"{name}c": compiled(data, name) for name, data in files.items() if name.endswith(".py")}
    return sources | {name: data for name, data in files.items() if not name.endswith(".py")}


def write(target: str, files: dict[str, bytes]) -> None:
    """Écrit une archive sans compression (brotli fait mieux au transport), dans un ordre fixe."""
    import zipfile  # ruff: ignore[import-outside-top-level] — hors de la trace

    Path(target).parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), files[name])


def write_library() -> None:
    """Compile la bibliothèque standard et les paquets purs."""
    standard = {name: data for name, data in read(STDLIB).items() if not name.startswith(SKIPPED)}
    write("/out/bibliotheque.zip", compile_all(standard) | compile_folder(PURE))


def needed(name: str, used: set[str]) -> bool:
    """Vrai si le cœur doit contenir ce fichier : module importé, ou donnée d'un outil."""
    if not name.endswith(".pyc"):
        return name.startswith("tools/")
    module = name.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")
    return module in used


def root(name: str) -> str:
    """Le paquet d'un fichier ou d'un module : un paquet ne se partage pas entre deux archives."""
    return name.replace("/", ".").removesuffix(".pyc").partition(".")[0]


def main() -> None:
    """Trace d'abord, avec le moins d'imports possible, puis écrit les archives."""
    sys.path.insert(0, str(OURS))
    exercise()
    used = set(sys.modules)
    everything = compile_folder(OURS) | read(STDLIB)
    write("/out/complet.zip", everything)
    kept = {name: data for name, data in everything.items() if needed(name, used)}
    first = {root(name) for name in STARTED}
    write("/out/coeur.zip", {name: data for name, data in kept.items() if root(name) in first})
    write("/out/outils.zip", {name: data for name, data in kept.items() if root(name) not in first})


if __name__ == "__main__":
    main()
