// Un lien reçu, peint avant que Python soit prêt : des chiffres du lien, dans les phrases que la page porte déjà.
// Le même remplissage est écrit en Python (kit/link/received.py) ; un test les compare sur tous les liens publiés.

import { SENTENCES } from "../sentences.js";
import { MONTHS, UNREADABLE } from "../shapes.js";
import { blankRow, isComplete, lists, readInitial } from "../tool/form.js";
import { decode, fieldsOf, LinkError, payloadOf } from "./codec.js";

/** @typedef {{ content: import("./codec.js").Content, fields: Record<string, string> | null, sentence: string }} Received */
/** @typedef {{ defauts: Record<string, string>, presets: Record<string, Record<string, string>>,
 *   lignes: Record<string, Record<string, string>> }} OldVersion */

/** Ce que la page sait d'un outil, pour lire ses liens. @param {HTMLElement} root */
function knowledge(root) {
  const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
  const data = JSON.parse(root.dataset.donnees ?? "{}");
  return {
    tool: root.dataset.outil ?? "",
    version: data.version,
    old: /** @type {Record<string, OldVersion>} */ (data.anciennes),
    defaults: readInitial(form),
    presets: data.presets,
    lists: lists(form).map((list) => list.dataset.rangees ?? ""),
    blankRow: (/** @type {string} */ key, /** @type {number} */ rank) => blankRow(form, key, rank),
    isComplete: (/** @type {Record<string, string>} */ fields) => isComplete(form, fields),
  };
}

/** Ce que la page sait d'une version ancienne de l'outil : ses champs, pour les seules phrases. @param {string} tool @param {OldVersion} old */
function oldKnowledge(tool, old) {
  return {
    tool,
    defaults: old.defauts,
    presets: old.presets,
    lists: Object.keys(old.lignes),
    blankRow: (/** @type {string} */ key, /** @type {number} */ rank) =>
      Object.fromEntries(Object.entries(old.lignes[key]).map(([name, text]) => [`${key}.${rank}.${name}`, text])),
    isComplete: () => true,
  };
}

/**
 * Lit un lien, sans rien changer à la page ; `fields` est `null` s'il vient d'une autre version (Python seul le mène
 * à celle d'aujourd'hui).
 * @param {HTMLElement} root @param {string} payload @returns {Promise<Received>}
 */
export async function readLink(root, payload) {
  const content = await decode(payload);
  const known = knowledge(root);
  const [tool, version] = content.m.split("@");
  if (version === known.version || tool !== known.tool) {
    const fields = fieldsOf(content, known);
    return { content, fields, sentence: sentenceOf(root, content, fields) };
  }
  if (!Object.hasOwn(known.old, version)) return { content, fields: null, sentence: "" }; // Python dira pourquoi
  const fields = fieldsOf(content, oldKnowledge(tool, known.old[version]));
  return { content, fields: null, sentence: sentenceOf(root, content, fields) };
}

/** Où en est le lien reçu : peint (vérification en cours), vérifié ou non, contesté, quitté (une valeur a changé).
 * @typedef {"aucun" | "peint" | "verifie" | "impossible" | "conteste" | "quitte" | "conteste-quitte"} LinkState */

/** L'état du lien reçu, le seul endroit qui le dit ; les feuilles de style le lisent. @param {HTMLElement} root @param {LinkState} state */
export function setLinkState(root, state) {
  root.dataset.lienRecu = state;
  document.documentElement.classList.remove("attend-lien");
  /** @type {HTMLElement} */ (root.querySelector("[data-recu-bloc]")).hidden = state === "aucun";
}

/** @param {HTMLElement} root @returns {LinkState} */
export const linkState = (root) => /** @type {LinkState} */ (root.dataset.lienRecu ?? "aucun");

/** Peint un lien lu : ses chiffres, tels qu'envoyés. @param {HTMLElement} root @param {Received} received */
export function paintLink(root, { content, sentence }) {
  put(root, "[data-recu-jour]", `${SENTENCES.asSent} ${day(content.d)}`);
  put(root, "[data-recu-etat]", SENTENCES.checking);
  put(root, "[data-recu-phrase]", content.v?.[2] ? `${SENTENCES.sketch} ${sentence}` : sentence);
  /** @type {HTMLElement} */ (root.querySelector("[data-recu-suite]")).replaceChildren();
  setLinkState(root, "peint");
}

/** Dit ce qu'il advient d'un lien peint. @param {HTMLElement} root @param {LinkState} state @param {string} words */
export function settle(root, state, words) {
  put(root, "[data-recu-etat]", words);
  setLinkState(root, state);
}

