// « Garder ce site hors ligne » : à la demande, jamais de soi-même. L'ouvrier (offline/sw.js) garde une version entière ;
// une version plus récente attend qu'on la prenne, et toutes les pages ouvertes la prennent ensemble.
import { SENTENCES } from "./sentences.js";

const { serviceWorker } = navigator;
const scope = () => /** @type {any} */ (window).__md_scope.href;
/** Ce qu'on laisse à l'ouvrier neuf pour prendre la main, en millisecondes. */
const PATIENCE = 4000;
let followed = false;

/** Montre, sur cette page, ce qui est gardé et de quoi en changer. @param {boolean} computed vrai si Python a répondu ici */
export async function initOffline(computed) {
  if (!serviceWorker) return; // navigateur ancien, ou adresse sans https : rien n'est proposé
  const kept = await serviceWorker.getRegistration(scope());
  if (kept) follow(kept);
  for (const part of document.querySelectorAll("[data-hors-ligne]")) {
    const root = /** @type {HTMLElement} */ (part);
    if (!root.hidden || !(kept || (computed && root.dataset.horsLigne === "outil"))) continue;
    show(root, kept?.active != null);
    root.hidden = false;
    button(root, "garder").onclick = () => keep(root);
    button(root, "ne-plus-garder").onclick = () => forget(root);
  }
}

/** @param {HTMLElement} root @param {string} name @returns {HTMLButtonElement} */
const button = (root, name) => /** @type {HTMLButtonElement} */ (root.querySelector(`[data-${name}]`));

/** @param {HTMLElement} root @param {string} sentence */
function say(root, sentence) {
  /** @type {HTMLElement} */ (root.querySelector("[data-hors-ligne-etat]")).textContent = sentence;
}

/** @param {HTMLElement} root @param {boolean} kept */
function show(root, kept) {
  button(root, "garder").hidden = kept;
  button(root, "ne-plus-garder").hidden = !kept;
  say(root, kept ? SENTENCES.offline : "");
}

/** @param {HTMLElement} root */
async function keep(root) {
  button(root, "garder").disabled = true;
  say(root, SENTENCES.offlineComing);
  try {
    const registration = await serviceWorker.register(`${scope()}sw.js`, { scope: scope(), updateViaCache: "none" });
    await settled(registration);
    follow(registration);
    show(root, true);
    button(root, "ne-plus-garder").focus();
  } catch {
    say(root, SENTENCES.offlineRefused);
  } finally {
    button(root, "garder").disabled = false;
  }
}

/** Attend que tout soit gardé ; refuse si l'ouvrier y renonce. @param {ServiceWorkerRegistration} registration */
function settled(registration) {
  const worker = registration.installing;
  if (!worker) return;
  return new Promise((resolve, reject) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve(undefined);
      if (worker.state === "redundant") reject(new Error("hors ligne"));
    });
  });
}

/** @param {HTMLElement} root */
async function forget(root) {
  const registration = await serviceWorker.getRegistration(scope());
  await registration?.unregister();
  for (const name of await caches.keys()) if (name.startsWith("hors-ligne-")) await caches.delete(name);
  show(root, false);
  say(root, SENTENCES.offlineLeft);
  button(root, "garder").focus();
}

/** Dit qu'une version plus récente attend, maintenant ou plus tard. @param {ServiceWorkerRegistration} registration */
function follow(registration) {
  if (followed) return;
  followed = true;
  const offer = () => {
    if (registration.waiting && registration.active) propose(registration.waiting);
  };
  const watch = () => registration.installing?.addEventListener("statechange", offer);
  offer();
  watch(); // une autre page a pu la trouver avant celle-ci
  registration.addEventListener("updatefound", watch);
  // Une page d'avant avec l'ouvrier d'après mêlerait deux versions : toutes se rechargent, leurs valeurs sont gardées.
  if (serviceWorker.controller) serviceWorker.addEventListener("controllerchange", () => location.reload());
}

/** @param {ServiceWorker} waiting */
function propose(waiting) {
  document.querySelector("[data-nouvelle-version]")?.remove();
  const take = `<button type="button" class="bouton bouton-principal">${SENTENCES.takeNewer}</button>`;
  const banner = `<div class="nouvelle-version" data-nouvelle-version role="status"><p>${SENTENCES.newer}</p>${take}</div>`;
  document.querySelector(".md-container")?.insertAdjacentHTML("afterbegin", banner);
  document.querySelector("[data-nouvelle-version] button")?.addEventListener("click", () => {
    waiting.postMessage("prendre");
    // Chromium diffère l'échange si l'ouvrier d'avant répond encore : la page quittée, il se fait.
    setTimeout(() => location.reload(), PATIENCE);
  });
}
