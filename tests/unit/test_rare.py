"""Ce qui n'arrive que rarement dans la trousse : listes étrangères, liens anciens, marques, recherches bornées."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tools.kit.compute import TroisPoints, fit_pert, pert, pert_quantile
from tools.kit.declare import (
    flatten,
    lists_of,
)
from tools.kit.declare.differences import Difference
from tools.kit.link import (
    LinkError,
    MigrationError,
    encode,
    lost_words,
    open_record,
    payload,
    record,
    state_words,
)
from tools.kit.link.codec import decode
from tools.kit.share import read_text
from tools.kit.share.disagreement import _alone, compare, disagreement_blocks
from tools.kit.share.quotes import Taken, take_rows
from tools.kit.tool import get_tool
from tools.kit.write import Setting, blocks_markdown, write_inline

from tests.links import DAY, old_link

COUTS = get_tool("couts")


def test_a_list_of_anything_is_read(essai: str) -> None:
    """Une ligne qui n'est pas un objet va à la déclaration, qui la refuse ; une liste sans marques se colle aussi."""
    assert read_text(COUTS, '{"offres": ["x"]}', absent_is_zero=True).parsed.errors
    tool = get_tool(essai)
    rows = lists_of(tool.inputs)["taches"]
    changed = take_rows(rows, dict(flatten(tool.inputs())), [Taken("Devis", [("heures", "4")])])
    assert (changed.champs["taches.1.nom"], changed.champs["taches.1.heures"]) == ("Devis", "4")


def test_an_old_link_says_its_state(essai: str) -> None:
    """Un lien d'une version ancienne : le modèle a changé, rien n'est perdu ; gâté, il est refusé par une phrase."""
    opened = open_record(essai, old_link({"heures": 12}, 6720))
    assert state_words(opened) == " : le modèle a changé depuis."
    assert lost_words(replace(opened, lost={})) == ""


def test_a_step_that_fails_refuses_the_link(essai: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Un pas d'une version à l'autre qui n'aboutit pas : une phrase, jamais une autre valeur."""

    def fail(*_: object) -> None:
        raise MigrationError("Une valeur n'a pas sa forme.")

    monkeypatch.setattr(record, "bring_up", fail)
    with pytest.raises(LinkError, match="n'a pas sa forme"):
        open_record(essai, old_link({"heures": 12}, 6720))


def test_a_disagreement_counts_what_cannot_be_computed() -> None:
    """Une réponse qui, seule, rend la situation fausse n'a pas d'effet ; des chiffres retouchés se disent."""
    base = COUTS.answer(COUTS.inputs())
    wrong = Difference("Personnes", "40", "x", {"postes": "x"})
    effect = _alone(base, wrong, COUTS.scale(base.inputs, base.result))
    assert set(effect.changes) == {None}
    honest = decode(payload(base, DAY))
    links = [
        f"#{encode(honest)}",
        f"#{encode(replace(honest, chiffres=(*honest.chiffres[:-1], honest.chiffres[-1] + 1)))}",
    ]
    assert "fiez-vous au calcul" in blocks_markdown(disagreement_blocks(compare(*links)))


def test_marks_inside_a_link_and_a_key() -> None:
    """Une marque dans un lien, la clé d'un titre : ce qui n'est pas pour cette place n'y est pas."""
    assert write_inline("[un {autre }mot](site:a/)", Setting()).startswith("[un mot]")
    assert "{#cle}" in write_inline("Titre {#cle}", Setting())


def test_a_fit_that_runs_out_is_still_close(monkeypatch: pytest.MonkeyPatch) -> None:
    """La recherche bornée rend ce qu'elle a trouvé de mieux."""
    law = TroisPoints(10, 20, 60)
    monkeypatch.setattr(pert, "_FIT", 6)
    found = fit_pert(*(pert_quantile(law, q) for q in (0.1, 0.5, 0.9)))
    assert found is not None
    assert found == pytest.approx(law, rel=0.1)
