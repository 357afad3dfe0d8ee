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
    """Une phrase par offre à compléter, par offre à la qualité d'une autre, et par offre dont un prix vaut zéro."""
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
    return [*waiting, *same, *_unpriced(inputs)]


def _unpriced(inputs: Inputs) -> list[str]:
    """Ce qui ne coûte rien faute d'un prix : personne ne doit l'emporter ainsi sans qu'on le dise."""
    found = []
    for offre in inputs.comparees().offres:
        free = []
        if offre.hors_forfait_h_mois.haut and not offre.hors_forfait_eur_h:
            free.append("ses heures hors forfait, sans prix de l'heure")
        if offre.sinistre_pct_an.haut and not offre.sinistre_eur.haut:
            free.append("son risque de sinistre, sans coût")
        if free:
            found.append(f"{quoted(offre.nom)} ne paie rien pour {join_words(free)} ; complétez s'il y en a un.")
    return found
