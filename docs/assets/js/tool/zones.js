// Une zone de la réponse refaite : ce que le lecteur y a ouvert le reste, et il ne perd pas sa place au clavier.

const REACHED = "a[href], button, summary, [tabindex]";

/** Ce qui nomme un repli d'une réponse à la suivante : sa question, ou son rang dans celle où il est. @param {Element} fold */
function nameOf(fold) {
  const title = fold.querySelector(":scope > summary > h3");
  const around = fold.parentElement?.closest("details, [data-zone]");
  if (title || !around) return title?.id ?? "";
  return `${around.querySelector("h3")?.id} ${[...around.querySelectorAll("details")].indexOf(/** @type {any} */ (fold))}`;
}

/** @param {HTMLElement} zone @param {string} html */
export function refill(zone, html) {
  const open = new Set([...zone.querySelectorAll("details[open]")].map(nameOf));
  const place = [...zone.querySelectorAll(REACHED)].indexOf(/** @type {Element} */ (document.activeElement));
  zone.innerHTML = html;
  for (const fold of zone.querySelectorAll("details")) fold.open = open.has(nameOf(fold));
  if (place < 0) return;
  const reached = [...zone.querySelectorAll(REACHED)].map((one) => /** @type {HTMLElement} */ (one));
  reached[Math.min(place, reached.length - 1)]?.focus({ preventScroll: true });
}
