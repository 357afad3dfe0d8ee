"""Ce que la comparaison suppose : chaque valeur et son origine."""

from __future__ import annotations

from tools.couts.inputs import Inputs
from tools.couts.model import Resultat
from tools.kit.declare import Value, Words, cite, origins, values_of
from tools.kit.french import format_share, join_words
from tools.kit.write import Prose, Section, Table


def together(result: Resultat) -> Prose:
    """De combien le coût attendu monte si les malheurs d'une offre vont ensemble."""
    rises = [
        f"{format_share(share, 1)} pour « {offer.nom} »"
        for offer, share in zip(result.offres, result.simulation.ensemble, strict=True)
    ]
    return Prose(
        "Le coût attendu est exact si les valeurs incertaines d'une offre sont indépendantes. Si ses malheurs vont "
        f"ensemble (interruptions, durée, parts, gênes), sa moyenne change de {join_words(rises)}."
    )


def section(inputs: Inputs, result: Resultat) -> Section:
    """Chaque valeur, et si elle est saisie, sourcée ou supposée."""
    values = values_of(inputs)
    note = Prose(
        "Chaque valeur est marquée : **saisi**, une **source** (voir la page des sources) ou une **hypothèse** "
        "modifiable. Les valeurs des situations types sont inventées pour illustrer."
    )
    rows = [[value.label, value.shown, cite(value.origin), value.why] for value in values if value.line is None]
    company = Table("L'entreprise", ["Entrée", "Valeur", "Origine", "Pourquoi"], rows, numeric=False)
    offers = _offers_table(inputs, [value for value in values if value.line is not None])
    return Section(
        "hypotheses", "D'où viennent ces chiffres ?", origins(values), [together(result), note, company, offers]
    )


def _offers_table(inputs: Inputs, values: list[Value]) -> Table:
    """Une ligne par entrée, une colonne par offre."""
    rows: dict[str, list[Words]] = {}
    for value in values:
        rows.setdefault(value.key, [value.label]).append(f"{value.shown} · {value.origin}")
    header: list[Words] = ["Entrée", *(offre.nom for offre in inputs.offres)]
    return Table("Les offres", header, list(rows.values()), numeric=False)
