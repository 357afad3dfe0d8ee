"""Les parties du détail : barres, étapes de sortie, plan, cote EBIOS, concentration, message, hypothèses."""

from __future__ import annotations

from itertools import starmap

from tools.dependance.inputs import Fonction, Inputs
from tools.dependance.model import Resultat
from tools.dependance.model.leaving import Defaillance, Sortie, Sorties
from tools.dependance.model.scores import LIMITES, Concentration, Ebios, band_of
from tools.dependance.questions import CRITERES, ETAPES, QUESTIONS
from tools.dependance.view import formulas
from tools.dependance.view.picture import JOURS
from tools.dependance.view.plan import first_line, plan_blocks
from tools.dependance.view.words import CAS, ZONES, held_by, interval
from tools.kit.declare import cite, fields_of, origins, values_of
from tools.kit.draw import Heading, Interval, Plane, Span, Track, Unit, interval_chart, plane_chart, span_chart
from tools.kit.french import format_euros, format_number, format_value, join_words
from tools.kit.write import (
    Block,
    Details,
    Figure,
    Letter,
    Prose,
    Section,
    Table,
    figure_link,
)

URGENCE = "Rétablir l'essentiel"


def details(inputs: Inputs, result: Resultat) -> Details:
    """Les questions qu'un lecteur se pose ensuite, chacune avec sa réponse en une ligne."""
    sections = [Section("criteres", "Où dépendons-nous ?", _weakest(result), [_criteria_figure(result)])]
    if result.sortie:
        steps: list[Block] = [Prose(_paths(result.sortie)), _steps_figure(result.sortie)]
        sections += [
            Section("sortie", "Comment sortirions-nous ?", _commands(result.sortie), steps),
            Section("plan", "Que faire d'abord ?", first_line(result), plan_blocks(inputs, result)),
        ]
    if result.ebios:
        said = f"Dangerosité {format_value(result.ebios.dangerosite)} : {_zone(result.ebios)}."
        sections.append(Section("ebios", "Que dit la cote EBIOS Risk Manager ?", said, _ebios(inputs, result.ebios)))
    if result.concentration:
        words, held = _concentration(result.concentration), held_by(result.concentration)
        blocks: list[Block] = [Prose(words), _functions(inputs)]
        sections.append(Section("concentration", "Tout tient-il à un seul prestataire ?", f"C'est {held}.", blocks))
    asked = len(result.inconnues) + len(result.preuves)
    if asked:
        said = f"{asked} point{'s' if asked > 1 else ''} à éclaircir : le message est prêt."
        sections.append(Section("questions", "Que demander à notre prestataire ?", said, [_letter(result)]))
    sections.append(_hypotheses(inputs))
    return Details(sections, formulas.all_formulas(inputs, result))


def _weakest(result: Resultat) -> str:
    """Le critère le plus faible."""
    if not result.faibles:
        return "Dans ce qui est connu, aucun critère que l'indice compte n'est fragile."
    weak = result.faibles[0]
    return f"D'abord : {CRITERES[weak].lower()}, {interval(result.criteres[weak])} sur 100."


def _path(sortie: Sortie) -> str:
    return join_words(["le préavis"] if sortie.chemin == ("preavis",) else [ETAPES[step] for step in sortie.chemin])


def _commands(sorties: Sorties) -> str:
    """Ce qui commande la durée d'une sortie choisie."""
    return f"Ce qui commande la durée, si nous partons : {_path(sorties.choisie)}."


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
    bars = [
        Interval(CRITERES[c], score.bas, score.haut, band_of((score.bas + score.haut) / 2) + 1, interval(score))
        for c, score in result.criteres.items()
    ]
    about = "Une barre par critère, de 0 (maîtrisé) à 100 (subi), avec ce qu'un doute peut cacher."
    heading = Heading("g-criteres", "Score de chaque critère", about)
    svg = interval_chart(heading, bars, Unit("", "sur 100"), (0, *LIMITES, 100))
    caption = "De 0 (maîtrisé) à 100 (subi) ; en clair, ce qu'un « je ne sais pas » peut cacher"
    return Figure("criteres", caption, table, svg)


def _track(key: str, sortie: Sortie) -> Track:
    """Les étapes d'une sortie, et ses jalons : le préavis, ou le retour à un service minimal."""
    spans = [
        Span(f"{rank}. {ETAPES[step].capitalize()}", *sortie.etapes[step], rank)
        for rank, step in enumerate(ETAPES, 1)
        if sortie.etapes[step][1] > sortie.etapes[step][0]
    ]
    return Track(CAS[key], [*(Span(label, 0, end, 8) for label, end in _milestones(sortie)), *spans])


