// Écrit l'instantané : la mémoire de Python une fois tout importé, telle que l'ouvrier la remet en place.
// Usage : node snapshot.mjs DOSSIER_DE_PYODIDE CŒUR OUTILS SORTIE
//
// Le fichier : cinq mots (marque, taille de la mémoire, nombre de plages, octets du JSON, somme du tas), les plages
// (adresse, longueur), le JSON (ce que Pyodide doit rebrancher), puis les octets des plages, et d'elles seules : le
// reste est ce que le module WebAssembly y met lui-même.
import { readFile, writeFile } from "node:fs/promises";

const [folder, core, tools, target] = process.argv.slice(2);
const CHUNK = 256;
const HEAD = 4 * 5;

// Le même fichier à chaque construction : ni hasard, ni heure de la machine.
crypto.getRandomValues = (array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength).fill(7) && array;
Date.now = () => 0;
performance.now = () => 0;

const { loadPyodide } = await import(`${folder}/pyodide.mjs`);
const glue = await import(`${folder}/pyodide.asm.mjs`);
const { info } = JSON.parse(
  await readFile(new URL("../../../node_modules/pyodide/pyodide-lock.json", import.meta.url)),
);

/** Les données d'un module qui n'a encore rien fait, sans son tas, qui dépend du navigateur. @type {Uint8Array} */
let fresh;
const pyodide = await loadPyodide({
  indexURL: folder,
  stdLibURL: core,
  packageBaseUrl: folder,
  lockFileContents: { info, packages: {} },
  env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" },
  _makeSnapshot: true,
  _sysExecutable: "./this.program", // celui d’un navigateur, et non le chemin de ce script
  createPyodideModule: async (settings) => {
    const module = await glue.default({ ...settings, API: { ...settings.API }, noInitialRun: true, preRun: [] });
    fresh = module.HEAPU8.slice(0, module.___heap_base);
    return glue.default(settings);
  },
});
pyodide.FS.writeFile("/lib/outils.zip", await readFile(tools));
pyodide.runPython("import sys; sys.path.append('/lib/outils.zip')");
pyodide.globals.set("__name__", "pack"); // pack.py ne fait alors rien de lui-même
pyodide.runPython(await readFile(new URL("pack.py", import.meta.url), "utf8"));
pyodide.runPython("exercise(); forget()");
wipe(pyodide._module);
await writeFile(target, pack(pyodide.makeMemorySnapshot()));

/** Met à zéro ce que l'allocateur tient libre : des octets de moins à porter. */
function wipe(module) {
  const words = module.HEAPU32;
  const last = module._malloc(64) - 8; // l'en-tête de ce bloc ; dlmalloc les range bout à bout
  const size = (/** @type {number} */ at) => words[(at + 4) >> 2] & ~7;
  const leads = (/** @type {number} */ at) => {
    let count = 0;
    for (; at < last && size(at) >= 16; at += size(at)) count++;
    return at === last && count > 5000;
  };
  let at = module.___heap_base;
  while (!leads(at) && at < last) at += 8;
  for (; size(at) >= 16 && at + size(at) <= module.HEAPU8.length; at += size(at)) {
    const free = (words[(at + 4) >> 2] & 2) === 0;
    const kept = size(at) < 256 ? 16 : 32; // en-tête, chaînage
    if (free && size(at) > kept + 4) module.HEAPU8.fill(0, at + kept, at + size(at));
  }
  module._free(last + 8);
}

/** @param {Uint8Array} snapshot celui de Pyodide : un en-tête, un JSON, toute la mémoire */
function pack(snapshot) {
  const [, start, size] = new Uint32Array(snapshot.buffer, 0, 3);
  const json = snapshot.subarray(48, 48 + size);
  const memory = snapshot.subarray(start);
  const ranges = changed(memory);
  const length = ranges.reduce((sum, [, count]) => sum + count, 0);
  const padded = Math.ceil(size / 4) * 4;
  const file = new Uint8Array(HEAD + 8 * ranges.length + padded + length);
  const words = new Uint32Array(file.buffer, 0, 5 + 2 * ranges.length);
  words.set([0x1a57, memory.length, ranges.length, padded, sum(memory.subarray(fresh.length)), ...ranges.flat()]);
  let at = HEAD + 8 * ranges.length;
  file.fill(32, at, at + padded); // un JSON fini par des espaces
  file.set(json, at);
  at += padded;
  for (const [from, count] of ranges) {
    file.set(memory.subarray(from, from + count), at);
    at += count;
  }
  return file;
}

/** Les plages de `memory` qui ne sont pas ce qu'un module neuf y met. @returns {[number, number][]} */
function changed(memory) {
  const one = new BigUint64Array(memory.slice().buffer);
  const grown = new Uint8Array(memory.length);
  grown.set(fresh);
  const other = new BigUint64Array(grown.buffer);
  /** @type {[number, number][]} */
  const ranges = [];
  for (let from = 0; from < memory.length; from += CHUNK) {
    let same = true;
    for (let at = from / 8; at < (from + CHUNK) / 8 && same; at++) same = one[at] === other[at];
    const before = ranges.at(-1);
    if (same) continue;
    if (before && before[0] + before[1] === from) before[1] += CHUNK;
    else ranges.push([from, CHUNK]);
  }
  return ranges;
}

/** La somme des mots du tas, pour les essais. @param {Uint8Array} memory */
function sum(memory) {
  return new Uint32Array(memory.slice().buffer).reduce((total, word) => (total + word) >>> 0, 0);
}
