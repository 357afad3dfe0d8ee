"""D'où vient chaque valeur d'une situation : de la personne qui saisit, d'une source, ou d'une hypothèse."""

from __future__ import annotations

from typing import Any

from tools.kit.declare.fields import Field, Rows, fields_of
from tools.kit.declare.parse import flatten
from tools.kit.declare.presets import preset_inputs

VOUS = "saisi"
HYPOTHESE = "hypothèse"


def reference(tool: str, inputs: Any) -> dict[str, str]:
    """Les champs de la situation type la plus proche : ce qui en diffère a été saisi."""
    flat = flatten(inputs)
    cls: Any = type(inputs)
    presets = [flatten(p) for p in preset_inputs(tool, cls).values()]
    return max(presets, key=lambda p: sum(flat.get(name) == text for name, text in p.items()))


def provenance(spec: Field, name: str, value: Any, reference_: dict[str, str]) -> str:
    """« saisi », la référence de la source, ou « hypothèse », pour la valeur du champ `name`."""
    given = spec.to_flat(name, value)
    if any(reference_.get(key) != text for key, text in given.items()):
        return VOUS
    return spec.source if value == spec.default and not isinstance(spec, Rows) else HYPOTHESE


def sourced_fields(cls: type) -> dict[str, Field]:
    """Les champs simples d'une déclaration, sans les listes."""
    return {key: spec for key, spec in fields_of(cls).items() if not isinstance(spec, Rows)}


def cite(origin: str) -> str:
    """L'origine en Markdown : une source renvoie à la page des sources ; « saisi » et « hypothèse » restent nus.

    >>> cite("S3-1"), cite("hypothèse")
    ('[S3-1](../../reperes/references/#s3-1)', 'hypothèse')
    """
    return origin if origin in {VOUS, HYPOTHESE} else f"[{origin}](../../reperes/references/#{origin.lower()})"
