// Les gestes sur un outil : situations types, lignes, essais, remise à zéro, annulation, lien.
import { ask } from "../engine/engine.js";
import { SENTENCES } from "../sentences.js";
import { keep, kept } from "../storage.js";
import { entriesOf, noteOf, takeBack } from "./aside.js";
import { exportFile, openFile } from "./files.js";
import { controls, marksOf, readForm, removeRow } from "./form.js";
import { openGroup } from "./groups.js";
import { addRow, copyRow, forgetReports, tellRows } from "./rows.js";
import { addToDossier, closeShare, copyFromDialog, copyLink, openShare } from "./share.js";

/** @typedef {import("./tool.js").Tool} Tool */

/** Ce que fait un bouton, par son attribut. @type {Record<string, (tool: Tool, value: string, button: HTMLButtonElement) => void>} */
const GESTURES = {
  preset: (tool, key) => {
    tool.replaceAll(tool.data.presets[key]);
    tool.asked = true;
  },
  essayer: (tool, changes, button) => tool.tryValues(changes, describe(tool.form, changes, button.textContent ?? "")),
  reconnaitre: (tool, name) => tool.replaceAll(confirmed(tool.form, name)),
  modifier: (tool, name) => edit(tool, name),
  copier: (tool) => copyLink(tool),
  partager: (tool) => openShare(tool),
  partageCopier: (tool) => copyFromDialog(tool),
  partageFermer: (tool) => closeShare(tool),
  mettreAuDossier: (tool, most) => addToDossier(tool, Number(most)),
  exporter: (tool, kind) => exportFile(tool, kind),
  voirConseil: (tool) => showBoard(tool, true),
  quitterConseil: (tool) => showBoard(tool, false),
  imprimer: () => print(),
  imprimerDetail: (tool, what) => printDetails(tool, what),
  image: (tool, kind, button) => keepImage(tool, kind, button),
  zero: (tool, _, button) => reset(tool, button),
  exemple: (tool) => tool.replaceAll(tool.defaults),
  reprendre: (tool) => takeBack(tool),
  annuler: (tool) => tool.undo && tool.replaceAll(tool.undo),
  lireDevis: async (tool, _, button) => (await quote()).readPasted(tool, listOf(button)),
  ajouterDevis: async (tool, _, button) => (await quote()).takeRead(tool, listOf(button)),
  laisserDevis: async (_, __, button) => (await quote()).close(listOf(button)),
  ajouter: (tool, _, button) => addRow(tool, listOf(button)),
  dupliquer: (tool, _, button) => copyRow(tool, listOf(button), rowOf(button)),
  retirer: (tool, _, button) => {
    const list = listOf(button);
    forgetReports(list);
    tool.changeRows(() => removeRow(list, rowOf(button)));
    tool.offerUndo();
    /** @type {HTMLElement | null} */ (list.querySelector("[data-ajouter]"))?.focus();
  },
};

/** Un devis se lit rarement : le script n'arrive qu'à sa demande. */
const quote = () => import("./quote.js");

/** @param {Tool} tool @param {MouseEvent} event */
export function handleClick(tool, event) {
  const target = /** @type {Element} */ (event.target);
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[data-ouvrir]"));
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    handOver(tool, link);
  }
  const button = target.closest("button");
  if (!button) return;
  for (const [name, value] of Object.entries(button.dataset)) {
    if (Object.hasOwn(GESTURES, name)) GESTURES[name](tool, value ?? "", button);
  }
}

/** Remet des valeurs à un autre outil, dans ce qu'il a déjà dans cet onglet ; sans réponse, le lien suffit. @param {Tool} tool @param {HTMLAnchorElement} link */
async function handOver(tool, link) {
  const [other, valeurs] = (link.dataset.ouvrir ?? "").split("?");
  const champs = kept(entriesOf(other)) ?? {};
  const reply = await ask({ outil: other, action: "remettre", valeurs, champs }, tool.limit).catch(() => null);
  if (reply?.ok) keep(noteOf(other), reply.message);
  location.assign(reply?.ok ? reply.adresse : link.href);
}

/** @param {HTMLButtonElement} button */
const listOf = (button) => /** @type {HTMLElement} */ (button.closest("[data-rangees]"));

/** @param {HTMLButtonElement} button */
const rowOf = (button) => /** @type {HTMLElement} */ (button.closest("[data-rangee]"));

/** Les champs, celui-ci marqué comme étant bien le nôtre. @param {HTMLFormElement} form @param {string} name */
function confirmed(form, name) {
  const fields = readForm(form);
  const cut = name.lastIndexOf(".") + 1;
  const field = form.querySelector(`[name^="${CSS.escape(name)}"]`);
  const marks = field && marksOf(field);
  if (marks) fields[marks.name] = `${fields[marks.name]} ${name.slice(cut)}`.trim();
  return fields;
}

