"""Ce qui ferait changer d'avis, mis en mots : hypothèses qui décident, bascules, attente, valeur de l'information."""

from __future__ import annotations

from tools.couts.decision import Barre, Bascule
from tools.couts.inputs import Inputs, Offre
from tools.couts.model import TIRAGES, Resultat
from tools.kit.draws import pert_quantile
from tools.kit.fields import fields_of
from tools.kit.format import format_euros, format_input, format_number, format_value, join_words
from tools.kit.numeric import Number, TroisPoints
from tools.kit.report import Figure, Formula, Prose, Section, Table, escape, figure_link, try_link
from tools.kit.tornado_chart import Swing, tornado_chart

DECISIVES = 3
MONTREES = 8


def _spec(key: str) -> Number:
    spec = fields_of(Offre)[key]
    if not isinstance(spec, Number):
        raise TypeError(spec)
    return spec


def about(bar: Barre | Bascule, *, lower: bool = False, escaped: bool = True) -> str:
    """« Durée d'une interruption de « Offre A » » ; en minuscules en phrase, sans échappement pour un graphique."""
    label = _spec(bar.cle).label
    return f"{label.lower() if lower else label} de « {escape(bar.offre) if escaped else bar.offre} »"


def range_words(inputs: Inputs, bar: Barre) -> str:
    """« de 2 à 6 h » : du premier au dernier décile de la valeur."""
    _, value = _value(inputs, bar)
    low, high = (_round(pert_quantile(value, q)) for q in (0.1, 0.9))
    return f"de {format_value(low)} à {format_value(high, _spec(bar.cle).unit)}"


def _value(inputs: Inputs, bar: Barre) -> tuple[int, TroisPoints]:
    index = next(i for i, offre in enumerate(inputs.offres) if offre.nom == bar.offre)
    value = getattr(inputs.offres[index], bar.cle)
    return index, value


def decisive(inputs: Inputs, result: Resultat, step: float) -> str:
    """Les trois hypothèses qui décident, chacune avec de quoi essayer une autre valeur, dans la phrase même."""
    bars = result.tornade[:DECISIVES]
    if not bars:
        return ""
    words = []
    for bar in bars:
        index, value = _value(inputs, bar)
        tries = " ou ".join(_try(bar, index, pert_quantile(value, q)) for q in (0.1, 0.9))
        effect = figure_link(format_euros(bar.effet_eur, step), "tornade")
        words.append(f"{about(bar, lower=True)} (fait bouger l'écart de {effect} ; et si : {tries} ?)")
    head = "Trois hypothèses décident" if len(words) == DECISIVES else "Ce qui décide"
    return f"{head} : {join_words(words)}."


def _try(bar: Barre, index: int, value: float) -> str:
    shown = _round(value)
    text = format_input(shown)
    name = f"offres.{index}.{bar.cle}"
    return try_link(format_value(shown, _spec(bar.cle).unit), {f"{name}.{part}": text for part in range(3)})


def _round(value: float) -> float:
    """Trois chiffres significatifs : la valeur essayée doit se lire."""
    return float(f"{value:.3g}")


def section(inputs: Inputs, result: Resultat, step: float) -> Section:
    """La partie « Ce qui ferait changer d'avis »."""
    blocks: list[Prose | Table | Figure] = [Prose(_intro(result, step))]
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
        blocks.append(Figure("tornade", "L'écart attendu, et ce que chaque valeur incertaine lui fait", table))
    blocks += _tipping(result)
    return Section("changer-d-avis", "Ce qui ferait changer d'avis", blocks)


def _intro(result: Resultat, step: float) -> str:
    best, second = (result.offres[i] for i in result.rang[:2])
    notes = [
        f"Tout porte sur l'écart entre « {escape(best.nom)} » et « {escape(second.nom)} ». Un écart négatif voudrait "
        "dire que l'ordre s'inverse."
    ]
    if result.attente:
        notes.append(_waiting(result, step))
    evpi = figure_link(format_euros(result.evpi_eur, max(1, step / 100)), "evpi")
    notes.append(f"Lever tous les doutes avant de choisir vaudrait au plus {evpi} : au-delà, mieux vaut décider.")
    return " ".join(notes)


def _waiting(result: Resultat, step: float) -> str:
    waiting = result.attente
    if waiting is None:
        return ""
    cost = figure_link(format_euros(abs(waiting.cout_mois_eur), step / 10 or 1), "attente")
    if waiting.cout_mois_eur <= 0:
        return f"Attendre un mois de plus ne coûte rien : l'offre actuelle revient à {cost} de moins par mois."
    paid = (
        f"le changement est remboursé au {figure_link(f'mois {waiting.mois_rembourse}', 'attente')}"
        if waiting.mois_rembourse
        else "le changement n'est pas remboursé sur la période"
    )
    return f"Attendre un mois de plus coûte {cost}, face à « {escape(waiting.vers)} » ; {paid}."


