"""Une ligne de devis : comprise, avec ce qui le dit, ou refusée, avec la raison.

Les entrées viennent de l'avis des relecteurs et de plaintes publiques d'utilisateurs d'outils semblables.
"""

from __future__ import annotations

import itertools
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.kit.declare import Numeric, ThreePoint
from tools.kit.french import format_input
from tools.kit.quote import QuoteError, Reader, lexicon_of
from tools.kit.quote.quantity import read_quantity
from tools.kit.reading import parse_number

from scripts.paths import DOCS
from tests.quote import DUREE, FORFAIT, GENS, MISE, OFFRES, offers_of, only, values

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


def test_words_are_sourced() -> None:
    """Les mots reconnus viennent d'au moins dix sources publiques, chacune avec son adresse, une seule fois."""
    found = tomllib.loads((DOCS / "reperes" / "devis.toml").read_text(encoding="utf-8"))["sources"]
    addresses = [source["adresse"] for source in found]
    assert len(set(addresses)) == len(addresses) >= 10
    assert all(address.startswith("http") for address in addresses)
