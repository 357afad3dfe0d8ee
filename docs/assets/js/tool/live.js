// Les outils de la page affichée : leur réveil, et l'adresse qui change.

import { takeEarlyClick } from "../boot.js";
import { payloadOf } from "../link/codec.js";
import { followAddress } from "./address.js";
import { Tool } from "./tool.js";

/** @type {Set<Tool>} */
const live = new Set();
addEventListener("hashchange", follow);
addEventListener("pageshow", (event) => {
  if (event.persisted) follow();
});

function follow() {
  for (const tool of live) {
    if (tool.root.isConnected) followAddress(tool);
    else live.delete(tool);
  }
}

/** @param {HTMLElement} root */
export async function initTool(root) {
  if (root.dataset.pret) return;
  root.dataset.pret = "oui";
  const tool = new Tool(root);
  live.add(tool);
  if (tool.typedEarly() && !payloadOf(location.hash)) tool.edited();
  else await followAddress(tool);
  takeEarlyClick(root)?.click(); // un clic fait avant que ce script arrive n'est pas perdu
}
