"""La dépendance pour le conseil : la page d'une feuille, la phrase d'un lien, et la mesure d'un désaccord."""

from __future__ import annotations

from collections.abc import Callable

from tools.dependance.inputs import Inputs
from tools.dependance.model import PREMIERES, Resultat
from tools.dependance.model.leaving import Sortie
from tools.dependance.model.scores import ASSEZ
from tools.dependance.questions import CRITERES, QUESTIONS, criterion_of
from tools.dependance.view.verdict import EN_LETTRES, blocking
from tools.dependance.view.words import (
    BANDES,
    CAS,
    GESTES,
    REGLES,
    SANS_ACTION,
    UNITES,
    band_words,
    cost,
    cost_step,
    gesture,
    interval,
    leaving_days,
    lower,
    quoted,
    service_days,
)
from tools.kit.french import INSECABLE, format_euros, format_value, join_words
from tools.kit.link import Sentence
from tools.kit.share import Scale, Yardstick
from tools.kit.write import A_ECRIRE, Board, Reason, Table

CAS_LONGS = {**CAS, "defaillance": "Défaillance du prestataire"}
_LEVEL = "{3:mots:4:" + "|".join(BANDES) + "} ({1:plage:2} sur 100{5:mots:5:" + "|".join(REGLES) + "})"
_UNIT = "|".join(UNITES)


def _ways(fixed: str = "") -> str:
    return (
        f"Partir : {{6:plage:7}} {{8:mots:8:{_UNIT}}}, {{9:fourchette:10}}{fixed}. Perdre notre prestataire demain : "
        f"l'essentiel rétabli en {{11:plage:12}} {{13:mots:13:{_UNIT}}}, et {{14:fourchette:15}} en tout."
    )


def _fixed(rank: int) -> str:
    return f", dont jusqu'à {{{rank}:nombre}}{INSECABLE}€ dus au contrat"


_FIRST = "|".join([*(lower(QUESTIONS[key].gestes[answer].faire) for key, answer in GESTES), *SANS_ACTION])
_KNOWN = f"D'abord : {{16:mots:16:{_FIRST}}}. Dépendance {_LEVEL}."
_UNKNOWN = f"On ne peut pas encore conclure : notre dépendance peut être de {_LEVEL}."
RECU = (
    Sentence(18, f"{_ways()} {_KNOWN}"),
    Sentence(19, f"{_ways(_fixed(18))} {_KNOWN}"),
    Sentence(16, f"{_UNKNOWN} {_ways()}"),
    Sentence(17, f"{_UNKNOWN} {_ways(_fixed(16))}"),
    Sentence(1, f"Réponses données : {{0:nombre}} ; il en faut {ASSEZ} pour voir notre sortie."),
)
"""Les phrases d'un lien reçu ; les rangs sont ceux de `headline`."""
QUESTION = "Pourrions-nous quitter, ou perdre, notre prestataire informatique ?"


def board(_inputs: Inputs, result: Resultat, verdict: str) -> Board:
    """La page du conseil : les deux sorties, ce qui bloque, les critères qui pèsent, les trois premières actions."""
    if result.sortie is None:
        rows = [["Réponses données", f"{result.donnees} sur {len(QUESTIONS)}"], ["Pour voir notre sortie", str(ASSEZ)]]
        table = Table("Où en est le questionnaire", ["Réponses", "Nombre"], rows)
        step = "Répondre aux questions qui manquent ; « je ne sais pas » est une réponse."
        return Board(QUESTION, verdict, table, _decide(result), step, unknown=_unknown(result))
    lost = result.sortie.defaillance
    rows = [
        [CAS_LONGS[name], service_days(lost) if sortie is lost else "sans arrêt", leaving_days(sortie), cost(sortie)]
        for name, sortie in result.sortie.cas()
    ]
    header = ["Huit cas simulés sur dix", "Service minimal", "Remplacement complet", "Coût"]
    table = Table("Les deux sorties, sans le prix du nouveau prestataire", header, rows)
    decide, unknown = _decide(result), _unknown(result)
    return Board(QUESTION, verdict, table, decide, _next_step(result), unknown=unknown, todo=_todo(result))


def _decide(result: Resultat) -> list[Reason]:
    """Les règles bloquantes, puis les critères les plus faibles : trois en tout."""
    rules = [Reason(rule, [key]) for rule, key in zip(blocking(result), result.blocages, strict=True)]
    criteria = [
        Reason(
            f"{CRITERES[c]} : {interval(result.criteres[c])} sur 100",
            [key for key in QUESTIONS if criterion_of(key) == c],
        )
        for c in result.faibles
    ]
    return [*rules, *criteria][:PREMIERES]


def _unknown(result: Resultat) -> list[str]:
    """Les réponses à apprendre, et ce qu'aucune réponse ne dirait."""
    asked = [QUESTIONS[key].libelle for key in result.a_savoir[:PREMIERES]]
    return [*asked, "Le prix du prochain prestataire : il n'est pas compté."]


def _todo(result: Resultat) -> Table | None:
    """Les trois premières actions, et de quoi écrire qui et pour quand."""
    rows = [
        [f"{gesture(a).faire}. En main : {gesture(a).en_main}.", format_value(a.effort_h, "h"), A_ECRIRE, A_ECRIRE]
        for a in result.plan[:PREMIERES]
    ]
    header = ["Les premières actions", "Effort", "Qui", "Pour le"]
    return Table("À faire d'abord, dans cet ordre", header, rows, numeric=False) if rows else None


def _next_step(result: Resultat) -> str:
    parts = []
    if result.plan:
        count = len(result.plan[:PREMIERES])
        done = "à la première action" if count == 1 else f"à chacune des {EN_LETTRES[count]} premières actions"
        parts.append(f"Donner un nom et une date {done}.")
    if result.a_savoir:
        first = join_words(quoted(key) for key in result.a_savoir[:PREMIERES])
        parts.append(f"Apprendre d'abord : {first}.")
    asked = len(result.inconnues) + len(result.preuves)
    if asked:
        plural = "s" if asked > 1 else ""
        parts.append(f"Envoyer au prestataire le message préparé : {asked} point{plural} à éclaircir.")
    return " ".join(parts) or "Garder cette maîtrise : refaire la mesure dans un an."


def scale(_inputs: Inputs, result: Resultat) -> Scale[Resultat]:
    """Ce qu'on compare entre deux situations : la bande, les deux sorties, puis l'indice."""

    def chosen(read: Callable[[Sortie], float]) -> Callable[[Resultat], float | None]:
        return lambda other: read(other.sortie.choisie) if other.sortie else None

    step = cost_step(result.sortie.choisie) if result.sortie else 1
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
            Yardstick(
                "Sur le coût d'une défaillance",
                "le coût médian d'une défaillance",
                lambda other: other.sortie.defaillance.cout_p50_eur if other.sortie else None,
                lambda value: format_euros(value, step),
            ),
        ],
    )


def _band(result: Resultat) -> str:
    return f"une dépendance {band_words(result.bande)}" if result.bande else "un questionnaire incomplet"
