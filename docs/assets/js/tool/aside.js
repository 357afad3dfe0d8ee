// Les valeurs de cet onglet : gardées tant qu'il vit, mises de côté quand un lien les remplace, reprises d'un geste.
import { keep, kept } from "../storage.js";

/** @typedef {import("./tool.js").Tool} Tool */
/** @typedef {import("./form.js").Fields} Fields */

/** Où cet onglet garde les valeurs d'un outil. @param {string} name */
export const entriesOf = (name) => `entrees:${name}`;

/** Où cet onglet garde ce qu'un autre outil a à dire de ce qu'il vient de remettre. @param {string} name */
export const noteOf = (name) => `note:${name}`;

/** @param {Tool} tool */
const own = (tool) => entriesOf(tool.name);

/** @param {Tool} tool */
const aside = (tool) => `avant:${tool.name}`;

/** Les valeurs gardées pour cet onglet, ou `null`. @param {Tool} tool @returns {Fields | null} */
export const storedFields = (tool) => kept(own(tool));

/** @param {Tool} tool @param {Fields} fields */
export const storeFields = (tool, fields) => keep(own(tool), fields);

/** Met de côté les valeurs qu'un lien remplace, jusqu'à ce qu'on les reprenne ; les premières restent. @param {Tool} tool @param {Fields} fields */
export function setAside(tool, fields) {
  if (!kept(aside(tool))) keep(aside(tool), fields);
  offerAside(tool);
}

/** Montre de quoi reprendre les valeurs mises de côté, s'il y en a. @param {Tool} tool */
export function offerAside(tool) {
  const found = kept(aside(tool));
  for (const button of tool.root.querySelectorAll("[data-reprendre]")) {
    /** @type {HTMLElement} */ (button).hidden = !found;
  }
}

/** Dit une fois ce qu'un autre outil a laissé. @param {Tool} tool */
export function tellNote(tool) {
  const note = kept(noteOf(tool.name));
  keep(noteOf(tool.name), null);
  if (note) tool.say(note);
}

/** Reprend les valeurs d'avant le lien. @param {Tool} tool */
export function takeBack(tool) {
  const found = kept(aside(tool));
  keep(aside(tool), null);
  if (found) tool.replaceAll(found);
  offerAside(tool);
}
