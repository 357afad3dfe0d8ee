// Lit la charge utile d'un lien (Python seul l'écrit, voir kit/link/codec.py) et en tire les champs du formulaire.
// Ne connaît aucun nom de champ : ce qu'un lien peut nommer est ce que le formulaire contient déjà.

import {
  BASE,
  BIGGEST,
  DAMAGED,
  DAY,
  FOREIGN,
  MAX_DECODED,
  MAX_ENCODED,
  MODEL,
  MOST_NUMBERS,
  MOST_VALUES,
  NAME,
  PAYLOAD,
  TOO_LONG,
  UNKNOWN_BASE,
  UNREADABLE,
} from "../shapes.js";

export class LinkError extends Error {}

/** @typedef {{ m: string, d: string, p?: string, e: Record<string, any>, r: number[], v?: number[] }} Content */

/** La charge utile de l'adresse, ou `null` si le fragment n'en est pas une. @param {string} hash */
export function payloadOf(hash) {
  const text = readableHash(hash);
  if (!/^\d+(?:\.|$)/.test(text)) return null;
  // Une messagerie ajoute parfois quelque chose après le lien : rien de ce que l'alphabet d'un lien contient.
  return text.replace(/[^A-Za-z0-9_.-].*$/s, "").replace(/[._-]+$/, "");
}