/** Mène à un champ, son repli ouvert. @param {Tool} tool @param {string} name */
function edit(tool, name) {
  const fields = tool.form.querySelectorAll(`[name="${CSS.escape(name)}"], [name="${CSS.escape(name)}.1"]`);
  const field = /** @type {HTMLElement | undefined} */ (fields[0]);
  field?.closest("details")?.setAttribute("open", "");
  if (field) openGroup(field);
  field?.focus();
}

/** La page du conseil, à la place du calcul, ou l'inverse. @param {Tool} tool @param {boolean} shown */
function showBoard(tool, shown) {
  closeShare(tool);
  tool.root.classList.toggle("voir-conseil", shown);
  const target = shown ? tool.find("[data-conseil-titre]") : tool.find("[data-resultat] [data-voir-conseil]");
  target.focus();
  target.scrollIntoView({ block: "start" });
}

/**
 * Imprime la réponse, et non la seule page du conseil : ce qui y est ouvert, ou tout. Le thème, s'il est venu, ouvre à
 * l'impression chaque repli qu'il connaît : un repli fermé se marque, ou s'ouvre ici. @param {Tool} tool @param {string} what
 */
function printDetails(tool, what) {
  const marks = ["imprimer-detail", `imprimer-${what}`];
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const closed = tool.root.querySelectorAll("[data-zone] details:not([open])");
  const mark = (/** @type {boolean} */ printing) => {
    for (const name of marks) tool.root.classList.toggle(name, printing);
    for (const fold of closed) {
      fold.classList.toggle("replie", printing);
      fold.open = printing && what === "tout";
    }
  };
  mark(true);
  addEventListener("afterprint", () => mark(false), { once: true });
  print();
}

/** @param {Tool} tool @param {string} kind @param {HTMLButtonElement} button */
async function keepImage(tool, kind, button) {
  const figure = /** @type {HTMLElement} */ (button.closest("[data-graphique]"));
  const { saveImage } = await import("./chart.js");
  saveImage(figure, kind, tool.find(".valeurs").textContent.trim());
}

/** Les graphiques se lisent au pointeur et au clavier ; le script n'arrive qu'à leur approche. @param {Tool} tool */
export function listenCharts(tool) {
  /** @type {typeof import("./chart.js") | undefined} */
  let reader;
  /** @param {Event} event */
  const read = async (event) => {
    const svg = /** @type {Element} */ (event.target).closest("[data-graphique] svg");
    if (!(svg instanceof SVGSVGElement)) return;
    reader ??= await import("./chart.js"); // une fois là, la flèche est prise sans attendre : elle ne défile pas
    reader.readChart(svg, event);
  };
  for (const type of ["focusin", "pointermove", "pointerdown", "keydown"]) tool.root.addEventListener(type, read);
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

/** Un fichier choisi, ou déposé n'importe où sur la page ; une image collée, qui n'est pas un tableau. @param {Tool} tool */
export function listenFiles(tool) {
  tool.form.addEventListener("paste", ({ target, clipboardData }) => {
    const list = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[data-rangees]"));
    const table = /** @type {Element} */ (target).matches("[data-coller-texte]");
    if (list && table && !clipboardData?.getData("text/plain")) tellRows(list, SENTENCES.pasteText);
  });
  const input = /** @type {HTMLInputElement} */ (tool.find("[data-fichier]"));
  const zone = tool.find("[data-depot]");
  input.addEventListener("change", async () => {
    await openFile(tool, input.files?.[0]);
    input.value = ""; // le même fichier peut être choisi de nouveau
  });
  // Lâché à côté, un fichier ouvrirait son contenu à la place de la page : toute la page le reçoit.
  document.addEventListener("dragover", (event) => {
    if (!tool.root.isConnected || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.add("survol");
  });
  document.addEventListener("dragleave", () => zone.classList.remove("survol"));
  document.addEventListener("drop", (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file || !tool.root.isConnected) return;
    event.preventDefault();
    zone.classList.remove("survol");
    openFile(tool, file);
  });
}

/**
 * Ce qu'un essai change, avec les mots du formulaire : le champ, sa ligne, et la réponse ou la valeur.
 * @param {HTMLFormElement} form @param {string} changes @param {string} value
 */
function describe(form, changes, value) {
  const [[name, text]] = [...new URLSearchParams(changes)];
  const all = controls(form).filter((one) => one.name === name);
  const label = all[0]?.closest(".champ")?.querySelector("legend, label")?.firstChild?.textContent?.trim() ?? "";
  const row = all[0]?.closest("[data-rangee]");
  const title = row && /** @type {HTMLInputElement | null} */ (row.querySelector("[data-nom]"))?.value;
  const chosen = all
    .find((one) => one.type === "radio" && one.value === text)
    ?.closest("label")
    ?.textContent?.trim();
  return `${label}${title ? ` (${title})` : ""}\u00a0: ${chosen ?? value}`;
}
