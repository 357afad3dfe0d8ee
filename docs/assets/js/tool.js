// La page d'un calculateur : du formulaire à la réponse. Ne formate rien, ne nomme aucun champ.
import { takeEarlyClick } from "./boot.js";
import { ask, isReady, Stuck, Unavailable, wake, wakeUnlessSaving } from "./engine.js";
import * as form_ from "./form.js";
import { handleClick, listenFiles } from "./gestures.js";
import { initGroups, showProgress } from "./groups.js";
import { decode, fieldsOf, LinkError, payloadOf } from "./link.js";
import { SENTENCES } from "./sentences.js";
import { initText } from "./texts.js";

/** Les outils de la page affichée ; l'adresse qui change leur est dite. @type {Set<Tool>} */
const live = new Set();
addEventListener("hashchange", () => {
  for (const tool of live) tool.followAddress();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const tool of live) tool.followAddress();
});

/** @param {HTMLElement} root */
export function initTool(root) {
  for (const tool of live) if (!tool.root.isConnected) live.delete(tool);
  if (root.dataset.pret) return;
  root.dataset.pret = "oui";
  const tool = new Tool(root);
  live.add(tool);
  const early = takeEarlyClick();
  if (tool.typedEarly() && !payloadOf(location.hash)) tool.edited();
  else if (!early) tool.followAddress();
  early?.click(); // un clic fait avant que ce script arrive n'est pas perdu
}

