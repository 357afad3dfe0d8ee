"""La feuille des engagements : forfait et options mois par mois, au-delà de la période, et ce que coûte de partir."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tools.couts.inputs import Inputs
from tools.couts.model.leaving import changement, double_marche, penalite, quittee, sortir
from tools.couts.model.lines import Mois, calendrier, forfait, options
from tools.couts.offre import MOIS_MAX, Offre
from tools.couts.workbook.entries import Cells
from tools.kit.share.workbook import Sheet

TOP = 11
"""La première ligne des mois."""
COLUMNS = ("prix", "forfait avant révision", "forfait", "options")


@dataclass(frozen=True)
class Commitment:
    """Les adresses d'une offre dans cette feuille : ses colonnes mensuelles, et ce qu'il en coûte de la quitter."""

    sheet: Sheet
    left: int
    change: str
    end: str

    def column(self, rank: int, first: int, last: int) -> str:
        """La plage d'une de ses colonnes, du mois `first` au mois `last`."""
        return _range(self.sheet, self.left + rank, first, last)


@dataclass(frozen=True)
class Commitments:
    """La feuille entière : la colonne des mois, et une part par offre."""

    sheet: Sheet
    months: int
    offers: list[Commitment]

    @property
    def dates(self) -> str:
        """La plage des mois."""
        return self.ages(1, self.months)

    def ages(self, first: int, last: int) -> str:
        """La plage des mois, de `first` à `last`."""
        return _range(self.sheet, 0, first, last)

    def between(self, index: int, rank: int, after: str, until: str) -> str:
        """La somme d'une colonne d'une offre, des mois qui suivent `after` jusqu'à `until` compris."""
        column = self.offers[index].column(rank, 1, self.months)
        return f'SUMIFS({column},{self.dates},">"&{after},{self.dates},"<="&{until})'


def _range(sheet: Sheet, column: int, first: int, last: int) -> str:
    start, end = (sheet.at(TOP + t - 1, column) for t in (first, last))
    return f"{start}:{end.partition('!')[2]}"


def write_commitments(sheet: Sheet, inputs: Inputs, cells: list[Cells]) -> Commitments:
    """Écrit la feuille ; elle va assez loin pour le plus long engagement, pris au dernier mois."""
    count = inputs.horizon_mois + MOIS_MAX
    sheet.text(0, 0, "Engagements : quitter une offre", "title")
    sheet.text(1, 0, "L(s) = travail de sortie + part due × forfait des mois d'engagement restants.", "note")
    labels = ("Double marche", "Pénalité du contrat quitté", "Changement", "Pénalité à la fin", "Sortir à la fin")
    for rank, label in enumerate(labels):
        sheet.text(4 + rank, 0, label)
    sheet.header(TOP - 2, ["Mois", "Personnes"])
    bare = [replace(offre, revision_pct=0.0) for offre in inputs.offres]
    people = calendrier(inputs, 0, count)
    for t in range(1, count + 1):
        row = TOP + t - 1
        sheet.number(row, 0, t, "integer")
        sheet.formula(row, 1, f"postes*(1+croissance_pct/100)^INT((A{row + 1}-1)/12)", people[t - 1].personnes)
    offers = []
    for index, offre in enumerate(inputs.offres):
        left = 2 + len(COLUMNS) * index
        sheet.span(2, left, left + len(COLUMNS) - 1, offre.nom)
        sheet.header(TOP - 2, COLUMNS, left)
        months = calendrier(inputs, offre.revision_pct, count)
        for t, m in enumerate(months, 1):
            _month(sheet, TOP + t - 1, left, cells[index], offre, bare[index], m)
        offers.append(Commitment(sheet, left, sheet.at(6, left), sheet.at(8, left)))
    found = Commitments(sheet, count, offers)
    for index in range(len(inputs.offres)):
        _ends(found, inputs, index, cells)
    return found


def _month(sheet: Sheet, row: int, left: int, own: Cells, offre: Offre, bare: Offre, m: Mois) -> None:
    people = f"$B{row + 1}"
    price, fee = (sheet.at(row, left + rank).partition("!")[2] for rank in range(2))
    sheet.formula(row, left, f"(1+{own['revision_pct']}/100)^INT(($A{row + 1}-1)/12)", m.prix)
    first = f"MAX({own['plancher_eur_mois']},{own['forfait_fixe_eur']}+{people}*{own['forfait_poste_eur']})"
    sheet.formula(row, left + 1, first, forfait(bare, m._replace(prix=1.0)), "euros")
    sheet.formula(row, left + 2, f"{fee}*{price}", forfait(offre, m), "euros")
    extras = f"({own['serveurs_eur_mois']}+{people}*({own['licences_poste_eur']}+{own['securite_poste_eur']}))*{price}"
    sheet.formula(row, left + 3, extras, options(offre, m), "euros")


def _ends(found: Commitments, inputs: Inputs, index: int, cells: list[Cells]) -> None:
    """Ce qu'il en coûte de quitter le contrat actuel pour cette offre, puis de la quitter à la fin."""
    sheet, offre, own = found.sheet, inputs.offres[index], cells[index]
    left, n = found.offers[index].left, inputs.horizon_mois
    old = quittee(inputs, offre)
    amounts = [0.0, 0.0, 0.0]
    formulas = ["0", "0", "0"]
    if old:
        current = inputs.offres.index(old)
        overlap = own["recouvrement_mois"]
        until = f"MIN({overlap},horizon_mois)"
        formulas[0] = f"{found.between(current, 2, '0', until)}+{found.between(current, 3, '0', until)}"
        formulas[1] = leave(found, current, cells[current], overlap)
        formulas[2] = f"{sheet.at(4, left)}+{sheet.at(5, left)}+{cells[current]['sortie_eur']}"
        amounts = [
            double_marche(inputs, offre),
            penalite(inputs, old, offre.recouvrement_mois),
            changement(inputs, offre),
        ]
    formulas += [leave(found, index, own, "horizon_mois"), f"{sheet.at(7, left)}+{own['sortie_eur']}"]
    amounts += [penalite(inputs, offre, n), sortir(inputs, offre, n)]
    for rank, (formula, amount) in enumerate(zip(formulas, amounts, strict=True)):
        sheet.formula(4 + rank, left, formula, amount, "euros")


def leave(found: Commitments, index: int, own: Cells, after: str) -> str:
    """La pénalité d'une offre quittée après `after` mois, dans la langue du tableur."""
    return f"{own['penalite_pct']}/100*{found.between(index, 2, after, own['engagement_mois'])}"
