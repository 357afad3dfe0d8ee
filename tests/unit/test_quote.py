"""Un devis collé ou déposé : chaque ligne comprise, demandée ou refusée ; jamais une autre valeur en silence.

Les entrées viennent de l'avis des relecteurs et de plaintes publiques d'utilisateurs d'outils semblables.
"""

from __future__ import annotations

import base64
import io
import itertools
import json
import tomllib
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from tools.kit import bridge
from tools.kit.declare import Numeric, ThreePoint, flatten, lists_of, parse, preset_inputs, unflatten
from tools.kit.french import format_input, typeset
from tools.kit.quote import Line, Offer, QuoteError, Reader, lexicon_of, read_quote, table_of_text, tables_of_file
from tools.kit.quote.quantity import read_quantity
from tools.kit.reading import parse_number
from tools.kit.tool import get_tool

from scripts.before.quote_model import FIRST, model
from scripts.paths import DOCS

COUTS = get_tool("couts")
OFFRES = lists_of(COUTS.inputs)["offres"]
GENS = Fraction(40)
FORFAIT, MISE, DUREE = "forfait_poste_eur", "mise_en_place_eur", "duree_h"


def offers_of(text: str) -> list[Offer]:
    """Ce qui se comprend d'un texte collé, pour quarante personnes."""
    return read_quote(OFFRES, [table_of_text(text)], GENS).offers


def only(text: str) -> Line:
    """La seule ligne d'un texte collé."""
    (offer,) = offers_of(text)
    (line,) = offer.lines
    return line


def values(line: Line) -> tuple[float, ...]:
    """Les nombres qu'une ligne remplit."""
    found = tuple(map(parse_number, line.fields.values()))
    return found[:1] if len(set(found)) == 1 else found


READ = [
    ("Mise en place\t120 € HT / poste", MISE, (4_800,), "× 40 personnes"),
    ("Forfait mensuel : 45 € HT/poste", FORFAIT, (45,), ""),
    ("Heures hors forfait\t0,5 h/poste/mois", "hors_forfait_h_mois", (20,), "× 40 personnes"),
    ("Mise en place\t1\t2 500,00 €\t2 500,00 €", MISE, (2_500,), ""),
    ("Mise en place\t2\t1 250 €\t2 500 €", MISE, (2_500,), "2 × 1\u202f250"),
    ("Mise en place\t2 500\t€ HT\tpayable à la commande", MISE, (2_500,), "« payable à la commande » n'est pas lu"),
    ("Forfait\t45 euros H.T. par mois et par poste", FORFAIT, (45,), ""),
    ("45 euros H.T. par mois et par poste", FORFAIT, (45,), ""),
    ("Forfait par poste\t45", FORFAIT, (45,), ""),
    ("Prix / utilisateur\t45", FORFAIT, (45,), ""),
    ("PU mensuel HT\t45", FORFAIT, (45,), ""),
    ("Forfait annuel par personne\t540 €", FORFAIT, (45,), "par an, ramené par mois"),
    ("Mise en place (k€)\t12", MISE, (12_000,), "k€ en €"),
    ("Serveurs, sites, stockage (par an)\t1 200", "serveurs_eur_mois", (100,), "ramené par mois"),
    ("Durée d'une interruption (minutes)\t90", DUREE, (1.5,), "min en h"),
    ("Petites gênes (heures)\t0,5", "gene_min_mois", (30,), "h en min"),
    ("Personnes touchées\t12 personnes", "part_touchee_pct", (30,), "sur 40 personnes"),
    ("Durée d'une interruption\t2-4-8", DUREE, (2, 4, 8), ""),
    ("Durée d'une interruption\t4 (2–8)", DUREE, (2, 4, 8), ""),
    ("Durée d'une interruption\t2 / 3 / 4 h", DUREE, (2, 3, 4), ""),
    ("Durée d'une interruption\t4 h (de 2 à 8)", DUREE, (2, 4, 8), ""),
    ("Durée d'une interruption\t2 h 30", DUREE, (2.5,), ""),
    ("Interruptions de travail\t1 par mois", "incidents_an", (12,), "par mois, ramené par an"),
    ("Mise en place\t1.000\t2.000\t3.000", MISE, (1_000, 2_000, 3_000), ""),
    ("Coût de ce sinistre\t50.000 (de 20.000 à 90.000)", "sinistre_eur", (20_000, 50_000, 90_000), ""),
    ("Coût de ce sinistre\t500\t1.000\t2.000", "sinistre_eur", (500, 1_000, 2_000), ""),
    ("Mise en place\t1.355,90€", MISE, (1_355.9,), ""),
    ("Mise en place\t1,529.05", MISE, (1_529.05,), ""),
    ("Mise en place\t12 345.67", MISE, (12_345.67,), ""),
    ("Mise en place\t1\u00a0234,56\u00a0€", MISE, (1_234.56,), ""),
    ("Mise en place\t1\u202f234,56", MISE, (1_234.56,), ""),
    ("Mise en place\t€ 1 234,56", MISE, (1_234.56,), ""),
    ("Mise en place\t1'234,56", MISE, (1_234.56,), ""),
    ("Engagement\t3 ans", "engagement_mois", (36,), "an en mois"),
    ("Licences par personne\tinclus", "licences_poste_eur", (0,), "« inclus »"),
    ("Hors forfait\t85 €/h", "hors_forfait_eur_h", (85,), ""),
    ("Une heure hors forfait\t85 €", "hors_forfait_eur_h", (85,), ""),
    ("Forfait\t40\t45,00\t1 800,00", FORFAIT, (45,), "prix unitaire"),
    ("Révision annuelle\t2,5 %", "revision_pct", (2.5,), ""),
]


