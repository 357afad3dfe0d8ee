// L'ouvrier : le seul fichier qui connaît Pyodide. Il reçoit une question en texte, rend une réponse en texte.
import { LOCK, RUNTIME } from "./runtime.js";

const WASM = `${RUNTIME.glue}pyodide.asm.wasm`;

/** Tout part en même temps ; Pyodide reçoit ensuite ces réponses au lieu de les redemander. */
const early = new Map([WASM, RUNTIME.core].map((url) => [url, fetch(url)]));
for (const response of early.values()) response.catch(() => {}); // l'échec est dit par `boot`
const network = self.fetch.bind(self);
self.fetch = (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  const response = early.get(url);
  early.delete(url);
  return response ?? network(input, init);
};

/** Un fichier bloqué ou absent se dit tout de suite : Pyodide, lui, attendrait sans fin. */
async function arrived() {
  for (const response of await Promise.all(early.values())) {
    if (!response.ok) throw new Error(`${response.url} : ${response.status}`);
  }
}

async function boot() {
  const files = arrived();
  const [{ loadPyodide }, glue] = await Promise.all([
    import(`${RUNTIME.glue}pyodide.mjs`),
    import(`${RUNTIME.glue}pyodide.asm.mjs`),
  ]);
  await files;
  const pyodide = await loadPyodide({
    indexURL: RUNTIME.glue,
    stdLibURL: RUNTIME.core,
    createPyodideModule: glue.default,
    packageBaseUrl: RUNTIME.glue,
    lockFileContents: LOCK,
  });
  return { pyodide, bridge: pyodide.pyimport("tools.kit.bridge") };
}

/** Le cœur ne contient que les modules tracés : au premier manque, la bibliothèque complète le remplace. */
async function completeLibrary(/** @type {any} */ pyodide) {
  const response = await network(RUNTIME.full);
  if (!response.ok) throw new Error(`Bibliothèque introuvable (${response.status})`);
  const path = pyodide.runPython("import sys; next(p for p in sys.path if p.endswith('.zip'))");
  pyodide.FS.writeFile(path, new Uint8Array(await response.arrayBuffer()));
  pyodide.runPython("import importlib; importlib.invalidate_caches()");
}

const ready = boot();
let complete = false;

/** @param {string} question */
async function answer(question) {
  const { pyodide, bridge } = await ready;
  try {
    return bridge.answer(question);
  } catch (error) {
    if (complete || !String(error).includes("ModuleNotFoundError")) throw error;
    complete = true;
    await completeLibrary(pyodide);
    return bridge.answer(question);
  }
}

self.onmessage = async ({ data: { id, question } }) => {
  try {
    await ready;
    self.postMessage({ id, started: true });
    const reply = await answer(question);
    if (typeof reply !== "string") throw new Error("fatal error"); // Python est tombé à une question d'avant
    self.postMessage({ id, answer: reply });
  } catch (error) {
    const text = String(error);
    self.postMessage(/fatal error|RangeError/.test(text) ? { fatal: text } : { id, error: text });
  }
};

ready.then(
  () => self.postMessage({ ready: true }),
  (error) => self.postMessage({ failed: String(error) }),
);
