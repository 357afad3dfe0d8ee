"""Pyodide sans ce qui ne sert qu'à ses bibliothèques dynamiques : ce site n'en charge aucune.

`pyodide.asm.wasm` exporte huit mille noms pour elles, que le démarrage range un par un dans trois tables ; la colle
n'en emploie que cent quarante. Le code de WebAssembly n'est pas touché : seule sa liste d'exports l'est, et dans la
colle ce qui lit les autres. Un nom est gardé au moindre doute : s'il est écrit ailleurs que dans cette liste.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from scripts.esbuild import esbuild

IMPORTS, EXPORTS = 2, 7
FUNCTION, TABLE, MEMORY, GLOBAL, TAG = range(5)
ALWAYS = {"main", "__main_argc_argv", "memory", "_pyproxy_apply_promising", "run_main_promising"}
"""Ce que la colle demande par une autre voie que la liste."""
WORD = re.compile(r"[A-Za-z_$][\w$]*")
LIST = re.compile(r"function assignWasmExports\(wasmExports\)\{([^}]*)\}")
ENTRY = re.compile(r'((?:[\w$]+=|Module\["[\w$]+"\]=)+)wasmExports\["([\w$]+)"\](?:\.value>>>0)?')
TABLES = re.compile(r"var wasmImports=\{([^}]*)\};")
OTHER = re.compile(r'wasmExports(?:\.|\[")([\w$]+)')


class Reader:
    """Lit un module WebAssembly, octet par octet."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at = data, at

    def byte(self) -> int:
        """Un octet."""
        self.at += 1
        return self.data[self.at - 1]

    def number(self) -> int:
        """Un entier LEB128 sans signe."""
        found = shift = 0
        while True:
            byte = self.byte()
            found |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return found

    def name(self) -> str:
        """Un nom."""
        size = self.number()
        self.at += size
        return self.data[self.at - size : self.at].decode()

    def limits(self) -> None:
        """Passe les bornes d'une table ou d'une mémoire."""
        if self.byte() & 1:
            self.number()
        self.number()


def _number(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])


def _sections(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Chaque section : sa sorte, où son contenu commence et finit."""
    reader = Reader(data, 8)
    while reader.at < len(data):
        kind, size = reader.byte(), reader.number()
        yield kind, reader.at, reader.at + size
        reader.at += size


def imported(data: bytes) -> tuple[set[str], set[str]]:
    """Les noms que le module importe ; ceux, parmi eux, que l'éditeur de liens dynamique lui donne."""
    start, end = next((start, end) for kind, start, end in _sections(data) if kind == IMPORTS)
    reader = Reader(data, start)
    every, linked = set(), set()
    for _ in range(reader.number()):
        module, name, kind = reader.name(), reader.name(), reader.byte()
        every.add(name)
        if module.startswith("GOT."):
            linked.add(name)
        if kind == FUNCTION:
            reader.number()
        elif kind == MEMORY:
            reader.limits()
        elif kind == GLOBAL:
            reader.at += 2
        else:  # table : type et bornes ; étiquette : attribut et type
            reader.byte()
            if kind == TABLE:
                reader.limits()
            else:
                reader.number()
    if reader.at != end:
        raise ValueError("imports illisibles")
    return every, linked


def keep_exports(data: bytes, wanted: set[str]) -> bytes:
    """Le même module, qui n'exporte que `wanted`."""
    found, at = bytearray(data[:8]), 8
    for kind, start, end in _sections(data):
        if kind != EXPORTS:
            found += data[at:end]
        else:
            reader, kept = Reader(data, start), []
            for _ in range(reader.number()):
                begin, name = reader.at, reader.name()
                reader.byte()
                reader.number()
                if name in wanted:
                    kept.append(data[begin : reader.at])
            content = _number(len(kept)) + b"".join(kept)
            found += bytes([EXPORTS]) + _number(len(content)) + content
        at = end
    return bytes(found)


def lighten(glue: str, loader: str, wasm: bytes) -> tuple[str, bytes]:
    """La colle et le module sans ce que personne n'emploie ; lève `ValueError` si Pyodide n'a plus la forme connue."""
    every, linked = imported(wasm)
    listed, tables = LIST.search(glue), TABLES.search(glue)
    if not listed or not tables:
        raise ValueError("la colle de Pyodide n'a plus la forme connue")
    entries = list(ENTRY.finditer(listed[1]))
    if ";".join(entry[0] for entry in entries) != listed[1]:
        raise ValueError("la liste des exports de Pyodide n'a plus la forme connue")
    rest = glue.replace(listed[0], "")
    written = Counter(WORD.findall(rest))  # une fois : la seule déclaration
    written.update(2 * WORD.findall(loader))
    kept = [entry for entry in entries if entry[2] in linked or any(written[name] > 1 for name in _filled(entry))]
    functions = f"function assignWasmExports(wasmExports){{{';'.join(entry[0] for entry in kept)}}}"
    items = [item for item in tables[1].split(",") if item.partition(":")[0] in every]
    light = glue.replace(listed[0], functions).replace(tables[0], f"var wasmImports={{{','.join(items)}}};")
    light = _undeclare(light, {name for entry in entries if entry not in kept for name in _filled(entry)})
    light = _forget(light, {item.rpartition(":")[2] for item in set(tables[1].split(",")) - set(items)})
    exports = {entry[2] for entry in kept} | linked | ALWAYS | set(OTHER.findall(rest))
    return light, keep_exports(wasm, exports)


def _filled(entry: re.Match[str]) -> list[str]:
    """Les variables qu'une ligne de la liste remplit."""
    return [name for name in entry[1].split("=") if name and not name.startswith("Module[")]


def _undeclare(glue: str, names: set[str]) -> str:
    """Retire de leur déclaration commune les variables que plus rien ne remplit."""
    first = next(found for found in re.finditer(r"var ([\w$,]+);", glue) if names & set(found[1].split(",")))
    return glue.replace(first[0], f"var {','.join(name for name in first[1].split(',') if name not in names)};")


def _forget(glue: str, names: set[str]) -> str:
    """Retire ce qui publie ou décrit les fonctions que le module n'importe pas."""
    glue = re.sub(r'(?<=[;}])([\w$]+)\.sig="[^"]*";', lambda found: "" if found[1] in names else found[0], glue)
    return re.sub(r'(?<=[;}])Module\["[\w$]+"\]=([\w$]+);', lambda found: "" if found[1] in names else found[0], glue)


def write_light(source: Path, target: Path) -> None:
    """Écrit dans `target` le Pyodide de `source`, allégé ; esbuild en retire aussi les longs noms locaux."""
    names = ("pyodide.asm.mjs", "pyodide.mjs", "pyodide.asm.wasm")
    glue, loader, wasm = (source / name for name in names)
    light, module = lighten(glue.read_text(encoding="utf-8"), loader.read_text(encoding="utf-8"), wasm.read_bytes())
    target.mkdir(parents=True, exist_ok=True)
    (target / wasm.name).write_bytes(module)
    (target / loader.name).write_text(loader.read_text(encoding="utf-8"), encoding="utf-8")
    short = esbuild("--minify", "--target=es2023", "--loader=js", "--log-level=warning", text=light)
    (target / glue.name).write_text(short, encoding="utf-8")
