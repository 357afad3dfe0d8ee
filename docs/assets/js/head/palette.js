// Applique le thème clair ou sombre, choisi ou celui du système, avant la première peinture.
// @ts-nocheck — lit les noms globaux du thème.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const chosen = window.__md_get("__palette")?.color ?? { scheme: dark ? "slate" : "default" };
  for (const [name, value] of Object.entries(chosen)) document.body.setAttribute(`data-md-color-${name}`, value);
})();
