// Les fichiers d'une réponse : enregistrer, rouvrir. Python lit et écrit tout.
import { ask } from "../engine/engine.js";
import { SENTENCES } from "../sentences.js";
import { download } from "../texts.js";
import { readForm, showErrors } from "./form.js";

/** @typedef {import("./tool.js").Tool} Tool */

const MAX_BYTES = 1_000_000;

/** Fait un fichier de la situation affichée et le propose. @param {Tool} tool @param {string} kind */
export async function exportFile(tool, kind) {
  say(tool, SENTENCES.preparing);
  const question = {
    outil: tool.name,
    action: "exporter",
    champs: readForm(tool.form),
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
  if (!/\.json$/i.test(file.name) && tool.form.querySelector("[data-devis]")) {
    say(tool, "");
    return (await import("./quote.js")).readDropped(tool, file);
  }
  const reply = await answered(tool, { outil: tool.name, action: "lire", texte: await file.text() });
  if (!reply) return;
  if (!reply.ok) return say(tool, reply.message);
  tool.replaceAll(reply.champs);
  tool.asked = true;
  say(tool, `${SENTENCES.fileOpened} ${reply.note}`.trim());
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
