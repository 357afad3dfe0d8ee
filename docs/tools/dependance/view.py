"""La dépendance mise en mots : verdict, critères, sorties, plan, message à envoyer, et le JSON."""

from __future__ import annotations

import dataclasses
from typing import Any

from tools.dependance import formulas
from tools.dependance.formulas import MOTS, ZONES, interval
from tools.dependance.inputs import Inputs
from tools.dependance.leaving import Sortie
from tools.dependance.model import VERSION, Resultat, compute
from tools.dependance.plan import HORIZONS, Action
from tools.dependance.questions import CRITERES, ETAPES, QUESTIONS
from tools.dependance.scores import ASSEZ, BANDES, LIMITES, band_of
from tools.kit.chart import Bar, Unit, bar_chart
from tools.kit.format import format_euros, format_number, format_value, join_words, rounding_step
from tools.kit.params import load_presets
from tools.kit.parse import to_json as inputs_to_json
from tools.kit.provenance import cite, preset_inputs, provenance, reference, sourced_fields
from tools.kit.report import (
    Details,
    Figure,
    Letter,
    Prose,
    Section,
    Summary,
    Table,
    figure_link,
    open_link,
    try_link,
)
from tools.kit.scale_charts import Interval, Plane, interval_chart, plane_chart

TITRE = "Mesurer notre dépendance"
EXEMPLE = "service"


def summary(inputs: Inputs, result: Resultat) -> Summary:
    """Le verdict, ce qu'il faut en savoir, les critères ; sous dix-huit réponses, un exemple dit comme tel."""
    if result.indice is None:
        return _incomplete(inputs, result)
    return Summary(_verdict(result), [Prose(_notes(result)), _criteria_table(result), *_exit_blocks(inputs, result)])


def _incomplete(inputs: Inputs, result: Resultat) -> Summary:
    left = ASSEZ - result.donnees
    plural = "s" if left > 1 else ""
    blocks: list[Any] = []
    if result.repondus:
        blocks.append(_criteria_table(result))
    cls: Any = type(inputs)
    example = preset_inputs("dependance", cls)[EXEMPLE]
    title = load_presets("dependance")[EXEMPLE].titre
    shown = _verdict(compute(example), linked=False)
    blocks.append(Prose(f"Exemple, avec des réponses inventées (« {title} ») : {shown}"))
    return Summary(f"Encore **{left} réponse{plural}** pour voir notre indice ; « je ne sais pas » compte.", blocks)


def _band_words(band: tuple[int, int]) -> str:
    return MOTS[band[0]] if band[0] == band[1] else f"{MOTS[band[0]]} à {MOTS[band[1]]}"


def _verdict(result: Resultat, *, linked: bool = True) -> str:
    if result.indice is None or result.bande is None:
        raise ValueError(result.indice)
    index, band = f"{interval(result.indice)} sur 100", _band_words(result.bande)
    if linked:
        index, band = figure_link(index, "indice"), figure_link(band, "bande")
    weakest = f" ; maillon faible : **{CRITERES[result.maillon_faible].lower()}**" if result.maillon_faible else ""
    return f"Notre dépendance est **{band}** ({index}){weakest}."


def _notes(result: Resultat) -> str:
    notes = []
    for key in result.blocages:
        question = QUESTIONS[key]
        notes.append(f"**Règle bloquante** : {question.libelle} « {question.reponses[-1]} » ({cite(question.source)}).")
    if result.indice and result.inconnues:
        count = len(result.inconnues)
        spread = format_number(result.indice.haut - result.indice.bas)
        notes.append(
            f"{count} « je ne sais pas » : l'indice tient dans {spread} points d'incertitude. "
            "Les questions à envoyer sont plus bas."
        )
    if result.robustesse:
        spread_words = figure_link(interval(result.robustesse.indice), "robustesse")
        levers = "ne changent pas" if result.robustesse.leviers_stables else "peuvent changer"
        notes.append(f"Si un poids varie d'un cinquième : {spread_words} ; les trois premiers leviers {levers}.")
    return " ".join(notes)


def _criteria_table(result: Resultat) -> Table:
    rows = [
        [CRITERES[c], figure_link(interval(score), f"critere-{c}"), MOTS[band_of((score.bas + score.haut) / 2)]]
        for c, score in sorted(result.criteres.items(), key=lambda item: -(item[1].bas + item[1].haut))
        if c in result.repondus
    ]
    return Table("Score de chaque critère, sur 100 : 0 maîtrisé, 100 subi", ["Critère", "Score", "Niveau"], rows)


