"""Des liens dont plusieurs tests ont besoin : anciens, trop profonds."""

from __future__ import annotations

from datetime import date

from tools.kit.declare import Data
from tools.kit.link import Record, encode

DAY = date(2026, 11, 23)
DEEP = "1.7cExAQAAAMKgoOvfwxR-QAEAAAAAbwM.bc202af0"
"""Cinq mille crochets ouverts : dans le navigateur, la pile du moteur n'y résisterait pas."""


def old_link(entries: Data, number: float, version: str = "1.0.0", base: str = "") -> str:
    """Un lien tel que la version 1.0.0 de l'outil d'essai l'écrivait."""
    return encode(Record("essai", version, "2026-03-12", entries, (number,), base))