@pytest.mark.parametrize(("text", "key", "numbers", "note"), READ)
def test_a_line_is_understood_and_says_how(text: str, key: str, numbers: tuple[float, ...], note: str) -> None:
    """La bonne entrée, la bonne valeur, et comment on y est venu ; ce qu'on montre se relit à l'identique."""
    line = only(text)
    assert (line.key, values(line), line.problem) == (key, numbers, "")
    assert note in line.note
    again = Reader(lexicon_of(OFFRES), GENS).value(line.key, line.text)
    assert (again.fields, again.problem) == (line.fields, "")


REFUSED = [
    ("Sortie en fin de période : 01/06/2029", "non reconnu"),
    ("Mise en place\t01/03/2027", "une date"),
    ("Mise en place\t1er juin 2029", "une date"),
    ("Mise en place (TTC)\t1 200", "TTC"),
    ("Mise en place\t1 200 € TTC", "TTC"),
    ("Prix du forfait\t45 €", "« Forfait par personne » ou « Forfait fixe mensuel »"),
    ("Équipe interne\t45 000 €/personne/an", "par personne : donnez le total"),
    ("Mise en place\t300 € par site", "par site"),
    ("Mise en place\t1.500 €", "de deux façons"),
    ("Mise en place\t25,000", "de deux façons"),
    ("Interruptions de travail\t2 à 8", "le plus probable manque"),
    ("Durée d'une interruption\t1 jour", "jour"),
    ("Durée d'une interruption\t20 min", "pas un nombre exact"),
    ("Petites gênes\t20 min par jour", "par jour"),
    ("Temps de pilotage\t4 h/semaine", "par semaine"),
    ("Risque d'un sinistre majeur\t1 % par mois", "par mois"),
    ("Mise en place\t50 €/mois", "une fois"),
    ("Remise sur forfait\t10 %", "non reconnu"),
    ("Remise commerciale\t−500", "non reconnu"),
    ("Sans mise en place\t1 500 €", "non reconnu"),
    ("Durée\t36", "non reconnu"),
    ("Hors forfait\t6", "ou"),
    ("Une heure hors forfait\t6", "ou"),
    ("Mise en place\t(123,45)", "n'est pas"),
    ("Mise en place\t–100,00", "n'est pas"),
    ("Mise en place\t123,45-", "n'est pas"),
    ("Mise en place\t1,98E-06", "scientifique"),
    ("Mise en place\t45 $", "n'est pas une unité connue"),
    ("Mise en place\tCHF 123,45", "attendu : € HT"),
    ("Durée d'une interruption\t< 4 h", "n'est pas"),
    ("Mise en place\t#REF!", "pas de valeur dans cette case"),
    ("Mise en place\tsur devis", "pas de montant ferme"),
    ("Part du travail perdue\t0,2", "0,2 % ou 20 %"),
    ("Forfait par personne\t45\t50", "2 nombres lus"),
    ("Mise en place\t1.23.456,7", "de trop"),
    ("duree_h\tdeux heures", "pas un nombre"),
    ("Prix de l'heure hors forfait", "manque la valeur"),
    ("Engagement\t30 %", "attendu : mois"),
    ("Forfait par personne\t9 000", "hors des bornes"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_a_line_not_understood_says_why(text: str, reason: str) -> None:
    """Refusée ou demandée, avec sa raison ; aucun champ n'est rempli."""
    line = only(text)
    assert line.fields == {}
    assert reason in line.problem


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


ACROSS = "Nom\tAlpha\tBeta\tGamma\nMise en place\t1 000\t2 000\t3 000\nForfait par poste\t45\t50\t60"
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


CSV = "Désignation;Montant HT\nMise en place;1500,50\n"


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


NUMERIC = {key: spec for key, spec in OFFRES.fields.items() if isinstance(spec, Numeric)}


@settings(deadline=None)
@given(st.sampled_from(sorted(NUMERIC)), st.data())
def test_a_value_with_its_own_unit_reads_back(key: str, data: st.DataObject) -> None:
    """Toute valeur d'une entrée, écrite avec son unité, se relit exactement ; trois points aussi."""
    spec = NUMERIC[key]
    top = min(spec.max, 10_000)
    number = (
        st.integers(int(max(spec.min, 0)), int(top))
        if spec.kind == "integer"
        else st.floats(0, top).map(lambda n: round(n, 4))
    )
    points = (
        sorted(data.draw(st.lists(number, min_size=3, max_size=3)))
        if isinstance(spec, ThreePoint)
        else [data.draw(number)]
    )
    if spec.unit.startswith("%") and not points[-1]:
        return
    texts = [format_input(point) for point in points]
    text = f"{texts[1]} (de {texts[0]} à {texts[2]}) {spec.unit}" if len(points) > 1 else f"{texts[0]} {spec.unit}"
    line = Reader(lexicon_of(OFFRES), GENS).value(key, text)
    assert line.problem == ""
    assert sorted({parse_number(part) for part in line.fields.values()}) == sorted(set(map(float, points)))


FORMS = (
    "{l}\t{v}{u}",
    "{l} : {v} {u}",
    "{l} ({u})\t{v}",
    "{l};{v};{u}",
    "| {l} | {v} {u} |",
    "{l}\t{v}\t{u}\tremarque libre",
)
NUMBERS = {"1 500": 1500, "1500": 1500, "1\u202f500,5": 1500.5, "1.500,5": 1500.5, "1500.50": 1500.5, "1,500.5": 1500.5}
UNITS = {"€": 1, "€ HT": 1, "euros": 1, "k€": 1000, "€ par poste": 40, "€/utilisateur": 40}


@pytest.mark.parametrize(("shape", "text", "unit"), list(itertools.product(FORMS, NUMBERS, UNITS)))
def test_separators_numbers_and_units_cross(shape: str, text: str, unit: str) -> None:
    """Toutes les façons d'écrire la même ligne donnent la même valeur."""
    line = only(shape.format(l="Mise en place", v=text, u=unit))
    assert (line.key, line.problem) == (MISE, "")
    assert values(line) == (NUMBERS[text] * UNITS[unit],)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_cell_breaks_the_reader(text: str) -> None:
    """N'importe quel texte : lu, ou refusé par une phrase."""
    for pasted in (text, f"Mise en place\t{text}", f"{text}\t45 €"):
        try:
            offers = offers_of(pasted)
        except QuoteError:
            continue
        for line in (line for offer in offers for line in offer.lines):
            assert bool(line.fields) != bool(line.problem)


def test_a_date_or_a_size_is_never_a_number() -> None:
    """Ce qui ressemble à une date est refusé ; trois durées séparées par des barres restent trois durées."""
    for text in ("01/06/2029", "1.6.2029", "2029-06-01", "juin 2029", "03/04/27"):
        with pytest.raises(QuoteError, match="date"):
            read_quantity(text)
    assert [int(n) for n in read_quantity("5/10/15").numbers()] == [5, 10, 15]


def _ask(**question: Any) -> dict[str, Any]:
    reply: dict[str, Any] = json.loads(bridge.answer(json.dumps({"outil": "couts", "liste": "offres", **question})))
    return reply


def test_nothing_is_added_before_it_is_reviewed() -> None:
    """Lire ne change rien ; les lignes relues s'ajoutent ; une valeur fautive n'ajoute rien et se nomme à sa place."""
    fields = flatten(COUTS.inputs())
    read = _ask(action="lire_devis", champs=fields, texte=ACROSS)
    assert [offer["nom"] for offer in read["offres"]] == ["Alpha", "Beta", "Gamma"]
    taken = [
        {"nom": offer["nom"], "valeurs": [[line["cle"], line["texte"]] for line in offer["lignes"]]}
        for offer in read["offres"]
    ]
    added = _ask(action="ajouter_devis", champs=fields, offres=taken)
    assert added["rang"] == 2
    assert [added["champs"][f"offres.{rank}.nom"] for rank in (2, 3, 4)] == ["Alpha", "Beta", "Gamma"]
    assert added["champs"]["offres.4.forfait_poste_eur"] == "60"
    assert added["champs"]["offres.4.duree_h.1"] == ""  # ce qui n'est pas dit reste à compléter
    assert added["champs"]["offres.4.confirmees"] == "forfait_poste_eur mise_en_place_eur"
    replaced = _ask(action="ajouter_devis", champs=fields, offres=taken, remplacer=True)
    assert (replaced["rang"], replaced["champs"]["offres.0.nom"]) == (0, "Alpha")
    assert "offres.3.nom" not in replaced["champs"]
    taken[1]["valeurs"][0][1] = "beaucoup"
    wrong = _ask(action="ajouter_devis", champs=fields, offres=taken)
    assert (wrong["rang"], list(wrong["fautes"]), wrong["champs"]) == (-1, ["1.0"], fields)


def test_too_many_offers_are_not_cut() -> None:
    """Plus d'offres que la liste n'en tient : une phrase avec les comptes, et rien d'ajouté."""
    fields = flatten(COUTS.inputs())
    many = [{"nom": f"O{rank}", "valeurs": []} for rank in range(4)]
    reply = _ask(action="ajouter_devis", champs=fields, offres=many)
    assert (reply["rang"], reply["champs"]) == (-1, fields)
    assert "en tient 5" in reply["message"]
    alone = _ask(action="ajouter_devis", champs=fields, offres=many[:1], remplacer=True)
    assert (alone["rang"], "au moins 2" in alone["message"]) == (-1, True)


def test_a_file_goes_through_the_bridge() -> None:
    """Un fichier passe en base 64 ; un fichier illisible est une phrase composée à la française."""
    content = base64.b64encode(CSV.encode()).decode()
    read = _ask(action="lire_devis", champs=flatten(COUTS.inputs()), nom="a.csv", base64=content)
    assert read["offres"][0]["lignes"][0]["texte"] == typeset("1500,5 € HT")
    pdf = base64.b64encode(b"%PDF-1.7").decode()
    refused = _ask(action="lire_devis", champs={}, nom="a.pdf", base64=pdf)
    assert refused["message"] == typeset(
        "Seuls .xlsx et .csv s'ouvrent ici : enregistrez-le ainsi, ou copiez-en les cases."
    )


def test_a_number_read_two_ways_is_asked_in_a_field() -> None:
    """« 1.500 » dans un champ : ni 1,5 ni 1 500 en silence ; les deux sont proposés, celui du français d'abord."""
    reply = _ask(action="chiffres", champs={**flatten(COUTS.inputs()), "offres.0.plancher_eur_mois": "1.500"})
    name = "offres.0.plancher_eur_mois"
    assert not reply["ok"]
    assert "de deux façons" in reply["erreurs"][name]
    assert reply["lectures"] == {name: ["1500", "1,5"]}


def test_presets_survive_the_form() -> None:
    """Ce que le formulaire écrit d'une situation se relit sans question, trois décimales comprises."""
    for inputs in preset_inputs(COUTS.inputs).values():
        assert parse(COUTS.inputs, unflatten(flatten(inputs))).errors == {}


def _filled(offer: Any) -> bytes:
    """Le modèle, rempli comme un prestataire le ferait : dans un tableur, un nombre par case."""
    book = load_workbook(io.BytesIO(model(COUTS, OFFRES)))
    sheet = book.active
    for row, (key, spec) in enumerate(OFFRES.fields.items(), FIRST + 2):
        value = getattr(offer, key)
        if isinstance(spec, ThreePoint):
            low, mid, high = value or (None, None, None)
            for column, number in zip((2, 3, 4), (mid, low, high), strict=True):
                sheet.cell(row, column).value = number
        elif isinstance(spec, Numeric):
            sheet.cell(row, 2).value = value
        else:
            sheet.cell(row, 2).value = "oui" if value is True else "non" if value is False else value.raw or None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("preset", sorted(preset_inputs(COUTS.inputs)))
def test_the_model_opens_back_exactly(preset: str) -> None:
    """Un modèle rempli avec une offre de chaque situation type se rouvre : la même offre, à sa marque près."""
    inputs = preset_inputs(COUTS.inputs)[preset]
    fields = flatten(inputs)
    taken = []
    for offer in inputs.offres:
        content = base64.b64encode(_filled(offer)).decode()
        read = _ask(action="lire_devis", champs=fields, nom="modele.xlsx", base64=content)
        (found,) = read["offres"]
        assert [line["refus"] for line in found["lignes"] if line["refus"]] == []
        taken.append({"nom": found["nom"], "valeurs": [[line["cle"], line["texte"]] for line in found["lignes"]]})
    added = _ask(action="ajouter_devis", champs=fields, offres=taken, remplacer=True)
    assert added["fautes"] == {}
    again = parse(COUTS.inputs, unflatten(added["champs"])).inputs
    assert [replace(offer, confirmees="") for offer in again.offres] == [
        replace(offer, confirmees="") for offer in inputs.offres
    ]


def test_an_empty_model_adds_nothing() -> None:
    """Un modèle vide, ou à moitié rempli : ce qui est vide n'est pas un zéro ; ce qui reste compté est dit."""
    content = base64.b64encode(model(COUTS, OFFRES)).decode()
    read = _ask(action="lire_devis", champs=flatten(COUTS.inputs()), nom="modele.xlsx", base64=content)
    assert all(line["refus"] for offer in read["offres"] for line in offer["lignes"])
    half = [{"nom": "Moitié", "valeurs": [[FORFAIT, "45"]]}]
    added = _ask(action="ajouter_devis", champs=flatten(COUTS.inputs()), offres=half)
    assert typeset("Mise en place 0 € HT") in added["repris"][-1]
    assert typeset("Révision annuelle des prix 2 %/an") in added["repris"][-1]
    assert added["champs"]["offres.2.duree_h.1"] == ""


def test_words_are_sourced() -> None:
    """Les mots reconnus viennent d'au moins dix sources publiques, chacune avec son adresse, une seule fois."""
    found = tomllib.loads((DOCS / "reperes" / "devis.toml").read_text(encoding="utf-8"))["sources"]
    addresses = [source["adresse"] for source in found]
    assert len(set(addresses)) == len(addresses) >= 10
    assert all(address.startswith("http") for address in addresses)


def alone(text: str) -> list[Line]:
    """Toutes les lignes d'un texte, offres mêlées."""
    return [line for offer in offers_of(text) for line in offer.lines]


TITLES = "Désignation\tQté\tPU HT\tTotal HT\n"
ASKED = [
    "Licences par personne\tnon inclus",
    "Licences par personne\tinclus la première année",
    "Part du travail perdue\tinclus",
    "Engagement\tinclus",
    "Forfait par personne\tcompris",
    TITLES + "Mise en place\t3\t1500\t4500\t2026",
    "Désignation\tTotal HT\t\nMise en place\t1500\t50",
    "Désignation\tMontant HT\nLicences\t12",
    "Désignation\tQté\tPrix mensuel HT\nAntivirus\t30\t45",
    "Licences\t1\t468\t468",
    "Nombre de postes : 40",
    "Nombre de serveurs\t2",
    "Nombre d'interventions\t12",
    "Postes : 40",
    "Coût des interruptions\t12",
    "Prix d'une panne bloquante\t150",
    "Forfait annuel : 540 €",
    TITLES + "Heures hors forfait\t4\t85\t340",
    "Désignation\tMontant\nPilotage\t600",
    "Heures hors forfait\t4\t85\t340",
    "Désignation\tUnité\tPU HT\nIntervention\tjour\t850",
    "Forfait par poste (prix annuel)\t540",
    "Forfait par poste (12 mois)\t540",
    "Mise en place (€ TTC, hors pose)\t1200",
    "Mise en place (phase 1) (option)\t12",
    "Antivirus (40 postes)\t120",
    "Serveur (achat)\t4500",
    "Mise en service\t1 500 €\tofferte",
    "Mise en place\t1 500 €\tTVA incluse",
    "Mise en service (offerte)\t1 500 €",
    TITLES + "Mise en service\t1\t1500\tOffert",
    "Montants en TTC\nDésignation\tTotal\nMise en service\t1200",
    "Montants en CHF\nMise en place\t60",
    "Serveurs ($)\t60",
    "Mise en place\t60\t$",
    "Désignation\tPrix en $\nMise en place\t60",
    "Option EDR\t5 €",
    "Installation (option)\t50 €",
    "Matériel\t24 000 €",
    "Serveur\t4500",
    "Licences annuelles\t6000",
    "Sauvegarde externalisée (500 Go)\t80 €",
    "Sauvegarde externalisée\t80 €/mois",
    "Poste de travail\t950",
    "Intervention\t150",
    "Durée du contrat\t3",
    "Mise en place\t60 € / unité",
    "Mise en place\t50 € l'unité",
    "Désignation\tUnité\tPU HT\nServeurs\tU\t60",
    "Désignation\tTarif horaire\nMise en service\t85",
    "Désignation\tUnité\tPrix HT\nServeurs\tserveur\t60",
    "Mise en place\t2\t3\t6",
    "Projets\t10\t20\t200",
    "Désignation\tPU HT\tTotal HT\nLicences par personne\t12\t99999",
    "Mise en place : 11/12/26",
    "Durée d'une interruption\t8 (7/24)",
    "Mise en place\t1½",
    "Heures hors forfait : 1,125 (de 1,100 à 1,250)",
    "Forfait par poste et par serveur\t45",
    "Forfait mensuel ou annuel\t45",
    "Mise en place : " + "9" * 400,
    "Alpha HT\t12",
    "Mise en place\t2\t1.250\t2.500",
    "Désignation\tQté\tPrix mensuel HT\nForfait par poste\t40\t1800",
    "Désignation\tQté\tPrix mensuel HT\nInfogérance poste de travail\t40\t45,00",
    "Désignation\tQté\tMensuel HT\nServeurs\t2\t60",
    "Postes de coût\tAlpha\tBeta\tGamma\nMise en service\t1500\t2000\t2500",
    "Mise en service\t1\t1 500\t1 800",
    "Mise en service\t2\t800\t1 500",
    "Projets\t1000\t1200\t1440",
    "Tarifs TTC 2026\nMise en service : 1 500 €",
    "Mise en service : 1 500 €\nMontants exprimés en euros TTC",
    "Désignation\tQté\tPU HT\tRemise (%)\nMise en service\t1\t1500\t10",
    "Désignation\tMontant HT\tOption\nMise en service\t1500\tX",
    "En option :\nSécurité et sauvegarde par personne : 4 €/mois",
    "Non compris dans cette offre :\nMise en service : 1 500 €",
    "Antivirus\nPrix par poste : 3 €/mois",
    "Désignation\tDurée\tMontant HT\nForfait par poste\t12 mois\t540",
    "Désignation\tPériode\tMontant HT\nForfait fixe\tannée 2026\t21 600",
    "Forfait par poste\t540 €\tà l'année",
    "Forfait fixe (facturation semestrielle)\t10 800 €",
    "Désignation\tUnité\tPU HT\nForfait par poste\tlot de 10 postes\t450",
    "Désignation\tUnité\tPU HT\nTaux horaire\tdemi-journée\t350",
    "Télémaintenance\t1\t300 €\t300 €",
    "Intervention hors forfait : 150 €",
    "Forfait global : 21 600 €",
    "Désignation\tQté\tUnité\tPU HT\tTotal HT\nServeurs\t2\tmois\t60\t120",
    "Mise en service 2027",
    "Installation 2",
    "Mise en service (facultatif)\t1 500 €",
    "\tAlpha\tBeta\nEn option\nMise en service\t1 500 €\t2 000 €",
    "Mise en service\t1 500 €\tfacultatif",
    "Libellé\tBas\tProbable\tHaut\nMise en place\t10\t20\t#REF!",
    TITLES + "Mise en place\t2\t#########\t20",
    TITLES + "Mise en place\t2\t\t",
    "Mise en place − 100 €",
    "Désignation\tTotal HT\tDevise\nMise en place\t123\tCHF",
    "Désignation\tPU HT (CHF)\nMise en place\t123",
    "Désignation\tPrix mensuel\tPrix annuel\nServeurs\t10\t96",
    "Désignation\tPrix\t\n\tTTC\tHT\nMise en place\t120\t100",
]


@pytest.mark.parametrize("text", ASKED)
def test_what_could_be_another_value_is_asked(text: str) -> None:
    """Rien ne s'y remplit : ce que la ligne ne dit pas, ou dit de deux façons, se demande, avec une raison."""
    for line in alone(text):
        assert (line.fields, bool(line.problem)) == ({}, True), line


SURE = [
    ("Infogérance\nForfait par poste : 540 €\nTarifs annuels", FORFAIT, (45,)),
    ("Mise en service\t1500\nMontants en k€\nServeurs\t2\t€/mois", MISE, (1_500,)),
    ("Tarifs annuels 2026\nForfait par poste : 540 €", FORFAIT, (45,)),
    ("Forfait par poste : 540 €\nTarifs annuels", FORFAIT, (45,)),
    ("Prestations mensuelles\nInfogérance par poste\t45 €", FORFAIT, (45,)),
    ("Désignation\tPériodicité\tPrix HT\nForfait fixe\tsemestrielle\t10 800", "forfait_fixe_eur", (1_800,)),
    ("Nom\tAlpha Services\tFormule de base\nForfait par poste\t45 €\t50 €", FORFAIT, (45,)),
    ("Licence Microsoft 365 : 12,60 € HT/utilisateur/mois", "licences_poste_eur", (12.6,)),
    ("1. Mise en service : 1 500 €", MISE, (1_500,)),
    ("Heure supplémentaire 95 € HT", "hors_forfait_eur_h", (95,)),
    ("Désignation\tPU HT\tRemise\nMise en service\t1500\t0 %", MISE, (1_500,)),
    (TITLES + "Forfait par poste\t10\t45\t450", FORFAIT, (45,)),
    (TITLES + "Forfait par poste\t12\t45\t540", FORFAIT, (45,)),
    ("Désignation\tMontant HT\nForfait par poste\t45", FORFAIT, (45,)),
    (TITLES + "Microsoft 365\t40\t11,70\t468", "licences_poste_eur", None),
    ("Désignation\tDurée (mois)\tPrix mensuel\nServeurs\t36\t100", "serveurs_eur_mois", (100,)),
    ("Désignation\tUnité\tPU HT\nServeurs\tan\t1200", "serveurs_eur_mois", (100,)),
    ("Désignation\tUnité\tPU HT\nMatériel\tmois\t100", "materiel_eur_an", (1_200,)),
    ("Montants en k€\nDésignation\tTotal\nMise en service\t12", MISE, (12_000,)),
    ("Prix annuels\nDésignation\tPrix HT\nServeurs\t1200", "serveurs_eur_mois", (100,)),
    ("\tAlpha (€/an)\tBeta\nServeurs\t1200\t600 €/mois", "serveurs_eur_mois", (100,)),
    ("Nombre de personnes touchées\t12", "part_touchee_pct", (30,)),
    ("Désignation\tUnité\tQté\tPU HT\tTotal HT\nMise en service\tjour\t3\t800\t2400", MISE, (2_400,)),
]


@pytest.mark.parametrize(("text", "key", "numbers"), SURE)
def test_what_is_said_is_read(text: str, key: str, numbers: tuple[float, ...] | None) -> None:
    """Le rythme, l'unité, la quantité et les titres, dits n'importe où, donnent la bonne valeur."""
    line = next(line for line in alone(text) if line.key == key)
    if numbers is None:  # le rythme n'est dit nulle part
        assert (line.key, line.fields, "par mois" in line.problem) == (key, {}, True)
    else:
        assert (line.key, line.problem, values(line)) == (key, "", numbers)


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


def test_a_question_keeps_everything_that_was_said() -> None:
    """Ce qu'on propose au lecteur garde l'unité, le rythme et la taxe : répondre à la question ne les perd pas."""
    for text, kept in (
        ("Forfait annuel : 540 €", "540 € par an"),
        ("Forfait (k€)\t12", "12 k€"),
        ("Mise en place (TTC)\t1 200", "1 200 TTC"),
        ("Forfait\t30\t45\t1350", ""),
    ):
        assert only(text).text == kept
    reader = Reader(lexicon_of(OFFRES), GENS)
    assert values(reader.value(FORFAIT, "540 € par an")) == (45,)
    assert "TTC" in reader.value(MISE, "1 200 TTC").problem


def test_two_lines_for_one_entry_are_refused() -> None:
    """Deux lignes gardées pour la même entrée : la seconde ne l'emporte pas, on demande de les additionner."""
    twice = [{"nom": "A", "valeurs": [["securite_poste_eur", "3 €"], ["securite_poste_eur", "5 €"]]}]
    reply = _ask(action="ajouter_devis", champs=flatten(COUTS.inputs()), offres=twice)
    assert (reply["rang"], list(reply["fautes"])) == (-1, ["0.1"])
    assert "additionnez" in reply["fautes"]["0.1"]


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
