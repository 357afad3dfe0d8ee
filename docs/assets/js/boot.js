// Dans l'en-tête d'une page de calculateur : réveille Python sans attendre la fin du document, et garde le dernier
// clic fait avant que la page soit prête. Ouvrir cette page est l'intention ; avec l'économie de données, on attend
// le premier geste (tool/tool.js).
import { wakeUnlessSaving } from "./engine/engine.js";
import { repairAddress } from "./link/codec.js";
import { paintEarly } from "./link/received.js";

/** @type {HTMLButtonElement | null} */
let early = null;

/** @param {MouseEvent} event */
function keep(event) {
  const button = /** @type {Element} */ (event.target).closest(
    "[data-outil]:not([data-pret]) button:not([popovertarget])",
  );
  if (button instanceof HTMLButtonElement) early = button;
}

document.addEventListener("click", keep, { capture: true });
repairAddress();
paintEarly();
wakeUnlessSaving();

/** Le bouton de cet outil cliqué trop tôt, une fois. @param {HTMLElement} root */
export function takeEarlyClick(root) {
  if (!early || !root.contains(early)) return null;
  const button = early;
  early = null;
  return button;
}
