"""Un tableau de devis, collé ou ouvert : ses colonnes, ses offres, ses cases, ses sections."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook
from tools.kit.quote import QuoteError, read_quote, table_of_text, tables_of_file

from tests.quote import ACROSS, CSV, FORFAIT, GENS, MISE, OFFRES, alone, offers_of, values


def test_columns_are_known_by_their_titles() -> None:
    """Quantité, prix unitaire, total : le prix d'un poste, ou le total, selon l'entrée ; le TTC reste dehors."""
    (offer,) = offers_of(
        "DEVIS N° 2026-113\n"
        "Réf.\tDésignation\tQté\tPU HT\tTotal HT\tTotal TTC\tObservations\n"
        "A1\tInfogérance poste de travail\t40\t45,00\t1 800,00\t2 160,00\t\n"
        "A2\tMise en service\t3\t800,00\t2 400,00\t2 880,00\tà la commande\n"
        "A3\tMicrosoft 365\t30\t12,00\t360,00\t432,00\t\n"
        "A4\tServeurs\t36\t60\t2160\t2592\t\n"
        "\tTotal HT\t\t\t6 720,00\t\t\n"
    )
    found = {line.key: values(line) for line in offer.lines if line.fields}
    assert found == {FORFAIT: (45,), MISE: (2_400,)}
    refused = [line.problem for line in offer.lines if not line.fields]
    assert [
        part in text
        for part, text in zip(("non reconnu", "pour tous", "des mois", "non reconnu"), refused, strict=True)
    ] == [True] * 4


def test_a_product_that_fails_is_said() -> None:
    """Quantité × prix qui ne font pas le total (une remise) : demandé, non choisi."""
    (offer,) = offers_of("Désignation\tQté\tPU HT\tTotal HT\nMise en place\t2\t1 000\t1 800\n")
    assert "ne font pas" in offer.lines[0].problem


def test_low_likely_high_columns() -> None:
    """Bas, probable, haut par leurs titres, dans n'importe quel ordre ; une unité en colonne se lit."""
    (offer,) = offers_of("Libellé\tProbable\tBas\tHaut\tUnité\nDurée d'une interruption\t90\t60\t120\tmin\n")
    assert values(offer.lines[0]) == (1, 1.5, 2)


DOWN = "Offre\tMise en place\tForfait par poste\nAlpha\t1000\t45\nBeta\t2000\t50\nGamma\t3000\t60"
STACKED = "\n".join(
    f"Nom\t{name}\nMise en place\t{fee}\nForfait par poste\t{price}"
    for name, fee, price in (("Alpha", 1000, 45), ("Beta", 2000, 50), ("Gamma", 3000, 60))
)


@pytest.mark.parametrize("text", [ACROSS, DOWN, STACKED, ACROSS.replace("Nom", "")])
def test_several_offers_are_all_read(text: str) -> None:
    """Trois offres, en colonnes, en lignes ou à la suite : trois offres, aucune perdue."""
    found = [(offer.name, [values(line) for line in offer.lines]) for offer in offers_of(text)]
    assert found == [("Alpha", [(1_000,), (45,)]), ("Beta", [(2_000,), (50,)]), ("Gamma", [(3_000,), (60,)])]


def test_three_grouped_numbers_across_are_thousands() -> None:
    """« 1.000, 2.000, 3.000 » d'une offre à l'autre : des milliers, non des décimaux."""
    found = offers_of("\tA\tB\tC\nMise en place\t1.000\t2.000\t3.000")
    assert [values(offer.lines[0]) for offer in found] == [(1_000,), (2_000,), (3_000,)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ('"Mise en\nplace"\t"1 500"\nForfait par poste\t45', ["Mise en place | 1 500", "Forfait par poste | 45"]),
        (
            'Écran 24"\t200\nForfait par poste\t45\nÉcran 27"\t300',
            ['Écran 24" | 200', "Forfait par poste | 45", 'Écran 27" | 300'],
        ),
        ('"4 pouces\t10\nMise en place\t5', ['"4 pouces | 10', "Mise en place | 5"]),
        ("sep=;\nMise en place;1 500,50", ["Mise en place | 1 500,50"]),
        ("\ufeffMise en place\t5\t\t\t\n\t\t\n\n", ["Mise en place | 5"]),
        ("| Petites gênes | 20 min/mois |", ["Petites gênes | 20 min/mois"]),
        ('"4 pouces\t10\nMise en place\t5\nMatériel 2"\t7', ['"4 pouces | 10', "Mise en place | 5", 'Matériel 2" | 7']),
    ],
)
def test_cells_are_read_as_a_spreadsheet_copies_them(text: str, labels: list[str]) -> None:
    """Guillemets, retours à la ligne, guillemet seul, ligne `sep=`, vides de la fin."""
    assert [line.source for offer in offers_of(text) for line in offer.lines] == labels


def test_html_is_named() -> None:
    """Des cases copiées en code HTML : une phrase, non une ligne illisible."""
    with pytest.raises(QuoteError, match="HTML"):
        table_of_text("<google-sheets-html-origin><table><tr><td>A</td></tr></table>")


def _xlsx(fill: Any) -> bytes:
    book = Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook) -> None:
    notes = book.active
    notes.title = "Lisez-moi"
    notes.append(["Bonjour"])
    sheet = book.create_sheet("Devis")
    sheet.merge_cells("A1:C1")
    sheet["A1"] = "Devis n° 12"
    sheet.append([])
    sheet.append(["Désignation", "Valeur", "Remarque"])
    sheet.append(["Mise en place", 1500, "une fois"])
    sheet.append(["Part des personnes touchées", 0.25])
    sheet["B5"].number_format = "0 %"
    sheet.append(["Serveurs", "=1+1"])
    sheet.append(["Matériel", 900])
    sheet.row_dimensions[7].hidden = True
    book.create_sheet("Caché").sheet_state = "hidden"


