"""Ce qu'un outil déclare : ses champs, ses paramètres, ses situations types ; ce qui est saisi, et ce qui diffère."""

from tools.kit.declare.differences import Difference, aligned, apply, differences
from tools.kit.declare.fields import (
    NSP,
    Answer,
    Choice,
    Field,
    FieldError,
    Rows,
    Text,
    YesNo,
    clean_text,
    declare,
    fields_of,
    shorten,
)
from tools.kit.declare.numeric import Integer, Number, ThreePoint
from tools.kit.declare.params import Param, load_params
from tools.kit.declare.parse import Parsed, flatten, parse, to_json, unflatten
from tools.kit.declare.presets import Preset, load_presets, preset_inputs
from tools.kit.declare.provenance import VOUS, cite, provenance, reference, sourced_fields

__all__ = [
    "NSP",
    "VOUS",
    "Answer",
    "Choice",
    "Difference",
    "Field",
    "FieldError",
    "Integer",
    "Number",
    "Param",
    "Parsed",
    "Preset",
    "Rows",
    "Text",
    "ThreePoint",
    "YesNo",
    "aligned",
    "apply",
    "cite",
    "clean_text",
    "declare",
    "differences",
    "fields_of",
    "flatten",
    "load_params",
    "load_presets",
    "parse",
    "preset_inputs",
    "provenance",
    "reference",
    "shorten",
    "sourced_fields",
    "to_json",
    "unflatten",
]
