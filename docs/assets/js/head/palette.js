// Applique le thème clair ou sombre, choisi ou celui du système, avant la première peinture.
// @ts-nocheck — lit les noms globaux du thème.
(() => {
  const palette = window.__md_get("__palette");
  if (!palette?.color) {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
    return;
  }
  if (palette.color.media === "(prefers-color-scheme)") {
    const light = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const input = document.querySelector(`[data-md-color-media='(prefers-color-scheme: ${light})']`);
    for (const name of ["media", "scheme", "primary", "accent"]) {
      palette.color[name] = input.getAttribute(`data-md-color-${name}`);
    }
  }
  for (const [name, value] of Object.entries(palette.color)) {
    document.body.setAttribute(`data-md-color-${name}`, value);
  }
})();