def _tipping(result: Resultat) -> list[Prose | Table | Figure]:
    found = [point for point in result.bascules if point.seuil is not None]
    still = len(result.bascules) - len(found)
    rest = f"Les {still} autres valeurs, seules, ne font pas basculer l'ordre." if still else ""
    if not found:
        return [Prose(f"**Ne bascule pas** : aucune valeur, seule, n'inverse l'ordre dans ses bornes. {rest}")]
    rows = [
        [
            about(point),
            format_value(_round(point.actuel), _spec(point.cle).unit),
            figure_link(format_value(_round(point.seuil or 0), _spec(point.cle).unit), "bascule"),
        ]
        for point in sorted(found, key=_distance)[:MONTREES]
    ]
    table = Table("À partir d'où l'ordre s'inverse", ["Valeur", "Aujourd'hui (moyenne)", "Bascule à"], rows)
    return [table, Prose(rest)] if rest else [table]


def _distance(point: Bascule) -> float:
    """Le changement relatif qu'il faut : les bascules les plus proches d'abord."""
    change = abs((point.seuil or 0) - point.actuel)
    return change / abs(point.actuel) if point.actuel else change + 1


def chart(result: Resultat) -> str:
    """La tornade en SVG ; vide si rien n'est incertain."""
    swings = [Swing(about(b, escaped=False), b.p10_eur, b.p90_eur) for b in result.tornade[:MONTREES]]
    text = "Une barre par valeur incertaine, autour de l'écart attendu ; les valeurs sont dans le tableau qui suit."
    return tornado_chart("graphique-tornade", "Ce que chaque valeur fait à l'écart", text, result.ecart[0], swings)


def all_formulas(inputs: Inputs, result: Resultat) -> list[Formula]:
    """Les calculs de cette partie, avec les nombres du lecteur."""
    gap = format_euros(result.ecart[0])
    found = []
    if result.tornade:
        steps = ["écart + pente × (valeur − moyenne), les autres valeurs à leur moyenne ; la pente est exacte"]
        steps += [_swing_step(inputs, bar, gap) for bar in result.tornade[:MONTREES]]
        found.append(Formula("tornade", "Tornade : l'écart quand une valeur bouge seule", steps))
    found.append(_tipping_formula(result, gap))
    if result.attente:
        found.append(_waiting_formula(inputs, result))
    found.append(
        Formula(
            "evpi",
            "Valeur de l'information parfaite",
            [
                "Le plus petit coût moyen − la moyenne du plus petit coût de chaque tirage",
                f"{format_number(TIRAGES)} tirages des valeurs incertaines, hasards à leur moyenne : "
                f"{format_euros(result.evpi_eur)}",
            ],
        )
    )
    return found


def _swing_step(inputs: Inputs, bar: Barre, gap: str) -> str:
    _, value = _value(inputs, bar)
    unit = _spec(bar.cle).unit
    low, high = (pert_quantile(value, q) for q in (0.1, 0.9))
    steep = format_value((bar.p90_eur - bar.p10_eur) / (high - low), "€", 2)
    ends = f"{format_value(_round(low), unit)} (un cas sur dix en dessous) → {format_euros(bar.p10_eur)}"
    ends += f" ; {format_value(_round(high), unit)} (un sur dix au-dessus) → {format_euros(bar.p90_eur)}"
    mean = format_value(_round(value.moyenne), unit)
    return f"{about(bar)} : {gap} + {steep} par unité × (valeur − {mean}) ; {ends}"


def _tipping_formula(result: Resultat, gap: str) -> Formula:
    steps = ["valeur − écart ÷ pente ; retenue si elle reste dans les bornes du champ", f"Écart attendu : {gap}"]
    found = sorted((p for p in result.bascules if p.seuil is not None), key=_distance)
    for point in found[:MONTREES]:
        unit, threshold = _spec(point.cle).unit, point.seuil or 0
        now = format_value(_round(point.actuel), unit)
        if threshold == point.actuel:
            steps.append(f"{about(point)} : {now}, l'écart est déjà nul")
            continue
        steep = format_value(result.ecart[0] / (point.actuel - threshold), "€", 2)
        steps.append(f"{about(point)} : {now} − {gap} ÷ {steep} par unité = {format_value(_round(threshold), unit)}")
    return Formula("bascule", "Bascule : la valeur où l'écart est nul", steps)


def _waiting_formula(inputs: Inputs, result: Resultat) -> Formula:
    waiting = result.attente
    if waiting is None:
        raise ValueError(result.attente)
    current = next(offre for offre in inputs.offres if offre.actuelle)
    return Formula(
        "attente",
        "Coût d'attendre un mois",
        [
            "Coût du premier mois de l'offre actuelle − coût du premier mois de la meilleure autre",
            f"« {escape(current.nom)} » − « {escape(waiting.vers)} » = {format_euros(waiting.cout_mois_eur)}",
            "Remboursé au premier mois où ces gains cumulés couvrent la mise en place et la sortie de l'actuelle"
            + (f" : mois {waiting.mois_rembourse}" if waiting.mois_rembourse else " : jamais sur la période"),
        ],
    )
