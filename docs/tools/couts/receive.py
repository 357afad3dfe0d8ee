"""Une sortie chiffrée ailleurs, mise au contrat actuel du lecteur, ou d'une situation type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tools.couts.inputs import Inputs
from tools.couts.offre import EUROS_MAX, PART_MAX, Offre
from tools.kit.declare import CONFIRMEES, Data, load_presets, parse, preset_inputs, to_json
from tools.kit.french import format_euros

GLOBALES = ("postes", "cout_horaire_eur")


def receive(values: Mapping[str, str], own: Inputs | None) -> tuple[Inputs, str]:
    """Rend la situation à ouvrir, et où la sortie a été mise.

    `sortie_eur` (« bas;probable;haut »), `engagement_mois` et `penalite_pct` vont au contrat actuel ; `postes` et
    `cout_horaire_eur`, à l'entreprise ; `origine` dit qui a mesuré tout cela. Le reste vient de la comparaison du
    lecteur (`own`) si elle a un contrat actuel ; sinon de la situation type la plus proche en taille qui en a un.
    """
    cut = "" if max(_points(values)) <= EUROS_MAX else f" Ramenée à {format_euros(EUROS_MAX)}, le plus qu'on y compte."
    if own and _current(own):
        return _put(own, values), f"Sortie mise dans votre comparaison, au contrat actuel « {_name(own)} ».{cut}"
    size = float(values.get("postes", 0))
    known = {key: inputs for key, inputs in preset_inputs(Inputs).items() if _current(inputs)}
    nearest = min(known, key=lambda key: abs(known[key].postes - size))
    title = load_presets("couts")[nearest].titre
    due = ", le forfait d'abord : la part due en partant en dépend" if int(values.get("engagement_mois", 0)) else ""
    said = (
        f"Sortie mise dans la situation type « {title} », la plus proche en taille, au contrat actuel "
        f"« {_name(known[nearest])} » : remplacez ses valeurs par les vôtres{due}.{cut}"
    )
    return _put(known[nearest], values), said


def _points(values: Mapping[str, str]) -> list[float]:
    return [float(point) for point in values["sortie_eur"].split(";")]


def _current(inputs: Inputs) -> Offre | None:
    return next((offre for offre in inputs.offres if offre.actuelle), None)


def _name(inputs: Inputs) -> str:
    found = _current(inputs)
    return found.nom.raw if found else ""


def _put(base: Inputs, values: Mapping[str, str]) -> Inputs:
    entries = to_json(base)
    company = {key: values[key] for key in GLOBALES if key in values}
    rows = [_put_row(row, values) if row["actuelle"] else row for row in entries["offres"]]
    marks = {CONFIRMEES: _marked(entries.get(CONFIRMEES, ""), company, values["origine"])}
    return parse(Inputs, {**entries, **company, **marks, "offres": rows}).inputs


def _put_row(row: Data, values: Mapping[str, str]) -> Data:
    """Le contrat actuel, sa sortie reçue ; sans engagement, la part due ne porte sur rien et reste au défaut."""
    points = [min(point, EUROS_MAX) for point in _points(values)]
    taken: dict[str, Any] = {"sortie_eur": points}
    if "engagement_mois" in values:
        months = int(values["engagement_mois"])
        taken |= {"engagement_mois": months, "penalite_pct": float(values["penalite_pct"]) if months else PART_MAX}
    return {**row, **taken, CONFIRMEES: _marked(row.get(CONFIRMEES, ""), taken, values["origine"])}


def _marked(marks: str, taken: Mapping[str, object], origin: str) -> str:
    """Les marques d'une situation ou d'une ligne, celles des valeurs reçues disant d'où elles viennent."""
    kept = [mark for mark in marks.split() if mark.partition(":")[0] not in taken]
    return " ".join([*kept, *(f"{key}:{origin}" for key in taken)])
