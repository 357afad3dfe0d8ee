// Le dossier : les liens mis de côté dans cet onglet, réunis par Python en un seul fichier.
import { ask } from "./engine/engine.js";
import { SENTENCES } from "./sentences.js";
import { keep, kept } from "./storage.js";
import { download } from "./texts.js";

const KEY = "dossier";
const LIMIT = 30_000;

/** @param {HTMLElement} root */
export function initDossier(root) {
  if (root.dataset.pret) return;
  root.dataset.pret = "oui";
  new Dossier(root);
}

class Dossier {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** Le fichier entier, prêt à enregistrer. */
    this.whole = "";
    /** @type {string[]} */
    this.links = kept(KEY) ?? [];
    this.field = /** @type {HTMLTextAreaElement} */ (root.querySelector("textarea"));
    /** Un geste à la fois : chacun part des liens qu'a laissés le précédent. @type {Promise<void>} */
    this.queue = Promise.resolve();
    this.listen();
    if (this.links.length > 0) this.enqueue(async () => void (await this.gather(this.links)));
  }

  /** @param {string} selector */
  find(selector) {
    return /** @type {HTMLElement} */ (this.root.querySelector(selector));
  }

  /** @param {() => Promise<void>} gesture */
  enqueue(gesture) {
    this.queue = this.queue.then(gesture);
  }

  listen() {
    const form = /** @type {HTMLFormElement} */ (this.root.querySelector("form"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.field.value.trim();
      if (text) this.enqueue(() => this.add(text));
    });
    /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]")).disabled = false;
    this.find("[data-enregistrer]").addEventListener("click", () => {
      download(new Blob([this.whole], { type: "text/html;charset=utf-8" }), "dossier.html");
    });
    this.find("[data-imprimer]").addEventListener("click", () => print());
  }

  /** Ajoute chaque lien d'un texte ; le texte reste dans le champ si l'un est refusé. @param {string} text */
  async add(text) {
    const found = await ask({ action: "reparer", texte: text }, LIMIT).catch(() => null);
    const links = /** @type {string[]} */ (found?.ok ? found.charges : [text]);
    for (const link of links) {
      const there = this.links.some((one) => one.endsWith(link));
      if (!there && !(await this.gather([...this.links, link]))) return;
    }
    if (this.field.value.trim() === text) this.field.value = "";
  }

  /** @param {string} link */
  async remove(link) {
    await this.gather(this.links.filter((one) => one !== link));
    this.field.focus(); // le bouton qui avait le focus n'est plus là
  }

  /** Réunit ces liens ; vrai si le dernier a été accepté. @param {string[]} wanted */
  async gather(wanted) {
    if (wanted.length === 0) {
      this.keep([]);
      this.find("[data-zone]").replaceChildren();
      this.list([]);
      this.say("");
      return true;
    }
    this.say(SENTENCES.computing);
    try {
      const racine = new URL("../", location.href.split("#")[0]).href;
      const reply = await ask({ action: "dossier", liens: wanted, racine, style: await styles() }, LIMIT);
      if (!reply.ok) {
        this.list(this.links.map((link) => ({ titre: link, refus: "" })));
        this.say(reply.message);
        return false;
      }
      const added = wanted.length > this.links.length;
      const refused = added ? reply.reponses.at(-1).refus : "";
      if (!refused) this.keep(wanted);
      this.whole = reply.document;
      this.find("[data-zone]").innerHTML = reply.html;
      this.list(reply.reponses.slice(0, this.links.length));
      this.say(refused || SENTENCES.gathered);
      return !refused;
    } catch {
      this.say(SENTENCES.unavailable);
      return false;
    }
  }

  /** @param {string[]} links */
  keep(links) {
    this.links = links;
    keep(KEY, links);
  }

  /** Une ligne par réponse, même celle dont le lien ne s'ouvre plus. @param {{ titre: string, refus: string }[]} answers */
  list(answers) {
    this.find("[data-actions]").hidden = answers.length === 0;
    const items = answers.map(({ titre, refus }, rank) => {
      const item = document.createElement("li");
      const remove = Object.assign(document.createElement("button"), { type: "button", className: "bouton discret" });
      remove.textContent = `${SENTENCES.remove} ${rank + 1}`;
      const link = this.links[rank];
      remove.addEventListener("click", () => this.enqueue(() => this.remove(link)));
      item.append(`${titre || refus} `, remove);
      return item;
    });
    this.find("[data-liste]").replaceChildren(...items);
  }

  /** @param {string} text */
  say(text) {
    this.find("[data-etat]").textContent = text;
  }
}

/** Les feuilles de style du site, sans leurs polices : le fichier s'ouvre sans réseau. */
async function styles() {
  const sheet = /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=stylesheet]")).href;
  const ours = ["tokens", "theme", "pages", "result", "dossier", "print"].map((name) => new URL(`${name}.css`, sheet));
  const texts = await Promise.all(ours.map(async (url) => (await fetch(url)).text()));
  return texts.join("\n").replace(/@font-face\s*\{[^}]*\}/g, "");
}
