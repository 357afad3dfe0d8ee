// L'instantané : la mémoire de Python, tout importé, telle que la construction l'a écrite (scripts/before/runtime/
// snapshot.mjs dit sa forme). Il repose sur deux options privées de Pyodide, éprouvées à chaque version
// (tests/engines) ; au moindre doute, l'ouvrier démarre Python comme d'ordinaire.
import { RUNTIME } from "./runtime.js";

const MARK = 0x1a57;
const WORDS = 5;
/** Au-delà, en millisecondes pour la colle de Pyodide, le réseau est trop lent pour un fichier trois fois plus gros. */
const QUICK = 60;
const LATER = 5000;

/**
 * L'instantané, s'il est déjà là ou si le réseau est rapide ; sinon `null`, et l'archive, plus petite, arrivera avant.
 * @param {typeof fetch} network @param {Promise<unknown>} glue la colle, arrivée : ce qu'elle a mis mesure le réseau
 * @returns {Promise<Response | null>}
 */
export async function askMemory(network, glue) {
  const kept = await network(RUNTIME.memory, { cache: "only-if-cached", mode: "same-origin" }).catch(() => null);
  if (kept?.ok) return kept;
  await glue;
  const [timing] = /** @type {PerformanceResourceTiming[]} */ (
    performance.getEntriesByName(`${RUNTIME.glue}pyodide.asm.mjs`)
  );
  if (!timing?.transferSize || timing.responseEnd - timing.responseStart > QUICK) return null;
  const fetched = await network(RUNTIME.memory);
  return fetched.ok ? fetched : null;
}

/**
 * Fait revenir Pyodide à l'instantané au lieu de démarrer Python ; le module se prépare pendant que le fichier arrive.
 * @param {any} settings @param {(settings: any) => Promise<any>} create @param {Promise<ArrayBuffer>} coming
 */
export async function restore(settings, create, coming) {
  settings.noInitialRun = true;
  const [module, file] = await Promise.all([create(settings), coming]);
  const [mark, size, count, json] = new Uint32Array(file, 0, WORDS);
  if (mark !== MARK) throw new Error("instantané illisible");
  settings.API.restoreSnapshot = () => {
    if (module.HEAPU8.length < size) module.growMemory(size);
    const ranges = new Uint32Array(file, 4 * WORDS, 2 * count);
    const start = 4 * WORDS + 8 * count;
    let at = start + json;
    for (let rank = 0; rank < ranges.length; rank += 2) {
      module.HEAPU8.set(new Uint8Array(file, at, ranges[rank + 1]), ranges[rank]);
      at += ranges[rank + 1];
    }
    return JSON.parse(new TextDecoder().decode(new Uint8Array(file, start, json)));
  };
  return module;
}

/** Prend l'instantané pour la prochaine fois, une fois la page servie ; jamais avec l'économie de données. @param {typeof fetch} network */
export function keepForLater(network) {
  const { saveData, type } = /** @type {any} */ (navigator).connection ?? {};
  if (saveData || type === "cellular") return;
  setTimeout(() => {
    network(RUNTIME.memory, { priority: "low" }).then(
      (response) => response.arrayBuffer(),
      () => {},
    );
  }, LATER);
}
