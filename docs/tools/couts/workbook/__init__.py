"""Le classeur de la comparaison : entrées, une feuille de formules par offre, synthèse, notes.

Les formules sont écrites une seconde fois, dans la langue du tableur : c'est ce qui permet de vérifier le modèle.
"""

from __future__ import annotations

import math
import string
from dataclasses import dataclass

from tools.couts.inputs import Inputs, Offre
from tools.couts.model import Resultat
from tools.couts.model.lines import LIGNES, MENSUELLES, Flux, actualise, cumul, flux, quittee, revisions
from tools.couts.workbook.notes import write_notes
from tools.kit.compute import TroisPoints
from tools.kit.declare import Numeric, fields_of, simple_fields
from tools.kit.french import typeset
from tools.kit.share.workbook import Book, Sheet
from tools.kit.write import ESTIMATION

ENTREES, SYNTHESE, NOTES = "Entrées", "Synthèse", "Notes"
POINTS = ("bas", "probable", "haut", "moyenne")
STYLES: dict[str, dict[str, object]] = {
    "euros": {"num_format": "#,##0.00 €;-#,##0.00 €"},
    "rounded": {"num_format": "#,##0 €;-#,##0 €"},
    "total": {"num_format": "#,##0.00 €;-#,##0.00 €", "bold": True, "top": 1},
}
CLES = [ligne.cle for ligne in LIGNES]
TOP = 5
"""La première ligne des mois, dans la feuille d'une offre."""
COLUMNS = ("Mois", "Révision", *(ligne.nom for ligne in LIGNES), "Total du mois", "Cumul")
COLUMNS += ("Facteur d’actualisation", "Actualisé")
TOTAL, CUMUL, FACTOR, DISCOUNTED = (2 + len(LIGNES) + k for k in range(4))
LETTERS = string.ascii_uppercase

FORMULES = {
    "forfait": "({forfait_fixe_eur}+postes*{forfait_poste_eur})*B{row}",
    "hors_forfait": "{hors_forfait_h_mois}*{hors_forfait_eur_h}*B{row}",
    "interne": "{pilotage_h_mois}*cout_horaire_eur+{equipe_interne_eur_an}/12",
    "interruptions": "{incidents_an}/12*{duree_h}*{part_touchee_pct}/100"
    "*(postes*{perte_pct}/100*cout_horaire_eur+marge_horaire_eur)",
    "gene": "postes*{gene_min_mois}/60*cout_horaire_eur",
    "sinistre": "{sinistre_pct_an}/100/12*{sinistre_eur}",
}
"""Chaque ligne mensuelle, dans la langue du tableur ; `B` est la colonne du coefficient de révision."""


@dataclass(frozen=True)
class Place:
    """La feuille d'une offre, et ses dernières lignes : le mois N et les totaux."""

    sheet: Sheet
    last: int
    totals: int


def write(inputs: Inputs, result: Resultat, address: str) -> bytes:
    """Rend le fichier .xlsx de cette situation ; `address` est son lien, écrit en texte dans les notes."""
    book = Book("Comparaison des coûts", STYLES)
    summary = book.sheet(SYNTHESE, [44, *[26] * max(len(inputs.offres), 3)])
    entries = book.sheet(ENTREES, [44, *[12] * 4 * len(inputs.offres)])
    cells = _entries(book, entries, inputs)
    places = [_offer(book, inputs, index, cells[index], cells) for index in range(len(inputs.offres))]
    _summary(book, summary, inputs, result, places)
    summary.raw.fit_to_pages(1, 1)
    write_notes(book.sheet(NOTES, [52, 34, 14, 90]), inputs, address)
    return book.to_bytes()


def _entries(book: Book, sheet: Sheet, inputs: Inputs) -> list[dict[str, str]]:
    """Écrit l'entreprise puis les offres ; rend, par offre, l'adresse de la valeur attendue de chaque clé."""
    sheet.text(0, 0, "Les entrées", "title")
    sheet.text(
        1, 0, "Sur fond jaune : ce que l'on peut changer ; tout le reste se recalcule, sauf les cas simulés.", "note"
    )
    sheet.header(2, ["L'entreprise", "valeur", "unité"])
    row = 3
    for key, spec in simple_fields(Inputs).items():
        sheet.text(row, 0, typeset(spec.label))
        fixed = key == "horizon_mois"  # il donne le nombre de lignes des feuilles
        value = float(getattr(inputs, key))
        sheet.number(row, 1, value, "integer" if fixed else _input_style(value))
        sheet.text(row, 2, typeset(spec.unit) + (" (fixée à la création)" if fixed else ""), "note")
        book.define(key, sheet.at(row, 1))
        row += 1
    return [_entry_offer(sheet, offre, row + 1, 1 + 4 * index) for index, offre in enumerate(inputs.offres)]


