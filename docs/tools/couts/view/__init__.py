"""La comparaison de coûts mise en mots : verdict, tableaux, graphiques, et le JSON de la ligne de commande."""

from __future__ import annotations

from collections.abc import Callable

from tools.couts.inputs import Inputs
from tools.couts.model import VERSION, OffreResultat, Resultat
from tools.couts.model.lines import GROUPES, LIGNES
from tools.couts.view import board as board_view
from tools.couts.view import decision as decision_view
from tools.couts.view.completeness import declared, incomplete
from tools.couts.view.picture import picture
from tools.couts.view.verdict import give_back, short, verdict, waiting
from tools.couts.view.words import crossover, finer, months, step_of
from tools.kit.declare import Data, Words, as_json, missing
from tools.kit.declare import to_json as inputs_to_json
from tools.kit.french import format_euros, format_odds, format_share, format_span, format_value
from tools.kit.write import Board, Prose, Summary, Table, figure_link

Cell = Callable[[OffreResultat], str]


def summary(inputs: Inputs, result: Resultat) -> Summary:
    """Le verdict, les offres en image et côte à côte, ce que la plus payée doit rendre, ce qui décide."""
    decisive = decision_view.decisive(result, step_of(result))
    said = (give_back(result), f"{crossover(result)} {decisive}".strip(), " ".join(declared(inputs)))
    notes = [Prose(text) for text in said if text]
    return Summary(verdict(result), notes, picture(result, offers_table(result)), short(result))


def offers_table(result: Resultat) -> Table:
    """Les offres côte à côte : les trois groupes, le total, sa fourchette, sa chance."""
    step = step_of(result)

    def row(label: str, key: str, show: Cell) -> list[Words]:
        return [label, *(figure_link(show(o), f"{key}-{i}") for i, o in enumerate(result.offres))]

    rows = [
        *(row(name, groupe, _group(groupe, step)) for groupe, name in GROUPES.items()),
        row("Coût total attendu", "total", lambda o: format_euros(o.total_eur, step)),
        row("Fourchette des cas simulés", "fourchette", lambda o: format_span(o.p10_eur, o.p90_eur, step)),
        row("La moins chère de toutes", "chance", lambda o: format_odds(*o.chance)),
        row("Par personne et par mois", "poste", lambda o: format_value(o.par_poste_mois_eur, "€", 0)),
        row("Coût actualisé", "actualise", lambda o: format_euros(o.actualise_eur, step)),
        row("En sortir à la fin", "fin", lambda o: format_euros(o.sortie_fin_eur, step)),
        row("Si le sinistre arrive", "sinistre-si", lambda o: _disaster(o, step)),
    ]
    header: list[Words] = ["€ HT", *(o.nom for o in result.offres)]
    title = f"Les offres côte à côte, sur toute la durée, à {format_euros(step)} près"
    return Table(title, header, rows)


def _group(groupe: str, step: float) -> Cell:
    return lambda offer: format_euros(offer.groupes[groupe], step)


def _disaster(offer: OffreResultat, step: float) -> str:
    cost = offer.sinistre.cout
    if not cost.haut or not offer.sinistre.chance:
        return "non compté"
    span = f" ({format_span(cost.bas, cost.haut, finer(step))})" if cost.bas != cost.haut else ""
    return f"+ {format_euros(cost.moyenne, finer(step))}{span}, {_likely(offer.sinistre.chance)}"


def _likely(share: float) -> str:
    """« 42 % de chances » ; ni certain ni impossible tant qu'il ne l'est pas."""
    if 0.99 < share < 1:
        return "plus de 99 % de chances"
    if share < 0.001:
        return f"moins de {format_share(0.001, 1)} de chances"
    return f"{format_share(share, 0 if share >= 0.01 else 1)} de chances"


