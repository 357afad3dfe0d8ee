"""La synthèse du classeur : totaux, groupes, lignes, meilleur mois, et les cas simulés, que rien ne recalcule."""

from __future__ import annotations

import string

from tools.couts.model import OffreResultat, Resultat
from tools.couts.model.lines import GROUPES, LIGNES
from tools.couts.workbook.commitment import Commitments
from tools.couts.workbook.departure import Best
from tools.couts.workbook.offers import CLES, CUMUL, DISCOUNTED, FIRST, TOTAL, Place
from tools.couts.workbook.offers import TOP as MONTHS
from tools.kit.french import typeset
from tools.kit.share.workbook import Book, Sheet
from tools.kit.write import ESTIMATION

TOP = 3
LETTERS = string.ascii_uppercase
CALCULES = ("Coût total attendu", "Coût actualisé", "Par personne et par mois", "Rang", *GROUPES.values())
CALCULES += ("En sortir à la fin", "Meilleur mois pour y passer (vide : sans objet)")
SIMULES = ("P10", "P50", "P90", "Chance d’être la moins chère, au plus bas", "Chance, au plus haut")


def write_summary(
    book: Book,
    sheet: Sheet,
    result: Resultat,
    places: list[Place],
    commitments: Commitments,
    departure: Best,
    owned: str,
) -> None:
    """Écrit la synthèse, et la courbe du coût cumulé."""
    inputs = result.inputs
    sheet.text(0, 0, f"Comparer les coûts sur {inputs.horizon_mois} mois, en euros HT", "title")
    sheet.text(1, 0, f"{owned} {ESTIMATION} Les formules se recalculent ; les cas simulés non.", "note")
    sheet.header(2, ["", *(offre.nom for offre in inputs.offres)], lines=3)
    labels = [*CALCULES, *(ligne.nom for ligne in LIGNES), *(f"{name} (cas simulés, valeur fixe)" for name in SIMULES)]
    for rank, label in enumerate(labels):
        sheet.text(TOP + rank, 0, typeset(label))
    span = f"$B${TOP + 1}:${LETTERS[len(places)]}${TOP + 1}"
    for i, (place, offer) in enumerate(zip(places, result.offres, strict=True)):
        _offer(sheet, 1 + i, place, offer, commitments.offers[i].end)
        letter = LETTERS[1 + i]
        # Deux offres égales au centime gardent l'ordre saisi : les moins chères, puis celles d'autant jusqu'à elle.
        cost, so_far = f"ROUND({letter}{TOP + 1},2)", f"$B${TOP + 1}:{letter}${TOP + 1}"
        rank_formula = f"SUMPRODUCT(--(ROUND({span},2)<{cost}))+SUMPRODUCT(--(ROUND({so_far},2)={cost}))"
        sheet.formula(TOP + 3, 1 + i, rank_formula, 1 + result.rang.index(i), "integer")
        if i in departure:
            sheet.formula(TOP + 4 + len(GROUPES) + 1, 1 + i, *departure[i], "integer")
    _curve(book, sheet, places, TOP + len(labels) + 2)


def _offer(sheet: Sheet, column: int, place: Place, offer: OffreResultat, end: str) -> None:
    cost = f"{LETTERS[column]}{TOP + 1}"
    people = f"AVERAGE({place.column(1, 1, place.last - MONTHS + 1)})"
    sheet.formula(TOP, column, place.sheet.at(place.totals, TOTAL), offer.total_eur, "euros")
    sheet.formula(TOP + 1, column, place.sheet.at(place.totals, DISCOUNTED), offer.actualise_eur, "euros")
    sheet.formula(TOP + 2, column, f"{cost}/horizon_mois/{people}", offer.par_poste_mois_eur, "euros")
    for rank, groupe in enumerate(GROUPES):
        keys = [ligne.cle for ligne in LIGNES if ligne.groupe == groupe]
        parts = "+".join(place.sheet.at(place.totals, FIRST + CLES.index(cle)) for cle in keys)
        sheet.formula(TOP + 4 + rank, column, parts, offer.groupes[groupe], "euros")
    sheet.formula(TOP + 4 + len(GROUPES), column, end, offer.sortie_fin_eur, "euros")
    top = TOP + len(CALCULES)
    for rank, ligne in enumerate(LIGNES):
        sheet.formula(top + rank, column, place.sheet.at(place.totals, FIRST + rank), offer.lignes[ligne.cle], "euros")
    fixed = (offer.p10_eur, offer.p50_eur, offer.p90_eur, *offer.chance)
    for rank, value in enumerate(fixed):
        sheet.number(top + len(LIGNES) + rank, column, value, "rounded" if rank < 3 else "share")


def _curve(book: Book, sheet: Sheet, places: list[Place], row: int) -> None:
    series = [
        {
            "name": f"='{sheet.name}'!${LETTERS[1 + i]}$3",
            "categories": f"='{p.sheet.name}'!$A${MONTHS}:$A${p.last + 1}",
            "values": f"='{p.sheet.name}'!${LETTERS[CUMUL]}${MONTHS}:${LETTERS[CUMUL]}${p.last + 1}",
        }
        for i, p in enumerate(places)
    ]
    book.line_chart(sheet, f"A{row + 1}", "Coût cumulé attendu, en euros", series, ("mois", "€ HT"))
