// Un devis collé ou déposé : Python le lit ; le lecteur relit chaque ligne, la corrige, puis l'ajoute. Chargé à la demande.
import { SENTENCES } from "../sentences.js";
import { fillForm } from "./form.js";
import { askRows, tellRows } from "./rows.js";

/** @typedef {import("./tool.js").Tool} Tool */
/** @typedef {{ source: string, cle: string, texte: string, note: string, refus: string }} Line */
/** @typedef {{ nom: string, lignes: Line[] }} Offer */

const STEP = 32_768;

/** @param {ParentNode} root @param {string} selector */
const find = (root, selector) => /** @type {any} */ (root.querySelector(selector));

/** @param {Tool} tool @param {HTMLElement} list */
export async function readPasted(tool, list) {
  await show(tool, list, { texte: find(list, "[data-coller-texte]").value });
}

/** @param {Tool} tool @param {File} file */
export async function readDropped(tool, file) {
  const list = /** @type {HTMLElement} */ (find(tool.form, "[data-devis]").closest("[data-rangees]"));
  find(list, "[data-devis]").open = true;
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += STEP) binary += String.fromCharCode(...bytes.subarray(at, at + STEP));
  await show(tool, list, { nom: file.name, base64: btoa(binary) });
}

/** Demande ce qui est compris, et le montre. @param {Tool} tool @param {HTMLElement} list @param {Record<string, string>} given */
async function show(tool, list, given) {
  tellRows(list, SENTENCES.reading);
  const reply = await askRows(tool, list, "lire_devis", () => given);
  if (!reply) return;
  const offers = /** @type {Offer[]} */ (
    reply.ok ? reply.offres.filter((/** @type {Offer} */ one) => one.lignes.length) : []
  );
  tellRows(list, reply.ok ? (offers.length ? "" : SENTENCES.nothingRead) : reply.message);
  const zone = /** @type {HTMLElement} */ (find(list, "[data-devis-lu]"));
  zone.hidden = offers.length === 0;
  if (zone.hidden) return;
  const end = clone(list, "[data-devis-fin]");
  find(end, "[data-devis-dit]").textContent = reply.notes.join(" ");
  zone.replaceChildren(...offers.map((offer, rank) => drawn(list, offer, rank)), end);
  zone.focus();
  zone.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLElement} list @param {string} selector */
const clone = (list, selector) => /** @type {DocumentFragment} */ (find(list, selector).content.cloneNode(true));

/** @param {HTMLElement} list @param {Offer} offer @param {number} rank */
function drawn(list, offer, rank) {
  const made = clone(list, "[data-devis-offre]");
  find(made, "legend").textContent = `${rank + 1}`;
  find(made, "[data-offre-nom]").value = offer.nom;
  find(made, "ul").append(...offer.lignes.map((line) => drawnLine(list, line)));
  return made;
}

/** @param {HTMLElement} list @param {Line} line */
function drawnLine(list, line) {
  const made = clone(list, "[data-devis-ligne]");
  find(made, "[data-source]").textContent = line.source;
  find(made, "[data-cle]").value = line.refus ? "" : line.cle;
  find(made, "[data-texte]").value = line.texte;
  find(made, "[data-note]").textContent = line.note;
  find(made, "[data-refus]").textContent = line.refus;
  return made;
}

/** Ajoute les offres relues. @param {Tool} tool @param {HTMLElement} list */
export async function takeRead(tool, list) {
  const zone = find(list, "[data-devis-lu]");
  const offers = [...zone.querySelectorAll(".devis-offre")].filter((one) => find(one, "[data-offre-prise]").checked);
  const kept = offers.map((offer) =>
    [...offer.querySelectorAll(".devis-ligne")].filter((line) => find(line, "[data-cle]").value),
  );
  const offres = offers.map((offer, rank) => ({
    nom: find(offer, "[data-offre-nom]").value,
    valeurs: kept[rank].map((line) => [find(line, "[data-cle]").value, find(line, "[data-texte]").value]),
  }));
  const remplacer = find(zone, "[data-remplacer]").checked;
  const reply = await askRows(tool, list, "ajouter_devis", () => ({ offres, remplacer }));
  if (!reply) return;
  for (const [place, lines] of kept.entries())
    for (const [rank, line] of lines.entries()) {
      const wrong = reply.fautes?.[`${place}.${rank}`] ?? "";
      find(line, "[data-refus]").textContent = wrong;
      find(line, "[data-texte]").toggleAttribute("aria-invalid", wrong !== "");
    }
  if (reply.rang < 0) {
    find(zone, "[data-devis-dit]").textContent = reply.message;
    find(zone, "[aria-invalid]")?.focus();
    return;
  }
  tool.changeRows(() => fillForm(tool.form, reply.champs));
  tool.offerUndo();
  close(list);
  tellRows(list, reply.message, reply);
  find(list, `[data-rangee="${reply.rang}"] [data-nom]`)?.focus();
}

/** @param {HTMLElement} list */
export function close(list) {
  const zone = find(list, "[data-devis-lu]");
  zone.replaceChildren();
  zone.hidden = true;
}
