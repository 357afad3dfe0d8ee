// Le dossier : les liens mis de côté dans cet onglet, réunis par Python en un seul fichier.
import { ask } from "./engine.js";
import { SENTENCES } from "./sentences.js";
import { download } from "./texts.js";

const KEY = "dossier";
const LIMIT = 30_000;

/** @returns {string[]} */
function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}

/** @param {HTMLElement} root */
export function initDossier(root) {
  if (root.dataset.pret) return;
  root.dataset.pret = "oui";
  const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
  const field = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
  let links = stored();
  let whole = "";
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (root.querySelector(selector));

  /** @param {string[]} wanted */
  async function gather(wanted) {
    if (wanted.length === 0) {
      links = [];
      keep();
      find("[data-zone]").replaceChildren();
      return list([]);
    }
    find("[data-etat]").textContent = SENTENCES.computing;
    try {
      const racine = new URL("../", location.href.split("#")[0]).href;
      const reply = await ask({ action: "dossier", liens: wanted, racine, style: await styles() }, LIMIT);
      find("[data-etat]").textContent = reply.ok ? SENTENCES.gathered : reply.message;
      if (!reply.ok) return;
      links = wanted;
      keep();
      whole = reply.document;
      find("[data-zone]").innerHTML = reply.html;
      field.value = "";
      list(reply.titres);
    } catch {
      find("[data-etat]").textContent = SENTENCES.unavailable;
    }
  }

  function keep() {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(links));
    } catch {
      // Stockage refusé : le dossier vit le temps de la page.
    }
  }

  /** @param {string[]} titles */
  function list(titles) {
    find("[data-actions]").hidden = titles.length === 0;
    const items = titles.map((title, rank) => {
      const item = document.createElement("li");
      const remove = Object.assign(document.createElement("button"), { type: "button", className: "bouton discret" });
      remove.textContent = `${SENTENCES.remove} ${rank + 1}`;
      remove.addEventListener("click", () => gather(links.filter((_, other) => other !== rank)));
      item.append(`${title} `, remove);
      return item;
    });
    find("[data-liste]").replaceChildren(...items);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) gather([...links, field.value.trim()]);
  });
  /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]")).disabled = false;
  find("[data-enregistrer]").addEventListener("click", () => {
    download(new Blob([whole], { type: "text/html;charset=utf-8" }), "dossier.html");
  });
  find("[data-imprimer]").addEventListener("click", () => print());
  gather(links);
}

/** Les feuilles de style du site, sans leurs polices : le fichier s'ouvre sans réseau. */
async function styles() {
  const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].map(
    (link) => /** @type {HTMLLinkElement} */ (link).href,
  );
  const ours = sheets.filter((url) => /\/assets\/css\/(tokens|result|print)\b/.test(url));
  const texts = await Promise.all(ours.map(async (url) => (await fetch(url)).text()));
  return texts.join("\n").replace(/@font-face\s*\{[^}]*\}/g, "");
}
