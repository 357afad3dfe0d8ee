"""Après MkDocs : l'espace insécable d'un texte vient d'un seul endroit, page, gabarit ou thème."""

from __future__ import annotations

import re

from tools.kit.french import typeset

_SKIPPED = re.compile(r"(<(script|style|code|pre|textarea|svg)\b.*?</\2>|<!--.*?-->)", re.DOTALL)
_TEXT = re.compile(r">([^<>]+)<")
_LABEL = re.compile(r'(\s(?:aria-label|title|placeholder|alt)=")([^"]*)(")')
_THEME = re.compile(r"^(Précédent|Suivant): ")
_TAG = re.compile(r"<[^>]+>")


def compose(html: str) -> str:
    r"""Compose les textes et les noms d'une page, sauf le code ; un « : » collé par le thème prend son espace.

    >>> compose('<p>Lecture : 2 min ; fin</p><code>a : b</code>').replace("\u00a0", "~").replace("\u202f", "_")
    '<p>Lecture~: 2~min_; fin</p><code>a : b</code>'
    >>> compose('<a aria-label="Suivant: Erreurs">x</a>').replace("\u00a0", "~")
    '<a aria-label="Suivant~: Erreurs">x</a>'
    """
    parts = _SKIPPED.split(html)
    kept = [part for rank, part in enumerate(parts) if rank % 3 != 2]  # le nom de la balise, repris par le découpage
    return "".join(part if rank % 2 else _compose(part) for rank, part in enumerate(kept))


def _compose(html: str) -> str:
    html = _TEXT.sub(lambda found: f">{typeset(found[1])}<", html)
    return _TAG.sub(lambda tag: _LABEL.sub(_named, tag[0]), html)


def _named(found: re.Match[str]) -> str:
    return f"{found[1]}{typeset(_THEME.sub(lambda word: f'{word[1]} : ', found[2]))}{found[3]}"
