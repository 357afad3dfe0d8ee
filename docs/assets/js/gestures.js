// Les gestes sur un outil : situations types, lignes, essais, remise à zéro, annulation, lien.
import { exportFile, openFile, pasteRow } from "./files.js";
import * as form_ from "./form.js";
import { copyLink } from "./share.js";

/** @typedef {import("./tool.js").Tool} Tool */

/** Ce que fait un bouton de l’outil. @param {Tool} tool @param {Element} target */
export function handleClick(tool, target) {
  const button = target.closest("button");
  if (!button) return;
  const list = /** @type {HTMLElement | null} */ (button.closest("[data-rangees]"));
  const row = /** @type {HTMLElement | null} */ (button.closest("[data-rangee]"));
  const { dataset } = button;
  if (dataset.preset !== undefined) tool.replaceAll(tool.data.presets[dataset.preset]);
  else if (dataset.essayer !== undefined) tool.tryValues(dataset.essayer, dataset.quoi ?? "");
  else if (dataset.copier !== undefined) copyLink(tool);
  else if (dataset.exporter !== undefined) exportFile(tool, dataset.exporter);
  else if (list && dataset.coller !== undefined) pasteRow(tool, list);
  else if (dataset.zero !== undefined) reset(tool, button);
  else if (dataset.annuler !== undefined && tool.undo) tool.replaceAll(tool.undo);
  else if (list && dataset.ajouter !== undefined) tool.changeRows(() => form_.addRow(list));
  else if (list && row && dataset.dupliquer !== undefined) tool.changeRows(() => form_.duplicateRow(list, row));
  else if (list && row && dataset.retirer !== undefined) {
    tool.changeRows(() => form_.removeRow(list, row));
    tool.offerUndo();
    /** @type {HTMLElement | null} */ (list.querySelector("[data-ajouter]"))?.focus();
  }
}

/** Demande une confirmation, une fois, puis remet l'exemple. @param {Tool} tool @param {HTMLButtonElement} button */
function reset(tool, button) {
  if (button.dataset.attend === undefined) {
    button.dataset.attend = button.textContent ?? "";
    button.textContent = button.dataset.confirmer ?? "";
    tool.find("[data-annuler]").hidden = true;
    button.addEventListener("blur", () => calm(tool, button), { once: true });
    return;
  }
  calm(tool, button);
  tool.replaceAll(tool.defaults);
}

/** @param {Tool} tool @param {HTMLButtonElement} button */
function calm(tool, button) {
  if (button.dataset.attend !== undefined) button.textContent = button.dataset.attend;
  tool.find("[data-annuler]").hidden = !tool.undo;
  delete button.dataset.attend;
}

/** Un fichier choisi, ou déposé n'importe où sur l'outil. @param {Tool} tool */
export function listenFiles(tool) {
  const input = /** @type {HTMLInputElement} */ (tool.find("[data-fichier]"));
  const zone = tool.find("[data-depot]");
  input.addEventListener("change", async () => {
    await openFile(tool, input.files?.[0]);
    input.value = ""; // le même fichier peut être choisi de nouveau
  });
  tool.root.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.add("survol");
  });
  tool.root.addEventListener("dragleave", () => zone.classList.remove("survol"));
  tool.root.addEventListener("drop", (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    zone.classList.remove("survol");
    openFile(tool, file);
  });
}
