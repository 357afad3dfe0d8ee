"""Après MkDocs : ce que le thème écrit et que la norme HTML refuse est corrigé dans `site/`.

Une étape sur les fichiers construits, et non un greffon : elle vaut pour MkDocs comme pour Zensical.
"""

from __future__ import annotations

import re
from pathlib import Path

from scripts.after.typography import compose

_TOGGLE = re.compile(r"<input\b[^>]*\btype=\"?(?:checkbox|radio)\"?[^>]*>")
_AUTOCOMPLETE = re.compile(r"\s+autocomplete=\"?off\"?")
_ID = re.compile(r"\sid=\"?([\w:.-]+)")
_FOR = re.compile(r"\sfor=\"?([\w:.-]+)\"?(?=[\s>])")
_SECTION = re.compile(
    r'(<label class="md-nav__link[^>]* for="(__nav_\w+)" id="\2_label"[^>]*>\s*'
    r'<span class="md-nav__icon md-icon"></span>)'
    r'(\s*</label>.*?<label class="md-nav__title" for="\2">\s*<span[^>]*></span>\s*)([^<]+?)(?=\s*</label>)',
    re.DOTALL,
)
_THEME = re.compile(r'<script src="([^"]*)assets/javascripts/(bundle\.[^"]+)"></script>')
_HIDDEN_LABEL = re.compile(r'(<label class="md-overlay"[^>]*?) aria-hidden="true"')
_MENU_LABEL = re.compile(r'(<label class="md-nav__link[^>]*?)\s+tabindex="?0"?')
_MENU_STATE = re.compile(r'(<nav class="md-nav"[^>]*?)\s+aria-expanded="?(?:true|false)"?')
_ICON = re.compile(r'<svg (?=xmlns="[^"]+" viewBox="0 0 24 24">)')
_EMPTY_TABINDEX = re.compile(r"\s+tabindex(?:=\"\")?(?=[\s>])")


def correct(html: str) -> str:
    """Rend la page sans `autocomplete` sur une case, `tabindex` vide, étiquette cachée ou d'un champ absent ; composée.

    >>> correct('<input type="checkbox" autocomplete="off"><label tabindex="">x</label>')
    '<input type="checkbox"><label>x</label>'
    """
    ids = set(_ID.findall(html))
    html = _FOR.sub(lambda match: match[0] if match[1] in ids else "", html)
    html = _HIDDEN_LABEL.sub(r"\1", html)
    html = _TOGGLE.sub(lambda match: _AUTOCOMPLETE.sub("", match[0]), html)
    return compose(_EMPTY_TABINDEX.sub("", delay_theme(hide_icons(flatten_menu(name_sections(html))))))


def delay_theme(html: str) -> str:
    """Met `head/plus-tard.js` à la place du script du thème, qu'il ne demande qu'au premier geste.

    >>> delay_theme('<script src="../assets/javascripts/bundle.1.min.js"></script>')
    '<script src="../assets/js/head/plus-tard.js" data-src="../assets/javascripts/bundle.1.min.js"></script>'
    """
    return _THEME.sub(r'<script src="\1assets/js/head/plus-tard.js" data-src="\1assets/javascripts/\2"></script>', html)


def name_sections(html: str) -> str:
    """Nomme les rubriques du menu d'un petit écran : le thème ne leur donne qu'une icône, donc aucun nom."""
    return _SECTION.sub(r'\1<span class="hors-vue">Rubrique \4</span>\3\4', html)


def flatten_menu(html: str) -> str:
    """Retire du menu ce qui n'y sert plus : les étiquettes que le clavier visitait, un état que rien ne tenait à jour.

    Le menu d'un petit écran est une seule liste (`assets/css/menu.css`) : plus rien ne s'y déplie.

    >>> flatten_menu('<label class="md-nav__link" for="__nav_2" tabindex="0">')
    '<label class="md-nav__link" for="__nav_2">'
    >>> flatten_menu('<nav class="md-nav" aria-expanded="false">')
    '<nav class="md-nav">'
    """
    return _MENU_STATE.sub(r"\1", _MENU_LABEL.sub(r"\1", html))


def hide_icons(html: str) -> str:
    """Cache aux lecteurs d'écran les icônes du thème : ce qu'elles montrent est toujours dit à côté.

    >>> hide_icons('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>')
    '<svg aria-hidden="true" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>'
    """
    return _ICON.sub('<svg aria-hidden="true" ', html)


def correct_site(site: Path) -> None:
    """Corrige chaque page construite."""
    for path in site.rglob("*.html"):
        path.write_text(correct(path.read_text(encoding="utf-8")), encoding="utf-8")
