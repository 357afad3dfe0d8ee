// Chargé avant tout autre script : la seule politique « Trusted Types » du site (adr/0003).
// Le HTML que le thème ou Python insère ne peut porter ni script, ni gestionnaire, ni cadre.
// @ts-nocheck — `trustedTypes` n’est pas encore dans les types du navigateur.
(() => {
  if (!window.trustedTypes?.createPolicy) return;
  // Seul ce qui est dans une balise peut agir : un texte qui ressemble à du code reste du texte.
  const inTag = `<[a-z/](?:[^>"']|"[^"]*"|'[^']*')*?`;
  const forbidden = new RegExp(
    String.raw`<\s*(?:script|iframe|object|embed|base|meta)\b|${inTag}(?:[\s"'/]on\w+\s*=|=\s*["']?\s*javascript:)`,
    "i",
  );

  /** @param {string} url */
  const sameOrigin = (url) => {
    const { protocol, origin } = new URL(url, location.href);
    if (origin === location.origin && ["http:", "https:", "blob:"].includes(protocol)) return url;
    throw new TypeError(`Script refusé : ${url}`);
  };

  window.trustedTypes.createPolicy("default", {
    // Une page du site lue par la navigation instantanée entre dans un document inerte : ses scripts n’y partent pas.
    createHTML: (html, _type, sink) => {
      if (sink === "DOMParser parseFromString") return html;
      if (forbidden.test(html)) throw new TypeError("HTML refusé par la politique du site");
      return html;
    },
    createScriptURL: sameOrigin,
  });
})();
