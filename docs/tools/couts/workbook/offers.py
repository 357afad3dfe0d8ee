"""La feuille d'une offre : un mois par ligne, une colonne par ligne de coût."""

from __future__ import annotations

import math
import string
from dataclasses import dataclass

from tools.couts.inputs import PARTIR, Inputs
from tools.couts.model.flows import Flux, actualise, cumul, flux
from tools.couts.model.leaving import REVISEES
from tools.couts.model.lines import LIGNES, MENSUELLES, calendrier
from tools.couts.workbook.commitment import Commitments
from tools.couts.workbook.entries import FIN, Cells
from tools.kit.share.workbook import Sheet

CLES = [ligne.cle for ligne in LIGNES]
TOP = 5
"""La première ligne des mois, dans la feuille d'une offre."""
FIRST = 4
"""La première colonne des lignes de coût ; avant elle : mois, personnes, coût horaire, prix."""
COLUMNS = ("Mois", "Personnes", "Coût d'une heure", "Prix", *(ligne.nom for ligne in LIGNES), "Total du mois", "Cumul")
COLUMNS += ("Facteur d’actualisation", "Actualisé", "À réviser", "Sans révision")
TOTAL, CUMUL, FACTOR, DISCOUNTED, PRICED, STEADY = (FIRST + len(LIGNES) + k for k in range(6))
LETTERS = string.ascii_uppercase
ARRET = "{incidents_an}/12*{duree_h}*{part_touchee_pct}/100"
FORMULES = {
    "forfait": "MAX({plancher_eur_mois},{forfait_fixe_eur}+B{row}*{forfait_poste_eur})*D{row}",
    "options": "({serveurs_eur_mois}+B{row}*({licences_poste_eur}+{securite_poste_eur}))*D{row}",
    "hors_forfait": "{hors_forfait_h_mois}*{hors_forfait_eur_h}*D{row}",
    "projets": "{projets_eur_an}/12",
    "materiel": "{materiel_eur_an}/12",
    "arrivees": "arrivees_an/12*{arrivee_eur}*D{row}",
    "equipe": "{equipe_interne_eur_an}/12*C{row}/cout_horaire_eur",
    "pilotage": "{pilotage_h_mois}*C{row}",
    "interruptions": ARRET + "*B{row}*{perte_pct}/100*C{row}",
    "gene": "B{row}*{gene_min_mois}/60*C{row}",
    "marge": ARRET + "*marge_horaire_eur",
    "sinistre": "{sinistre_pct_an}/1200*{sinistre_eur}",
}
"""Chaque ligne mensuelle, dans la langue du tableur : B, C et D sont les personnes, le coût horaire et les prix."""


@dataclass(frozen=True)
class Place:
    """La feuille d'une offre, et ses dernières lignes : le mois N et les totaux."""

    sheet: Sheet
    last: int
    totals: int

    def column(self, column: int, first: int, last: int) -> str:
        """La plage d'une colonne, du mois `first` au mois `last` (0 : le départ)."""
        start, end = (self.sheet.at(TOP - 1 + t, column) for t in (first, last))
        return f"{start}:{end.partition('!')[2]}"


