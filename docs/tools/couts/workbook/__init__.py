"""Le classeur de la comparaison : synthèse, entrées, une feuille de formules par offre, engagements, départ, notes.

Les formules sont écrites une seconde fois, dans la langue du tableur : c'est ce qui permet de vérifier le modèle.
"""

from __future__ import annotations

from tools.couts.inputs import Inputs
from tools.couts.model import Resultat
from tools.couts.workbook.commitment import write_commitments
from tools.couts.workbook.departure import write_departure
from tools.couts.workbook.entries import write_entries
from tools.couts.workbook.notes import write_notes
from tools.couts.workbook.offers import write_offer
from tools.couts.workbook.summary import write_summary
from tools.kit.share.workbook import Book

SYNTHESE, ENTREES, NOTES, ENGAGEMENTS, DEPART = "Synthèse", "Entrées", "Notes", "Engagements", "Départ"
STYLES: dict[str, dict[str, object]] = {
    "euros": {"num_format": "#,##0.00 €;-#,##0.00 €"},
    "rounded": {"num_format": "#,##0 €;-#,##0 €"},
    "total": {"num_format": "#,##0.00 €;-#,##0.00 €", "bold": True, "top": 1},
}


def write(inputs: Inputs, result: Resultat, address: str, owned: str) -> bytes:
    """Rend le fichier .xlsx de cette situation .

    `address` est son lien, écrit en texte dans les notes ; `owned` dit à qui sont les valeurs, en tête de la synthèse.
    """
    shown = result.inputs
    count = len(shown.offres)
    book = Book("Comparaison des coûts", STYLES)
    summary = book.sheet(SYNTHESE, [44, *[26] * max(count, 3)])
    entries = write_entries(book, book.sheet(ENTREES, [44, *[12] * 4 * count]), shown)
    commitments = write_commitments(book.sheet(ENGAGEMENTS, [34, 12, *[14] * 4 * count]), shown, entries)
    offers = [
        write_offer(book.sheet(f"Offre {index + 1}", [9, 12, 12, 10, *[15] * 21]), shown, index, entries, commitments)
        for index in range(count)
    ]
    departure = (
        write_departure(book.sheet(DEPART, [9, *[24] * count]), result, entries, commitments, offers)
        if result.depart
        else {}
    )
    write_summary(book, summary, result, offers, commitments, departure, owned)
    summary.raw.fit_to_pages(1, 1)
    write_notes(book.sheet(NOTES, [52, 34, 14, 90]), inputs, address)
    return book.to_bytes()
