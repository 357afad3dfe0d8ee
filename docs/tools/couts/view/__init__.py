"""La comparaison de coûts mise en mots : verdict, tableaux, graphiques, et le JSON de la ligne de commande."""

from __future__ import annotations

from tools.couts.inputs import Inputs
from tools.couts.model import VERSION, OffreResultat, Resultat
from tools.couts.model.lines import LIGNES
from tools.couts.view import board as board_view
from tools.couts.view import decision as decision_view
from tools.couts.view.words import crossover, finer, format_month, name_of, step_of
from tools.kit.declare import Data, Words, as_json
from tools.kit.declare import to_json as inputs_to_json
from tools.kit.french import (
    format_euros,
    format_odds,
    format_share,
    format_span,
    format_value,
    join_words,
)
from tools.kit.write import Board, Prose, Summary, Table, figure_link

PRESQUE_TOUT = 0.995
"""Au-delà, la part visible s'écrit « 100 % »."""


def summary(inputs: Inputs, result: Resultat) -> Summary:
    """Le verdict en une phrase, ce qu'il faut en savoir, et les offres côte à côte."""
    decisive = decision_view.decisive(inputs, result, step_of(result))
    notes = [crossover(result), _iceberg(result), _discounted(result), decisive]
    prose = Prose(" ".join(note for note in notes if note))
    return Summary(_verdict(inputs, result), [prose, _offers_table(result)])


def _verdict(inputs: Inputs, result: Resultat) -> str:
    best, second = (result.offres[i] for i in result.rang[:2])
    mean, low, high = result.ecart
    span = f"Sur {format_value(inputs.horizon_mois, 'mois')}"
    if mean == 0 and low == high:
        return f"{span}, {name_of(best)} et {name_of(second)} **coûtent autant**."
    step = step_of(result)
    gap = figure_link(format_euros(mean, step), "ecart")
    odds = figure_link(format_odds(best.proba_moins_chere), f"proba-{result.rang[0]}")
    claim = f"{span}, **{name_of(best)} est la moins chère** {odds}"
    if best.proba_moins_chere < 0.5:
        claim = f"{span}, **{name_of(best)} est la moins chère en moyenne**, mais {odds} seulement"
    bounds = f" (huit cas sur dix : {format_span(low, high, step)})" if low != high else ""
    return f"{claim} ; écart attendu de {gap} avec {name_of(second)}{bounds}.{_skewed(result)}"


def _skewed(result: Resultat) -> str:
    """Ce qu'il faut savoir quand la moyenne sort de la fourchette."""
    mean, low, high = result.ecart
    step = step_of(result)
    if low - step / 2 <= mean <= high + step / 2:
        return ""
    return " La moyenne sort de cette fourchette : des pertes rares et lourdes y pèsent."


def _iceberg(result: Resultat) -> str:
    shares = [
        f"{figure_link(format_share(o.part_visible), f'visible-{i}')} pour {name_of(o)}"
        for i, o in enumerate(result.offres)
        if o.part_visible is not None
    ]
    hidden = any(o.part_visible is not None and o.part_visible < PRESQUE_TOUT for o in result.offres)
    return f"Un devis n'en montre qu'une partie : {join_words(shares)}." if hidden else ""


def _discounted(result: Resultat) -> str:
    if result.rang_actualise == result.rang:
        return ""
    best = result.offres[result.rang_actualise[0]]
    if result.rang_actualise[0] == result.rang[0]:
        return "Actualisé, l'ordre des suivantes change."
    return f"**Actualisé, l'ordre change** : {name_of(best)} devient la moins chère."


def _offers_table(result: Resultat) -> Table:
    offers = list(enumerate(result.offres))
    rows = [
        ["Coût total attendu"]
        + [figure_link(format_euros(o.total_eur, step_of(result)), f"total-{i}") for i, o in offers],
        ["Fourchette (8 cas sur 10)"] + [figure_link(_range(o, step_of(result)), f"fourchette-{i}") for i, o in offers],
        ["La moins chère"] + [figure_link(format_odds(o.proba_moins_chere), f"proba-{i}") for i, o in offers],
        ["Par personne et par mois"]
        + [figure_link(format_value(o.par_poste_mois_eur, "€", 0), f"poste-{i}") for i, o in offers],
        ["Part visible sur un devis"] + [figure_link(format_share(o.part_visible), f"visible-{i}") for i, o in offers],
        ["Coût actualisé"]
        + [figure_link(format_euros(o.actualise_eur, step_of(result)), f"actualise-{i}") for i, o in offers],
    ]
    header: list[Words] = ["€ HT", *(o.nom for o in result.offres)]
    return Table("Les offres côte à côte, sur toute la durée", header, rows)


def _range(offer: OffreResultat, step: float) -> str:
    return format_span(offer.p10_eur, offer.p90_eur, step)


def headline(result: Resultat) -> list[float]:
    """Les chiffres annoncés d'un lien : rangs des deux moins chères, chance (0 à 1), écart, son P10, son P90, total."""
    best, second = result.rang[:2]
    first = result.offres[best]
    return [best, second, first.proba_moins_chere, *result.ecart, first.total_eur]


def board(inputs: Inputs, result: Resultat) -> Board:
    """La page du conseil."""
    return board_view.board(inputs, result, _verdict(inputs, result), step_of(result))


def figures(inputs: Inputs, result: Resultat) -> dict[str, str]:
    """Les chiffres qu'une page peut citer par leur nom, arrondis comme dans la réponse."""
    best = result.offres[result.rang[0]]
    named = {
        "duree": format_value(inputs.horizon_mois, "mois"),
        "ecart": format_euros(result.ecart[0], step_of(result)),
        "chance": format_odds(best.proba_moins_chere),
        "croisement": f"mois {result.croisement.mois}" if result.croisement else "dès le départ",
    }
    if result.attente:
        named["attente"] = format_month(result.attente.cout_mois_eur)
    for i, offer in enumerate(result.offres):
        named[f"depart_{i}"] = format_euros(offer.cumul_eur[0], finer(step_of(result)))
        named |= {
            f"total_{i}": format_euros(offer.total_eur, step_of(result)),
            f"visible_{i}": format_share(offer.part_visible),
        }
        named |= {f"{ligne.cle}_{i}": format_euros(offer.lignes[ligne.cle], finer(step_of(result))) for ligne in LIGNES}
    return named


def to_json(inputs: Inputs, result: Resultat) -> Data:
    """Le JSON de la ligne de commande ; les montants sont en euros, les parts de 0 à 1."""
    offers = []
    for offer in result.offres:
        data = as_json(offer)
        data["bande"] = [{"mois": t, "p10_eur": low, "p90_eur": high} for t, low, high in offer.bande]
        offers.append(data)
    return {
        "version": VERSION,
        "entrees": inputs_to_json(inputs),
        "offres": offers,
        "classement": [result.offres[i].nom.raw for i in result.rang],
        "classement_actualise": [result.offres[i].nom.raw for i in result.rang_actualise],
        "ecart": dict(zip(("attendu_eur", "p10_eur", "p90_eur"), result.ecart, strict=True)),
        "croisement": as_json(result.croisement),
        "bascules": as_json(result.bascules),
        "tornade": as_json(result.tornade),
        "attente": as_json(result.attente),
        "evpi_eur": result.evpi_eur,
    }