def write_offer(sheet: Sheet, inputs: Inputs, index: int, cells: list[Cells], commitments: Commitments) -> Place:
    """Écrit les mois d'une offre et leurs totaux."""
    offre, own = inputs.offres[index], cells[index]
    f = flux(inputs, offre)
    sheet.text(0, 0, offre.nom, "title")
    sheet.text(1, 0, "Mois 0 : le départ. Au dernier mois s'ajoute la sortie, si nous partons.", "note")
    sheet.header(TOP - 2, COLUMNS, lines=2)
    sheet.repeat(TOP - 2, TOP - 2)
    here = commitments.offers[index]
    once = {
        0: {"mise_en_place": (own["mise_en_place_eur"], f.mise_en_place), "changement": (here.change, f.changement)},
        inputs.horizon_mois: {"sortie": (f'IF({FIN}="{PARTIR}",{here.end},0)', f.sortie)},
    }
    months = calendrier(inputs, offre.revision_pct, inputs.horizon_mois)
    sums, rate = cumul(f), 1 + inputs.actualisation_pct / 100
    for t in range(inputs.horizon_mois + 1):
        row = TOP - 1 + t
        sheet.number(row, 0, t, "integer")
        amounts = dict.fromkeys(CLES, 0.0)
        if t:
            _drivers(sheet, row, own, months[t - 1])
            for ligne in MENSUELLES:
                amounts[ligne.cle] = f.mois[ligne.cle][t - 1]
                formula = FORMULES[ligne.cle].format(**own, row=row + 1)
                sheet.formula(row, FIRST + CLES.index(ligne.cle), formula, amounts[ligne.cle], "euros")
            _parts(sheet, row, amounts, months[t - 1].prix)
        for cle, (formula, amount) in once.get(t, {}).items():
            amounts[cle] = amount
            sheet.formula(row, FIRST + CLES.index(cle), formula, amount, "euros")
        _sums(sheet, row, math.fsum(amounts.values()), sums[t], rate ** (-t / 12))
    last = TOP - 1 + inputs.horizon_mois
    _totals(sheet, f, inputs, last)
    sheet.raw.freeze_panes(TOP - 1, 1)
    return Place(sheet, last, last + 1)


def _drivers(sheet: Sheet, row: int, own: Cells, month: tuple[float, ...]) -> None:
    year = f"INT((A{row + 1}-1)/12)"
    people, wage, price, _ = month
    sheet.formula(row, 1, f"postes*(1+croissance_pct/100)^{year}", people)
    sheet.formula(row, 2, f"cout_horaire_eur*(1+revision_salaires_pct/100)^{year}", wage, "euros")
    sheet.formula(row, 3, f"(1+{own['revision_pct']}/100)^{year}", price)


def _parts(sheet: Sheet, row: int, amounts: dict[str, float], price: float) -> None:
    """Les lignes révisées, ramenées avant révision, et les autres : ce que la feuille « Départ » reprend."""
    revised, steady = (
        [cle for cle in CLES if cle in FORMULES and (cle in REVISEES) == priced] for priced in (True, False)
    )

    def added(keys: list[str]) -> str:
        return "+".join(f"{LETTERS[FIRST + CLES.index(cle)]}{row + 1}" for cle in keys)

    first = math.fsum(amounts[cle] for cle in revised) / price
    sheet.formula(row, PRICED, f"({added(revised)})/D{row + 1}", first, "euros")
    sheet.formula(row, STEADY, added(steady), math.fsum(amounts[cle] for cle in steady), "euros")


def _sums(sheet: Sheet, row: int, total: float, cumulated: float, factor: float) -> None:
    first, last, column = LETTERS[FIRST], LETTERS[TOTAL - 1], LETTERS[TOTAL]
    sheet.formula(row, TOTAL, f"SUM({first}{row + 1}:{last}{row + 1})", total, "euros")
    sheet.formula(row, CUMUL, f"SUM({column}${TOP}:{column}{row + 1})", cumulated, "euros")
    sheet.formula(row, FACTOR, f"(1+actualisation_pct/100)^(-A{row + 1}/12)", factor)
    sheet.formula(row, DISCOUNTED, f"{column}{row + 1}*{LETTERS[FACTOR]}{row + 1}", total * factor, "euros")


def _totals(sheet: Sheet, f: Flux, inputs: Inputs, last: int) -> None:
    row = last + 1
    sheet.text(row, 0, "Total", "strong")
    values = {FIRST + CLES.index(cle): amount for cle, amount in f.totals().items()}
    values[TOTAL] = cumul(f)[-1]
    values[DISCOUNTED] = actualise(inputs, f)
    for column, value in values.items():
        letter = LETTERS[column]
        sheet.formula(row, column, f"SUM({letter}{TOP}:{letter}{last + 1})", value, "total")
