"""À qui sont les valeurs d'une réponse : « Esquisse » tant qu'une de celles qui décident est inventée."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tools.kit.declare import INVENTEE, Data, Value, simple_fields, values_of
from tools.kit.tool import AnyAnswer
from tools.kit.write.report import Owned, Summary, confirm_link, edit_link, page_only


@dataclass(frozen=True)
class Ownership:
    """Combien de valeurs sont celles du lecteur, sur combien, et celles qui décident."""

    mine: int
    total: int
    deciding: Sequence[Value]

    @property
    def invented(self) -> list[Value]:
        """Celles qui décident et que personne n'a dites."""
        return [value for value in self.deciding if value.state == INVENTEE]

    @property
    def sketch(self) -> bool:
        """Vrai si la réponse n'est qu'une esquisse : une valeur qui décide est inventée, ou rien n'est au lecteur."""
        return bool(self.invented) or (self.total > 0 and not self.mine)

    @property
    def short(self) -> str:
        """En une phrase, sur une page d'une feuille ou dans un courriel."""
        if not self.sketch:
            return f"**Vos valeurs** : {self._count}{', dont celles qui décident' if self.deciding else ''}."
        count = len(self.invented)
        plural = "s" if count > 1 else ""
        if self.mine:
            return f"**Esquisse**, à partir de valeurs inventées, dont {count} de celles qui décident ; {self._count}."
        deciding = f", dont {count} valeur{plural} qui décide{'nt' if plural else ''}" if count else ""
        return f"**Esquisse** : tout est inventé{deciding}."

    @property
    def head(self) -> str:
        """Ce qui se lit avant la réponse, en une ligne : combien sont au lecteur ; mène à la première inventée."""
        said = "**Esquisse**, à partir de valeurs inventées" if self.sketch else "**Vos valeurs**"
        count = f"{self._count}."  # le point est du lien : seul, il passerait à la ligne
        return f"{said} : {edit_link(count, self.invented[0].name) if self.invented else count}"

    @property
    def words(self) -> str:
        """Ce qui se lit sous la réponse : les valeurs qui décident, une à une ; vide si aucune ne décide."""
        said = " ;\n- ".join(_said(value) for value in self.deciding)
        return f"Ce qui décide :\n\n- {said}." if said else ""

    @property
    def _count(self) -> str:
        if not self.mine:
            return f"aucune des {self.total} valeurs n'est la vôtre" if self.total else "rien n'est saisi"
        if self.mine == 1:
            return f"une valeur sur {self.total} est la vôtre"
        return f"{self.mine} valeurs sur {self.total} sont les vôtres"

    def to_json(self) -> Data:
        """Les mêmes, en données JSON."""
        deciding = {value.name: value.state for value in self.deciding}
        return {"votres": self.mine, "total": self.total, "esquisse": self.sketch, "decident": deciding}


def headed(answer: AnyAnswer) -> Summary:
    """Le verdict et les chiffres ; avant, combien de valeurs sont au lecteur, et après, lesquelles décident."""
    owned, summary = ownership(answer), answer.summary
    deciding = [Owned(owned.words)] if owned.words else []
    return replace(summary, head=[Owned(owned.head)], blocks=[*deciding, *summary.blocks])


def owned_data(answer: AnyAnswer) -> Data:
    """Le résultat complet en données JSON, avec à qui sont ses valeurs."""
    return {**answer.data, "valeurs": ownership(answer).to_json()}


def _said(value: Value) -> str:
    line = f" de « {value.line} »" if value.line else ""
    asked = value.label.endswith("?")
    shown = f"à « {value.label} », « {value.shown} »" if asked else f"{value.label.lower()}{line}, {value.shown}"
    said = f"{shown}, **{value.state or 'sans réponse'}**"
    if value.state != INVENTEE:
        return said
    confirm, change = confirm_link("C'est bien le nôtre", value.name), edit_link("Modifier", value.name)
    return f"{said}{page_only(f' : {confirm} ou {change}')}"


@lru_cache(maxsize=32)
def ownership(answer: AnyAnswer) -> Ownership:
    """À qui sont les valeurs de cette réponse ; verdict, page du conseil et lien le demandent chacun."""
    values = values_of(answer.inputs)
    names = _deciding(answer)
    known = {value.name: value for value in values}
    said = [value for value in values if value.state]
    return Ownership(
        sum(value.state != INVENTEE for value in said),
        len(values),
        [known[name] for name in names if name in known and known[name].state],
    )


def _deciding(answer: AnyAnswer) -> Sequence[str]:
    tool = answer.tool
    if tool.deciding:
        return tool.deciding(answer.inputs, answer.result)
    return [key for key, spec in simple_fields(tool.inputs).items() if spec.essential]
