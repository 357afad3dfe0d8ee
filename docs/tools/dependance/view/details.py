"""Les parties du détail : barres, étapes de sortie, plan, cote EBIOS, concentration, message, hypothèses."""

from __future__ import annotations

from itertools import starmap

from tools.dependance.inputs import Fonction, Inputs
from tools.dependance.model import Resultat
from tools.dependance.model.leaving import Defaillance, Sortie, Sorties
from tools.dependance.model.plan import HORIZONS, Action, chances, per_hour
from tools.dependance.model.scores import LIMITES, Concentration, Ebios, band_of
from tools.dependance.questions import CRITERES, ETAPES, QUESTIONS
from tools.dependance.view import formulas
from tools.dependance.view.words import CAS, ZONES, gesture, held_by
from tools.kit.declare import cite, fields_of, values_of
from tools.kit.draw import Interval, Plane, Span, Track, Unit, interval_chart, plane_chart, span_chart
from tools.kit.french import format_euros, format_number, format_value, join_words
from tools.kit.write import (
    Block,
    Details,
    Figure,
    Fold,
    Letter,
    Prose,
    Section,
    Table,
    figure_link,
    page_only,
    try_link,
)

PLAN_COURT = 7
"""Les actions montrées ; les autres sont dans « tout le plan »."""
ECHEANCES = {**{days: f"d'ici {days} jours" for days in HORIZONS}, 0: "ensuite"}
URGENCE = "Rétablir l'essentiel"


def details(inputs: Inputs, result: Resultat) -> Details:
    """Les barres, la cote EBIOS, les étapes de sortie, le plan, le message à envoyer, les hypothèses."""
    sections = [Section("criteres", "Où nous dépendons", [_criteria_figure(result)])]
    if result.sortie:
        steps: list[Block] = [Prose(_paths(result.sortie)), _steps_figure(result.sortie)]
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
        charts["etapes"] = span_chart(
            "g-etapes",
            "Les étapes de chaque sortie",
            "Une barre par étape, de son début à sa fin, en médiane ; les valeurs sont dans le tableau.",
            list(starmap(_track, result.sortie.cas())),
            Unit("jours", "jours depuis aujourd'hui"),
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
        path = join_words(["le préavis"] if sortie.chemin == ("preavis",) else [ETAPES[s] for s in sortie.chemin])
        words.append(f"{name}, ce qui commande la durée : {path}.")
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
    return Figure(
        "etapes", "Chaque barre va du début médian à la fin médiane d'une étape, comme dans le tableau", table
    )


def _dates(start: float, end: float) -> str:
    return f"{format_number(start)} à {format_number(end)}" if end > start else "sans objet"


def _plan(inputs: Inputs, result: Resultat) -> list[Block]:
    target = format_value(inputs.cible_indice)
    if result.actions_cible is None:
        reach = f"Les seules réponses connues ne suffisent pas à passer sous {target}."
    elif result.actions_cible == 0:
        reach = f"L'indice est déjà sous {target}."
    else:
        plural = "s" if result.actions_cible > 1 else ""
        count = figure_link(f"{result.actions_cible} action{plural}", "plan")
        reach = f"Il faut au moins {count} pour passer sous {target}."
    if result.blocages:
        reach += " Tant qu'une règle bloquante joue, la dépendance reste « forte » au moins, quel que soit l'indice."
    retry = page_only(" « Essayer » refait le calcul comme si c'était fait.")
    if not result.plan:
        return [Prose(f"{reach} Aucune réponse connue n'est à améliorer.")]
    order = (
        "Ce qui lève un blocage d'abord ; puis ce qui épargne le plus d'euros par heure d'effort, compte tenu de la "
        f"chance de partir ({format_value(inputs.part_choisie_pct, '%')} d'ici trois ans) et d'une défaillance "
        f"({format_value(inputs.defaillance_pct_an, '%')} par an)."
    )
    likely = chances(inputs)
    if all(per_hour(action, likely) <= 0 for action in result.plan):
        order += " Ici, aucune n'épargne d'euros : l'ordre suit les jours gagnés, puis l'indice."
    dates = (
        f"Les échéances ne comptent que notre temps, {format_value(inputs.capacite_h_mois, 'h')} par mois : attendre "
        "une signature ou une échéance du contrat peut prendre plus."
    )
    listed = [_action(result, rank, action) for rank, action in enumerate(result.plan, 1)]
    blocks: list[Block] = [Prose(f"{order} {dates} {reach}{retry}"), Prose("\n".join(listed[:PLAN_COURT]))]
    if rest := listed[PLAN_COURT:]:
        blocks.append(Fold(f"Tout le plan : {len(listed)} actions", [Prose("\n".join(rest))]))
    return blocks


def _retry(result: Resultat, action: Action) -> str:
    """« Essayer », pour la page ; d'une action qui en suit une autre, laquelle : ses gains comptent depuis elle."""
    if action.de == result.entrees.answers()[action.cle]:
        return page_only(f" {try_link('Essayer', {action.cle: str(action.vers)})}")
    first = next(rank for rank, other in enumerate(result.plan, 1) if other.cle == action.cle)
    return f" Après l'action {first}."


def _action(result: Resultat, rank: int, action: Action) -> str:
    """Une action, dans une liste numérotée : elle se lit sur un téléphone, un tableau de phrases non."""
    geste = gesture(action)
    blocking = " **Lève un blocage.**" if action.leve_blocage else ""
    gains = [
        f"partir, {figure_link(_gain(action.gain_jours, action.gain_cout_eur), 'plan')}",
        f"perdre, {figure_link(_gain(action.gain_service_minimal_j, action.gain_defaillance_eur), 'plan')}",
        f"indice, {figure_link(format_value(-action.gain_indice, '', 1), 'plan')}",
    ]
    return (
        f"{rank}. [{geste.faire}](site:{QUESTIONS[action.cle].remede}) : **{format_value(action.effort_h, 'h')}**, "
        f"{ECHEANCES[action.horizon]}.{blocking} À demander {geste.demander}. En main : {geste.en_main}. "
        f"Ce qu'on y gagne : {' ; '.join(gains)}.{_retry(result, action)}"
    )


def _gain(days: float, euros: float) -> str:
    """Ce qu'une action fait gagner sur une sortie, en jours et en euros."""
    saved = format_euros(-euros, 10)
    return f"{format_value(-days, 'jours', 1)} et {saved}" if round(days, 1) else saved


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


def _hypotheses(inputs: Inputs) -> list[Prose | Table]:
    values = [value for value in values_of(inputs) if value.key not in QUESTIONS and value.line is None]
    rows = [[value.label, value.shown, cite(value.origin)] for value in values]
    note = Prose(
        "Les questions, les réponses, les poids, les facteurs et les efforts sont des choix du site ; la source d'une "
        "question traite de son sujet. **saisi** : votre valeur."
    )
    return [note, Table("Les valeurs et leur origine", ["Entrée", "Valeur", "Origine"], rows, numeric=False)]