def _entry_offer(sheet: Sheet, offre: Offre, top: int, left: int) -> dict[str, str]:
    sheet.header(top, ["Les offres"], lines=2)
    sheet.span(top, left, left + len(POINTS) - 1, offre.nom)
    sheet.header(top + 1, ["Contrat actuel"])
    sheet.span(top + 1, left, left + len(POINTS) - 1, "contrat actuel" if offre.actuelle else "")
    sheet.header(top + 2, [""])
    sheet.header(top + 2, POINTS, left)
    found: dict[str, str] = {}
    row = top + 3
    for key, spec in fields_of(Offre).items():
        if not isinstance(spec, Numeric):
            continue
        sheet.text(row, 0, f"{typeset(spec.label)} ({typeset(spec.unit)})")
        value = getattr(offre, key)
        points = value if isinstance(value, TroisPoints) else TroisPoints(value, value, value)
        if isinstance(value, TroisPoints):
            for rank, point in enumerate(points):
                sheet.number(row, left + rank, point, _input_style(point))
            low, mid, high = (sheet.at(row, left + rank) for rank in range(3))
            sheet.formula(row, left + 3, f"({low}+4*{mid}+{high})/6", points.moyenne)
            found[key] = sheet.at(row, left + 3)
        else:
            sheet.number(row, left + 1, points.probable, _input_style(points.probable))
            found[key] = sheet.at(row, left + 1)
        row += 1
    return found


def _input_style(value: float) -> str:
    """Un nombre entier s'écrit sans décimale."""
    return "whole" if value == int(value) else "input"


def _offer(book: Book, inputs: Inputs, index: int, own: dict[str, str], cells: list[dict[str, str]]) -> Place:
    offre, f = inputs.offres[index], flux(inputs, inputs.offres[index])
    sheet = book.sheet(f"Offre {index + 1}", [9, 10, *[15] * (len(COLUMNS) - 2)])
    sheet.text(0, 0, offre.nom, "title")
    sheet.text(1, 0, "Mois 0 : le départ. Au dernier mois s'ajoute la sortie.", "note")
    sheet.header(TOP - 2, COLUMNS, lines=2)
    sheet.repeat(TOP - 2, TOP - 2)
    left = quittee(inputs, offre)
    leaving = cells[inputs.offres.index(left)]["sortie_eur"] if left else ""
    last = TOP - 1 + inputs.horizon_mois
    for t in range(inputs.horizon_mois + 1):
        _month(sheet, inputs, f, t, own, leaving)
    _totals(sheet, f, inputs, last)
    sheet.raw.freeze_panes(TOP - 1, 1)
    return Place(sheet, last, last + 1)


def _month(sheet: Sheet, inputs: Inputs, f: Flux, t: int, own: dict[str, str], leaving: str) -> None:
    row = TOP - 1 + t
    rate = 1 + inputs.actualisation_pct / 100
    revision = revisions(inputs.revision_pct, inputs.horizon_mois)
    sheet.number(row, 0, t, "integer")
    amounts = dict.fromkeys(CLES, 0.0)
    if t:
        sheet.formula(row, 1, f"(1+revision_pct/100)^INT((A{row + 1}-1)/12)", revision[t - 1])
        for rank, ligne in enumerate(MENSUELLES):
            amounts[ligne.cle] = f.mois[ligne.cle][t - 1]
            formula = FORMULES[ligne.cle].format(**own, row=row + 1)
            sheet.formula(row, 2 + rank, formula, amounts[ligne.cle], "euros")
    ends = _ends(f, t, inputs.horizon_mois, own, leaving)
    for cle, (formula, amount) in ends.items():
        amounts[cle] = amount
        sheet.formula(row, 2 + CLES.index(cle), formula, amount, "euros")
    first, last, column = LETTERS[2], LETTERS[TOTAL - 1], LETTERS[TOTAL]
    total = math.fsum(amounts.values())
    sheet.formula(row, TOTAL, f"SUM({first}{row + 1}:{last}{row + 1})", total, "euros")
    sheet.formula(row, CUMUL, f"SUM({column}${TOP}:{column}{row + 1})", cumul(f)[t], "euros")
    sheet.formula(row, FACTOR, f"(1+actualisation_pct/100)^(-A{row + 1}/12)", rate ** (-t / 12))
    spread = f"{column}{row + 1}*{LETTERS[FACTOR]}{row + 1}"
    sheet.formula(row, DISCOUNTED, spread, total * rate ** (-t / 12), "euros")


