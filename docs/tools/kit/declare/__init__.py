"""Ce qu'un outil déclare : ses champs, ses paramètres, ses situations types ; ce qui est saisi, et ce qui diffère."""

from tools.kit.declare.choices import NSP, Answer, Choice, Reponse, YesNo
from tools.kit.declare.differences import Difference, aligned, apply, differences
from tools.kit.declare.fields import (
    HYPOTHESE,
    MISSING,
    AnyField,
    Field,
    FieldError,
    Text,
    declare,
    fields_of,
)
from tools.kit.declare.marks import CONFIRMEES, ESQUISSE, Marked, Marks, is_marked, marks_of
from tools.kit.declare.numeric import Integer, Number, Numeric, ThreePoint
from tools.kit.declare.params import Param, Preset, load_params, load_presets, load_toml, tool_of
from tools.kit.declare.parse import Data, Parsed, as_json, flatten, parse, to_json, unflatten
from tools.kit.declare.presets import preset_inputs
from tools.kit.declare.provenance import INVENTEE, VOUS, Value, cite, origins, values_of
from tools.kit.declare.rows import Rows, free_name, lists_of, simple_fields
from tools.kit.declare.siblings import Sibling, asked_of, completed, covered, missing, said_as_zero
from tools.kit.declare.situation import Situation
from tools.kit.declare.text import Typed, Words, clean_text, escape, raw_text, shorten

__all__ = [
    "CONFIRMEES",
    "ESQUISSE",
    "HYPOTHESE",
    "INVENTEE",
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
    "Marked",
    "Marks",
    "Number",
    "Numeric",
    "Param",
    "Parsed",
    "Preset",
    "Reponse",
    "Rows",
    "Sibling",
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
    "asked_of",
    "cite",
    "clean_text",
    "completed",
    "covered",
    "declare",
    "differences",
    "escape",
    "fields_of",
    "flatten",
    "free_name",
    "is_marked",
    "lists_of",
    "load_params",
    "load_presets",
    "load_toml",
    "marks_of",
    "missing",
    "origins",
    "parse",
    "preset_inputs",
    "raw_text",
    "said_as_zero",
    "shorten",
    "simple_fields",
    "to_json",
    "tool_of",
    "unflatten",
    "values_of",
]
