// Une zone de la réponse refaite : ce que le lecteur y a ouvert le reste, et il ne perd pas sa place au clavier.

const REACHED = "a[href], button, summary, [tabindex]";

/** @param {HTMLElement} zone @param {string} html */
export function refill(zone, html) {
  const open = [...zone.querySelectorAll("details")].map((fold) => fold.open);
  const place = [...zone.querySelectorAll(REACHED)].indexOf(/** @type {Element} */ (document.activeElement));
  zone.innerHTML = html;
  const folds = zone.querySelectorAll("details");
  if (folds.length === open.length) {
    for (const [rank, fold] of folds.entries()) fold.open = open[rank];
  }
  if (place < 0) return;
  const reached = [...zone.querySelectorAll(REACHED)].map((one) => /** @type {HTMLElement} */ (one));
  reached[Math.min(place, reached.length - 1)]?.focus({ preventScroll: true });
}
