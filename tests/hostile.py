"""Des liens hostiles : coupés, altérés, gonflés, menteurs. Le corpus publié et les liens tirés en viennent.

`python -m tests.hostile` réécrit `tests/liens/hostiles.json` (cinq cents fragments au moins).
"""

from __future__ import annotations

import base64
import json
import random
import re
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tools.couts.inputs import Inputs
from tools.kit.declare import parse, preset_inputs
from tools.kit.link import payload
from tools.kit.link.codec import MAX_DECODED, to_link
from tools.kit.tool import get_tool
from tools.kit.tool import names as tool_names

from tests.situations import generate

CORPUS = Path(__file__).parent / "liens" / "hostiles.json"
DAY = date(2026, 11, 24)
TEXTS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "[x](javascript:a)", "**b**`c`",
    "::: calcul x y", "\u202eevil\u202c", "\u200b\u200d\ufeffa", '=HYPERLINK("http://x")', "{{7*7}}", "${7*7}",
    "<svg/onload=alert(1)>", '" autofocus onfocus=alert(1) x="', "'; DROP TABLE x;--", "%00%0d%0aSet-Cookie: a=b",
    "а" * 10, "e\u0301" * 20, "{0:nom:offres.nom}", "</template><img src=x onerror=1>", "&lt;b&gt;", "\u2028\u2029x",
    "x|y|z", "~~a~~", "<iframe src=//a>", "𝕏" * 20, "\U0001f4a3", "-", "#", "../../x", "data:text/html,<script>",
)  # fmt: skip
NUMBERS: tuple[Any, ...] = (
    -1, 1e308, -1e308, 10**400, 1e16, -0.5, 5001, 0, 2**53 + 1, True, None, "NaN", "Infinity", "1e999", "0x10",
    "", " ", "١٢", "1_000", [], {}, [1, 2], [3, 2, 1], [[1]], {"bas": 1}, "9" * 10_000, [1, None, 3], "4e1", "12 h",
)  # fmt: skip
DRAWN_TOO = ("12 €€", "12%€", "1 500 50", -0.0, 9e-05, 1e-7, 0.1 + 0.2)
"""Ce que les liens tirés portent en plus : nombres mal écrits, ou bien écrits de façon rare."""
KEYS = (
    "__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "offres.0.nom", "inconnue", "", "é", "m",
    "offres[0]", "__defineGetter__", "postes ", "POSTES", "a" * 100,
)  # fmt: skip


def pack(content: Any, *, raw: str | None = None, schema: str = "1") -> str:
    """Une charge utile bien formée, quel que soit son contenu."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")) if raw is None else raw
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return seal(packer.compress(text.encode("utf-8", "surrogatepass")) + packer.flush(), schema)


def seal(data: bytes, schema: str = "1") -> str:
    """Ces octets en base 64, avec leur somme de contrôle."""
    body = f"{schema}.{base64.urlsafe_b64encode(data).decode().rstrip('=')}"
    return f"{body}.{zlib.crc32(body.encode()):08x}"


def content(**more: Any) -> dict[str, Any]:
    """Le contenu d'un lien honnête, à gâter."""
    return {
        "m": "couts@1.0.0",
        "d": "2026-11-23",
        "e": {},
        "r": list(get_tool("couts").answer(Inputs()).headline),
        **more,
    }


def _shapes() -> list[str]:
    """Des contenus dont la forme, une clé ou une valeur n'est pas celle d'un lien."""
    found = [pack(whole) for whole in (None, 1, "x", [], {}, [content()], {"m": "couts@1.0.0"})]
    for key in ("m", "d", "p", "e", "r"):
        found += [pack(content(**{key: bad})) for bad in (None, 1, "", "x", [], [[]], {"a": 1}, True, "couts@1", "é")]
    found += [pack(content(**{key: 1})) for key in KEYS]
    found += [pack(content(e={key: value})) for key in KEYS for value in (1, "x", {"x": 1})]
    found += [pack(content(e={"postes": value})) for value in NUMBERS if value != 0 or value is True]
    found += [pack(content(r=[value])) for value in (1e16, "1", None, True, [1], {}, 10**400)]
    found += [pack(content(d=day)) for day in ("2026-13-01", "2026-02-30", "0000-00-00", "26-1-1", "2026-11-23T", "x")]
    found += [pack(content(m=m)) for m in ("couts@9.0.0", "dependance@1.0.0", "Couts@1.0.0", "couts@1.0", "../x@1.0.0")]
    found += [pack(content(p=p)) for p in ("__proto__", "constructor", "minimale2", "toString", "x" * 50)]
    return found


