"""Quand partir : la courbe du coût total selon le mois où l'on quitte le contrat actuel, et le meilleur mois."""

from __future__ import annotations

from tools.couts.model import Resultat
from tools.couts.model.leaving import Depart
from tools.couts.view.words import MILLIERS, current_of, months, quoted, step_of
from tools.kit.draw import Curves, Heading, Line, Mark, line_chart
from tools.kit.french import add_months, format_date, format_euros, today
from tools.kit.write import Block, Figure, Prose, Section, Table, figure_link

KEY = "depart"


def section(result: Resultat) -> list[Section]:
    """La partie « Quand partir ? » ; absente sans contrat actuel ou sans offre d'un autre prestataire."""
    if result.depart is None:
        return []
    blocks: list[Block] = [Prose(words(result, result.depart)), _figure(result, result.depart)]
    return [Section("quand-partir", "Quand partir ?", _answer(result, result.depart), blocks)]


def _answer(result: Resultat, leaving: Depart) -> str:
    """Le meilleur moment, en une ligne."""
    if leaving.mois == result.inputs.horizon_mois:
        return f"Partir pour {quoted(leaving.vers)} coûte plus, à tout mois, que de rester."
    when = f"dans {months(leaving.mois)}" if leaving.mois else "aujourd'hui"
    cost = format_euros(leaving.courbe_eur[leaving.mois], step_of(result))
    return f"Pour {quoted(leaving.vers)}, le moins cher est de partir {when} : {cost} en tout."


def words(result: Resultat, leaving: Depart) -> str:
    """Le meilleur mois, ce qu'il coûte, et ce qui vaut mieux encore s'il y en a."""
    n, step = result.inputs.horizon_mois, step_of(result)
    cost = figure_link(format_euros(leaving.courbe_eur[leaving.mois], step), KEY)
    best = result.offres[result.rang[0]]
    notes = []
    if best.nom != leaving.vers and not _is_current(result) and best.total_eur < min(leaving.courbe_eur):
        notes.append(
            f"D'abord : {quoted(best.nom)}, {format_euros(best.total_eur, step)}, coûte moins que le meilleur départ."
        )
    if leaving.mois == n:
        notes.append(
            f"Mieux vaut rester : quitter le contrat actuel pour {quoted(leaving.vers)} coûte plus, à tout mois de la "
            f"période, que de le garder ({cost})."
        )
    elif leaving.mois == 0:
        notes.append(f"Pour passer à {quoted(leaving.vers)}, le meilleur moment est aujourd'hui : {cost} en tout.")
    else:
        notes.append(
            f"Pour passer à {quoted(leaving.vers)}, le meilleur moment est dans {months(leaving.mois)}, vers le "
            f"{format_date(add_months(today(), leaving.mois))} : {cost} en tout, contre "
            f"{format_euros(leaving.courbe_eur[0], step)} en partant aujourd'hui et "
            f"{format_euros(leaving.courbe_eur[n], step)} en restant."
        )
    if leaving.mois_actualise != leaving.mois:
        soon = f"partir dans {months(leaving.mois_actualise)}" if leaving.mois_actualise else "partir aujourd'hui"
        later = "rester" if leaving.mois_actualise == n else soon
        notes.append(f"Actualisé, mieux vaudrait {later}.")
    notes.append(_commitment(result))
    return " ".join(note for note in notes if note)


def _is_current(result: Resultat) -> bool:
    return result.inputs.offres[result.rang[0]].actuelle


def _commitment(result: Resultat) -> str:
    current = current_of(result)
    if not current.engagement_mois:
        return "Le contrat actuel est compté sans engagement ; tacite reconduction et préavis ne le sont pas."
    return (
        f"L'engagement du contrat actuel finit dans {months(current.engagement_mois)} ; tacite reconduction et préavis "
        "ne sont pas comptés."
    )


def _figure(result: Resultat, leaving: Depart) -> Figure:
    n, step = result.inputs.horizon_mois, step_of(result)
    named = _dates(result, leaving)
    shown = sorted({*named, *range(0, n + 1, 6 if n <= 60 else 12)})
    rows = [
        [f"{t} ({named[t]})" if t in named else str(t), figure_link(format_euros(leaving.courbe_eur[t], step), KEY)]
        for t in shown
    ]
    table = Table(
        f"Coût total si l'on passe à {quoted(leaving.vers)} après tant de mois, en euros HT", ["Mois", "Coût"], rows
    )
    caption = "Coût total selon le mois où l'on quitte le contrat actuel ; au dernier mois, on reste"
    marks = [Mark(t, f"mois {t}, {name}") for t, name in named.items()]
    curves = Curves([Line(leaving.vers, leaving.courbe_eur)], MILLIERS, "mois du départ", marks)
    heading = Heading("graphique-depart", "Coût total selon le mois du départ", "Une courbe, en milliers d'euros.")
    return Figure(KEY, caption, table, line_chart(heading, curves))


def _dates(result: Resultat, leaving: Depart) -> dict[int, str]:
    """Ce qu'il faut savoir lire sur la courbe, mois par mois : deux dates du même mois se disent ensemble."""
    n, end = result.inputs.horizon_mois, current_of(result).engagement_mois
    dates = [(0, "aujourd'hui"), (leaving.mois, "meilleur mois"), (n, "rester jusqu'au bout")]
    if 0 < end <= n:
        dates.append((end, "fin de l'engagement"))
    return {t: ", ".join(name for month, name in dates if month == t) for t in sorted({month for month, _ in dates})}
