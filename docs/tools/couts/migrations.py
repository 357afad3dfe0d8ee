"""De 1.0.0 à 2.0.0 : ce que disait un lien ancien, dans les mots d'aujourd'hui."""

from __future__ import annotations

from tools.couts.inputs import PARTIR
from tools.kit.declare import Data
from tools.kit.link import Step

POURQUOI = (
    "la chance est un intervalle, car nul ne sait si la malchance d'une offre serait aussi celle de l'autre : la "
    "version 1 supposait que oui, ce qui la gonflait. Le total distingue ce qui est payé, le temps de nos équipes et "
    "les pertes. La révision des prix, commune à toutes les offres, est devenue propre à chacune. Comme dans la "
    "version 1, ce lien compte la sortie de chaque offre en fin de période, fait quitter le contrat actuel à toutes "
    "les autres, et ne compte ni engagement, ni hausse des salaires, ni nouveaux postes. Dites « Nous restons », "
    "cochez « Avec le prestataire d'aujourd'hui » et donnez l'engagement pour les compter."
)


def _to_2_0(data: Data) -> Data:
    company = {key: value for key, value in data.items() if key not in {"revision_pct", "offres"}}
    moved = {"revision_pct": data["revision_pct"], "penalite_pct": 0, "meme_prestataire": False}
    return {
        **company,
        "croissance_pct": 0,
        "arrivees_an": 0,
        "revision_salaires_pct": 0,
        "fin": PARTIR,
        "offres": [{**row, **moved} for row in data["offres"]],
    }


STEPS = (Step("2.0.0", POURQUOI, _to_2_0),)
