// Un long formulaire : son plan, ce qu'il reste à dire dans chaque partie, et une partie à la fois sur un écran étroit.
import { SENTENCES } from "../sentences.js";

/** Les parties : les groupes de questions, puis les lignes. @param {ParentNode} form */
const partsOf = (form) =>
  /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-groupe], [data-liste] > [data-rangee]")]);

/** @param {ParentNode} form */
const groupsOf = (form) => /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-groupe]")]);

/** Le nom d'une partie : son titre, ou le nom donné à la ligne. @param {HTMLElement} part */
const titleOf = (part) =>
  part.querySelector("h2")?.textContent ??
  /** @type {HTMLInputElement | null} */ (part.querySelector("[data-nom]"))?.value;

/** Ce qui attend encore une réponse dans une partie. @param {HTMLElement} part */
function leftIn(part) {
  const asked = [...part.querySelectorAll(".champ")].map((field) => [...field.querySelectorAll("input")]);
  return asked.filter((inputs) => {
    if (inputs[0]?.type === "radio") return !inputs.some((input) => input.checked);
    return inputs[0]?.type === "text" && inputs[Math.floor(inputs.length / 2)].value.trim() === "";
  }).length;
}

/** @param {HTMLFormElement} form */
export function initGroups(form) {
  const plan = /** @type {HTMLDetailsElement | null} */ (form.querySelector("[data-plan]"));
  if (plan) plan.open = matchMedia("(min-width: 60em)").matches;
  form.classList.toggle("par-groupes", groupsOf(form).length > 1);
  show(form, 0);
  form.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-groupe-aller], [data-partie-aller]");
    if (!(button instanceof HTMLElement)) return;
    const here = groupsOf(form).findIndex((group) => group.contains(button));
    goTo(form, Number(button.dataset.partieAller ?? here + Number(button.dataset.groupeAller)));
  });
}

/** Mène à une partie. @param {HTMLFormElement} form @param {number} rank */
function goTo(form, rank) {
  const part = partsOf(form)[rank];
  show(form, rank);
  part.scrollIntoView({ block: "start" });
  /** @type {HTMLElement | null} */ (part.querySelector("input:not([type=hidden])"))?.focus({ preventScroll: true });
}

/** @param {ParentNode} form @param {number} rank */
function show(form, rank) {
  const groups = groupsOf(form);
  if (!groups[rank]) return;
  for (const [index, group] of groups.entries()) {
    group.classList.toggle("groupe-ouvert", index === rank);
    for (const button of group.querySelectorAll("[data-groupe-aller]")) {
      const target = index + Number(/** @type {HTMLElement} */ (button).dataset.groupeAller);
      /** @type {HTMLButtonElement} */ (button).disabled = target < 0 || target >= groups.length;
    }
  }
  mark(form);
}

/** Dit où l'on en est, en tout et par partie. @param {HTMLFormElement} form */
export function showProgress(form) {
  const said = form.querySelector("[data-progres]");
  const questions = [...form.querySelectorAll("[data-groupe] [data-reponse]")];
  const answered = questions.filter((question) => question.querySelector("input:checked")).length;
  if (said && questions.length > 0)
    write(said, `${answered} réponse${answered > 1 ? "s" : ""} sur ${questions.length}`);
  const list = form.querySelector("[data-plan] ol");
  const parts = partsOf(form);
  if (!list) return;
  while (list.children.length > parts.length) list.lastElementChild?.remove();
  while (list.children.length < parts.length)
    list.append(/** @type {Element} */ (list.firstElementChild).cloneNode(true));
  for (const [rank, part] of parts.entries()) {
    const button = /** @type {HTMLElement} */ (list.children[rank].firstElementChild);
    const left = leftIn(part);
    button.dataset.partieAller = String(rank);
    write(/** @type {Element} */ (button.firstElementChild), titleOf(part) ?? "");
    write(/** @type {Element} */ (button.lastElementChild), left ? `${left} ${SENTENCES.left}` : SENTENCES.whole);
    const next = part.querySelector('[data-groupe-aller="1"]');
    if (next) write(next, left ? SENTENCES.skip : SENTENCES.next);
  }
  mark(form);
}

/** Montre dans le plan la partie ouverte. @param {ParentNode} form */
function mark(form) {
  for (const [rank, part] of partsOf(form).entries()) {
    const button = form.querySelector("[data-plan] ol")?.children[rank]?.firstElementChild;
    button?.setAttribute("aria-current", String(part.classList.contains("groupe-ouvert")));
  }
}

/** Reprend là où l'on s'était arrêté : la première partie à laquelle il manque une réponse. @param {HTMLFormElement} form */
export function resume(form) {
  const rank = groupsOf(form).findIndex(leftIn);
  if (rank > 0) show(form, rank);
}

/** @param {Element} element @param {string} text */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Ouvre la partie qui contient un champ. @param {Element} control */
export function openGroup(control) {
  const group = /** @type {HTMLElement | null} */ (control.closest("[data-groupe]"));
  const form = control.closest("form");
  if (group && form) show(form, groupsOf(form).indexOf(group));
}