export class Tool {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.name = root.dataset.outil ?? "";
    this.form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
    this.data = JSON.parse(root.dataset.donnees ?? "{}");
    this.defaults = form_.readInitial(this.form);
    this.storageKey = `entrees:${this.name}`;
    /** @type {form_.Fields | null} */
    this.undo = null;
    this.turn = 0;
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
    return Object.entries(form_.read(this.form)).some(([name, text]) => this.defaults[name] !== text);
  }

  listen() {
    for (const list of form_.lists(this.form)) form_.renumber(list);
    initGroups(this.form);
    this.offerTexts();
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", (event) => {
      if (!(/** @type {HTMLInputElement} */ (event.target).name)) return;
      this.forgetUndo(); // ce qu'on annulerait ne serait plus le dernier geste
      this.edited();
    });
    this.root.addEventListener("click", (event) => handleClick(this, /** @type {Element} */ (event.target)));
    listenFiles(this);
    wakeUnlessSaving();
    for (const type of ["pointerdown", "focusin"]) this.root.addEventListener(type, wake, { once: true });
  }

  /** @param {() => HTMLElement | void} change */
  changeRows(change) {
    this.undo = form_.read(this.form);
    const row = change();
    if (row) /** @type {HTMLElement | null} */ (row.querySelector("input"))?.focus();
    this.edited();
  }

  /** Remplace toutes les valeurs, en gardant de quoi revenir. @param {form_.Fields} fields */
  replaceAll(fields) {
    this.undo = form_.read(this.form);
    form_.fill(this.form, fields);
    this.offerUndo();
    this.edited();
  }

  /** « Et si » : d'autres valeurs ; l'essai est dit, avec de quoi revenir. @param {string} changes @param {string} about */
  tryValues(changes, about) {
    this.replaceAll({ ...form_.read(this.form), ...Object.fromEntries(new URLSearchParams(changes)) });
    this.find("[data-essai-texte]").textContent = about;
    this.find("[data-essai]").hidden = false;
    /** @type {HTMLElement} */ (this.find("[data-essai] button")).focus(); // le bouton cliqué va disparaître
  }

  /** Donne leurs boutons aux textes à copier que le résultat contient. */
  offerTexts() {
    for (const text of this.root.querySelectorAll(".modele")) initText(text);
  }

  forgetUndo() {
    this.undo = null;
    this.find("[data-annuler]").hidden = true;
  }

  offerUndo() {
    this.find("[data-annuler]").hidden = false;
  }

  /** Une valeur a changé : elle est gardée pour cet onglet, et l'adresse ne porte plus un lien périmé. */
  edited() {
    try {
      sessionStorage.setItem(this.storageKey, JSON.stringify(form_.read(this.form)));
    } catch {
      // Stockage refusé : les valeurs vivent le temps de la page.
    }
    if (payloadOf(location.hash)) history.replaceState(history.state, "", location.pathname + location.search);
    this.say("");
    this.find("[data-essai]").hidden = true;
    this.find("[data-lien]").hidden = true;
    this.compute();
  }

  /** Met les champs en accord avec l'adresse : un lien, sinon les valeurs de cet onglet, sinon l'exemple. */
  async followAddress() {
    const payload = payloadOf(location.hash);
    if (!payload) {
      const kept = this.stored();
      form_.fill(this.form, kept ?? this.defaults);
      showProgress(this.form);
      if (kept || this.turn > 0) this.compute();
      return;
    }
    try {
      const known = {
        tool: this.name,
        defaults: this.defaults,
        presets: this.data.presets,
        blankRow: (/** @type {string} */ key, /** @type {number} */ rank) => form_.blankRow(this.form, key, rank),
      };
      const sent = fieldsOf(await decode(payload), known);
      this.keepOwn(sent);
      this.root.classList.add("recu");
      form_.fill(this.form, sent);
      this.say("");
      this.compute(payload);
    } catch (error) {
      this.refuseLink(error instanceof LinkError ? error.message : String(error));
    }
  }

  /** Un lien ne fait pas perdre ce qu'on avait saisi : on peut le reprendre. @param {form_.Fields} sent */
  keepOwn(sent) {
    const own = this.stored();
    if (!own || Object.entries(own).every(([name, text]) => sent[name] === text)) return;
    this.undo = own;
    this.offerUndo();
  }

  /** Un lien illisible : une phrase, et la page par défaut. @param {string} sentence */
  refuseLink(sentence) {
    form_.fill(this.form, this.defaults);
    this.say(sentence, true);
    if (this.turn > 0) this.compute();
  }

  stored() {
    try {
      return JSON.parse(sessionStorage.getItem(this.storageKey) ?? "null");
    } catch {
      return null;
    }
  }

  /** Calcule ce que disent les champs ; une saisie plus récente l'emporte toujours. @param {string} [payload] */
  async compute(payload) {
    const turn = ++this.turn;
    showProgress(this.form);
    if (!isReady()) {
      this.state(SENTENCES.loading);
      form_.showErrors(this.form, form_.checkNumbers(this.form));
    }
    try {
      if (payload && !(await this.checkLink(payload, turn))) return;
      const figures = await this.ask("chiffres", turn);
      if (!figures) return;
      form_.showErrors(this.form, figures.erreurs ?? {});
      if (!figures.ok) return this.keepLast(figures.message);
      this.show("chiffres", figures.html);
      this.state(SENTENCES.done);
      this.announce();
      const details = await this.ask("details", turn);
      if (details?.ok) this.show("details", details.html);
    } catch (error) {
      if (turn === this.turn) this.failed(error);
    }
  }

  /** Python relit le lien : s'il le refuse, la page par défaut revient. @param {string} payload @param {number} turn */
  async checkLink(payload, turn) {
    const reply = await ask({ outil: this.name, action: "ouvrir", charge: payload }, this.limit);
    if (turn !== this.turn) return false;
    if (!reply.ok) this.refuseLink(reply.message);
    return reply.ok;
  }

  /** Pose une question sur les champs tels qu'ils sont ; `null` si une plus récente l'a remplacée. @param {string} action @param {number} turn */
  async ask(action, turn) {
    await this.busy; // une seule question à la fois : celles qu'on a dépassées ne partent pas
    if (turn !== this.turn) return null;
    const work = ask({ outil: this.name, action, champs: form_.read(this.form) }, this.limit);
    this.busy = work.catch(() => {});
    const reply = await work;
    return turn === this.turn ? reply : null;
  }

  get limit() {
    return Number(this.root.dataset.limiteMs);
  }

  /** @param {string} zone @param {string} html */
  show(zone, html) {
    this.find(`[data-zone="${zone}"]`).innerHTML = html;
    this.find("[data-resultat]").classList.remove("ancien");
    this.offerTexts();
  }

  /** @param {string} message */
  keepLast(message) {
    this.find("[data-resultat]").classList.add("ancien");
    this.state(`${SENTENCES.stale} ${message}`);
  }

  /** @param {unknown} error */
  failed(error) {
    this.find("[data-resultat]").classList.add("ancien");
    const sentence = error instanceof Stuck ? SENTENCES.stuck : SENTENCES.unavailable;
    this.state(sentence);
    this.say(sentence);
    if (!(error instanceof Stuck || error instanceof Unavailable)) console.error(error);
  }

  /** @param {string} text */
  state(text) {
    this.find("[data-etat]").textContent = text;
  }

  /** Dit le verdict une fois, quand la saisie s'arrête. */
  announce() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.find("[data-annonce]").textContent = this.find(".verdict").textContent;
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
