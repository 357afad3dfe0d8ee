// La barre au pied d'un petit écran : le verdict toujours en vue, un bouton qui mène à la réponse, puis aux questions.

/** @typedef {import("./tool.js").Tool} Tool */

/** Une hauteur de clavier : en dessous, c'est la barre d'adresse du navigateur qui bouge. */
const KEYBOARD = 120;

/** @param {Tool} tool */
export function initFoot(tool) {
  const bar = tool.find("[data-pied]");
  const heading = tool.find("[data-titre-reponse]");
  bar.hidden = false;
  const watch = new IntersectionObserver(
    ([answer]) => {
      bar.dataset.pied = answer.isIntersecting ? "questions" : "reponse";
    },
    { rootMargin: "-45% 0px -45% 0px" },
  );
  watch.observe(tool.find("[data-resultat]"));
  let back = 0;
  tool.find("[data-vers-reponse]").addEventListener("click", () => {
    back = scrollY;
    goTo(heading);
  });
  tool.find("[data-vers-questions]").addEventListener("click", () => {
    if (back) scrollTo(0, back);
    else goTo(tool.form);
    back = 0;
  });
  visualViewport?.addEventListener("resize", () => {
    const seen = (visualViewport?.height ?? innerHeight) * (visualViewport?.scale ?? 1);
    bar.classList.toggle("efface", innerHeight - seen > KEYBOARD);
  });
  sayFoot(tool);
}

/** Met dans la barre le verdict affiché, en une ligne. @param {Tool} tool */
export function sayFoot(tool) {
  const verdict = tool.find(".verdict");
  tool.find("[data-pied-verdict]").textContent = verdict.dataset.court || verdict.textContent;
}

/** Amène la réponse en vue, là où elle est sous le formulaire. @param {Tool} tool */
export function showAnswer(tool) {
  if (getComputedStyle(tool.find("[data-pied]")).display !== "none") goTo(tool.find("[data-titre-reponse]"));
}

/** @param {HTMLElement} target */
function goTo(target) {
  target.scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
}
