// Le moteur : un seul ouvrier, gardé d'une page à l'autre. On lui pose une question, il rend une promesse.
// Un calcul qui dépasse sa limite est arrêté, l'ouvrier relancé ; les champs de la page n'y perdent rien.

import { RUNTIME } from "./runtime.js";

export class Stuck extends Error {}
export class Unavailable extends Error {}

/** @typedef {{ resolve: (text: string) => void, reject: (error: Error) => void, limit: number, timer?: number }} Waiting */

/** @type {Worker | null} */
let worker = null;
let ready = false;
let lastId = 0;
/** @type {Map<number, Waiting>} */
const waiting = new Map();

/** Le module WebAssembly : le plus gros fichier, que tout attend. */
const MODULE = "pyodide.asm.wasm";
/** Ce qu'il faut à un calculateur, une fois l'instantané gardé. */
export const FILES = [...["pyodide.mjs", "pyodide.asm.mjs", MODULE].map((name) => RUNTIME.glue + name), RUNTIME.memory];

/**
 * Met ces fichiers dans le cache du navigateur. Par une balise, et non par `fetch` : vingt-trois mégaoctets décodés
 * passeraient par la page, et la bloqueraient une seconde sur un téléphone. Safari l'ignore.
 * @param {string[]} files
 */
export function prefetch(files) {
  for (const href of files) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href }));
  }
}

/** Démarre Python s'il ne l'est pas ; sans effet ensuite. */
export function wake() {
  if (worker) return;
  if (typeof WebAssembly !== "object" || typeof Worker !== "function") return;
  // L'ouvrier met un dixième de seconde à naître : le réseau, lui, n'attend pas. Le module seul : ce que met la colle à
  // venir dit à l'ouvrier si le réseau est rapide.
  prefetch([RUNTIME.glue + MODULE]);
  // Parti d'un `blob:`, l'ouvrier hérite de la politique de la page, même sans en-têtes (adr/0003).
  const source = `import ${JSON.stringify(new URL("../engine/worker.js", import.meta.url).href)};`;
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    worker = new Worker(url, { type: "module", name: "calcul" });
  } catch {
    return; // un navigateur qui ne sait pas l'ouvrir : `ask` dira que rien ne se calcule ici
  }
  worker.onmessage = receive;
  worker.onerror = () => fail(new Unavailable("ouvrier"));
}

/** Démarre Python d'avance, sauf si la personne économise ses données. */
export function wakeUnlessSaving() {
  if (!savesData()) wake();
}

export const savesData = () => /** @type {any} */ (navigator).connection?.saveData === true;

export const isReady = () => ready;

/**
 * Pose une question à Python et rend sa réponse.
 * @param {Record<string, unknown>} question
 * @param {number} limit durée de calcul permise, en millisecondes, démarrage de Python non compris
 * @returns {Promise<any>}
 */
export async function ask(question, limit) {
  wake();
  const target = worker;
  if (!target) throw new Unavailable("navigateur");
  const id = ++lastId;
  const text = await new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject, limit });
    target.postMessage({ id, question: JSON.stringify(question) });
  });
  return JSON.parse(text);
}

/** @param {MessageEvent} event */
function receive({ data }) {
  if (data.ready) ready = true;
  if (data.failed) return fail(new Unavailable(data.failed));
  if (data.fatal) return fail(new Stuck(data.fatal));
  const entry = waiting.get(data.id);
  if (!entry) return;
  if (data.started) {
    entry.timer = window.setTimeout(() => fail(new Stuck("délai")), entry.limit);
    return;
  }
  waiting.delete(data.id);
  clearTimeout(entry.timer);
  if (data.error) entry.reject(new Error(data.error));
  else entry.resolve(data.answer);
}

/** Arrête l'ouvrier et refuse tout ce qui attend ; la prochaine question en relancera un. @param {Error} error */
function fail(error) {
  worker?.terminate();
  worker = null;
  ready = false;
  for (const entry of waiting.values()) {
    clearTimeout(entry.timer);
    entry.reject(error);
  }
  waiting.clear();
}
