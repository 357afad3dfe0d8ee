// L'ouvrier : le seul fichier qui connaît Pyodide. Il reçoit une question en texte, rend une réponse en texte.
import { askMemory, keepForLater, restore } from "./memory.js";
import { LOCK, RUNTIME } from "./runtime.js";

// Pyodide l'appelle pour savoir si l'ouvrier est d'ancienne sorte : celui-ci ne l'est pas, et la politique de la page
// (« Trusted Types ») refuserait l'essai en le disant dans la console. Absente, l'erreur qu'il attend vient sans bruit.
Object.assign(self, { importScripts: undefined });

const WASM = `${RUNTIME.glue}pyodide.asm.wasm`;

const network = self.fetch.bind(self);
/** Ce qui est demandé avant que Pyodide le demande. @type {Map<string, Promise<Response>>} */
const early = new Map();
self.fetch = (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  const response = early.get(url);
  early.delete(url);
  return response ?? network(input, init);
};

const TYPE = "application/wasm";
/** Où Python lit les outils. */
const TOOLS = "/lib/outils.zip";

/** Sous un autre type, Pyodide ne compile pas le module, et attend sans fin : tous les hébergeurs ne le savent pas. @param {Response} response */
function typed(response) {
  if (!response.ok || response.headers.get("Content-Type") === TYPE) return response;
  return new Response(response.body, { headers: { "Content-Type": TYPE } });
}

/** @param {string} url */
function ask(url) {
  const response = url === WASM ? network(url).then(typed) : network(url);
  response.catch(() => {}); // l'échec est dit par `boot`
  early.set(url, response);
}

/** Un fichier bloqué ou absent se dit tout de suite : Pyodide, lui, attendrait sans fin. */
async function arrived() {
  for (const response of await Promise.all(early.values())) {
    if (!response.ok) throw new Error(`${response.url} : ${response.status}`);
  }
}

/** Un module coupé en route ne se compile pas : Pyodide l'écrit dans la console, et attend sans fin. @type {(error: unknown) => void} */
let compileFailed = () => {};
const compile = WebAssembly.instantiateStreaming;
/** Le module est arrivé en entier ; au plus tard, il est compilé. */
const moduleHere = new Promise((resolve) => {
  if (!compile) return resolve(undefined);
  WebAssembly.instantiateStreaming = (source, imports) => {
    const compiled = compile(source, imports);
    compiled.then(resolve, (error) => compileFailed(error));
    return compiled;
  };
  new PerformanceObserver((list) => list.getEntriesByName(WASM).length > 0 && resolve(undefined)).observe({
    type: "resource",
  });
});

/**
 * Les outils, demandés une fois le module arrivé : sur un réseau lent, Python démarre pendant qu'ils viennent. Ensemble,
 * ils se partageraient le réseau, et le module, que tout attend, finirait le dernier.
 */
async function askTools() {
  await moduleHere;
  return received(await network(RUNTIME.tools));
}

/** @param {Response} response */
async function received(response) {
  if (!response.ok) throw new Error(`${response.url} : ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Démarre Python, depuis l'instantané s'il est à portée. */
async function boot() {
  ask(WASM);
  const glue = Promise.all([import(`${RUNTIME.glue}pyodide.mjs`), import(`${RUNTIME.glue}pyodide.asm.mjs`)]);
  const memory = await askMemory(network, glue).catch(() => null);
  const [{ loadPyodide }, { default: create }] = await glue;
  if (memory) {
    try {
      const coming = memory.arrayBuffer();
      coming.catch(() => {}); // l'échec est dit par `restore`
      await arrived();
      early.set(RUNTIME.core, Promise.resolve(new Response(""))); // tout ce que le cœur contient est déjà importé
      return await load(loadPyodide, (settings) => restore(settings, create, coming), {
        _loadSnapshot: new Uint8Array(1),
      });
    } catch (error) {
      console.warn("Instantané écarté :", error);
      early.clear();
      ask(WASM);
    }
  }
  ask(RUNTIME.core);
  const tools = askTools();
  tools.catch(() => {}); // l'échec est dit par `load`
  await arrived();
  const started = await load(loadPyodide, create, {}, tools);
  keepForLater(network);
  return started;
}

/** @param {any} loadPyodide @param {(settings: any) => Promise<any>} create @param {Record<string, unknown>} options @param {Promise<Uint8Array>} [tools] l'archive des outils, absente d'un instantané, qui les a déjà importés */
async function load(loadPyodide, create, options, tools) {
  const broken = new Promise((_, reject) => {
    compileFailed = reject;
  });
  const coming = loadPyodide({
    indexURL: RUNTIME.glue,
    stdLibURL: RUNTIME.core,
    createPyodideModule: create,
    packageBaseUrl: RUNTIME.glue,
    lockFileContents: LOCK,
    ...options,
  });
  const pyodide = await Promise.race([coming, broken]);
  if (tools) {
    pyodide.FS.writeFile(TOOLS, await tools);
    pyodide.runPython(`import sys; sys.path.append("${TOOLS}")`);
  }
  return { pyodide, bridge: pyodide.pyimport("tools.kit.bridge") };
}

/** Les archives ne contiennent que les modules tracés : au premier manque, la bibliothèque complète les remplace. */
async function completeLibrary(/** @type {any} */ pyodide) {
  const content = await received(await network(RUNTIME.full));
  const path = pyodide.runPython("import sys; next(p for p in sys.path if p.endswith('.zip'))");
  for (const place of [path, TOOLS]) pyodide.FS.writeFile(place, content, { canOwn: true });
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
