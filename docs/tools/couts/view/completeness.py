"""Ce qu'une offre n'a pas dit, et ce qu'elle tient d'une autre : toujours écrit à côté de la réponse."""

from __future__ import annotations

from tools.couts.inputs import Inputs
from tools.couts.offre import Offre
from tools.couts.view.words import quoted
from tools.kit.declare import covered, missing
from tools.kit.french import join_words


def incomplete(inputs: Inputs) -> list[Offre]:
    """Les offres à qui il manque une réponse : elles ne sont pas classées."""
    return [offre for offre in covered(inputs.offres, "nom") if missing(offre)]


def declared(inputs: Inputs) -> list[str]:
    """Une phrase par offre à compléter, une par offre dont la qualité est celle d'une autre, par déclaration."""
    waiting = [
        f"{quoted(offre.nom)} est **à compléter**, hors du classement. Il lui manque : "
        f"{join_words(spec.label.lower() for spec in missing(offre))}."
        for offre in incomplete(inputs)
    ]
    same = [
        f"{quoted(offre.nom)} est comptée à la même qualité que {quoted(offre.meme_qualite)}, comme vous l'avez dit."
        for offre in inputs.offres
        if offre.meme_qualite.raw
    ]
    return [*waiting, *same]