def test_a_workbook_is_read_as_it_is_seen() -> None:
    """La feuille où l'on comprend ; un pourcentage en pourcentage ; une formule sans valeur n'est pas un zéro."""
    quote = read_quote(OFFRES, tables_of_file("devis.xlsx", _xlsx(_sheet)), GENS)
    (offer,) = quote.offers
    assert {line.key: values(line) for line in offer.lines if line.fields} == {
        MISE: (1_500,),
        "part_touchee_pct": (25,),
    }
    assert any("formule non calculée" in line.source for line in offer.lines)
    assert any("masquées" in note for note in quote.notes)
    assert any("« Devis »" in note for note in quote.notes)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", CSV.encode()),
        ("a.csv", CSV.encode("utf-8-sig")),
        ("a.csv", CSV.encode("cp1252")),
        ("a.csv", CSV.encode("utf-16")),
        ("a.tsv", CSV.replace(";", "\t").encode()),
        ("a.csv", b'D\xc3\xa9signation,Montant HT\nMise en place,"1500,50"\n'),
        ("a.xlsx", CSV.encode()),
    ],
)
def test_a_csv_is_read_whatever_its_coding(name: str, content: bytes) -> None:
    """UTF-8 avec ou sans marque, UTF-16, ancien codage de Windows, virgules ; le nom du fichier ne décide pas."""
    (offer,) = read_quote(OFFRES, tables_of_file(name, content), GENS).offers
    assert values(offer.lines[0]) == (1_500.5,)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Seuls .xlsx et .csv"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mot de passe"),
        ("a.pdf", b"%PDF-1.7", "Seuls .xlsx et .csv"),
        ("a.ods", b"PK\x03\x04", "Seuls .xlsx et .csv"),
        ("a.xlsx", b"PK\x03\x04abc", "n'est pas lisible"),
        ("a.csv", "Prix;1".encode("utf-16-le"), "codage"),
        ("a.csv", b"0" * 1_000_001, "trop gros"),
    ],
)
def test_a_file_not_read_is_one_sentence(name: str, content: bytes, said: str) -> None:
    """Un format que l'on ne lit pas se nomme, avec la façon d'en sortir."""
    with pytest.raises(QuoteError, match=said):
        tables_of_file(name, content)


FORMATS = [
    (12, '#,##0 "k€"', "Mise en place", (12_000,)),
    (1200, '0.00 "€/an"', "Serveurs, sites, stockage", (100,)),
    (540, '0 "€ / an"', "Forfait par personne", (45,)),
    (3, '0" ans"', "Engagement", (36,)),
    (1200, '0.00 "€ TTC"', "Mise en place", ()),
    (1.5, '0.0 "jours"', "Durée d'une interruption", ()),
    (1_500_000, '#,##0.0,"k€"', "Mise en place", ()),
    (45, "[$€-40C] #,##0.00", "Forfait par personne", (45,)),
    (0.2, "0.00%_ ", "Part du travail perdue", (20,)),
    (90, '0" min"', "Durée d'une interruption", (1.5,)),
    (120, '#,##0.00\\ "DH"', "Mise en place", ()),
    (36, "_-* #,##0.00\\ _€_-", "Engagement", (36,)),
]


@pytest.mark.parametrize(("value", "shape", "label", "numbers"), FORMATS)
def test_a_cell_format_is_part_of_its_unit(value: float, shape: str, label: str, numbers: tuple[float, ...]) -> None:
    """« 12 » affiché « 12 k€ » est douze mille euros ; « TTC » ou une échelle cachée se demandent."""

    def fill(book: Workbook) -> None:
        book.active.append([label, value])
        book.active["B1"].number_format = shape

    (offer,) = read_quote(OFFRES, tables_of_file("a.xlsx", _xlsx(fill)), GENS).offers
    assert (values(offer.lines[0]) if offer.lines[0].fields else ()) == numbers


def test_hidden_columns_are_left_aside() -> None:
    """Une colonne masquée n'est pas lue, et c'est dit."""

    def fill(book: Workbook) -> None:
        book.active.append(["Mise en place", 1000, 2000, 3000])
        book.active.column_dimensions["C"].hidden = True
        book.active.column_dimensions["D"].hidden = True

    quote = read_quote(OFFRES, tables_of_file("a.xlsx", _xlsx(fill)), GENS)
    assert values(quote.offers[0].lines[0]) == (1_000,)
    assert any("Colonnes masquées" in note for note in quote.notes)


def test_a_section_ends_where_the_next_begins() -> None:
    """Un rythme dit par un titre ne déborde pas sur la section suivante, ni sur ce qui n'est pas un montant."""
    lines = alone(
        "Prestations mensuelles\nInfogérance par poste\t45 €\nPrestations ponctuelles\nMise en service\t1 500 €\n"
        "Engagement\t36 mois\nRévision annuelle\t3 %\n"
    )
    assert [(line.key, values(line)) for line in lines] == [
        (FORFAIT, (45,)),
        (MISE, (1_500,)),
        ("engagement_mois", (36,)),
        ("revision_pct", (3,)),
    ]


@pytest.mark.parametrize("title", ["Alpha (€/an, €/mois)", "Alpha (€/personne/site)", "Alpha $ / €"])
def test_a_title_that_contradicts_itself_does_not_lose_the_rest(title: str) -> None:
    """Un titre d'offre qui dit deux choses : ses lignes se demandent, les autres offres se lisent."""
    found = offers_of(f"Désignation\t{title}\tBeta\nForfait par poste\t45\t50")
    assert found[0].lines[0].fields == {}
    assert values(found[-1].lines[0]) == (50,)
