"""Plusieurs réponses à la fois, et ce qui entre ou sort en fichier.

Le classeur (`share.workbook`) et les devis (`share.quotes`) ne sont pas de la façade : ils ne se chargent qu'à la
demande.
"""

from tools.kit.share.disagreement import Disagreement, Scale, Yardstick, compare, disagreement_blocks
from tools.kit.share.dossier import MOST, Dossier, gather
from tools.kit.share.files import FileError, Saved, export, read_text
from tools.kit.share.mail import write_mail
from tools.kit.share.rows import AnyRows, Changed, add_row, blank_row, copy_row

__all__ = [
    "MOST",
    "AnyRows",
    "Changed",
    "Disagreement",
    "Dossier",
    "FileError",
    "Saved",
    "Scale",
    "Yardstick",
    "add_row",
    "blank_row",
    "compare",
    "copy_row",
    "disagreement_blocks",
    "export",
    "gather",
    "read_text",
    "write_mail",
]
