// L’arrêt : publié à la place de sw.js, il efface chez chaque lecteur ce qui était gardé et rend le site au réseau.
// @ts-nocheck — les types d’un tel ouvrier ne sont pas ceux d’une page.
async function stop() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("hors-ligne-")).map((name) => caches.delete(name)));
  await registration.unregister();
  const pages = await clients.matchAll({ type: "window" });
  await Promise.all(pages.map((page) => page.navigate(page.url)));
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(stop()));
