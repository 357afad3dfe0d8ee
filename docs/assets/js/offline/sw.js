// Le site gardé hors ligne, à la demande (offline.js). Une version du site, une réserve : jamais deux mêlées.
// @ts-nocheck — les types d’un tel ouvrier ne sont pas ceux d’une page. `VERSION` et `FILES` (adresse → empreinte)
// sont écrits par scripts/after/offline.py.
const PREFIX = "hors-ligne-";
const NAME = PREFIX + VERSION;
const NAMED = new RegExp(NAMED_PATTERN);
const HERE = registration.scope;

const hash = async (body) => {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

/** Le corps de cette réponse, s’il est celui de cette version ; sinon une erreur : la liste et le site ne s’accordent pas. */
async function checked(response, expected) {
  const body = await response.arrayBuffer();
  if (!response.ok || (await hash(body)) !== expected) throw new Error(`${response.url} n’est pas de cette version`);
  return body;
}

async function keep(store, path) {
  const url = HERE + path;
  if (await store.match(url)) return; // gardé par une tentative interrompue, et vérifié alors
  // Un nom qui dit le contenu peut venir de la version d’avant, ou du cache du navigateur ; une page est redemandée.
  const before = NAMED.test(path) ? await caches.match(url) : undefined;
  const response = before ?? (await fetch(url, { cache: NAMED.test(path) ? "default" : "no-cache" }));
  const body = await checked(response, FILES[path]);
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name); // le corps est déjà décodé
  await store.put(url, new Response(body, { headers }));
}

async function keepAll() {
  const store = await caches.open(NAME);
  const waiting = Object.keys(FILES);
  const lane = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) await keep(store, path);
  };
  try {
    await Promise.all(Array.from({ length: 6 }, lane));
  } catch (error) {
    waiting.length = 0;
    await caches.delete(NAME); // rien n’est gardé à moitié
    throw error;
  }
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name)),
  );
}

// `caches.match`, et non `caches.open` : ouvrir une réserve effacée la recréerait.
const kept = (url) => caches.match(url, { cacheName: NAME });

async function answer(request) {
  const url = new URL(request.url);
  const page = request.mode === "navigate" && !/\/[^/]*\.[^/]*$|\/$/.test(url.pathname) ? "/" : "";
  const address = url.origin + url.pathname.replace(/\/index\.html$/, "/") + page;
  const found = await kept(address);
  if (found) return page ? Response.redirect(address + url.search) : found;
  try {
    return await fetch(request);
  } catch (error) {
    const missing = request.mode === "navigate" && (await kept(`${HERE}404.html`));
    if (!missing) throw error;
    return new Response(missing.body, { status: 404, headers: missing.headers });
  }
}

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
addEventListener("message", ({ data }) => data === "prendre" && skipWaiting());
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(HERE)) event.respondWith(answer(request));
});
