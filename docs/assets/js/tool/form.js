// Le formulaire d'un outil, sans en connaître les champs : lire, remplir, lignes, erreurs.

import { NUMBER } from "../shapes.js";
import { openGroup } from "./groups.js";

/** @typedef {Record<string, string>} Fields */

const SPACES = /[\s\u00a0\u202f\u2007\u2009\u200a]+/g;

/** @param {ParentNode} root @returns {(HTMLInputElement | HTMLSelectElement)[]} */
export const controls = (root) =>
  [...root.querySelectorAll("input[name], select[name]")].map((e) => /** @type {any} */ (e));

/** Nom → texte de chaque champ ; une question sans réponse vaut "". @param {ParentNode} root @returns {Fields} */
export const readForm = (root) => read(root, (control) => [control.value, /** @type {any} */ (control).checked]);

/** Nom → texte de chaque champ, tel que la page l'a écrit, avant toute saisie. @param {ParentNode} root @returns {Fields} */
export const readInitial = (root) =>
  read(root, (control) => {
    if (control instanceof HTMLInputElement) return [control.defaultValue, control.defaultChecked];
    const options = [...control.options];
    return [(options.find((one) => one.defaultSelected) ?? options[0])?.value ?? "", false];
  });

/**
 * @param {ParentNode} root
 * @param {(control: HTMLInputElement | HTMLSelectElement) => [string, boolean]} said valeur d'un champ, et s'il est coché
 */
function read(root, said) {
  /** @type {Fields} */
  const fields = {};
  for (const control of controls(root)) {
    const [value, checked] = said(control);
    if (control.type === "radio") {
      fields[control.name] ??= "";
      if (checked) fields[control.name] = control.value;
    } else fields[control.name] = control.type === "checkbox" ? (checked ? "oui" : "non") : value;
  }
  return fields;
}

/** Remplit les champs, après avoir ajusté le nombre de lignes. @param {HTMLFormElement} form @param {Fields} fields */
export function fillForm(form, fields) {
  for (const list of lists(form)) {
    const ranks = Object.keys(fields)
      .map((name) => name.split("."))
      .filter(([head]) => head === list.dataset.rangees);
    const count = Math.max(0, ...ranks.map(([, rank]) => Number(rank) + 1));
    while (rows(list).length > count) rows(list).at(-1)?.remove();
    while (rows(list).length < count) blankLine(list);
    renumber(list);
  }
  for (const control of controls(form)) {
    const text = Object.hasOwn(fields, control.name) ? fields[control.name] : undefined;
    if (text === undefined) continue;
    if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = text === "oui";
    else if (control instanceof HTMLInputElement && control.type === "radio") control.checked = control.value === text;
    else if (control.dataset.autreLigne === undefined) control.value = text;
    else choose(/** @type {HTMLSelectElement} */ (control), text);
  }
}

/** Donne à un champ ces choix, et celui qu'il a, même s'il n'existe plus : Python le dira. @param {HTMLSelectElement} select @param {string} wanted @param {string[]} [others] */
export function choose(select, wanted, others = []) {
  const shown = new Set(wanted ? [...others, wanted] : others);
  const before = [...select.options].slice(1).map((one) => one.value);
  if (before.join("\n") !== [...shown].join("\n")) {
    const options = [...shown].map((value) =>
      Object.assign(document.createElement("option"), { value, textContent: value }),
    );
    select.replaceChildren(/** @type {Element} */ (select.firstElementChild), ...options);
  }
  select.value = wanted;
}

/** @param {HTMLFormElement} form @returns {HTMLElement[]} */
export const lists = (form) => [...form.querySelectorAll("[data-rangees]")].map((e) => /** @type {HTMLElement} */ (e));

/** @param {HTMLElement} list @returns {HTMLElement[]} */
const rows = (list) => [...list.querySelectorAll("[data-rangee]")].map((e) => /** @type {HTMLElement} */ (e));

/** Ajoute une ligne au défaut de chaque champ. @param {HTMLElement} list */
function blankLine(list) {
  const template = /** @type {HTMLTemplateElement} */ (list.querySelector("[data-rangee-neuve]"));
  const row = /** @type {HTMLElement} */ (template.content.querySelector("[data-rangee]")?.cloneNode(true));
  list.querySelector("[data-liste]")?.append(row);
  renumber(list);
  return row;
}

/** @param {HTMLElement} list @param {HTMLElement} row */
export function removeRow(list, row) {
  row.remove();
  renumber(list);
}

/** Remet rangs, noms et identifiants en ordre, et borne l'ajout et le retrait. @param {HTMLElement} list */
export function renumber(list) {
  const all = rows(list);
  const key = list.dataset.rangees;
  for (const [rank, row] of all.entries()) {
    if (row.dataset.rangee !== String(rank)) rename(row, `${key}.${row.dataset.rangee}.`, `${key}.${rank}.`);
    row.dataset.rangee = String(rank);
    const number = row.querySelector("[data-numero]");
    if (number) number.textContent = String(rank + 1);
    setDisabled(row.querySelector("[data-retirer]"), all.length <= Number(list.dataset.min));
    setDisabled(row.querySelector("[data-dupliquer]"), all.length >= Number(list.dataset.max));
  }
  setDisabled(list.querySelector("[data-ajouter]"), all.length >= Number(list.dataset.max));
}