def _rows() -> list[str]:
    """Des listes d'offres trop courtes, trop longues, mal faites."""
    row = {"nom": "A", "forfait_poste_eur": 10}
    bad: list[Any] = [[], [row], [row] * 6, [row] * 500, [row, None], [row, []], [row, "x"], {"0": row}, "x", 1, None]
    bad += [[row, {**row, key: 1}] for key in KEYS]
    bad += [[row, {**row, "duree_h": value}] for value in NUMBERS if value is not None and value != 0]
    bad += [[row, {**row, "nom": name}] for name in ("", " ", "\u200b", "x" * 61, 1, None, [], {})]
    bad += [[{**row, "actuelle": True}, {**row, "actuelle": True}]]
    return [pack(content(e={"offres": rows})) for rows in bad]


def _bytes() -> list[str]:
    """Des octets qui mentent : bombes, flux coupés, suites, UTF-8 faux, JSON étranger."""
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = bomb.compress(b"0" * 8_000_000) + bomb.flush()
    small = zlib.compressobj(9, zlib.DEFLATED, -15)
    spaces = small.compress(json.dumps(content()).encode() + b" " * MAX_DECODED) + small.flush()
    honest = base64.urlsafe_b64decode(pack(content()).split(".")[1] + "==")
    found = [
        seal(packed),
        seal(spaces),
        seal(b""),
        seal(b"\x00"),
        seal(honest[:-2]),
        seal(honest + b"junk"),
        seal(b"\xff" * 99),
    ]
    raws = [
        "NaN",
        "[NaN]",
        '{"m":Infinity}',
        "{",
        '{"a":1,}',
        "﻿{}",
        "[" * 5000,
        '{"a":' * 3000,
        "'x'",
        "undefined",
        "// x",
    ]
    text = json.dumps(content())
    raws += [
        text.replace('"r": [', '"r": [NaN, '),
        text.replace('"r": [', '"r": [1e999, '),
        text + "x",
        "\ufeff" + text,
    ]
    raws += [text.replace("2026-11-23", "2026-11-23\\u0000"), text + "\x00", text.replace(":", ":\u00a0")]
    found += [pack(None, raw=raw) for raw in raws]
    found += [pack(content(), schema=schema) for schema in ("0", "2", "9", "11", "01")]
    return found


def _damaged(rng: random.Random) -> list[str]:
    """Des liens honnêtes, coupés ou altérés en chemin."""
    found = []
    for inputs in preset_inputs(Inputs).values():
        charge = payload(get_tool("couts").answer(inputs), DAY)
        found += [charge[:cut] for cut in range(2, len(charge), 5)]
        for _ in range(25):
            spot = rng.randrange(2, len(charge))
            other = rng.choice("ABCxyz019-_")
            if charge[spot] != other:
                found.append(charge[:spot] + other + charge[spot + 1 :])
        found += [charge.upper(), charge + "A", "1." + charge, charge.replace("1.", "1..", 1), charge * 2]
        found += [charge.replace("_", "%"), charge[:40] + " " + charge[40:], charge[:30] + "=\r\n" + charge[30:]]
        found.append("1." + "A" * 20_000 + ".00000000")
    return [
        one
        for one in found
        if one not in {payload(get_tool("couts").answer(i), DAY) for i in preset_inputs(Inputs).values()}
    ]


def _typed() -> list[str]:
    """Des liens bien formés dont les noms sont hostiles : ils s'ouvrent, et leurs noms restent du texte."""
    row = {"forfait_poste_eur": 10, "incidents_an": 3, "duree_h": [1, 2, 4]}
    return [
        pack(content(e={"offres": [{**row, "nom": text[:60]}, {"nom": "B", "forfait_fixe_eur": 700}]}))
        for text in TEXTS
    ]


