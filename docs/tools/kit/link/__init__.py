"""Une décision gardée dans une adresse : l'écrire, la lire, la vérifier, la mener d'une version à l'autre."""

from tools.kit.link.codec import LinkError, Record, decode, encode
from tools.kit.link.mend import charges_in, find_charge, find_charges
from tools.kit.link.received import Sentence
from tools.kit.link.record import (
    Opened,
    elsewhere,
    lost_words,
    open_record,
    open_text,
    outcome_blocks,
    payload,
    state_words,
)
from tools.kit.link.safe_json import load_json
from tools.kit.link.versions import Lost, MigrationError, Step, bring_up, current, known_versions, order

__all__ = [
    "LinkError",
    "Lost",
    "MigrationError",
    "Opened",
    "Record",
    "Sentence",
    "Step",
    "bring_up",
    "charges_in",
    "current",
    "decode",
    "elsewhere",
    "encode",
    "find_charge",
    "find_charges",
    "known_versions",
    "load_json",
    "lost_words",
    "open_record",
    "open_text",
    "order",
    "outcome_blocks",
    "payload",
    "state_words",
]
