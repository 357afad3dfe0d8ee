"""Le lien comme trace d'une décision : l'écrire, l'ouvrir quelle que soit sa version, dire s'il tient encore."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tools.kit.declare import (
    CONFIRMEES,
    Data,
    Difference,
    Situation,
    Typed,
    differences,
    flatten,
    load_presets,
    parse,
    preset_inputs,
)
from tools.kit.french import format_date, join_words, typeset
from tools.kit.link.codec import LinkError, Record, decode, encode, from_link, round_headline, to_link
from tools.kit.link.mend import find_charge
from tools.kit.link.received import choose, fill
from tools.kit.link.versions import Lost, MigrationError, Snapshot, Step, bring_up, known_versions, raw_texts
from tools.kit.tool import AnyAnswer, AnyTool, exists, get_tool
from tools.kit.write import Block, Fold, Prose, Table, ownership

FOREIGN = "Ce lien vient d'un autre calculateur de ce site."
UNKNOWN_TOOL = "le calculateur de ce lien n'existe pas ici."
UNKNOWN_KEY = "Ce lien nomme une entrée que sa version du modèle n'a jamais eue : demandez à son auteur de le renvoyer."
UNKNOWN_BASE = "Ce lien part d'une situation type que cette version ne connaît pas."
REFUSED = "Ce lien porte une valeur que l'outil n'accepte pas."
UNKNOWN_VERSION = "Ce lien vient d'une version du modèle que cette page ne connaît pas : rechargez-la."


@dataclass(frozen=True)
class Opened:
    """Un lien ouvert : ce qu'il portait, la réponse d'aujourd'hui, et ce qui a changé entre les deux.

    `base` est la situation dont le lien dit les différences. `lost` sont les entrées que le modèle d'aujourd'hui ne
    connaît plus, avec leur valeur ; `sent`, la phrase que voyait l'expéditeur.
    """

    record: Record
    answer: AnyAnswer
    base: Situation
    steps: Sequence[Step]
    lost: Lost
    sent: Typed

    @property
    def tool(self) -> AnyTool:
        """L'outil du lien."""
        return self.answer.tool

    @property
    def inputs(self) -> Situation:
        """Les entrées d'aujourd'hui."""
        inputs: Situation = self.answer.inputs
        return inputs

    @property
    def day(self) -> date:
        """Le jour du lien."""
        return date.fromisoformat(self.record.jour)

    @cached_property
    def matches(self) -> bool:
        """Vrai si les chiffres du lien sont ceux d'aujourd'hui, à six chiffres significatifs."""
        now = round_headline(self.answer.headline)
        pairs = zip(self.record.chiffres, now, strict=False)
        same = all(math.isclose(a, b, rel_tol=2e-6, abs_tol=1e-9) for a, b in pairs)
        return same and len(self.record.chiffres) == len(now)

    @property
    def outdated(self) -> bool:
        """Vrai si le lien vient d'une autre version du modèle."""
        return self.record.version != self.tool.version


def payload(answer: AnyAnswer, day: date) -> str:
    """La charge utile la plus courte du lien de cette réponse, datée de `day`."""
    tool, inputs, owned = answer.tool, answer.inputs, ownership(answer)
    counts = (owned.mine, owned.total, len(owned.invented))

    def write(base: Situation, name: str) -> str:
        changed = to_link(inputs, base, by_rank=bool(name))
        return encode(Record(tool.name, tool.version, day.isoformat(), changed, answer.headline, name, counts))

    known = {"": tool.inputs(), **preset_inputs(tool.inputs)}
    return min((write(base, name) for name, base in known.items()), key=len)


def elsewhere(name: str, values: Mapping[str, str], day: date) -> str:
    """La charge qui ouvre un autre outil avec ces valeurs ; il dit dans `receive` ce qu'il en fait."""
    tool = get_tool(name)
    if tool.receive is None:
        raise LookupError(name)
    return payload(tool.answer(tool.receive(values, None)[0]), day)


