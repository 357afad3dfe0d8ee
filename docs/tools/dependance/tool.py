"""La mesure de dépendance, telle que le site la connaît."""

from __future__ import annotations

from tools.dependance import view
from tools.dependance.inputs import Inputs
from tools.dependance.migrations import STEPS
from tools.dependance.model import VERSION, Resultat, compute
from tools.dependance.view.board import RECU, scale
from tools.dependance.view.details import details
from tools.dependance.view.words import advice
from tools.kit.tool import Tool

TOOL: Tool[Inputs, Resultat] = Tool(
    title="Mesurer notre dépendance",
    version=VERSION,
    mention="Montants en euros hors taxes : une estimation pour décider, pas un devis.",
    inputs=Inputs,
    compute=compute,
    summary=view.summary,
    details=details,
    board=view.board,
    figures=view.figures,
    headline=view.headline,
    recu=RECU,
    scale=scale,
    deciding=view.deciding,
    to_json=view.to_json,
    steps=STEPS,
    advice=advice,
)
