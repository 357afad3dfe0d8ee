// Ce que le thème écrit d'ordinaire en ligne : la portée des préférences et leur lecture.
// @ts-nocheck — fixe des noms globaux que le thème attend.
(() => {
  document.documentElement.classList.replace("no-js", "js"); // avant la page : après elle, tout son style serait relu
  const base = document.currentScript.dataset.base || ".";
  window.__md_scope = new URL(base, location);
  window.__md_hash = (text) => [...text].reduce((hash, char) => (hash << 5) - hash + char.charCodeAt(0), 0);
  // Le stockage se lit dans l'essai : refusé, le nommer seul lève déjà une erreur.
  window.__md_get = (key, storage, scope = window.__md_scope) => {
    try {
      return JSON.parse((storage ?? localStorage).getItem(`${scope.pathname}.${key}`));
    } catch {
      return null;
    }
  };
  window.__md_set = (key, value, storage, scope = window.__md_scope) => {
    try {
      (storage ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // Stockage refusé : la préférence n'est pas gardée, la page marche quand même.
    }
  };

  // Un lien va être peint : l'exemple du site ne se montre pas à sa place en attendant (received.js).
  if (/^#(?:%(?:25)*23)*\d+\./.test(location.hash) || /%(?:25)*23\d+\./.test(location.search)) {
    const { classList } = document.documentElement;
    classList.add("attend-lien");
    setTimeout(() => classList.remove("attend-lien"), 5000);
  }

  // Sur la page d'un calculateur, un fragment est un lien à ouvrir ou une ancre, jamais une autre page : sans ceci, la
  // navigation instantanée rechargerait la page par-dessus ce que le lien vient d'y mettre.
  addEventListener("popstate", (event) => {
    const shown = document.querySelector("link[rel=canonical]")?.href;
    const same = shown && new URL(shown).pathname === location.pathname;
    if (same && document.querySelector("[data-outil]")) event.stopImmediatePropagation();
  });
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a[href*='#']");
      const same = link && link.pathname === location.pathname && link.origin === location.origin;
      if (same && document.querySelector("[data-outil]")) event.stopPropagation();
    },
    { capture: true },
  );
})();
