// Les fichiers d'une réponse : enregistrer, rouvrir, coller une ligne d'un tableur. Python lit et écrit tout.
import { ask } from "../engine/engine.js";
import { SENTENCES } from "../sentences.js";
import { download } from "../texts.js";
import { blankRow, read, showErrors } from "./form.js";

/** @typedef {import("./tool.js").Tool} Tool */

const MAX_BYTES = 1_000_000;

/** Fait un fichier de la situation affichée et le propose. @param {Tool} tool @param {string} kind */
export async function exportFile(tool, kind) {
  say(tool, SENTENCES.preparing);
  const question = {
    outil: tool.name,
    action: "exporter",
    champs: read(tool.form),
    sorte: kind,
    adresse: tool.address,
  };
  const reply = await answered(tool, question);
  if (!reply) return;
  showErrors(tool.form, reply.erreurs ?? {});
  if (!reply.ok) return say(tool, reply.message);
  const content = reply.base64 ? Uint8Array.from(atob(reply.base64), (char) => char.charCodeAt(0)) : reply.texte;
  download(new Blob([content], { type: reply.type }), reply.nom);
  say(tool, `${SENTENCES.saved} ${reply.nom}`);
}

/** Rouvre un résultat enregistré ; un fichier refusé ne change rien. @param {Tool} tool @param {File | undefined} file */
export async function openFile(tool, file) {
  if (!file) return;
  if (file.size > MAX_BYTES) return say(tool, SENTENCES.fileTooBig);
  const reply = await answered(tool, { outil: tool.name, action: "lire", texte: await file.text() });
  if (!reply) return;
  if (!reply.ok) return say(tool, reply.message);
  tool.replaceAll(reply.champs);
  say(tool, `${SENTENCES.fileOpened} ${reply.note}`.trim());
}

/** Ajoute la ligne que décrit le tableau collé, et dit ce qui a été compris. @param {Tool} tool @param {HTMLElement} list */
export async function pasteRow(tool, list) {
  const key = list.dataset.rangees ?? "";
  const report = /** @type {HTMLElement} */ (list.querySelector("[data-coller-bilan]"));
  const text = /** @type {HTMLTextAreaElement} */ (list.querySelector("[data-coller-texte]")).value;
  const rank = list.querySelectorAll("[data-rangee]").length;
  const blank = blankRow(tool.form, key, rank);
  if (!blank) return tell(report, [[SENTENCES.listFull, []]]);
  const reply = await answered(tool, { outil: tool.name, action: "coller", liste: key, texte: text });
  if (!reply) return;
  const lines = [
    [SENTENCES.understood, reply.compris],
    [SENTENCES.refused, reply.refus],
    [SENTENCES.missing, reply.ok ? reply.manque : []],
  ];
  if (!reply.ok) return tell(report, [[SENTENCES.nothingRead, []], ...lines]);
  const given = Object.entries(reply.champs).map(([name, value]) => [`${key}.${rank}.${name}`, value]);
  const fields = read(tool.form);
  tool.replaceAll({ ...fields, ...likeLast(fields, blank, list, rank), ...Object.fromEntries(given) });
  tell(report, lines);
}

/**
 * Une ligne neuve qui reprend la précédente, sans son nom ni ses cases : une ligne à zéro gagnerait tout.
 * @param {Record<string, string>} fields @param {Record<string, string>} blank @param {HTMLElement} list @param {number} rank
 */
function likeLast(fields, blank, list, rank) {
  const key = list.dataset.rangees ?? "";
  const before = (/** @type {string} */ name) => fields[name.replace(`${key}.${rank}.`, `${key}.${rank - 1}.`)];
  const entries = Object.entries(blank).map(([name, text]) => {
    if (text === "") return [name, `${list.dataset.singulier} ${rank + 1}`];
    return [name, ["oui", "non"].includes(text) ? text : (before(name) ?? text)];
  });
  return Object.fromEntries(entries);
}

/** @param {HTMLElement} report @param {any[][]} parts des titres et leurs listes de phrases */
function tell(report, parts) {
  report.replaceChildren();
  for (const [title, items] of parts) {
    if (items.length === 0 && parts.length > 1 && title !== SENTENCES.nothingRead) continue;
    const heading = document.createElement("p");
    heading.textContent = title;
    const list = document.createElement("ul");
    for (const item of items) list.append(Object.assign(document.createElement("li"), { textContent: item }));
    report.append(heading, ...(items.length > 0 ? [list] : []));
  }
}

/** La réponse de Python, ou `null` s'il ne peut répondre : c'est alors dit. @param {Tool} tool @param {Record<string, unknown>} question */
async function answered(tool, question) {
  try {
    return await ask(question, tool.limit);
  } catch (error) {
    tool.failed(error);
    say(tool, "");
    return null;
  }
}

/** @param {Tool} tool @param {string} text */
function say(tool, text) {
  for (const state of tool.root.querySelectorAll("[data-fichier-etat]")) state.textContent = text;
}
