// L'index de recherche pèse dix pages : le thème le demande dès l'arrivée, il ne part qu'au premier geste vers la recherche.
// @ts-nocheck — le thème le demande par XMLHttpRequest ; script classique, avant lui.
(() => {
  const wanted = new Promise((resolve) => {
    const near = (event) => event.target.closest?.(".md-search, [for=__search]") && resolve();
    for (const type of ["pointerover", "touchstart", "focusin"]) {
      addEventListener(type, near, { capture: true, passive: true });
    }
  });
  const late = new WeakSet();
  const { open, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    if (String(url).endsWith("/search/search_index.json")) late.add(this);
    return open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (late.has(this)) wanted.then(() => send.apply(this, body));
    else send.apply(this, body);
  };
})();
