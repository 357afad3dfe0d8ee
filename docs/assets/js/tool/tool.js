// La page d'un calculateur : du formulaire à la réponse. Ne formate rien, ne nomme aucun champ.

import { ask, isReady, Stuck, Unavailable, wake, wakeUnlessSaving } from "../engine/engine.js";
import { payloadOf } from "../link/codec.js";
import { linkState, settle } from "../link/received.js";
import { SENTENCES } from "../sentences.js";
import { initText } from "../texts.js";
import { checkLink, forgetLink, leaveLink } from "./address.js";
import { offerAside, storeFields } from "./aside.js";
import { offerSiblings, showFolds } from "./folds.js";
import { initFoot, sayFoot, showAnswer } from "./foot.js";
import { checkNumbers, fillForm, forgetMeasured, lists, readForm, readInitial, renumber, showErrors } from "./form.js";
import { handleClick, listenCharts, listenFiles } from "./gestures.js";
import { initGroups, showProgress } from "./groups.js";
import { forgetReports } from "./rows.js";
import { refill } from "./zones.js";

/** @typedef {import("./form.js").Fields} Fields */

export class Tool {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.name = root.dataset.outil ?? "";
    this.form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
    this.data = JSON.parse(root.dataset.donnees ?? "{}");
    this.defaults = readInitial(this.form);
    /** @type {Fields | null} */
    this.undo = null;
    this.turn = 0;
    this.situation = 0;
    this.computed = false;
    this.asked = false; // vrai si la réponse attendue est à amener en vue : situation type ou fichier choisis
    this.exampleState = this.find("[data-etat]").textContent ?? "";
    /** @type {Promise<unknown>} */
    this.busy = Promise.resolve();
    this.listen();
  }

  /** @param {string} selector @returns {HTMLElement} */
  find(selector) {
    return /** @type {HTMLElement} */ (this.root.querySelector(selector));
  }

  /** Vrai si quelqu'un a saisi une valeur avant que ce script arrive. */
  typedEarly() {
    return Object.entries(readForm(this.form)).some(([name, text]) => this.defaults[name] !== text);
  }

  listen() {
    for (const list of lists(this.form)) renumber(list);
    initGroups(this.form);
    offerSiblings(this.form);
    this.offerTexts();
    offerAside(this);
    initFoot(this);
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", (event) => {
      if (!(/** @type {HTMLInputElement} */ (event.target).name)) return;
      forgetMeasured(/** @type {HTMLInputElement} */ (event.target));
      this.forgetUndo(); // ce qu'on annulerait ne serait plus le dernier geste
      this.edited();
    });
    this.root.addEventListener("click", (event) => handleClick(this, event));
    listenFiles(this);
    listenCharts(this);
    wakeUnlessSaving();
    for (const type of ["pointerdown", "focusin"]) this.root.addEventListener(type, wake, { once: true });
  }

  /** Change le nombre de lignes, en gardant de quoi revenir. @param {() => void} change */
  changeRows(change) {
    this.undo = readForm(this.form);
    change();
    this.edited();
  }

  /** Met d'autres valeurs dans les champs : c'est une autre situation, ce qui attendait pour celle d'avant est caduc. @param {Fields} fields */
  setForm(fields) {
    this.situation++;
    forgetReports(this.root);
    fillForm(this.form, fields);
    offerSiblings(this.form);
  }

  /** Remplace toutes les valeurs, en gardant de quoi revenir. @param {Fields} fields */
  replaceAll(fields) {
    this.undo = readForm(this.form);
    forgetLink(this);
    this.setForm(fields);
    this.offerUndo();
    this.edited();
  }

  /** « Et si » : d'autres valeurs ; l'essai est dit, avec de quoi revenir. @param {string} changes @param {string} about */
  tryValues(changes, about) {
    this.replaceAll({ ...readForm(this.form), ...Object.fromEntries(new URLSearchParams(changes)) });
    this.find("[data-essai-texte]").textContent = about;
    this.find("[data-essai]").hidden = false;
    /** @type {HTMLElement} */ (this.find("[data-essai] button")).focus(); // le bouton cliqué va disparaître
  }

  /** Donne leurs boutons aux textes à copier que le résultat contient. */
  offerTexts() {
    for (const text of this.root.querySelectorAll(".modele")) initText(text);
  }

  /** L'essai et le lien montrés ne sont plus ceux des valeurs affichées. */
  forgetGesture() {
    this.find("[data-essai]").hidden = true;
    this.find("[data-lien]").hidden = true;
  }

  forgetUndo() {
    this.undo = null;
    this.offerUndo(false);
  }

  /** Montre, ou cache, de quoi revenir aux valeurs d'avant. */
  offerUndo(shown = true) {
    for (const button of this.root.querySelectorAll("[data-annuler]")) {
      /** @type {HTMLElement} */ (button).hidden = !shown;
    }
  }

  /** Une valeur a changé : elle est gardée pour cet onglet, et l'adresse ne porte plus un lien périmé. */
  edited() {
    offerSiblings(this.form); // un nom changé se suit avant que les champs soient gardés
    storeFields(this, readForm(this.form));
    // « Retour » ramène au lien reçu.
    if (payloadOf(location.hash)) history.pushState({}, "", location.pathname + location.search);
    this.say("");
    leaveLink(this);
    this.forgetGesture();
    this.compute();
  }

  /** Calcule ce que disent les champs ; une saisie plus récente l'emporte toujours. @param {string} [payload] */
  async compute(payload) {
    const turn = ++this.turn;
    // La page du conseil dit encore autre chose que les champs. Sur l'outil entier, ce mot relirait le style de sept cents éléments.
    this.find(".conseil").classList.add("perime");
    showProgress(this.form);
    showFolds(this.form);
    if (!isReady()) {
      this.state(SENTENCES.loading);
      showErrors(this.form, checkNumbers(this.form));
    }
    try {
      if (payload && !(await checkLink(this, payload, turn))) return;
      const figures = await this.ask("chiffres", turn);
      if (!figures) return;
      showErrors(this.form, figures.erreurs ?? {}, figures.lectures);
      if (!figures.ok) return this.keepLast(figures.message);
      this.show("chiffres", figures.html);
      this.computed = true;
      sayFoot(this);
      if (this.asked) showAnswer(this);
      this.asked = false;
      this.state(`${SENTENCES.done} ${this.data.mention}`);
      this.announce(this.find(".verdict").textContent ?? "");
      const details = await this.ask("details", turn);
      if (details?.ok) this.show("details", details.html);
      const board = await this.ask("conseil", turn);
      if (!board?.ok) return;
      this.show("conseil", board.html);
      this.find(".conseil").classList.remove("perime");
      dispatchEvent(new Event("reponse-affichee")); // main.js
    } catch (error) {
      if (turn === this.turn) this.failed(error);
    }
  }

  /** Pose une question sur les champs tels qu'ils sont ; `null` si une plus récente l'a remplacée. @param {string} action @param {number} turn */
  async ask(action, turn) {
    await this.busy; // une seule question à la fois : celles qu'on a dépassées ne partent pas
    if (turn !== this.turn) return null;
    const work = ask({ outil: this.name, action, champs: readForm(this.form), adresse: this.address }, this.limit);
    this.busy = work.catch(() => {});
    const reply = await work;
    return turn === this.turn ? reply : null;
  }

  /** L'adresse de la page, sans aucune valeur. */
  get address() {
    return location.origin + location.pathname;
  }

  get limit() {
    return Number(this.root.dataset.limiteMs);
  }

  /** @param {string} zone @param {string} html */
  show(zone, html) {
    refill(this.find(`[data-zone="${zone}"]`), html);
    this.find("[data-resultat]").classList.remove("ancien");
    this.offerTexts();
  }

  /** @param {string} message */
  keepLast(message) {
    this.find("[data-resultat]").classList.add("ancien");
    this.state(`${SENTENCES.stale} ${message}`);
    this.announce(`${SENTENCES.stale} ${message}`);
  }

  /** @param {unknown} error */
  failed(error) {
    this.find("[data-resultat]").classList.add("ancien");
    if (linkState(this.root) === "peint") settle(this.root, "impossible", SENTENCES.unchecked);
    const sentence = error instanceof Stuck ? SENTENCES.stuck : SENTENCES.unavailable;
    this.state(sentence);
    this.say(sentence);
    if (!(error instanceof Stuck || error instanceof Unavailable)) console.error(error);
  }

  /** @param {string} text */
  state(text) {
    this.find("[data-etat]").textContent = text;
  }

  /** Dit une fois, quand la saisie s'arrête, le verdict ou ce qui empêche d'en avoir un. @param {string} text */
  announce(text) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.find("[data-annonce]").textContent = text;
    }, 900);
  }

  /** Le message en tête de l'outil. @param {string} text @param {boolean} [focus] */
  say(text, focus = false) {
    const message = this.find("[data-message]");
    message.textContent = text;
    message.hidden = text === "";
    if (focus) message.focus();
  }
}
