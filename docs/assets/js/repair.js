// Sur la page 404 : une messagerie a pu écrire « %23 » à la place de « # ». L'adresse est rétablie, une fois.
// @ts-nocheck — script classique, sans module, pour partir au plus tôt.
(() => {
  const path = location.pathname + location.search;
  const [, before, after] = /^(.*?)%(?:25)*23(.*)$/.exec(path) ?? [];
  if (before === undefined || !/^\d+\.|^deux\./.test(after)) return;
  location.replace(`${before.replace(/([^/])$/, "$1/")}#${after}${location.hash.slice(1)}`);
})();
