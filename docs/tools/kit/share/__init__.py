"""Plusieurs réponses à la fois, et ce qui entre ou sort en fichier."""

from tools.kit.share.disagreement import Scale, Yardstick, compare, disagreement_blocks
from tools.kit.share.dossier import MOST, gather
from tools.kit.share.files import FileError, export, has_workbook, read_text, result_of
from tools.kit.share.paste import read_row

__all__ = [
    "MOST",
    "FileError",
    "Scale",
    "Yardstick",
    "compare",
    "disagreement_blocks",
    "export",
    "gather",
    "has_workbook",
    "read_row",
    "read_text",
    "result_of",
]
