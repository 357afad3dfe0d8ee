// Partager une réponse : Python écrit le lien, le code QR et le courriel ; la page les montre et les copie.
import { ask, isReady } from "../engine/engine.js";
import { payloadOf } from "../link/codec.js";
import { SENTENCES } from "../sentences.js";
import { keep, kept } from "../storage.js";
import { copyText } from "../texts.js";
import { readForm, showErrors } from "./form.js";

/** @typedef {import("./tool.js").Tool} Tool */

const DOSSIER = "dossier";

/** Met la situation affichée dans l'adresse et copie celle-ci. @param {Tool} tool */
export async function copyLink(tool) {
  const reply = await shared(tool);
  if (!reply) return;
  const field = /** @type {HTMLInputElement} */ (tool.find("[data-lien-texte]"));
  tool.find("[data-lien]").hidden = false;
  tool.find("[data-lien-etat]").textContent = await copy(field, reply.lien);
}

/** Ouvre la fenêtre de partage. @param {Tool} tool */
export async function openShare(tool) {
  const reply = await shared(tool);
  if (!reply) return;
  const dialog = /** @type {HTMLDialogElement} */ (tool.find("[data-partage]"));
  /** @type {HTMLInputElement} */ (tool.find("[data-partage-lien]")).value = reply.lien;
  /** @type {HTMLAnchorElement} */ (tool.find("[data-partage-courriel]")).href = reply.courriel;
  tool.find("[data-partage-qr]").innerHTML = reply.qr;
  tool.find("[data-partage-long]").hidden = !reply.long;
  dialog.classList.toggle("partage-long", reply.long);
  const system = tool.find("[data-partage-systeme]");
  system.hidden = typeof navigator.share !== "function";
  system.onclick = () => navigator.share({ title: reply.sujet, text: reply.verdict, url: reply.lien }).catch(() => {});
  tell(tool, "");
  dialog.showModal();
  /** @type {HTMLInputElement} */ (tool.find("[data-partage-lien]")).setSelectionRange(0, 0);
}

/** @param {Tool} tool */
export async function copyFromDialog(tool) {
  const field = /** @type {HTMLInputElement} */ (tool.find("[data-partage-lien]"));
  tell(tool, await copy(field, field.value));
}

/** Ajoute le lien au dossier de cet onglet. @param {Tool} tool @param {number} most ce qu'un dossier peut tenir */
export function addToDossier(tool, most) {
  const link = /** @type {HTMLInputElement} */ (tool.find("[data-partage-lien]")).value;
  const others = (kept(DOSSIER) ?? []).filter((/** @type {string} */ one) => one !== link);
  if (others.length >= most) tell(tool, `${SENTENCES.dossierFull} ${most}.`);
  else if (keep(DOSSIER, [...others, link])) tell(tool, `${SENTENCES.inDossier} ${others.length + 1}.`);
  else tell(tool, SENTENCES.noStorage);
}

/** Ferme la fenêtre de partage. @param {Tool} tool */
export function closeShare(tool) {
  /** @type {HTMLDialogElement} */ (tool.find("[data-partage]")).close();
}

/** La réponse de Python, l'adresse mise à jour ; `null` si une valeur est à corriger ou si l'on est parti. @param {Tool} tool */
async function shared(tool) {
  try {
    const adresse = tool.address;
    if (!isReady()) tool.state(SENTENCES.linkSoon);
    let turn;
    let reply;
    do {
      turn = tool.turn; // une valeur changée entre-temps demande un autre lien
      reply = await ask({ outil: tool.name, action: "partager", champs: readForm(tool.form), adresse }, tool.limit);
      if (!tool.root.isConnected) return null;
    } while (turn !== tool.turn);
    showErrors(tool.form, reply.erreurs ?? {});
    if (!reply.ok) {
      tool.find("[data-erreurs]").focus();
      return null;
    }
    // Un lien reçu, intact, garde sa date : l'adresse reste la sienne.
    if (!payloadOf(location.hash)) history.replaceState(history.state, "", new URL(reply.lien));
    return reply;
  } catch (error) {
    tool.failed(error);
    return null;
  }
}

/** Copie, ou sélectionne pour copier à la main ; rend ce qu'il faut en dire. @param {HTMLInputElement} field @param {string} text */
export async function copy(field, text) {
  field.value = text;
  if (await copyText(text)) return SENTENCES.copied;
  field.select();
  return SENTENCES.copyByHand;
}

/** @param {Tool} tool @param {string} text */
function tell(tool, text) {
  tool.find("[data-partage-etat]").textContent = text;
}
