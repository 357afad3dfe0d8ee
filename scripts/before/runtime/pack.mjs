// Lance Pyodide sous Node et lui fait empaqueter la bibliothèque du navigateur (voir pack.py).
// Usage : node pack.mjs DOSSIER_SOURCES DOSSIER_SORTIE
import { readFile, writeFile } from "node:fs/promises";
import { loadPyodide } from "pyodide";

const [source, target] = process.argv.slice(2);
// Sans colonnes dans les tables de lignes : des archives plus petites d’un cinquième, les numéros de ligne restent.
const pyodide = await loadPyodide({ args: ["-X", "no_debug_ranges"] });
pyodide.FS.mkdirTree("/src");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: source }, "/src");
pyodide.runPython(await readFile(new URL("pack.py", import.meta.url), "utf8"));
for (const name of ["coeur.zip", "outils.zip", "complet.zip"]) {
  await writeFile(`${target}/${name}`, pyodide.FS.readFile(`/out/${name}`));
}
