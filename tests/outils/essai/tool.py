"""L'outil d'essai."""

from __future__ import annotations

from tools.essai import view
from tools.essai.inputs import Inputs
from tools.essai.migrations import STEPS
from tools.essai.model import VERSION, Resultat, compute
from tools.kit.tool import Tool

TOOL: Tool[Inputs, Resultat] = Tool(
    title=view.TITRE,
    version=VERSION,
    mention="Un essai.",
    inputs=Inputs,
    compute=compute,
    summary=view.summary,
    details=view.details,
    board=view.board,
    figures=view.figures,
    headline=view.headline,
    recu=view.RECU,
    scale=view.scale,
    to_json=view.to_json,
    steps=STEPS,
)
