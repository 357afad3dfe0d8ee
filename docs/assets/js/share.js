// Partager une réponse : Python écrit le lien, le code QR et le courriel ; la page les montre et les copie.
import { ask } from "./engine.js";
import { read, showErrors } from "./form.js";
import { SENTENCES } from "./sentences.js";

/** @typedef {import("./tool.js").Tool} Tool */

const DOSSIER = "dossier";

/** Met la situation affichée dans l'adresse et copie celle-ci. @param {Tool} tool */
export async function copyLink(tool) {
  const reply = await shared(tool);
  if (!reply) return;
  const field = /** @type {HTMLInputElement} */ (tool.find("[data-lien-texte]"));
  tool.find("[data-lien]").hidden = false;
  const sentence = await copy(field, reply.lien);
  tool.find("[data-annonce]").textContent = sentence;
  tool.state(sentence);
}

/** Ouvre la fenêtre de partage. @param {Tool} tool */
export async function openShare(tool) {
  const reply = await shared(tool);
  if (!reply) return;
  const dialog = /** @type {HTMLDialogElement} */ (tool.find("[data-partage]"));
  /** @type {HTMLInputElement} */ (tool.find("[data-partage-lien]")).value = reply.lien;
  const mail = /** @type {HTMLAnchorElement} */ (tool.find("[data-partage-courriel]"));
  mail.href = `mailto:?subject=${encodeURIComponent(reply.sujet)}&body=${encodeURIComponent(reply.corps)}`;
  tool.find("[data-partage-qr]").innerHTML = reply.qr;
  tool.find("[data-partage-long]").hidden = !reply.long;
  const system = tool.find("[data-partage-systeme]");
  system.hidden = typeof navigator.share !== "function";
  system.onclick = () => navigator.share({ title: reply.sujet, text: reply.corps, url: reply.lien }).catch(() => {});
  tell(tool, "");
  dialog.showModal();
}

/** @param {Tool} tool */
export async function copyFromDialog(tool) {
  const field = /** @type {HTMLInputElement} */ (tool.find("[data-partage-lien]"));
  tell(tool, await copy(field, field.value));
}

/** Ajoute le lien au dossier de cet onglet. @param {Tool} tool */
export function addToDossier(tool) {
  const link = /** @type {HTMLInputElement} */ (tool.find("[data-partage-lien]")).value;
  try {
    const kept = JSON.parse(sessionStorage.getItem(DOSSIER) ?? "[]").filter(
      (/** @type {string} */ one) => one !== link,
    );
    sessionStorage.setItem(DOSSIER, JSON.stringify([...kept, link]));
    tell(tool, `${SENTENCES.inDossier} ${kept.length + 1}.`);
  } catch {
    tell(tool, SENTENCES.noStorage);
  }
}

/** Ferme la fenêtre de partage. @param {Tool} tool */
export function closeShare(tool) {
  /** @type {HTMLDialogElement} */ (tool.find("[data-partage]")).close();
}

/** La réponse de Python, l'adresse mise à jour ; `null` si une valeur est à corriger. @param {Tool} tool */
async function shared(tool) {
  try {
    const reply = await ask(
      { outil: tool.name, action: "partager", champs: read(tool.form), adresse: tool.address },
      tool.limit,
    );
    showErrors(tool.form, reply.erreurs ?? {});
    if (!reply.ok) {
      tool.find("[data-erreurs]").focus();
      return null;
    }
    history.replaceState(history.state, "", new URL(reply.lien));
    return reply;
  } catch (error) {
    tool.failed(error);
    return null;
  }
}

/** Copie, ou sélectionne pour copier à la main ; rend ce qu'il faut en dire. @param {HTMLInputElement} field @param {string} text */
export async function copy(field, text) {
  field.value = text;
  const done = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  if (!done) field.select();
  return done ? SENTENCES.copied : SENTENCES.copyByHand;
}

/** @param {Tool} tool @param {string} text */
function tell(tool, text) {
  tool.find("[data-partage-etat]").textContent = text;
}