def open_record(name: str, charge: str) -> Opened:
    """Lit un lien de cet outil, de n'importe quelle version connue ; lève `LinkError` avec une phrase."""
    record = decode(charge)
    if record.outil != name:
        raise LinkError(FOREIGN)
    known = known_versions(name).get(record.version)
    if known is None:
        raise LinkError(UNKNOWN_VERSION)
    said = _complete(record, known)
    try:
        data, steps, lost = bring_up(name, record.version, said)
    except MigrationError as error:
        raise LinkError(f"{REFUSED} {error}") from error
    tool = get_tool(name)
    parsed = parse(tool.inputs, data)
    if parsed.errors:
        raise LinkError(f"{REFUSED} {next(iter(parsed.errors.values()))}")
    base = preset_inputs(tool.inputs).get(record.base, None) or tool.inputs()
    fields = raw_texts(said) if steps else flatten(parsed.inputs)
    sent = fill(typeset(choose(known.recu, record.chiffres)), record.chiffres, fields)
    return Opened(record, tool.answer(parsed.inputs), base, steps, lost, Typed(sent))


def open_text(text: str) -> tuple[Opened, str]:
    """Ouvre le lien d'un texte collé, de n'importe quel outil, et rend aussi sa charge utile ; lève `LinkError`."""
    charge = find_charge(text)
    name = decode(charge).outil
    if not exists(name):
        raise LinkError(UNKNOWN_TOOL)
    return open_record(name, charge), charge


def _complete(record: Record, known: Snapshot) -> Data:
    """Toutes les entrées que disait le lien, aux défauts de sa version."""
    if not record.entrees.keys() <= known.defauts.keys() | {CONFIRMEES} or not _known_rows(record, known):
        raise LinkError(UNKNOWN_KEY)
    if record.base and record.base not in known.situations:
        raise LinkError(UNKNOWN_BASE)
    base = known.situations[record.base] if record.base else known.defauts
    return from_link(record.entrees, base, known.lignes, by_rank=bool(record.base))


def _known_rows(record: Record, known: Snapshot) -> bool:
    """Vrai si chaque ligne du lien n'a que des clés que sa version avait : une autre n'est pas « non reprise »."""
    for key in known.lignes:
        rows = record.entrees.get(key)
        found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        if not all(row.keys() <= known.row_keys(key) | {CONFIRMEES} for row in found):
            return False
    return True


def lost_words(opened: Opened) -> str:
    """La phrase qui nomme ce qui n'a pas pu être repris ; vide si tout l'a été."""
    if not opened.lost:
        return ""
    lost = join_words(f"« {key} » ({value})" for key, value in opened.lost.items())
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
    rows = [[d.label, d.before, d.after] for d in changed]
    return Table(caption, ["Entrée", *sides], rows, numeric=False)


def state_words(opened: Opened) -> str:
    """L'issue de la vérification, en quelques mots, à la suite de « Tel qu'envoyé le… »."""
    if opened.outdated:
        return " : le modèle a changé depuis."
    return " : recalculé ici, identique." if opened.matches else " : les chiffres joints ne correspondent pas."


def _outcome(opened: Opened) -> str:
    record, tool = opened.record, opened.tool
    day, numbers = format_date(opened.day), opened.answer.headline
    computed = Typed(fill(choose(tool.recu, numbers), numbers, flatten(opened.inputs)))
    seen = opened.sent or Typed("aucun chiffre lisible.")
    if opened.outdated:
        why = " ".join(step.pourquoi for step in opened.steps)
        found = (
            "les chiffres annoncés sont les mêmes. Ce que change cette version :"
            if opened.matches
            else f"on calcule aujourd'hui : {computed} Parce que :"
        )
        return (
            f"**Le modèle a changé** ({record.version} → {tool.version}). Le {day}, l'expéditeur voyait : {seen} "
            f"Ici, {found} {why}"
        )
    if opened.matches:
        return f"**Recalculé ici : identique** à ce que l'expéditeur voyait le {day} (modèle {tool.version})."
    return (
        f"**Les chiffres joints ne correspondent pas à ces données.** Le lien annonçait : {seen} "
        f"On calcule : {computed} Fiez-vous au calcul : un lien peut avoir été modifié."
    )
