// Une feuille pour toutes les pages : celles du thème, sans ce qu'aucune page n'emploie, puis les nôtres, sauf l'impression.
// node styles.mjs SITE SORTIE FEUILLE… — `purgecss` lit les pages construites, nos scripts et ce que Python écrit.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

/** Ce que le script du thème ajoute à une page, avec les fonctions que ce site emploie. */
const LIVE = `
  js no-js focus-visible md-header--shadow md-header__title--active md-nav__link--active md-nav__link--passed
  md-search-result__article md-search-result__icon md-search-result__item md-search-result__link md-search-result__more
  md-search-result__terms md-search-result__title md-search-result__teaser md-search-result__list md-search-result__scrollwrap
  md-toggle--indeterminate md-typeset__scrollwrap md-typeset__table md-dialog--active mark h1 h2
`;
const STATES = ["data-md-state", "data-md-scrolllock", "data-md-color-scheme", "data-md-color-media", "hidden", "open"];
/** Ce que la recherche de Zensical, dans son arbre à part, lit de la page : ces noms ne sont que dans son script. */
const HOST_VARIABLE = /var\(\s*(--color-[\w-]+)/g;
/** Le site est en français : ce qui vaut pour une écriture de droite à gauche ne sert pas. */
const RIGHT_TO_LEFT = /\[dir=["']?rtl["']?\]/;
/** Les encadrés du thème, qu'aucune page n'emploie : leurs noms sont des mots (« note », « question »), PurgeCSS les garde. */
const ADMONITIONS = "admonition abstract bug danger example failure info note question quote success tip warning".split(
  " ",
);

const [site, output, ...sheets] = process.argv.slice(2);
/** @param {string} path */
const read = (path) => readFileSync(path, "utf8").replace(/^@charset[^;]+;/, "");
const theirs = sheets.filter((path) => path.includes("/stylesheets/"));
/** Une page ne l'attend pas : elle reste à part, et se lie pour l'impression seule. */
const printed = sheets.filter((path) => path.endsWith("/css/print.css"));
const ours = sheets.filter((path) => !theirs.includes(path) && !printed.includes(path));
const folder = `${site}/assets/javascripts/`;
const bundle = readdirSync(folder).find((name) => name.startsWith("bundle.") && name.endsWith(".js"));
const asked = [...read(folder + bundle).matchAll(HOST_VARIABLE)].map((match) => match[1]);
const found = await new PurgeCSS().purge({
  content: [
    `${site}/**/*.html`,
    `${site}/assets/js*/**/*.js`,
    "docs/tools/**/*.py",
    "scripts/sitegen/templates/*.j2",
    { raw: LIVE, extension: "html" },
  ],
  css: theirs.map((path) => ({ raw: read(path), name: path })),
  keyframes: true,
  dynamicAttributes: STATES,
  blocklist: ADMONITIONS,
});
const root = postcss.parse([...found.map((sheet) => sheet.css), ...ours.map(read)].join("\n"));
root.walkRules((rule) => {
  const kept = rule.selectors.filter((selector) => !RIGHT_TO_LEFT.test(selector));
  if (kept.length === 0) rule.remove();
  else rule.selectors = kept;
});
forgetVariables();
writeFileSync(output, root.toString());

/** Retire les variables que plus aucune règle n'emploie ; en retirer une peut en libérer d'autres. */
function forgetVariables() {
  const text = [root.toString(), ...printed.map(read)].join("\n");
  const used = new Set([...asked, ...[...text.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1])]);
  let removed = 0;
  root.walkDecls(/^--/, (declaration) => {
    if (used.has(declaration.prop)) return;
    removed += 1;
    const rule = declaration.parent;
    declaration.remove();
    if (rule?.nodes?.length === 0) rule.remove();
  });
  if (removed > 0) forgetVariables();
}
