"""Ce que la comparaison suppose : chaque valeur et son origine."""

from __future__ import annotations

from tools.couts.inputs import Inputs
from tools.kit.declare import VOUS, Rows, cite, fields_of, provenance, reference, sourced_fields
from tools.kit.write import Prose, Table, escape


def blocks(inputs: Inputs) -> list[Prose | Table]:
    """Chaque valeur, et si elle est saisie, sourcée ou supposée."""
    known = reference("couts", inputs)
    rows = []
    for key, spec in sourced_fields(Inputs).items():
        value = getattr(inputs, key)
        origin = provenance(spec, key, value, known)
        rows.append([spec.label, spec.show(value), cite(origin), spec.why if origin != VOUS else ""])
    note = Prose(
        "Chaque valeur est marquée : **saisi**, une **source** (voir la page des sources) ou une **hypothèse** "
        "modifiable. Les valeurs des situations types sont inventées pour illustrer."
    )
    company = Table("L'entreprise", ["Entrée", "Valeur", "Origine", "Pourquoi"], rows, numeric=False)
    return [note, company, _offers_table(inputs, known)]


def _offers_table(inputs: Inputs, known: dict[str, str]) -> Table:
    spec = fields_of(Inputs)["offres"]
    if not isinstance(spec, Rows):
        raise TypeError(spec)
    rows = [
        [field.label]
        + [
            f"{field.show(getattr(o, key))} · {provenance(field, f'offres.{i}.{key}', getattr(o, key), known)}"
            for i, o in enumerate(inputs.offres)
        ]
        for key, field in sourced_fields(spec.row).items()
        if key != spec.key
    ]
    return Table("Les offres", ["Entrée", *(escape(o.nom) for o in inputs.offres)], rows, numeric=False)
