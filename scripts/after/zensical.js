// Mis à la place de `head/index.js` dans le site que construit Zensical (zensical.py) : l'index attend, lui aussi, un geste
// vers la recherche ; et ce que cette recherche-là demande sous notre politique, avec un thème qui vient au premier geste.
// @ts-nocheck — le thème demande l'index par XMLHttpRequest ; script classique, avant lui.
(() => {
  const SEARCH = ".md-search, [for=__search]";
  let asked = false;
  const wanted = new Promise((resolve) => {
    const ask = () => {
      asked = true;
      resolve();
    };
    const near = (event) => event.target.closest?.(SEARCH) && ask();
    for (const type of ["pointerover", "touchstart", "focusin"]) {
      addEventListener(type, near, { capture: true, passive: true });
    }
    const typed = (event) => {
      const command = event.key === "k" && (event.ctrlKey || event.metaKey);
      if (command && !asked) {
        event.preventDefault(); // la fenêtre de recherche, qui l'écoute ensuite, n'existe pas sans l'index
        show();
      }
      if (command || event.key === "/") ask();
    };
    addEventListener("keydown", typed, { capture: true });
  });
  const late = new WeakSet();
  const { open, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    if (String(url).endsWith("/search.json")) late.add(this);
    return open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (late.has(this)) wanted.then(() => send.apply(this, body));
    else send.apply(this, body);
  };

  // Le bouton de la recherche ne fait rien sans le thème, qui vient au premier geste (plus-tard.js) : ce geste est rejoué.
  let missed = false;
  const show = () => {
    if (window.document$) document.querySelector(".md-search__button").click();
    else missed = true;
  };
  addEventListener("click", (event) => {
    if (!window.document$ && event.target.closest?.(SEARCH)) missed = true;
  });
  addEventListener("theme-arrive", () => missed && queueMicrotask(show));

  // La recherche s'ouvre dans un arbre à part, dont le style est écrit en ligne : la politique le refuse. La même feuille
  // y entre par l'interface des styles, qu'elle admet.
  const { appendChild } = Node.prototype;
  ShadowRoot.prototype.appendChild = function (node) {
    if (!(node instanceof HTMLStyleElement)) return appendChild.call(this, node);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(node.textContent);
    this.adoptedStyleSheets.push(sheet);
    return node;
  };
})();
