// Les chiffres d'une situation, au dernier : le résultat complet, par l'ouvrier même du site, comparé par son empreinte
// à celui de CPython. Rend le nombre de réponses, et celles qui diffèrent, en entier.
import { ask } from "/assets/js/engine/engine.js";
import { finish } from "./fin.js";

const LIMIT = 60_000;
/** L'adresse porte le jour, et des octets que chaque compresseur écrit à sa façon. */
const LINK = /^ {2}"lien": .*$/m;

/** @param {string} text */
async function digest(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function run() {
  const name = new URLSearchParams(location.search).get("liens") ?? "";
  const asked = await (await fetch(name)).json();
  const found = { reponses: 0, autres: [] };
  for (const { outil, champs, empreinte } of asked) {
    const { texte, message } = await ask({ outil, champs, action: "exporter", sorte: "json" }, LIMIT);
    const text = message ?? texte.replace(LINK, "");
    if ((await digest(text)) !== empreinte) found.autres.push({ rang: found.reponses, texte: text });
    found.reponses += 1;
  }
  return found;
}

finish(run());