def corpus() -> list[dict[str, Any]]:
    """Le corpus publié : chaque fragment, et s'il doit être refusé."""
    rng = random.Random(666)
    refused = list(dict.fromkeys([*_shapes(), *_rows(), *_bytes(), *_damaged(rng)]))
    return [{"charge": one, "refus": True} for one in refused] + [{"charge": one, "refus": False} for one in _typed()]


FALSE = (1e-320, 0, -1, 0.4, 1e15, -1e15)
"""Des nombres qu'un lien peut porter et qu'aucun outil n'annonce : pas infime, part de plus de cent, rang absent."""


def false_figures(rng: random.Random) -> Iterator[dict[str, str]]:
    """Des liens dont un seul chiffre annoncé est faux : chacun à son tour, et chaque faux au pas des montants."""
    for name in tool_names():
        tool = get_tool(name)
        situations = preset_inputs(tool.inputs).values()
        told = max((list(tool.answer(inputs).headline) for inputs in situations), key=len)
        steps = {int(rank) for sentence in tool.recu for rank in re.findall(r":montant:(\d+)", sentence.text)}
        for rank in range(len(told)):
            for false in FALSE if rank in steps else [rng.choice(FALSE)]:
                numbers = [*told[:rank], false, *told[rank + 1 :]]
                yield {"outil": name, "charge": pack(content(m=f"{name}@{tool.version}", r=numbers))}


def drawn(count: int, seed: int) -> list[tuple[str, str]]:
    """Des liens tirés, avec leur outil : un vingtième honnêtes, les autres gâtés dans leur contenu ou leurs octets."""
    rng = random.Random(seed)
    honest = {tool: _honest(tool, rng) for tool in tool_names()}
    tools = rng.choices(list(honest), weights=[4 if tool == "couts" else 1 for tool in honest], k=count)
    return [(tool, _drawn(rng, honest[tool])) for tool in tools]


def _honest(tool: str, rng: random.Random) -> list[dict[str, Any]]:
    """Des contenus honnêtes : la moitié entiers, la moitié par leurs différences avec une situation type."""
    cls: Any = get_tool(tool).inputs
    presets = list(preset_inputs(cls).items())
    found = []
    for rank in range(20):
        inputs = parse(cls, generate(cls, rng)).inputs
        name, base = ("", cls()) if rank % 2 else rng.choice(presets)
        more: dict[str, Any] = {"p": name} if name else {}
        entries = to_link(inputs, base, by_rank=bool(name))
        answer = get_tool(tool).answer(inputs)
        found.append(content(m=f"{tool}@{answer.tool.version}", e=entries, r=list(answer.headline), **more))
    return found


def _drawn(rng: random.Random, honest: list[dict[str, Any]]) -> str:
    whole = json.loads(json.dumps(rng.choice(honest)))
    kind = rng.random()
    if kind < 0.05:
        return pack(whole)
    if kind < 0.08:  # une clé deux fois, une moitié de paire : du JSON que chacun lit à sa façon
        text = json.dumps(whole, separators=(",", ":"))
        return pack(None, raw=rng.choice([text[:-1] + ',"d":"2026-11-22"}', text.replace('"d":"', '"d":"\\ud800')]))
    if kind < 0.45:
        text = pack(whole)
        spot = rng.randrange(len(text))
        return rng.choice([text[:spot], text[:spot] + rng.choice("Az09-_.%#") + text[spot + 1 :], text[spot:]])
    if kind < 0.6:
        data = bytearray(base64.urlsafe_b64decode(pack(whole).split(".")[1] + "=="))
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        return seal(bytes(data))
    target = rng.choice([whole, whole["e"], *whole["e"].get("offres", [])])
    key = rng.choice([*target, *KEYS]) if rng.random() < 0.7 else rng.choice(KEYS)
    target[key] = rng.choice([*NUMBERS, *DRAWN_TOO, *TEXTS])
    return pack(whole)


if __name__ == "__main__":
    CORPUS.write_text(json.dumps(corpus(), indent=0) + "\n", encoding="utf-8")
