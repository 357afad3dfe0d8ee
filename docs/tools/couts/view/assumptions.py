"""Ce que la comparaison suppose : chaque valeur et son origine."""

from __future__ import annotations

from tools.couts.inputs import Inputs
from tools.kit.declare import Value, Words, cite, values_of
from tools.kit.write import Prose, Table


def blocks(inputs: Inputs) -> list[Prose | Table]:
    """Chaque valeur, et si elle est saisie, sourcée ou supposée."""
    values = values_of(inputs)
    note = Prose(
        "Chaque valeur est marquée : **saisi**, une **source** (voir la page des sources) ou une **hypothèse** "
        "modifiable. Les valeurs des situations types sont inventées pour illustrer."
    )
    rows = [[value.label, value.shown, cite(value.origin), value.why] for value in values if value.line is None]
    company = Table("L'entreprise", ["Entrée", "Valeur", "Origine", "Pourquoi"], rows, numeric=False)
    return [note, company, _offers_table(inputs, [value for value in values if value.line is not None])]


def _offers_table(inputs: Inputs, values: list[Value]) -> Table:
    """Une ligne par entrée, une colonne par offre."""
    rows: dict[str, list[Words]] = {}
    for value in values:
        rows.setdefault(value.key, [value.label]).append(f"{value.shown} · {value.origin}")
    header: list[Words] = ["Entrée", *(offre.nom for offre in inputs.offres)]
    return Table("Les offres", header, list(rows.values()), numeric=False)
