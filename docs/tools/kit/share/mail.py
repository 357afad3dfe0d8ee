"""Le courriel d'une réponse : l'adresse qui l'ouvre, où un lien est entier ou n'est pas."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from tools.kit.french import typeset

LINE_LIMIT = 998
"""Une ligne de courriel n'en tient pas plus (RFC 5322) : une adresse plus longue peut y être coupée."""
MAIL_LIMIT = 2_000
"""Des messageries coupent à 2 083 signes l'adresse `mailto:` qui ouvre un courriel."""
ROOM = 300
"""Ce qu'il faut au moins, dans un courriel, pour dire le verdict."""
ATTACHED = "Le lien serait coupé par un courriel. Joignez le fichier .json : il se rouvre sur"


@dataclass(frozen=True)
class Mail:
    """Un courriel à ouvrir : son adresse `mailto:`, et vrai si le lien, trop long, n'y est pas."""

    address: str
    long: bool


def write_mail(subject: str, verdict: str, link: str, page: str, said: str) -> Mail:
    """Écrit le courriel d'une réponse : le verdict, le lien (ou la page où rouvrir le fichier joint), son origine."""
    long = len(link) > LINE_LIMIT or len(quote(f"{subject}{link}{said}")) > MAIL_LIMIT - ROOM
    way = f"{typeset(ATTACHED)} {page}" if long else link
    return Mail(fitted(subject, verdict, f"{way}\n\n{said}"), long)


def fitted(subject: str, verdict: str, rest: str) -> str:
    """L'adresse qui ouvre le courriel ; si elle est trop longue, c'est le verdict qui se coupe, jamais un lien."""
    address = _mailto(subject, f"{verdict}\n\n{rest}")
    while len(address) > MAIL_LIMIT and verdict:
        verdict = verdict[:-20].rstrip()
        address = _mailto(subject, f"{verdict}…\n\n{rest}")
    return address


def _mailto(subject: str, body: str) -> str:
    return f"mailto:?subject={quote(subject)}&body={quote(body)}"
