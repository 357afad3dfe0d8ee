"""Lire un JSON reçu d'ailleurs (lien, fichier) sans que sa profondeur fasse tomber Python.

Dans le navigateur, un JSON trop profond déborde la pile du moteur avant que Python puisse lever `RecursionError`.
"""

from __future__ import annotations

import json
import re

_MARK = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)


def load_json(text: str, deepest: int) -> object:
    """Les données d'un JSON ; lève `ValueError` s'il est illisible, porte `NaN` ou dépasse `deepest` niveaux.

    >>> load_json('{"a": "[[["}', 1)
    {'a': '[[['}
    """
    depth = 0
    for mark in _MARK.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark[0], 0)
        if depth > deepest:
            raise ValueError(text[:40])
    return json.loads(text, parse_constant=_refuse_constant)


def _refuse_constant(name: str) -> float:
    raise ValueError(name)  # `NaN` et `Infinity` ne sont pas du JSON