def _ends(f: Flux, t: int, months: int, own: dict[str, str], leaving: str) -> dict[str, tuple[str, float]]:
    """Les montants uniques : au départ la mise en place et le changement, au dernier mois la sortie."""
    ends: dict[str, tuple[str, float]] = {}
    if t == 0:
        ends["mise_en_place"] = (own["mise_en_place_eur"], f.mise_en_place)
        if leaving:
            ends["sortie"] = (leaving, f.changement)
    elif t == months:
        ends["sortie"] = (own["sortie_eur"], f.sortie)
    return ends


def _totals(sheet: Sheet, f: Flux, inputs: Inputs, last: int) -> None:
    row = last + 1
    sheet.text(row, 0, "Total", "strong")
    values = {2 + k: math.fsum(f.mois[ligne.cle]) for k, ligne in enumerate(MENSUELLES)}
    values[2 + CLES.index("mise_en_place")] = f.mise_en_place
    values[2 + CLES.index("sortie")] = f.changement + f.sortie
    values[TOTAL] = cumul(f)[-1]
    values[DISCOUNTED] = actualise(inputs, f)
    for column, value in values.items():
        letter = LETTERS[column]
        sheet.formula(row, column, f"SUM({letter}{TOP}:{letter}{last + 1})", value, "total")


def _summary(book: Book, sheet: Sheet, inputs: Inputs, result: Resultat, places: list[Place]) -> None:
    sheet.text(0, 0, f"Comparer les coûts sur {inputs.horizon_mois} mois, en euros HT", "title")
    sheet.text(1, 0, f"{ESTIMATION} Les formules se recalculent ; les cas simulés non.", "note")
    sheet.header(2, ["", *(offre.nom for offre in inputs.offres)], lines=3)
    totals = [p.sheet.at(p.totals, TOTAL) for p in places]
    labels = ["Coût total attendu", "Coût actualisé", "Par personne et par mois", "Part visible sur un devis", "Rang"]
    labels += [ligne.nom for ligne in LIGNES]
    simulated = [f"{name} (cas simulés, valeur fixe)" for name in ("P10", "P50", "P90", "Chance d’être la moins chère")]
    for rank, label in enumerate([*labels, *simulated]):
        sheet.text(3 + rank, 0, typeset(label))
    span = f"$B$4:${LETTERS[len(places)]}$4"
    for i, (place, offer) in enumerate(zip(places, result.offres, strict=True)):
        column, letter = 1 + i, LETTERS[1 + i]
        cost = f"{letter}4"
        shown = place.sheet.at(place.totals, 2)
        setup = place.sheet.at(place.totals, 2 + CLES.index("mise_en_place"))
        sheet.formula(3, column, totals[i], offer.total_eur, "euros")
        sheet.formula(4, column, place.sheet.at(place.totals, DISCOUNTED), offer.actualise_eur, "euros")
        sheet.formula(5, column, f"{cost}/horizon_mois/postes", offer.par_poste_mois_eur, "euros")
        share = offer.part_visible if offer.part_visible is not None else ""
        sheet.formula(6, column, f'IF({cost}=0,"",({shown}+{setup})/{cost})', share, "share")
        earlier = f"+COUNTIF($B$4:{letter}$4,{cost})-1"
        sheet.formula(7, column, f"RANK({cost},{span},1){earlier}", 1 + result.rang.index(i), "integer")
        for rank, ligne in enumerate(LIGNES):
            sheet.formula(8 + rank, column, place.sheet.at(place.totals, 2 + rank), offer.lignes[ligne.cle], "euros")
        fixed = (offer.p10_eur, offer.p50_eur, offer.p90_eur, offer.proba_moins_chere)
        for rank, value in enumerate(fixed):
            sheet.number(8 + len(LIGNES) + rank, column, value, "share" if rank == len(fixed) - 1 else "rounded")
    _curve(book, sheet, places, 8 + len(LIGNES) + 5)


def _curve(book: Book, sheet: Sheet, places: list[Place], row: int) -> None:
    series = [
        {
            "name": f"='{SYNTHESE}'!${LETTERS[1 + i]}$3",
            "categories": f"='{p.sheet.name}'!$A${TOP}:$A${p.last + 1}",
            "values": f"='{p.sheet.name}'!${LETTERS[CUMUL]}${TOP}:${LETTERS[CUMUL]}${p.last + 1}",
        }
        for i, p in enumerate(places)
    ]
    book.line_chart(sheet, f"A{row + 1}", "Coût cumulé attendu, en euros", series, ("mois", "€ HT"))
