"""La dépendance pour le conseil : la page d'une feuille, la phrase d'un lien, et la mesure d'un désaccord."""

from __future__ import annotations

from collections.abc import Callable

from tools.dependance.inputs import Inputs
from tools.dependance.model import Resultat
from tools.dependance.model.leaving import Sortie
from tools.dependance.model.plan import HORIZONS
from tools.dependance.model.scores import ASSEZ
from tools.dependance.questions import CRITERES, QUESTIONS
from tools.dependance.view.formulas import CAS, MOTS, band_words, cost, days, interval
from tools.kit.french import format_euros, format_value, join_words, rounding_step
from tools.kit.link import Sentence
from tools.kit.share import Scale, Yardstick
from tools.kit.write import Board, Table

DECISIVES = 3
CAS_LONGS = {**CAS, "defaillance": "Défaillance du prestataire"}
RECU = (
    Sentence(
        11,
        "Notre dépendance est {3:mots:4:" + "|".join(MOTS) + "} ({1:plage:2} sur 100) ; en sortie choisie, reprendre "
        "la main prend {5:plage:7} jours et coûte de {8:euros:8:10} à {10:euros:8:10}.",
    ),
    Sentence(1, f"Réponses données : {{0:nombre}} ; il en faut {ASSEZ} pour voir l'indice."),
)
"""Les phrases d'un lien reçu ; les rangs sont ceux de `headline`."""
QUESTION = "Pourrions-nous quitter, ou perdre, notre prestataire informatique ?"


def board(inputs: Inputs, result: Resultat, verdict: str) -> Board:
    """La page du conseil : les deux sorties, les critères qui pèsent, la suite à donner."""
    if result.sortie is None:
        rows = [["Réponses données", f"{result.donnees} sur {len(QUESTIONS)}"], ["Pour voir l'indice", str(ASSEZ)]]
        table = Table("Où en est le questionnaire", ["Réponses", "Nombre"], rows)
        step = "Répondre aux questions qui manquent ; « je ne sais pas » est une réponse."
        return Board(QUESTION, verdict, table, _decide(result), step)
    rows = [[CAS_LONGS[name], days(sortie), cost(sortie)] for name, sortie in result.sortie.cas()]
    header = ["Reprendre la main", "Durée, huit cas sur dix", "Coût, huit cas sur dix"]
    table = Table("Les deux sorties, sans le démarrage du nouveau prestataire", header, rows)
    return Board(QUESTION, verdict, table, _decide(result), _next_step(inputs, result))


def _decide(result: Resultat) -> list[str]:
    """Les règles bloquantes d'abord, puis les critères les plus hauts, trois en tout ; rien d'un critère à zéro."""
    blocking = [f"**Règle bloquante** : {_answered(k, -1)}" for k in result.blocages]
    ranked = sorted(result.repondus, key=lambda c: (-(result.criteres[c].bas + result.criteres[c].haut), c))
    criteria = [f"{CRITERES[c]} : {interval(result.criteres[c])} sur 100." for c in ranked if result.criteres[c].haut]
    return [*blocking, *criteria][:DECISIVES]


def _answered(key: str, rank: int) -> str:
    """Une question et sa réponse : l'une sans l'autre ne se comprend pas."""
    question = QUESTIONS[key]
    return f"{question.libelle} « {question.reponses[rank].rstrip('.')} »."


def _next_step(inputs: Inputs, result: Resultat) -> str:
    parts = []
    first = [a for a in result.plan if a.horizon == HORIZONS[0]][:2] or list(result.plan[:1])
    if first:
        todo = join_words(
            f"{QUESTIONS[a.cle].libelle} « {QUESTIONS[a.cle].reponses[a.vers]} » ({format_value(a.effort_h, 'h')})"
            for a in first
        )
        parts.append(f"D'ici {HORIZONS[0]} jours, pouvoir répondre : {todo}.")
    asked = len(result.inconnues) + len(result.preuves)
    if asked:
        plural = "s" if asked > 1 else ""
        parts.append(f"Envoyer au prestataire le message préparé : {asked} point{plural} à éclaircir.")
    return " ".join(parts) or "Garder cette maîtrise : refaire la mesure dans un an."


def scale(inputs: Inputs, result: Resultat) -> Scale[Resultat]:
    """Ce qu'on compare entre deux situations : la bande, l'indice, puis les jours et le coût d'une sortie choisie."""

    def chosen(read: Callable[[Sortie], float]) -> Callable[[Resultat], float | None]:
        return lambda other: read(other.sortie.choisie) if other.sortie else None

    step = rounding_step(result.sortie.choisie.cout_p10_eur, result.sortie.choisie.cout_p90_eur) if result.sortie else 1
    return Scale(
        _band,
        [
            Yardstick(
                "Effet sur l'indice",
                "l'indice de dépendance, à sa borne haute,",
                lambda other: other.indice.haut if other.indice else None,
                lambda value: format_value(value, "points", 1),
            ),
            Yardstick(
                "Sur la durée d'une sortie",
                "la durée médiane d'une sortie choisie",
                chosen(lambda sortie: sortie.jours_p50),
                lambda value: format_value(value, "jours", 0),
            ),
            Yardstick(
                "Sur son coût",
                "son coût médian",
                chosen(lambda sortie: sortie.cout_p50_eur),
                lambda value: format_euros(value, step),
            ),
        ],
    )


def _band(result: Resultat) -> str:
    return f"une dépendance {band_words(result.bande)}" if result.bande else "un questionnaire incomplet"
