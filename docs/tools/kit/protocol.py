"""Ce que la page demande et ce qu'on lui répond : une dataclass par question et par réponse.

Leurs attributs sont les clés du JSON, en français puisqu'elles passent la frontière.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tools.kit.share import Changed, Dossier, Saved


@dataclass(frozen=True)
class Form:
    """Les champs d'un outil, et l'adresse de sa page, sans valeur."""

    outil: str
    champs: Mapping[str, str]
    adresse: str = ""


@dataclass(frozen=True)
class ExportForm(Form):
    """Les mêmes, et la sorte de fichier voulue."""

    sorte: str = ""


@dataclass(frozen=True)
class RowForm(Form):
    """Un geste sur une liste : laquelle, et la ligne visée."""

    liste: str = ""
    rang: int = -1


@dataclass(frozen=True)
class QuoteForm(Form):
    """Un devis à lire pour une liste : un texte collé, ou un fichier (son nom, ses octets en base 64)."""

    liste: str = ""
    texte: str = ""
    nom: str = ""
    base64: str = ""


@dataclass(frozen=True)
class TakeForm(Form):
    """Les offres d'un devis, relues : chacune `{nom, valeurs: [[clé, texte]]}` ; elles remplacent ou s'ajoutent."""

    liste: str = ""
    offres: Sequence[Mapping[str, Any]] = ()
    remplacer: bool = False


@dataclass(frozen=True)
class LinkQuestion:
    """Un lien à ouvrir : sa charge utile."""

    outil: str
    charge: str


@dataclass(frozen=True)
class TextQuestion:
    """Un texte où se trouvent des liens, tels que le chemin les a rendus."""

    texte: str


@dataclass(frozen=True)
class PairQuestion:
    """Deux liens à comparer, collés tels quels."""

    liens: tuple[str, str]
    adresse: str


@dataclass(frozen=True)
class DossierQuestion:
    """Des liens à réunir, la racine du site, les feuilles de style du fichier."""

    liens: list[str]
    racine: str
    style: str


@dataclass(frozen=True)
class FileQuestion:
    """Un fichier à rouvrir."""

    outil: str
    texte: str


@dataclass(frozen=True)
class HandQuestion:
    """Des valeurs à remettre à un autre outil (`outil`), et les champs qu'il a dans cet onglet, s'il en a."""

    outil: str
    valeurs: str
    champs: Mapping[str, str]


@dataclass(frozen=True)
class Refused:
    """Un refus : la phrase, celles de chaque champ fautif, et les façons de lire ceux qui en ont plusieurs."""

    message: str
    erreurs: Mapping[str, str] = field(default_factory=dict)
    lectures: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ok: bool = False


@dataclass(frozen=True)
class Shown:
    """Un morceau de page."""

    html: str
    ok: bool = True


@dataclass(frozen=True)
class LinkOpened:
    """Un lien ouvert : ses champs, ce qu'on en dit, l'issue de la vérification, et s'il est contesté."""

    champs: Mapping[str, str]
    html: str
    etat: str
    identique: bool
    conteste: bool
    ok: bool = True


@dataclass(frozen=True)
class Mended:
    """Les charges utiles retrouvées dans un texte."""

    charges: Sequence[str]
    ok: bool = True


@dataclass(frozen=True)
class Handed:
    """Des valeurs remises : l'adresse de l'autre outil, et la phrase qui dit où elles sont."""

    adresse: str
    message: str
    ok: bool = True


@dataclass(frozen=True)
class Shared:
    """De quoi partager : le lien, son code QR, le courriel, et si le lien est long."""

    lien: str
    qr: str
    sujet: str
    verdict: str
    courriel: str
    long: bool
    ok: bool = True


@dataclass(frozen=True)
class Compared:
    """Une comparaison : sa page, et le fragment de son propre lien."""

    html: str
    fragment: str
    outil: str
    ok: bool = True


@dataclass(frozen=True)
class FileOpened:
    """Un fichier rouvert : ses champs, et ce qu'il faut dire de sa version."""

    champs: Mapping[str, str]
    note: str
    ok: bool = True


@dataclass(frozen=True)
class QuoteLine:
    """Une ligne de devis à relire : ses cases, l'entrée et la valeur comprises, et ce qu'il faut en dire."""

    source: str
    cle: str
    texte: str
    note: str
    refus: str


@dataclass(frozen=True)
class QuoteOffer:
    """Une offre de devis à relire."""

    nom: str
    lignes: Sequence[QuoteLine]


@dataclass(frozen=True)
class QuoteRead:
    """Un devis lu : ses offres, et ce qui n'a pas été lu."""

    offres: Sequence[QuoteOffer]
    notes: Sequence[str]
    ok: bool = True


Reply = (
    QuoteRead
    | Refused
    | Shown
    | LinkOpened
    | Handed
    | Mended
    | Shared
    | Compared
    | FileOpened
    | Saved
    | Dossier
    | Changed
)
