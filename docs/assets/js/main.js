// Point d'entrée : à chaque page (navigation instantanée comprise), réveille le calculateur s'il y en a un,
// ou va chercher Python d'avance si la page y mène.
import { FILES, prefetch, savesData } from "./engine/engine.js";

/** @typedef {{ subscribe: (listener: () => void) => void }} Stream */

const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ work) => setTimeout(work, 1500));

let fetched = false;

/** Met Python dans le cache du navigateur, pendant que la personne lit. */
function prefetchPython() {
  if (fetched || savesData() || typeof WebAssembly !== "object") return;
  if (navigator.serviceWorker?.controller) return; // gardé hors ligne : tout est déjà là
  fetched = true;
  prefetch(FILES);
}

/** @param {boolean} computed */
async function offline(computed) {
  (await import("./offline.js")).initOffline(computed);
}

async function start() {
  if (navigator.serviceWorker?.controller || document.querySelector("[data-hors-ligne=rappel]")) {
    idle(() => offline(false));
  }
  const texts = document.querySelectorAll(".modele");
  if (texts.length > 0) {
    const { initText } = await import("./texts.js");
    for (const text of texts) initText(text);
  }
  const pair = /** @type {HTMLElement | null} */ (document.querySelector("[data-comparer]"));
  if (pair) (await import("./compare.js")).initCompare(pair);
  const dossier = /** @type {HTMLElement | null} */ (document.querySelector("[data-dossier-page]"));
  if (dossier) (await import("./dossier.js")).initDossier(dossier);
  const tools = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-outil]")]);
  if (tools.length > 0) {
    const { initTool } = await import("./tool/live.js");
    for (const tool of tools) initTool(tool);
  } else if (document.querySelector(".md-content a[href*='/tools/'], .md-content a[href*='tools/']")) {
    idle(prefetchPython);
  }
}

/** La page affichée sans recharger commence à son titre : le focus, qui était sur un lien disparu, y va et le fait lire. */
function enter() {
  const heading = /** @type {HTMLElement | null} */ (document.querySelector(".md-content h1"));
  if (!heading || location.hash) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/**
 * Suit les pages que le thème affiche. @param {boolean} started la première l'est déjà, il la dira pourtant
 * @returns {boolean} faux si le thème n'est pas encore là
 */
function follow(started) {
  const pages = /** @type {{ document$?: Stream }} */ (/** @type {unknown} */ (window)).document$;
  let skip = started;
  let first = true;
  pages?.subscribe(() => {
    if (!first) enter();
    first = false;
    if (!skip) start();
    skip = false;
  });
  return pages !== undefined;
}

addEventListener("reponse-affichee", () => offline(true)); // tool/tool.js

if (!follow(false)) {
  start();
  addEventListener("theme-arrive", () => follow(true), { once: true }); // head/plus-tard.js
}