def _exit_blocks(inputs: Inputs, result: Resultat) -> list[Prose | Table]:
    if result.sortie is None:
        return []
    cases = (
        ("Sortie choisie", "choisie", result.sortie.choisie),
        ("Défaillance", "defaillance", result.sortie.defaillance),
    )
    rows = [
        [
            title,
            figure_link(_days(sortie), f"sortie-{key}"),
            figure_link(_euros(sortie), f"sortie-{key}"),
        ]
        for title, key, sortie in cases
    ]
    chosen = result.sortie.choisie
    points = ";".join(f"{round(v, 2):.2f}" for v in (chosen.cout_p10_eur, chosen.cout_p50_eur, chosen.cout_p90_eur))
    values = {
        "sortie_eur": points,
        "postes": str(inputs.postes),
        "cout_horaire_eur": str(inputs.cout_horaire_eur),
    }
    handoff = open_link("Utiliser ce coût de sortie dans la comparaison des coûts", "couts", values)
    header = ["Reprendre la main", "Jours (8 cas sur 10)", "Coût (8 cas sur 10)"]
    return [Table("Les deux sorties, sans le démarrage du nouveau prestataire", header, rows), Prose(handoff)]


def _days(sortie: Sortie) -> str:
    return f"{format_number(sortie.jours_p10)} à {format_value(sortie.jours_p90, 'jours', 0)}"


def _euros(sortie: Sortie) -> str:
    step = rounding_step(sortie.cout_p10_eur, sortie.cout_p90_eur)
    low = format_value(round(sortie.cout_p10_eur / step) * step, "", 0)
    return f"{low} à {format_euros(sortie.cout_p90_eur, step)}"


def details(inputs: Inputs, result: Resultat) -> Details:
    """Les barres, la cote EBIOS, les étapes de sortie, le plan, le message à envoyer, les hypothèses."""
    sections = [Section("criteres", "Où nous dépendons", [_criteria_figure(result)])]
    if result.sortie:
        steps: list[Prose | Figure] = [Prose(_paths(result)), _steps_figure(result)]
        sections += [
            Section("sortie", "Comment nous sortirions", steps),
            Section("plan", "Que faire d'abord", _plan(inputs, result)),
        ]
    if result.ebios:
        sections.append(Section("ebios", "La cote EBIOS Risk Manager, à côté", _ebios(result)))
    if result.concentration:
        sections.append(Section("concentration", "La concentration", [Prose(_concentration(result))]))
    if result.inconnues or result.preuves:
        sections.append(Section("questions", "Questions à notre prestataire", [_letter(result)]))
    sections += [Section("hypotheses", "Ce que nous avons supposé", _hypotheses(inputs))]
    return Details(sections, formulas.all_formulas(inputs, result), _charts(inputs, result))


def _charts(inputs: Inputs, result: Resultat) -> dict[str, str]:
    bars = [
        Interval(CRITERES[c], score.bas, score.haut, band_of((score.bas + score.haut) / 2) + 1)
        for c, score in result.criteres.items()
    ]
    about = "Une barre par critère, de 0 (maîtrisé) à 100 (subi), avec ce qu'un doute peut cacher."
    charts = {"criteres": interval_chart("g-criteres", "Score de chaque critère", about, bars, LIMITES)}
    if result.sortie:
        labels = [ETAPES[s].capitalize() for s in ETAPES]
        cases = (("Sortie choisie", result.sortie.choisie), ("Défaillance", result.sortie.defaillance))
        steps = [Bar(name, [s.etapes[e] if e in s.chemin else 0 for e in ETAPES]) for name, s in cases]
        charts["etapes"] = bar_chart(
            "g-etapes",
            "Durée médiane des étapes du chemin critique",
            "Une barre par sortie, en jours : les étapes qui commandent la durée ; valeurs dans le tableau.",
            labels,
            steps,
            Unit("jours"),
        )
    if result.ebios:
        limits = (inputs.seuil_veille, inputs.seuil_controle, inputs.seuil_danger)
        plane = Plane(
            "fiabilité",
            "exposition",
            16,
            [(limit, ZONES[zone]) for limit, zone in zip(limits, ("veille", "controle", "danger"), strict=True)],
            (result.ebios.fiabilite, result.ebios.exposition),
        )
        mark = result.ebios
        text = f"Exposition {mark.exposition}, fiabilité {mark.fiabilite}, zone {ZONES[mark.zone]}."
        charts["ebios"] = plane_chart("g-ebios", "Le prestataire sur le plan EBIOS RM", text, plane)
    return charts


