// Les gestes sur un outil : situations types, lignes, essais, remise à zéro, annulation, lien.
import { exportFile, openFile, pasteRow } from "./files.js";
import * as form_ from "./form.js";
import { addToDossier, closeShare, copyFromDialog, copyLink, openShare } from "./share.js";

/** @typedef {import("./tool.js").Tool} Tool */

/** Ce que fait un bouton, par son attribut. @type {Record<string, (tool: Tool, value: string, button: HTMLButtonElement) => void>} */
const GESTURES = {
  preset: (tool, key) => tool.replaceAll(tool.data.presets[key]),
  essayer: (tool, changes, button) =>
    tool.tryValues(changes, form_.describe(tool.form, changes, button.textContent ?? "")),
  copier: (tool) => copyLink(tool),
  partager: (tool) => openShare(tool),
  partageCopier: (tool) => copyFromDialog(tool),
  partageFermer: (tool) => closeShare(tool),
  mettreAuDossier: (tool, most) => addToDossier(tool, Number(most)),
  exporter: (tool, kind) => exportFile(tool, kind),
  voirConseil: (tool) => showBoard(tool, true),
  quitterConseil: (tool) => showBoard(tool, false),
  imprimer: () => print(),
  imprimerTout: (tool) => printAll(tool),
  zero: (tool, _, button) => reset(tool, button),
  exemple: (tool) => tool.replaceAll(tool.defaults),
  reprendre: (tool) => tool.takeBack(),
  annuler: (tool) => tool.undo && tool.replaceAll(tool.undo),
  coller: (tool, _, button) => pasteRow(tool, /** @type {HTMLElement} */ (button.closest("[data-rangees]"))),
  ajouter: (tool, _, button) => onRow(tool, button, (list) => form_.addRow(list)),
  dupliquer: (tool, _, button) => onRow(tool, button, form_.duplicateRow),
  retirer: (tool, _, button) => {
    const list = onRow(tool, button, form_.removeRow);
    tool.offerUndo();
    /** @type {HTMLElement | null} */ (list.querySelector("[data-ajouter]"))?.focus();
  },
};

/** @param {Tool} tool @param {Element} target */
export function handleClick(tool, target) {
  const button = target.closest("button");
  if (!button) return;
  for (const [name, value] of Object.entries(button.dataset)) {
    if (Object.hasOwn(GESTURES, name)) GESTURES[name](tool, value ?? "", button);
  }
}

/**
 * Fait un geste sur la ligne, ou la liste, du bouton ; rend la liste.
 * @param {Tool} tool @param {HTMLButtonElement} button @param {(list: HTMLElement, row: HTMLElement) => HTMLElement | void} gesture
 */
function onRow(tool, button, gesture) {
  const list = /** @type {HTMLElement} */ (button.closest("[data-rangees]"));
  const row = /** @type {HTMLElement} */ (button.closest("[data-rangee]"));
  tool.changeRows(() => gesture(list, row));
  return list;
}

/** La page du conseil, à la place du calcul, ou l'inverse. @param {Tool} tool @param {boolean} shown */
function showBoard(tool, shown) {
  closeShare(tool);
  tool.root.classList.toggle("voir-conseil", shown);
  const target = shown ? tool.find("[data-conseil-titre]") : tool.find("[data-voir-conseil]");
  target.focus();
  target.scrollIntoView({ block: "start" });
}

/** Imprime toute la réponse, et non la seule page du conseil. @param {Tool} tool */
function printAll(tool) {
  tool.root.classList.add("imprimer-tout");
  addEventListener("afterprint", () => tool.root.classList.remove("imprimer-tout"), { once: true });
  print();
}

/** Demande une confirmation, une fois, puis remet l'exemple. @param {Tool} tool @param {HTMLButtonElement} button */
function reset(tool, button) {
  if (button.dataset.attend === undefined) {
    button.dataset.attend = button.textContent ?? "";
    button.textContent = button.dataset.confirmer ?? "";
    tool.offerUndo(false);
    button.addEventListener("blur", () => calm(tool, button), { once: true });
    return;
  }
  calm(tool, button);
  tool.replaceAll(tool.defaults);
}

/** @param {Tool} tool @param {HTMLButtonElement} button */
function calm(tool, button) {
  if (button.dataset.attend !== undefined) button.textContent = button.dataset.attend;
  tool.offerUndo(Boolean(tool.undo));
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
