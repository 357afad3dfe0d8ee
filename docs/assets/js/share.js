// Partager une réponse : la charge utile vient de Python, la page ne fait que la montrer et la copier.
import { ask } from "./engine.js";
import { read, showErrors } from "./form.js";
import { SENTENCES } from "./sentences.js";

/** @typedef {import("./tool.js").Tool} Tool */

/** Met la situation affichée dans l'adresse et copie celle-ci. @param {Tool} tool */
export async function copyLink(tool) {
  try {
    const reply = await ask({ outil: tool.name, action: "lien", champs: read(tool.form) }, tool.limit);
    showErrors(tool.form, reply.erreurs ?? {});
    if (!reply.ok) return tool.find("[data-erreurs]").focus();
    history.replaceState(history.state, "", `${location.pathname}#${reply.charge}`);
    await copy(tool, location.href);
  } catch (error) {
    tool.failed(error);
  }
}

/** @param {Tool} tool @param {string} url */
async function copy(tool, url) {
  const field = /** @type {HTMLInputElement} */ (tool.find("[data-lien-texte]"));
  tool.find("[data-lien]").hidden = false;
  field.value = url;
  const done = await navigator.clipboard?.writeText(url).then(
    () => true,
    () => false,
  );
  if (!done) field.select();
  const sentence = done ? SENTENCES.copied : SENTENCES.copyByHand;
  tool.find("[data-annonce]").textContent = sentence;
  tool.state(sentence);
}