/** @param {HTMLElement} row @param {string} old @param {string} now ce qui commence les noms de ses champs */
function rename(row, old, now) {
  for (const element of row.querySelectorAll("*")) {
    for (const attribute of ["id", "name", "for", "aria-describedby"]) {
      const value = element.getAttribute(attribute);
      if (value?.includes(old)) element.setAttribute(attribute, value.replaceAll(old, now));
    }
  }
}

/** @param {Element | null} button @param {boolean} disabled */
function setDisabled(button, disabled) {
  if (button instanceof HTMLButtonElement) button.disabled = disabled;
}

/** Les champs d'une ligne neuve de rang `rank`, ou `null` si la liste n'existe pas ou est pleine. @param {HTMLFormElement} form */
export function blankRow(form, /** @type {string} */ key, /** @type {number} */ rank) {
  const list = lists(form).find((element) => element.dataset.rangees === key);
  const template = /** @type {HTMLTemplateElement | null | undefined} */ (list?.querySelector("[data-rangee-neuve]"));
  if (!list || !template || rank >= Number(list.dataset.max)) return null;
  const marker = template.content.querySelector("[data-rangee]")?.getAttribute("data-rangee") ?? "";
  const entries = Object.entries(readForm(template.content));
  return Object.fromEntries(entries.map(([name, text]) => [name.replace(marker, String(rank)), text]));
}

/** Vrai si ces champs tiennent dans le formulaire : nombres dans leurs bornes, listes ni trop courtes ni trop longues. @param {HTMLFormElement} form @param {Fields} fields */
export function isComplete(form, fields) {
  const copy = /** @type {HTMLFormElement} */ (form.cloneNode(true));
  fillForm(copy, fields);
  const sized = lists(copy).every((list) => {
    const count = rows(list).length;
    return count >= Number(list.dataset.min) && count <= Number(list.dataset.max);
  });
  return sized && Object.keys(checkNumbers(copy)).length === 0;
}

/** Montre les phrases d'erreur près des champs, et leur résumé. @param {HTMLFormElement} form @param {Fields} errors @param {Record<string, string[]>} [readings] */
export function showErrors(form, errors, readings = {}) {
  for (const control of controls(form)) control.removeAttribute("aria-invalid");
  for (const element of form.querySelectorAll(".erreur")) {
    const text = errors[element.id.slice(2)] ?? "";
    const ways = readings[element.id.slice(2)] ?? [];
    if (element.firstChild?.textContent !== text || element.childElementCount !== ways.length)
      element.replaceChildren(text, ...ways.map((way) => choice(element.id.slice(2), way)));
    /** @type {HTMLElement} */ (element).hidden = text === "";
  }
  for (const name of Object.keys(errors)) {
    const control = form.querySelector(`[name="${CSS.escape(name)}"]`);
    control?.setAttribute("aria-invalid", "true");
    control?.closest("details")?.setAttribute("open", "");
    if (control) openGroup(control);
  }
  showSummary(form, errors);
}

/** Un nombre qui se lit de deux façons : un bouton par lecture. @param {string} name @param {string} way */
function choice(name, way) {
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "bouton",
    textContent: way,
  });
  button.addEventListener("click", () => {
    const field = /** @type {HTMLInputElement} */ (document.getElementById(`c-${name}`));
    field.value = way;
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return button;
}

/** @param {HTMLFormElement} form @param {Fields} errors */
function showSummary(form, errors) {
  const summary = /** @type {HTMLElement} */ (form.querySelector("[data-erreurs]"));
  const items = Object.entries(errors).map(([name, text]) => {
    const item = document.createElement("li");
    const link = document.createElement("button");
    link.type = "button";
    link.className = "lien";
    link.textContent = text;
    link.addEventListener("click", () => document.getElementById(`c-${name}`)?.focus());
    item.append(link);
    return item;
  });
  const list = document.createElement("ul");
  list.append(...items);
  summary.replaceChildren(...(items.length > 0 ? [list] : []));
  summary.hidden = items.length === 0;
}

/** La marque des valeurs confirmées qui vaut pour ce champ. @param {Element} field @returns {HTMLInputElement | null | undefined} */
export const marksOf = (field) =>
  (field.closest("[data-rangee]") ?? field.closest("form"))?.querySelector("[data-confirmees]");

/** Une valeur qu'un autre outil avait mesurée, et que l'on change, n'est plus mesurée. @param {HTMLInputElement} field */
export function forgetMeasured(field) {
  const marks = marksOf(field);
  const name = field.name.replace(/\.\d$/, "");
  const key = name.slice(name.lastIndexOf(".") + 1);
  if (marks)
    marks.value = marks.value
      .split(" ")
      .filter((mark) => !mark.startsWith(`${key}:`))
      .join(" ");
}

/** Contrôle des nombres avant que Python soit prêt : la phrase vient de la déclaration. @param {HTMLFormElement} form */
export function checkNumbers(form) {
  /** @type {Fields} */
  const errors = {};
  for (const input of form.querySelectorAll("input[data-nombre]")) {
    const { name, value, dataset } = /** @type {HTMLInputElement} */ (input);
    const text = value
      .replace(SPACES, " ")
      .replace("−", "-")
      .trim()
      .replace(/ ?[€%]$/, "");
    const number = Number(text.replace(/[ '’]/g, "").replace(",", "."));
    const inside = Number.isNaN(number) || (number >= Number(dataset.mini) && number <= Number(dataset.maxi));
    const optional = text === "" && dataset.facultatif !== undefined;
    if (!optional && !(NUMBER.test(text) && inside)) errors[name] = dataset.accepte ?? "";
  }
  return errors;
}
