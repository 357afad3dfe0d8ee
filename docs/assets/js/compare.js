// Deux liens côte à côte : la page lit les deux adresses, Python dit ce qui diffère et ce qui compte.
import { ask, wake } from "./engine.js";
import { SENTENCES } from "./sentences.js";
import { copy } from "./share.js";

const LIMIT = 20_000;
const PAIR = /^#deux\.(1\.[\w-]+\.[0-9a-f]{8})\.(1\.[\w-]+\.[0-9a-f]{8})/;

/** @param {HTMLElement} root */
export function initCompare(root) {
  if (root.dataset.pret) return;
  root.dataset.pret = "oui";
  const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
  const fields = /** @type {HTMLTextAreaElement[]} */ ([...form.querySelectorAll("textarea")]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(root, fields);
  });
  root.querySelector("[data-copier-paire]")?.addEventListener("click", async () => {
    const field = /** @type {HTMLInputElement} */ (root.querySelector("[data-paire]"));
    say(root, await copy(field, location.href));
  });
  form.addEventListener("focusin", wake, { once: true });
  /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]")).disabled = false;
  const follow = () => {
    const pair = PAIR.exec(decodeURIComponent(location.hash.replace(/%(?![0-9a-fA-F]{2})/g, "")));
    if (pair) {
      for (const [rank, field] of fields.entries()) field.value = pair[rank + 1];
      run(root, fields);
    } else if (location.hash.startsWith("#deux")) say(root, SENTENCES.pairDamaged);
  };
  addEventListener("hashchange", () => root.isConnected && follow());
  follow();
}

/** @param {HTMLElement} root @param {HTMLTextAreaElement[]} fields */
async function run(root, fields) {
  say(root, SENTENCES.computing);
  const zone = /** @type {HTMLElement} */ (root.querySelector("[data-zone]"));
  const share = /** @type {HTMLElement} */ (root.querySelector("[data-paire-bloc]"));
  try {
    const reply = await ask({ action: "comparer", liens: fields.map((field) => field.value) }, LIMIT);
    share.hidden = !reply.ok;
    if (!reply.ok) {
      zone.replaceChildren();
      return say(root, reply.message);
    }
    zone.innerHTML = reply.html;
    history.replaceState(history.state, "", `${location.pathname}#${reply.fragment}`);
    /** @type {HTMLInputElement} */ (root.querySelector("[data-paire]")).value = location.href;
    say(root, SENTENCES.compared);
  } catch {
    say(root, SENTENCES.unavailable);
  }
}

/** @param {HTMLElement} root @param {string} text */
function say(root, text) {
  const state = root.querySelector("[data-etat]");
  if (state) state.textContent = text;
}
