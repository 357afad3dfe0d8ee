// L'oreille, avant tout autre script : ce que la console d'un moteur muet aurait dit de la page.
(() => {
  const KEY = "oreille";
  const hear = (text) => {
    localStorage.setItem(KEY, JSON.stringify([...JSON.parse(localStorage.getItem(KEY) ?? "[]"), text]));
  };
  for (const level of ["error", "warn"]) {
    const said = console[level];
    console[level] = (...words) => {
      hear(`${level} : ${words.join(" ")}`);
      said.apply(console, words);
    };
  }
  addEventListener("error", ({ message, target }) => hear(`erreur : ${message ?? target.outerHTML}`), true);
  addEventListener("unhandledrejection", ({ reason }) => hear(`promesse : ${reason}`));
  document.addEventListener("securitypolicyviolation", (event) => {
    hear(`politique : ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });
})();
