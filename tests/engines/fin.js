// La fin d'une page du banc : ce qu'elle a trouvé, ou son erreur, en texte, puis le titre qui le dit.

/** @param {Promise<unknown>} work */
export function finish(work) {
  work.then(
    (result) => write(JSON.stringify(result)),
    (error) => write(JSON.stringify({ erreur: `${error} ${error.stack}` })),
  );
}

/** @param {string} text */
function write(text) {
  const output = document.querySelector("#sortie-banc");
  if (output) output.textContent = text;
  document.title = "fini";
}