def headline(result: Resultat) -> list[float]:
    """Les chiffres annoncés d'un lien.

    Rangs des deux moins chères, chance la plus basse et la plus haute (0 à 1), écart, son P10, son P90, ce que la
    première fait payer, prend de temps et de pertes de plus que la seconde, 1 si elles se départagent, pas d'arrondi.
    S'il vaut mieux attendre : le mois du départ, le rang de l'offre prise alors, ce qu'on y gagne.
    """
    best, second = (result.offres[i] for i in result.rang[:2])
    parts = [best.groupes[groupe] - second.groupes[groupe] for groupe in GROUPES]
    ranks = [result.places[i] for i in result.rang[:2]]
    said = [*ranks, *result.chance, *result.ecart, *parts, float(result.tranche), step_of(result)]
    if result.depart is None or not waiting(result):
        return said
    least = result.offres[result.rang[0]].total_eur
    gain = least - result.depart.courbe_eur[result.depart.mois]
    return [*said, result.depart.mois, result.places[result.depart.rang], gain]


def board(inputs: Inputs, result: Resultat) -> Board:
    """La page du conseil."""
    return board_view.board(inputs, result, verdict(result), step_of(result))


def figures(inputs: Inputs, result: Resultat) -> dict[str, str]:
    """Les chiffres qu'une page peut citer par leur nom, arrondis comme dans la réponse."""
    step = step_of(result)
    named = {
        "duree": months(inputs.horizon_mois),
        "ecart": format_euros(result.ecart[0], step),
        "chance": format_odds(*result.chance),
        "croisement": f"mois {result.croisement.mois}" if result.croisement else "dès le départ",
    }
    if result.a_rendre:
        named["rendre"] = format_value(result.a_rendre.heures_an, "h", 0)
        named["rendre_personne"] = format_value(result.a_rendre.heures_personne_an, "h", 1)
    if result.depart:
        curve = result.depart.courbe_eur
        named["depart"] = months(result.depart.mois)
        named["depart_cout"] = format_euros(curve[result.depart.mois], step)
        if inputs.horizon_mois >= 12:
            named["attente_an"] = format_euros(curve[12] - curve[0], finer(step))
    for i, offer in enumerate(result.offres):
        named[f"ensemble_{i}"] = format_share(result.simulation.ensemble[i], 1)
        named[f"debut_{i}"] = format_euros(offer.cumul_eur[0], finer(step))
        named[f"total_{i}"] = format_euros(offer.total_eur, step)
        named[f"fin_{i}"] = format_euros(offer.sortie_fin_eur, finer(step))
        named |= {f"{groupe}_{i}": format_euros(offer.groupes[groupe], step) for groupe in GROUPES}
        named |= {f"{ligne.cle}_{i}": format_euros(offer.lignes[ligne.cle], finer(step)) for ligne in LIGNES}
    return named


def to_json(inputs: Inputs, result: Resultat) -> Data:
    """Le JSON de la ligne de commande ; les montants sont en euros, les parts de 0 à 1."""
    offers = []
    for offer, band in zip(result.offres, result.bandes, strict=True):
        data = as_json(offer) | {"chance": _span(offer.chance)}
        data["bande"] = [{"mois": t, "p10_eur": low, "p90_eur": high} for t, low, high in band]
        offers.append(data)
    return {
        "version": VERSION,
        "entrees": inputs_to_json(inputs),
        "offres": offers,
        "a_completer": {offre.nom.raw: [spec.name for spec in missing(offre)] for offre in incomplete(inputs)},
        "classement": [result.offres[i].nom.raw for i in result.rang],
        "classement_actualise": [result.offres[i].nom.raw for i in result.rang_actualise],
        "ecart": dict(zip(("attendu_eur", "p10_eur", "p90_eur"), result.ecart, strict=True)),
        "chance": _span(result.chance),
        "croisement": as_json(result.croisement),
        "a_rendre": as_json(result.a_rendre),
        "a_rendre_actuelle": as_json(result.a_rendre_actuelle),
        "depart": as_json(result.depart),
        "bascules": as_json(result.bascules),
        "tornade": as_json(result.tornade),
        "evpi_eur": _span(result.evpi_eur),
    }


def _span(bounds: tuple[float, float]) -> Data:
    return dict(zip(("bas", "haut"), bounds, strict=True))
