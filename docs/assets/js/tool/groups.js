// Un long formulaire, par parties : une à la fois sur un écran étroit, toutes ailleurs ; et où l'on en est.

/** @param {HTMLFormElement} form */
export function initGroups(form) {
  const groups = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-groupe]")]);
  if (groups.length < 2) return;
  form.classList.add("par-groupes");
  show(groups, 0);
  form.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-groupe-aller]");
    if (!(button instanceof HTMLElement)) return;
    const rank = groups.findIndex((group) => group.contains(button)) + Number(button.dataset.groupeAller);
    show(groups, rank);
    groups[rank].scrollIntoView({ block: "start" });
    groups[rank].querySelector("input")?.focus({ preventScroll: true });
  });
}

/** @param {HTMLElement[]} groups @param {number} rank */
function show(groups, rank) {
  for (const [index, group] of groups.entries()) {
    group.classList.toggle("groupe-ouvert", index === rank);
    for (const button of group.querySelectorAll("[data-groupe-aller]")) {
      const target = index + Number(/** @type {HTMLElement} */ (button).dataset.groupeAller);
      /** @type {HTMLButtonElement} */ (button).disabled = target < 0 || target >= groups.length;
    }
  }
}

/** Dit combien de questions ont une réponse. @param {HTMLFormElement} form */
export function showProgress(form) {
  const mark = form.querySelector("[data-progres]");
  if (!mark) return;
  const questions = [...form.querySelectorAll("[data-groupe] [data-reponse]")];
  const answered = questions.filter((question) => question.querySelector("input:checked")).length;
  const text = `${answered} réponse${answered > 1 ? "s" : ""} sur ${questions.length}`;
  if (mark.textContent !== text) mark.textContent = text;
}

/** Ouvre la partie qui contient un champ. @param {Element} control */
export function openGroup(control) {
  const group = control.closest("[data-groupe]");
  if (!group?.parentElement) return;
  const groups = /** @type {HTMLElement[]} */ ([...group.parentElement.querySelectorAll("[data-groupe]")]);
  show(groups, groups.indexOf(/** @type {HTMLElement} */ (group)));
}
