// L'adresse de la page : ouvrir le lien qu'elle porte, dire s'il tient encore, ou revenir aux valeurs de l'onglet.
import { ask } from "../engine/engine.js";
import { LinkError, payloadOf } from "../link/codec.js";
import { linkState, paintLink, readLink, setLinkState, settle } from "../link/received.js";
import { SENTENCES } from "../sentences.js";
import { DAMAGED } from "../shapes.js";
import { setAside, storedFields, tellNote } from "./aside.js";
import { showErrors } from "./form.js";
import { resume, showProgress } from "./groups.js";

/** @typedef {import("./tool.js").Tool} Tool */

const LONGEST_ANCHOR = 80;

/** Met les champs en accord avec l'adresse : un lien, sinon les valeurs de cet onglet, sinon l'exemple. @param {Tool} tool */
export async function followAddress(tool) {
  const anchor = location.hash.length > 1 && location.hash.length < LONGEST_ANCHOR;
  const payload = payloadOf(location.hash) ?? (anchor ? null : location.hash.slice(1));
  if (!payload && anchor) return; // une ancre de la page : rien à ouvrir, rien à perdre
  const turn = ++tool.turn; // toute réponse encore attendue est dépassée
  tool.forgetGesture();
  tool.say("");
  if (!payload) {
    forgetLink(tool);
    const kept = storedFields(tool);
    tool.setForm(kept ?? tool.defaults);
    showProgress(tool.form);
    if (kept) {
      resume(tool.form);
      tool.compute();
    } else showExample(tool);
    return;
  }
  try {
    const received = await readLink(tool.root, payload);
    if (turn !== tool.turn) return;
    paintLink(tool.root, received);
    if (received.fields) receive(tool, received.fields);
    tellNote(tool);
    tool.compute(payload);
  } catch (error) {
    const sentence = error instanceof LinkError ? error.message : String(error);
    if (turn !== tool.turn) return;
    if (sentence === DAMAGED) await mendLink(tool, turn);
    else refuseLink(tool, sentence);
  }
}

/** Un lien abîmé en chemin : Python le retrouve s'il le peut, et l'adresse redevient la sienne. @param {Tool} tool @param {number} turn */
async function mendLink(tool, turn) {
  const reply = await ask({ action: "reparer", texte: location.href }, tool.limit).catch(() => null);
  if (turn !== tool.turn) return;
  const payload = reply?.ok ? reply.charges[0] : "";
  if (!payload || payload === payloadOf(location.hash)) return refuseLink(tool, DAMAGED);
  history.replaceState(history.state, "", `${location.pathname}${location.search}#${payload}`);
  await followAddress(tool);
}

/** Un lien ne fait pas perdre ce qu'on avait saisi : on peut le reprendre. @param {Tool} tool @param {import("./form.js").Fields} sent */
function receive(tool, sent) {
  tool.setForm(sent);
  offerOwn(tool, sent);
}

/** Met de côté les valeurs de l'onglet, si elles diffèrent de celles qu'on vient de mettre. @param {Tool} tool @param {import("./form.js").Fields} shown */
function offerOwn(tool, shown) {
  const own = storedFields(tool);
  if (own && Object.entries(own).some(([name, text]) => shown[name] !== text)) setAside(tool, own);
}

/** Python relit le lien et dit s'il tient encore ; s'il le refuse, la page par défaut revient. @param {Tool} tool @param {string} payload @param {number} turn */
export async function checkLink(tool, payload, turn) {
  const reply = await ask({ outil: tool.name, action: "ouvrir", charge: payload }, tool.limit);
  if (turn !== tool.turn) return false;
  if (!reply.ok) {
    refuseLink(tool, reply.message);
    return false;
  }
  receive(tool, reply.champs);
  settle(tool.root, reply.conteste ? "conteste" : "verifie", reply.etat);
  tool.find("[data-recu-suite]").innerHTML = reply.html;
  return true;
}

/** Un lien illisible : une phrase, et la page par défaut. @param {Tool} tool @param {string} sentence */
function refuseLink(tool, sentence) {
  forgetLink(tool);
  tool.setForm(tool.defaults);
  offerOwn(tool, tool.defaults);
  tool.say(sentence, true);
  showExample(tool);
}

/** Les champs sont ceux de l'exemple : la réponse et la page du conseil aussi, recalculées si elles ont changé. @param {Tool} tool */
function showExample(tool) {
  if (tool.turn === 1) return; // la page vient d'arriver : c'est ce qu'elle montre
  tool.state(tool.exampleState);
  if (tool.computed) tool.compute();
  else {
    tool.find(".conseil").classList.remove("perime");
    tool.find("[data-resultat]").classList.remove("ancien");
    showErrors(tool.form, {});
  }
}

/** Une valeur du lien reçu a changé : il reste affiché, sans rien faire bouger, mais la réponse n'est plus la sienne. @param {Tool} tool */
export function leaveLink(tool) {
  const state = linkState(tool.root);
  if (["aucun", "quitte", "conteste-quitte"].includes(state)) return;
  settle(tool.root, state === "conteste" ? "conteste-quitte" : "quitte", SENTENCES.linkLeft);
}

/** La page ne montre plus un lien reçu. @param {Tool} tool */
export function forgetLink(tool) {
  setLinkState(tool.root, "aucun");
}
