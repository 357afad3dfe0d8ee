// Les lignes d'une liste : Python ajoute, copie et colle, car lui seul connaît la déclaration, et il nomme chaque
// valeur qu'il a prise ou inventée ; la page les montre. Retirer une ligne ne demande rien à personne.
import { ask } from "../engine/engine.js";
import { SENTENCES } from "../sentences.js";
import { fillForm, readForm } from "./form.js";

/** @typedef {import("./tool.js").Tool} Tool */
/** @typedef {{ champs: import("./form.js").Fields, rang: number, message: string, compris: string[], refus: string[],
 *   repris: string[], inventes: string[] }} Changed */

/** @param {Tool} tool @param {HTMLElement} list */
export async function addRow(tool, list) {
  showRow(tool, list, await change(tool, list, "ajouter", {}));
}

/** @param {Tool} tool @param {HTMLElement} list @param {HTMLElement} row */
export async function copyRow(tool, list, row) {
  showRow(tool, list, await change(tool, list, "dupliquer", { rang: Number(row.dataset.rangee) }));
}

/** @param {Tool} tool @param {HTMLElement} list */
export async function pasteRow(tool, list) {
  const text = /** @type {HTMLTextAreaElement} */ (list.querySelector("[data-coller-texte]")).value;
  const reply = await change(tool, list, "coller", { texte: text });
  if (reply && reply.rang >= 0) tool.offerUndo();
}

/**
 * Demande un geste à Python, sur les champs tels qu'ils sont ; s'ils changent pendant ce temps, il est redemandé.
 * @param {Tool} tool @param {HTMLElement} list @param {string} action @param {Record<string, unknown>} more
 * @returns {Promise<Changed | null>}
 */
async function change(tool, list, action, more) {
  const report = /** @type {HTMLElement} */ (list.querySelector("[data-bilan]"));
  try {
    let asked;
    let reply;
    do {
      asked = readForm(tool.form);
      reply = await ask({ outil: tool.name, action, liste: list.dataset.rangees, champs: asked, ...more }, tool.limit);
      if (!tool.root.isConnected) return null;
    } while (!same(asked, readForm(tool.form)));
    if (reply.rang >= 0) tool.changeRows(() => fillForm(tool.form, reply.champs));
    tell(report, reply);
    return reply;
  } catch (error) {
    tool.failed(error);
    return null;
  }
}

/** @param {import("./form.js").Fields} one @param {import("./form.js").Fields} two */
const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);

/** Mène à la ligne neuve. @param {Tool} tool @param {HTMLElement} list @param {Changed | null} reply */
function showRow(tool, list, reply) {
  if (!reply || reply.rang < 0) return;
  const row = list.querySelector(`[data-rangee="${reply.rang}"]`);
  /** @type {HTMLElement | null} */ (row?.querySelector("input"))?.focus();
  tool.forgetUndo();
}

/** @param {HTMLElement} report @param {Changed} reply */
function tell(report, { message, compris, refus, repris, inventes }) {
  report.replaceChildren();
  if (message) report.append(Object.assign(document.createElement("p"), { textContent: message }));
  const parts = { understood: compris, refused: refus, taken: repris, invented: inventes };
  for (const [title, items] of Object.entries(parts)) {
    if (items.length === 0) continue;
    const heading = document.createElement("p");
    heading.textContent = SENTENCES[/** @type {keyof typeof parts} */ (title)];
    const list = document.createElement("ul");
    for (const item of items) list.append(Object.assign(document.createElement("li"), { textContent: item }));
    report.append(heading, list);
  }
}