def _milestones(sortie: Sortie) -> list[tuple[str, float]]:
    if isinstance(sortie, Defaillance):
        return [(URGENCE, sortie.service_minimal_p50_j)]
    return [("Préavis", sortie.preavis_j)] if sortie.preavis_j else []


def _paths(sorties: Sorties) -> str:
    words = []
    for name, sortie in (("En sortie choisie", sorties.choisie), ("En cas de défaillance", sorties.defaillance)):
        words.append(f"{name}, ce qui commande la durée : {_path(sortie)}.")
    lost = sorties.defaillance
    stop = figure_link(format_euros(lost.arret_p50_eur, 100), "service-minimal")
    words.append(
        f"Une défaillance coûte aussi, en médiane, {stop} d'arrêt du travail et "
        f"{figure_link(format_euros(lost.depannage_p50_eur, 100), 'service-minimal')} de dépannage."
    )
    return " ".join(words)


def _steps_figure(sorties: Sorties) -> Figure:
    cases = sorties.cas()
    rows: list[list[str]] = []
    for rank, step in enumerate(ETAPES, 1):
        cells = [figure_link(_dates(*sortie.etapes[step]), f"sortie-{key}") for key, sortie in cases]
        rows.append([f"{rank}. {ETAPES[step].capitalize()}", *cells])
    notice, minimal = sorties.choisie.preavis_j, sorties.defaillance.service_minimal_p50_j
    rows += [
        ["Préavis", _dates(0, notice), "sans objet"],
        [URGENCE, "sans objet", figure_link(_dates(0, minimal), "service-minimal")],
    ]
    table = Table(
        "Du début à la fin de chaque étape, en jours depuis aujourd'hui (médianes)", ["Étape", *CAS.values()], rows
    )
    heading = Heading(
        "g-etapes", "Les étapes de chaque sortie", "Une barre par étape, de son début à sa fin, en médiane."
    )
    svg = span_chart(heading, list(starmap(_track, cases)), JOURS)
    caption = "Chaque barre va du début médian à la fin médiane d'une étape, comme dans le tableau"
    return Figure("etapes", caption, table, svg)


def _dates(start: float, end: float) -> str:
    return f"{format_number(start)} à {format_number(end)}" if end > start else "sans objet"


def _zone(mark: Ebios) -> str:
    """« zone veille », ou « hors zone »."""
    return f"{'' if mark.zone == 'hors' else 'zone '}{ZONES[mark.zone]}"


def _ebios(inputs: Inputs, mark: Ebios) -> list[Prose | Figure]:
    level = figure_link(format_value(mark.dangerosite), "ebios")
    text = (
        f"Dangerosité {level} : **{_zone(mark)}**. Cette cote de l'ANSSI ({cite('S1-31')}) compare des "
        "prestataires ; elle n'entre pas dans l'indice et ne préjuge d'aucune intention."
    )
    rows = [["Exposition", str(mark.exposition)], ["Fiabilité", str(mark.fiabilite)]]
    table = Table("Les deux coordonnées du point", ["Mesure", "Valeur (1 à 16)"], rows)
    caption = "Exposition et fiabilité ; zones aux seuils de l'exemple du guide"
    return [Prose(text), Figure("ebios", caption, table, _plane(inputs, mark))]


def _plane(inputs: Inputs, mark: Ebios) -> str:
    limits = (inputs.seuil_veille, inputs.seuil_controle, inputs.seuil_danger)
    zones = [(limit, ZONES[zone]) for limit, zone in zip(limits, ("veille", "controle", "danger"), strict=True)]
    plane = Plane("fiabilité", "exposition", 16, zones, (mark.fiabilite, mark.exposition), "notre prestataire")
    about = f"Exposition {mark.exposition}, fiabilité {mark.fiabilite}, {_zone(mark)}."
    return plane_chart(Heading("g-ebios", "Le prestataire sur le plan EBIOS RM", about), plane)


def _concentration(found: Concentration) -> str:
    hhi = figure_link(format_number(found.hhi), "concentration")
    return f"Indice {hhi} sur 10 000, {held_by(found)}."


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


def _hypotheses(inputs: Inputs) -> Section:
    every = values_of(inputs)
    values = [value for value in every if value.key not in QUESTIONS and value.line is None]
    rows = [[value.label, value.shown, cite(value.origin)] for value in values]
    note = Prose(
        "Les questions, les réponses, les poids, les facteurs et les efforts sont des choix du site ; la source d'une "
        "question traite de son sujet. **saisi** : votre valeur."
    )
    table = Table("Les valeurs et leur origine", ["Entrée", "Valeur", "Origine"], rows, numeric=False)
    return Section("hypotheses", "D'où viennent ces chiffres ?", origins(every), [note, table])
