"""Le lien comme trace d'une décision : l'écrire, l'ouvrir quelle que soit sa version, dire s'il tient encore."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tools.kit.declare import Difference, differences, flatten, load_presets, parse, preset_inputs
from tools.kit.french import format_date, join_words, typeset
from tools.kit.link.codec import LinkError, Record, decode, encode, find_charge, from_link, round_headline, to_link
from tools.kit.link.received import choose, fill
from tools.kit.link.versions import Data, MigrationError, Snapshot, Step, bring_up, known_versions, raw_texts
from tools.kit.tool import exists, load
from tools.kit.write import Block, Fold, Prose, Table, escape

FOREIGN = "Ce lien vient d'un autre calculateur de ce site."
UNKNOWN_TOOL = "le calculateur de ce lien n'existe pas ici."
UNKNOWN_KEY = "Ce lien nomme une entrée que sa version du modèle n'a jamais eue : demandez à son auteur de le renvoyer."
UNKNOWN_BASE = "Ce lien part d'une situation type que cette version ne connaît pas."
UNKNOWN_VERSION = "Ce lien vient d'une version du modèle que cette page ne connaît pas : rechargez-la."


@dataclass(frozen=True)
class Opened:
    """Un lien ouvert : ce qu'il portait, les entrées d'aujourd'hui, et ce qui a changé entre les deux.

    `lost` sont les entrées que le modèle d'aujourd'hui ne connaît plus, avec leur valeur.
    """

    record: Record
    inputs: Any
    base: Any
    steps: Sequence[Step]
    lost: Mapping[str, str]
    sent: str

    @cached_property
    def now(self) -> tuple[float, ...]:
        """Les chiffres annoncés, recalculés."""
        return tuple(headline(self.record.outil, self.inputs))

    @cached_property
    def matches(self) -> bool:
        """Vrai si les chiffres du lien sont ceux d'aujourd'hui, à six chiffres significatifs."""
        pairs = zip(self.record.chiffres, round_headline(self.now), strict=False)
        same = all(math.isclose(a, b, rel_tol=2e-6, abs_tol=1e-9) for a, b in pairs)
        return same and len(self.record.chiffres) == len(self.now)

    @property
    def outdated(self) -> bool:
        """Vrai si le lien vient d'une autre version du modèle."""
        return bool(self.record.version != load(self.record.outil, "model").VERSION)


def headline(tool: str, inputs: Any) -> list[float]:
    """Les chiffres qu'un lien annonce pour cette situation."""
    numbers: list[float] = load(tool, "view").headline(load(tool, "model").compute(inputs))
    return numbers


def payload(tool: str, inputs: Any, day: date) -> str:
    """La charge utile la plus courte du lien de cette situation, datée de `day`."""
    version, cls = load(tool, "model").VERSION, load(tool, "inputs").Inputs
    numbers = tuple(headline(tool, inputs))

    def write(base: Any, name: str) -> str:
        changed = to_link(inputs, base, by_rank=bool(name))
        return encode(Record(tool, version, day.isoformat(), changed, numbers, name))

    written = [write(cls(), ""), *(write(base, name) for name, base in preset_inputs(tool, cls).items())]
    return min(written, key=len)


def elsewhere(tool: str, values: Mapping[str, str], day: date) -> str:
    """La charge qui ouvre un autre outil avec ces valeurs ; il dit dans `inputs.receive` ce qu'il en fait."""
    return payload(tool, load(tool, "inputs").receive(values), day)


def open_record(tool: str, charge: str) -> Opened:
    """Lit un lien de cet outil, de n'importe quelle version connue ; lève `LinkError` avec une phrase."""
    record, cls = decode(charge), load(tool, "inputs").Inputs
    if record.outil != tool:
        raise LinkError(FOREIGN)
    known = known_versions(tool).get(record.version)
    if known is None:
        raise LinkError(UNKNOWN_VERSION)
    said = _complete(record, known)
    try:
        data, steps, lost = bring_up(tool, record.version, said)
    except MigrationError as error:
        raise LinkError(f"Ce lien porte une valeur que l'outil n'accepte pas. {error}") from error
    parsed = parse(cls, data)
    if parsed.errors:
        first = next(iter(parsed.errors.values()))
        raise LinkError(f"Ce lien porte une valeur que l'outil n'accepte pas. {first}")
    base = preset_inputs(tool, cls).get(record.base, None) or cls()
    fields = raw_texts(said) if steps else flatten(parsed.inputs)
    sent = fill(typeset(choose(known.recu, record.chiffres)), record.chiffres, fields)
    return Opened(record, parsed.inputs, base, steps, lost, sent)


