"""Ce qui ferait changer d'avis, mis en mots : hypothèses qui décident, bascules, valeur de l'information."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tools.couts.inputs import Inputs
from tools.couts.model import Resultat
from tools.couts.model.decision import Barre, Bascule, neuf_chiffres, numeric_fields
from tools.couts.offre import Offre
from tools.couts.view.words import MILLIERS, finer, step_of
from tools.kit.compute import TroisPoints, pert_quantile, rounded_range
from tools.kit.declare import Number, ThreePoint
from tools.kit.draw import Heading, Swing, tornado_chart
from tools.kit.french import format_digits, format_euros, format_input, format_span, format_value, join_words
from tools.kit.write import Block, Figure, Fold, Prose, Section, Table, figure_link, page_only, try_link

DECISIVES = 3
ECART = replace(MILLIERS, title=f"écart attendu, {MILLIERS.title}")
MONTREES = 8


def spec_of(key: str) -> Number | ThreePoint:
    """Le champ numérique d'une offre."""
    return numeric_fields()[key]


def about(bar: Barre | Bascule, *, lower: bool = False) -> str:
    """« Durée d'une interruption de « Offre A » » ; en minuscules dans une phrase."""
    label = spec_of(bar.cle).label
    return f"{label.lower() if lower else label} de « {bar.offre} »"


def range_words(inputs: Inputs, bar: Barre) -> str:
    """« de 2 à 6 h » : du premier au dernier décile de la valeur."""
    low, high = deciles(inputs, bar)
    return f"de {format_value(low)} à {format_value(high, spec_of(bar.cle).unit)}"


def deciles(inputs: Inputs, bar: Barre) -> tuple[float, float]:
    """Le premier et le dernier décile d'une valeur, à la précision que leur écart permet, dans ses bornes."""
    spec, (_, value) = spec_of(bar.cle), value_of(inputs, bar)
    low, high = rounded_range(pert_quantile(value, 0.1), pert_quantile(value, 0.9))
    return max(low, spec.min), min(high, spec.max)


def value_of(inputs: Inputs, bar: Barre) -> tuple[int, TroisPoints]:
    """Le rang de l'offre d'une barre, et la valeur incertaine dont elle parle."""
    index = next(i for i, offre in enumerate(inputs.offres) if offre.nom == bar.offre)
    value = getattr(inputs.offres[index], bar.cle)
    return index, value


def decisive_bars(result: Resultat, step: float) -> list[Barre]:
    """Les trois valeurs incertaines qui font le plus bouger l'écart ; aucune dont l'effet s'écrit « 0 € »."""
    return [bar for bar in result.tornade[:DECISIVES] if round(bar.effet_eur / step)]


def deciding(_inputs: Inputs, result: Resultat) -> list[str]:
    """Les champs des trois valeurs qui décident : les plus fortes de la tornade, puis les bascules les plus proches."""
    fees = [f"offres.{result.places[i]}.forfait_poste_eur" for i in result.rang[:2]]
    strongest: list[Barre | Bascule] = [*decisive_bars(result, step_of(result))]
    if len(strongest) < DECISIVES:
        strongest += tips(result)
    found = [field_of(result, one) for one in strongest]
    return list(dict.fromkeys(found))[:DECISIVES] or ["postes", *fees]


def field_of(result: Resultat, one: Barre | Bascule) -> str:
    """Le nom du champ d'une valeur, tel que le formulaire l'écrit."""
    rank = next(i for i, offre in enumerate(result.inputs.offres) if offre.nom == one.offre)
    return f"offres.{result.places[rank]}.{one.cle}"


def decisive(result: Resultat, step: float) -> str:
    """Les trois hypothèses qui décident, chacune avec de quoi essayer une autre valeur, dans la phrase même."""
    bars = decisive_bars(result, step)
    if not bars:
        return ""
    words = []
    for bar in bars:
        tries = " ou ".join(_try(result, bar, value) for value in deciles(result.inputs, bar))
        effect = figure_link(format_euros(bar.effet_eur, step), "tornade")
        retry = page_only(f" ; et si : {tries} ?")
        words.append(f"{about(bar, lower=True)} (fait bouger l'écart de {effect}{retry})")
    head = "Trois hypothèses décident" if len(words) == DECISIVES else "Ce qui décide"
    return f"{head} : {join_words(words)}."


def _try(result: Resultat, bar: Barre, value: float) -> str:
    name, text = field_of(result, bar), format_input(value)
    return try_link(format_value(value, spec_of(bar.cle).unit), {f"{name}.{part}": text for part in range(3)})


def rounded(value: float) -> float:
    """Trois chiffres significatifs : dans un calcul, la valeur doit se suivre sans se noyer."""
    return float(f"{value:.3g}")


def section(result: Resultat, step: float) -> Section:
    """La partie « Ce qui ferait changer d'avis »."""
    blocks: list[Block] = [Prose(_intro(result))]
    if result.tornade:
        rows = [
            [
                about(bar),
                figure_link(format_euros(bar.p10_eur, step), "tornade"),
                figure_link(format_euros(bar.p90_eur, step), "tornade"),
            ]
            for bar in result.tornade[:MONTREES]
        ]
        header = ["Valeur incertaine", "Si elle est basse", "Si elle est haute"]
        table = Table(
            "Écart attendu quand une valeur est basse (un cas sur dix en dessous) ou haute (un sur dix au-dessus)",
            header,
            rows,
        )
        caption = "L'écart attendu, et ce que chaque valeur incertaine lui fait"
        blocks.append(Figure("tornade", caption, table, _chart(result, step)))
    blocks += _tipping(result)
    return Section("changer-d-avis", "Qu'est-ce qui changerait la réponse ?", _nearest(result), blocks)


