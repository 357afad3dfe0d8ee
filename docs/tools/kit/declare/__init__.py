"""Ce qu'un outil déclare : ses champs, ses paramètres, ses situations types ; ce qui est saisi, et ce qui diffère."""

from tools.kit.declare.choices import NSP, Answer, Choice, Reponse, YesNo
from tools.kit.declare.differences import Difference, aligned, apply, differences
from tools.kit.declare.fields import (
    HYPOTHESE,
    MISSING,
    AnyField,
    Field,
    FieldError,
    Situation,
    Text,
    declare,
    fields_of,
)
from tools.kit.declare.numeric import Integer, Number, Numeric, ThreePoint
from tools.kit.declare.params import Param, Preset, load_params, load_presets, load_toml
from tools.kit.declare.parse import Data, Parsed, as_json, flatten, parse, to_json, unflatten
from tools.kit.declare.presets import preset_inputs
from tools.kit.declare.provenance import VOUS, Value, cite, values_of
from tools.kit.declare.rows import Rows, free_name, lists_of, simple_fields
from tools.kit.declare.text import Typed, Words, clean_text, escape, raw_text, shorten

__all__ = [
    "HYPOTHESE",
    "MISSING",
    "NSP",
    "VOUS",
    "Answer",
    "AnyField",
    "Choice",
    "Data",
    "Difference",
    "Field",
    "FieldError",
    "Integer",
    "Number",
    "Numeric",
    "Param",
    "Parsed",
    "Preset",
    "Reponse",
    "Rows",
    "Situation",
    "Text",
    "ThreePoint",
    "Typed",
    "Value",
    "Words",
    "YesNo",
    "aligned",
    "apply",
    "as_json",
    "cite",
    "clean_text",
    "declare",
    "differences",
    "escape",
    "fields_of",
    "flatten",
    "free_name",
    "lists_of",
    "load_params",
    "load_presets",
    "load_toml",
    "parse",
    "preset_inputs",
    "raw_text",
    "shorten",
    "simple_fields",
    "to_json",
    "unflatten",
    "values_of",
]