/** Le fragment d'une adresse, sans son « # » ni ce qu'une messagerie y a récrit. @param {string} hash */
export function readableHash(hash) {
  let text = hash.replace(/^#/, "");
  for (let turn = 0; turn < 4 && text.includes("%"); turn++) text = decodeOnce(text);
  return text.replace(/^[#\s\u200b\ufeff]+/, "");
}

/** Une messagerie a pu mettre le lien dans les paramètres de l'adresse (« ?utm_source=x%231.… ») : il reprend sa place. */
export function repairAddress() {
  const [, before, after] = /^(.*?)%(?:25)*23((?:\d+|deux)\..*)$/.exec(location.search) ?? [];
  if (after && location.hash === "") history.replaceState(history.state, "", `${location.pathname}${before}#${after}`);
}

/** Un texte dont les « %23 » d'une messagerie sont défaits ; tel quel s'il n'est pas lisible ainsi. @param {string} text */
function decodeOnce(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {string} payload @returns {Promise<Content>} */
export async function decode(payload) {
  if (payload.length > MAX_ENCODED) throw new LinkError(TOO_LONG);
  const cut = payload.lastIndexOf(".");
  if (!PAYLOAD.test(payload) || crc32(payload.slice(0, cut)) !== payload.slice(cut + 1)) throw new LinkError(DAMAGED);
  try {
    const content = JSON.parse(await inflate(payload.slice(2, cut)));
    if (!isContent(content)) throw new Error("forme");
    return content;
  } catch {
    throw new LinkError(UNREADABLE);
  }
}

/** @param {unknown} value */
const isPlain = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const KEYS = ["m", "d", "p", "e", "r", "v"];

/** Les mêmes règles de forme que kit/link/codec.py. @param {any} content */
function isContent(content) {
  if (!isPlain(content) || !Object.keys(content).every((key) => KEYS.includes(key))) return false;
  const { m, d, p, e, r } = content;
  return (
    typeof m === "string" &&
    MODEL.test(m) &&
    isDay(d) &&
    (!Object.hasOwn(content, "p") || (typeof p === "string" && BASE.test(p))) &&
    isPlain(e) &&
    Object.entries(e).every(([key, value]) => NAME.test(key) && isEntry(value)) &&
    Array.isArray(r) &&
    r.length > 0 &&
    r.length <= MOST_NUMBERS &&
    r.every(isNumber) &&
    (!Object.hasOwn(content, "v") || areCounts(content.v))
  );
}

/** Trois nombres entiers, de 0 à MOST_VALUES. @param {unknown} counts */
const areCounts = (counts) =>
  Array.isArray(counts) &&
  counts.length === 3 &&
  counts.every((n) => Number.isInteger(n) && n >= 0 && n <= MOST_VALUES);

/** @param {unknown} text */
function isDay(text) {
  if (typeof text !== "string" || !DAY.test(text) || text.startsWith("0000")) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** @param {unknown} value */
const isNumber = (value) => typeof value === "number" && Math.abs(value) <= BIGGEST;

/** @param {unknown} value */
const isValue = (value) =>
  value === null ||
  ["string", "number", "boolean"].includes(typeof value) ||
  (Array.isArray(value) && value.length <= 3 && value.every(isNumber));

/** @param {unknown} value */
function isEntry(value) {
  if (!Array.isArray(value) || !isPlain(value[0])) return isValue(value);
  return value.every(
    (row) => isPlain(row) && Object.entries(row).every(([key, part]) => NAME.test(key) && isValue(part)),
  );
}

/** @param {string} text */
function crc32(text) {
  let crc = -1;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ((crc ^ -1) >>> 0).toString(16).padStart(8, "0");
}

/** `null` dans un navigateur d'avant 2023, qui ne sait pas décompresser ainsi. */
function decompression() {
  try {
    return new DecompressionStream("deflate-raw");
  } catch {
    return null;
  }
}

/** @param {Uint8Array} bytes */
async function inflateWithout(bytes) {
  const { inflateSync } = await import("./inflate.js");
  const whole = inflateSync(bytes, { out: new Uint8Array(MAX_DECODED) });
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(whole);
}

/** @param {string} encoded */
async function inflate(encoded) {
  const bytes = Uint8Array.from(atob(encoded.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
  const stream = decompression();
  if (!stream) return inflateWithout(bytes);
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > MAX_DECODED) {
      await reader.cancel();
      throw new Error("trop grand");
    }
    text += decoder.decode(value, { stream: true });
  }
}

/**
 * Les champs du formulaire (nom → texte) que décrit un lien.
 * @param {Content} content
 * @param {{ tool: string, defaults: Record<string, string>, presets: Record<string, Record<string, string>>, lists: string[],
 *   blankRow: (list: string, rank: number) => Record<string, string> | null,
 *   isComplete: (fields: Record<string, string>) => boolean }} known
 */
export function fieldsOf(content, known) {
  if (content.m.split("@")[0] !== known.tool) throw new LinkError(FOREIGN);
  const base =
    content.p === undefined ? known.defaults : Object.hasOwn(known.presets, content.p) && known.presets[content.p];
  if (!base) throw new LinkError(UNKNOWN_BASE);
  const fields = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(content.e)) {
    if (!known.lists.includes(key)) applyValue(fields, key, value);
    else if (Array.isArray(value) && value.every(isPlain))
      applyRows(fields, key, value, content.p !== undefined, known);
    else throw new LinkError(UNREADABLE);
  }
  const filled = Object.fromEntries(fields);
  if (!known.isComplete(filled)) throw new LinkError(UNREADABLE);
  return filled;
}

/**
 * @param {Map<string, string>} fields @param {string} list @param {Record<string, any>[]} rows
 * @param {boolean} byRank @param {{ blankRow: (list: string, rank: number) => Record<string, string> | null }} known
 */
function applyRows(fields, list, rows, byRank, known) {
  for (const name of [...fields.keys()]) {
    const [head, rank] = name.split(".");
    if (head === list && (!byRank || Number(rank) >= rows.length)) fields.delete(name);
  }
  for (const [rank, row] of rows.entries()) {
    const blank = known.blankRow(list, rank);
    if (!blank) throw new LinkError(UNREADABLE);
    for (const [name, text] of Object.entries(blank)) if (!fields.has(name)) fields.set(name, text);
    for (const [key, value] of Object.entries(row)) applyValue(fields, `${list}.${rank}.${key}`, value);
  }
}

/** Écrit une valeur ; un nombre seul vaut pour les trois points. @param {Map<string, string>} fields @param {string} name @param {any} value */
function applyValue(fields, name, value) {
  if (fields.has(name)) fields.set(name, textOf(value));
  else if (fields.has(`${name}.1`)) {
    for (const part of [0, 1, 2]) fields.set(`${name}.${part}`, textOf(Array.isArray(value) ? value[part] : value));
  } else throw new LinkError(UNREADABLE);
}

/** Sans exposant, « 1e-7 » ne se saisit pas ; les mêmes chiffres que kit.french.format_input. @param {number} value */
function numberText(value) {
  const [mantissa, exponent] = String(value).split("e-");
  if (exponent === undefined) return mantissa;
  const digits = mantissa.replace(/[-.]/g, "");
  return `${value < 0 ? "-" : ""}0.${"0".repeat(Number(exponent) - 1)}${digits}`;
}

/** Un texte comme kit.declare.clean_text le rend : NFC, sans contrôle ni sens de lecture, espaces simples. @param {string} raw */
function cleanText(raw) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ceux que Python tient pour des espaces
  const spaces = /[\s\x1c-\x1f\x85]+/g;
  const visible = raw.replaceAll("\ufeff", "").replace(spaces, " ").replace(/\p{C}/gu, "");
  return visible.replace(spaces, " ").normalize("NFC").trim();
}

/** @param {any} value */
function textOf(value) {
  if (typeof value === "number") {
    const text = numberText(value).replace(".", ",");
    return /^-?[1-9]\d{0,2},\d{3}$/.test(text) ? `${text}0` : text; // « 1,125 » se lirait aussi 1 125
  }
  if (typeof value === "boolean") return value ? "oui" : "non";
  if (typeof value === "string") return cleanText(value);
  if (value === null) return ""; // une question sans réponse
  throw new LinkError(UNREADABLE);
}
