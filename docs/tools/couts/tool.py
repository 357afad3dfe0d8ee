"""La comparaison de coûts, telle que le site la connaît."""

from __future__ import annotations

from tools.couts import view
from tools.couts.inputs import Inputs
from tools.couts.migrations import STEPS
from tools.couts.model import VERSION, Resultat, compute
from tools.couts.receive import receive
from tools.couts.view.board import RECU, scale
from tools.couts.view.decision import deciding
from tools.couts.view.details import details
from tools.kit.tool import Tool

TOOL: Tool[Inputs, Resultat] = Tool(
    title="Comparer les coûts de nos options",
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
    to_json=view.to_json,
    deciding=deciding,
    receive=receive,
    steps=STEPS,
)
