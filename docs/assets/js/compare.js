// Deux liens côte à côte : la page lit les deux adresses, Python dit ce qui diffère et ce qui compte.
import { ask, wake } from "./engine/engine.js";
import { readableHash, repairAddress } from "./link/codec.js";
import { SENTENCES } from "./sentences.js";
import { PAIR } from "./shapes.js";
import { copy } from "./tool/share.js";

const LIMIT = 20_000;

/** La comparaison de la page affichée. @type {HTMLElement | null} */
let shown = null;
addEventListener("hashchange", () => {
  if (shown?.isConnected) follow(shown);
});

/** @param {HTMLElement} root */
export function initCompare(root) {
  if (root.dataset.pret) return;
  root.dataset.pret = "oui";
  shown = root;
  const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(root);
  });
  root.querySelector("[data-copier-paire]")?.addEventListener("click", async () => {
    const field = /** @type {HTMLInputElement} */ (root.querySelector("[data-paire]"));
    say(root, await copy(field, field.value));
  });
  form.addEventListener("focusin", wake, { once: true });
  /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]")).disabled = false;
  repairAddress();
  follow(root);
}

/** @param {HTMLElement} root @returns {HTMLTextAreaElement[]} */
const fields = (root) => [...root.querySelectorAll("textarea")];

/** Compare les deux liens de l'adresse, s'il y en a. @param {HTMLElement} root */
function follow(root) {
  const text = readableHash(location.hash);
  const pair = PAIR.exec(text);
  if (pair) {
    for (const [rank, field] of fields(root).entries()) field.value = pair[rank + 1];
    root.append(/** @type {HTMLElement} */ (root.querySelector("form"))); // qui reçoit ce lien veut la réponse d'abord
    run(root);
  } else if (text.startsWith("deux")) mend(root);
}

/** Un lien de comparaison abîmé en chemin : ses deux liens, s'ils se retrouvent entiers. @param {HTMLElement} root */
async function mend(root) {
  say(root, SENTENCES.computing);
  const reply = await ask({ action: "reparer", texte: location.href }, LIMIT).catch(() => null);
  const [one, two] = reply?.ok ? reply.charges : [];
  if (!root.isConnected) return;
  if (!two) return say(root, SENTENCES.pairDamaged);
  history.replaceState(history.state, "", `${location.pathname}#deux.${one}.${two}`);
  follow(root);
}

/** @param {HTMLElement} root */
async function run(root) {
  say(root, SENTENCES.computing);
  const zone = /** @type {HTMLElement} */ (root.querySelector("[data-zone]"));
  const share = /** @type {HTMLElement} */ (root.querySelector("[data-paire-bloc]"));
  const liens = fields(root).map((field) => field.value);
  const stale = () => !root.isConnected || fields(root).some((field, rank) => field.value !== liens[rank]);
  try {
    const adresse = location.origin + location.pathname;
    const reply = await ask({ action: "comparer", liens, adresse }, LIMIT);
    if (stale()) return;
    share.hidden = !reply.ok;
    if (!reply.ok) {
      zone.replaceChildren();
      history.replaceState(history.state, "", location.pathname);
      return say(root, reply.message);
    }
    zone.innerHTML = reply.html;
    history.replaceState(history.state, "", `${location.pathname}#${reply.fragment}`);
    /** @type {HTMLInputElement} */ (root.querySelector("[data-paire]")).value = location.href;
    say(root, SENTENCES.compared);
  } catch {
    if (!stale()) say(root, SENTENCES.unavailable);
  }
}

/** @param {HTMLElement} root @param {string} text */
function say(root, text) {
  const state = root.querySelector("[data-etat]");
  if (state) state.textContent = text;
}
