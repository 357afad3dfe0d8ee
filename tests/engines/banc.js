// Le banc d'essai des liens : chaque lien passe par les deux lecteurs, celui de la page et celui de Python.
// La même page sert à Chromium, Firefox et WebKit : on n'en lit que le texte.
import { ask } from "/assets/js/engine/engine.js";
import { readLink } from "/assets/js/link/received.js";
import { finish } from "./fin.js";

const LIMIT = 60_000;
const query = new URLSearchParams(location.search);
const compact = query.has("compact");

/** L'outil, tel que sa page le porte. */
async function mount(tool) {
  const html = await (await fetch(`/tools/${tool}/`)).text();
  const root = new DOMParser().parseFromString(html, "text/html").querySelector("[data-outil]");
  document.querySelector("#outils").append(document.adoptNode(root));
  return root;
}

async function readHere(root, charge) {
  try {
    const { fields, sentence } = await readLink(root, charge);
    return { ok: true, champs: fields, phrase: sentence };
  } catch (error) {
    return { ok: false, message: error.message, connu: error.constructor.name === "LinkError" };
  }
}

/** Les champs que les deux lecteurs ne lisent pas de même ; un homonyme que Python distingue n'en est pas un. */
function differing(one, two) {
  const names = new Set([...Object.keys(one), ...Object.keys(two)]);
  return [...names].filter((name) => one[name] !== two[name] && !(two[name] ?? "").includes(" (copie"));
}

async function run() {
  const roots = new Map();
  const replies = [];
  for (const { outil, charge } of await (await fetch(query.get("liens"))).json()) {
    if (!roots.has(outil)) roots.set(outil, await mount(outil));
    const here = await readHere(roots.get(outil), charge);
    const { html, ...python } = await ask({ outil, action: "ouvrir", charge }, LIMIT);
    // D'une version ancienne, la page ne dit que la phrase : Python seul mène ses champs à aujourd'hui.
    const egaux = here.ok && python.ok && (here.champs === null || differing(here.champs, python.champs).length === 0);
    if (compact) replies.push([here.ok, python.ok, egaux, here.ok || here.connu, here.message ?? "", python.message ?? ""]);
    else replies.push({ page: here, python, egaux });
  }
  return { replies, pollution: Object.keys(Object.prototype).length, x: {}.x ?? null };
}

finish(run());
