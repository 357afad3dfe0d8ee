// Les modèles à copier : deux boutons par texte, montrés seulement si ce script est là pour les servir.

const COPIED = "Texte copié.";
const REFUSED = "Copie refusée par le navigateur : sélectionnez le texte à la main.";

/** @param {Element} block */
export function initText(block) {
  const actions = /** @type {HTMLElement | null} */ (block.querySelector("[data-modele]"));
  if (!actions?.hidden) return;
  actions.hidden = false;
  const text = [...(block.querySelector(".modele-texte")?.children ?? [])].map(plain).join("\n\n");
  const status = /** @type {HTMLElement} */ (actions.querySelector("[role=status]"));
  actions.querySelector("[data-copier-texte]")?.addEventListener("click", async () => {
    status.textContent = (await copyText(text)) ? COPIED : REFUSED;
  });
  actions.querySelector("[data-telecharger-texte]")?.addEventListener("click", () => {
    download(new Blob([text], { type: "text/plain;charset=utf-8" }), `${actions.dataset.modele}.txt`);
  });
}

const PATIENCE = 2000;

/** Copie un texte ; faux si le navigateur refuse, ou ne répond pas. @param {string} text @returns {Promise<boolean>} */
export async function copyText(text) {
  const silent = new Promise((resolve) => setTimeout(() => resolve(false), PATIENCE));
  try {
    const written = navigator.clipboard.writeText(text).then(() => true);
    return /** @type {boolean} */ (await Promise.race([written, silent]));
  } catch {
    return false;
  }
}

/** Le texte d'une partie ; un tableau s'écrit comme un tableur le colle. @param {Element} part */
function plain(part) {
  const rows = [...part.querySelectorAll("tr")];
  if (rows.length === 0) return part.textContent ?? "";
  return rows.map((row) => [...row.children].map((cell) => cell.textContent).join("\t")).join("\n");
}

/** Propose un fichier à enregistrer, fait dans la page. @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
