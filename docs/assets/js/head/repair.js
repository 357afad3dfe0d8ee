// Sur la page 404 : une messagerie a pu écrire « %23 » à la place de « # ». L'adresse est rétablie, une fois.
// @ts-nocheck — script classique, sans module, pour partir au plus tôt.
(() => {
  const path = location.pathname + location.search;
  // « # » a pu être récrit, ou perdu : ce qui suit a la forme d'un lien de ce site.
  const [, before, after] = /^(.*?)(?:%(?:25)*23|\/)((?:deux\.)?\d+\.[\w-]{6,}.*)$/.exec(path) ?? [];
  if (before === undefined) return;
  // Une adresse qui commencerait par « // » mènerait à un autre site.
  const page = `/${before.replace(/^[/\\]+/, "").replace(/index\.html\/?$/, "")}`.replace(/([^/])$/, "$1/");
  location.replace(`${location.origin}${page}#${after}${location.hash.slice(1)}`);
})();