/** Peint le lien de l'adresse dès que la page le permet ; une erreur sera dite par tool.js. */
export async function paintEarly() {
  const payload = payloadOf(location.hash);
  if (!payload) return;
  const root = await toolRoot();
  const received = await readLink(root, payload).catch(() => null);
  if (received && !root.dataset.pret) paintLink(root, received);
}

/** L'outil, une fois que le document en a tout lu. @returns {Promise<HTMLElement>} */
function toolRoot() {
  return new Promise((resolve) => {
    const look = () => {
      const end = document.querySelector("[data-outil] [data-fin]");
      if (end) resolve(/** @type {HTMLElement} */ (end.closest("[data-outil]")));
      else if (document.readyState !== "complete") setTimeout(look, 10);
    };
    look();
  });
}

/** @param {HTMLElement} root @param {string} selector @param {string} text */
function put(root, selector, text) {
  const element = root.querySelector(selector);
  if (element) element.textContent = text;
}

/** @param {HTMLElement} root @param {import("./codec.js").Content} content @param {Record<string, string>} fields */
function sentenceOf(root, content, fields) {
  const [, version] = content.m.split("@");
  const templates = [...root.querySelectorAll("template[data-recu]")].map(
    (one) => /** @type {HTMLTemplateElement} */ (one),
  );
  const chosen = templates.find(
    ({ dataset }) => dataset.recu === version && Number(dataset.taille) === content.r.length,
  );
  return chosen ? fillSentence(chosen.content.textContent ?? "", content.r, new Map(Object.entries(fields))) : "";
}

/**
 * Remplit une phrase : `{rang:format:options}` (voir kit/link/received.py).
 * @param {string} text @param {number[]} numbers @param {Map<string, string>} fields
 */
export function fillSentence(text, numbers, fields) {
  return text.replace(/\{([^{}]+)\}/g, (_, slot) => {
    const [first, format, ...options] = slot.split(":");
    if (first === "champ") return fields.get(format) ?? "";
    const value = numbers[Number(first)];
    const other = numbers[Number(options[0])];
    if (format === "pct") return `${number(100 * value)}\u00a0%`;
    if (format === "nombre") return number(value);
    if (format === "plage") return both(number(value), number(other));
    if (format === "mots") return both(word(options[1], value), word(options[1], other));
    if (format === "nom") return fields.get(options[0].replace(".", `.${value}.`)) ?? "";
    if (format === "montant") return euros(value, Math.max(1, other)); // un lien forgé n’impose pas un pas infime
    if (format === "fourchette") return span(value, other);
    if (format === "euros") return euros(value, step(other, numbers[Number(options[1])]));
    throw new LinkError(UNREADABLE);
  });
}

/** @param {string} low @param {string} high */
const both = (low, high) => (low === high ? low : `${low} à ${high}`);

/** @param {string} words @param {number} rank */
const word = (words, rank) => words.split("|")[rank] ?? "";

/** L'entier le plus proche, à la française. `Intl` prend cent millisecondes d'un téléphone, la première fois. @param {number} value */
function number(value) {
  const digits = String(Math.abs(halfEven(value))).replace(/\B(?=(?:\d{3})+$)/g, "\u202f");
  return value < 0 && digits !== "0" ? `\u2212${digits}` : digits;
}

/** @param {number} value @param {number} by le pas d'arrondi */
const euros = (value, by) => `${number(halfEven(value / by) * by)}\u00a0€`;

/** « de 4 000 à 5 000 € », ou « 4 000 € ». @param {number} low @param {number} high */
function span(low, high) {
  const [first, last] = [low, high].map((value) => euros(value, step(low, high)));
  return first === last ? last : `de ${first.slice(0, -2)} à ${last}`;
}

/** L'entier le plus proche ; à égale distance, le pair, comme Python. @param {number} value */
function halfEven(value) {
  const low = Math.floor(value);
  return value - low === 0.5 ? low + Math.abs(low % 2) : Math.round(value);
}

/** Le pas d'arrondi qu'une fourchette autorise, comme kit.french.rounding_step. @param {number} low @param {number} high */
function step(low, high) {
  const gap = Math.abs(high - low);
  const width = gap || Math.max(Math.abs(low), Math.abs(high));
  if (!width) return 1;
  const exponent = Number(width.toExponential().split("e")[1]); // `log10` diffère d'un moteur à l'autre
  return 10 ** Math.max(0, exponent - (gap ? 1 : 2));
}

/** « 1er décembre 2026 ». @param {string} iso */
function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return `${date}${date === 1 ? "er" : ""}\u00a0${MONTHS[month - 1]} ${year}`;
}
