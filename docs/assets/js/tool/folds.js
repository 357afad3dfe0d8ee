// Les replis d'une ligne, et les lignes qui en nomment une autre : ce que le formulaire dit de lui-même.

import { SENTENCES } from "../sentences.js";
import { choose, lists } from "./form.js";

/** Dit, sur chaque repli, ce qu'il contient. @param {HTMLFormElement} form */
export function showFolds(form) {
  for (const fold of form.querySelectorAll("[data-repli]")) {
    const mark = /** @type {HTMLElement} */ (fold.querySelector("[data-repli-contenu]"));
    const text = [...fold.querySelectorAll(".champ")].map(contentOf).filter(Boolean).join(" · ");
    if (mark.textContent !== text) mark.textContent = text;
  }
}

/** Un champ en quelques mots ; rien s'il vaut zéro ou non. @param {Element} field */
function contentOf(field) {
  const label = field.querySelector("legend, label")?.firstChild?.textContent?.trim() ?? "";
  const box = /** @type {HTMLInputElement | null} */ (field.querySelector("input[type=checkbox]"));
  if (box) return box.checked ? label : "";
  const inputs = [...field.querySelectorAll("input")];
  const middle = inputs[Math.floor(inputs.length / 2)];
  const value = middle?.value.trim() ?? "";
  if (value === "") return middle?.dataset.facultatif === undefined ? "" : `${label}\u00a0: ${SENTENCES.toComplete}`;
  const unit = field.querySelector(".unite")?.textContent?.trim() ?? "";
  return value === "0" ? "" : `${label} ${value}${unit ? `\u00a0${unit}` : ""}`;
}

/** Propose, dans chaque champ qui nomme une autre ligne, les noms des autres ; un nom changé y est suivi. @param {HTMLFormElement} form */
export function offerSiblings(form) {
  for (const list of lists(form)) {
    const names = /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll("[data-rangee] [data-nom]")]);
    const renamed = new Map();
    for (const input of names) {
      if (input.dataset.avant && input.dataset.avant !== input.value) renamed.set(input.dataset.avant, input.value);
      input.dataset.avant = input.value;
    }
    for (const select of list.querySelectorAll("[data-rangee] select[data-autre-ligne]")) {
      const own = /** @type {HTMLInputElement | null} */ (select.closest("[data-rangee]")?.querySelector("[data-nom]"));
      const wanted = renamed.get(/** @type {HTMLSelectElement} */ (select).value) ?? /** @type {any} */ (select).value;
      const others = names.filter((one) => one !== own && one.value).map((one) => one.value);
      choose(/** @type {HTMLSelectElement} */ (select), wanted, others);
    }
  }
}
