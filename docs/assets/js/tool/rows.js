// Les lignes d'une liste : Python ajoute, copie et colle, car lui seul connaît la déclaration, et il nomme chaque
// valeur qu'il a prise ou inventée ; la page les montre. Retirer une ligne ne demande rien à personne.
import { ask, isReady } from "../engine/engine.js";
import { SENTENCES } from "../sentences.js";
import { fillForm, readForm } from "./form.js";

/** @typedef {import("./tool.js").Tool} Tool */
/** @typedef {{ champs: import("./form.js").Fields, rang: number, message: string, compris: string[],
 *   repris: string[], inventes: string[] }} Changed */

/** @param {Tool} tool @param {HTMLElement} list */
export async function addRow(tool, list) {
  showRow(list, await change(tool, list, "ajouter", () => ({})));
}

/** @param {Tool} tool @param {HTMLElement} list @param {HTMLElement} row */
export async function copyRow(tool, list, row) {
  showRow(list, await change(tool, list, "dupliquer", () => row.isConnected && { rang: Number(row.dataset.rangee) }));
}

/** Un geste sur une liste. Rend le rang de la ligne neuve, si la page peut y mener. @param {Tool} tool @param {HTMLElement} list @param {string} action @param {() => Record<string, unknown> | false} more */
async function change(tool, list, action, more) {
  const before = document.activeElement;
  if (!isReady()) say(list, SENTENCES.rowSoon);
  const reply = await askRows(tool, list, action, more);
  if (!reply) return null;
  if (!reply.ok) {
    say(list, reply.message);
    return null;
  }
  if (reply.rang >= 0) tool.changeRows(() => fillForm(tool.form, reply.champs));
  tellRows(list, reply.message, reply);
  const seul = document.activeElement === before || document.activeElement === document.body;
  return reply.rang >= 0 ? { rang: reply.rang, seul } : null;
}

/**
 * Demande un geste à Python, sur les champs tels qu'ils sont ; une frappe pendant ce temps le fait redemander, une autre
 * situation ouverte (lien, fichier, situation type) l'abandonne.
 * @param {Tool} tool @param {HTMLElement} list @param {string} action
 * @param {() => Record<string, unknown> | false} more ce que le geste vise ; faux si cela n'existe plus
 */
export async function askRows(tool, list, action, more) {
  const { situation } = tool;
  try {
    let asked;
    let reply;
    do {
      const aim = more();
      if (!aim) return null;
      asked = readForm(tool.form);
      reply = await ask({ outil: tool.name, action, liste: list.dataset.rangees, champs: asked, ...aim }, tool.limit);
      if (!tool.root.isConnected || tool.situation !== situation) return null;
    } while (!same(asked, readForm(tool.form)));
    return reply;
  } catch (error) {
    say(list, "");
    tool.failed(error);
    return null;
  }
}

/** @param {import("./form.js").Fields} one @param {import("./form.js").Fields} two */
const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);

/** Mène à la ligne neuve, si personne n'est parti saisir ailleurs. @param {HTMLElement} list @param {{ rang: number, seul: boolean } | null} added */
function showRow(list, added) {
  if (!added?.seul) return;
  /** @type {HTMLElement | null} */ (list.querySelector(`[data-rangee="${added.rang}"] [data-nom]`))?.focus();
}

/** Ce qu'on dit d'une liste, sous elle. @param {HTMLElement} list @param {string} text */
function say(list, text) {
  reportOf(list).replaceChildren(...(text ? [Object.assign(document.createElement("p"), { textContent: text })] : []));
}

/** @param {HTMLElement} list */
const reportOf = (list) => /** @type {HTMLElement} */ (list.querySelector("[data-bilan]"));

/** Ce qui a été dit d'une ligne ne vaut plus : d'autres sont là. @param {HTMLElement} root */
export function forgetReports(root) {
  for (const report of root.querySelectorAll("[data-bilan]")) report.replaceChildren();
}

/** Ce qu'un geste a fait d'une liste : sa phrase, puis chaque valeur ajoutée, prise ou inventée. @param {HTMLElement} list @param {string} message @param {Partial<Changed>} [reply] */
export function tellRows(list, message, { compris = [], repris = [], inventes = [] } = {}) {
  say(list, message);
  const report = reportOf(list);
  const parts = { understood: compris, taken: repris, invented: inventes };
  for (const [title, items] of Object.entries(parts)) {
    if (items.length === 0) continue;
    const heading = document.createElement("p");
    heading.textContent = SENTENCES[/** @type {keyof typeof parts} */ (title)];
    const list = document.createElement("ul");
    for (const item of items) list.append(Object.assign(document.createElement("li"), { textContent: item }));
    report.append(heading, list);
  }
}
