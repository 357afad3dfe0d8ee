// Allège des scripts déjà réunis : terser y retire encore deux pour cent de ce qu'esbuild laisse.
// Usage : node minify.mjs DOSSIER ; ceux de `head/` sont d'ancienne sorte, les autres des modules.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { minify } from "terser";

const [folder] = process.argv.slice(2);
for (const name of readdirSync(folder, { recursive: true }).map(String).sort()) {
  if (!name.endsWith(".js")) continue;
  const path = join(folder, name);
  const options = { module: !name.startsWith("head"), compress: { ecma: 2020, passes: 3, unsafe_arrows: true } };
  const { code = "" } = await minify(readFileSync(path, "utf8"), options);
  writeFileSync(path, code);
}