def _criteria_figure(result: Resultat) -> Figure:
    rows = [
        [
            CRITERES[c],
            figure_link(format_number(s.bas), f"critere-{c}"),
            figure_link(format_number(s.haut), f"critere-{c}"),
        ]
        for c, s in result.criteres.items()
    ]
    table = Table("Bornes de chaque score, sur 100", ["Critère", "Au mieux", "Au pire"], rows)
    return Figure("criteres", "De 0 (maîtrisé) à 100 (subi) ; en clair, ce qu'un « je ne sais pas » peut cacher", table)


def _paths(result: Resultat) -> str:
    if result.sortie is None:
        return ""
    words = []
    for name, sortie in (
        ("En sortie choisie", result.sortie.choisie),
        ("En cas de défaillance", result.sortie.defaillance),
    ):
        path = join_words(["le préavis"] if sortie.chemin == ("preavis",) else [ETAPES[s] for s in sortie.chemin])
        words.append(f"{name}, ce qui commande la durée : {path}.")
    return " ".join(words)


def _steps_figure(result: Resultat) -> Figure:
    if result.sortie is None:
        raise ValueError(result.sortie)
    chosen, failure = result.sortie.choisie, result.sortie.defaillance
    rows = [
        [f"{rank}. {ETAPES[s].capitalize()}"]
        + [
            figure_link(_step(sortie, s), f"sortie-{key}")
            for key, sortie in (("choisie", chosen), ("defaillance", failure))
        ]
        for rank, s in enumerate(ETAPES, 1)
    ]
    table = Table("Durée médiane de chaque étape, en jours", ["Étape", "Sortie choisie", "Défaillance"], rows)
    return Figure("etapes", "Les étapes qui commandent la durée, numérotées comme dans le tableau", table)


def _step(sortie: Sortie, step: str) -> str:
    mark = "" if step in sortie.chemin else " (en parallèle)"
    return f"{format_value(sortie.etapes[step], 'jours', 0)}{mark}" if sortie.etapes[step] else "sans objet"


def _plan(inputs: Inputs, result: Resultat) -> list[Prose | Table]:
    if result.crans is None:
        reach = f"Passer sous {format_value(inputs.cible_indice)} ne se peut pas avec les seules réponses connues."
    elif result.crans == 0:
        reach = f"L'indice est déjà sous {format_value(inputs.cible_indice)}."
    else:
        plural = "s" if result.crans > 1 else ""
        reach = (
            f"Il faut au moins **{result.crans} cran{plural}** pour passer sous {format_value(inputs.cible_indice)}."
        )
    blocks: list[Prose | Table] = [Prose(f"{reach} « Essayer » refait le calcul avec la réponse améliorée.")]
    for horizon in (*HORIZONS, 0):
        actions = [action for action in result.plan if action.horizon == horizon][:8]
        if actions:
            name = f"{horizon} jours" if horizon else "Ensuite"
            header = ["Améliorer", "Indice", "Jours", "Coût", "Effort", "Et si"]
            blocks.append(Table(f"Plan : {name}", header, [_action(action) for action in actions]))
    return blocks


def _action(action: Action) -> list[str]:
    question = QUESTIONS[action.cle]
    return [
        f"[{question.libelle}](../../{question.remede}) {question.reponses[action.vers]}",
        figure_link(format_value(-action.gain_indice, "", 1), "plan"),
        figure_link(format_number(-action.gain_jours), "plan"),
        figure_link(format_euros(-action.gain_cout_eur, 100), "plan"),
        format_value(action.effort_h, "h"),
        try_link("Essayer", {action.cle: str(action.vers)}),
    ]


def _ebios(result: Resultat) -> list[Prose | Figure]:
    mark = result.ebios
    if mark is None:
        return []
    level = figure_link(format_value(mark.dangerosite), "ebios")
    text = (
        f"Dangerosité {level} : zone **{ZONES[mark.zone]}**. Cette cote de l'ANSSI ({cite('S1-31')}) compare des "
        "prestataires ; elle n'entre pas dans l'indice et ne préjuge d'aucune intention."
    )
    rows = [["Exposition", str(mark.exposition)], ["Fiabilité", str(mark.fiabilite)]]
    table = Table("Les deux coordonnées du point", ["Mesure", "Valeur (1 à 16)"], rows)
    return [Prose(text), Figure("ebios", "Exposition et fiabilité ; zones aux seuils de l'exemple du guide", table)]


