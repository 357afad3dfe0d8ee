"""Les parties du détail : barres, étapes de sortie, plan, cote EBIOS, concentration, message, hypothèses."""

from __future__ import annotations

from tools.dependance.inputs import Fonction, Inputs
from tools.dependance.model import Resultat
from tools.dependance.model.leaving import Sortie, Sorties
from tools.dependance.model.plan import HORIZONS, Action
from tools.dependance.model.scores import LIMITES, Concentration, Ebios, band_of
from tools.dependance.questions import CRITERES, ETAPES, QUESTIONS
from tools.dependance.view import formulas
from tools.dependance.view.formulas import CAS, ZONES
from tools.kit.declare import cite, fields_of, values_of
from tools.kit.draw import Bar, Interval, Plane, Unit, bar_chart, interval_chart, plane_chart
from tools.kit.french import format_euros, format_number, format_value, join_words
from tools.kit.write import (
    Details,
    Figure,
    Letter,
    Prose,
    Section,
    Table,
    figure_link,
    page_only,
    try_link,
)


def details(inputs: Inputs, result: Resultat) -> Details:
    """Les barres, la cote EBIOS, les étapes de sortie, le plan, le message à envoyer, les hypothèses."""
    sections = [Section("criteres", "Où nous dépendons", [_criteria_figure(result)])]
    if result.sortie:
        steps: list[Prose | Figure] = [Prose(_paths(result.sortie)), _steps_figure(result.sortie)]
        sections += [
            Section("sortie", "Comment nous sortirions", steps),
            Section("plan", "Que faire d'abord", _plan(inputs, result)),
        ]
    if result.ebios:
        sections.append(Section("ebios", "La cote EBIOS Risk Manager, à côté", _ebios(result.ebios)))
    if result.concentration:
        sections.append(
            Section(
                "concentration", "La concentration", [Prose(_concentration(result.concentration)), _functions(inputs)]
            )
        )
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
        steps = [Bar(CAS[k], [s.etapes[e] if e in s.chemin else 0 for e in ETAPES]) for k, s in result.sortie.cas()]
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


def _paths(sorties: Sorties) -> str:
    words = []
    for name, sortie in (("En sortie choisie", sorties.choisie), ("En cas de défaillance", sorties.defaillance)):
        path = join_words(["le préavis"] if sortie.chemin == ("preavis",) else [ETAPES[s] for s in sortie.chemin])
        words.append(f"{name}, ce qui commande la durée : {path}.")
    return " ".join(words)


def _steps_figure(sorties: Sorties) -> Figure:
    rows = [
        [f"{rank}. {ETAPES[s].capitalize()}"]
        + [figure_link(_step(sortie, s), f"sortie-{key}") for key, sortie in sorties.cas()]
        for rank, s in enumerate(ETAPES, 1)
    ]
    table = Table("Durée médiane de chaque étape, en jours", ["Étape", *CAS.values()], rows)
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
            f"Il faut au moins {figure_link(f'{result.crans} cran{plural}', 'plan')} pour passer sous "
            f"{format_value(inputs.cible_indice)}."
        )
    retry = page_only(" « Essayer » refait le calcul avec la réponse améliorée.")
    blocks: list[Prose | Table] = [Prose(f"{reach}{retry}")]
    for horizon in (*HORIZONS, 0):
        actions = [action for action in result.plan if action.horizon == horizon][:8]
        if actions:
            name = f"{horizon} jours" if horizon else "Ensuite"
            header = ["Améliorer", "Indice", "Jours", "Coût", "Effort"]
            blocks.append(Table(f"Plan : {name}", header, [_action(action) for action in actions]))
    return blocks


def _action(action: Action) -> list[str]:
    question = QUESTIONS[action.cle]
    retry = try_link("Essayer", {action.cle: str(action.vers)})
    return [
        f"[{question.libelle}](site:{question.remede}) {question.reponses[action.vers]}",
        figure_link(format_value(-action.gain_indice, "", 1), "plan"),
        figure_link(format_number(-action.gain_jours), "plan"),
        figure_link(format_euros(-action.gain_cout_eur, 100), "plan"),
        format_value(action.effort_h, "h") + page_only(f" · {retry}"),
    ]


def _ebios(mark: Ebios) -> list[Prose | Figure]:
    level = figure_link(format_value(mark.dangerosite), "ebios")
    text = (
        f"Dangerosité {level} : zone **{ZONES[mark.zone]}**. Cette cote de l'ANSSI ({cite('S1-31')}) compare des "
        "prestataires ; elle n'entre pas dans l'indice et ne préjuge d'aucune intention."
    )
    rows = [["Exposition", str(mark.exposition)], ["Fiabilité", str(mark.fiabilite)]]
    table = Table("Les deux coordonnées du point", ["Mesure", "Valeur (1 à 16)"], rows)
    return [Prose(text), Figure("ebios", "Exposition et fiabilité ; zones aux seuils de l'exemple du guide", table)]


def _concentration(found: Concentration) -> str:
    hhi = figure_link(format_number(found.hhi), "concentration")
    count = format_value(found.equivalent, "", 1)
    return f"Indice {hhi} sur 10 000, comme si {count} prestataire tenait tout à parts égales."


def _functions(inputs: Inputs) -> Table:
    """Ce que la personne a saisi, et dont l'indice de concentration est fait."""
    spec = fields_of(Fonction)["poids"]
    rows = [[function.nom, function.prestataire, spec.show(function.poids)] for function in inputs.fonctions]
    return Table("Qui tient quoi", ["Fonction vitale", "Prestataire", "Importance"], rows)


def _letter(result: Resultat) -> Letter:
    lines = ["Bonjour,", "", "Pour mieux connaître notre situation, merci de nous répondre sur ces points."]
    if result.inconnues:
        lines += ["", "Ce que nous ne savons pas :", *(f"- {QUESTIONS[key].demander}" for key in result.inconnues)]
    if result.preuves:
        lines += ["", "Ce que nous aimerions recevoir :", *(f"- {QUESTIONS[key].preuve}" for key in result.preuves)]
    return Letter("questions-prestataire", "Message à notre prestataire", "\n".join(lines))


def _hypotheses(inputs: Inputs) -> list[Prose | Table]:
    values = [value for value in values_of(inputs) if value.key not in QUESTIONS and value.line is None]
    rows = [[value.label, value.shown, cite(value.origin)] for value in values]
    note = Prose(
        "Les questions, les réponses, les poids, les facteurs et les efforts sont des choix du site ; la source d'une "
        "question traite de son sujet. **saisi** : votre valeur."
    )
    return [note, Table("Les valeurs et leur origine", ["Entrée", "Valeur", "Origine"], rows, numeric=False)]