def open_text(text: str) -> tuple[Opened, str]:
    """Ouvre le lien d'un texte collé, de n'importe quel outil, et rend aussi sa charge utile ; lève `LinkError`."""
    charge = find_charge(text)
    tool = decode(charge).outil
    if not exists(tool):
        raise LinkError(UNKNOWN_TOOL)
    return open_record(tool, charge), charge


def _complete(record: Record, known: Snapshot) -> Data:
    """Toutes les entrées que disait le lien, aux défauts de sa version."""
    if not record.entrees.keys() <= known.defauts.keys():
        raise LinkError(UNKNOWN_KEY)
    if record.base and record.base not in known.situations:
        raise LinkError(UNKNOWN_BASE)
    base = known.situations[record.base] if record.base else known.defauts
    return from_link(record.entrees, base, known.lignes, by_rank=bool(record.base))


def lost_words(opened: Opened) -> str:
    """La phrase qui nomme ce qui n'a pas pu être repris ; vide si tout l'a été."""
    if not opened.lost:
        return ""
    lost = join_words(f"« {escape(key)} » ({escape(value)})" for key, value in opened.lost.items())
    return f"Entrées de ce lien que le modèle ne connaît plus, non reprises : {lost}."


def outcome_blocks(opened: Opened) -> list[Block]:
    """Ce que la page dit d'un lien ouvert : s'il tient encore, ce qu'il change, ce qui n'a pas pu être repris."""
    blocks: list[Block] = [Prose(_outcome(opened))]
    if opened.lost:
        blocks.append(Prose(lost_words(opened)))
    changed = differences(opened.base, opened.inputs)
    start = _start(opened)
    if not changed:
        return [*blocks, Prose(f"Ce lien ne change rien à {start}.")]
    plural = "s" if len(changed) > 1 else ""
    table = changes_table(f"Ce que ce lien change à {start}", ("Départ", "Ce lien"), changed)
    return [*blocks, Fold(f"Ce lien change {len(changed)} valeur{plural} à {start}", [table])]


def _start(opened: Opened) -> str:
    preset = load_presets(opened.record.outil).get(opened.record.base)
    return f"la situation « {preset.titre} »" if preset else "l'exemple"


def changes_table(caption: str, sides: tuple[str, str], changed: Sequence[Difference]) -> Table:
    """Le tableau des réponses qui diffèrent."""
    rows = [[escape(d.label), escape(d.before), escape(d.after)] for d in changed]
    return Table(caption, ["Entrée", *sides], rows, numeric=False)


def state_words(opened: Opened) -> str:
    """L'issue de la vérification, en quelques mots, à la suite de « Tel qu'envoyé le… »."""
    if opened.outdated:
        return " : le modèle a changé depuis."
    return " : recalculé ici, identique." if opened.matches else " : les chiffres joints ne correspondent pas."


def _outcome(opened: Opened) -> str:
    record, tool = opened.record, opened.record.outil
    model = load(tool, "model").VERSION
    day = _day(record.jour)
    today = fill(choose(load(tool, "view").RECU, opened.now), opened.now, flatten(opened.inputs))
    seen, computed = escape(opened.sent or "aucun chiffre lisible."), escape(today)
    if opened.outdated:
        why = " ".join(step.pourquoi for step in opened.steps)
        same = "les chiffres annoncés sont les mêmes" if opened.matches else f"on calcule aujourd'hui : {computed}"
        return (
            f"**Le modèle a changé** ({record.version} → {model}). Le {day}, l'expéditeur voyait : {seen} "
            f"Ici, {same} Parce que : {why}"
        )
    if opened.matches:
        return f"**Recalculé ici : identique** à ce que l'expéditeur voyait le {day} (modèle {model})."
    return (
        f"**Les chiffres joints ne correspondent pas à ces données.** Le lien annonçait : {seen} "
        f"On calcule : {computed} Fiez-vous au calcul : un lien peut avoir été modifié."
    )


def _day(text: str) -> str:
    return format_date(date.fromisoformat(text))