def _concentration(result: Resultat) -> str:
    found = result.concentration
    if found is None:
        return ""
    hhi = figure_link(format_number(found.hhi), "concentration")
    count = format_value(found.equivalent, "", 1)
    return f"Indice {hhi} sur 10 000, comme si {count} prestataire tenait tout à parts égales."


def _letter(result: Resultat) -> Letter:
    lines = ["Bonjour,", "", "Pour mieux connaître notre situation, merci de nous répondre sur ces points."]
    if result.inconnues:
        lines += ["", "Ce que nous ne savons pas :", *(f"- {QUESTIONS[key].demander}" for key in result.inconnues)]
    if result.preuves:
        lines += ["", "Ce que nous aimerions recevoir :", *(f"- {QUESTIONS[key].preuve}" for key in result.preuves)]
    return Letter("questions-prestataire", "Message à notre prestataire", "\n".join(lines))


def _hypotheses(inputs: Inputs) -> list[Prose | Table]:
    known = reference("dependance", inputs)
    rows = []
    for key, spec in sourced_fields(Inputs).items():
        if key in QUESTIONS:
            continue
        value = getattr(inputs, key)
        rows.append([spec.label, spec.show(value), cite(provenance(spec, key, value, known))])
    note = Prose(
        "Les réponses, les poids, les facteurs et les efforts sont des choix du site ; leur rédaction s'appuie sur la "
        "source de chaque question. **saisi** : votre valeur."
    )
    return [note, Table("Les valeurs et leur origine", ["Entrée", "Valeur", "Origine"], rows, numeric=False)]


def headline(result: Resultat) -> list[float]:
    """Les chiffres annoncés d'un lien : réponses, indice, bandes, puis jours et coût de la sortie choisie."""
    if result.indice is None or result.bande is None or result.sortie is None:
        return [result.donnees]
    chosen = result.sortie.choisie
    days = (chosen.jours_p10, chosen.jours_p50, chosen.jours_p90)
    costs = (chosen.cout_p10_eur, chosen.cout_p50_eur, chosen.cout_p90_eur)
    return [result.donnees, result.indice.bas, result.indice.haut, *result.bande, *days, *costs]


def figures(inputs: Inputs, result: Resultat) -> dict[str, str]:
    """Les chiffres qu'une page peut citer par leur nom."""
    if result.indice is None or result.bande is None or result.sortie is None:
        return {}
    chosen = result.sortie.choisie
    return {
        "indice": f"{interval(result.indice)} sur 100",
        "bande": _band_words(result.bande),
        "jours": f"de {_days(chosen)}",
        "cout": f"de {_euros(chosen)}",
        "jours_defaillance": f"de {_days(result.sortie.defaillance)}",
    }


def to_json(inputs: Inputs, result: Resultat) -> dict[str, Any]:
    """Le JSON de la ligne de commande ; scores de 0 à 100, jours, euros."""
    band = result.bande
    return {
        "version": VERSION,
        "entrees": inputs_to_json(inputs),
        "reponses": result.donnees,
        "criteres": [{"cle": c, "bas": s.bas, "haut": s.haut} for c, s in result.criteres.items()],
        "indice": dataclasses.asdict(result.indice) if result.indice else None,
        "bande": {"bas": BANDES[band[0]], "haut": BANDES[band[1]]} if band else None,
        "blocages": list(result.blocages),
        "blocages_possibles": list(result.blocages_possibles),
        "maillon_faible": result.maillon_faible,
        "robustesse": dataclasses.asdict(result.robustesse) if result.robustesse else None,
        "ebios": dataclasses.asdict(result.ebios) if result.ebios else None,
        "concentration": dataclasses.asdict(result.concentration) if result.concentration else None,
        "sortie": dataclasses.asdict(result.sortie) if result.sortie else None,
        "plan": [dataclasses.asdict(action) for action in result.plan],
        "crans": result.crans,
        "questions": [
            *({"cle": key, "texte": QUESTIONS[key].demander} for key in result.inconnues),
            *({"cle": key, "texte": QUESTIONS[key].preuve} for key in result.preuves),
        ],
    }