def _nearest(result: Resultat) -> str:
    """La bascule la plus proche, en une ligne."""
    found = tips(result)
    if result.ecart[0] == 0:
        return "Tout : les deux moins chères coûtent autant."
    if not found:
        return "Aucune valeur, seule, n'inverse l'ordre dans ses bornes."
    point = found[0]
    now, threshold = apart(point.actuel, point.seuil or 0, spec_of(point.cle).unit)
    return f"D'abord : {about(point, lower=True)}. À {threshold} au lieu de {now}, l'ordre s'inverse."


def _intro(result: Resultat) -> str:
    best, second = (result.offres[i] for i in result.rang[:2])
    notes = [
        f"Tout porte sur l'écart entre « {best.nom} » et « {second.nom} ». Un écart négatif voudrait "
        "dire que l'ordre s'inverse."
    ]
    if worth := worth_of_knowing(result):
        evpi = figure_link(worth, "evpi")
        notes.append(f"Lever tous les doutes avant de choisir vaudrait {evpi}, selon la façon de partager la chance.")
    return " ".join(notes)


def worth_of_knowing(result: Resultat) -> str:
    """Ce que vaudrait de tout savoir avant de choisir ; vide si aucune valeur d'aucune offre n'est incertaine."""
    if not any(map(is_uncertain, result.inputs.offres)):
        return ""
    return format_span(*result.evpi_eur, finer(step_of(result)))


def is_uncertain(offre: Offre) -> bool:
    """Vrai si une valeur de cette offre n'est connue qu'entre deux bornes."""
    values = (getattr(offre, key) for key in numeric_fields())
    return any(isinstance(value, TroisPoints) and value.bas != value.haut for value in values)


def _tipping(result: Resultat) -> list[Block]:
    """Toutes les bascules, les plus proches d'abord, et combien de valeurs n'en ont pas."""
    if result.ecart[0] == 0:
        return [Prose("Les deux offres coûtent autant : le moindre changement de l'une fait l'ordre.")]
    found = tips(result)
    still = len(result.bascules) - len(found)
    if not found:
        return [Prose("**Ne bascule pas** : aucune valeur, seule, n'inverse l'ordre dans ses bornes.")]
    blocks: list[Block] = [_tipping_table("À partir d'où l'ordre s'inverse", found[:MONTREES])]
    if found[MONTREES:]:
        more = _tipping_table("Les bascules plus lointaines", found[MONTREES:])
        count = len(found) - MONTREES
        words = f"{count} autres valeurs font" if count > 1 else "Une autre valeur fait"
        blocks.append(Fold(f"{words} basculer l'ordre, de plus loin", [more]))
    if still:
        words = "valeurs, seules, ne font pas changer l'ordre dans leurs bornes" if still > 1 else ""
        said = f"{still} {words}" if words else "Une valeur, seule, ne fait pas changer l'ordre dans ses bornes"
        blocks.append(Prose(f"**Ne bascule pas** : {said}."))
    return blocks


def _tipping_table(caption: str, points: Sequence[Bascule]) -> Table:
    rows = []
    for point in points:
        now, threshold = apart(point.actuel, point.seuil or 0, spec_of(point.cle).unit)
        rows.append([about(point), now, figure_link(threshold, "bascule")])
    return Table(caption, ["Valeur", "Aujourd'hui (moyenne)", "Bascule à"], rows)


def apart(one: float, two: float, unit: str) -> tuple[str, str]:
    """Deux valeurs, avec assez de chiffres pour ne pas s'écrire de même si elles diffèrent."""
    for digits in range(3, 10):
        first, second = (format_digits(value, digits, unit) for value in (one, two))
        if first != second:
            break
    return first, second


def tips(result: Resultat) -> list[Bascule]:
    """Les valeurs qui font basculer l'ordre, les plus proches d'abord."""
    return sorted((point for point in result.bascules if point.seuil is not None), key=_distance)


def _distance(point: Bascule) -> float:
    """Le changement relatif qu'il faut : les bascules les plus proches d'abord."""
    change = abs((point.seuil or 0) - point.actuel)
    return neuf_chiffres(change / abs(point.actuel) if point.actuel else change + 1)


def _chart(result: Resultat, step: float) -> str:
    """La tornade, en SVG."""
    swings = [Swing(_bar_label(b), b.p10_eur, b.p90_eur) for b in result.tornade[:MONTREES]]
    text = "Une barre par valeur incertaine, autour de l'écart attendu."
    heading = Heading("graphique-tornade", "Ce que chaque valeur fait à l'écart", text)
    return tornado_chart(heading, result.ecart[0], swings, ECART, lambda value: format_euros(value, step))


def _bar_label(bar: Barre) -> str:
    """Le même nom, en texte : un graphique n'est pas du Markdown."""
    return f"{spec_of(bar.cle).label} de « {bar.offre.raw} »"
